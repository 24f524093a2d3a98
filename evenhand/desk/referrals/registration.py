"""Plugs the import of referrals into the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from evenhand.cases.registry import register_after
from evenhand.cases.rules.types import Event
from evenhand.desk.referrals.models import ReferralRow
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

if TYPE_CHECKING:
    from evenhand.cases.models import Case


def forget_fingerprint(case: Case, procedure: Procedure, events: Sequence[Event], at: datetime) -> None:
    """When a case is erased, the mark by which its referral could be known again goes in the same transaction."""
    if any(event.tag is Tag.CASE_KEY_DESTROYED for event in events):
        ReferralRow.objects.filter(case_id=case.pk, taken_back_at=None).delete()


def register_referrals() -> None:
    """Called once while the program starts."""
    register_after(forget_fingerprint)
