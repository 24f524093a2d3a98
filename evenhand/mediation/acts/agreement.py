"""What terms, advice and signatures write into the tables."""

from __future__ import annotations

from datetime import date

from evenhand.cases.change import Change
from evenhand.mediation.models import Agreement, Signature, Term
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def find_newest(change: Change) -> Agreement:
    """The newest version of the terms: the only one that can be signed."""
    newest = change.case.agreements.order_by("version").last()
    if newest is None:
        raise Agreement.DoesNotExist
    return newest


def add_terms(change: Change) -> None:
    """A new version of the terms; the words of each promise sealed."""
    after = change.after
    agreement = Agreement(
        case=change.case,
        version=after["version"],
        drafted_at=change.happened_at,
        form=after.get("form", "written"),
        binding=after.get("binding", ""),
    )
    seal_into(agreement, change.key, other=after.get("other"), matter=after.get("matter"))
    agreement.save(force_insert=True)
    rows = []
    for count, promise in enumerate(after["terms"], start=1):
        day = promise.get("by")
        row = Term(
            agreement=agreement,
            ref=f"t{count}",
            who=promise["who"],
            by=date.fromisoformat(day) if day else None,
        )
        seal_into(row, change.key, what=promise["what"])
        rows.append(row)
    Term.objects.bulk_create(rows)


def mark_advised(change: Change) -> None:
    """The sides were told that they may seek advice of their own before signing."""
    agreement = find_newest(change)
    agreement.advised_at = change.at
    agreement.save(update_fields=["advised_at"])


def add_signature(change: Change) -> None:
    """One signature under the newest version."""
    Signature.objects.create(
        agreement=find_newest(change),
        who=change.after["who"],
        form=change.after["form"],
        at=change.at,
        by=change.signature,
    )


def add_seal(change: Change) -> None:
    """The centre's seal, beside the signatures."""
    Signature.objects.create(
        agreement=find_newest(change), who="centre", form="seal", at=change.at, by=change.signature
    )


def put_in_force(change: Change) -> None:
    """From now the agreement binds whom it binds, and follow-up is counted."""
    agreement = find_newest(change)
    agreement.in_force_at = change.happened_at
    agreement.save(update_fields=["in_force_at"])


UPDATERS = {
    Tag.AGREEMENT_TERMS_DRAFTED: add_terms,
    Tag.AGREEMENT_ADVICE_GIVEN: mark_advised,
    Tag.AGREEMENT_SIGNATURE_GIVEN: add_signature,
    Tag.AGREEMENT_SEAL_SET: add_seal,
    Tag.AGREEMENT_IN_FORCE: put_in_force,
}
