"""The words of offices for what a dispute is about, how it came, and languages, by the codes of packs."""

from __future__ import annotations

# The first line one of whose words stands in the office's word decides, so narrow lines come before wide ones.
CATEGORY_WORDS: dict[str, str] = {
    "inheritance": "继承; 遗产; 分家; inherit; estate of; herencia; sucesi; ميراث; تركة",
    "medical": "医疗; 医患; 医院; 健康; medical; health; hospital; médic; sanitari; salud; طبي; صحي",
    "traffic": "交通; 车祸; traffic; road; accidente; tráfico; tránsito; مرور; حادث",
    "environment": "环境; 污染; environment; pollution; ambient; contaminaci; بيئ; تلوث",
    "school": "校园; 教育; 学校; 学生; school; education; escolar; escuela; educa; مدرس; تعليم",
    "workplace": (
        "劳动; 劳资; 劳务; 工资; 欠薪; 工伤; work; employ; labour; labor; wage; laboral; salario; trabajo; "
        "عمل; أجور"
    ),
    "consumer": "消费; 旅游; 购物; 买卖; consum; travel; purchase; compra; turis; مستهلك; شراء; سياح",
    "tenancy": "租赁; 租房; 房租; 出租; tenan; landlord; rent; alquiler; arrend; إيجار",
    "land_property": (
        "土地; 房产; 房屋; 宅基; 山林; 征地; 拆迁; 建筑; 施工; 物业; land; property; building; tierra; "
        "terreno; inmueble; vivienda; أرض; عقار; بناء"
    ),
    "debt": "债务; 借款; 借贷; 欠款; 经济; debt; loan; money; deuda; préstamo; dinero; دين; قرض",
    "business": (
        "公司; 经营; 合同; 企业; 商事; 股权; business; compan; contract; commercial; empresa; contrato; "
        "mercantil; شرك; تجار; عقد"
    ),
    "neighbours": "邻里; 邻居; 相邻; 社区; neighbo; communit; vecin; comunidad; جار; جيران; حي",
    "family_elder": (
        "婚姻; 家庭; 赡养; 抚养; 老人; 离婚; famil; marriage; divorc; elder; matrimoni; أسر; عائل; زواج; طلاق"
    ),
    "public_order": (
        "治安; 刑事; 斗殴; 打架; 伤害; 口角; public order; fight; assault; quarrel; orden público; pelea; "
        "agresi; نظام عام; شجار"
    ),
}
CHANNEL_WORDS: dict[str, str] = {
    "referral": (
        "委托; 委派; 转介; 转来; 移送; 移交; 交办; 转办; 指派; referr; court; police; agency; sent by; "
        "derivad; derivaci; juzgado; remitid; إحالة; محكمة; محال"
    ),
    "phone": "电话; 热线; 12345; 来电; phone; call; hotline; llamada; teléf; هاتف; اتصال",
    "web": "网上; 网络; 在线; 微信; 小程序; 线上; web; online; form; internet; en línea; إنترنت; موقع",
    "walk_in": (
        "来访; 上门; 现场; 本人; 当面; 窗口; walk; in person; visit; presencial; en persona; visita; زيارة; "
        "شخصي; حضور"
    ),
}
LANGUAGE_WORDS: dict[str, str] = {
    "zh-hans": (
        "zh; zh-cn; zh-hans; cn; chinese; mandarin; 中文; 汉语; 普通话; 国语; 简体中文; chino; mandarín; "
        "الصينية"
    ),
    "en": "en; en-gb; en-us; english; 英语; 英文; inglés; الإنجليزية",
    "es": "es; es-es; spanish; español; castellano; 西班牙语; الإسبانية",
    "ar": "ar; arabic; العربية; عربي; árabe; 阿拉伯语",
    "ug": "ug; uyghur; uighur; ئۇيغۇرچە; 维吾尔语; 维语",
}
