"""Case 44: ``%`` formats what it inserts, and ``**`` goes through a mapping."""

import time
from collections.abc import Iterator, Mapping

from loopsafe import callback


class Slow:
    def __str__(self) -> str:
        time.sleep(1)
        return "slow"


class Remote(Mapping[str, int]):
    def __getitem__(self, key: str) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        time.sleep(1)
        return iter(["a"])

    def __len__(self) -> int:
        return 1


@callback
def on_event(slow: Slow, remote: Remote, plain: dict[str, int]) -> None:
    print("%s" % slow)  # E: reaches "time.sleep"  [blocking-call]
    print("%d %s" % (1, slow))  # E: reaches "time.sleep"  [blocking-call]
    print("%s %s" % (1, "a"))
    print({"b": 2, **remote})  # E: reaches "time.sleep"  [blocking-call]
    print({"b": 2, **plain})
