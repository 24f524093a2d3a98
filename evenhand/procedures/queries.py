"""Which procedures a centre may open new cases under, and which of them it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from evenhand.access.queries import find_centre
from evenhand.procedures.keeping import is_shipped
from evenhand.procedures.models import ProcedureVersion
from evenhand.procedures.packs import (
    PackUnknown,
    keep_pack,
    list_folders,
    list_packs,
    list_versions_of,
    order_version,
    rank_version,
)
from evenhand.procedures.rules.findings import PackUnusable
from evenhand.procedures.rules.procedure import Procedure

if TYPE_CHECKING:
    from evenhand.access.models import Centre

# What a centre offers that has chosen nothing yet.
USUAL = ("community_mediation",)


def may_take_cases(centre_id: UUID, procedure: Procedure) -> bool:
    """Whether new cases may come under exactly this procedure: shipped, or approved here by two people."""
    if is_shipped(procedure):
        return True
    rows = ProcedureVersion.objects.filter(centre_id=centre_id, pack=procedure.id, state="approved")
    return rows.filter(version=procedure.version, stamp=procedure.stamp).exists()


def choose_procedure(centre_id: UUID, pack: str) -> Procedure:
    """The newest version of a pack that new cases may come under. Raises `PackUnknown`."""
    found = []
    for folder in list_versions_of(pack):
        try:
            procedure = keep_pack(folder)
        except PackUnusable:
            continue
        if procedure.id == pack and may_take_cases(centre_id, procedure):
            found.append(procedure)
    if not found:
        raise PackUnknown(f"no pack {pack}")
    return max(found, key=rank_version)


def is_newer(centre: Centre, pack: str, version: str) -> bool:
    """Whether no version that takes new cases here is as new as this one."""
    try:
        newest = choose_procedure(centre.pk, pack)
    except PackUnknown:
        return True
    return order_version(version) > order_version(newest.version)


def list_usable(centre_id: UUID) -> tuple[Procedure, ...]:
    """Every procedure that new cases may come under, each in its newest version, by name."""
    names = sorted({folder.name.split("@")[0] for folder in list_folders()})
    found = []
    for name in names:
        try:
            found.append(choose_procedure(centre_id, name))
        except PackUnknown:
            continue
    return tuple(found)


def list_in_use(centre: Centre, kind: str = "mediation") -> tuple[Procedure, ...]:
    """The procedures of a kind that a centre offers for new cases, the usual one first.

    Where it has chosen none, or what it has chosen was withdrawn, it offers the usual one: the door stays open.
    """
    return _list_named(centre, centre.packs_in_use, kind) or _list_named(centre, USUAL, kind)


def _list_named(centre: Centre, names: Iterable[str], kind: str) -> tuple[Procedure, ...]:
    found = []
    for name in sorted(names, key=lambda name: (name not in USUAL, name)):
        try:
            procedure = choose_procedure(centre.pk, name)
        except PackUnknown:
            continue
        if procedure.kind == kind:
            found.append(procedure)
    return tuple(found)


def list_in_use_here() -> tuple[Procedure, ...]:
    """What the centre of this installation offers; before there is a centre, what is shipped."""
    centre = find_centre()
    return list_in_use(centre) if centre else tuple(one for one in list_packs() if one.id in USUAL)


def list_usable_here() -> tuple[Procedure, ...]:
    """Every procedure that is published here."""
    centre = find_centre()
    return list_usable(centre.pk) if centre else list_packs()


def list_versions(centre_id: UUID) -> tuple[ProcedureVersion, ...]:
    """Every version that was proposed here, newest proposal first."""
    return tuple(ProcedureVersion.objects.filter(centre_id=centre_id).order_by("-proposed_at", "pack"))


def read_states(procedure: Procedure) -> set[str]:
    """What has been said here of exactly this version: proposed, approved, withdrawn."""
    rows = ProcedureVersion.objects.filter(pack=procedure.id, version=procedure.version)
    return set(rows.filter(stamp=procedure.stamp).values_list("state", flat=True))
