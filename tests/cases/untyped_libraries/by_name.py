"""Cases 45, 78: a library that mypy cannot see is looked up by the names of its imports."""

import passlib.context
import vendor
from fabric import Connection, SerialGroup
from fabric.transfer import Transfer as Copy
from kafka import KafkaConsumer


async def on_constructed() -> None:
    Connection("host").run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
    Connection("host").is_connected()
    connection = Connection("host")
    connection.run("uptime")  # E: "fabric.Connection.run"  [blocking-call]
    other = connection
    other.sudo("uptime")  # E: "fabric.Connection.sudo"  [blocking-call]


async def on_group(size: int) -> None:
    group = SerialGroup("a", "b") if size else Connection("c")
    group.run("uptime")  # E: [blocking-call]


async def on_renamed() -> None:
    Copy(None).get("remote")  # E: "fabric.transfer.Transfer.get"  [blocking-call]


async def on_dotted_names() -> None:
    context = passlib.context.CryptContext(schemes=["bcrypt"])
    context.hash("secret")  # E: [blocking-call]
    context.schemes()


async def on_constructor() -> None:
    KafkaConsumer("topic")  # E: "kafka.KafkaConsumer"  [blocking-call]


async def on_iteration(consumer: KafkaConsumer) -> None:
    for _ in consumer:  # E: "kafka.KafkaConsumer.__next__"  [blocking-call]
        pass


async def on_with() -> None:
    with Connection("host") as connection:  # E: "fabric.Connection.__exit__"  [blocking-call]
        connection.put("file")  # E: "fabric.Connection.put"  [blocking-call]


async def on_with_that_blocks() -> None:
    with vendor.Session() as session:  # E: "vendor.Session.__enter__"  [blocking-call]
        session.read()  # E: "vendor.Session.read"  [blocking-call]


async def on_annotation(connection: Connection, maybe: Connection | None) -> None:
    connection.run("uptime")  # E: [blocking-call]
    if maybe is not None:
        maybe.run("uptime")  # E: [blocking-call]


async def on_local_import() -> None:
    from fabric import Connection as Local

    Local("host").run("uptime")  # E: "fabric.Connection.run"  [blocking-call]


def helper() -> None:
    Connection("host").run("uptime")


async def on_helper() -> None:
    helper()  # E: "helper" reaches "fabric.Connection.run"  [blocking-call]


async def on_what_is_not_known(value) -> None:  # type: ignore[no-untyped-def]
    value.run("uptime")
