"""The one table of who may do what to a case. Default deny: an act without a row is nobody's.

Read a row as: act, in which states of the case, and for each role in which relations. What a pack's step
says about roles can only narrow this, never widen it.
"""

from __future__ import annotations

from evenhand.access.rules import Grant, Relation, Role

_OWN = frozenset({Relation.OWN})
_ASKED = frozenset({Relation.ASKED})
_OWN_OR_ASKED = frozenset({Relation.OWN, Relation.ASKED})
_OWN_OR_CENTRE = frozenset({Relation.OWN, Relation.CENTRE})
_NONE = frozenset({Relation.NONE})

OPEN = frozenset({"open"})
OPEN_OR_CLOSED = frozenset({"open", "closed"})

_INTAKE = {Role.INTAKE: _OWN, Role.COORDINATOR: _OWN_OR_CENTRE}
_MEETING = {Role.MEDIATOR: _OWN, Role.COORDINATOR: _OWN_OR_CENTRE}
_ALL_STAFF = {**_INTAKE, Role.MEDIATOR: _OWN}
_EVERY_SIDE = {**_ALL_STAFF, Role.PARTY: _OWN}
_COORDINATOR = {Role.COORDINATOR: _OWN_OR_CENTRE}
_TWO_PEOPLE = {Role.COORDINATOR: _OWN_OR_CENTRE, Role.DIRECTOR: _OWN_OR_CENTRE}


def _grant(
    act: str,
    relations: dict[Role, frozenset[Relation]],
    states: frozenset[str] = OPEN,
    kinds: frozenset[str] = frozenset({"*"}),
) -> Grant:
    return Grant(act=act, relations=relations, states=states, kinds=kinds)


_MEDIATION = frozenset({"mediation"})
_ROWS = (
    # reading
    _grant("see_case", {**_ALL_STAFF, Role.MEDIATOR: _OWN_OR_ASKED, Role.PARTY: _OWN}, OPEN_OR_CLOSED),
    _grant("open_names", _EVERY_SIDE, OPEN_OR_CLOSED),
    _grant("read_office", _INTAKE, OPEN_OR_CLOSED),
    _grant("read_screening", _INTAKE, OPEN_OR_CLOSED, _MEDIATION),
    _grant("read_caucus", {Role.MEDIATOR: _OWN}, OPEN_OR_CLOSED, _MEDIATION),
    # every kind of case
    _grant("open_case", {Role.VISITOR: _NONE, Role.INTAKE: _NONE, Role.COORDINATOR: _NONE}),
    _grant("log_contact", _ALL_STAFF),
    _grant("add_party", _INTAKE),
    _grant("correct_party", _INTAKE),
    _grant("write_note", _ALL_STAFF, OPEN_OR_CLOSED),
    _grant("send_message", _EVERY_SIDE, OPEN_OR_CLOSED),
    # Closed, too: one reads one's papers and one's agreement then, and the pack says why nothing can be added.
    _grant("attach_file", _EVERY_SIDE, OPEN_OR_CLOSED),
    _grant("hand_over", _INTAKE),
    _grant("request_erasure", _TWO_PEOPLE, OPEN_OR_CLOSED),
    _grant("approve_erasure", _TWO_PEOPLE, OPEN_OR_CLOSED),
    _grant("decline_erasure", _TWO_PEOPLE, OPEN_OR_CLOSED),
    _grant("request_disclosure", {**_TWO_PEOPLE, Role.MEDIATOR: _OWN}, OPEN_OR_CLOSED),
    _grant("approve_disclosure", _TWO_PEOPLE, OPEN_OR_CLOSED),
    _grant("decline_disclosure", _TWO_PEOPLE, OPEN_OR_CLOSED),
    # mediation
    _grant("screen_party", _INTAKE, OPEN, _MEDIATION),
    _grant("refer_on", _INTAKE, OPEN, _MEDIATION),
    _grant("invite_party", _INTAKE, OPEN, _MEDIATION),
    _grant("give_consent", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("refuse_consent", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("withdraw_consent", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("sign_text", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("assign_mediator", _COORDINATOR, OPEN, _MEDIATION),
    _grant("answer_conflict_check", {Role.MEDIATOR: _ASKED}, OPEN, _MEDIATION),
    _grant("disclose_relation", _MEETING, OPEN, _MEDIATION),
    _grant("leave_case", {Role.MEDIATOR: _OWN}, OPEN, _MEDIATION),
    _grant("object_to_mediator", {**_INTAKE, Role.PARTY: _OWN}, OPEN, _MEDIATION),
    _grant("offer_times", _ALL_STAFF, OPEN, _MEDIATION),
    _grant("answer_times", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("confirm_time", _ALL_STAFF, OPEN, _MEDIATION),
    _grant("move_session", _ALL_STAFF, OPEN, _MEDIATION),
    _grant("cancel_session", _EVERY_SIDE, OPEN, _MEDIATION),
    _grant("record_session", _MEETING, OPEN_OR_CLOSED, _MEDIATION),
    _grant("correct_session", _MEETING, OPEN_OR_CLOSED, _MEDIATION),
    _grant("write_caucus_note", {Role.MEDIATOR: _OWN}, OPEN, _MEDIATION),
    _grant("draft_terms", _MEETING, OPEN, _MEDIATION),
    _grant("advise_independently", _MEETING, OPEN, _MEDIATION),
    _grant("agree_orally", _MEETING, OPEN, _MEDIATION),
    _grant("sign_agreement", _EVERY_SIDE, OPEN_OR_CLOSED, _MEDIATION),
    _grant("seal_agreement", _COORDINATOR, OPEN, _MEDIATION),
    _grant("file_confirmation", {**_INTAKE, Role.PARTY: _OWN}, OPEN_OR_CLOSED, _MEDIATION),
    _grant("record_confirmation", _INTAKE, OPEN_OR_CLOSED, _MEDIATION),
    _grant("follow_up", _INTAKE, OPEN_OR_CLOSED, _MEDIATION),
    _grant("close_case", _INTAKE, OPEN, _MEDIATION),
    _grant("reopen_case", _COORDINATOR, frozenset({"closed"}), _MEDIATION),
    _grant("tell_routes", _ALL_STAFF, OPEN_OR_CLOSED, _MEDIATION),
    _grant("tell_end", _MEETING, OPEN_OR_CLOSED, _MEDIATION),
)
GRANTS = {row.act: row for row in _ROWS}

# Work the program does by itself: each may open a case's key for this one purpose and no other.
JOBS = frozenset(
    {
        "send_notice",
        "check_conflicts",
        "take_back_import",
        "make_document",
        "simulate",
        "move_procedure",
        "check_pin",
        "give_pin",
        "recompute_clocks",
    }
)
