"""Reads of erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evenhand.cases.rules.types import ErasureFacts
from evenhand.erasure.models import ErasureRequest

if TYPE_CHECKING:
    from evenhand.cases.models import Case


def read_erasure(case: Case) -> ErasureFacts:
    """Whether a request is open, and whose it is."""
    code = ErasureRequest.objects.filter(case=case, answer="").values_list("requested_by", flat=True).first()
    return ErasureFacts(requested_by=code or "")
