"""All figures on items in one run: `python -m benchmarks.items`, or `make bench-items`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.items import answers, banks, damage, extraction, rules

GOLD = Path(__file__).parents[2] / "tests" / "question_bank" / "gold"


def main() -> int:
    """Print every figure; 1 when a part says that its goal is missed."""
    failed = 0
    for title, run in (
        ("Answer matching", answers.main),
        ("Linter on spoiled items", lambda: damage.main([])),
        ("Rules and events against gold", lambda: rules.main([])),
        (
            "Terms, titles and lists against gold, unseen documents",
            lambda: extraction.main([str(banks.UNSEEN), str(banks.UNSEEN)]),
        ),
        ("Banks", lambda: banks.main([])),
    ):
        sys.stdout.write(f"\n== {title}\n")
        sys.stdout.flush()
        failed |= run()
    return failed


if __name__ == "__main__":
    sys.exit(main())
