"""Case 39: slots that are attributes, fields, items, values, returns, keywords, star arguments."""

from collections.abc import Callable
from dataclasses import dataclass, field

from loopsafe import OnLoop, blocking

Action = Callable[[], None]


@blocking
def load() -> None: ...


class Entity:
    listener: OnLoop[Action]

    def __init__(self) -> None:
        self.listeners: list[OnLoop[Action]] = []
        self.named: dict[str, OnLoop[Action]] = {}


@dataclass
class Description:
    action: OnLoop[Action]
    others: list[OnLoop[Action]] = field(default_factory=list)


def subscribe(*actions: OnLoop[Action], **named: OnLoop[Action]) -> None: ...


def keyword(*, action: OnLoop[Action]) -> None: ...


def returns() -> OnLoop[Action]:
    return load  # E: "load"  [callable-context]


async def coroutine(entity: Entity) -> None:
    entity.listener = load  # E: "load"  [callable-context]
    entity.listeners.append(load)  # E: "load"  [callable-context]
    entity.named["load"] = load  # E: "load"  [callable-context]
    Description(load)  # E: "load"  [callable-context]
    Description(action=load)  # E: "load"  [callable-context]
    subscribe(load)  # E: "load"  [callable-context]
    subscribe(load=load)  # E: "load"  [callable-context]
    keyword(action=load)  # E: "load"  [callable-context]
    local: OnLoop[Action] = load  # E: "load"  [callable-context]
