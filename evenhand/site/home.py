"""Where one installation keeps everything: `EVENHAND_HOME`, and the settings file inside it.

Layout of a home: `settings.toml` (no secrets but the ones it names), `host.key` (unlocks the key store),
`keys.sqlite3` (the key store), `evenhand.sqlite3` (unless PostgreSQL is used), `files/` (sealed files).
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs


class SettingUnusable(Exception):
    """A setting has a value that cannot be used; the message names the setting and what it takes."""


def find_home() -> Path:
    """The folder of this installation: `EVENHAND_HOME`, or the platform's user-data folder."""
    named = os.environ.get("EVENHAND_HOME", "").strip()
    return Path(named).expanduser().resolve() if named else Path(platformdirs.user_data_dir("evenhand"))


@dataclass(frozen=True)
class Reader:
    """Reads a setting from the environment (`EVENHAND_<NAME>`) or from `settings.toml`, loudly."""

    values: dict[str, Any]

    def read(self, name: str, default: Any) -> Any:
        """The raw value: the environment wins over the file, the file over the default."""
        return os.environ.get(f"EVENHAND_{name.upper()}", self.values.get(name, default))

    def read_text(self, name: str, default: str = "") -> str:
        """A text; anything else in the file is refused."""
        value = self.read(name, default)
        if not isinstance(value, str):
            raise SettingUnusable(f"{name}: a text is wanted, not {type(value).__name__}")
        return value

    def read_number(self, name: str, default: int) -> int:
        """A whole number, also when written as digits in the environment."""
        value = self.read(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise SettingUnusable(f"{name}: a whole number is wanted") from None

    def read_switch(self, name: str, default: bool = False) -> bool:
        """A yes or no: true/false in the file, 1/0, yes/no, true/false or on/off in the environment."""
        value = str(self.read(name, default)).strip().lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off", ""}:
            return False
        raise SettingUnusable(f"{name}: yes or no is wanted")

    def read_list(self, name: str, default: list[str]) -> list[str]:
        """A list of texts: a TOML list, or words between commas in the environment."""
        value = self.read(name, default)
        parts = value.split(",") if isinstance(value, str) else value
        return [str(part).strip() for part in parts if str(part).strip()]


def open_settings(home: Path) -> Reader:
    """The reader over `settings.toml` of a home; an absent file reads as empty."""
    path = home / "settings.toml"
    if not path.exists():
        return Reader({})
    try:
        return Reader(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as fault:
        raise SettingUnusable(f"settings.toml cannot be read: {fault}") from None
