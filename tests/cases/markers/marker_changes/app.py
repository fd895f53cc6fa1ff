from .lib import load, refresh


async def main() -> None:
    refresh()
    await load()
