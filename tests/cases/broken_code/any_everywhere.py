"""Case 78: ``Any`` everywhere is silent; what is known beside it is not."""

import time
from typing import Any

from loopsafe import blocking, callback

anything: Any = None


class Dynamic(anything):
    def poll(self) -> None:
        time.sleep(1)

    def __getattr__(self, name: str) -> Any:
        return anything


def relay(value: Any, *args: Any, **kwargs: Any) -> Any:
    return value(*args, **kwargs)


@anything.decorate(1)
@callback
def decorated(value: Any) -> Any:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    return value.go()


@callback
def on_event(value: Any, dynamic: Dynamic, **rest: Any) -> Any:
    value.a.b.c(1)(2)[3].d = value
    value += anything
    del value[anything:value]
    with value as (first, second):
        first(second)
    for item, *others in value:
        item(*others, **rest)
    relay(value, 1)
    dynamic.anything.go()
    dynamic.poll()  # E: reaches "time.sleep"  [blocking-call]
    match value:
        case {"key": found, **more}:
            found(more)
        case anything.Type(x=1):
            pass
    return f"{value!r:{value}}" if value < value else not value


@blocking
def in_worker(value: Any) -> Any:
    yield from value
    return [item async for item in value] if value else (yield)


async def coroutine(value: Any) -> None:
    async for item in value:
        item()
    async with value:
        await value
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
