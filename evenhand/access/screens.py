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
}
