from .bus import Bus


async def main(bus: Bus) -> None:
    bus.work()
