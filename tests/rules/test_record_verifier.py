"""The stranger's verifier: accepts what holds, and no changed bit."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from evenhand.record import rules
from evenhand_verify import canonical, receipts, records

SCOPE = "0f" * 16


def make_receipt(**changes):
    shown = {"after": {"words": "Kaffee um drei, 3 o’clock"}, "by": "AB12", "tag": "party:message:sent"}
    opening, cipher_hash = bytes(range(32)), bytes(range(32, 64))
    commit = rules.make_commit(opening, shown)
    leaf = rules.make_leaf(36, 29_923_770, bytes(32), cipher_hash, commit)
    hashes = {
        "prev": bytes(32),
        "cipher_hash": cipher_hash,
        "commit": commit,
        "leaf": leaf,
        "opening": opening,
    }
    written = {name: value.hex() for name, value in hashes.items()}
    facts = {"format": receipts.FORMAT, "kind": 36, "minute": 29_923_770, "shown": shown}
    return {**facts, **written, **changes}


def make_export(chains=(("shared", 3), ("p1", 2))):
    lines, heads = [{"line": "record", "format": records.FORMAT}], []
    for chain, length in chains:
        prev = bytes(32)
        for seq in range(1, length + 1):
            parts = {"prev": prev, "cipher_hash": bytes([seq]) * 32, "commit": bytes([seq + 9]) * 32}
            leaf = rules.make_leaf(9, 1000 + seq, **parts)
            hashes = {name: value.hex() for name, value in {**parts, "leaf": leaf}.items()}
            place = {"line": "entry", "scope": SCOPE, "chain": chain, "seq": seq}
            lines.append({**place, "kind": 9, "minute": 1000 + seq, **hashes})
            prev = leaf
        heads.append({"line": "head", "scope": SCOPE, "chain": chain, "seq": length, "leaf": prev.hex()})
    end = {"line": "end", "entries": len(lines) - 1, "heads": len(heads)}
    return [*lines, *heads, end]


def check(lines):
    return records.check_record([json.dumps(line) for line in lines])[1]


def test_a_receipt_holds():
    assert receipts.check_receipt(make_receipt()) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"shown": {"after": {}}}, receipts.WORDS),
        ({"opening": "00" * 32}, receipts.WORDS),
        ({"kind": 35}, receipts.LEAF),
        ({"minute": 29_923_771}, receipts.LEAF),
        ({"prev": "01" * 32}, receipts.LEAF),
        ({"cipher_hash": "01" * 32}, receipts.LEAF),
        ({"leaf": "01" * 32}, receipts.LEAF),
    ],
)
def test_a_changed_receipt_fails_and_says_why(change, why):
    assert receipts.check_receipt(make_receipt(**change)) == why


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"format": "evenhand-receipt/2"},
        {"kind": True},
        {"kind": 256},
        {"leaf": "AA" * 32},
        {"prev": ""},
    ],
)
def test_a_receipt_in_another_form_is_refused(change):
    with pytest.raises(canonical.Unreadable):
        receipts.check_receipt(make_receipt(**change))


@pytest.mark.parametrize("text", ['{"a":1.0}', '{"a":1e3}', '{"a":NaN}', '{"a":1,"a":1}', "{", "[" * 100_000])
def test_loose_json_is_refused(text):
    with pytest.raises(canonical.Unreadable):
        canonical.read_json(text)


def holds_after_flip(data: bytes, bit: int) -> bool:
    """Whether the receipt in these bytes still holds with one bit turned over."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << (bit % 8)
    try:
        receipt = canonical.read_json(bytes(changed))
        return isinstance(receipt, dict) and receipts.check_receipt(receipt) == ""
    except canonical.Unreadable:
        return False


def test_no_single_bit_of_a_receipt_can_change():
    data = json.dumps(make_receipt(), ensure_ascii=False, separators=(",", ":")).encode()
    assert [bit for bit in range(len(data) * 8) if holds_after_flip(data, bit)] == []


def test_no_single_bit_of_an_export_can_change():
    data = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in make_export()).encode()
    accepted = []
    for bit in random.Random(8785).sample(range(len(data) * 8), 2000):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << (bit % 8)
        if records.check_record(bytes(changed).splitlines(keepends=True))[1] == "":
            accepted.append(bit)
    assert accepted == []


def test_an_export_holds():
    assert check(make_export()) == ""
    assert check(make_export(chains=())) == ""


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda lines: lines.pop(0), "line 1: It is not an evenhand-record/1 file."),
        (lambda lines: lines.pop(2), "line 3: The entry before it in its chain is missing"),
        (lambda lines: lines.pop(3), "line 6: The newest entry of a chain is not the one its head names"),
        (lambda lines: lines.pop(6), "Lines are missing"),
        (lambda lines: lines.pop(-1), "The file stops before its end."),
        (lambda lines: lines.append(lines[-1]), "Something follows the end."),
        (lambda lines: lines.insert(6, lines[6]), "A chain has two heads"),
        (lambda lines: lines.insert(7, lines[5]), "An entry comes after the first head"),
        (
            lambda lines: lines[2].update(minute=7),
            "line 3: Its leaf is not made of its kind, time and hashes",
        ),
        (lambda lines: lines[2].update(prev="00" * 32), "line 3: It does not follow the entry before it"),
        (lambda lines: lines[4].update(scope=7), "line 5: Its scope and chain are not texts."),
        (lambda lines: lines[4].update(more=7), "line 5: It has other fields than its format says."),
        (
            lambda lines: lines[4].update(line="note"),
            "line 5: It is neither an entry, nor a head, nor the end.",
        ),
        (lambda lines: lines.__setitem__(1, 7), "line 2: It is not an object."),
    ],
)
def test_a_spoilt_export_fails_and_says_where_and_why(spoil, why):
    lines = make_export()
    spoil(lines)
    assert why in check(lines)


def test_a_missing_head_is_found_even_if_the_end_is_counted_anew():
    lines = make_export()
    lines.pop(6)
    lines[-1]["heads"] = 1
    assert "A chain has no head." in check(lines)


def run_tool(path):
    command = [sys.executable, "-m", "evenhand_verify", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_tool_tells_in_one_line(tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(make_receipt(), indent=2))
    bad.write_text(json.dumps(make_receipt(minute=1)))
    record = tmp_path / "record.jsonl"
    record.write_text("".join(json.dumps(line) + "\n" for line in make_export()))
    assert (run_tool(good).returncode, run_tool(good).stdout) == (0, f"{receipts.HOLDS}\n")
    assert (run_tool(bad).returncode, run_tool(bad).stdout) == (1, f"does not hold: {receipts.LEAF}\n")
    assert (run_tool(record).returncode, run_tool(record).stdout) == (0, "ok: 5 entries in 2 chains hold.\n")
    assert run_tool(tmp_path / "none").returncode == 2


def test_the_verifier_needs_nothing_of_evenhand():
    code = (
        "import sys, evenhand_verify.__main__\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'evenhand', 'django', 'rfc8785'}])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
