"""Case 79: on generated programs every mode of mypy reports exactly what the judge expects.

``LOOPSAFE_ORACLE_EXAMPLES`` says how many programs are tried, ``LOOPSAFE_ORACLE_SEED`` with which
one to start: each has a seed of its own, and the same seed gives the same program.
"""

from __future__ import annotations

import os

import pytest

from tests.oracle import reduce, runner, search
from tests.oracle.runner import Disagreement

EXAMPLES = int(os.environ.get("LOOPSAFE_ORACLE_EXAMPLES", "300"))
SEED = int(os.environ.get("LOOPSAFE_ORACLE_SEED", "0"))
BATCH = 100
SHRINKING = float(os.environ.get("LOOPSAFE_ORACLE_SHRINK_SECONDS", "240"))


@pytest.mark.parametrize("first", range(SEED, SEED + EXAMPLES, BATCH))
def test_plugin_and_judge_agree_in_every_mode(first: int) -> None:
    seeds = range(first, min(first + BATCH, SEED + EXAMPLES))
    examples = [search.generate(seed) for seed in seeds]
    failed: dict[int, list[Disagreement]] = {}
    for problem in runner.check(examples):
        failed.setdefault(problem.program, []).append(problem)
    if failed:
        number = min(failed, key=lambda number: len(repr(examples[number])))
        smallest, problems = reduce.reduced(examples[number], failed[number], SHRINKING)
        pytest.fail(
            f"plugin and judge disagree on {len(failed)} of {len(seeds)} programs, among them "
            f"LOOPSAFE_ORACLE_SEED={seeds[number]} LOOPSAFE_ORACLE_EXAMPLES=1, which becomes\n"
            f"{search.describe(smallest, problems)}"
        )


def test_examples_deserve_errors_of_all_sorts() -> None:
    """Agreement says something only as long as there is something to agree upon."""
    examples = [search.generate(seed) for seed in range(3 * BATCH)]
    found = [list(runner.expected(example.before, "p0")) for example in examples]
    assert {item.code for items in found for item in items} == {
        "blocking-call",
        "callable-context",
        "loop-only-call",
        "override-category",
        "unscheduled-coroutine",
    }
    silent = sum(not items for items in found)
    assert 0 < silent < len(examples) / 2
    changed = sum(
        set(runner.expected(example.after, "p0")) != set(runner.expected(example.before, "p0"))
        for example in examples
    )
    assert changed > len(examples) / 4


def test_the_same_seed_gives_the_same_example() -> None:
    assert search.generate(7) == search.generate(7)
    assert search.generate(7) != search.generate(8)
