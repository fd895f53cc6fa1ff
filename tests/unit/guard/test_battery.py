"""The battery: what blocks is caught, what does not is silent.

One guard is installed for all of it. What is missed is missed for a reason, and is listed here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from loopsafe import guard
from tests.unit.guard.battery import Operation
from tests.unit.guard.battery.run import attempt, operations

MISSED: dict[str, str] = {}
"""The names of operations that are not caught, and why."""
BLOCKING = [item for item in operations() if item.blocks]
HARMLESS = [item for item in operations() if not item.blocks]


@pytest.fixture(scope="module")
def watching() -> Iterator[guard.Guard]:
    loggers = [logging.getLogger(name) for name in ("loopsafe.guard", "asyncio")]
    for logger in loggers:
        logger.disabled = True
    installed = guard.install()
    yield installed
    guard.uninstall(installed)
    for logger in loggers:
        logger.disabled = False


@pytest.mark.parametrize("operation", BLOCKING, ids=lambda item: item.name)
@pytest.mark.filterwarnings("ignore")  # of what an operation leaves open when it is aborted
def test_what_blocks_is_caught(operation: Operation, watching: guard.Guard) -> None:
    outcome = attempt(operation, watching)
    assert (outcome.sensor is None) == (operation.name in MISSED)


@pytest.mark.parametrize("operation", HARMLESS, ids=lambda item: item.name)
@pytest.mark.filterwarnings("ignore")
def test_what_does_not_block_is_silent(operation: Operation, watching: guard.Guard) -> None:
    outcome = attempt(operation, watching)
    assert outcome.told is None


def test_the_battery_is_large_enough_and_nearly_all_of_it_is_caught() -> None:
    assert len(BLOCKING) >= 124
    assert len(HARMLESS) >= 36
    assert len(MISSED) / len(BLOCKING) <= 0.05
