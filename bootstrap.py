"""Put everything the app needs into `.venv`: `python bootstrap.py [--dev]`.

Standard library only. A second call without changes does nothing and takes a moment.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CATALOGUES = ROOT / "quizapp" / "translations"


def main(arguments: list[str]) -> int:
    """Install what is missing or has changed, then compile the catalogues."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the message is for people with an older Python
        print("Quizapp needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 1
    if not PYTHON.exists():
        print("Making .venv ...", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    wanted = ["requirements.txt"] + (["requirements-dev.txt"] if "--dev" in arguments else [])
    for name in wanted:
        _install(name)
    _compile_catalogues()
    return 0


def _install(name: str) -> None:
    stamp = VENV / f".{name}.installed"
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return
    print(f"Installing {name} ...", flush=True)
    subprocess.run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", name],
        cwd=ROOT,
        check=True,
    )
    stamp.write_text(digest, "ascii")


def _compile_catalogues() -> None:
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        subprocess.run(
            [
                *(str(PYTHON), "-m", "babel.messages.frontend", "compile"),
                *("-i", str(source), "-o", str(compiled), "-l", source.parent.parent.name),
            ],
            cwd=ROOT,
            check=True,
            stderr=subprocess.DEVNULL,
        )
        if not compiled.exists():
            # Babel passes a catalogue marked as fuzzy over, and calls that a success.
            sys.exit(f"{source.relative_to(ROOT)} was not compiled: is its header marked fuzzy?")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
