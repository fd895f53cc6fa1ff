"""Case 71: two markers that contradict each other, in both orders; the same marker twice is fine."""

from loopsafe import blocking, callback, thread_safe


def plain() -> None: ...


def plain_too() -> None: ...


blocking(callback(plain))  # E: marked both  [category-marker]
callback(blocking(plain_too))  # E: marked both  [category-marker]
thread_safe(callback(lambda: None))  # E: marked both  [category-marker]


@callback
@blocking  # E: marked both  [category-marker]
def on_loop_and_in_worker() -> None: ...


@blocking(kind="disk")
@thread_safe  # E: marked both  [category-marker]
def in_worker_and_anywhere() -> None: ...


@callback
@callback
def twice() -> None: ...


@blocking(kind="disk")
@blocking
def twice_with_details() -> None: ...
