"""From the text of a plan to items that cite their sentence.

The web application imports `items`, `bundle`, `answers` and `checks`; everything
that reads files or segments words runs in a child process (`python -m question_bank`).
"""
