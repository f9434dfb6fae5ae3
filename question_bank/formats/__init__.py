"""Items in the forms other programs read and people type."""
