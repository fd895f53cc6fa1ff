"""Operations that wait for other threads."""

from __future__ import annotations

import concurrent.futures
import contextlib
import queue
import threading

from tests.unit.guard.battery import HOLD, WAIT, Step, World, blocks


@blocks("lock")
def lock_acquire(w: World) -> Step:
    lock = threading.Lock()
    w.during(lock)
    return lambda: lock.acquire(timeout=WAIT / 10)


@blocks("lock")
def with_lock(w: World) -> Step:
    lock = threading.Lock()
    w.during(lock)

    def enter() -> None:
        with lock:
            pass

    return enter


@blocks("lock")
def rlock_acquire(w: World) -> Step:
    lock = threading.RLock()
    w.during(lock)
    return lambda: lock.acquire(timeout=WAIT / 10)


@blocks("lock")
def with_rlock(w: World) -> Step:
    lock = threading.RLock()
    w.during(lock)

    def enter() -> None:
        with lock:
            pass

    return enter


@blocks("lock")
def condition_wait(w: World) -> Step:
    condition = threading.Condition()
    condition.acquire()
    w.stack.callback(condition.release)
    return lambda: condition.wait(WAIT / 10)


@blocks("lock")
def with_condition(w: World) -> Step:
    condition = threading.Condition()
    w.during(condition)

    def enter() -> None:
        with condition:
            pass

    return enter


@blocks("lock")
def event_wait(w: World) -> Step:
    return lambda: threading.Event().wait(WAIT / 10)


@blocks("lock")
def semaphore_acquire(w: World) -> Step:
    semaphore = threading.Semaphore(0)
    return lambda: semaphore.acquire(timeout=WAIT / 10)


@blocks("lock")
def barrier_wait(w: World) -> Step:
    barrier = threading.Barrier(2)
    w.later(barrier.abort)

    def wait() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait()

    return wait


@blocks("lock")
def thread_join(w: World) -> Step:
    done = threading.Event()
    thread = w.thread(lambda: done.wait(HOLD), done)
    return lambda: thread.join()


@blocks("lock")
def queue_get(w: World) -> Step:
    waiting: queue.Queue[int] = queue.Queue()
    w.later(lambda: waiting.put(1))
    return lambda: waiting.get()


@blocks("lock")
def queue_put(w: World) -> Step:
    full = w.full_queue()
    return lambda: full.put(2)


@blocks("lock")
def queue_join(w: World) -> Step:
    waiting = w.full_queue()
    w.later(waiting.task_done)
    return lambda: waiting.join()


@blocks("lock")
def simple_queue_get(w: World) -> Step:
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    w.later(lambda: waiting.put(1))
    return lambda: waiting.get()


def _busy_pool(w: World) -> tuple[concurrent.futures.Executor, concurrent.futures.Future[object]]:
    pool = w.stack.enter_context(concurrent.futures.ThreadPoolExecutor(1))
    done = threading.Event()
    future: concurrent.futures.Future[object] = pool.submit(done.wait, HOLD)
    w.stack.callback(done.set)
    return pool, future


@blocks("lock")
def future_result(w: World) -> Step:
    _, future = _busy_pool(w)
    return lambda: future.result()


@blocks("lock")
def future_exception(w: World) -> Step:
    _, future = _busy_pool(w)
    return lambda: future.exception()


@blocks("lock")
def futures_wait(w: World) -> Step:
    _, future = _busy_pool(w)
    return lambda: concurrent.futures.wait([future])


@blocks("lock")
def futures_as_completed(w: World) -> Step:
    _, future = _busy_pool(w)
    return lambda: list(concurrent.futures.as_completed([future]))


@blocks("lock")
def executor_shutdown(w: World) -> Step:
    pool, _ = _busy_pool(w)
    return lambda: pool.shutdown()


@blocks("lock")
def executor_map(w: World) -> Step:
    pool, _ = _busy_pool(w)
    return lambda: list(pool.map(str, [1, 2]))
