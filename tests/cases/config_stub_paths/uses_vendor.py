"""Case 74: what a stub of the project declares holds for every caller."""

from vendor import Client, fetch, harmless, notify, take

from loopsafe import blocking, callback


class MyClient(Client):
    pass


def helper() -> str:
    return fetch("url")


@callback
def on_event(client: Client, own: MyClient) -> None:
    fetch("url")  # E: "vendor.fetch"  [blocking-call]  # N: Use "vendor.fetch_soon"
    helper()  # E: "helper" reaches "vendor.fetch"  [blocking-call]
    take()  # E: "vendor.take"  [blocking-call]
    take(True)  # E: "vendor.take"  [blocking-call]
    take(wait=False)
    harmless()
    Client("host")  # E: [blocking-call]
    client.query("text")  # E: [blocking-call]
    own.query("text")  # E: [blocking-call]
    client.close()
    notify()


@blocking
def in_worker() -> None:
    fetch("url")
    notify()  # E: "vendor.notify"  [loop-only-call]
