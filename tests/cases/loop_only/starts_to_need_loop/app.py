from loopsafe import blocking, thread_safe

from . import between


@blocking
def in_worker() -> None:
    between.update_all()


@thread_safe
def anywhere() -> None:
    between.update_all()


async def on_loop() -> None:
    between.update_all()
