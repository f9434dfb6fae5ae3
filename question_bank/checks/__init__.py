"""The item linter. Importing this package loads nothing."""
