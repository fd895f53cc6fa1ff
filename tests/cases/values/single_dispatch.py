"""Case 49: a single-dispatch function does what the implementations in its module do."""

import functools
import time

from loopsafe import blocking, callback


@functools.singledispatch
def show(value: object) -> str:
    return "?"


@show.register
def _(value: int) -> str:
    time.sleep(1)
    return "number"


@functools.singledispatch
def quick(value: object) -> str:
    return "?"


@quick.register
def _(value: int) -> str:
    return "number"


@quick.register(str)
def _(value) -> str:
    return "text"


@functools.singledispatch
def load(value: object) -> str:
    return "?"


@load.register(str)
def load_file(path: str) -> str:
    return open(path).read()


@functools.singledispatch
@callback
def marked(value: object) -> None: ...


@marked.register
def _(value: int) -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@callback
@functools.singledispatch
def marked_above(value: object) -> None: ...


@marked_above.register
def marked_number(value: int) -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


class Shape:
    @functools.singledispatchmethod
    def area(self, unit: object) -> float:
        return 0.0

    @area.register
    def _(self, unit: int) -> float:
        time.sleep(1)
        return 1.0

    @functools.singledispatchmethod
    def name(self, unit: object) -> str:
        return ""

    @name.register(int)
    def _(self, unit: int) -> str:
        return "1"


async def main(shape: Shape) -> None:
    show(1)  # E: "show" reaches "time.sleep"  [blocking-call]
    quick(1)
    load("a")  # E: "load" reaches  [blocking-call]
    load_file("a")  # E: "load_file" reaches  [blocking-call]
    marked(1)
    shape.area(1)  # E: "Shape.area" reaches "time.sleep"  [blocking-call]
    shape.name(1)


@blocking
def worker() -> None:
    marked(1)  # E: "marked"  [loop-only-call]
    marked_number(1)  # E: "marked_number"  [loop-only-call]
