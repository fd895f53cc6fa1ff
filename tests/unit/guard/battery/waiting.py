"""Operations that wait: for time, peers, child processes, databases, input."""

from __future__ import annotations

import contextlib
import ftplib
import http.client
import importlib
import multiprocessing
import os
import select
import selectors
import signal
import smtplib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

from tests.unit.guard.battery import HOLD, WAIT, Step, World, blocks, simple

SLEEPER = [sys.executable, "-c", f"import time; time.sleep({HOLD})"]

captured_sleep = time.sleep
captured_stat = os.stat

simple(
    "sleep",
    time_sleep=lambda w: time.sleep(WAIT / 10),
    time_sleep_captured=lambda w: captured_sleep(WAIT / 10),
)
simple("disk", os_stat_captured=lambda w: captured_stat(w.file))
simple(
    "subprocess",
    subprocess_run=lambda w: subprocess.run(["true"], check=False),
    subprocess_call=lambda w: subprocess.call(["true"]),
    subprocess_check_output=lambda w: subprocess.check_output(["true"]),
    subprocess_popen=lambda w: subprocess.Popen(["true"]).wait(),
    subprocess_getoutput=lambda w: subprocess.getoutput("true"),
    os_system=lambda w: os.system("true"),
    os_popen=lambda w: os.popen("true").close(),
    os_spawn=lambda w: os.spawnlp(os.P_WAIT, "true", "true"),
    os_posix_spawn=lambda w: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0),
)
simple(
    "network",
    socket_getaddrinfo=lambda w: socket.getaddrinfo("localhost", 80),
    socket_gethostbyname=lambda w: socket.gethostbyname("localhost"),
    socket_gethostbyaddr=lambda w: socket.gethostbyaddr("127.0.0.1"),
    socket_getnameinfo=lambda w: socket.getnameinfo(("127.0.0.1", 80), 0),
    socket_getfqdn=lambda w: socket.getfqdn("localhost"),
    socket_create_connection=lambda w: socket.create_connection(w.listener()).close(),
    http_client=lambda w: http.client.HTTPConnection(*w.listener(), timeout=WAIT).connect(),
    select_select=lambda w: select.select([w.sockets()[0]], [], [], WAIT / 10),
    smtplib_connect=lambda w: smtplib.SMTP(*w.listener(), timeout=WAIT),
    ftplib_connect=lambda w: ftplib.FTP(timeout=WAIT).connect(*w.listener()),
)
simple("disk", socket_getservbyname=lambda w: socket.getservbyname("http"))
simple(
    "signal",
    signal_sigtimedwait=lambda w: signal.sigtimedwait([signal.SIGUSR1], WAIT / 10),
)


@blocks("network")
def urllib_urlopen(w: World) -> Step:
    host, port = w.listener()
    return lambda: urllib.request.urlopen(f"http://{host}:{port}/", timeout=WAIT)


@blocks("network")
def socket_connect(w: World) -> Step:
    ours = w.stack.enter_context(socket.socket())
    address = w.listener()
    return lambda: ours.connect(address)


@blocks("network")
def socket_connect_ex(w: World) -> Step:
    ours = w.stack.enter_context(socket.socket())
    address = w.listener()
    return lambda: ours.connect_ex(address)


@blocks("network")
def socket_accept(w: World) -> Step:
    server = w.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    server.settimeout(WAIT / 10)
    return lambda: server.accept()


