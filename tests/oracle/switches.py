"""Features on which plugin and judge disagree: not generated until one of them is mended."""

from __future__ import annotations

from collections.abc import Sequence

OFF: dict[str, str] = {
    "value:partial_of_handing": (
        "what a partial binds to a parameter that the function hands over is not checked"
    ),
    "check:handing": (
        "a parameter handed over behind a thread check counts for callers on the other thread, too"
    ),
    "check:parameter": "a parameter called behind a thread check does not count",
    "handoff:lambda_of_parameter": (
        "a lambda that calls a parameter does not count as it, where another function hands it over"
    ),
    "super:coroutine": "a coroutine function may be handed over as super().method",
    "unchecked:handoff_in_local": (
        "a local function of an unchecked function is not believed like the rest of the body"
    ),
}
"""Each with its reason. Keys are ``group:item``."""


def enabled(group: str, items: Sequence[str]) -> list[str]:
    """Return the items of a group that are not switched off."""
    return [item for item in items if f"{group}:{item}" not in OFF]
