"""Case 33: a future of ``concurrent.futures`` calls back in no thread that a form names."""

import concurrent.futures
import time

from loopsafe import callback


def slow(future: concurrent.futures.Future[int]) -> None:
    time.sleep(1)


@callback
def on_event(pool: concurrent.futures.ThreadPoolExecutor) -> None:
    pool.submit(abs, 1).add_done_callback(slow)
