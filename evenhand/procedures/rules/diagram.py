"""A procedure drawn: its steps in the order in which they become possible, as a picture and as text.

The picture is a list to whoever hears it: each box is an item that says its number, its title and the steps
before it. It says nothing that the list of stages beside it does not say too. It carries no style and no script.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from evenhand.procedures.rules.flow import Flow, arrange_flow, list_before
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.words import Words, list_fallbacks

ACROSS, WIDTH, HEIGHT, GAP, MARGIN, BAND = 4, 208, 74, 16, 24, 34
LINE, MOST_LINES, LINE_WIDTH = 17, 3, 25
FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ug", "ur"})
ANYTIME = Words(
    (
        ("en", "At any time"),
        ("zh-hans", "随时可以"),
        ("es", "En cualquier momento"),
        ("ar", "في أي وقت"),
    )
)
AFTER = Words((("en", "after"), ("zh-hans", "前一步："), ("es", "después de"), ("ar", "بعد")))
SHOWS = Words(
    (
        (
            "en",
            "The steps of the procedure from top to bottom, in the order in which they become possible. "
            "Each box is numbered; below its title stand the numbers of the steps directly before it.",
        ),
        (
            "zh-hans",
            "程序各步骤自上而下，按可以办理的先后排列。每个方框有编号，标题下方是紧接在它之前的步骤编号。",
        ),
        (
            "es",
            "Los pasos del procedimiento, de arriba abajo, en el orden en que se hacen posibles. Cada recuadro "
            "lleva un número; debajo del título están los números de los pasos que van justo antes.",
        ),
        (
            "ar",
            "خطوات الإجراء من الأعلى إلى الأسفل، بالترتيب الذي تصبح فيه ممكنة. "
            "لكل مربع رقم، وتحت عنوانه أرقام الخطوات التي تسبقه مباشرة.",
        ),
    )
)


@dataclass(frozen=True)
class Sheet:
    """What a picture is drawn for: a procedure, its order, the reader's language, and how many boxes go across."""

    procedure: Procedure
    flow: Flow
    numbers: dict[str, int]
    language: str
    across: int

    @property
    def width(self) -> int:
        """From edge to edge."""
        return 2 * MARGIN + self.across * (WIDTH + GAP) - GAP

    @property
    def from_the_right(self) -> bool:
        """Whether its language is read from the right."""
        return find_direction(self.language) == "rtl"

    def place(self, left: int, width: int = 0) -> int:
        """Where something stands that is that far from where reading begins."""
        return self.width - left - width if self.from_the_right else left

    def title(self, step: Step) -> str:
        """A step's number and name."""
        return f"{self.numbers[step.code]}. {step.title.in_language(self.language)}"

    def number_before(self, step: Step) -> list[int]:
        """The numbers of the steps directly before one."""
        return sorted(self.numbers[other.code] for other in list_before(self.procedure, self.flow, step))


# Signs that would end a title or begin a mark of the chart's own; a line of it holds one title.
IN_MERMAID = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "\n": " ", "\r": " "})


def list_stages(procedure: Procedure) -> tuple[tuple[Step, ...], ...]:
    """The stages of a procedure as a list, the steps that can be done at any time last: what the picture
    shows.
    """
    flow = arrange_flow(procedure)
    return (*flow.stages, flow.anytime) if flow.anytime else flow.stages


def find_language(procedure: Procedure, language: str) -> str:
    """The language that a picture for this reader is in: the nearest in which the procedure is written whole."""
    return next(
        (code for code in list_fallbacks(language) if code in procedure.languages), procedure.languages[0]
    )


def find_direction(language: str) -> str:
    """From which side a language is read: `ltr` or `rtl`."""
    return "rtl" if language.split("-")[0] in FROM_THE_RIGHT else "ltr"


def draw_svg(procedure: Procedure, language: str, across: int = ACROSS) -> str:
    """The procedure as one SVG picture with a title and a description, for a reader of `language`."""
    sheet = _lay_sheet(procedure, language, across)
    return _draw(sheet, list_stages(procedure))


def draw_pages(procedure: Procedure, language: str, across: int, most: int) -> tuple[str, ...]:
    """The same as several pictures, none higher than `most` unless one stage alone is: for paper."""
    sheet = _lay_sheet(procedure, language, across)
    pages: list[list[tuple[Step, ...]]] = []
    left = 0
    for stage in list_stages(procedure):
        height = measure_stage(stage, across)
        if not pages or height > left:
            pages.append([])
            left = most - 2 * MARGIN
        pages[-1].append(stage)
        left -= height
    return tuple(_draw(sheet, tuple(page)) for page in pages)


