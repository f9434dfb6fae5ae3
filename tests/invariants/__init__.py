"""A state machine that does anything members, invigilators and mishaps can do to attempts."""
