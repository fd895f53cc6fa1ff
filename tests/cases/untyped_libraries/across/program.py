from . import hosts
from .hosts import MAIN, Host, Spare


class Loud(Host):
    async def shout(self) -> None:
        self.connection.run("yell")  # E: "fabric.Connection.run"  [blocking-call]


async def on_host(host: Host, spare: Spare) -> None:
    host.connection.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
    spare.connection.run("uptime")


async def on_variable() -> None:
    MAIN.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
    hosts.MAIN.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]


async def on_returned() -> None:
    hosts.connect("host").run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
    with hosts.connect("host") as connection:  # E: "fabric.Connection.__exit__"  [blocking-call]
        connection.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
