"""What is said when a version of a procedure is not taken."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NOT_TAKEN: dict[str, Any] = {
    "draft_missing": _("There is no draft of that name."),
    "draft_faulty": _("The check found faults in this draft. Mend them first, then propose it."),
    "draft_changed": _("The draft has changed since it was proposed. Propose it again as it stands now."),
    "not_yours": _("A coordinator or a director decides this, never a program."),
    "second_person": _("You proposed this yourself. A second person approves it."),
    "not_newer": _("New cases come under a version as new as this already. Give the draft a higher version."),
    "not_proposed": _("Nobody has proposed this version, or it was withdrawn."),
    "version_taken": _("Other words stand under that version already. Give the draft a higher version."),
    "pack_unknown": _("No such procedure can be used here."),
    "none_in_use": _("Choose at least one procedure for mediation."),
}
