"""The entry of every server and of `flask --app wsgi`."""

from quizapp.app import create_app

app = create_app()
