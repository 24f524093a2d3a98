"""Every shipped procedure drawn into `docs/generated`: `python -m evenhand.site.commands.diagrams`.

A test draws them again and compares, so that a picture always shows what its pack says.
"""

from __future__ import annotations

from pathlib import Path

from evenhand.procedures.packs import list_in_root, load_pack
from evenhand.procedures.rules.diagram import draw_mermaid, draw_svg
from evenhand.procedures.rules.procedure import Procedure

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "generated"
COMMAND = "python -m evenhand.site.commands.diagrams"
# Beside English: the language in which the law of a place is written.
LAW_LANGUAGES = {"CN": "zh-hans"}
LANGUAGE_NAMES = {"en": "English", "zh-hans": "简体中文"}
# A picture on its own lies on paper: it would be black on black in a dark window otherwise.
LINES = '<g fill="none"'
PAPER = '<rect width="100%" height="100%" fill="#fff" aria-hidden="true"/>\n'
INTRODUCTION = f"""# The procedures, drawn

Written by `{COMMAND}`; `./check` draws them again and compares. Change a pack, not these files.
Each box is a step; the numbers at its foot are the steps directly before it. To a screen reader a picture, opened
by itself, is a list of its steps; the same order stands as Mermaid text beside it.
"""


def draw_all() -> dict[str, str]:
    """Name of a file -> what stands in it: two drawings for each pack and language, and the page that shows them."""
    packs = [load_pack(folder) for folder in list_in_root(ROOT / "packs")]
    files = {"readme.md": _write_index(packs)}
    for pack in packs:
        for language in list_drawn(pack):
            files[f"{pack.id}.{language}.svg"] = draw_svg(pack, language).replace(LINES, PAPER + LINES, 1)
            files[f"{pack.id}.{language}.mmd"] = draw_mermaid(pack, language)
    return files


def list_drawn(pack: Procedure) -> tuple[str, ...]:
    """English, and the language of the law it follows."""
    own = LAW_LANGUAGES.get(pack.jurisdiction, "en")
    return tuple(dict.fromkeys(("en", own)))


def list_differences() -> list[str]:
    """The files in the folder that are not what they would be if they were drawn now."""
    drawn = draw_all()
    held = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    return sorted(name for name in drawn.keys() | held.keys() if drawn.get(name) != held.get(name))


def write_all() -> None:
    """Draw everything again; what belongs to no pack any more goes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = draw_all()
    for path in FOLDER.iterdir():
        if path.name not in drawn:
            path.unlink()
    for name, content in drawn.items():
        (FOLDER / name).write_text(content, encoding="utf-8")


def _write_index(packs: list[Procedure]) -> str:
    return "\n".join([INTRODUCTION, *(_write_section(pack) for pack in packs)])


def _write_section(pack: Procedure) -> str:
    lines = [f"## {pack.title.in_language('en')}", "", f"`{pack.id}`, version {pack.version}", ""]
    for language in list_drawn(pack):
        name, title = f"{pack.id}.{language}", pack.title.in_language(language)
        lines += [
            f"{LANGUAGE_NAMES[language]}: [picture]({name}.svg), [text]({name}.mmd)",
            "",
            f"![{title}: {len(pack.steps)} steps]({name}.svg)",
            "",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    write_all()
