"""Libraries without types: mypy says import-untyped, and their names are followed."""

import passlib.hash
from fabric import Connection, SerialGroup
from google.cloud import storage
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient
from passlib.context import CryptContext
from passlib.hash import bcrypt


class Host:
    def __init__(self, name: str) -> None:
        self.connection = Connection(name)

    def uptime(self) -> str:
        return str(self.connection.run("uptime").stdout)


async def on_fabric(host: Host) -> None:
    host.uptime()  # E: "Host.uptime" reaches "fabric.Connection.run"  [blocking-call]
    host.connection.is_connected
    SerialGroup("a", "b").run("uptime")  # E: "fabric.Group.run"  [blocking-call]
    with Connection("host") as connection:  # E: "fabric.Connection.__exit__"  [blocking-call]
        connection.get("file")  # E: [blocking-call]


async def on_kafka(consumer: KafkaConsumer) -> None:
    for _ in consumer:  # E: "kafka.KafkaConsumer.__next__"  [blocking-call]
        pass
    producer = KafkaProducer()  # E: "kafka.KafkaProducer"  [blocking-call]
    producer.send("topic", b"value").get()  # E: [blocking-call] # E: [blocking-call]
    admin = KafkaAdminClient()  # E: [blocking-call]
    admin.create_topics([])  # E: "kafka.admin.TopicAdminMixin.create_topics"  [blocking-call]


async def on_passlib(context: CryptContext) -> None:
    context.verify("secret", "hash")  # E: [blocking-call]
    bcrypt.hash("secret")  # E: "passlib.hash.bcrypt.hash"  [blocking-call]
    passlib.hash.pbkdf2_sha256.using(rounds=1000).hash("secret")  # E: [blocking-call]
    passlib.hash.hex_md5.hash("secret")


async def on_google() -> None:
    client = storage.Client()  # E: "google.cloud.storage.Client"  [blocking-call]
    blob = client.bucket("b").blob("x")
    blob.upload_from_string("text")  # E: "google.cloud.storage.Blob.upload_from_string"  [blocking-call]
    blob.public_url
    for _ in client.list_blobs("b"):  # E: [blocking-call]
        pass
