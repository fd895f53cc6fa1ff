"""Cases 47, 51: methods that an object keeps in its attributes and tables."""

import time

from loopsafe import blocking, callback


class Handler:
    def __init__(self) -> None:
        self.actions = {"wait": self.wait, "go": self.go}
        self.update = self.wait
        self.steps = [self.go]
        self.value = self.number
        self.on_loop = self.redraw

    @property
    def number(self) -> int:
        return 1

    def wait(self) -> None:
        time.sleep(1)

    def go(self) -> None: ...

    @callback
    def redraw(self) -> None: ...

    @callback
    def own(self, name: str) -> None:
        self.actions[name]()  # E: reaches "time.sleep"  [blocking-call]
        self.actions["go"]()
        self.update()  # E: reaches "time.sleep"  [blocking-call]


async def main(handler: Handler) -> None:
    handler.actions["wait"]()  # E: reaches "time.sleep"  [blocking-call]
    handler.actions["go"]()
    handler.update()  # E: reaches "time.sleep"  [blocking-call]
    handler.steps[0]()
    print(handler.value)
    for action in handler.actions.values():
        action()  # E: reaches "time.sleep"  [blocking-call]


@blocking
def worker(handler: Handler) -> None:
    handler.on_loop()  # E: [loop-only-call]
