"""How bright it should be: small questions that several automations ask."""

from home.lamp import Lamp
from loopsafe import thread_safe

LEVELS = {"evening": 80, "night": 15}


@thread_safe
def percent(level: int) -> str:
    """Return a level as people read it."""
    return f"{level} %"


def welcome_level(lamp: Lamp, time_of_day: str) -> int:
    """Return how bright to make it for somebody who comes in: never darker than it is."""
    lamp.settle()
    return max(lamp.level, LEVELS.get(time_of_day, 0))
