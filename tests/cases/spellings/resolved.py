"""Cases 40 to 44: a blocking method, in every way in which a class may be asked to run it.

All bodies are as short as they can be: nothing else in them could give the finding away.
"""

import contextlib
import functools
import os.path as places
import time
from collections.abc import Iterator
from typing import Any, NamedTuple, TypedDict


class Box:
    @property
    def size(self) -> int:
        time.sleep(1)
        return 1

    @size.setter
    def size(self, value: int) -> None:
        time.sleep(1)

    @functools.cached_property
    def weight(self) -> int:
        time.sleep(1)
        return 1

    @classmethod
    def make(cls) -> "Box":
        time.sleep(1)
        return cls()

    @staticmethod
    def wait() -> None:
        time.sleep(1)

    def fill(self) -> int:
        time.sleep(1)
        return 1

    def __call__(self) -> None:
        time.sleep(1)

    def __iter__(self) -> Iterator[int]:
        time.sleep(1)
        return iter([1])

    def __getitem__(self, index: int) -> int:
        time.sleep(1)
        return 1

    def __setitem__(self, index: int, value: int) -> None:
        time.sleep(1)

    def __delitem__(self, index: int) -> None:
        time.sleep(1)

    def __contains__(self, item: object) -> bool:
        time.sleep(1)
        return True

    def __add__(self, other: int) -> int:
        time.sleep(1)
        return 1

    def __radd__(self, other: int) -> int:
        time.sleep(1)
        return 1

    def __neg__(self) -> int:
        time.sleep(1)
        return 1

    def __lt__(self, other: "Box") -> bool:
        time.sleep(1)
        return True

    def __enter__(self) -> int:
        time.sleep(1)
        return 1

    def __exit__(self, *error: object) -> None: ...


class Lid(Box): ...


class Anything:
    def __getattr__(self, name: str) -> int:
        time.sleep(1)
        return 1


class Slow:
    def __init__(self) -> None:
        time.sleep(1)


class Slower(Slow): ...


class Registry(type):
    def __call__(cls, *args: Any, **options: Any) -> Any:
        time.sleep(1)
        return super().__call__(*args, **options)


class Registered(metaclass=Registry): ...


class Pair(NamedTuple):
    first: int

    def load(self) -> None:
        time.sleep(1)


class Row(TypedDict):
    box: Box


def rows() -> Iterator[int]:
    time.sleep(1)
    yield 1


def passed_on() -> Iterator[int]:
    return rows()


@contextlib.contextmanager
def opened() -> Iterator[int]:
    time.sleep(1)
    yield 1


lid = Lid()


async def method() -> None: lid.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def of_class() -> None: Lid.make()  # E: "Box.make" reaches "time.sleep"  [blocking-call]
async def static() -> None: Lid.wait()  # E: "Box.wait" reaches "time.sleep"  [blocking-call]
async def by_class() -> None: Box.fill(lid)  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def read() -> None: lid.size  # E: "Box.size" reaches "time.sleep"  [blocking-call]
async def write() -> None: lid.size = 3  # E: "Box.size" reaches "time.sleep"  [blocking-call]
async def change() -> None: lid.size += 1  # E: "Box.size" reaches "time.sleep"  [blocking-call]
async def cached() -> None: lid.weight  # E: "Box.weight" reaches "time.sleep"  [blocking-call]
async def call() -> None: lid()  # E: "Box.__call__" reaches "time.sleep"  [blocking-call]
async def iterate() -> None: [item for item in lid]  # E: "Box.__iter__" reaches "time.sleep"  [blocking-call]
async def subscribe() -> None: lid[1]  # E: "Box.__getitem__" reaches "time.sleep"  [blocking-call]
async def store() -> None: lid[1] = 2  # E: "Box.__setitem__" reaches "time.sleep"  [blocking-call]
async def delete() -> None: del lid[1]  # E: "Box.__delitem__" reaches "time.sleep"  [blocking-call]
async def contains() -> None: 3 in lid  # E: "Box.__contains__" reaches "time.sleep"  [blocking-call]
async def add() -> None: lid + 1  # E: "Box.__add__" reaches "time.sleep"  [blocking-call]
async def add_to() -> None: 1 + lid  # E: "Box.__radd__" reaches "time.sleep"  [blocking-call]
async def negate() -> None: -lid  # E: "Box.__neg__" reaches "time.sleep"  [blocking-call]
async def compare() -> None: lid < lid  # E: "Box.__lt__" reaches "time.sleep"  [blocking-call]
async def missing() -> None: Anything().whatever  # E: "Anything.__getattr__" reaches "time.sleep"  [blocking-call]
async def construct() -> None: Slow()  # E: "Slow" reaches "time.sleep"  [blocking-call]
async def construct_below() -> None: Slower()  # E: "Slow" reaches "time.sleep"  [blocking-call]
async def construct_registered() -> None: Registered()  # E: "Registry.__call__" reaches "time.sleep"  [blocking-call]
async def named_tuple(pair: Pair) -> None: pair.load()  # E: "Pair.load" reaches "time.sleep"  [blocking-call]
async def in_tuple(pair: tuple[Box, int]) -> None: pair[0].fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def in_dictionary(row: Row) -> None: row["box"].fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def in_list(boxes: list[Box]) -> None: boxes[0].fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def one_of(box: Box | Lid) -> None: box.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def perhaps(box: Box | None) -> None: box and box.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def class_given(kind: type[Box]) -> None: kind.make()  # E: "Box.make" reaches "time.sleep"  [blocking-call]
async def consume() -> None: list(rows())  # E: "rows" reaches "time.sleep"  [blocking-call]
async def consume_passed_on() -> None: [*passed_on()]  # E: "passed_on" reaches "time.sleep"  [blocking-call]
async def module() -> None: places.exists("x")  # E: "os.path.exists"  [blocking-call]
async def condition() -> None: assert lid.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def nested() -> None: print(f"{lid.fill()}")  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def in_lambda() -> None: sorted([lid], key=lambda box: box.fill())  # E: "sorted" reaches "time.sleep"  [blocking-call]
async def harmless(boxes: list[Box]) -> None: boxes.append(Box.__new__(Box))


async def enter() -> None:
    with lid:  # E: "Box.__enter__" reaches "time.sleep"  [blocking-call]
        pass


async def enter_generator() -> None:
    with opened():  # E: "opened" reaches "time.sleep"  [blocking-call]
        pass
