"""Cases 16, 45: a chat bot keeps its users in SQLite."""

import sqlite3

class Store:
    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path)

    def save(self, user: int) -> None:
        cursor = self.connection.cursor()
        cursor.execute("insert into users values (?)", (user,))
        self.connection.commit()

async def on_message(store: Store, user: int) -> None:
    store.save(user)  # E: [blocking-call]
