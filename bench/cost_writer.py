"""One writer of `python -m bench cost`: waits for a line, writes as fast as it can for so long, says what it did.

A line in is JSON: `{"variant": "all", "work": "create", "seconds": 1.5}`; a line out: how many, and CPU seconds.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from bench.pages import NEW_CASE


class Writer:
    """Opens cases and acts in the one it opened last, as the coordinator."""

    def __init__(self) -> None:
        from evenhand.site.cli import start_django

        start_django()
        from django.apps import apps

        from bench.without import Switch
        from evenhand.access.queries import find_centre, view_as
        from evenhand.procedures.packs import find_procedure

        people = apps.get_model("evenhand", "User")._default_manager
        self.viewer = view_as(people.get(username="coordinator"))
        self.centre, self.procedure = find_centre(), find_procedure("community_mediation")
        self.answers = {name: value for name, value in NEW_CASE.items() if name not in {"once", "pack"}}
        self.switch, self.numbers = Switch(), dict[str, str]()

    def create(self, variant: str) -> None:
        """Open one case."""
        from evenhand.calendars.clock import read_now
        from evenhand.cases.acts import Done, open_case

        assert self.centre is not None
        done = open_case(
            by=self.viewer, centre=self.centre, procedure=self.procedure, data=self.answers, at=read_now()
        )
        if not isinstance(done, Done):
            raise RuntimeError(f"a case was not opened: {done}")
        self.numbers[variant] = done.number

    def act(self, variant: str) -> None:
        """Write a note into it."""
        from evenhand.calendars.clock import read_now
        from evenhand.cases.acts import Done, perform

        number, words = self.numbers[variant], {"words": "Call again on Thursday after six."}
        done = perform(by=self.viewer, number=number, act="write_note", data=words, at=read_now())
        if not isinstance(done, Done):
            raise RuntimeError(f"an act was not done: {done}")

    def work(self, wanted: dict[str, Any]) -> dict[str, float]:
        """One burst. Acts go to a fresh case, so that every burst meets one of the same length."""
        variant, work = wanted["variant"], getattr(self, wanted["work"])
        self.switch.turn(variant)
        self.create(variant)
        work(variant)
        count, cpu, begun = 0, time.process_time(), time.monotonic()
        while time.monotonic() - begun < wanted["seconds"]:
            work(variant)
            count += 1
        return {"count": count, "cpu": time.process_time() - cpu, "seconds": time.monotonic() - begun}


def main() -> None:
    """Answer line by line until the input ends."""
    writer = Writer()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(writer.work(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
