"""Case 61: which class ``super()`` leads to, the class of the object tells, not that of the method."""

import time

from loopsafe import callback


class Source:
    def close(self) -> None: ...

    def name(self) -> str:
        return "source"


class Polite(Source):
    def close(self) -> None:
        super().close()

    def name(self) -> str:
        return super().name()


class Slow(Source):
    def close(self) -> None:
        time.sleep(1)
        super().close()


class PoliteAndSlow(Polite, Slow):
    pass


class SlowAndPolite(Slow, Polite):
    def close(self) -> None:
        super().close()


@callback
def on_event(polite: Polite, both: PoliteAndSlow, other: SlowAndPolite) -> None:
    polite.close()
    both.close()  # E: "Slow.close" reaches "time.sleep"  [blocking-call]
    other.close()  # E: "SlowAndPolite.close" reaches "time.sleep"  [blocking-call]
    both.name()
