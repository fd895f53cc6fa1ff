"""Case 55: an override may not do more than the base declares."""

import time

from loopsafe import blocking, callback, thread_safe


def slow() -> None:
    time.sleep(1)


class Base:
    @callback
    def on_event(self) -> None: ...

    @thread_safe
    def lookup(self) -> None: ...

    @callback
    def also_on_event(self) -> None: ...


class Inferred(Base):
    """Unmarked overrides inherit the mark and are verified."""

    def on_event(self) -> None:
        slow()  # E: "slow" reaches "time.sleep"  [blocking-call]

    def lookup(self) -> None:
        slow()  # E: "slow" reaches "time.sleep"  [blocking-call]


class Marked(Base):
    @blocking  # E: [override-category]
    def on_event(self) -> None: ...

    @blocking  # E: [override-category]
    def lookup(self) -> None: ...

    @thread_safe
    def also_on_event(self) -> None: ...


class Grandchild(Inferred):
    def on_event(self) -> None:
        slow()  # E: "slow" reaches "time.sleep"  [blocking-call]


@callback
def on_loop(base: Base) -> None:
    base.on_event()
    base.lookup()
