"""What is known of a mediation without opening anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SlotFacts:
    """One offered time: its ref (`s1`), start and place."""

    ref: str
    starts: datetime
    place: str


@dataclass(frozen=True)
class OfferFacts:
    """The open offer of times: its slots, how long, and which seats (or "mediator") have answered."""

    slots: tuple[SlotFacts, ...]
    minutes: int
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SessionFacts:
    """One session. `state`: confirmed, held, missed, cancelled. `attendance`: who came, by seat."""

    ref: str
    state: str
    starts: datetime
    minutes: int = 120
    place: str = "centre"
    result: str = ""
    held_on: datetime | None = None
    attendance: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class AgreementFacts:
    """The newest version of the terms: refs with the seat that promises, and who has signed.

    `signed`: seats, "mediator", and "centre" for its seal. `wanted`: who signs by the pack's table of effect.
    """

    version: int
    terms: tuple[tuple[str, str], ...] = ()
    signed: frozenset[str] = frozenset()
    advised: bool = False
    in_force_at: datetime | None = None
    form: str = "written"
    wanted: frozenset[str] = frozenset({"each_side", "mediator"})


@dataclass(frozen=True)
class ConfirmationFacts:
    """A court was asked to confirm the agreement, took the matter up, decided (a code, or "")."""

    taken_up: bool = False
    decision: str = ""


@dataclass(frozen=True)
class MediationFacts:
    """Sessions in order, the open offer, the agreement, follow-ups done, and how it ended if it did."""

    sessions: tuple[SessionFacts, ...] = ()
    offer: OfferFacts | None = None
    agreement: AgreementFacts | None = None
    followed_up: frozenset[str] = frozenset()
    failed: str = ""
    referred_on: bool = False
    routes_told: bool = False
    disclosed: bool = False
    end_told: bool = False
    confirmation: ConfirmationFacts | None = None
    # (code of a pack's [[consent]], seat or "mediator") of every text that stands signed
    texts: frozenset[tuple[str, str]] = frozenset()

    @property
    def confirmed(self) -> SessionFacts | None:
        """The session that is agreed and not yet recorded."""
        return next((session for session in self.sessions if session.state == "confirmed"), None)

    @property
    def last_recorded(self) -> SessionFacts | None:
        """The newest session that was held or missed, by when it really was."""
        recorded = [session for session in self.sessions if session.state in {"held", "missed"}]
        return max(recorded, key=lambda session: session.held_on or session.starts, default=None)
