"""What the pages about people, units and groups show."""
