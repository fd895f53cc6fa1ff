"""The router: every function runs on the thread where it belongs.

What users import is in `loopsafe` itself. A file holds one idea:

``_plan``      where one callable runs
``_router``    `Router`: the rules; ``_current``: `loopsafe.run`; ``_job``: `Job`
``_pool``      threads of our own: ``_worker``, ``_handover`` (to them), ``_mailbox`` (back)
``_bounded``   the same with a queue that can be full
``_foreign``   any other executor; ``_remote``: what can leave the process
``_inbox``     what runs on the loop for other threads
``_close``     the end; ``_fork``: the end in a child process
"""

from loopsafe.router._current import run
from loopsafe.router._errors import (
    BlockingOnLoopError,
    CoroutineFromWorkerError,
    JobLostError,
    NotInWorkerError,
    NotRoutableError,
    QueueFullError,
    RouterClosedError,
    RouterError,
    UnknownExecutorError,
    UnpicklableError,
    WouldDeadlockError,
    WrongLoopError,
)
from loopsafe.router._future import JobFuture
from loopsafe.router._job import Job
from loopsafe.router._router import Router
from loopsafe.router._spec import Workers
from loopsafe.router._tally import ExecutorStats, Histogram, JobReport

__all__ = [
    "BlockingOnLoopError",
    "CoroutineFromWorkerError",
    "ExecutorStats",
    "Histogram",
    "Job",
    "JobFuture",
    "JobLostError",
    "JobReport",
    "NotInWorkerError",
    "NotRoutableError",
    "QueueFullError",
    "Router",
    "RouterClosedError",
    "RouterError",
    "UnknownExecutorError",
    "UnpicklableError",
    "Workers",
    "WouldDeadlockError",
    "WrongLoopError",
    "run",
]
