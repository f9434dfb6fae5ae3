"""What the pages of exams show, as frozen values."""
