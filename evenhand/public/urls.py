"""Addresses for everybody."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from evenhand.public import entering, help, home, procedures, reminders, sent

app_name = "public"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("refusals/", home.show_refusals, name="refusals"),
    path("accessibility/", home.show_accessibility, name="accessibility"),
    path("source/", home.show_source, name="source"),
    path("language/", set_language, name="set_language"),
    path("help/", help.show_start, name="help"),
    path("help/check/", help.check_answers, name="help_check"),
    path("help/forget/", help.forget_draft, name="help_forget"),
    path("help/sent/", sent.show_sent, name="help_sent"),
    path("help/<slug:place>/", help.ask_page, name="help_page"),
    path("back/", entering.come_back, name="come_back"),
    # As mails name them, in evenhand/notices/doors.py.
    path("portal/enter/<str:token>/", entering.enter, name="enter"),
    path("portal/reminders/<str:token>/", reminders.answer_reminder, name="reminder"),
    path("procedures/", procedures.list_procedures, name="procedures"),
    path("procedures/<slug:pack>/", procedures.show_procedure, name="procedure_start"),
    path("procedures/<slug:pack>/<slug:language>.pdf", procedures.show_pdf, name="procedure_pdf"),
    path("procedures/<slug:pack>/questions/<slug:act>/", procedures.show_form, name="procedure_form"),
    path("procedures/<slug:pack>/<slug:part>/", procedures.show_procedure, name="procedure"),
]
