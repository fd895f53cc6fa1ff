"""Operations that some detector in use lists as blocking, beyond those of the other files."""

from __future__ import annotations

import contextlib
import http.client
import imaplib
import os
import poplib
import pty
import shutil
import signal
import smtplib
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterable

from tests.unit.guard.battery import WAIT, Step, World, blocks, simple
from tests.unit.guard.battery.waiting import _database

simple(
    "disk",
    os_lchown=lambda w: os.lchown(w.link, -1, -1),
    os_setxattr=lambda w: os.setxattr(w.file, "user.x", b"x"),
    os_removexattr=lambda w: os.removexattr(w.file, "user.x"),
    os_removedirs=lambda w: os.removedirs(w.folder / "nothing"),
    os_renames=lambda w: os.renames(w.file, w.folder / "a" / "b"),
    os_getrandom=lambda w: os.getrandom(8),
    os_mkfifo=lambda w: os.mkfifo(w.folder / "fifo"),
    os_path_lexists=lambda w: os.path.lexists(w.link),
    os_path_getmtime=lambda w: os.path.getmtime(w.file),
    os_path_samefile=lambda w: os.path.samefile(w.file, w.link),
    path_write_bytes=lambda w: (w.folder / "new").write_bytes(b"x"),
    path_is_file=lambda w: w.file.is_file(),
    path_mkdir=lambda w: (w.folder / "made").mkdir(),
    path_unlink=lambda w: w.file.unlink(),
    path_rename=lambda w: w.file.rename(w.folder / "renamed"),
    shutil_copy=lambda w: shutil.copy(w.file, w.folder / "copy"),
    shutil_copymode=lambda w: shutil.copymode(w.file, w.link),
    shutil_copystat=lambda w: shutil.copystat(w.file, w.link),
    shutil_chown=lambda w: shutil.chown(w.file, os.getuid()),
    shutil_unpack_archive=lambda w: shutil.unpack_archive(_archive(w), w.folder / "out"),
    tempfile_directory=lambda w: tempfile.TemporaryDirectory(dir=w.folder).cleanup(),
    tempfile_file=lambda w: tempfile.TemporaryFile(dir=w.folder).close(),
    ssl_load_verify_locations=lambda w: _context().load_verify_locations(capath=w.folder),
    ssl_load_cert_chain=lambda w: _context().load_cert_chain(w.file),
    ssl_set_default_verify_paths=lambda w: _context().set_default_verify_paths(),
)
simple(
    "subprocess",
    subprocess_check_call=lambda w: subprocess.check_call(["true"]),
    subprocess_popen_started=lambda w: w.stack.enter_context(subprocess.Popen(["true"])),
    os_fork=lambda w: os.waitpid(os.fork() or os._exit(0), 0),
    os_spawnv=lambda w: os.spawnv(os.P_WAIT, "/bin/true", ["true"]),
    os_posix_spawnp=lambda w: os.waitpid(os.posix_spawnp("true", ["true"], {}), 0),
    pty_spawn=lambda w: pty.spawn(["true"]),
    webbrowser_open=lambda w: webbrowser.GenericBrowser("true").open("x"),
)
simple(
    "network",
    socket_gethostbyname_ex=lambda w: socket.gethostbyname_ex("localhost"),
    socket_getservbyport=lambda w: socket.getservbyport(80),
    http_client_request=lambda w: http.client.HTTPConnection(*w.listener(), timeout=WAIT).request(
        "GET", "/"
    ),
    imaplib_connect=lambda w: imaplib.IMAP4(*w.listener(), timeout=WAIT),
    poplib_connect=lambda w: poplib.POP3(*w.listener(), timeout=WAIT),
    smtplib_connect_later=lambda w: smtplib.SMTP(timeout=WAIT).connect(*w.listener()),
)


def _archive(w: World) -> str:
    """Return the name of an archive that is not there: asking for it is enough."""
    return str(w.folder / "x.zip")


def _context() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@blocks("disk")
def path_walk(w: World) -> Step:
    # It came with Python 3.12, and does the same.
    walk: Callable[[], Iterable[object]] = getattr(w.folder, "walk", lambda: os.walk(w.folder))
    return lambda: list(walk())


