"""The only place that begins and commits. See `transaction.py`."""
