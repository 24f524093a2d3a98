"""The second half of the table: every URL and method, and the roles that may knock. No row, no server.

A row lets a role reach the screen; what it may do to a case there is decided by `access/table.py`.
"""

from __future__ import annotations

from evenhand.access.rules import EVERYBODY, Role

_V, _P, _I, _M, _C, _D = (
    Role.VISITOR,
    Role.PARTY,
    Role.INTAKE,
    Role.MEDIATOR,
    Role.COORDINATOR,
    Role.DIRECTOR,
)
ALL = EVERYBODY
PORTAL = frozenset({_P})
CASEWORK = frozenset({_I, _M, _C})
OFFICE = frozenset({_I, _C})
TWO_PEOPLE = frozenset({_C, _D})
DESK = frozenset({_I, _M, _C, _D})
ACCOUNTS = EVERYBODY - {_V, _P}

Methods = dict[str, frozenset[Role]]


def _get(roles: frozenset[Role]) -> Methods:
    return {"GET": roles}


def _both(roles: frozenset[Role]) -> Methods:
    return {"GET": roles, "POST": roles}


def _post(roles: frozenset[Role]) -> Methods:
    return {"POST": roles}


SCREENS: dict[str, Methods] = {
    # everybody
    "choose_theme": _post(ALL),
    # programs, each with a bearer token (evenhand/desk/api)
    "api:openapi": _get(ALL),
    "api:cases": {"GET": CASEWORK, "POST": OFFICE},
    "api:case": _get(CASEWORK),
    "api:acts": _get(CASEWORK),
    "api:way": _get(CASEWORK),
    "api:act": _post(DESK),
    "api:nothing": dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), ALL),
    # logging in
    "account_login": _both(ALL),
    "account_logout": _both(ALL),
    "account_inactive": _get(ALL),
    "account_reauthenticate": _both(ACCOUNTS),
    "account_change_password": _both(ACCOUNTS),
    "mfa_index": _get(ACCOUNTS),
    "mfa_authenticate": _both(ALL),
    "mfa_reauthenticate": _both(ACCOUNTS),
    "mfa_activate_totp": _both(ACCOUNTS),
    "mfa_deactivate_totp": _both(ACCOUNTS),
    "mfa_view_recovery_codes": _get(ACCOUNTS),
    "mfa_generate_recovery_codes": _both(ACCOUNTS),
    "mfa_download_recovery_codes": _get(ACCOUNTS),
    "mfa_list_webauthn": _get(ACCOUNTS),
    "mfa_add_webauthn": _both(ACCOUNTS),
    "mfa_edit_webauthn": _both(ACCOUNTS),
    "mfa_remove_webauthn": _both(ACCOUNTS),
    "mfa_login_webauthn": _both(ALL),
    # the public
    "public:home": _get(ALL),
    "public:refusals": _get(ALL),
    "public:accessibility": _get(ALL),
    "public:source": _get(ALL),
    "public:set_language": _post(ALL),
    "public:help": _get(ALL),
    "public:help_check": _both(ALL),
    "public:help_forget": _post(ALL),
    "public:help_sent": _get(ALL),
    "public:help_page": _both(ALL),
    "public:come_back": _both(ALL),
    "public:enter": _both(ALL),
    "public:reminder": _both(ALL),
    "public:procedures": _get(ALL),
    "public:procedure_start": _get(ALL),
    "public:procedure_form": _get(ALL),
    "public:procedure_pdf": _get(ALL),
    "public:procedure": _get(ALL),
    # a party's own page
    "portal:home": _get(PORTAL),
    "portal:consent": _both(PORTAL),
    "portal:times": _both(PORTAL),
    "portal:calendar": _get(PORTAL),
    "portal:agreement": _both(PORTAL),
    "portal:agreement_pdf": _get(PORTAL),
    "portal:messages": _both(PORTAL),
    "portal:documents": _both(PORTAL),
    "portal:document": _get(PORTAL),
    "portal:record": _get(PORTAL),
    "portal:receipt": _get(PORTAL),
    "portal:act": _both(PORTAL),
    "portal:leave": _post(PORTAL),
    # the desk
    "desk:home": _get(DESK),
    "desk:find": _both(CASEWORK),
    "desk:letters": _get(OFFICE),
    "desk:erasures": _get(TWO_PEOPLE),
    "desk:answer_erasure": _post(TWO_PEOPLE),
    "desk:people": _both(frozenset({_C})),
    "desk:end_account": _post(frozenset({_C})),
    "desk:procedures": {"GET": TWO_PEOPLE, "POST": frozenset({_D})},
    "desk:preview": _get(TWO_PEOPLE),
    "desk:preview_draft": _get(TWO_PEOPLE),
    "desk:decide_procedure": _post(TWO_PEOPLE),
    "desk:cases": _get(CASEWORK),
    "desk:new_case": _both(OFFICE),
    "desk:case": _get(CASEWORK),
    "desk:papers": _get(CASEWORK),
    "desk:meetings": _get(CASEWORK),
    "desk:screening": _get(OFFICE),
    "desk:caucus": _get(frozenset({_M})),
    "desk:agreement": _get(CASEWORK),
    "desk:document": _get(CASEWORK),
    "desk:letter": _get(OFFICE),
    "desk:mark_letter": _post(OFFICE),
    "desk:way_in": _post(OFFICE),
    "desk:act": _both(CASEWORK),
}
