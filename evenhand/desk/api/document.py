"""The API described as OpenAPI 3.1: made from the operations, with the forms of the published procedures in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI

from evenhand.cases.queries import LANGUAGE_CODES
from evenhand.desk.api.reading import choose_language
from evenhand.procedures.queries import list_in_use_here
from evenhand.procedures.rules.forms import FormContext, make_json_schema

Schema = dict[str, Any]
LANGUAGE: Schema = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "The language of titles, refusals and faults.",
}


def make_document(api: NinjaAPI, language: str) -> Schema:
    """The whole description, in a reader's language."""
    document = dict(api.get_openapi_schema(path_prefix="api/v1/"))
    document["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"bearer": []}]
    paths = document["paths"]
    for operation in (each for path in paths.values() for each in path.values()):
        operation.setdefault("parameters", []).append(LANGUAGE)
    _set_body(paths["/api/v1/cases"]["post"], describe_opening(language))
    _set_body(
        paths["/api/v1/cases/{number}/acts/{act}"]["post"],
        {"type": "object", "description": "The answers, by the schema that GET …/acts gives for the act."},
    )
    return document


def _set_body(operation: Schema, schema: Schema) -> None:
    operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}


def describe_opening(language: str) -> Schema:
    """What opens a case, by procedure."""
    context = FormContext(languages=LANGUAGE_CODES)
    schemas = []
    for procedure in list_in_use_here():
        form = procedure.form_for("open_case")
        if form is None:
            continue
        schema = make_json_schema(form, context, language)
        del schema["$schema"]
        schema["properties"]["pack"] = {"type": "string", "const": procedure.id}
        schemas.append(schema)
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def show_document(request: HttpRequest, api: NinjaAPI) -> JsonResponse:
    """`/api/v1/openapi.json`."""
    return JsonResponse(make_document(api, choose_language(request)))
