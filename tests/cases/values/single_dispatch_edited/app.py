from .shown import show


async def main() -> None:
    show(1)
