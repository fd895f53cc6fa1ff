from loopsafe import blocking

from .between import both, loads
from .lib import refresh


async def main() -> None:
    refresh()  # E: "refresh" reaches "time.sleep"  [blocking-call]
    both()  # E: "both" reaches "time.sleep"  [blocking-call]
    loads()


@blocking
def in_worker() -> None:
    refresh()
    both()
