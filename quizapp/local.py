"""`python -m quizapp.local`: everything a newcomer needs, in one go; what `make run` calls."""

from __future__ import annotations

import argparse
import ipaddress
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import Application

from quizapp.app import create_app
from quizapp.extensions import db
from quizapp.sample.loading import PASSWORDS_FILE, load_sample
from quizapp.settings import ROOT, Settings, WrongSetting

PREPARING: Final = (
    "Preparing the database; the first time this loads sample data and takes a while ..."
)


def main() -> int:
    """Migrate, load the sample data once, say how to get in, and serve."""
    options = _parser().parse_args()
    loopback = is_loopback(options.host)
    try:
        settings = replace(
            Settings.from_environment(), sample_mode=loopback, loopback_http=loopback
        )
    except WrongSetting as wrong:
        return _stop(str(wrong))
    app = create_app(settings)
    _say(PREPARING)
    with app.app_context():
        upgrade()
        if load_sample(settings, now=datetime.now(UTC)):
            _say("The sample organisation, plan and two tests are loaded.")
        db.engine.dispose()
    _say(_how_to_get_in(settings, options.host, options.port))
    _Server(app, bind=f"{options.host}:{options.port}").run()
    return 0


class _Server(Application):
    """Gunicorn in this process, with the app that is loaded already: a second start is quick."""

    def __init__(self, app: Flask, *, bind: str) -> None:
        self.served = app
        self.bind = bind
        super().__init__()

    def init(self, parser: object, opts: object, args: object) -> None:
        """Nothing comes from the command line."""

    def load_config(self) -> None:
        self.load_config_from_file(str(ROOT / "deploy" / "gunicorn.conf.py"))
        self.cfg.set("bind", self.bind)

    def load(self) -> Flask:
        return self.served


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _how_to_get_in(settings: Settings, host: str, port: int) -> str:
    lines = [f"Quizapp: http://{host}:{port}"]
    file = settings.instance / PASSWORDS_FILE
    if settings.sample_mode:
        lines.append(
            "Sign in with one click as a sample member, secretary, organizer or administrator."
        )
    elif not settings.hall_mode:
        lines.append(
            "Other machines can reach this address: put a proxy with TLS in front, or for a hall on a"
            f" private network start with: HALL_MODE=1 make run HOST={host} PORT={port}"
        )
    if file.exists():
        lines.append(f"Names and passwords of the sample people: {file}")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quizapp.local", description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _stop(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
