"""Every state that a case can come into under a procedure, all at once.

A state is which facts are so. A step that is open may bring about any part of what it `makes` and take away any
part of what it `unmakes`, and it takes away all that it `clears`; a fact that is `given` may change at any moment.
Sets of states are kept as decision diagrams, so that millions of millions of them are gone through in a fraction
of a second.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dd.autoref import BDD
from dd.bdd import BDD as Manager

from evenhand.procedures.rules.conditions import Condition
from evenhand.procedures.rules.procedure import Procedure, Step

# A set of states, as a decision diagram.
States = Any
MOST_NODES = 150_000
MOST_SECONDS = 6.0
# How many nodes are asked for between two looks at the time.
BETWEEN_LOOKS = 2_000


class TooTangled(Exception):
    """The procedure has more states than can be gone through within the bounds."""


class Nodes(Manager):
    """The nodes of the diagrams. They go all together, so that there is nothing to count at the end."""

    until = float("inf")
    asked = 0

    def __del__(self) -> None:
        """Nothing: the library would check that no node is left, also after a bound was met."""

    def find_or_add(self, i: Any, v: Any, w: Any) -> Any:
        """A node, while there is time: one operation may take longer than all others together."""
        self.asked += 1
        if self.asked % BETWEEN_LOOKS == 0:
            self.watch()
        return super().find_or_add(i, v, w)

    def watch(self) -> None:
        """Raises `TooTangled` when the time is over."""
        if time.monotonic() > self.until:
            raise TooTangled


class Space:
    """The states of one procedure, and what each step makes of them."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.diagram = BDD()
        self.nodes = Nodes()  # type: ignore[abstract]  # the library's own manager is said to be, too
        self.diagram._bdd = self.nodes
        self.renew()
        self.diagram.configure(reordering=False)
        self.diagram._bdd.max_nodes = MOST_NODES
        self.codes = tuple(fact.code for fact in procedure.facts)
        self.given = tuple(fact.code for fact in procedure.facts if fact.given)
        self.diagram.declare(*self.codes)
        self.steps = procedure.steps[1:]
        self.guards: Mapping[str, States] = {step.code: self._open(step) for step in self.steps}

    @property
    def none(self) -> States:
        """No state at all."""
        return self.diagram.false

    def so(self, fact: str) -> States:
        """The states in which a fact is so."""
        return self.diagram.var(fact)

    def every(self, sets: Iterable[States]) -> States:
        """The states that are in every one of the sets."""
        found = self.diagram.true
        for each in sets:
            found &= each
        return found

    def some(self, sets: Iterable[States]) -> States:
        """The states that are in at least one of the sets."""
        found = self.diagram.false
        for each in sets:
            found |= each
        return found

    def meets(self, condition: Condition) -> States:
        """The states of which a condition is true."""
        found = self.every(self.so(fact) for fact in condition.all)
        found &= self.every(~self.so(fact) for fact in condition.none)
        return found & self.some(self.so(fact) for fact in condition.any) if condition.any else found

    def only(self, named: frozenset[str]) -> States:
        """The one state in which exactly these facts are so."""
        return self.diagram.cube({code: code in named for code in self.codes})

    def holds(self, states: States, named: frozenset[str]) -> bool:
        """Whether the state in which exactly these facts are so is among the states."""
        return self.diagram.let({code: code in named for code in self.codes}, states) == self.diagram.true

    def fix(self, states: States, fact: str, so: bool) -> States:
        """Those of the states in which a fact is so, or is not."""
        return states & (self.so(fact) if so else ~self.so(fact))

    def renew(self) -> None:
        """Begin the time anew that going through states may take."""
        self.nodes.until = time.monotonic() + MOST_SECONDS

    def drift(self, states: States) -> States:
        """The states that these become, or may come from, while only what is given changes."""
        return self.diagram.exist(self.given, states) if self.given else states

    def begin(self) -> States:
        """The states in which a case may be once the first step of the procedure is done."""
        nothing = self.every(~self.so(code) for code in self.codes if code not in self.given)
        return self._change(nothing, self.procedure.steps[0]) if self.procedure.steps else nothing

    def follow(self, states: States, step: Step) -> States:
        """The states into which a step may lead from those of these in which it is open."""
        return self.drift(self._change(states & self.guards[step.code], step))

    def precede(self, states: States, step: Step) -> States:
        """The states from which a step may lead into one of these."""
        self.nodes.watch()
        for fact in step.clears:
            states = self.diagram.let({fact: False}, states)
        for fact in step.unmakes:
            states |= self.diagram.let({fact: False}, states)
        for fact in step.makes:
            states |= self.diagram.let({fact: True}, states)
        return self.drift(states & self.guards[step.code])

    def list_reached(self) -> Iterator[tuple[Step, States]]:
        """The states that can be reached, growing step by step: each step that led further, with all reached then.

        One step after another, and not all at once: sets that have grown evenly stay small.
        """
        reached = self.drift(self.begin())
        yield self.procedure.steps[0], reached
        while True:
            before = reached
            for step in self.steps:
                further = reached | self.follow(reached, step)
                if further != reached:
                    reached = further
                    yield step, reached
            if reached == before:
                return

    def reach_back(self, states: States, within: States) -> States:
        """The states of `within` from which one of `states` can be reached."""
        found = self.drift(states) & within
        while True:
            before = found
            for step in self.steps:
                found |= self.precede(found, step) & within
            if found == before:
                return found

    def pick(self, states: States) -> frozenset[str]:
        """One of the states, with as few facts as can be."""
        named = set()
        for code in self.codes:
            without = self.diagram.let({code: False}, states)
            if without == self.diagram.false:
                named.add(code)
                states = self.diagram.let({code: True}, states)
            else:
                states = without
        return frozenset(named)

    def _change(self, states: States, step: Step) -> States:
        self.nodes.watch()
        for fact in step.makes:
            states |= self.diagram.exist([fact], states) & self.so(fact)
        for fact in step.unmakes:
            states |= self.diagram.exist([fact], states) & ~self.so(fact)
        for fact in step.clears:
            states = self.diagram.exist([fact], states) & ~self.so(fact)
        return states

    def _open(self, step: Step) -> States:
        found = self.meets(step.needs)
        # A late entry is not shut by the case being closed.
        bars = [fact for fact in step.unless.any if not (step.late and fact == "closed")]
        found &= self.every(~self.so(fact) for fact in bars)
        return found & ~self.every(self.so(fact) for fact in step.unless.all) if step.unless.all else found


@contextmanager
def bounded() -> Iterator[None]:
    """Going through states within bounds: `TooTangled` where the diagrams grow past theirs."""
    try:
        yield
    except RuntimeError as fault:
        if "max_nodes" in str(fault):
            raise TooTangled from fault
        raise
