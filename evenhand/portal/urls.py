"""Addresses of a party's own page. None holds a number or a name: whose page it is says the session."""

from __future__ import annotations

from django.urls import path

from evenhand.portal import agreement, consent, documents, doing, home, messages, page, record, times

app_name = "portal"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("consent/", consent.show_consent, name="consent"),
    path("times/", times.show_times, name="times"),
    path("times/appointment.ics", times.download_calendar, name="calendar"),
    path("agreement/", agreement.show_agreement, name="agreement"),
    path("agreement/agreement.pdf", documents.download_agreement, name="agreement_pdf"),
    path("messages/", messages.show_messages, name="messages"),
    path("papers/", documents.show_documents, name="documents"),
    path("papers/<uuid:document>/", documents.download_document, name="document"),
    path("record/", record.show_record, name="record"),
    path("record/<int:entry>/receipt.json", record.download_receipt, name="receipt"),
    path("do/<slug:act>/", doing.do_any, name="act"),
    path("leave/", page.leave, name="leave"),
]
