"""The least valid row of each table, stored at once."""
