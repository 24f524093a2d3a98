"""What Evenhand refuses to be, held against every table: no column for what people are sorted or hunted by.

Names are looked at, not contents: what an innocent name may hold is its classification's concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

# One row for each promise; a word counts as a whole part of a name (`id_number`, `home_latitude`).
REFUSED = {
    "ethnicity": "ethnic ethnicity ethnie race racial tribe caste nationality minzu 民族 种族",
    "religion": "religion religious faith church mosque temple creed 宗教 信仰",
    "politics": "politics political party_member party_membership union_member zhengzhi 政治面貌 党派",
    "sexuality": "sexuality sexual orientation gender_identity 性取向",
    "biometrics": "biometric biometrics fingerprint iris faceprint face_id voiceprint dna 指纹 人脸",
    "identity card": "id_number id_card identity_card identity_number national_id passport ssn 身份证",
    "scores": "score ranking rating risk prediction predicted likelihood credit 评分 信用 风险",
    "watching": "camera cctv plate imei imsi mac_address geolocation latitude longitude gps 摄像 定位",
    "addresses of machines": "ip ip_address remote_addr user_agent device_id",
    "registers": "hukou residence_permit tenancy_register criminal_record blacklist 户口 黑名单",
}

# Of a row of a referral table, not of a finger: a keyed digest, by which a row sent twice is taken once.
FAIR = {("evenhand.ReferralRow", "fingerprint")}


def name_columns() -> Iterator[tuple[str, str]]:
    """Every column of every table in the database, our own and the libraries'."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            yield model._meta.label, field.name
            yield model._meta.label, field.column or ""


def find_refused(name: str) -> str | None:
    """The promise that a name would break, if any."""
    lowered = name.lower()
    for promise, words in REFUSED.items():
        for word in words.split():
            pattern = re.escape(word) if not word.isascii() else rf"(?<![a-z]){word}(?![a-z])"
            if re.search(pattern, lowered):
                return promise
    return None


def test_no_column_has_a_refused_name() -> None:
    columns = sorted(set(name_columns()))
    assert len(columns) > 50
    found = [(table, name, why) for table, name in columns if (why := find_refused(name))]
    assert [row for row in found if row[:2] not in FAIR] == []
    assert {row[:2] for row in found} >= FAIR, "an exception nobody needs any more"


@pytest.mark.parametrize(
    ("name", "promise"),
    [
        ("ethnicity", "ethnicity"),
        ("party_religion", "religion"),
        ("id_card_no", "identity card"),
        ("risk_level", "scores"),
        ("last_ip_address", "addresses of machines"),
        ("身份证号", "identity card"),
    ],
)
def test_a_refused_name_is_seen(name: str, promise: str) -> None:
    assert find_refused(name) == promise


@pytest.mark.parametrize(
    "name", ["part", "script", "description", "recipient", "trace", "unrated", "bracelet"]
)
def test_a_fair_name_is_let_through(name: str) -> None:
    assert find_refused(name) is None


def test_a_party_belongs_to_one_case() -> None:
    """A register of persons would begin with a row that several cases share."""
    allowed = {"evenhand.Case", "evenhand.Party"}
    party_tables = {
        model for model in apps.get_app_config("evenhand").get_models() if model.__name__ == "Party"
    }
    assert party_tables
    for model in party_tables:
        targets = {
            field.related_model._meta.label
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.ForeignKey)
        }
        assert targets <= allowed
        assert "evenhand.Case" in targets
