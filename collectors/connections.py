"""A client for each thread that asks: a platform's connection must not be shared between threads."""

from collections.abc import Callable
from threading import Lock, local
from typing import Generic, Protocol, Self, TypeVar


class Closable(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Close the connection."""
        ...


Client = TypeVar("Client", bound=Closable)


class Connections(Generic[Client]):
    """Makes a client for each thread that asks for one, and closes all of them at the end."""

    def __init__(self, connect: Callable[[], Client]) -> None:
        self._connect = connect
        self._of_thread = local()
        self._opened: list[Client] = []
        self._lock = Lock()

    def client(self) -> Client:
        """Return this thread's own client."""
        found: Client | None = getattr(self._of_thread, "client", None)
        if found is None:
            found = self._connect()
            self._of_thread.client = found
            with self._lock:
                self._opened.append(found)
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._opened:
            client.close()
