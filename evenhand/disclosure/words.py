"""What is said when telling somebody outside is refused and the pack has no words for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "beyond_basis": _("This ground does not allow all of that to be told. Choose less, or another ground."),
    "disclosure_requested": _("Nobody has asked for this, or somebody has already."),
    "disclosure_asked_by_me": _("You asked for this yourself. A second person decides."),
}
