from enum import StrEnum


class Release(StrEnum):
    AT_ONCE = "at_once"
    AFTER_CLOSE = "after_close"
    BY_HAND = "by_hand"
    NEVER = "never"
