"""Case 12: the helper stands later in the file, in a function, in a class body."""

import time

from loopsafe import callback


@callback
def on_event() -> None:
    later()  # E: "later" reaches "time.sleep"  [blocking-call]
    Later.run()  # E: reaches "time.sleep"  [blocking-call]
    Later._make()  # E: reaches "time.sleep"  [blocking-call]
    Later.Inner().run()  # E: reaches "time.sleep"  [blocking-call]
    makes_class()  # E: "makes_class" reaches "time.sleep"  [blocking-call]
    uses_nested()  # E: "uses_nested" reaches "time.sleep"  [blocking-call]
    only_defines()


async def nested() -> None:
    def helper() -> None:
        time.sleep(1)

    def innocent() -> None:
        helper_of_innocent = 1
        assert helper_of_innocent

    helper()  # E: reaches "time.sleep"  [blocking-call]
    innocent()

    class Local:
        time.sleep(1)  # E: "time.sleep"  [blocking-call]

        def wait(self) -> None:
            time.sleep(1)

    Local().wait()  # E: reaches "time.sleep"  [blocking-call]


def makes_class() -> None:
    class Local:
        time.sleep(1)


def uses_nested() -> None:
    def nested() -> None:
        def deeper() -> None:
            time.sleep(1)

        deeper()

    nested()


def only_defines() -> None:
    """A local function that is not called costs nothing."""

    def never() -> None:
        time.sleep(1)


class Later:
    @staticmethod
    def run() -> None:
        later()

    def _make() -> int:  # type: ignore[misc]
        time.sleep(1)
        return 1

    value = _make()

    class Inner:
        def run(self) -> None:
            later()


def later() -> None:
    time.sleep(1)
