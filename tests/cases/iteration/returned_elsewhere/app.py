from collections.abc import Iterator

from loopsafe import callback

from .lib import Rows, rows


def twice() -> Iterator[int]:
    return rows()


@callback
def on_event() -> None:
    rows()
    list(rows())  # E: "rows" reaches "time.sleep"  [blocking-call]
    list(twice())  # E: "twice" reaches "time.sleep"  [blocking-call]
    list(Rows())  # E: "Rows.__iter__" reaches "time.sleep"  [blocking-call]
