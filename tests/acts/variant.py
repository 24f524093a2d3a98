"""Community mediation with more in it: texts to sign, a seal, words of mouth, a court, grounds that wait. For tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.conditions import Bar, Condition
from evenhand.procedures.rules.duties import Consent, Disclosure, Effect
from evenhand.procedures.rules.form import Form, Option, Question
from evenhand.procedures.rules.procedure import Fact, Procedure, Step
from evenhand.procedures.rules.words import Words

SHUT = Bar(any=("erased", "closed"))
SIDES = ("party", "mediator", "intake", "coordinator")
PRIVILEGE, WAIVER = "privilege@1", "waiver@2"


def say(english: str) -> Words:
    """A sentence in the two languages that a refusal is held against."""
    return Words((("en", english), ("zh-hans", "此处为测试用语")))


def _fact(code: str, article: str, given: bool = False) -> Fact:
    text = say(f"About {code.replace('_', ' ')}")
    return Fact(code, text, unmet=text, met=text, article=article, given=given)


FACTS = (
    _fact("sides_signed_privilege", "uma.4"),
    _fact("mediator_signed_privilege", "uma.4"),
    _fact("this_party_signed_privilege", "uma.4"),
    _fact("sides_signed_waiver", "uma.6"),
    _fact("this_party_signed_waiver", "uma.6"),
    _fact("agreed_orally", "ours.terms"),
    _fact("paper_wanted", "ours.terms", given=True),
    _fact("sealed", "ours.signing"),
    _fact("others_agree", "ours.people", given=True),
    _fact("not_joint", "ours.signing", given=True),
    _fact("confirmation_filed", "ours.signing"),
    _fact("confirmation_taken_up", "ours.signing"),
    _fact("confirmation_decided", "ours.signing"),
    _fact("passed_judicial_confirmation", "msc.5", given=True),
    _fact("passed_copy_wait", "uma.7", given=True),
    _fact("report_copied", "uma.7"),
    _fact("end_told", "ours.routes"),
)


def _ask(code: str, kind: str, *options: str, **more: object) -> Question:
    known = {"required": True, "classification": "public", "readers": "case", **more}
    answers = tuple(Option(option, say(option)) for option in options)
    return Question(code=code, kind=kind, label=say(code), why=say(code), options=answers, **known)  # type: ignore[arg-type]


def _words(code: str = "words", readers: str = "office", required: bool = False) -> Question:
    return _ask(code, "longtext", classification="sealed", readers=readers, required=required)


def _make_forms(pack: Procedure) -> dict[str, tuple[Question, ...]]:
    drafting = pack.form_for("draft_terms")
    assert drafting is not None
    terms, matter = drafting.by_code["terms"], _words("matter", "case")
    binding = _ask("binding", "choice", "contract", "later", "not", required=False)
    return {
        "sign_text": (
            _ask("party", "party", required=False),
            _ask("text_version", "choice", source="papers"),
            _ask("form", "choice", "portal", "paper"),
            _words(),
        ),
        "leave_case": (_words(readers="case", required=True),),
        "agree_orally": (_ask("agreed_on", "datetime"), _ask("no_paper_wanted", "yes_no"), terms, matter),
        "seal_agreement": (),
        "file_confirmation": (
            _ask("filed_on", "date", past=True),
            _ask("joint", "yes_no"),
            _ask("court", "text", classification="sealed", readers="office", required=False),
        ),
        "record_confirmation": (
            _ask("what", "choice", "taken_up", "extended", "confirmed", "refused"),
            _ask("on", "date", past=True),
        ),
        "tell_end": (_ask("ended_on", "date", past=True), _ask("how", "choice", "letter", "mail")),
        "draft_terms": (*drafting.questions, matter, binding),
    }


STEPS = (
    ("sign_text", SIDES, Condition(), "uma.4"),
    ("leave_case", ("mediator",), Condition(all=("mediator_accepted",)), "msc.2"),
    ("agree_orally", ("mediator", "coordinator"), Condition(all=("session_held",)), "ours.terms"),
    ("seal_agreement", ("coordinator",), Condition(all=("terms_drafted",)), "ours.signing"),
    ("file_confirmation", ("party", "intake", "coordinator"), Condition(all=("in_force",)), "ours.signing"),
    ("record_confirmation", ("intake", "coordinator"), Condition(), "ours.signing"),
    ("tell_end", ("mediator", "coordinator"), Condition(all=("failed",)), "ours.routes"),
)
CLOCKS = (
    Clock(
        "judicial_confirmation",
        article="ours.signing",
        title=say("Asking the court"),
        starts_on="agreement:in_force",
        stops_on=("confirmation:filed",),
        length=30,
    ),
    Clock(
        "copy_wait",
        article="uma.7",
        title=say("Reading the copy"),
        starts_on="case:report:copied",
        restarts_on=("case:report:copied",),
        stops_on=("case:disclosure:made",),
        length=5,
        waits=True,
    ),
)


def _sign(code: str, whose: str, version: str, article: str) -> Consent:
    return Consent(code, say(code), whose, code, version, ("portal",), "closed", article, act="sign_text")  # type: ignore[arg-type]


def _extend_form(form: Form) -> Form:
    more = {
        "add_party": _ask("agreed", "yes_no", required=False),
        "give_consent": _ask("doors", "choice", "closed", "open", required=False),
        "assign_mediator": _ask("chosen", "choice", "by_centre", "by_sides", required=False),
    }
    extra = more.get(form.act)
    return replace(form, questions=(*form.questions, extra)) if extra else form


@cache
def make_variant() -> Procedure:
    """The shipped pack and all of that."""
    pack = find_procedure("community_mediation")
    asked = _make_forms(pack)
    forms = [_extend_form(form) for form in pack.forms if form.act not in asked]
    forms += [Form(act, say(act), say("Save"), questions=questions) for act, questions in asked.items()]
    steps = [
        Step(act, act, say(act), roles, article, needs=needs, unless=SHUT)
        for act, roles, needs, article in STEPS
    ]  # type: ignore[arg-type]
    written = replace(pack.effects[0], signers=("each_side", "mediator", "centre_seal"))
    oral = Effect("spoken", say("Spoken"), ("each_side",), ("oral",), say("It binds."), "ours.terms")
    report = Disclosure(
        "report",
        say("A report to a court"),
        say("The court"),
        ("held", "ended"),
        "uma.7",
        needs=Condition(all=("report_copied", "passed_copy_wait")),
        copy_first=True,
    )
    quiet = Disclosure("quiet", say("At home"), say("The police"), ("danger",), "uma.6", tell_parties=False)
    return replace(
        pack,
        facts=(*pack.facts, *FACTS),
        steps=(*pack.steps, *steps),
        clocks=(*pack.clocks, *CLOCKS),
        forms=tuple(forms),
        effects=(written, oral),
        consents=(
            *pack.consents,
            _sign("privilege", "sides_and_mediator", "1", "uma.4"),
            _sign("waiver", "each_side", "2", "uma.6"),
        ),
        disclosures=(*pack.disclosures, report, quiet),
    )
