from loopsafe import callback

from . import three


class Two:
    def step(self, number: int) -> int:
        return three.Three().step(number - 1) if number else 0


@callback
def enter(two: Two) -> None:
    two.step(1)
