"""What has been answered and is kept in memory: so much of it, and the longest unused goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from determinants.store.engine import Engine
from determinants.store.solutions import Answering, Result, Rows

T = TypeVar("T")

ROWS = 2_000_000  # cells of answers that are kept: some 200 MB at most


class Kept(Generic[T]):
    """Values by their keys, as many as have room."""

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        """Keep values that have, all together, no more than this size."""
        self._room, self._size = room, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def taken(self) -> int:
        """How large all that is kept is."""
        return self._taken

    def get(self, key: Hashable) -> T | None:
        """Give the value of a key, if it is kept."""
        with self._lock:
            if (value := self._values.get(key)) is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value, if it takes no more than a tenth of the room."""
        size = self._size(value)
        if size > self._room // 10:
            return
        with self._lock:
            if (old := self._values.pop(key, None)) is not None:
                self._taken -= self._size(old)
            self._values[key] = value
            self._taken += size
            while self._taken > self._room:
                _, gone = self._values.popitem(last=False)
                self._taken -= self._size(gone)


class KeepingEngine:
    """An engine, and the rows that it has given to stored questions, by the state of the data."""

    def __init__(self, engine: Engine, state: Callable[[], str]) -> None:
        """Ask this engine what is not kept; `state` tells in which state the data are."""
        self._engine, self._state = engine, state
        self._rows: Kept[Rows] = Kept(ROWS, lambda rows: 50 + len(rows) * (len(rows.columns) + 1))
        if refusal := getattr(engine, "refusal", None):  # what an endpoint is held to
            self.refusal = refusal

    def query(self, text: str) -> Result:
        """Give the whole answer to a query, which is not kept."""
        return self._engine.query(text)

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, which is not kept, with its rows or triples as they come."""
        return self._engine.stream(text)

    def answered(self, text: str, ask: Callable[[], Rows]) -> Rows:
        """Give the answer to a stored question: the one that is kept, or what `ask` gives, which then is."""
        key = (self._state(), text)
        if (rows := self._rows.get(key)) is None:
            rows = ask()
            self._rows.put(key, rows)
        return rows
