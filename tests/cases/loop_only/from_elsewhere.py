"""Cases 27 to 29: a callback function called in a worker, through a helper, on any thread."""

from loopsafe import blocking, callback, thread_safe


@callback
def fire() -> None: ...


def helper() -> None:
    fire()


def helper_of_helper() -> None:
    helper()


class Bus:
    @callback
    def fire(self) -> None: ...

    def fire_twice(self) -> None:
        self.fire()
        self.fire()


@blocking
def in_worker(bus: Bus) -> None:
    fire()  # E: Loop-only call in a worker thread: "fire"  [loop-only-call]
    helper()  # E: "helper" reaches "fire"  [loop-only-call]
    helper_of_helper()  # E: "helper_of_helper" reaches "fire"  [loop-only-call]  # N: "helper_of_helper" calls "helper", which calls "fire"
    bus.fire()  # E: [loop-only-call]
    bus.fire_twice()  # E: [loop-only-call]


@thread_safe
def anywhere(bus: Bus) -> None:
    fire()  # E: Loop-only call in a thread-safe function: "fire"  [loop-only-call]
    helper()  # E: "helper" reaches "fire"  [loop-only-call]
    bus.fire()  # E: [loop-only-call]


@callback
def on_event(bus: Bus) -> None:
    fire()
    helper_of_helper()
    bus.fire_twice()


async def coroutine(bus: Bus) -> None:
    fire()
    helper_of_helper()
    bus.fire_twice()


@blocking
def calls_broken_promise() -> None:
    """The promise of `anywhere` is broken there and believed here."""
    anywhere(Bus())
