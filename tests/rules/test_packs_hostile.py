"""Packs made to do harm: each is refused by the command in bounded time and memory, with plain faults."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rules.small_pack import FILES, swap, write_pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WHOLE = FILES["pack.toml"]
MOST_MEMORY = 600_000_000
MOST_SECONDS = 10
WORDS = '{ en = "x", zh-hans = "x" }'
CHECK = [sys.executable, "-c", "from evenhand.site.commands.packs import app; app()", "check"]


def limit() -> None:
    """As little memory and computing time as a small machine has to spare."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def check(path: Path | str, home: Path) -> tuple[int, str, str]:
    """What the command leaves with, what it says, and what it says of itself."""
    done = subprocess.run(
        [*CHECK, str(path)],
        capture_output=True,
        cwd=ROOT,
        env={"EVENHAND_HOME": str(home)},
        timeout=MOST_SECONDS * 6,  # the machine may be busy; its own time is bounded above
        preexec_fn=limit,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def spoil_name(folder: Path) -> None:
    """Names that are no text, that a terminal obeys, that turn around, that fill a folder."""
    os.mkdir(os.fsencode(folder) + b"/\xff\xfe")
    (folder / "\x1b[2J").write_text("x", encoding="utf-8")
    (folder / "texts" / "en" / "a\nb.md").write_text("x", encoding="utf-8")
    (folder / "texts" / "en" / "\u202etxt.md").write_text("x", encoding="utf-8")
    for number in range(400):
        (folder / "forms" / f"f{number}").mkdir()


def spoil_files(folder: Path) -> None:
    """A file of ten gigabytes that takes no room, one without end, and one that nobody writes into."""
    with (folder / "law.toml").open("wb") as file:
        file.truncate(10 * 2**30)
    (folder / "texts" / "en" / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "forms" / "pipe.toml")


def spoil_words(folder: Path) -> None:
    """A title that is turned around by an escape, and one that seems to be there."""
    text = swap(WHOLE, '"Talk"', r'"Ta\u202elk"')
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    (folder / "law.toml").write_text('"\\u001b[2J" = 1\n', encoding="utf-8")
    (folder / "forms" / "talk.toml").write_text('act = "\u200b"\n', encoding="utf-8")


def spoil_codes(folder: Path) -> None:
    """Codes that look alike, leave the folder, or are no words at all."""
    text = swap(WHOLE, 'code = "talked"', 'code = "t\u0430lked"')
    text = swap(text, '["en", "zh-hans"]', '["en", "../x"]')
    (folder / "pack.toml").write_text(text, encoding="utf-8")


def spoil_questions(folder: Path) -> None:
    """A thousand labels made to be read for long, and every one of them wrong."""
    for number in range(20):
        asked = "".join(
            f'[[question]]\ncode = "q{n}"\nkind = "text"\nclass = "public"\nlabel = {{ en = "{"ｒéA1" * 60}" }}\n'
            f"why = {WORDS}\n"
            for n in range(50)
        )
        head = f'act = "w{number}"\ntitle = {WORDS}\nbutton = {WORDS}\n'
        (folder / "forms" / f"w{number}.toml").write_text(head + asked, encoding="utf-8")


def spoil_states(folder: Path) -> None:
    """Facts that wait for each other crosswise: more states than can be gone through."""
    dice = random.Random(7)
    facts = "".join(
        f'[[fact]]\ncode = "f{n}"\nsays = {WORDS}\nunmet = {WORDS}\nmet = {WORDS}\ngiven = {str(n % 3 == 0).lower()}\n'
        for n in range(190)
    )
    steps = "".join(write_step(dice, n) for n in range(110))
    (folder / "pack.toml").write_text(WHOLE + facts + steps, encoding="utf-8")
    for number in range(110):
        form = FILES["forms/write_note.toml"].replace('"write_note"', f'"s{number}"')
        (folder / "forms" / f"s{number}.toml").write_text(form, encoding="utf-8")


def write_step(dice: random.Random, number: int) -> str:
    """A step that crosses many others."""

    def draw(count: int) -> str:
        return "[" + ", ".join(f'"f{n}"' for n in dice.sample(range(190), count)) + "]"

    return (
        f'[[step]]\ncode = "s{number}"\nact = "s{number}"\ntitle = {WORDS}\nroles = ["intake"]\narticle = "law.1"\n'
        f"needs = {{ any = {draw(12)}, none = {draw(1)} }}\nmakes = {draw(14)}\nunmakes = {draw(8)}\n"
    )


def spoil_clocks(folder: Path) -> None:
    """Fifty clocks that wait for each other in a circle."""
    clocks = "".join(
        f'[[clock]]\ncode = "c{n}"\ntitle = {WORDS}\narticle = "law.1"\nearliest_of = ["c{(n + 1) % 50}"]\n'
        for n in range(50)
    )
    (folder / "pack.toml").write_text(WHOLE + clocks, encoding="utf-8")


def spoil_letter(folder: Path) -> None:
    """A letter that would look into the program, and one of a thousand million blanks."""
    letter = "Subject: {centre.__class__}\n\n{0} {number!r} {by:>999999999} {by.__init__.__globals__} {}\n"
    (folder / "notices" / "en" / "opened.txt").write_text(letter, encoding="utf-8")
    (folder / "notices" / "zh-hans" / "opened.txt").write_text(
        "{" * 120_000 + "}" * 120_000, encoding="utf-8"
    )


SPOILED: list[tuple[Callable[[Path], None], tuple[str, ...]]] = [
    (
        spoil_name,
        (
            r"\udcff\udcfe a name",
            r"\x1b[2J a name",
            r"a\nb.md",
            r"\u202etxt.md",
            "forms a folder has at most",
        ),
    ),
    (
        spoil_files,
        ("law.toml the file is larger", "zero.md links and special", "pipe.toml links and special"),
    ),
    (spoil_words, ("[step[2].title.en] a hidden", "law.toml a key is short", "talk.toml:1 a hidden")),
    (spoil_codes, (r"'t\u0430lked' is not a code", "'../x' is not a code")),
    (spoil_questions, ("forms/w19.toml", "always sealed")),
    (spoil_states, ("pack.toml",)),
    (spoil_clocks, ("wait for each other in a circle",)),
    (spoil_letter, ("a subject holds no more", "there is no {}", "a brace stands alone")),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILED, ids=[spoil.__name__ for spoil, _ in SPOILED])
def test_a_pack_made_to_do_harm_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], said: tuple[str, ...]
) -> None:
    folder = write_pack(tmp_path / "pack")
    spoil(folder)
    code, printed, fault = check(folder, tmp_path / "home")
    assert (code, fault) == (1, "")
    assert [words for words in said if words not in printed] == []
    assert all(line.isprintable() for line in printed.splitlines())


def test_what_is_no_pack_at_all(tmp_path: Path) -> None:
    escaped = os.fsencode(tmp_path) + b"/\xff\x1b[2J.toml"
    Path(os.fsdecode(escaped)).write_text("x = 1\n", encoding="utf-8")
    for path, said in (
        ("/dev/zero", "links and special files"),
        ("/proc/self/mem", "the file cannot be read"),
        (os.fsdecode(escaped), r"\udcff\x1b[2J.toml:1 [x] there is no key"),
    ):
        code, printed, fault = check(path, tmp_path / "home")
        assert (code, fault) == (1, ""), printed
        assert said in printed
