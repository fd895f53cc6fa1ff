"""Case 58: two bases that declare different things of one method."""

from loopsafe import blocking, callback, thread_safe


class OnLoop:
    @callback
    def refresh(self) -> None: ...


class Threaded:
    @blocking
    def refresh(self) -> None: ...


class Both(OnLoop, Threaded):
    def refresh(self) -> None: ...  # E: [override-category]


class Resolved(OnLoop, Threaded):
    @thread_safe
    def refresh(self) -> None: ...
