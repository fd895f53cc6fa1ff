from .lib import Cache


async def main(cache: Cache) -> None:
    cache.get()
    cache.load()  # E: [blocking-call]
