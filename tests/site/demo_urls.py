"""The program's addresses with the demo's beside them, as where `demo = true` is set."""

from __future__ import annotations

from django.urls import include, path

from evenhand.site.urls import urlpatterns as usual

urlpatterns = [*usual, path("demo/", include("evenhand.site.demo.urls"))]
