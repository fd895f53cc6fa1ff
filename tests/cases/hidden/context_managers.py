"""Case 42: a ``@contextmanager`` function is charged when entered, before and after its yield."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager

from loopsafe import callback


@contextmanager
def slow_before() -> Iterator[int]:
    time.sleep(1)
    yield 1


@contextmanager
def slow_after() -> Iterator[int]:
    try:
        yield 1
    finally:
        time.sleep(1)


@contextmanager
def fast() -> Iterator[int]:
    yield 1


class Device:
    @contextmanager
    def session(self) -> Iterator[int]:
        time.sleep(1)
        yield 1

    def close(self) -> None:
        time.sleep(1)


class Light:
    def close(self) -> None: ...


def uses_session(device: Device) -> None:
    with device.session():
        pass


@callback
def makes() -> AbstractContextManager[int]:
    slow_before()
    return slow_before()


@callback
def on_event(device: Device, light: Light) -> None:
    with slow_before() as value:  # E: reaches "time.sleep"  [blocking-call]
        assert value
    with slow_after():  # E: reaches "time.sleep"  [blocking-call]
        pass
    with fast():
        pass
    with device.session():  # E: reaches "time.sleep"  [blocking-call]
        pass
    uses_session(device)  # E: "uses_session" reaches "time.sleep"  [blocking-call]
    with ExitStack() as stack:
        stack.enter_context(fast())
        stack.enter_context(slow_before())  # E: reaches "time.sleep"  [blocking-call]
        stack.enter_context(device.session())  # E: reaches "time.sleep"  [blocking-call]
    with closing(device):  # E: reaches "time.sleep"  [blocking-call]
        pass
    with closing(light):
        pass
