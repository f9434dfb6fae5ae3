from enum import StrEnum


class ExamMode(StrEnum):
    CLOSED_BOOK = "closed_book"
    ONLINE = "online"
    PRACTICE = "practice"
