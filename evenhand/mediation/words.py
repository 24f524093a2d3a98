"""What is said when a rule of mediation refuses for a reason that is no fact of the pack."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "beside_whom": _("Choose the person they stand beside."),
    "nothing_changed": _("Change at least one answer."),
    "not_alone": _("Speak to this person alone first. A screening with somebody listening does not count."),
    "not_free": _(
        "Somebody who is not free to say no cannot be brought into mediation. Choose not suitable."
    ),
    "no_safeguards": _("Choose at least one safeguard, or choose suitable."),
    "not_told": _("Tell the person first, then write it down."),
    "mediator_out": _("This mediator has said no to this case or was objected to. Choose another."),
    "say_what": _("Write in one sentence what the sides should know."),
    "time_past": _("Choose a time that has not passed."),
    "time_ahead": _("A session can be written down once it is over."),
    "others_agree": _("Others join only when every side agrees. Ask the sides first."),
    "paper_wanted": _("A side wants it on paper. Write the terms down and have them signed."),
    "sealed": _("The seal is set already."),
    "not_joint": _("The court is asked by all sides together. Ask the others first."),
    "passed_judicial_confirmation": _("The time for asking the court has passed."),
    "confirmation_filed": _("Nobody has asked the court yet."),
    "confirmation_taken_up": _("The court has taken the matter up already."),
    "confirmation_decided": _("The court has decided already."),
    "say_which_times": _("Choose the times that suit, or say that none of them does."),
}
