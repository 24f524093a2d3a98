"""The few small drawings of the screens: paths on a 20 by 20 ground, in the colour of the text beside them.

States differ by shape as well as by colour: a clock runs, an hourglass warns, an eight-sided sign is late,
a tick is met.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

RING = "M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0z"
DISC = "M10 1.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z"

# Drawn with a pen two units wide.
LINES: dict[str, str] = {
    "clock": RING + "M10 5.8V10l2.8 2",
    "hourglass": "M5.5 2.5h9M5.5 17.5h9"
    "M6.5 2.5c0 4 7 5 7 7.5s-7 3.5-7 7.5M13.5 2.5c0 4-7 5-7 7.5s7 3.5 7 7.5",
    "pause": RING + "M8 7.2v5.6M12 7.2v5.6",
    "ring": RING,
    "ring-dashed": "M7.4 3a7.5 7.5 0 0 1 5.2 0M16 5.5a7.5 7.5 0 0 1 1.5 4M16.7 13.4a7.5 7.5 0 0 1-3 3"
    "M10.5 17.5a7.5 7.5 0 0 1-4.5-1M3.3 13.4a7.5 7.5 0 0 1-.7-4.5M4 5.5a7.5 7.5 0 0 1 .3-.4",
    "cross": RING + "m-10.3-2.8 5.6 5.6m0-5.6-5.6 5.6",
    "back": RING + "m-4 0h-7m2.8-2.8L6.5 10l2.8 2.8",
    "person": "M13.5 6.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM3.5 17.5c.5-4 3-6 6.5-6s6 2 6.5 6",
    "lock": "M4.5 9h11v8.5h-11zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9",
    "eye": "M1.8 10C4 6.2 6.7 4.5 10 4.5s6 1.7 8.2 5.5c-2.2 3.8-4.9 5.5-8.2 5.5S4 13.8 1.8 10z"
    "M12.4 10a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0z",
    "globe": RING + "M2.5 10h15M10 2.5c2.2 2 3.3 4.5 3.3 7.5s-1.1 5.5-3.3 7.5"
    "c-2.2-2-3.3-4.5-3.3-7.5s1.1-5.5 3.3-7.5z",
    "leave": "M8 3H4.5v14H8M8 10h9m-3.5-3.5L17 10l-3.5 3.5",
    "law": "M10 3v13.5M6 17h8M4 5.5h12M4 5.5 1.8 11h4.4zM16 5.5 13.8 11h4.4z",
    "seal": "M10 2 4 4.5v5c0 4 2.5 6.7 6 8.5 3.5-1.8 6-4.5 6-8.5v-5zM7.3 9.8l2 2 3.5-3.8",
    "talk": "M3 4h14v9.5H9L5.5 17v-3.5H3z",
    "note": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5M7.5 13.5h5",
    "search": "M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM12.8 12.8l4.7 4.7",
    "plus": "M10 4v12M4 10h12",
    "chevron": "m7.5 4.5 5.5 5.5-5.5 5.5",
}
# Filled shapes; inner outlines are holes.
SHAPES: dict[str, str] = {
    "stop": "M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7zM9 5v6.5h2V5zm0 8.2v2h2v-2z",
    "now": DISC + "m0 2a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z"
    "M10 6.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z",
    "tick": DISC + "m4.7 6.3-5.7 6.2-3.7-3.6 1.3-1.4 2.3 2.2 4.3-4.7z",
    "contrast": DISC + "m0 2a6.5 6.5 0 0 1 0 13z",
    "warn": "M10 1.8 19 17.8H1zM9 7.5v5h2v-5zm0 6.5v2h2v-2z",
    "info": DISC + "M9 5h2v2H9zm0 3.7h2V15H9z",
}


def draw_icon(name: str, title: object = "") -> SafeString:
    """A drawing by name; with a title it speaks, without one it stands beside words that do.

    A name nobody drew is a ring: a missing picture never fails a page.
    """
    if name in SHAPES:
        body = format_html('<path fill="currentColor" fill-rule="evenodd" d="{}"/>', SHAPES[name])
    else:
        body = format_html('<path class="eh-icon__line" d="{}"/>', LINES.get(name, RING))
    voice = format_html('role="img" aria-label="{}"', title) if title else mark_safe('aria-hidden="true"')
    start = format_html('<svg class="eh-icon eh-icon--{}" viewBox="0 0 20 20" width="20" height="20" ', name)
    return format_html("{}{}>{}</svg>", start, voice, body)
