"""Signs that are in a text and not seen: a reviewer would read another text than the program."""

from __future__ import annotations

import re

# Control characters; what turns a line around as it is shown; what has no width; line ends that are not \n; tags.
# The marks that Arabic and Persian are written with (U+200C to U+200F, U+061C) are no disguise, and stay.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\u2060-\u2064\ufeff\u180e"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def find_hidden(text: str) -> int | None:
    """Where the first hidden sign stands; none when all can be seen."""
    found = HIDDEN.search(text)
    return found.start() if found else None


def say_hidden(sign: str) -> str:
    """The sentence for the pack's author."""
    return f"a hidden control character (U+{ord(sign):04X}) stands here"
