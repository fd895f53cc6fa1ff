"""Case 21: a coroutine used as a condition, in an f-string, compared."""

from loopsafe import blocking, callback, thread_safe


async def ready() -> bool:
    return True


@callback
def conditions(number: int) -> int:
    if ready():  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
        number += 1
    elif not ready():  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
        number += 2
    while ready():  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
        break
    assert ready()  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    if number and ready():  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
        number += 3
    number += 1 if ready() else 2  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    return number


@callback
def condition_of_comprehension(numbers: list[int]) -> list[int]:
    return [number for number in numbers if ready()]  # E: Coroutine "ready" is never run  [unscheduled-coroutine]


@thread_safe
def formatted() -> str:
    text = f"{ready()}"  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    text += f"{ready()!r:>10}"  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    text += "%s" % ready()  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    return text


@blocking
def compared() -> bool:
    same = ready() == True  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    none = ready() is None  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
    return same or none


@callback
def walrus() -> None:
    if found := ready():  # E: Coroutine "ready" is never run  [unscheduled-coroutine]
        print("found")
