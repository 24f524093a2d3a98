"""The six operations of the API. Each is the same act, with the same refusals, as on screen."""

# No postponed annotations here: ninja reads the types of parameters through the wrapper that sets the language.

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Header, Path, Query, Router, Status

from evenhand.access.queries import may
from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Denied, Done, Mixed, Result, open_case, perform
from evenhand.cases.explaining import CaseView, explain_refusal, view_case
from evenhand.cases.queries import find_case
from evenhand.cases.rules.types import Refused
from evenhand.desk.api.answers import READING, WRITING, Stop, describe_faults, make_conflict, make_mixed
from evenhand.desk.api.facts import Facts, describe_acts, describe_case, describe_line, describe_way_to
from evenhand.desk.api.reading import find_centre_of, read_json, read_language, read_viewer, speak_language
from evenhand.desk.api.shapes import ActList, CaseFacts, CaseList, DoneFacts, Explanation
from evenhand.procedures.packs import PackUnknown
from evenhand.procedures.queries import choose_procedure
from evenhand.procedures.rules.forms import Fault, Faults
from evenhand.procedures.rules.procedure import Procedure

DEFAULT_PACK = "community_mediation"
Number = Annotated[str, Path(description="The case's number, three groups of four.")]
Act = Annotated[str, Path(description="The act's code, as GET …/acts lists it.")]
Once = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="The same key with the same content has one effect for a week, and the same answer.",
    ),
]
Part = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Start = Annotated[int, Query(ge=0, le=1_000_000, description="How many to skip.")]
Stage = Annotated[str, Query(max_length=20, pattern="^[a-z_]*$", description="Only cases in this stage.")]
router = Router()


@router.get("/cases", response={200: CaseList, **READING}, url_name="cases", operation_id="list_cases")
@speak_language
def list_cases(
    request: HttpRequest,
    state: Literal["open", "closed", ""] = "",
    stage: Stage = "",
    limit: Part = 50,
    offset: Start = 0,
) -> Facts:
    """The cases that the token's account may see, the newest first: numbers and public facts."""
    viewer = read_viewer(request)
    wanted = {name: value for name, value in (("state", state), ("stage", stage)) if value}
    rows = find_centre_of(viewer).case_set.seen_by(viewer).filter(**wanted)
    page = rows.select_related("worker").order_by("-opened_at", "pk")[offset : offset + limit]
    return {
        "cases": [describe_line(case) for case in page],
        "count": rows.count(),
        "limit": limit,
        "offset": offset,
    }


@router.post("/cases", response={201: DoneFacts, **WRITING}, url_name="cases", operation_id="open_case")
@speak_language
def post_case(request: HttpRequest, once: Once = "") -> Status:
    """Open a case under a procedure (`pack`, or community mediation)."""
    viewer, data = read_viewer(request), read_json(request)
    procedure = _choose_procedure(find_centre_of(viewer).pk, data)
    answers = (
        {code: value for code, value in data.items() if code != "pack"} if isinstance(data, dict) else data
    )
    centre = find_centre_of(viewer)
    result = open_case(by=viewer, centre=centre, procedure=procedure, data=answers, at=read_now(), once=once)
    return Status(201, _answer(result, procedure))


@router.get("/cases/{number}", response={200: CaseFacts, **READING}, url_name="case", operation_id="see_case")
@speak_language
def get_case(request: HttpRequest, number: Number) -> Facts:
    """The public facts of one case: stage, people by seat, clocks with their article, open steps."""
    return describe_case(_view(request, number), read_language())


@router.get(
    "/cases/{number}/acts",
    response={200: ActList, **READING},
    url_name="acts",
    operation_id="list_acts",
    by_alias=True,
)
@speak_language
def get_acts(request: HttpRequest, number: Number) -> Facts:
    """What can be done in a case now, each with the JSON Schema of its answers; and why not the rest."""
    return describe_acts(_view(request, number), read_language())


@router.get(
    "/cases/{number}/acts/{act}/way",
    response={200: Explanation, **READING},
    url_name="way",
    operation_id="explain_act",
    by_alias=True,
)
@speak_language
def get_act(request: HttpRequest, number: Number, act: Act) -> Facts:
    """Whether one act is open now; if not, why, under which article, and what would have to happen first."""
    found = describe_way_to(_view(request, number), act, read_language())
    if found is None:
        raise Stop(404)
    return found


@router.post(
    "/cases/{number}/acts/{act}",
    response={200: DoneFacts, **WRITING},
    url_name="act",
    operation_id="do_act",
)
@speak_language
def post_act(request: HttpRequest, number: Number, act: Act, once: Once = "") -> Facts:
    """Do one act. The body holds its answers, by the schema that GET …/acts gives."""
    viewer, data = read_viewer(request), read_json(request)
    _check_number(number)
    result = perform(by=viewer, number=number, act=act, data=data, at=read_now(), once=once)
    case = find_case(viewer, number) if isinstance(result, Refused) else None
    return _answer(result, view_case(viewer, case, read_now()).procedure if case else None)


def _check_number(number: str) -> None:
    # A database refuses some signs with an exception of its own.
    if "\0" in number or len(number) > 40:
        raise Stop(404)


def _view(request: HttpRequest, number: str) -> CaseView:
    """The case, for somebody who may see it; foreign, erased and unknown are one answer."""
    _check_number(number)
    viewer = read_viewer(request)
    case = find_case(viewer, number)
    if case is None or not may(viewer, "see_case", case):
        raise Stop(404)
    return view_case(viewer, case, read_now())


def _choose_procedure(centre_id: Any, data: Any) -> Procedure:
    pack = data.get("pack", DEFAULT_PACK) if isinstance(data, dict) else DEFAULT_PACK
    try:
        return choose_procedure(centre_id, pack if isinstance(pack, str) else "")
    except PackUnknown:
        raise Stop(422, describe_faults(Faults((Fault("pack", "unknown_choice"),)))) from None


def _answer(result: Result, procedure: Procedure | None) -> Facts:
    """What came of an act, as an answer or as a stop."""
    if isinstance(result, Done):
        return {"number": result.number, "entries": list(result.entries), "again": result.again}
    if isinstance(result, Faults):
        raise Stop(422, describe_faults(result))
    if isinstance(result, Mixed):
        raise Stop(409, make_mixed())
    if isinstance(result, Denied) or procedure is None:
        raise Stop(404)
    raise Stop(409, make_conflict(explain_refusal(procedure, result, read_language())))
