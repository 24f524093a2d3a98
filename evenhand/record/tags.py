"""What can happen in a case or a centre: one closed list. A tag is `subject:thing:verb`.

Its code is the `kind` byte of a leaf, so a code is never given a second meaning and never reused. Its
audience decides the chain an entry joins, for a chain holds only what its readers may all see: otherwise
the number and the timing of, say, caucus notes would show.
"""

from __future__ import annotations

import enum
import re

SHARED, OFFICE, PARTY, CAUCUS = "shared", "office", "party", "caucus"
_SEAT = re.compile(r"p[1-9][0-9]{0,2}")


class ChainUnknown(Exception):
    """An entry for one party does not say which party's it is."""


class Tag(enum.Enum):
    """An event's name, its code and who may read of it.

    `shared`: everyone in the case; `office`: staff; `party`: one party and staff; `caucus`: its mediator.
    """

    code: int
    audience: str

    def __new__(cls, name: str, code: int, audience: str) -> Tag:
        """A tag is found again by its name: `Tag("case:file:closed")`."""
        tag = object.__new__(cls)
        tag._value_ = name
        tag.code = code
        tag.audience = audience
        return tag

    CASE_INTAKE_OPENED = "case:intake:opened", 1, SHARED
    PARTY_CONTACT_ATTEMPTED = "party:contact:attempted", 2, OFFICE
    PARTY_CONTACT_REACHED = "party:contact:reached", 3, OFFICE
    CASE_PARTY_ADDED = "case:party:added", 4, OFFICE
    CASE_PARTY_CORRECTED = "case:party:corrected", 5, OFFICE
    PARTY_SCREENING_DONE = "party:screening:done", 6, OFFICE
    CASE_REFERRAL_MADE = "case:referral:made", 7, OFFICE
    PARTY_INVITATION_SENT = "party:invitation:sent", 8, SHARED
    PARTY_CONSENT_GIVEN = "party:consent:given", 9, SHARED
    PARTY_CONSENT_REFUSED = "party:consent:refused", 10, SHARED
    PARTY_CONSENT_WITHDRAWN = "party:consent:withdrawn", 11, SHARED
    MEDIATOR_ASSIGNMENT_MADE = "mediator:assignment:made", 12, OFFICE
    MEDIATOR_ASSIGNMENT_ACCEPTED = "mediator:assignment:accepted", 13, SHARED
    MEDIATOR_ASSIGNMENT_DECLINED = "mediator:assignment:declined", 14, OFFICE
    MEDIATOR_RELATION_DISCLOSED = "mediator:relation:disclosed", 15, SHARED
    MEDIATOR_ASSIGNMENT_OBJECTED = "mediator:assignment:objected", 16, OFFICE
    SESSION_TIMES_OFFERED = "session:times:offered", 17, SHARED
    SESSION_TIMES_ANSWERED = "session:times:answered", 18, OFFICE
    SESSION_TIME_CONFIRMED = "session:time:confirmed", 19, SHARED
    SESSION_TIME_MOVED = "session:time:moved", 20, SHARED
    SESSION_TIME_CANCELLED = "session:time:cancelled", 21, SHARED
    SESSION_MEETING_HELD = "session:meeting:held", 22, SHARED
    SESSION_MEETING_MISSED = "session:meeting:missed", 23, SHARED
    SESSION_RECORD_CORRECTED = "session:record:corrected", 24, SHARED
    CAUCUS_NOTE_WRITTEN = "caucus:note:written", 25, CAUCUS
    AGREEMENT_TERMS_DRAFTED = "agreement:terms:drafted", 26, SHARED
    AGREEMENT_ADVICE_GIVEN = "agreement:advice:given", 27, SHARED
    AGREEMENT_SIGNATURE_GIVEN = "agreement:signature:given", 28, SHARED
    AGREEMENT_IN_FORCE = "agreement:in_force", 29, SHARED
    AGREEMENT_FOLLOWUP_DONE = "agreement:followup:done", 30, OFFICE
    AGREEMENT_FOLLOWUP_FINISHED = "agreement:followup:finished", 45, OFFICE
    CASE_MEDIATION_FAILED = "case:mediation:failed", 31, SHARED
    CASE_ROUTES_TOLD = "case:routes:told", 32, SHARED
    CASE_FILE_CLOSED = "case:file:closed", 33, SHARED
    CASE_FILE_REOPENED = "case:file:reopened", 34, SHARED
    CASE_NOTE_WRITTEN = "case:note:written", 35, OFFICE
    PARTY_MESSAGE_SENT = "party:message:sent", 36, PARTY
    CASE_DOCUMENT_ATTACHED = "case:document:attached", 37, OFFICE
    CASE_WORKER_CHANGED = "case:worker:changed", 38, OFFICE
    CASE_ERASURE_REQUESTED = "case:erasure:requested", 39, OFFICE
    CASE_ERASURE_DECLINED = "case:erasure:declined", 40, OFFICE
    CASE_KEY_DESTROYED = "case:key:destroyed", 41, SHARED
    CASE_DOCUMENT_SHARED = "case:document:shared", 42, SHARED
    MEDIATOR_CONFLICT_CHECKED = "mediator:conflict:checked", 43, OFFICE
    CASE_CLOCK_CHANGED = "case:clock:changed", 44, OFFICE
    CASE_OUTCOME_NOTED = "case:outcome:noted", 46, OFFICE
    PARTY_TEXT_SIGNED = "party:text:signed", 47, SHARED
    MEDIATOR_ASSIGNMENT_LEFT = "mediator:assignment:left", 48, SHARED
    AGREEMENT_SEAL_SET = "agreement:seal:set", 49, SHARED
    CONFIRMATION_FILED = "confirmation:filed", 50, SHARED
    CONFIRMATION_TAKEN_UP = "confirmation:taken_up", 51, SHARED
    CONFIRMATION_EXTENDED = "confirmation:extended", 52, SHARED
    CONFIRMATION_DECIDED = "confirmation:decided", 53, SHARED
    MEDIATION_END_TOLD = "mediation:end:told", 54, SHARED
    CASE_DISCLOSURE_REQUESTED = "case:disclosure:requested", 55, OFFICE
    CASE_REPORT_COPIED = "case:report:copied", 56, SHARED
    CASE_DISCLOSURE_MADE = "case:disclosure:made", 57, SHARED
    CASE_DISCLOSURE_DECLINED = "case:disclosure:declined", 58, OFFICE
    CASE_PROCEDURE_CHANGED = "case:procedure:changed", 59, OFFICE
    CENTRE_CENTRE_MADE = "centre:centre:made", 60, OFFICE
    CENTRE_TOKEN_CREATED = "centre:token:created", 61, OFFICE
    CENTRE_IMPORT_DONE = "centre:import:done", 62, OFFICE
    CENTRE_IMPORT_UNDONE = "centre:import:undone", 63, OFFICE
    CENTRE_PERSON_ADDED = "centre:person:added", 64, OFFICE
    CENTRE_PERSON_LEFT = "centre:person:left", 65, OFFICE
    CENTRE_ROSTER_CHANGED = "centre:roster:changed", 66, OFFICE
    CENTRE_TOKEN_REVOKED = "centre:token:revoked", 67, OFFICE
    CENTRE_PROCEDURE_PROPOSED = "centre:procedure:proposed", 68, OFFICE
    CENTRE_PROCEDURE_APPROVED = "centre:procedure:approved", 69, OFFICE
    CASE_DISCLOSURE_DONE = "case:disclosure:done", 70, OFFICE
    COMPLAINT_RECEIPT_ACKNOWLEDGED = "complaint:receipt:acknowledged", 80, SHARED
    COMPLAINT_REGISTER_ENTERED = "complaint:register:entered", 81, SHARED
    COMPLAINT_ADMISSION_REFUSED = "complaint:admission:refused", 82, SHARED
    COMPLAINT_INQUIRY_STARTED = "complaint:inquiry:started", 83, SHARED
    COMPLAINT_INQUIRY_ENDED = "complaint:inquiry:ended", 84, SHARED
    COMPLAINT_PROGRESS_TOLD = "complaint:progress:told", 85, SHARED
    COMPLAINT_TIME_EXTENDED = "complaint:time:extended", 86, SHARED
    COMPLAINT_EARLY_RESOLVED = "complaint:early:resolved", 87, SHARED
    COMPLAINT_STAGE_INVESTIGATION = "complaint:stage:investigation", 88, SHARED
    COMPLAINT_OUTCOME_DECIDED = "complaint:outcome:decided", 89, SHARED
    COMPLAINT_OUTCOME_TOLD = "complaint:outcome:told", 90, SHARED
    COMPLAINT_REVIEW_ASKED = "complaint:review:asked", 91, SHARED
    COMPLAINT_REVIEW_DECIDED = "complaint:review:decided", 92, SHARED
    COMPLAINT_REREVIEW_ASKED = "complaint:rereview:asked", 93, SHARED
    COMPLAINT_REREVIEW_DECIDED = "complaint:rereview:decided", 94, SHARED
    COMPLAINT_CLAIM_WITHDRAWN = "complaint:claim:withdrawn", 95, SHARED
    HAZARD_EMERGENCY_DECLARED = "hazard:emergency:declared", 110, SHARED
    HAZARD_PLACE_ATTENDED = "hazard:place:attended", 111, SHARED
    HAZARD_PLACE_INSPECTED = "hazard:place:inspected", 112, SHARED
    HAZARD_DANGER_CATEGORY_1 = "hazard:danger:category_1", 113, SHARED
    HAZARD_DANGER_CATEGORY_2 = "hazard:danger:category_2", 114, SHARED
    HAZARD_DANGER_CATEGORY_3 = "hazard:danger:category_3", 115, SHARED
    HAZARD_DANGER_NONE = "hazard:danger:none", 116, SHARED
    HAZARD_WORK_ORDERED = "hazard:work:ordered", 117, SHARED
    HAZARD_WORK_DONE = "hazard:work:done", 118, SHARED
    HAZARD_FIX_CONFIRMED = "hazard:fix:confirmed", 119, SHARED
    HAZARD_OWNER_TOLD = "hazard:owner:told", 120, SHARED

    def chain_for(self, subject: str) -> str:
        """The chain an entry joins: its audience, or the seat (`p1`, `p2` ...) of the one party it is for."""
        if self.audience != PARTY:
            return self.audience
        if not _SEAT.fullmatch(subject):
            raise ChainUnknown(f"{self.value}: an entry for one party names that party's seat")
        return subject


CODE_OF: dict[str, int] = {tag.value: tag.code for tag in Tag}