def measure_stage(stage: tuple[Step, ...], across: int) -> int:
    """How high a stage is drawn, with what stands above it."""
    return -(-len(stage) // across) * (HEIGHT + GAP) + BAND


def draw_mermaid(procedure: Procedure, language: str) -> str:
    """The procedure as a Mermaid flow chart: a line for each step, an arrow from each step to those it opens."""
    flow = arrange_flow(procedure)
    numbers = number_steps(flow)
    lines = [f"%% {procedure.id} {procedure.version}", "flowchart TD"]
    for step in flow.steps:
        title = step.title.in_language(language).translate(IN_MERMAID)
        lines.append(f'  s{numbers[step.code]}["{numbers[step.code]}. {title}"]')
    for step in flow.steps:
        before = list_before(procedure, flow, step)
        lines += [f"  s{numbers[other.code]} --> s{numbers[step.code]}" for other in before]
    return "\n".join(lines) + "\n"


def number_steps(flow: Flow) -> dict[str, int]:
    """Each step's number in the picture and in the list, counting from 1."""
    return {step.code: number for number, step in enumerate(flow.steps, 1)}


def _lay_sheet(procedure: Procedure, language: str, across: int) -> Sheet:
    flow = arrange_flow(procedure)
    return Sheet(procedure, flow, number_steps(flow), find_language(procedure, language), across)


def _draw(sheet: Sheet, stages: tuple[tuple[Step, ...], ...]) -> str:
    lines: list[str] = []
    items: list[str] = []
    top = MARGIN
    for stage in stages:
        if stage == sheet.flow.anytime:
            top += BAND
            items.append(_draw_heading(sheet, ANYTIME.in_language(sheet.language), top - 10))
        elif lines:
            lines.append(_draw_arrow(sheet, top))
            top += BAND
        for step, left, height in _place_boxes(sheet, stage, top):
            lines.append(f'<rect x="{left}" y="{height}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>')
            items.append(_draw_box(sheet, step, left + WIDTH // 2, height))
        top += -(-len(stage) // sheet.across) * (HEIGHT + GAP)
    return _frame(sheet, lines, items, top + MARGIN - GAP)


def _place_boxes(sheet: Sheet, stage: tuple[Step, ...], top: int) -> Iterator[tuple[Step, int, int]]:
    """A stage in rows, from where reading begins: each step with the corner of its box."""
    for place, step in enumerate(stage):
        row, column = divmod(place, sheet.across)
        left = MARGIN + column * (WIDTH + GAP)
        yield step, sheet.place(left, WIDTH), top + row * (HEIGHT + GAP)


def _draw_box(sheet: Sheet, step: Step, middle: int, top: int) -> str:
    """What stands in a box: seen in lines, heard as one item."""
    texts = [
        f'<text x="{middle}" y="{top + 20 + place * LINE}">{escape(line)}</text>'
        for place, line in enumerate(fold_title(sheet.title(step)))
    ]
    before = sheet.number_before(step)
    if before:
        named = f"{'→' if sheet.from_the_right else '←'} {' '.join(map(str, before))}"
        texts.append(f'<text x="{middle}" y="{top + HEIGHT - 6}" font-size="11">{named}</text>')
    heard = escape(_say_box(sheet, step, before))
    return f'<g role="listitem" aria-label="{heard}"><g aria-hidden="true">{"".join(texts)}</g></g>'


def _say_box(sheet: Sheet, step: Step, before: list[int]) -> str:
    """A box as it is heard: its whole title, and after which steps it comes."""
    title = sheet.title(step)
    if step in sheet.flow.anytime:
        return f"{title} ({ANYTIME.in_language(sheet.language)})"
    if not before:
        return title
    return f"{title} ({AFTER.in_language(sheet.language)} {', '.join(map(str, before))})"


def fold_title(title: str) -> list[str]:
    """A title in at most three lines; a wide sign (Chinese) counts as two."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in title)
    width = LINE_WIDTH - LINE_WIDTH * wide // (2 * len(title)) if title else LINE_WIDTH
    return textwrap.wrap(title, width, max_lines=MOST_LINES, placeholder=" …")


def _draw_heading(sheet: Sheet, words: str, top: int) -> str:
    left = sheet.place(MARGIN)
    return f'<text x="{left}" y="{top}" text-anchor="start" aria-hidden="true">{escape(words)}</text>'


def _draw_arrow(sheet: Sheet, top: int) -> str:
    middle = sheet.place(MARGIN, WIDTH) + WIDTH // 2
    start, end = top - GAP + 6, top + BAND - 8
    return f'<path d="M{middle} {start}V{end}M{middle - 5} {end - 6}L{middle} {end}L{middle + 5} {end - 6}"/>'


def _frame(sheet: Sheet, lines: list[str], items: list[str], height: int) -> str:
    procedure, language = sheet.procedure, sheet.language
    name = f"procedure-{procedure.id}"
    inside = "\n".join(items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width} {height}" role="list" '
        f'lang="{escape(language)}" direction="{find_direction(language)}" '
        'font-family="sans-serif" font-size="13" text-anchor="middle" fill="currentColor" '
        f'aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{escape(procedure.title.in_language(language))}</title>\n'
        f'<desc id="{name}-desc">{escape(SHOWS.in_language(language))}</desc>\n'
        '<g fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">'
        f"{''.join(lines)}</g>\n{inside}\n</svg>\n"
    )
