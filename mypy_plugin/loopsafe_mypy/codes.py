"""The error codes: what each finding of loopsafe is called in mypy.

mypy registers a code when it is created, so importing this module is what makes
``disable_error_code`` and ``# type: ignore[blocking-call]`` know them.
"""

from __future__ import annotations

from typing import Final

from mypy.errorcodes import ErrorCode

CATEGORY: Final = "loopsafe"

BLOCKING_CALL: Final = ErrorCode(
    "blocking-call", "Do not call what blocks where the event loop may be running", CATEGORY
)
LOOP_ONLY_CALL: Final = ErrorCode(
    "loop-only-call", "Do not call what belongs to the event loop from another thread", CATEGORY
)
UNSCHEDULED_COROUTINE: Final = ErrorCode(
    "unscheduled-coroutine", "Hand a coroutine made in sync code over to the event loop", CATEGORY
)
CALLABLE_CONTEXT: Final = ErrorCode(
    "callable-context", "Pass only callables that suit the thread they will be called on", CATEGORY
)
OVERRIDE_CATEGORY: Final = ErrorCode(
    "override-category", "Let an override do no more than the base declares", CATEGORY
)
CATEGORY_MARKER: Final = ErrorCode(
    "category-marker", "Use category markers where and as they make sense", CATEGORY
)
UNKNOWN_CALL: Final = ErrorCode(
    "unknown-call", "Know what each call on a declared thread does (strict only)", CATEGORY
)

TALLY: Final = ErrorCode(
    "loopsafe-tally", "Not a finding: the figures of loopsafe check --stats", CATEGORY
)

ALL: Final = (
    BLOCKING_CALL,
    LOOP_ONLY_CALL,
    UNSCHEDULED_COROUTINE,
    CALLABLE_CONTEXT,
    OVERRIDE_CATEGORY,
    CATEGORY_MARKER,
    UNKNOWN_CALL,
)
