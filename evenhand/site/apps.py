"""Starts the one app: storeys plug their rules and tables into the engine, checks are registered."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class EvenhandConfig(AppConfig):
    """Evenhand, whole."""

    name = "evenhand"
    label = "evenhand"
    verbose_name = "Evenhand"

    def ready(self) -> None:
        """Plug everything in, lowest storey first."""
        from evenhand.cases.registration import register_cases
        from evenhand.conflicts.registration import register_conflicts
        from evenhand.desk.referrals.registration import register_referrals
        from evenhand.disclosure.registration import register_disclosure
        from evenhand.erasure.registration import register_erasure
        from evenhand.mediation.registration import register_mediation
        from evenhand.notices.registration import register_notices
        from evenhand.site import checks  # noqa: F401  # registers Django's system checks

        register_cases()
        register_notices()
        register_conflicts()
        register_disclosure()
        register_erasure()
        register_mediation()
        register_referrals()
        if settings.DEMO:
            from evenhand.site.demo.screens import open_demo

            open_demo()
