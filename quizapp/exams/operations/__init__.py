"""What can happen to an exam: drafting, publishing, following the roster, running."""
