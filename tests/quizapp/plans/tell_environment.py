"""Prints the environment a child process is given."""

import os
import sys

sys.stdout.write(repr(dict(os.environ)))
