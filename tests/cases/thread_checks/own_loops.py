"""Case 68: a thread that runs a loop of its own, and a loop that is compared with the running one."""

import asyncio
import threading

from loopsafe import blocking, callback


@callback
def publish() -> None: ...


class Engine:
    loop: asyncio.AbstractEventLoop

    def start(self) -> None:
        threading.Thread(target=self.run).start()
        threading.Thread(target=self.run_a_while).start()
        threading.Thread(target=self.never).start()  # E: "Engine.never"  [callable-context]

    def run(self) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.prepare()
        self.loop.run_forever()

    @blocking
    def run_a_while(self) -> None:
        loop = asyncio.new_event_loop()
        loop.call_soon(publish)
        loop.run_until_complete(asyncio.sleep(1))
        publish()

    def never(self) -> None:
        self.prepare()

    def prepare(self) -> None:
        self.loop.call_soon(publish)


def get_running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def soon(loop: asyncio.AbstractEventLoop) -> None:
    if loop is get_running_loop():
        publish()
    else:
        loop.call_soon_threadsafe(publish)


def soon_by_name(loop: asyncio.AbstractEventLoop) -> None:
    try:
        current = asyncio.get_running_loop()
    except RuntimeError:
        current = None
    if current is not loop:
        loop.call_soon_threadsafe(publish)
        return
    publish()


def elsewhere(loop: asyncio.AbstractEventLoop) -> None:
    if loop is get_running_loop():
        return
    publish()


class Pump:
    loop: asyncio.AbstractEventLoop | None = None
    thread: int = 0

    def post(self) -> None:
        if self.thread != threading.get_ident() and self.loop is not None:
            self.loop.call_soon_threadsafe(publish)
        else:
            publish()

    def post_unless_closed(self) -> None:
        if self.loop is None or self.thread == threading.get_ident():
            publish()

    def post_perhaps(self, quiet: bool) -> None:
        if self.thread != threading.get_ident() and quiet:
            return
        publish()


@blocking
def work(loop: asyncio.AbstractEventLoop, pump: Pump) -> None:
    soon(loop)
    soon_by_name(loop)
    elsewhere(loop)  # E: "elsewhere" reaches "publish"  [loop-only-call]
    pump.post()
    pump.post_unless_closed()
    pump.post_perhaps(True)  # E: "Pump.post_perhaps" reaches "publish"  [loop-only-call]
