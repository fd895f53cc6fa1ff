"""Message brokers, serial ports, SSH and remote calls."""

import docker
import grpc
import grpc.aio
import paho.mqtt.client as mqtt
import paramiko
import pika
import serial
from confluent_kafka import Consumer, Producer
from netmiko import ConnectHandler
from zeroconf import Zeroconf
from zeroconf.asyncio import AsyncZeroconf


def ask(stub: "grpc.UnaryUnaryMultiCallable[int, int]") -> int:
    return stub(1)


async def on_grpc(stub: "grpc.UnaryUnaryMultiCallable[int, int]", future: "grpc.Future[int]") -> None:
    ask(stub)  # E: "ask" reaches "grpc.UnaryUnaryMultiCallable.__call__"  [blocking-call]
    future.result(timeout=0)
    future.result()  # E: [blocking-call]
    grpc.insecure_channel("host")
    grpc.aio.insecure_channel("host")


async def on_kafka(consumer: Consumer, producer: Producer) -> None:
    consumer.poll(0)
    consumer.poll(1.0)  # E: [blocking-call]
    consumer.commit()
    consumer.commit(asynchronous=False)  # E: [blocking-call]
    producer.produce("topic")
    producer.flush()  # E: [blocking-call]


async def on_mqtt(client: mqtt.Client) -> None:
    client.connect("host")  # E: [blocking-call]
    client.connect_async("host")
    client.loop_start()
    client.publish("topic", b"").wait_for_publish()  # E: [blocking-call]
    client.loop_forever()  # E: [blocking-call]


async def on_pika() -> None:
    connection = pika.BlockingConnection()  # E: [blocking-call]
    channel = connection.channel()  # E: [blocking-call]
    channel.basic_publish("", "queue", b"")  # E: [blocking-call]


async def on_serial() -> None:
    serial.Serial()
    port = serial.Serial("/dev/ttyUSB0")  # E: "serial.Serial"  [blocking-call]
    port.readline()  # E: [blocking-call]
    port.write(b"")  # E: [blocking-call]
    port.reset_input_buffer()


async def on_ssh() -> None:
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("host")  # E: [blocking-call]
    client.exec_command("ls")  # E: [blocking-call]
    client.open_sftp().get("a", "b")  # E: [blocking-call] # E: [blocking-call]
    device = ConnectHandler(device_type="x")  # E: [blocking-call]
    device.send_command("show")  # E: [blocking-call]


async def on_zeroconf(zc: Zeroconf, azc: AsyncZeroconf) -> None:
    zc.get_service_info("type", "name")  # E: [blocking-call]
    await azc.async_get_service_info("type", "name")


async def on_docker() -> None:
    client = docker.from_env()  # E: [blocking-call]
    client.containers.run("alpine")  # E: [blocking-call]
