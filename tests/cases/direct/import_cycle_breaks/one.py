from loopsafe import callback

from . import two


class One:
    def step(self, number: int) -> int:
        return two.Two().step(number - 1) if number else 0


@callback
def enter(one: One) -> None:
    one.step(1)
