# Standard streams are typing.TextIO, which is harmless. Settings and inspection of the interpreter
# are not waited for. What is called on every event (settrace, addaudithook) is kept for later.

from collections.abc import Callable

from loopsafe import blocking

@blocking(kind="console")
def breakpointhook(*args, **kwargs): ...
@blocking(kind="console")
def __breakpointhook__(*args, **kwargs): ...
def call_tracing(func: Callable, args, /): ...
