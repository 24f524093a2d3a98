"""The desk's addresses. A case is named by its number, an act by its code; nothing personal is in any."""

from __future__ import annotations

from django.urls import path

from evenhand.desk.act import show_act
from evenhand.desk.case import show_case
from evenhand.desk.cases import show_cases
from evenhand.desk.caucus import show_caucus
from evenhand.desk.erasures import answer_erasure, show_erasures
from evenhand.desk.files import send_document
from evenhand.desk.find import show_find
from evenhand.desk.home import show_home
from evenhand.desk.intake import show_intake
from evenhand.desk.letters import mark_letter, send_letter, show_letters
from evenhand.desk.meetings import send_agreement, show_meetings
from evenhand.desk.papers import show_papers
from evenhand.desk.people import end_account, show_people
from evenhand.desk.preview import show_draft_preview, show_preview
from evenhand.desk.procedures import decide_procedure, show_procedures
from evenhand.desk.screening import show_screening
from evenhand.desk.wayin import show_way_in

app_name = "desk"
CASE = "cases/<str:number>/"
urlpatterns = [
    path("", show_home, name="home"),
    path("find/", show_find, name="find"),
    path("letters/", show_letters, name="letters"),
    path("erasures/", show_erasures, name="erasures"),
    path("erasures/<str:number>/", answer_erasure, name="answer_erasure"),
    path("people/", show_people, name="people"),
    path("people/<str:code>/close/", end_account, name="end_account"),
    path("procedures/", show_procedures, name="procedures"),
    path("procedures/drafts/<str:pack>/preview/", show_draft_preview, name="preview_draft"),
    path("procedures/<str:pack>/preview/", show_preview, name="preview"),
    path("procedures/<str:pack>/decide/", decide_procedure, name="decide_procedure"),
    path("cases/", show_cases, name="cases"),
    path("cases/new/", show_intake, name="new_case"),
    path(CASE, show_case, name="case"),
    path(CASE + "papers/", show_papers, name="papers"),
    path(CASE + "meetings/", show_meetings, name="meetings"),
    path(CASE + "screening/", show_screening, name="screening"),
    path(CASE + "caucus/", show_caucus, name="caucus"),
    path(CASE + "agreement.pdf", send_agreement, name="agreement"),
    path(CASE + "documents/<uuid:ref>/", send_document, name="document"),
    path(CASE + "letters/<uuid:ref>/", send_letter, name="letter"),
    path(CASE + "letters/<uuid:ref>/done/", mark_letter, name="mark_letter"),
    path(CASE + "way-in/<str:seat>/", show_way_in, name="way_in"),
    path(CASE + "acts/<str:act>/", show_act, name="act"),
]
