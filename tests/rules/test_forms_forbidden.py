"""What no form and no import may ask, in the words in which they ask it, and what only looks alike."""

from __future__ import annotations

import pytest

from evenhand.procedures.rules.forbidden import find_forbidden

ASKED = {
    "ethnicity": (
        "Ethnicity | Ethnic group | RACE | Race/Ethnicity | races | Nationality | nationalities | "
        "Country of origin | Tribe | Skin colour | caste | 民族 | 民族成分 | 民 族 | 种族 | 種族 | "
        "族别 | 国籍 | 少数民族 | Raza | Origen étnico | Etnia | Nacionalidad | Pueblo indígena | "
        "Color de piel | العرق | الأصل العرقي | القومية | القبيلة | لون البشرة | الجنسية | مىللىتى"
    ),
    "religion": (
        "Religion | applicant's religion | Religious affiliation | Faith | faith: | Denomination | "
        "Church membership | Are you Muslim? | r e l i g i o n | Rеligion | ｒｅｌｉｇｉｏｎ | "
        "re\u200bligion | religion_1 | hasReligion | 宗教信仰 | 信仰 | 教派 | Religión | "
        "Creencias religiosas | Fe | Su fe | Credo | الدين | دين | ديانته | الديانة | المذهب | الطائفة | "
        "وديانته | المعتقد"
    ),
    "politics": (
        "Political party | Party membership | party_affiliation | Political status | Voter | "
        "Trade union membership | 政治面貌 | 是否党员 | 黨員 | 入党时间 | 党派 | Afiliación política | "
        "Afiliación política de la persona | Partido | Ideología | Militancia | الانتماء السياسي | "
        "الحزب | حزب | الانتماء الحزبي"
    ),
    "sexuality": (
        "Sexual orientation | Sexuality | LGBT | sexual_preference | 性取向 | 性倾向 | 性向 | 同性恋 | "
        "Orientación sexual | Sexualidad | الميول الجنسية | التوجه الجنسي | مثلي الجنس"
    ),
    "biometrics": (
        "Fingerprint | finger prints | Biometric data | Iris scan | Iris | Face ID | DNA | Blood type | "
        "voiceprint | 指纹 | 指紋 | 人脸照片 | 虹膜 | 声纹 | 血型 | 基因 | Huella dactilar | Huellas | "
        "Reconocimiento facial | ADN | Rostro | بصمة الإصبع | البصمات | الحمض النووي | قزحية العين | "
        "فصيلة الدم"
    ),
    "identity_number": (
        "ID number | id_no | idCardNo | IDCardNumber | IDCARD | National ID | nationalId | "
        "Passport no. | passportNumber | SSN | Social Security Number | Driver's license | "
        "Applicant identity card | 身份证号 | 身份證號碼 | 证件号码 | 护照号 | 公民身份号码 | DNI | "
        "N.º de DNI | Cédula | Pasaporte | RUT | Número de RUT | CURP | Documento de identidad | "
        "رقم الهوية | الهوية | بطاقة الهوية | جواز السفر | الرقم القومي | كىملىك نومۇرى"
    ),
}
FAIR = (
    " | Gender | Sex | Party A | Other party | Party name | identity of the building | Case ID number | "
    "record ID | ID | Vehicle identification number | Race track noise | Horse race | Good faith | "
    "Sexual harassment | Political ward | Orientation session | Face to face | surface | interface | "
    "Trace | Terrace | Section | Origin of noise | run-off water | Does the business run late | "
    "rut depth | birthday party | Minority shareholder | Union street | Iris Road | Christian name | "
    "How long did the race track stay open? | Voice message | Facial injury | Social security benefit | "
    "3 | 性别 | 身份 | 当事人身份 | 民族路 | 民族小学 | 行政治理 | 财政治安 | 可变性 | 个性向导 | "
    "小区通行证 | 纠纷类型 | 联系电话 | 房产证号 | 宅基因何纠纷 | 男同学 | Raza del perro | Buena fe | "
    "Padre político | Política de privacidad | Partido judicial | vidrio partido | Cédula catastral | "
    "Huella de carbono | Número de identificación del caso | Acoso sexual | terraza | "
    "Relato de los hechos | الجنس | مبلغ الدين | سداد الدين | الديون | الدائن | المدينة | دينار | "
    "هوية المبنى | محل الإقامة | التحرش الجنسي | سياسة الخصوصية | رقم القضية | وصف المشكلة"
)


@pytest.mark.parametrize(
    ("kind", "label"), [(kind, label.strip()) for kind, row in ASKED.items() for label in row.split("|")]
)
def test_a_forbidden_field_is_refused(kind: str, label: str) -> None:
    found = find_forbidden(label)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("label", [label.strip() for label in FAIR.split("|")])
def test_a_fair_field_is_let_through(label: str) -> None:
    assert find_forbidden(label) is None


def test_a_long_label_is_read_only_to_its_limit() -> None:
    assert find_forbidden("x " * 250 + "religion") is None
    assert find_forbidden("religion " + "x " * 100_000) is not None
