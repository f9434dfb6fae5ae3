"""Settings: one frozen value, read from the environment once at start.

Every environment name appears here and nowhere else. A wrong value stops the start
with the name of the setting and what it may be.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT: Final = Path(__file__).resolve().parent.parent


class WrongSetting(Exception):
    """A setting has a value the app cannot run with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set from outside; the README's table lists the same names."""

    database_url: str
    """SQLAlchemy address. SQLite (a file) or PostgreSQL (postgresql+psycopg://…)."""
    secret_key: str
    """Signs sessions, receipts and slips. At least 32 characters."""
    instance: Path
    """Folder for the SQLite file, the secret key and the sample passwords."""
    timezone: ZoneInfo
    """What people type and read times in. Inside, everything is UTC."""
    language: str
    """Language of people who have not chosen one: zh_Hans_CN or en."""
    hall_mode: bool
    """Plain http on a private address: no Secure cookies, no HSTS, a banner says so."""
    loopback_http: bool
    """Started by `make run` on this machine alone: plain http without the hall's banner."""
    sample_mode: bool
    """Offers one-click sign-in for the sample people, on loopback only."""
    trusted_proxies: int
    """How many reverse proxies in front may be believed about address and protocol."""
    redis_url: str
    """Shared counter of the rate limits when several machines run; empty for one machine."""
    threads: int
    """Threads of one server process; the database pool is sized to it."""
    processes: int
    """Server processes on this machine; SQLite takes one."""
    inner_sweeper: bool
    """Whether each server process closes overdue attempts itself; off where `attempts sweep` runs."""
    metrics_token: str
    """Who sends it may read /metrics; empty: nobody may."""

    @property
    def plain_http(self) -> bool:
        """Whether cookies must work without TLS."""
        return self.hall_mode or self.loopback_http

    @property
    def signing_key(self) -> bytes:
        """The secret key as bytes, for receipts and codes."""
        return self.secret_key.encode()

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; raise WrongSetting with the name of the one that is wrong."""
        env = os.environ if environment is None else environment
        instance = Path(env.get("INSTANCE_PATH") or ROOT / "instance").absolute()
        database_url = _database_url(env, instance)
        return cls(
            database_url=database_url,
            secret_key=_secret_key(env, instance),
            instance=instance,
            timezone=_timezone(env),
            language=_choice(env, "DEFAULT_LANGUAGE", ("zh_Hans_CN", "en")),
            hall_mode=_switch(env, "HALL_MODE"),
            loopback_http=_switch(env, "LOOPBACK_HTTP"),
            sample_mode=_switch(env, "SAMPLE_MODE"),
            trusted_proxies=_number(env, "TRUSTED_PROXIES", default=0, most=5),
            redis_url=_redis_url(env),
            threads=_number(env, "THREADS", default=16, most=256, least=1),
            processes=_processes(env, database_url),
            inner_sweeper=_switch(env, "INNER_SWEEPER", default="1"),
            metrics_token=_metrics_token(env),
        )


def _database_url(env: Mapping[str, str], instance: Path) -> str:
    url = env.get("DATABASE_URL", "") or f"sqlite:///{instance / 'quizapp.sqlite3'}"
    # Hosting services still write the name that SQLAlchemy dropped, and the bare name
    # would pick another driver.
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            url = "postgresql+psycopg://" + url.removeprefix(old)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise WrongSetting("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongSetting("DATABASE_URL cannot be read; write % in a password as %25") from error
    if "options" in parts.query:
        # The app's own would silently replace them.
        raise WrongSetting("DATABASE_URL must carry no options; give them to the database's role")
    return url


def _redis_url(env: Mapping[str, str]) -> str:
    url = env.get("REDIS_URL", "")
    if url and not url.startswith(("redis://", "rediss://", "redis+unix://")):
        raise WrongSetting("REDIS_URL must begin with redis://, rediss:// or redis+unix://")
    return url


def _processes(env: Mapping[str, str], database_url: str) -> int:
    count = _number(env, "WEB_CONCURRENCY", default=1, most=64, least=1)
    if count > 1 and database_url.startswith("sqlite"):
        raise WrongSetting("WEB_CONCURRENCY must be 1 with SQLite; several need PostgreSQL")
    return count


def _metrics_token(env: Mapping[str, str]) -> str:
    token = env.get("METRICS_TOKEN", "")
    if token and len(token) < 16:
        raise WrongSetting("METRICS_TOKEN must have at least 16 characters")
    return token


def _secret_key(env: Mapping[str, str], instance: Path) -> str:
    key = env.get("SECRET_KEY", "")
    if key:
        if len(key) < 32:
            raise WrongSetting("SECRET_KEY must have at least 32 characters")
        return key
    # No default may stand in the repository, so the first start makes one for this machine.
    file = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text("ascii").strip()


def _timezone(env: Mapping[str, str]) -> ZoneInfo:
    name = env.get("TIMEZONE") or "Asia/Shanghai"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongSetting(
            f"TIMEZONE must be a zone such as Asia/Shanghai, not {name!r}"
        ) from error


def _choice(env: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    value = env.get(name) or values[0]
    if value not in values:
        raise WrongSetting(f"{name} must be one of {', '.join(values)}, not {value!r}")
    return value


def _switch(env: Mapping[str, str], name: str, default: str = "0") -> bool:
    value = env.get(name) or default
    if value not in ("0", "1"):
        raise WrongSetting(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def _number(env: Mapping[str, str], name: str, *, default: int, most: int, least: int = 0) -> int:
    value = env.get(name) or str(default)
    if not value.isdecimal() or not least <= int(value) <= most:
        raise WrongSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return int(value)
