"""The typesetter in a process of its own, for long documents: it keeps hundreds of megabytes for each it has set, and
gives them back when the process ends. Only for documents that hold nothing personal: the data pass through a pipe.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import Any

from evenhand.notices.documents.compile import DocumentUnmakeable, compile_document

MOST_SECONDS = 60
UNMAKEABLE = 3


def compile_apart(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """The PDF that `compile_document` makes of the same; `DocumentUnmakeable` also when it takes too long."""
    asked = json.dumps({"template": template, "data": data, "at": at.isoformat()}).encode()
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=asked,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        raise DocumentUnmakeable(f"{template}: the typesetter refused it") from None
    return done.stdout


def main() -> int:
    """Set the document that is asked for on standard input; its bytes go to standard output."""
    asked = json.loads(sys.stdin.buffer.read())
    try:
        made = compile_document(asked["template"], asked["data"], datetime.fromisoformat(asked["at"]))
    except DocumentUnmakeable:
        return UNMAKEABLE
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
