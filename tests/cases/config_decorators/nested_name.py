"""Case 73: a decorator that is an attribute of a class has a full name like any other."""

from framework.core import Hub

from loopsafe import callback


@Hub.job
def job() -> None: ...


@callback
def on_event() -> None:
    job()  # E: "job"  [blocking-call]
