"""HTTP: the synchronous clients block, the asynchronous ones do not."""

import aiohttp
import httpcore
import httpx
import httpx2
import requests
import urllib3
from aiohttp import web


def fetch(url: str) -> bytes:
    return requests.get(url).content


async def on_requests(session: requests.Session, response: requests.Response) -> None:
    fetch("url")  # E: "fetch" reaches "requests.get"  [blocking-call]
    requests.post("url", json={})  # E: "requests.post"  [blocking-call]
    session.get("url")  # E: "requests.Session.get"  [blocking-call]
    with requests.Session() as own:
        own.request("GET", "url")  # E: [blocking-call]
    for _ in response.iter_lines():  # E: "requests.Response.iter_lines"  [blocking-call]
        pass
    for _ in response:  # E: "requests.Response.__iter__"  [blocking-call]
        pass
    chunks = response.iter_content(1024)
    response.json()
    response.raise_for_status()
    list(chunks)  # E: [blocking-call]


async def on_urllib3(pool: urllib3.PoolManager) -> None:
    urllib3.request("GET", "url")  # E: [blocking-call]
    pool.request("GET", "url")  # E: [blocking-call]
    pool.urlopen("GET", "url")  # E: [blocking-call]


async def on_httpx(client: httpx.Client) -> None:
    httpx.get("url")  # E: "httpx.get"  [blocking-call]  # N: Use "httpx.AsyncClient.get"
    client.post("url")  # E: "httpx.Client.post"  [blocking-call]
    with httpx.stream("GET", "url") as response:  # E: "httpx.stream"  [blocking-call]
        response.headers.get("name")
    with client.stream("GET", "url"):  # E: [blocking-call]
        pass
    async with httpx.AsyncClient() as own:
        answer = await own.get("url")
        answer.json()
        async with own.stream("GET", "url") as streamed:
            await streamed.aread()


async def on_httpx2(client: httpx2.Client) -> None:
    httpx2.get("url")  # E: "httpx2.get"  [blocking-call]
    client.post("url")  # E: "httpx2.Client.post"  [blocking-call]
    async with httpx2.AsyncClient() as own:
        await own.get("url")


async def on_httpcore(pool: httpcore.ConnectionPool) -> None:
    httpcore.request("GET", "url")  # E: [blocking-call]
    pool.request("GET", "url")  # E: [blocking-call]
    async with httpcore.AsyncConnectionPool() as own:
        await own.request("GET", "url")


async def on_aiohttp() -> None:
    async with aiohttp.ClientSession() as session, session.get("url") as response:
        await response.json()
    form = aiohttp.FormData()
    form.add_field("name", "value")
    web.run_app(web.Application())  # E: "aiohttp.web.run_app"  [blocking-call]
    web.Response(text="fine")
