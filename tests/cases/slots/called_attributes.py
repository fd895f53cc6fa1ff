"""Case 39, 51: calling an attribute does what its slot says, however the slot got its type."""

from collections.abc import Callable

from loopsafe import AnyThread, InWorker, OnLoop, blocking, callback


class Bus:
    declared: InWorker[Callable[[], None]]
    anywhere: AnyThread[Callable[[], None]]

    def __init__(
        self,
        listener: OnLoop[Callable[[], None]],
        job: InWorker[Callable[[], None]],
        last: InWorker[Callable[[], None]] | None = None,
    ) -> None:
        self.listener = listener
        self.job = job
        self.last = last

    @callback
    def fire(self) -> None:
        self.listener()
        self.anywhere()
        self.job()  # E: "job"  [blocking-call]
        self.declared()  # E: "declared"  [blocking-call]
        if self.last is not None:
            self.last()  # E: "last"  [blocking-call]

    @blocking
    def drain(self) -> None:
        self.listener()  # E: "listener"  [loop-only-call]
        self.job()

    def helper(self) -> None:
        self.job()


async def coroutine(bus: Bus) -> None:
    bus.job()  # E: "job"  [blocking-call]
    bus.helper()  # E: "Bus.helper" reaches "job"  [blocking-call]
