"""Cases 47 to 50, 61, 62: functions that are called by another name than their own, or by none."""

import contextlib
import functools
import operator
import time
from collections.abc import Callable, Iterator
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")


class Box:
    def fill(self) -> int:
        time.sleep(1)
        return 1

    @property
    def size(self) -> int:
        time.sleep(1)
        return 1

    async def itself(self) -> Self:
        self.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
        return self


AnyBox = TypeVar("AnyBox", bound=Box)


class Lid(Box):
    async def above(self) -> None:
        super().fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]

    async def attribute_above(self) -> None:
        super().size  # E: "Box.size" reaches "time.sleep"  [blocking-call]


class Holder:
    def __init__(self) -> None:
        self.nap = time.sleep

    nap_of_class = staticmethod(time.sleep)


class Shelf(Generic[T]):
    item: T

    async def arrange(self, box: Box) -> None:
        box.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]


@functools.cache
def cached() -> int:
    time.sleep(1)
    return 1


@overload
def either(value: int) -> int: ...
@overload
def either(value: str) -> str: ...
def either(value: int | str) -> int | str:
    time.sleep(1)
    return value


def rows() -> Iterator[int]:
    time.sleep(1)
    yield 1


@contextlib.contextmanager
def opened() -> Iterator[int]:
    time.sleep(1)
    yield 1


def do(action: Callable[[], object]) -> None:
    action()


nap = time.sleep
ACTIONS = {"nap": time.sleep}
box = Box()
holder = Holder()


async def alias() -> None: nap(1)  # E: "nap" reaches "time.sleep"  [blocking-call]
async def item() -> None: ACTIONS["nap"](1)  # E: "ACTIONS" reaches "time.sleep"  [blocking-call]
async def attribute() -> None: holder.nap(1)  # E: "Holder.nap" reaches "time.sleep"  [blocking-call]
async def attribute_of_class() -> None: holder.nap_of_class(1)  # E: "Holder.nap_of_class" reaches "time.sleep"  [blocking-call]
async def decorated() -> None: cached()  # E: "cached" reaches "time.sleep"  [blocking-call]
async def overloaded() -> None: either(1)  # E: "either" reaches "time.sleep"  [blocking-call]
async def handed_on() -> None: do(box.fill)  # E: "do" reaches "time.sleep"  [blocking-call]
async def lambda_handed_on() -> None: do(lambda: box.fill())  # E: "do" reaches "time.sleep"  [blocking-call]
async def lambda_called() -> None: (lambda: box.fill())()  # E: "<lambda>" reaches "time.sleep"  [blocking-call]
async def partial() -> None: functools.partial(time.sleep, 1)()  # E: "time.sleep"  [blocking-call]
async def method_caller() -> None: operator.methodcaller("fill")(box)  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def by_name() -> None: getattr(box, "fill")()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def maybe_there() -> None: hasattr(box, "size")  # E: "Box.size" reaches "time.sleep"  [blocking-call]
async def mapped() -> None: list(map(Box.fill, [box]))  # E: "map" reaches "time.sleep"  [blocking-call]
async def resumed() -> None: next(rows())  # E: "rows" reaches "time.sleep"  [blocking-call]
async def variable(one: AnyBox) -> None: one.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def on_shelf(shelf: Shelf[Box]) -> None: shelf.item.fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def class_given(kind: type[Box]) -> None: kind().fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]
async def class_computed() -> None: type(box)().fill()  # E: "Box.fill" reaches "time.sleep"  [blocking-call]


async def local() -> None:
    wait = time.sleep
    wait(1)  # E: "time.sleep"  [blocking-call]


async def local_function() -> None:
    def inner(seconds):
        time.sleep(seconds)

    inner(1)  # E: "inner" reaches "time.sleep"  [blocking-call]


async def local_generator() -> None:
    found = rows()
    for _ in found:  # E: "rows" reaches "time.sleep"  [blocking-call]
        pass


async def entered_later() -> None:
    with contextlib.ExitStack() as stack:
        stack.enter_context(opened())  # E: "opened" reaches "time.sleep"  [blocking-call]


async def closed() -> None:
    with contextlib.closing(open("x")):  # E: "open"  [blocking-call]  # E: "io.TextIOWrapper.close"  [blocking-call]
        pass


@overload
async def several(value: int) -> int: ...
@overload
async def several(value: str) -> str: ...
async def several(value: int | str) -> int | str:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    return value
