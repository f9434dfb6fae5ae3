"""Settings: defaults that work after a clone, and a wrong value stops the start by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.settings import Settings, WrongSetting


def read(instance: Path, **environment: str) -> Settings:
    return Settings.from_environment({"INSTANCE_PATH": str(instance), **environment})


def test_works_without_any(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'quizapp.sqlite3'}"
    assert settings.is_sqlite
    assert settings.timezone.key == "Asia/Shanghai"
    assert settings.language == "zh_Hans_CN"
    assert not (settings.hall_mode or settings.sample_mode or settings.plain_http)


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = read(tmp_path / "new").secret_key
    assert len(first) >= 32
    assert read(tmp_path / "new").secret_key == first
    file = tmp_path / "new" / "secret_key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert read(tmp_path / "other").secret_key != first


@pytest.mark.parametrize("old", ["postgres://u:p@h/d", "postgresql://u:p@h/d"])
def test_names_the_driver_of_postgresql(tmp_path: Path, old: str) -> None:
    assert read(tmp_path, DATABASE_URL=old).database_url == "postgresql+psycopg://u:p@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://h/d"),
        ("SECRET_KEY", "short"),
        ("TIMEZONE", "Asia/Nowhere"),
        ("TIMEZONE", "../etc/passwd"),
        ("DEFAULT_LANGUAGE", "zh_CN"),
        ("HALL_MODE", "yes"),
        ("LOOPBACK_HTTP", "true"),
        ("SAMPLE_MODE", "2"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "many"),
        ("THREADS", "0"),
        ("THREADS", "1000"),
        ("DATABASE_URL", "postgresql://u:p%@h:port/d"),
        ("DATABASE_URL", "postgresql://u:p@h/d?options=-csynchronous_commit%3Doff"),
        ("REDIS_URL", "http://h:6379"),
        ("WEB_CONCURRENCY", "2"),  # with SQLite
        ("WEB_CONCURRENCY", "0"),
        ("INNER_SWEEPER", "no"),
        ("METRICS_TOKEN", "short"),
    ],
)
def test_a_wrong_value_stops_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read(tmp_path, **{name: value})


def test_several_processes_take_postgresql(tmp_path: Path) -> None:
    settings = read(tmp_path, WEB_CONCURRENCY="4", DATABASE_URL="postgresql://u:p@h/d")
    assert settings.processes == 4
    assert read(tmp_path).processes == 1


def test_the_server_sweeps_unless_told_otherwise(tmp_path: Path) -> None:
    assert read(tmp_path).inner_sweeper
    assert not read(tmp_path, INNER_SWEEPER="0").inner_sweeper


def test_an_empty_value_is_the_default(tmp_path: Path) -> None:
    names = ("DATABASE_URL", "SECRET_KEY", "TIMEZONE", "DEFAULT_LANGUAGE", "HALL_MODE", "THREADS")
    names += ("REDIS_URL", "WEB_CONCURRENCY", "INNER_SWEEPER", "METRICS_TOKEN")
    assert read(tmp_path, **dict.fromkeys(names, "")) == read(tmp_path)
