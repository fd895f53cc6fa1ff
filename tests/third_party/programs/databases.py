"""Databases: connections, sessions and clients, synchronous and asynchronous."""

import psycopg
import psycopg2
import psycopg_pool
import pymongo
import pymysql
import redis
import redis.asyncio
import sqlite_utils
from elasticsearch import AsyncElasticsearch, Elasticsearch
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.collection import Collection
from sqlalchemy import Engine, MetaData, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.orm import Session, sessionmaker


async def on_psycopg(pool: psycopg_pool.ConnectionPool, apool: psycopg_pool.AsyncConnectionPool) -> None:
    connection = psycopg.connect("dsn")  # E: "psycopg.connect"  [blocking-call]
    connection.execute("select 1")  # E: "psycopg.Connection.execute"  [blocking-call]
    with connection.transaction():  # E: [blocking-call]
        pass
    cursor = connection.cursor()
    cursor.execute("select 1")  # E: [blocking-call]
    cursor.fetchone()
    with pool.connection():  # E: [blocking-call]
        pass
    async with await psycopg.AsyncConnection.connect("dsn") as own:
        await own.execute("select 1")
    async with apool.connection() as other:
        await other.commit()


async def on_psycopg2() -> None:
    connection = psycopg2.connect("dsn")  # E: [blocking-call]
    with connection.cursor() as cursor:
        cursor.execute("select 1")  # E: [blocking-call]
        for _ in cursor:
            pass
    connection.commit()  # E: [blocking-call]


async def on_mysql() -> None:
    connection = pymysql.connect(host="h")  # E: [blocking-call]
    pymysql.connect(host="h", defer_connect=True)
    cursor = connection.cursor()
    cursor.execute("select 1")  # E: [blocking-call]
    cursor.fetchall()


async def on_sqlite_utils() -> None:
    sqlite_utils.Database(memory=True)
    database = sqlite_utils.Database("file.db")  # E: [blocking-call]
    for _ in database.query("select 1"):  # E: [blocking-call]
        pass
    database.table("dogs").insert({})  # E: [blocking-call]


async def on_sqlalchemy(engine: Engine, session: Session, make: sessionmaker[Session]) -> None:
    with engine.begin() as connection:  # E: [blocking-call]
        rows = connection.execute(text("select 1"))  # E: "sqlalchemy.Connection.execute"  [blocking-call]
        rows.fetchall()
    session.scalars(select(text("1")))  # E: [blocking-call]
    session.commit()  # E: "sqlalchemy.orm.Session.commit"  [blocking-call]
    session.add(object())
    session.query(int).all()  # E: [blocking-call]
    MetaData().create_all(engine)  # E: [blocking-call]
    with make.begin():  # E: [blocking-call]
        pass


async def on_async_sqlalchemy(engine: AsyncEngine, session: AsyncSession, own: AsyncConnection) -> None:
    async with engine.begin() as connection:
        rows = await connection.execute(text("select 1"))
        rows.fetchall()
        await connection.run_sync(MetaData().create_all)
    async with session.begin():
        (await session.scalars(select(text("1")))).all()
    await own.commit()


async def on_redis(
    client: redis.Redis,
    cluster: redis.RedisCluster,
    lock: redis.lock.Lock,
    subscription: redis.client.PubSub,
) -> None:
    client.get("key")  # E: "redis.Redis.get"  [blocking-call]  # N: Use "redis.asyncio.Redis.get"
    for _ in client.scan_iter():  # E: [blocking-call]
        pass
    own = redis.Redis()
    pipeline = own.pipeline()
    pipeline.set("key", "value")
    pipeline.execute()  # E: "redis.Pipeline.execute"  [blocking-call]
    cluster.hgetall("key")  # E: [blocking-call]
    with lock:  # E: [blocking-call]
        pass
    subscription.get_message()
    subscription.get_message(timeout=1)  # E: [blocking-call]
    for _ in subscription.listen():  # E: [blocking-call]
        pass


async def on_async_redis(client: redis.asyncio.Redis, cluster: redis.asyncio.RedisCluster) -> None:
    await client.set("key", "value")
    pipeline = client.pipeline()
    pipeline.get("key")
    await pipeline.execute()
    await cluster.get("key")
    async with client.pubsub() as subscription:
        await subscription.get_message()


async def on_mongo(rows: Collection[dict[str, int]], arows: AsyncCollection[dict[str, int]]) -> None:
    client: pymongo.MongoClient[dict[str, int]] = pymongo.MongoClient()
    client["db"]["rows"].insert_one({})  # E: "pymongo.Collection.insert_one"  [blocking-call]
    for _ in rows.find({}):  # E: [blocking-call]
        pass
    for _ in rows.aggregate([]):  # E: [blocking-call] # E: [blocking-call]
        pass
    async for _ in arows.find({}):
        pass
    await arows.insert_one({})


async def on_elasticsearch(client: Elasticsearch, aclient: AsyncElasticsearch) -> None:
    client.search(index="i")  # E: [blocking-call]
    client.indices.create(index="i")  # E: [blocking-call]
    await aclient.search(index="i")
    await aclient.indices.create(index="i")
