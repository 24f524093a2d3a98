"""What is said when the engine itself refuses; packs have the words for everything that is a fact of theirs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

REFUSALS = {
    "not_now": _("This cannot be done now."),
    "office_first": _("The centre has something to do before this. You need not do anything."),
    "role": _("Somebody else in the centre does this."),
    "not_in_procedure": _("This procedure has no such step."),
    "procedure_not_approved": _(
        "No new case can come under this version of the procedure here. Choose another procedure."
    ),
    "this_is_side": _("This is for each person to say for themselves."),
    "has_worker": _("That person has the case already."),
    "erasure_requested": _("Nobody has asked for this case to be erased, or somebody has already."),
    "erasure_asked_by_me": _("You asked for this yourself. A second person decides."),
}

# What the pure rules of forms say of a wrong answer, named here so that translators meet it. A test holds the two
# lists together.
FAULTS = (
    gettext_noop("Enter an answer"),
    gettext_noop("Choose one of the answers"),
    gettext_noop("Choose at least one of the answers"),
    gettext_noop("Choose a file"),
    gettext_noop("Choose an answer for each of them"),
    gettext_noop("This form does not ask that"),
    gettext_noop("Send the answers as an object, one key for each question"),
    gettext_noop("Write the answer as text"),
    gettext_noop("This is longer than %(limit)s characters"),
    gettext_noop("Take out the hidden control characters"),
    gettext_noop("Enter a whole number"),
    gettext_noop("Enter %(limit)s or more"),
    gettext_noop("Enter %(limit)s or less"),
    gettext_noop("Enter a real date, such as 2026-03-31"),
    gettext_noop("Enter a real date and a time, such as 2026-03-31 at 14:30"),
    gettext_noop("Enter a year between 1900 and 2200"),
    gettext_noop("Enter a date that is not in the future"),
    gettext_noop("Enter a date that has not passed"),
    gettext_noop("Choose yes or no"),
    gettext_noop("Send the answers as a list"),
    gettext_noop("The same answer is given twice"),
    gettext_noop("Enter a telephone number, such as 020 7946 0018 or +86 10 6552 9988"),
    gettext_noop("Enter an e-mail address, such as name@example.org"),
    gettext_noop("Fill in at least %(limit)s"),
    gettext_noop("Fill in at most %(limit)s"),
    gettext_noop("Send a file with its name, its type and its content"),
    gettext_noop("Give the file a name of at most 150 characters, without slashes"),
    gettext_noop("Choose a file of one of these types: %(types)s"),
    gettext_noop("Choose a file smaller than %(limit)s megabytes"),
    gettext_noop("Choose a file that is not empty"),
    gettext_noop("The file is not what its type says it is"),
)
