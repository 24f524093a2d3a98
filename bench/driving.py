"""Ask a server for pages over connections that stay open, as fast as it answers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.processes import read_cpu

PATIENCE = 30.0
# The first answers of a burst pay for connections and caches; they are thrown away.
WARM_UP = 0.25


@dataclass(frozen=True)
class Page:
    """One page of one server. `ask(client, count)` gives the bytes of a request; `expects` is the status."""

    name: str
    server: str
    ask: Callable[[int, int], bytes]
    expects: int = 200


@dataclass
class Burst:
    """What one burst came to."""

    server: str
    page: str
    clients: int
    requests: int = 0
    errors: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests in a second."""
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of the server (and its database) for one request."""
        return 1000 * self.cpu / self.requests if self.requests else 0.0

    def find_quantile(self, share: float) -> float:
        """How many milliseconds this share of the requests took at most."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


class Connection:
    """One kept-alive connection that knows as much of HTTP as the drive needs."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; the status and the body of the answer."""
        self.socket.sendall(request)
        while (end := self.rest.find(b"\r\n\r\n")) < 0:
            self._read()
        head, self.rest = self.rest[:end].lower(), self.rest[end + 4 :]
        length = int(head.partition(b"content-length:")[2].partition(b"\r")[0] or b"0")
        while len(self.rest) < length:
            self._read()
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(head.split(b" ", 2)[1]), body

    def _read(self) -> None:
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("the server closed the connection")
        self.rest += more

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


@dataclass
class Clock:
    """When a client starts to count, and when it stops."""

    starts: float
    ends: float


def drive_client(
    page: Page, port: int, client: int, clock: Clock, burst: Burst, lock: threading.Lock
) -> None:
    """One client: ask, wait for the answer, ask again."""
    connection, times, errors, count = Connection(port), [], 0, 0
    try:
        while (began := time.perf_counter()) < clock.ends:
            status, _body = connection.ask(page.ask(client, count))
            count += 1
            if began >= clock.starts:
                times.append(time.perf_counter() - began)
                errors += status != page.expects
    finally:
        connection.close()
        with lock:
            burst.times += times
            burst.requests += len(times)
            burst.errors += errors


def drive_burst(page: Page, port: int, roots: list[int], clients: int, seconds: float) -> Burst:
    """`clients` ask for a page for so many seconds; CPU is that of the process trees `roots`."""
    burst, lock = Burst(page.server, page.name, clients), threading.Lock()
    now = time.perf_counter()
    clock = Clock(now + WARM_UP, now + WARM_UP + seconds)
    threads = [
        threading.Thread(target=drive_client, args=(page, port, number, clock, burst, lock), daemon=True)
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    time.sleep(max(clock.starts - time.perf_counter(), 0))
    before, began = read_cpu(roots), time.perf_counter()
    for thread in threads:
        thread.join()
    burst.seconds, burst.cpu = time.perf_counter() - began, read_cpu(roots) - before
    return burst
