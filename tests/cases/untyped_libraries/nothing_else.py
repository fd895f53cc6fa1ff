"""Case 78: mypy tells a plugin nothing of a module in which it knows no call at all."""

from fabric import Connection


async def main(connection: Connection) -> None:
    connection.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
