"""The README's own `make run`, walked over plain HTTP. Runs last and by itself."""