@blocks("disk")
def os_fstat(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.fstat(number)


@blocks("disk")
def os_fchmod(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.fchmod(number, 0o600)


@blocks("disk")
def os_fchown(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.fchown(number, -1, -1)


@blocks("disk")
def os_readv(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.readv(number, [bytearray(4)])


@blocks("disk")
def os_path_sameopenfile(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.path.sameopenfile(number, number)


@blocks("disk")
def os_dir_entry_stat(w: World) -> Step:
    with os.scandir(w.folder) as entries:
        entry = next(entries)
    return lambda: entry.stat()


@blocks("disk")
def random_file_write(w: World) -> Step:
    file = w.open("r+b")
    return lambda: file.write(b"x")


@blocks("disk")
def binary_file_read1(w: World) -> Step:
    file = w.open("rb")
    return lambda: file.read1(4)


@blocks("disk")
def binary_file_peek(w: World) -> Step:
    file = w.open("rb")
    return lambda: file.peek(4)


@blocks("disk")
def raw_file_readall(w: World) -> Step:
    file = w.open("rb", 0)
    return lambda: file.readall()


@blocks("disk")
def file_truncate(w: World) -> Step:
    file = w.open("w")
    return lambda: file.truncate(5)


@blocks("disk")
def file_in_a_for_loop(w: World) -> Step:
    file = w.open()

    def read() -> None:
        for _ in file:
            pass

    return read


@blocks("disk")
def with_open(w: World) -> Step:
    def read() -> str:
        with open(w.file) as file:
            return str(file.read())

    return read


@blocks("lock")
def lock_acquire_lock(w: World) -> Step:
    lock = threading.Lock()
    w.during(lock)
    return lambda: lock.acquire_lock(True, WAIT / 10)


@blocks("lock")
def condition_wait_for(w: World) -> Step:
    condition = threading.Condition()
    condition.acquire()
    w.stack.callback(condition.release)
    return lambda: condition.wait_for(lambda: False, WAIT / 10)


@blocks("signal")
def signal_sigwait(w: World) -> Step:
    def wait() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        try:
            signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
            signal.sigwait([signal.SIGUSR1])
        finally:
            with contextlib.suppress(Exception):
                signal.sigtimedwait([signal.SIGUSR1], 0)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])

    return wait


@blocks("signal")
def signal_pause(w: World) -> Step:
    def wait() -> None:
        before = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, WAIT / 4, WAIT / 4)
        try:
            signal.pause()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    return wait


@blocks("subprocess")
def os_wait(w: World) -> Step:
    child = os.posix_spawn("/bin/true", ["true"], {})

    def reap() -> None:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)

    w.stack.callback(reap)
    return lambda: os.wait()


@blocks("network")
def socket_recvfrom_into(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.recvfrom_into(bytearray(10))


@blocks("network")
def pipe_write(w: World) -> Step:
    reader, writer = os.pipe()
    w.stack.callback(os.close, reader)
    w.stack.callback(os.close, writer)
    return lambda: os.write(writer, b"x")


@blocks("database")
def sqlite_executemany(w: World) -> Step:
    connection = _database(w)
    return lambda: connection.executemany("insert into t values (?)", [(1,), (2,)])


@blocks("database")
def sqlite_executescript(w: World) -> Step:
    connection = _database(w)
    return lambda: connection.executescript("select 1; select 2")


@blocks("database")
def sqlite_rollback(w: World) -> Step:
    connection = _database(w)
    return lambda: connection.rollback()


@blocks("database")
def sqlite_cursor_executemany(w: World) -> Step:
    cursor = _database(w).cursor()
    return lambda: cursor.executemany("insert into t values (?)", [(1,), (2,)])


@blocks("database")
def sqlite_cursor_executescript(w: World) -> Step:
    cursor = _database(w).cursor()
    return lambda: cursor.executescript("select 1; select 2")


@blocks("database")
def sqlite_fetchone(w: World) -> Step:
    cursor = _database(w).execute("select * from t")
    return lambda: cursor.fetchone()


@blocks("database")
def sqlite_fetchmany(w: World) -> Step:
    cursor = _database(w).execute("select * from t")
    return lambda: cursor.fetchmany(2)


@blocks("database")
def sqlite_with(w: World) -> Step:
    connection = _database(w)

    def write() -> None:
        with connection:
            pass

    return write


@blocks("database")
def sqlite_backup(w: World) -> Step:
    connection = _database(w)
    connection.commit()  # A copy waits for whoever is writing.
    other = w.stack.enter_context(contextlib.closing(_copy(w)))
    return lambda: connection.backup(other)


def _copy(w: World) -> sqlite3.Connection:
    return sqlite3.connect(w.folder / "copy.db")
