import time
from functools import partial


def slow() -> None:
    time.sleep(1)


def fast() -> None: ...


refresh = fast
update = slow
later = partial(fast)


class Device:
    poll = staticmethod(fast)
    run = fast
