"""Cases 45, 78: libraries with types of their own, in an environment that does not have them.

Their stubs say what results and attributes are, as those of libraries without types do.
"""

import httpx2
import openai
import pandas
import paramiko
import pika
import psycopg
import psycopg2
import pymysql
import redis
import requests
from anthropic import Anthropic, AsyncAnthropic
from elasticsearch import Elasticsearch
from kafka.admin import KafkaAdminClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


class Assistant:
    def __init__(self) -> None:
        self.client = openai.OpenAI()

    def ask(self) -> None:
        self.client.chat.completions.create(model="m", messages=[])


async def on_network(assistant: Assistant, search: Elasticsearch) -> None:
    assistant.ask()  # E: "Assistant.ask" reaches "openai.Completions.create"  [blocking-call]
    client = Anthropic()
    client.messages.create(max_tokens=1)  # E: [blocking-call]
    with client.messages.stream(max_tokens=1) as stream:  # E: [blocking-call]
        stream.get_final_message()  # E: [blocking-call]
    await AsyncAnthropic().messages.create(max_tokens=1)
    httpx2.get("url")  # E: [blocking-call]  # N: Use "httpx2.AsyncClient.get"
    search.indices.create(index="i")  # E: [blocking-call]
    response = requests.get("url", stream=True)  # E: [blocking-call]
    for _ in response.iter_lines():  # E: [blocking-call]
        pass
    admin = KafkaAdminClient()  # E: [blocking-call]
    admin.list_topics()  # E: [blocking-call]
    connection = pika.BlockingConnection()  # E: [blocking-call]
    connection.channel().basic_get("queue")  # E: [blocking-call]  # E: [blocking-call]
    ssh = paramiko.SSHClient()
    ssh.open_sftp().get("there", "here")  # E: [blocking-call]  # E: [blocking-call]


async def on_databases() -> None:
    with psycopg.connect("") as connection:  # E: [blocking-call]
        cursor = connection.cursor()
        cursor.execute("")  # E: [blocking-call]
        cursor.fetchone()
    old = psycopg2.connect("").cursor()  # E: [blocking-call]
    old.execute("")  # E: [blocking-call]
    old.fetchall()
    pymysql.connect(host="").cursor().execute("")  # E: [blocking-call]  # E: [blocking-call]
    client = redis.Redis()
    client.pipeline().execute()  # E: [blocking-call]
    client.pubsub().subscribe("channel")  # E: [blocking-call]
    with client.lock("name"):  # E: [blocking-call]
        pass
    engine = create_engine("")
    with engine.connect() as linked:  # E: [blocking-call]
        linked.commit()  # E: [blocking-call]
    Session(engine).query(Assistant).filter(True).all()  # E: [blocking-call]
    pandas.read_csv("file").to_excel("file")  # E: [blocking-call]  # E: [blocking-call]
