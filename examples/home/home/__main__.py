"""An evening in the house: ``python -m home [--chime]``."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from home.automation import Automation
from home.bus import Event
from home.core import Home, Setup
from home.lamp import Lamp
from home.light import Light
from home.recorder import Recorder
from home.simulator import simulated_lamp
from loopsafe import callback


async def evening(address: tuple[str, int], database: Path, extras: Sequence[Setup]) -> list[str]:
    """Play the evening through and return its transcript."""
    transcript: list[str] = []

    async def notify(text: str) -> None:
        transcript.append(f"notice: {text}")

    @callback
    def on_state_changed(event: Event) -> None:
        transcript.append(f"{event.source} is {event.value}")

    home = Home(asyncio.get_running_loop())
    home.services.register("notify", notify)
    home.bus.listen("state_changed", on_state_changed)
    lamp = Lamp(address)
    light = Light(home, lamp, "light.hall")
    light.setup()
    Automation(home, lamp).setup()
    recorder = Recorder(home, database)
    await recorder.setup()
    for setup in extras:
        setup(home)

    home.states.set("sun", "below the horizon")
    home.bus.fire(Event("motion", "hall", "evening"))
    await home.finish()
    await home.services.call("chime.ring", "2")

    knob = Lamp(address)
    await asyncio.to_thread(knob.send, "level 35")
    await asyncio.to_thread(light.poll)

    home.bus.fire(Event("bedtime", "hall"))
    await home.finish()

    await asyncio.to_thread(knob.send, "unplug")
    await asyncio.to_thread(light.poll)

    transcript.append(f"at the end light.hall is {home.states.get('light.hall')}")
    for entity, count in await asyncio.to_thread(recorder.counts):
        transcript.append(f"recorded: {entity}, changes: {count}")
    return transcript


def main() -> None:
    """Simulate a lamp, play the evening, print what happened."""
    extras: list[Setup] = []
    if "--chime" in sys.argv[1:]:
        from home import chime  # noqa: PLC0415  (optional, so imported on demand)

        extras.append(chime.setup)
    with simulated_lamp() as address, TemporaryDirectory() as folder:
        database = Path(folder, "history.db")
        transcript = asyncio.run(evening(address, database, extras))
    print("\n".join(transcript))


if __name__ == "__main__":
    main()
