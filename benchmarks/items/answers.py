"""How well answers are matched: `python -m benchmarks.items.answers`.

Prints for each file of labelled variants how many there are, how many are judged right, and which
answers were wrongly accepted or wrongly refused, and how long one judgement takes.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.question_bank.answer_variants import labelled


def main() -> int:
    """Print the figures; 1 when a goal of the design is missed."""
    variants = labelled()
    begun = time.perf_counter()
    judged = [(one, one.is_accepted()) for one in variants]
    seconds = time.perf_counter() - begun
    wrong = [(one, verdict) for one, verdict in judged if verdict != one.right]
    total, missed = Counter(one.file for one in variants), Counter(one.file for one, _ in wrong)
    for name in sorted(total):
        sys.stdout.write(f"{name:14} {total[name]:5}  right {total[name] - missed[name]:5}\n")
    for one, verdict in wrong:
        sys.stdout.write(f"wrongly {'accepted' if verdict else 'refused'}: {one}\n")
    share = 1 - len(wrong) / len(variants)
    accepted = sum(verdict for _, verdict in wrong) / len(variants)
    refusable = sum(not one.right for one in variants) / len(variants)
    sys.stdout.write(
        f"{len(variants)} variants, {refusable:.1%} to be refused: {share:.2%} judged right,"
        f" {accepted:.2%} wrongly accepted, {seconds / len(variants) * 1e6:.0f} µs each\n"
    )
    return int(share < 0.995 or accepted > 0.001)


if __name__ == "__main__":
    sys.exit(main())
