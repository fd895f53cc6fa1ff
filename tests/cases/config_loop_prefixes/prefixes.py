"""Case 74: with ``loop_prefixes`` a name says that a function runs on the loop."""

import time

from loopsafe import blocking


def async_fire() -> None: ...


def async_slow() -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


class Entity:
    def async_write_state(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    async def async_update(self) -> None:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

    def update(self) -> None:
        time.sleep(1)


def asynchronous() -> None:
    """The prefix is ``async_``, with its underscore."""
    time.sleep(1)


def helper() -> None:
    async_fire()


@blocking
def in_worker(entity: Entity) -> None:
    async_fire()  # E: "async_fire"  [loop-only-call]
    helper()  # E: "helper" reaches "async_fire"  [loop-only-call]
    entity.async_write_state()  # E: [loop-only-call]
    entity.update()
    asynchronous()


async def coroutine(entity: Entity) -> None:
    async_slow()
    entity.async_write_state()
    await entity.async_update()
    asynchronous()  # E: "asynchronous" reaches "time.sleep"  [blocking-call]
