"""Case 76: strict is no reason to report what is known: built-ins, own code, asyncio."""

import asyncio
import math
from dataclasses import dataclass

from loopsafe import callback


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self) -> float:
        return math.sqrt(self.x**2 + self.y**2)


def double(number: int) -> int:
    return number * 2


@callback
def on_event(values: dict[str, int], names: list[str], point: Point) -> str:
    total = len(values) + sum(values.values()) + int("1") + abs(-1) + double(2)
    names.append(str(total))
    names.sort()
    values.get("name", 0)
    point.norm()
    Point(1, y=2)
    pairs = [(index, name.upper()) for index, name in enumerate(names) if name.startswith("a")]
    print(pairs, isinstance(point, Point), sorted(names), max(values.values()))
    return ",".join(f"{name}={value}" for name, value in values.items())


async def coroutine(loop: asyncio.AbstractEventLoop) -> None:
    await asyncio.sleep(1)
    task = loop.create_task(asyncio.sleep(1))
    task.add_done_callback(lambda done: print(done))
    async with asyncio.Lock():
        on_event({}, [], Point(1))
    await asyncio.gather(task, asyncio.to_thread(double, 1))
