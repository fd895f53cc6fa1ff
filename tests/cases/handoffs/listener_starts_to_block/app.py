import asyncio

from loopsafe import callback

from .lib import Listener, read


@callback
def watch(loop: asyncio.AbstractEventLoop, listener: Listener) -> None:
    loop.add_reader(1, listener.on_data)
    loop.call_soon(lambda: read())
    loop.call_soon(read)
    loop.run_in_executor(None, read)
