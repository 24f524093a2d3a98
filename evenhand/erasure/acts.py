"""Erasing: tombstone in the record, key destroyed, epoch changed, ciphertext and files purged. In that order.

The tombstone is written by `cases.acts` with the approval. All that follows can be repeated: when the process
dies in between, `finish_erasures` completes it at the next start and every few minutes.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from evenhand.cases.acts import release_words
from evenhand.cases.change import Change
from evenhand.cases.files import remove_files
from evenhand.erasure.models import ErasureRequest
from evenhand.notices.acts import forget_notices
from evenhand.record.tags import Tag
from evenhand.vault.classification import list_sealed
from evenhand.vault.fields import seal_into
from evenhand.vault.keys import destroy_key


def add_request(change: Change) -> None:
    """Somebody asked; another person decides."""
    row = ErasureRequest(case=change.case, requested_by=change.signature, requested_at=change.at)
    seal_into(row, change.key, why=change.after["why"])
    row.save(force_insert=True)


def _answer(change: Change, answer: str) -> None:
    change.case.erasures.filter(answer="").update(
        answer=answer, answered_by=change.signature, answered_at=change.at
    )


def decline_request(change: Change) -> None:
    """The request was declined; the case stays."""
    _answer(change, "declined")


def begin_erasure(change: Change) -> None:
    """From this moment the case answers like one that never was; after the commit its key goes."""
    _answer(change, "approved")
    case = change.case
    case.state, case.erased_at, case.story, case.wish = "erased", change.at, None, None
    case.save(update_fields=["state", "erased_at", "story", "wish"])
    case_id, at = case.id, change.at
    transaction.on_commit(lambda: finish_erasure(case_id=case_id, at=at))


def finish_erasure(*, case_id: UUID, at: datetime) -> None:
    """Destroy the key and purge what it sealed. Each step may come twice; the last one marks the end."""
    destroy_key(f"case:{case_id.hex}")
    remove_files(case_id)
    with transaction.atomic():
        forget_notices(case=case_id)
        for model in apps.get_app_config("evenhand").get_models():
            purge_table(model, case_id)
        release_words(case_id)
        ErasureRequest.objects.filter(case_id=case_id, answer="approved").update(finished_at=at)


def forget_case(*, case_id: UUID, at: datetime) -> None:
    """Erase what is left of a case that should never have come in, its codes and times included.

    Only the record keeps that there was something, without words: a taken-back case is in no figure.
    """
    finish_erasure(case_id=case_id, at=at)
    apps.get_model("evenhand", "Case")._default_manager.filter(pk=case_id, state="erased").delete()


def find_case_path(model: type[models.Model]) -> str:
    """How a table's rows lead to their case: directly, or over one table between; "" when they do not."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    if "case" in fields and fields["case"].is_relation:
        return "case_id"
    if "agreement" in fields:
        return "agreement__case_id"
    return ""


def purge_table(model: type[models.Model], case_id: UUID) -> None:
    """Empty every sealed column of a case's rows; codes and times stay for the figures."""
    path, sealed = find_case_path(model), list_sealed(model)
    if not path or not sealed:
        return
    emptied = {name: None if model._meta.get_field(name).null else b"" for name in sealed}
    model._default_manager.filter(**{path: case_id}).update(**emptied)


def finish_erasures(*, at: datetime) -> int:
    """Complete every erasure that was cut short. Run at each start of the worker and every few minutes."""
    rows = ErasureRequest.objects.filter(answer="approved", finished_at=None)
    pending = list(rows.values_list("case_id", flat=True))
    for case_id in pending:
        finish_erasure(case_id=case_id, at=at)
    return len(pending)


UPDATERS = {
    Tag.CASE_ERASURE_REQUESTED: add_request,
    Tag.CASE_ERASURE_DECLINED: decline_request,
    Tag.CASE_KEY_DESTROYED: begin_erasure,
}
