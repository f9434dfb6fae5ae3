"""From facts to items. Importing this package loads nothing."""
