"""Addresses of the API. No page of documentation: its scripts would come from somebody else's server."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from evenhand.desk.api.answers import Stop, answer_bad_parameters, answer_nothing, answer_stop
from evenhand.desk.api.document import show_document
from evenhand.desk.api.operations import router

app_name = "api"
api = NinjaAPI(
    title="Evenhand",
    version="1.0.0",
    description="Casework by published procedure. Numbers, codes and times go out; names and words never do.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
handlers: dict[Any, Any] = {Stop: answer_stop, ValidationError: answer_bad_parameters}
for fault, handler in handlers.items():
    api.add_exception_handler(fault, handler)

OPERATIONS = {"cases", "case", "acts", "way", "act"}
urlpatterns = [
    path("openapi.json", partial(show_document, api=api), name="openapi"),
    *(pattern for pattern in api.urls[0] if getattr(pattern, "name", "") in OPERATIONS),
    re_path("^.*$", csrf_exempt(answer_nothing), name="nothing"),
]
