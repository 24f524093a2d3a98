"""Every table, in storey order, so that Django finds them all in its one app."""

from evenhand.access.models import ApiToken, Centre, PartyPass, User
from evenhand.cases.model_papers import Document, Message, Note, Once
from evenhand.cases.models import Assignment, Case, Clock, OpenStep, Party
from evenhand.desk.referrals.models import ReferralBatch, ReferralRow
from evenhand.disclosure.models import DisclosureRequest
from evenhand.erasure.models import ErasureRequest
from evenhand.mediation.caucus import CaucusNote
from evenhand.mediation.models import (
    Agreement,
    Confirmation,
    Consent,
    Ending,
    FollowUp,
    Screening,
    Session,
    Signature,
    Term,
    TimesOffer,
)
from evenhand.notices.models import Notice
from evenhand.procedures.models import ProcedureVersion
from evenhand.record.models import Entry, Head
from evenhand.roster.models import MediatorProfile

__all__ = [
    "Agreement",
    "ApiToken",
    "Assignment",
    "Case",
    "CaucusNote",
    "Centre",
    "Clock",
    "Confirmation",
    "Consent",
    "DisclosureRequest",
    "Document",
    "Ending",
    "Entry",
    "ErasureRequest",
    "FollowUp",
    "Head",
    "MediatorProfile",
    "Message",
    "Note",
    "Notice",
    "Once",
    "OpenStep",
    "Party",
    "PartyPass",
    "ProcedureVersion",
    "ReferralBatch",
    "ReferralRow",
    "Screening",
    "Session",
    "Signature",
    "Term",
    "TimesOffer",
    "User",
]
