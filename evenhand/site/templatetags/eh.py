"""The tag library `eh`: lays out questions, draws icons, and finds the words and shape of a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evenhand.site.templatetags.fields import Field, lay_out, read
from evenhand.site.templatetags.icons import draw_icon

register = template.Library()

# state -> (icon, words). A state nobody knows shows plain, under its own code, and never fails a page.
CLOCK_STATES: dict[str, tuple[str, Any]] = {
    "running": ("clock", _("In time")),
    "soon": ("hourglass", _("Due soon")),
    "overdue": ("stop", _("Overdue")),
    "met": ("tick", _("Done in time")),
    "met_late": ("tick", _("Done late")),
    "paused": ("pause", _("Paused")),
    "waiting": ("ring-dashed", _("Not started")),
    "stopped": ("cross", _("No longer runs")),
}
CONSENT_STATES: dict[str, tuple[str, Any]] = {
    "given": ("tick", _("Agreed to mediate")),
    "refused": ("cross", _("Said no")),
    "withdrawn": ("back", _("Took the yes back")),
    "asked": ("hourglass", _("Asked, no answer yet")),
    "none": ("ring-dashed", _("Not asked yet")),
}
STEP_STATES: dict[str, tuple[str, Any]] = {
    "done": ("tick", _("Done")),
    "now": ("now", _("You are here")),
    "next": ("ring", _("Still to come")),
    "off": ("cross", _("Will not happen")),
}
GRID_STATES: dict[str, tuple[str, Any]] = {
    "yes": ("tick", _("Can come")),
    "no": ("cross", _("Cannot come")),
    "unknown": ("ring-dashed", _("Has not answered")),
}
STATES = {"clock": CLOCK_STATES, "consent": CONSENT_STATES, "step": STEP_STATES, "grid": GRID_STATES}


@register.simple_tag
def icon(name: str, title: object = "") -> SafeString:
    """A drawing by name."""
    return draw_icon(name, title)


@register.simple_tag
def state_icon(family: str, state: str) -> SafeString:
    """The shape of a state, so that it never hangs on colour alone."""
    return draw_icon(STATES[family].get(state, ("ring", ""))[0])


@register.simple_tag
def state_words(family: str, state: str) -> object:
    """The words of a state in the reader's language."""
    return STATES[family].get(state, ("", state))[1]


@register.filter
def as_field(question: Any) -> Field:
    """A question of a form, laid out for `site/question.html`."""
    return lay_out(question)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The value under a key, or an attribute of that name, or nothing."""
    return read(mapping, str(key))


@register.filter
def has_file(questions: Iterable[Any]) -> bool:
    """Whether a form carries a file, and so must be sent in parts."""
    return any(read(question, "kind") == "file" for question in questions or ())


@register.filter
def list_faults(questions: Iterable[Any]) -> list[dict[str, Any]]:
    """What is wrong in a form, each fault with the place it links to."""
    faults = []
    for question in questions or ():
        code = read(question, "code")
        if read(question, "error"):
            faults.append({"href": f"#q-{code}", "text": read(question, "error")})
        cells: Mapping[str, Any] = read(question, "cell_errors", {})
        faults += [{"href": f"#q-{code}-{cell}", "text": words} for cell, words in cells.items()]
    return faults


@register.filter
def styled(field: BoundField, css_class: str) -> SafeString:
    """A field of a Django form in our shape; its label says what a placeholder would."""
    css_class += f" {css_class}--error" if field.errors else ""
    attributes: dict[str, str | bool] = {"class": css_class}
    if "placeholder" in field.field.widget.attrs:
        attributes["placeholder"] = ""
    if field.errors:
        attributes |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return field.as_widget(attrs=attributes)


@register.filter
def machine_time(value: Any) -> str:
    """A date or moment as machines read it, for `<time datetime>`."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")  # HTML takes three digits after the second at most
    return value.isoformat() if isinstance(value, date) else str(value or "")
