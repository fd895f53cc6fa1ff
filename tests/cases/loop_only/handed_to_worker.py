"""Cases 31 and 32: loop-only callables given to a worker, and given back to the loop."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from loopsafe import blocking, callback


class Entity:
    @callback
    def write_state(self) -> None: ...

    def update(self) -> None:
        self.write_state()


@callback
def fire(number: int = 0) -> None: ...


@callback
def on_event(
    loop: asyncio.AbstractEventLoop,
    pool: ThreadPoolExecutor,
    entity: Entity,
    event: asyncio.Event,
) -> None:
    threading.Thread(target=entity.write_state).start()  # E: [callable-context]
    threading.Thread(target=entity.update).start()  # E: [callable-context]
    threading.Thread(target=event.set).start()  # E: [callable-context]
    threading.Thread(target=fire).start()  # E: "fire"  [callable-context]
    pool.submit(entity.write_state)  # E: [callable-context]
    pool.submit(event.set)  # E: [callable-context]
    loop.run_in_executor(None, entity.write_state)  # E: [callable-context]
    loop.run_in_executor(pool, fire, 1)  # E: "fire"  [callable-context]
    loop.call_soon_threadsafe(fire)
    loop.call_soon(entity.update)


@blocking
def in_worker(loop: asyncio.AbstractEventLoop, entity: Entity) -> None:
    loop.call_soon_threadsafe(fire)
    loop.call_soon_threadsafe(fire, 1)
    loop.call_soon_threadsafe(entity.write_state)
    loop.call_soon_threadsafe(entity.update)
    loop.call_soon_threadsafe(lambda: fire(1))


async def coroutine(entity: Entity) -> None:
    await asyncio.to_thread(entity.write_state)  # E: [callable-context]
    await asyncio.to_thread(entity.update)  # E: [callable-context]
    await asyncio.to_thread(lambda: fire(1))  # E: [callable-context]