@blocks("network")
def socket_recv(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.recv(10)


@blocks("network")
def socket_recv_into(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.recv_into(bytearray(10))


@blocks("network")
def socket_recvfrom(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.recvfrom(10)


@blocks("network")
def socket_recvmsg(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.recvmsg(10)


@blocks("network")
def socket_send(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.send(b"x")


@blocks("network")
def socket_sendall(w: World) -> Step:
    ours, _ = w.sockets(family=socket.AF_INET)
    return lambda: ours.sendall(b"x")


@blocks("network")
def socket_sendmsg(w: World) -> Step:
    ours, _ = w.sockets()
    return lambda: ours.sendmsg([b"x"])


@blocks("network")
def socket_sendto(w: World) -> Step:
    ours = w.stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
    return lambda: ours.sendto(b"x", ("127.0.0.1", 9))


@blocks("network")
def socket_sendfile(w: World) -> Step:
    ours, _ = w.sockets()
    file = w.open("rb")
    return lambda: ours.sendfile(file)


@blocks("network")
def socket_makefile_read(w: World) -> Step:
    ours, _ = w.sockets()
    stream = w.stack.enter_context(ours.makefile("rb"))
    return lambda: stream.read(1)


@blocks("network")
def pipe_read(w: World) -> Step:
    reader, writer = os.pipe()
    w.stack.callback(os.close, reader)
    w.later(lambda: os.close(writer))
    return lambda: os.read(reader, 1)


@blocks("network")
def select_poll(w: World) -> Step:
    poll = select.poll()
    poll.register(w.sockets()[0], select.POLLIN)
    return lambda: poll.poll(WAIT * 100)


@blocks("network")
def select_epoll(w: World) -> Step:
    epoll = w.stack.enter_context(contextlib.closing(select.epoll()))
    return lambda: epoll.poll(WAIT / 10)


@blocks("network")
def selectors_select(w: World) -> Step:
    selector = w.stack.enter_context(contextlib.closing(selectors.DefaultSelector()))
    return lambda: selector.select(WAIT / 10)


@blocks("subprocess")
def popen_wait(w: World) -> Step:
    child = w.stack.enter_context(subprocess.Popen(SLEEPER))
    w.stack.callback(child.kill)
    return lambda: child.wait()


@blocks("subprocess")
def popen_communicate(w: World) -> Step:
    child = w.stack.enter_context(subprocess.Popen(SLEEPER, stdout=subprocess.PIPE))
    w.stack.callback(child.kill)
    return lambda: child.communicate()


@blocks("subprocess")
def os_waitpid(w: World) -> Step:
    child = os.posix_spawn(sys.executable, SLEEPER, os.environ)
    w.stack.callback(os.waitpid, child, 0)
    w.stack.callback(os.kill, child, signal.SIGKILL)
    return lambda: os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)


@blocks("subprocess")
def process_join(w: World) -> Step:
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=time.sleep, args=(HOLD,))
    child.start()
    w.stack.callback(child.join)
    w.stack.callback(child.kill)
    return lambda: child.join()


@blocks("subprocess")
def connection_recv(w: World) -> Step:
    ours, theirs = multiprocessing.Pipe()
    w.stack.callback(ours.close)
    w.later(lambda: theirs.send(1))
    return lambda: ours.recv()


@blocks("database")
def sqlite_connect(w: World) -> Step:
    return lambda: sqlite3.connect(w.folder / "new.db").close()


def _database(w: World) -> sqlite3.Connection:
    connection = w.stack.enter_context(contextlib.closing(sqlite3.connect(w.folder / "x.db")))
    connection.execute("create table if not exists t (x)")
    connection.execute("insert into t values (1)")
    return connection


@blocks("database")
def sqlite_execute(w: World) -> Step:
    connection = _database(w)
    return lambda: connection.execute("select * from t")


@blocks("database")
def sqlite_commit(w: World) -> Step:
    connection = _database(w)
    return lambda: connection.commit()


@blocks("database")
def sqlite_cursor_execute(w: World) -> Step:
    cursor = _database(w).cursor()
    return lambda: cursor.execute("select * from t")


@blocks("database")
def sqlite_fetchall(w: World) -> Step:
    cursor = _database(w).execute("select * from t")
    return lambda: cursor.fetchall()


@blocks("database")
def sqlite_iterated(w: World) -> Step:
    cursor = _database(w).execute("select * from t")
    return lambda: next(cursor)


@blocks("console")
def console_input(w: World) -> Step:
    reader, writer = os.pipe()
    os.write(writer, b"x\n")
    os.close(writer)
    stream = w.stack.enter_context(os.fdopen(reader))

    def ask() -> None:
        kept, sys.stdin = sys.stdin, stream
        try:
            input()
        finally:
            sys.stdin = kept

    return ask


@blocks("import")
def import_module(w: World) -> Step:
    (w.folder / "battery_module.py").write_text("x = 1")
    sys.path.insert(0, str(w.folder))
    w.stack.callback(sys.path.remove, str(w.folder))
    w.stack.callback(sys.modules.pop, "battery_module", None)
    return lambda: importlib.import_module("battery_module")


@blocks("import")
def import_statement(w: World) -> Step:
    (w.folder / "battery_other.py").write_text("x = 1")
    sys.path.insert(0, str(w.folder))
    w.stack.callback(sys.path.remove, str(w.folder))
    w.stack.callback(sys.modules.pop, "battery_other", None)
    return lambda: __import__("battery_other")
