"""Quizapp, the web application. Importing it loads nothing: `quizapp.app` builds the app."""
