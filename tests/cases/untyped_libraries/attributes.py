"""Cases 47, 78: an instance is followed through attributes and variables of the module."""

from fabric import Connection

CONNECTION = Connection("host")


class Host:
    fallback: Connection

    def __init__(self) -> None:
        self.connection = Connection("host")
        self.declared: Connection | None = None
        self.copied = self.connection

    def uptime(self) -> None:
        self.connection.run("uptime")

    async def use(self) -> None:
        self.connection.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
        self.copied.run("uptime")  # E: [blocking-call]
        self.fallback.run("uptime")  # E: [blocking-call]
        self.uptime()  # E: "Host.uptime" reaches "fabric.Connection.run"  [blocking-call]
        if self.declared is not None:
            self.declared.run("uptime")  # E: [blocking-call]


async def on_module() -> None:
    CONNECTION.run("uptime")  # E: [blocking-call]


async def on_object(host: Host) -> None:
    host.connection.run("uptime")  # E: [blocking-call]
