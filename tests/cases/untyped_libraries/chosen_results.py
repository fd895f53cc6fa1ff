"""Case 45: of libraries without types, what a call gives by its first argument, and what leads on."""

import asyncio
from typing import Annotated

import boto3
import psycopg2
import pymysql
from openai import OpenAI
from pymongo import MongoClient
from sqlalchemy.orm import Session

storage = boto3.client("s3")


class Store:
    def __init__(self) -> None:
        self.queue = boto3.Session().client(service_name="sqs")
        self.users = MongoClient("host")["app"].users
        self.connection = pymysql.connect(host="host")

    def send(self) -> None:
        self.queue.send_message(MessageBody="text")

    def find(self) -> None:
        self.users.find_one({})

    def ask(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("select 1")


async def main(store: Store, session: Annotated[Session, "of the request"]) -> None:
    storage.upload_file("a", "b", "c")  # E: "boto3.s3.S3Client.upload_file"  [blocking-call]
    await asyncio.to_thread(storage.get_object, Bucket="a")
    storage.generate_presigned_url("get_object")
    store.send()  # E: "Store.send" reaches "boto3.sqs.SQSClient.send_message"  [blocking-call]
    store.find()  # E: "Store.find" reaches "pymongo.Collection.find_one"  [blocking-call]
    store.ask()  # E: "Store.ask" reaches  [blocking-call]
    table = boto3.resource("dynamodb").Table("t")  # E: "boto3.resource"  [blocking-call]
    table.put_item(Item={})  # E: "boto3.dynamodb.Table.put_item"  [blocking-call]
    session.query(Store).filter(True).all()  # E: "sqlalchemy.orm.Query.all"  [blocking-call]
    connection = psycopg2.connect("dsn")  # E: "psycopg2.connect"  [blocking-call]
    connection.cursor().execute("select 1")  # E: "psycopg2.cursor.execute"  [blocking-call]
    client = OpenAI()
    client.chat.completions.create(model="m")  # E: "openai.Completions.create"  [blocking-call]
