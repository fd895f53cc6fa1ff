"""Operations that compute, or wait inside C: for them there is the watchdog."""

from __future__ import annotations

import ctypes
import hashlib
import json
import re
import time
import zlib

from tests.unit.guard.battery import WAIT, Step, World, blocks


def _until(deadline: float) -> int:
    """Compute until this thread has had so much time: on a busy machine that takes longer."""
    turns = 0
    while time.thread_time() < deadline:
        turns += 1
    return turns


@blocks("cpu")
def python_loop(_: World) -> Step:
    return lambda: _until(time.thread_time() + WAIT)


@blocks("cpu")
def hashlib_pbkdf2(_: World) -> Step:
    return lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"salt", 100_000)


@blocks("cpu")
def hashlib_scrypt(_: World) -> Step:
    return lambda: hashlib.scrypt(b"x", salt=b"salt", n=2**14, r=8, p=1)


@blocks("cpu")
def ctypes_sleep(_: World) -> Step:
    library = ctypes.CDLL(None)
    return lambda: library.usleep(int(WAIT * 1e6))


@blocks("cpu")
def zlib_compress(_: World) -> Step:
    data = bytes(range(256)) * 100_000
    return lambda: [zlib.compress(data, 9) for _ in range(3)]


@blocks("cpu")
def regular_expression(_: World) -> Step:
    pattern = re.compile(r"(a+)+$")
    return lambda: pattern.match("a" * 25 + "b")


@blocks("cpu")
def sorting(_: World) -> Step:
    numbers = [number * 7919 % 1_000_003 for number in range(1_000_000)]
    return lambda: sorted(numbers, key=str)


@blocks("cpu")
def json_dumps(_: World) -> Step:
    data = [{"name": str(number), "value": [number] * 5} for number in range(500_000)]
    return lambda: json.dumps(data)


@blocks("cpu")
def big_power(_: World) -> Step:
    return lambda: 3**12_000_000
