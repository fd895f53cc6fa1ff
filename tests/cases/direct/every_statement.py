"""Case 5: a call counts in whatever statement it stands."""

import time

from loopsafe import callback


def measure() -> int:
    time.sleep(1)
    return 1


def stop() -> Exception:
    time.sleep(1)
    return ValueError()


def kind() -> type[Exception]:
    time.sleep(1)
    return ValueError


@callback
def simple(values: dict[int, int]) -> int:
    number: int = measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    number += measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    values[measure()] = 1  # E: "measure" reaches "time.sleep"  [blocking-call]
    del values[measure()]  # E: "measure" reaches "time.sleep"  [blocking-call]
    assert measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    assert number, measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    -measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    [1, 2][0 : measure()]  # E: "measure" reaches "time.sleep"  [blocking-call]
    {measure(): 1}  # E: "measure" reaches "time.sleep"  [blocking-call]
    print(*[measure()], sep=str(1))  # E: "measure" reaches "time.sleep"  [blocking-call]
    number and measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    1 < number < measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    if number and (found := measure()):  # E: "measure" reaches "time.sleep"  [blocking-call]
        number = found
    return measure()  # E: "measure" reaches "time.sleep"  [blocking-call]


@callback
def compound(number: int) -> None:
    if number:
        pass
    elif measure():  # E: "measure" reaches "time.sleep"  [blocking-call]
        pass
    else:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    while measure():  # E: "measure" reaches "time.sleep"  [blocking-call]
        break
    else:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    for _ in range(3):
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    else:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    try:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    except kind():  # E: "kind" reaches "time.sleep"  [blocking-call]
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    else:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    finally:
        measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    match measure():  # E: "measure" reaches "time.sleep"  [blocking-call]
        case 1 if measure():  # E: "measure" reaches "time.sleep"  [blocking-call]
            measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
        case _:
            measure()  # E: "measure" reaches "time.sleep"  [blocking-call]
    raise stop() from None  # E: "stop" reaches "time.sleep"  [blocking-call]
