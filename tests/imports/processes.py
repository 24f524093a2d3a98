"""The command line in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_evenhand(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a home; nothing of the tests' own settings goes along."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith(("EVENHAND_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "evenhand.site.cli", *arguments],
        env={**kept, "EVENHAND_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "160"},
        input=typed,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
