"""The words that offices write over their columns, in four languages. Compared whole, after `table.fold`."""

from __future__ import annotations

COLUMN_WORDS: dict[str, str] = {
    "received_on": (
        "received; received on; date received; date; referral date; referred on; date of referral; "
        "intake date; case date; opened; 收案日期; 收案时间; 受理日期; 受理时间; 登记日期; 登记时间; "
        "接案日期; 接待日期; 日期; 来访日期; 申请日期; 申请时间; 收到日期; 时间; fecha; fecha de recepción; "
        "fecha de entrada; fecha de derivación; recibido; recibido el; التاريخ; تاريخ; تاريخ الاستلام; "
        "تاريخ الإحالة; تاريخ الورود"
    ),
    "category": (
        "category; type; kind; type of dispute; dispute type; case type; subject; matter; 纠纷类型; 纠纷类别; "
        "类型; 类别; 案由; 案件类型; 案件类别; 矛盾类型; 纠纷种类; 事由类别; tipo; categoría; materia; "
        "tipo de conflicto; tipo de caso; asunto; نوع; النوع; الفئة; نوع النزاع; نوع القضية; التصنيف"
    ),
    "channel": (
        "channel; source; referred by; referral source; how received; came by; via; origin; 来源; 案件来源; "
        "渠道; 受理方式; 来源渠道; 收案方式; 申请方式; 纠纷来源; 来访方式; canal; origen; procedencia; vía; "
        "derivado por; vía de entrada; المصدر; مصدر; القناة; جهة الإحالة; طريقة الورود"
    ),
    "initiating": (
        "applicant; applicants; initiator; initiating party; party a; claimant; complainant; client; name; "
        "names; referred person; first party; requesting party; 申请人; 申请人姓名; 申请方; 甲方; 当事人甲; "
        "申请人名称; 求助人; 来访人; 反映人; 原告; 姓名; 当事人一; solicitante; solicitantes; "
        "parte solicitante; nombre; parte a; demandante; reclamante; مقدم الطلب; الطالب; الاسم; اسم; "
        "صاحب الطلب; الطرف الأول; المدعي; المشتكي"
    ),
    "responding": (
        "respondent; respondents; responding party; other party; other parties; other side; party b; "
        "second party; defendant; 被申请人; 被申请人姓名; 被申请方; 对方; 对方当事人; 乙方; 当事人乙; "
        "被申请人名称; 对方姓名; 被告; 另一方; 当事人二; otra parte; la otra parte; parte solicitada; "
        "parte contraria; demandado; parte b; requerido; الطرف الآخر; الطرف الثاني; المدعى عليه; "
        "المشتكى عليه; المدعو"
    ),
    "story": (
        "story; description; summary; what happened; narrative; details; facts; background; case summary; "
        "issue; 情况说明; 纠纷情况; 纠纷简要情况; 案情; 案情简介; 事实经过; 经过; 基本情况; 纠纷描述; 描述; "
        "情况; 内容; 主要事实; 简要案情; 纠纷事实; 事情经过; relato; descripción; hechos; resumen; "
        "qué ocurrió; qué pasó; detalle; detalles; القصة; الوصف; وصف; الوقائع; ملخص; التفاصيل; ماذا حدث; "
        "وصف النزاع"
    ),
    "wish": (
        "wish; wishes; request; requests; what they want; outcome sought; desired outcome; claim; 诉求; 请求; "
        "申请事项; 调解请求; 当事人诉求; 申请请求; 希望; 要求; petición; deseo; pretensión; solicitud; "
        "qué pide; الطلب; المطلوب; الرغبة; المطالب"
    ),
    "phone": (
        "phone; telephone; tel; mobile; phone number; telephone number; mobile number; contact number; "
        "applicant phone; 联系电话; 电话; 手机; 手机号; 手机号码; 电话号码; 申请人电话; 申请人联系电话; "
        "联系方式; teléfono; móvil; celular; número de teléfono; الهاتف; هاتف; رقم الهاتف; الجوال; "
        "رقم الجوال; المحمول"
    ),
    "email": (
        "email; e-mail; email address; mail; 邮箱; 电子邮箱; 电子邮件; 邮件; correo; correo electrónico; "
        "البريد; البريد الإلكتروني"
    ),
    "language": (
        "language; preferred language; 语言; 使用语言; 沟通语言; idioma; lengua; lengua preferida; اللغة; لغة"
    ),
}
# Said around a column's word without changing what it is.
HEADER_FILLERS = "必填; 选填; required; optional; obligatorio; opcional; مطلوب; اختياري"
NEEDED = ("initiating", "story")
COLUMN_TITLES = {
    "received_on": "the day it came in",
    "category": "what it is about",
    "channel": "how it reached the office",
    "initiating": "who asks for help",
    "responding": "the other side",
    "story": "what happened",
    "wish": "what would make it better",
    "phone": "the phone of whoever asks",
    "email": "the email of whoever asks",
    "language": "the best language",
}
