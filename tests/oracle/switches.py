"""Features on which plugin and judge disagree: not generated until one of them is mended."""

from __future__ import annotations

from collections.abc import Sequence

OFF: dict[str, str] = {
    # A function that hands over what it is given.
    "value:partial_of_handing": "what a partial binds to such a parameter is not checked",
    "handoff:lambda_of_parameter": "a lambda that calls the parameter does not count",
    "check:handing": "nor does handing it over behind a thread check",
    "alias:handing": "such a function is not recognised by another name in unmarked functions",
    "import:handing": "nor if it is imported by another name",
    "handoff:thread": "nor if it is a class, such as threading.Thread",
    # Dataclasses.
    "receiver:supplied": "in an import cycle a factory is charged though the caller has the value",
    "factory:partial": "a partial as default factory is not charged behind a function",
    "factory:lambda": "nor is a lambda",
    "lambda:method_of_new": "in a lambda, C().method() does not charge a factory",
    # Other names.
    "alias:generator": "an alias of a generator function is not charged where it is iterated",
    "alias:contextmanager": "nor one of a context manager where it is entered",
    "alias:coroutine": "a coroutine function may be handed over by another name",
    "super:coroutine": "or as super().method",
}
"""Each with its reason. Keys are ``group:item``."""


def enabled(group: str, items: Sequence[str]) -> list[str]:
    """Return the items of a group that are not switched off."""
    return [item for item in items if f"{group}:{item}" not in OFF]
