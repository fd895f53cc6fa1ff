"""Cases 56 and 57: a more constrained override is fine; an unmarked one inherits the mark."""

import time

from loopsafe import blocking, callback, thread_safe


class Base:
    @blocking
    def load(self) -> None: ...

    @callback
    def fire(self) -> None: ...

    def plain(self) -> None: ...


class Child(Base):
    @thread_safe
    def load(self) -> None: ...

    @thread_safe
    def fire(self) -> None: ...

    def plain(self) -> None:
        time.sleep(1)


class Unmarked(Base):
    def load(self) -> None: ...

    def fire(self) -> None: ...


async def coroutine(base: Base, child: Child, unmarked: Unmarked) -> None:
    base.load()  # E: [blocking-call]
    child.load()
    unmarked.load()  # E: [blocking-call]
    base.plain()
    child.plain()  # E: reaches "time.sleep"  [blocking-call]


@blocking
def in_worker(base: Base, child: Child, unmarked: Unmarked) -> None:
    base.fire()  # E: [loop-only-call]
    child.fire()
    unmarked.fire()  # E: [loop-only-call]
