"""Beside the demo's server: does the worker's jobs, and opens the browser once the server answers.

Ends when told to, and by itself when the process that started it is gone.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser

PATIENCE = 60.0
LOOK = 0.25
GLANCE = 2.0


def wait_for(port: int) -> bool:
    """Whether the server came to answer within a minute."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(LOOK)
    return False


def open_browser(port: int) -> None:
    """Show the demo's page."""
    if wait_for(port):
        webbrowser.open(f"http://localhost:{port}/demo/")


def watch_parent(stopping: threading.Event) -> None:
    """A server that was killed cannot end its helper: the helper looks for itself."""
    parent = os.getppid()
    while not stopping.wait(GLANCE):
        if os.getppid() != parent:
            stopping.set()


def main(arguments: list[str]) -> None:
    """`PORT [--browser]`."""
    from evenhand.site.cli import start_django

    start_django()
    from evenhand.site.commands.worker import keep_running, list_rounds, stop_on_signals

    stopping = threading.Event()
    stop_on_signals(stopping)
    threading.Thread(target=watch_parent, args=(stopping,), daemon=True).start()
    if "--browser" in arguments:
        threading.Thread(target=open_browser, args=(int(arguments[0]),), daemon=True).start()
    keep_running(list(list_rounds()), stopping)


if __name__ == "__main__":
    main(sys.argv[1:])
