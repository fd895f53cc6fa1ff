import functools


@functools.singledispatch
def show(value: object) -> None: ...


@show.register
def _(value: int) -> None: ...
