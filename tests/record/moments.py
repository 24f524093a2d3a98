"""When the record's tests take place."""

from __future__ import annotations

from datetime import UTC, datetime

NINE = datetime(2026, 11, 23, 9, 0, 59, tzinfo=UTC)
