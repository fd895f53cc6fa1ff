"""The recorder: every change of state, kept in SQLite."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from home.bus import Event
from home.core import Home
from loopsafe import blocking, callback


class Recorder:
    """Writes history behind everybody's back. Each job has a connection of its own."""

    def __init__(self, home: Home, path: Path) -> None:
        """Record what happens in ``home`` in the database at ``path``."""
        self._home = home
        self._path = path

    async def setup(self) -> None:
        """Create the table, then start to listen."""
        await asyncio.to_thread(self.create)
        self._home.bus.listen("state_changed", self.on_state_changed)

    @callback
    def on_state_changed(self, event: Event) -> None:
        """Record one change, in a worker."""
        self._home.start(asyncio.to_thread(self.write, event.source, event.value))

    @blocking(kind="database")
    def create(self) -> None:
        """Make the table."""
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("CREATE TABLE history (entity TEXT, value TEXT)")

    @blocking(kind="database")
    def write(self, entity: str, value: str) -> None:
        """Add one row."""
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("INSERT INTO history VALUES (?, ?)", (entity, value))

    @blocking(kind="database")
    def counts(self) -> list[tuple[str, int]]:
        """Return how often each entity changed, by name."""
        with closing(sqlite3.connect(self._path)) as database:
            query = "SELECT entity, COUNT(*) FROM history GROUP BY entity ORDER BY entity"
            rows: list[tuple[str, int]] = database.execute(query).fetchall()
        return rows
