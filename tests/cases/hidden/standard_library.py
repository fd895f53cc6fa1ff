"""Case 45: paths, processes, sockets, databases, the network, the console, imports, threads."""

import concurrent.futures
import importlib
import os
import queue
import shutil
import socket
import sqlite3
import subprocess
import threading
import urllib.request
from pathlib import Path

from loopsafe import callback


@callback
def disk(path: Path) -> None:
    path.read_text()  # E: [blocking-call]
    path.write_bytes(b"")  # E: [blocking-call]
    path.exists()  # E: [blocking-call]
    path.mkdir()  # E: [blocking-call]
    os.listdir(".")  # E: [blocking-call]
    os.remove("name")  # E: [blocking-call]
    os.path.exists("name")  # E: [blocking-call]
    shutil.rmtree("name")  # E: [blocking-call]
    path / "name"
    path.parent.name
    path.with_suffix(".py")
    os.path.join("a", "b")
    os.environ.get("HOME")


@callback
def processes(running: subprocess.Popen[str]) -> None:
    subprocess.run(["true"])  # E: "subprocess.run"  [blocking-call]
    subprocess.check_output(["true"])  # E: "subprocess.check_output"  [blocking-call]
    running.wait()  # E: [blocking-call]
    running.communicate()  # E: [blocking-call]
    os.system("true")  # E: "os.system"  [blocking-call]


@callback
def network(connection: socket.socket) -> None:
    connection.connect(("host", 80))  # E: [blocking-call]
    connection.recv(1)  # E: [blocking-call]
    connection.sendall(b"")  # E: [blocking-call]
    socket.create_connection(("host", 80))  # E: [blocking-call]
    socket.getaddrinfo("host", 80)  # E: [blocking-call]
    urllib.request.urlopen("http://host")  # E: [blocking-call]


@callback
def databases(connection: sqlite3.Connection) -> None:
    sqlite3.connect("name")  # E: [blocking-call]
    connection.execute("select 1")  # E: [blocking-call]
    connection.commit()  # E: [blocking-call]


@callback
def the_rest(
    thread: threading.Thread,
    lock: threading.Lock,
    event: threading.Event,
    jobs: queue.Queue[int],
    future: concurrent.futures.Future[int],
) -> None:
    input()  # E: "input"  [blocking-call]
    importlib.import_module("name")  # E: "importlib.import_module"  [blocking-call]
    thread.join()  # E: [blocking-call]
    lock.acquire()  # E: [blocking-call]
    event.wait()  # E: [blocking-call]
    jobs.get()  # E: [blocking-call]
    future.result()  # E: [blocking-call]
    lock.release()
    event.set()
    thread.start()
    future.done()
