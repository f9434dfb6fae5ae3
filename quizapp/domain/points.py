"""Splitting points so that nothing is lost to rounding.

Points are whole hundredths. Owns the one rounding rule for shares; what a share is for is decided
by the callers.
"""

from __future__ import annotations


def split_points(total: int, count: int) -> tuple[int, ...]:
    """Split hundredths into `count` equal parts whose sum is the total.

    Largest remainder; all remainders are equal here, so the first parts carry the odd hundredths:
    10000 into 7 gives 1429 four times and 1428 three times. ValueError for no parts or a negative
    total.
    """
    if count < 1 or total < 0:
        raise ValueError("points are split into at least one part and are never negative")
    each, left = divmod(total, count)
    return (each + 1,) * left + (each,) * (count - left)
