"""What administrators and organizers change about people, units, groups and slips."""
