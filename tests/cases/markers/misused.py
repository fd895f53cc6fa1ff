"""Case 71: a marker on a coroutine function, a class, a value; with wrong arguments."""

import time

from loopsafe import blocking, callback, thread_safe


@callback  # E: [category-marker]
async def coroutine() -> None: ...


@thread_safe  # E: [category-marker]
async def thread_safe_coroutine() -> None: ...


@blocking(kind="sleep")  # E: [category-marker]
async def blocking_coroutine() -> None: ...


@blocking  # E: [category-marker]
class OnClass:
    @callback  # E: [category-marker]
    async def method(self) -> None: ...

    def other(self) -> None: ...


@callback  # E: [category-marker]
class OnClassToo:
    pass


callback(3)  # type: ignore[type-var]  # E: [category-marker]
blocking("text")  # type: ignore[call-overload]  # E: [category-marker]
thread_safe(None)  # type: ignore[call-overload]  # E: [category-marker]


@blocking(kind="slep")  # E: slep  [category-marker]
def misspelt() -> None: ...


class Device:
    @callback  # type: ignore[prop-decorator]  # E: [category-marker]
    @property
    def level(self) -> int:
        return 1


@callback  # E: [category-marker]
async def still_checked() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


def unmarked() -> None:
    @callback  # E: [category-marker]
    async def local() -> None: ...
