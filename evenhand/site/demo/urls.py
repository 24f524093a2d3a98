"""Addresses of the demo; they exist in a demo only."""

from __future__ import annotations

from django.urls import path

from evenhand.site.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.show_demo, name="home"),
    path("enter/", views.enter, name="enter"),
    path("leave/", views.leave, name="leave"),
    path("clock/", views.change_clock, name="move_clock"),
    path("outbox/", views.show_outbox, name="outbox"),
    path("outbox/<uuid:ref>/", views.show_mail, name="mail"),
]
