"""Every URL of the program. Each needs a row in `evenhand/access/screens.py`, or the server does not start."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from evenhand.site.context import choose_theme

urlpatterns = [
    path("api/v1/", include("evenhand.desk.api.urls")),
    path("accounts/", include("evenhand.site.login_urls")),
    path("theme/", choose_theme, name="choose_theme"),
    path("desk/", include("evenhand.desk.urls")),
    path("", include("evenhand.public.urls")),
    path("portal/", include("evenhand.portal.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("evenhand.site.demo.urls")))
