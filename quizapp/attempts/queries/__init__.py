"""What members read about their tests and attempts."""
