"""Changes to attempts."""


def close_overdue() -> int:
    return 0
