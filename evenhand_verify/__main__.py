"""`python -m evenhand_verify FILE`: does this receipt, or this exported record, hold? Works offline.

Leaves 0 when it holds, 1 when it does not, 2 when there is no such file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evenhand_verify import receipts, records
from evenhand_verify.canonical import Unreadable, read_json


def main(arguments: list[str]) -> int:
    """Check the one file named and say what was found."""
    if len(arguments) != 1:
        print("usage: python -m evenhand_verify FILE", file=sys.stderr)
        return 2
    try:
        why, told = check_file(Path(arguments[0]))
    except OSError as fault:
        print(f"cannot read the file: {fault.strerror}", file=sys.stderr)
        return 2
    print(f"does not hold: {why}" if why else told)
    return 1 if why else 0


def check_file(path: Path) -> tuple[str, str]:
    """Why the file does not hold (nothing when it does), and what to say when it does."""
    try:
        with path.open("rb") as file:
            if is_record(file.readline()):
                file.seek(0)
                walk, why = records.check_record(file)
                return why, f"ok: {walk.entries} entries in {len(walk.heads)} chains hold."
        return check_receipt_file(path), receipts.HOLDS
    except Unreadable as fault:
        return str(fault), ""


def is_record(first_line: bytes) -> bool:
    """Whether a file that starts like this is an exported record; a receipt is one JSON object."""
    try:
        fields = read_json(first_line)
    except Unreadable:
        return False
    return isinstance(fields, dict) and fields.get("line") == "record"


def check_receipt_file(path: Path) -> str:
    """Why the receipt in a file does not hold, or nothing."""
    receipt = read_json(path.read_bytes())
    if not isinstance(receipt, dict):
        raise Unreadable("It is neither an evenhand receipt nor an exported record.")
    return receipts.check_receipt(receipt)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
