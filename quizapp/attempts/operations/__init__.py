"""What can happen to an attempt: start, save, take over, hand in, close when time is over."""

from quizapp.attempts.operations.closing import close_overdue as close_overdue
