"""The files of an installation name settings that exist, and fit each other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.app import create_app
from quizapp.settings import Settings
from tests.architecture.test_imports import ROOT

DEPLOY = ROOT / "deploy"
UNITS = ("quizapp.service", "quizapp-sweeper.service")
SETTINGS = set(
    re.findall(r'"([A-Z][A-Z_]+)"', (ROOT / "quizapp" / "settings.py").read_text("utf-8"))
)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    value = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert isinstance(value, dict)
    return value


OURS = ("app1", "app2", "sweeper", "migration")


@pytest.mark.parametrize("name", OURS)
def test_compose_gives_settings_that_exist_and_can_be_read(
    compose: dict[str, Any], tmp_path: Path, name: str
) -> None:
    given: dict[str, str] = compose["services"][name]["environment"]
    assert set(given) <= SETTINGS
    filled = {
        key: re.sub(r"\$\{\w+:\?[^}]*\}", "x" * 40, value) for key, value in given.items()
    } | {"INSTANCE_PATH": str(tmp_path)}
    settings = Settings.from_environment(filled)
    assert not settings.is_sqlite and settings.trusted_proxies == 1
    assert not settings.inner_sweeper, "the sweeper is a service of its own here"


def test_compose_knows_every_service_and_volume_it_names(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", ())) <= set(services), name
        assert "image" in service, name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source.startswith("./") or source in compose["volumes"], volume
    assert services["app1"] == services["app2"]
    assert (
        DEPLOY / services["app1"]["build"]["context"] / services["app1"]["build"]["dockerfile"]
    ).exists()


def test_the_database_has_a_connection_for_every_thread(compose: dict[str, Any]) -> None:
    app = compose["services"]["app1"]["environment"]
    (most,) = re.findall(
        r"max_connections=(\d+)", " ".join(compose["services"]["database"]["command"])
    )
    needed = 2 * int(app["WEB_CONCURRENCY"]) * (int(app["THREADS"]) + 4)
    assert needed + 10 <= int(most)


@pytest.mark.parametrize(("file", "name"), [("compose.yaml", n) for n in ("sweeper", "migration")])
def test_compose_calls_commands_that_exist(
    compose: dict[str, Any], tmp_path: Path, file: str, name: str
) -> None:
    assert_command(compose["services"][name]["command"][3:], tmp_path)


def assert_command(words: list[str], tmp_path: Path) -> None:
    app = create_app(Settings.from_environment({"INSTANCE_PATH": str(tmp_path)}))
    result = app.test_cli_runner().invoke(args=[*words, "--help"])
    assert result.exit_code == 0, result.output


def test_nginx_reaches_the_services_of_the_compose_file(compose: dict[str, Any]) -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert text.count("{") == text.count("}")
    for line in re.sub(r"#.*", "", text).splitlines():
        assert re.fullmatch(r"\s*|.*[;{}]\s*", line), line
    for host in re.findall(r"^\s*server (\w+):8000", text, re.MULTILINE):
        assert host in compose["services"]
    # Only what these headers say is believed, so each of them must be replaced here.
    for header in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-ID"):
        assert f"proxy_set_header {header} " in text
    # A form is refused when the port of its page is missing from what the app sees.
    assert text.count(" $http_host;") == 2 and " $host;" not in text


NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@pytest.mark.skipif(not NGINX, reason="no nginx here")
def test_nginx_can_read_its_file(tmp_path: Path) -> None:
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=quiz"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    text = (DEPLOY / "nginx.conf").read_text("utf-8").replace("/etc/ssl/quizapp", str(tmp_path))
    text = re.sub(r"\bapp(\d):8000", r"127.0.0.1:800\1", text)
    folders = "".join(
        f"{name}_temp_path {tmp_path / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path / 'pid'}; error_log stderr; events {{}}"
        f" http {{ access_log off; {folders} {text} }}",
        "utf-8",
    )
    told = subprocess.run(
        [str(NGINX), "-t", "-q", "-c", str(whole), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_the_image_compiles_the_catalogue_without_complaint(tmp_path: Path) -> None:
    (command,) = re.findall(r"RUN (pybabel compile) ", (DEPLOY / "Dockerfile").read_text("utf-8"))
    program, *words = command.split()
    source = ROOT / "quizapp" / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
    done = subprocess.run(
        [
            *(str(Path(sys.executable).parent / program), *words),
            *("-i", str(source), "-o", str(tmp_path / "messages.mo"), "-l", "zh_Hans_CN"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", UNITS)
def test_units_start_what_is_there(tmp_path: Path, name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    (start,) = re.findall(r"^ExecStart=(.*)", text, re.MULTILINE)
    for path in re.findall(r"deploy/\S+", start):
        assert (ROOT / path).exists()
    if " --app wsgi " in start:
        assert_command(start.partition(" --app wsgi ")[2].split(), tmp_path)
    for setting in re.findall(r"^Environment=(\w+)=", text, re.MULTILINE):
        assert setting in SETTINGS


ANALYZE = shutil.which("systemd-analyze")


@pytest.mark.skipif(not ANALYZE, reason="no systemd here")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_can_read_the_units(tmp_path: Path, name: str) -> None:
    # The folder and the user of an installation are not those of this checkout.
    text = (DEPLOY / name).read_text("utf-8").replace("User=quizapp", "User=root")
    text = re.sub(r"/srv/quizapp/\.venv/bin/\w+", "/bin/true", text).replace("/srv/quizapp", "/")
    (tmp_path / name).write_text(text, "utf-8")
    told = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0 and name not in told.stderr, told.stderr
