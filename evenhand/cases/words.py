"""What is said when the engine itself refuses; packs have the words for everything that is a fact of theirs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "not_now": _("This cannot be done now."),
    "role": _("Somebody else in the centre does this."),
    "not_in_procedure": _("This procedure has no such step."),
    "this_is_side": _("This is for each person to say for themselves."),
    "has_worker": _("That person has the case already."),
    "erasure_requested": _("Nobody has asked for this case to be erased, or somebody has already."),
    "erasure_asked_by_me": _("You asked for this yourself. A second person decides."),
}
