"""The rules, one file for each error code."""

from loopsafe_mypy.rules import (
    blocking_call,
    callable_context,
    category_marker,
    decorated,
    loop_only_call,
    override_category,
    unknown_call,
    unscheduled_coroutine,
)
from loopsafe_mypy.rules.site import Finding, Site

EVENT_RULES = (
    blocking_call.check,
    loop_only_call.check,
    callable_context.check,
    unknown_call.check,
)
"""Asked about every event of a body, with the functions that it runs."""

FUNCTION_RULES = (
    category_marker.check,
    override_category.check,
    callable_context.check_slots,
    decorated.check,
    unscheduled_coroutine.check,
)
"""Asked once about every function."""

__all__ = ["EVENT_RULES", "FUNCTION_RULES", "Finding", "Site"]
