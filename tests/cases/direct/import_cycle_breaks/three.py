from loopsafe import callback

from . import one


class Three:
    def step(self, number: int) -> int:
        return one.One().step(number - 1) if number else 0


@callback
def enter(three: Three) -> None:
    three.step(1)
