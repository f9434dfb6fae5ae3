"""The entry of every server and of `flask --app wsgi`."""

import sys

from quizapp.app import create_app
from quizapp.settings import WrongSetting

try:
    app = create_app()
except WrongSetting as wrong:
    sys.exit(str(wrong))
