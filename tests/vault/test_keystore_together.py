"""Many threads and processes on one key store, some of them killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from evenhand.vault.keystore import KeyExists
from tests.vault.keystores import open_store, read_rows

WRITER = """
import sys
from pathlib import Path
from evenhand.vault.keystore import KeyStore
home = Path(sys.argv[1])
store = KeyStore(home / "keys.sqlite3", home / "host.key")
number = 0
while True:
    name = f"case:{sys.argv[2]}-{number}"
    store.create(name)
    print(name, flush=True)
    number += 1
    if number % 5 == 0:
        store.rotate()
"""


class Reader(threading.Thread):
    """Opens keys at random until told to stop."""

    def __init__(self, store, stop):
        super().__init__()
        self.store, self.stop, self.opened, self.fault = store, stop, 0, None

    def run(self):
        """Keep the first fault."""
        try:
            while not self.stop.is_set():
                self.store.open(f"case:{random.randrange(20)}")
                self.opened += 1
        except Exception as fault:
            self.fault = fault


def test_keys_open_while_another_rotates(home, store):
    for number in range(20):
        store.create(f"case:{number}")
    stop = threading.Event()
    readers = [Reader(store, stop) for _ in range(3)]
    for reader in readers:
        reader.start()
    other = open_store(home)
    for _ in range(15):
        other.rotate()
    stop.set()
    for reader in readers:
        reader.join()
    assert [reader.fault for reader in readers] == [None, None, None]
    assert all(reader.opened for reader in readers)
    assert store.read_epoch() == 16


def test_two_who_make_one_name_at_once_get_one_key(home):
    made = []

    def make():
        store = open_store(home)
        for number in range(30):
            try:
                store.create(f"case:{number}")
                made.append(number)
            except KeyExists:
                pass

    makers = [threading.Thread(target=make) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert sorted(made) == list(range(30))


@pytest.mark.fault
def test_a_killed_process_loses_no_key_it_had_acknowledged(home):
    told, killed = [], 0
    for turn in range(6):
        command = [sys.executable, "-c", WRITER, str(home), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            told.append(writer.stdout.readline().strip())
            time.sleep(random.uniform(0.0, 0.1))
            writer.send_signal(signal.SIGKILL)
            told += writer.stdout.read().split()
        killed += writer.returncode == -signal.SIGKILL
    store = open_store(home)
    assert killed == 6
    assert len(told) > 6
    for name in told:
        store.open(name)
    epochs = read_rows(home, "SELECT DISTINCT epoch FROM case_key")
    assert epochs == read_rows(home, "SELECT n FROM epoch")
