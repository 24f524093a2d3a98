"""A procedure drawn: its steps in the order in which they become possible, as a picture and as text.

The picture names itself and says in words what it shows, and it says nothing that the list of stages beside
it does not say too: whoever cannot see it loses nothing. It carries no style and no script.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from html import escape

from evenhand.procedures.rules.flow import Flow, arrange_flow, list_before
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.words import Words

ACROSS, WIDTH, HEIGHT, GAP, MARGIN, BAND = 4, 208, 74, 16, 24, 34
LINE, MOST_LINES, LINE_WIDTH = 17, 3, 25
ANYTIME = Words((("en", "At any time"), ("zh-hans", "随时可以")))
SHOWS = Words(
    (
        (
            "en",
            "The steps of the procedure from top to bottom, in the order in which they become possible. "
            "Each box is numbered; below its title stand the numbers of the steps directly before it. "
            "The same steps stand in the list on this page.",
        ),
        (
            "zh-hans",
            "程序各步骤自上而下，按可以办理的先后排列。每个方框有编号，标题下方是紧接在它之前的步骤编号。"
            "本页列表中有同样的步骤。",
        ),
    )
)


def list_stages(procedure: Procedure) -> tuple[tuple[Step, ...], ...]:
    """The stages of a procedure as a list, the steps that can be done at any time last: what the picture
    shows.
    """
    flow = arrange_flow(procedure)
    return (*flow.stages, flow.anytime) if flow.anytime else flow.stages


def draw_svg(procedure: Procedure, language: str) -> str:
    """The procedure as an SVG picture with a title and a description, for a reader of `language`."""
    flow = arrange_flow(procedure)
    numbers = number_steps(flow)
    parts: list[str] = []
    top = MARGIN
    for stage in flow.stages:
        if parts:
            parts.append(_draw_arrow(top))
            top += BAND
        top = _draw_boxes(parts, procedure, flow, stage, numbers, top, language)
    if flow.anytime:
        top += BAND
        parts.append(_draw_text(MARGIN, top - 10, ANYTIME.in_language(language), "start", "heading"))
        top = _draw_boxes(parts, procedure, flow, flow.anytime, numbers, top, language)
    return _frame(procedure, language, "\n".join(parts), top + MARGIN - GAP)


def draw_mermaid(procedure: Procedure, language: str) -> str:
    """The procedure as a Mermaid flow chart: a line for each step, an arrow from each step to those it opens."""
    flow = arrange_flow(procedure)
    numbers = number_steps(flow)
    lines = [f"%% {procedure.id} {procedure.version}", "flowchart TD"]
    for step in flow.steps:
        title = step.title.in_language(language).replace("#", "#35;").replace('"', "#quot;")
        lines.append(f'  s{numbers[step.code]}["{numbers[step.code]}. {title}"]')
    for step in flow.steps:
        before = list_before(procedure, flow, step)
        lines += [f"  s{numbers[other.code]} --> s{numbers[step.code]}" for other in before]
    return "\n".join(lines) + "\n"


def number_steps(flow: Flow) -> dict[str, int]:
    """Each step's number in the picture and in the list, counting from 1."""
    return {step.code: number for number, step in enumerate(flow.steps, 1)}


def _draw_boxes(
    parts: list[str],
    procedure: Procedure,
    flow: Flow,
    stage: tuple[Step, ...],
    numbers: dict[str, int],
    top: int,
    language: str,
) -> int:
    """Draws a stage in rows, centred; gives the height at which the next begins."""
    for start in range(0, len(stage), ACROSS):
        row = stage[start : start + ACROSS]
        left = MARGIN + (ACROSS - len(row)) * (WIDTH + GAP) // 2
        for step in row:
            before = sorted(numbers[other.code] for other in list_before(procedure, flow, step))
            parts.extend(_draw_box(step, numbers[step.code], before, left, top, language))
            left += WIDTH + GAP
        top += HEIGHT + GAP
    return top


def _draw_box(
    step: Step, number: int, before: list[int], left: int, top: int, language: str
) -> Iterator[str]:
    yield (
        f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="4" fill="none" '
        'stroke="currentColor" stroke-width="1.5"/>'
    )
    lines = fold_title(f"{number}. {step.title.in_language(language)}")
    for place, line in enumerate(lines):
        yield _draw_text(left + WIDTH // 2, top + 20 + place * LINE, line, "middle", "title")
    if before:
        named = "← " + " ".join(map(str, before))
        yield _draw_text(left + WIDTH // 2, top + HEIGHT - 6, named, "middle", "before")


def fold_title(title: str) -> list[str]:
    """A title in at most three lines; a wide sign (Chinese) counts as two."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in title)
    width = LINE_WIDTH - LINE_WIDTH * wide // (2 * len(title)) if title else LINE_WIDTH
    return textwrap.wrap(title, width, max_lines=MOST_LINES, placeholder=" …")


def _draw_text(left: int, top: int, text: str, anchor: str, kind: str) -> str:
    size = 11 if kind == "before" else 13
    return (
        f'<text class="{kind}" x="{left}" y="{top}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="currentColor">{escape(text)}</text>'
    )


def _draw_arrow(top: int) -> str:
    middle = MARGIN + (ACROSS * (WIDTH + GAP) - GAP) // 2
    start, end = top - GAP + 6, top + BAND - 8
    return (
        f'<path d="M{middle} {start}V{end}M{middle - 5} {end - 6}L{middle} {end}L{middle + 5} {end - 6}" '
        'fill="none" stroke="currentColor" stroke-width="1.5"/>'
    )


def _frame(procedure: Procedure, language: str, inside: str, height: int) -> str:
    width = 2 * MARGIN + ACROSS * (WIDTH + GAP) - GAP
    name = f"procedure-{procedure.id}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'lang="{escape(language)}" font-family="sans-serif" '
        f'aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{escape(procedure.title.in_language(language))}</title>\n'
        f'<desc id="{name}-desc">{escape(SHOWS.in_language(language))}</desc>\n'
        f"{inside}\n</svg>\n"
    )
