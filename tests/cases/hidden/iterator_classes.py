"""Case 43: ``__iter__``, ``__next__`` and ``__contains__`` of classes."""

import time
from collections.abc import Iterator
from typing import Self

from loopsafe import callback


class SlowIter:
    def __iter__(self) -> Iterator[int]:
        time.sleep(1)
        return iter([1])


class SlowNext:
    def __iter__(self) -> Self:
        return self

    def __next__(self) -> int:
        time.sleep(1)
        return 1


class GeneratorIter:
    def __iter__(self) -> Iterator[int]:
        time.sleep(1)
        yield 1


class Container:
    def __contains__(self, item: object) -> bool:
        time.sleep(1)
        return True

    def __iter__(self) -> Iterator[int]:
        return iter([1])


@callback
def on_event(
    slow_iter: SlowIter, slow_next: SlowNext, generated: GeneratorIter, container: Container
) -> None:
    for _ in slow_iter:  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in slow_next:  # E: reaches "time.sleep"  [blocking-call]
        pass
    for _ in generated:  # E: reaches "time.sleep"  [blocking-call]
        pass
    list(slow_iter)  # E: reaches "time.sleep"  [blocking-call]
    next(slow_next)  # E: reaches "time.sleep"  [blocking-call]
    iter(slow_iter)  # E: reaches "time.sleep"  [blocking-call]
    first, second = slow_next  # E: reaches "time.sleep"  [blocking-call]
    1 in slow_iter  # E: reaches "time.sleep"  [blocking-call]
    1 in container  # E: reaches "time.sleep"  [blocking-call]
    1 not in container  # E: reaches "time.sleep"  [blocking-call]
    [number for number in container]
    iter(slow_next)
    print(first, second)
