"""What is drawn, and how often: tests, jumps of the clock, and answers to an item."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WHO = st.integers(0, 1)
VIA = st.sampled_from(["operation", "operation", "http"])
JITTER = st.sampled_from([1, 1, 1, 0, -1, 2, 7])
JUMPS = st.sampled_from(
    ["second"] * 8 + ["opening", "deadline", "grace", "half minutes", "closing"]
)
PLANS = st.fixed_dictionaries(
    {
        "duration": st.sampled_from([30, 120, 1800]),
        "closes": st.sampled_from([60, 600, 7200]),
        "tries": st.sampled_from([1, 2, 3, 0]),
        "early": st.sampled_from([False, False, False, True]),
    }
)


def responses_to(item: dict[str, Any]) -> st.SearchStrategy[tuple[str, ...]]:
    """Responses that the paper can take."""
    keys = tuple(item["keys"])
    match item["kind"]:
        case "fill_in":
            return st.sampled_from([keys, ("", *keys[1:]), ("wrong",), ()])
        case "true_false":
            return st.sampled_from([("true",), ("false",), ()])
        case "single_choice":
            return st.sampled_from([(one,) for one in item["options"]] + [()])
        case _:
            picked = st.sets(st.sampled_from(item["options"]))
            return picked.map(lambda some: tuple(sorted(some)))
