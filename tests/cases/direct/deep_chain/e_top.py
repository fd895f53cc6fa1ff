from loopsafe import callback

from .c_third import Station
from .d_fourth import summary


@callback
def show(station: Station) -> None:
    summary(station)


async def main() -> None:
    show(Station())
