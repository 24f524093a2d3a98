"""The words by which forms and spreadsheets ask what is never kept, in English, Spanish, Chinese, Arabic and
Uyghur.

Phrases are separated by semicolons. Latin ones are written without accents, Arabic ones as the matcher folds
them: plain alif, plain final letters. `FAIR` phrases are taken out before matching: they look alike and ask
something else (a race track, good faith, a father-in-law, who in Spanish is a "political" father). `ALONE`
words are short enough to mean many things; they are refused only where they are the whole label.
"""

from __future__ import annotations

PHRASES = {
    "ethnicity": """
        ethnicity; ethnic; race; racial; nationality; national origin; country of origin; tribe;
        tribal; caste; skin colour; skin color; colour of skin; color of skin; complexion;
        indigenous; aboriginal; ancestry; minority group; minority status; minority background;
        national minority; bloodline; clan; hispanic; latino; first nation; first nations; raza;
        etnia; etnico; etnica; etnicidad; indigena; pueblo originario; tribu; casta; color de
        piel; color de la piel; tono de piel; nacionalidad; ascendencia; origen nacional; pais
        de origen; afrodescendiente; gitano; minoria nacional; gentilicio; عرق; عرقيه; عرقي;
        اعراق; اثنيه; اثني; قوميه; سلاله; قبيله; عشيره; لون البشره; لون الجلد; جنسيه; الاصل
        العرقي; الاصل القومي; الاصل الاثني; الاقليه; اقليه; مىللىتى; مىللەت; مىللىي تەۋەلىك;
        ئىرق; قەبىلە; الانتماء القبلي; اصل قومي; انتماء قومي; الاصول العرقيه""",
    "religion": """
        religion; religious; religiosity; faith; denomination; creed; sect; belief; church
        membership; church attended; parish membership; worship attendance; muslim; christian;
        jewish; hindu; buddhist; catholic; protestant; atheist; islamic; baptised; baptized;
        baptism; spiritual affiliation; mosque attended; churchgoer; religioso; religiosa;
        creencia; culto religioso; secta; credo; catolico; catolica; cristiano; cristiana; musulman;
        musulmana; judio; judia; evangelico; evangelica; ateo; bautizado; bautizada; bautismo;
        iglesia a la que; feligres; دين; ديانه; ديانات; ديني; دينيه; عقيده; معتقد; معتقدات;
        مذهب; مذهبي; مذهبيه; طايفه; طايفي; طايفيه; مله; مسيحي; يهودي; الكنيسه التي; المسجد الذي;
        دىن; دىنى; ئېتىقاد; ئېتىقادى; دىنىي; church affiliation; church denomination; confesion
        religiosa; fe religiosa; fe que profesa; faith in god; faith in which""",
    "politics": """
        politics; political; party affiliation; party membership; party member; member of party;
        communist party; communist youth league; youth league; party card; party branch; party
        allegiance; voter registration; voter; voting preference; voting intention; voting
        history; vote for; voted for; ideology; ideological; trade union membership; union
        membership; union affiliation; union member; partisan; politico; politica; partidista;
        partidaria; partidario; militancia; afiliacion sindical; ideologia; ideologica;
        intencion de voto; preferencia de voto; por quien vota; por quien voto; voto anterior;
        sindicalizado; سياسي; سياسيه; سياسيا; حزب; حزبي; حزبيه; احزاب; ايديولوجيا; ايديولوجي;
        ايديولوجيه; عضويه نقابيه; الانتماء النقابي; عضويه النقابه; التوجه الانتخابي; نوايا
        التصويت; لمن صوت; سىياسىي; سىياسەت; پارتىيە; پارتىيىلىك; partido politico; partido al
        que; afiliacion a partido; afiliacion a un partido; miembro de partido; miembro de un
        partido; simpatizante de partido; political party""",
    "sexuality": """
        sexuality; sexual; homosexual; heterosexual; bisexual; asexual; gay; lesbian; lgbt;
        lgbtq; lgbtqia; lgbti; queer; sex life; sex partner; same sex attracted; same sex
        attraction; same sex partner; same sex relationship; transgender; transsexual; trans
        status; gender reassignment; homosexuality; bisexuality; sexualidad; lesbiana;
        transexual; transgenero; homosexualidad; bisexualidad; pareja del mismo sexo; جنسي; ميول
        جنسيه; ميل جنسي; توجه جنسي; حياه جنسيه; هويه جنسيه; مثلي; مثليه; مثليين; ازدواجيه الميل;
        شذوذ; متحول جنسيا; عابر جنسيا; جىنسىي; جىنسىي مايىللىق; ھەمجىنس""",
    "biometrics": """
        biometric; biometry; fingerprint; finger print; finger scan; thumbprint; thumb print;
        thumb impression; palmprint; palm print; palm scan; handprint; iris scan; iris code;
        iris image; iris pattern; iris data; iris template; iris recognition; iris id; iris
        photo; retina; retinal; eye scan; face scan; face id; faceid; faceprint; face print;
        face recognition; facial recognition; facial image; facial scan; facial feature; facial
        template; facial geometry; facial data; facial photo; facial id; facial biometric; face
        template; face image; face data; face geometry; face photo; facial; voiceprint; voice
        print; voice recognition; voice sample; voice pattern; voice biometric; dna; genetic;
        genome; genotype; blood type; blood group; vein scan; vein pattern; hand geometry; gait;
        ear print; mugshot; keystroke dynamics; biometrico; biometrica; biometria; huella;
        huella dactilar; dactilar; impresion dactilar; escaneo de iris; escaneo del iris; iris
        del ojo; patron de iris; imagen del iris; lectura de iris; reconocimiento de iris;
        reconocimiento del iris; retiniano; reconocimiento de voz; patron de voz; muestra de
        voz; escaneo de rostro; adn; genetico; genetica; grupo sanguineo; tipo de sangre; tipo
        sanguineo; factor sanguineo; geometria de la mano; palma de la mano; escaneo de la
        palma; بصمه; بصمات; بيومتري; بيومتريه; بايومتري; بايومتريه; القياسات الحيويه; السمات
        الحيويه; البيانات الحيويه; المقاييس الحيويه; الخصايص الحيويه; قزحيه; شبكيه العين; التعرف
        علي الوجه; صوره الوجه; مسح الوجه; ملامح الوجه; بصمه الوجه; التعرف علي الصوت; الحمض
        النووي; جيني; جينات; فصيله الدم; زمره الدم; مسح العين; بارماق ئىزى; بىئومېتىرىك; كۆز
        قارىچۇقى; imagen del rostro; foto del rostro; fotografia del rostro; escaneo del rostro;
        rasgos del rostro; reconocimiento de rostro; photo of face; picture of face;
        reconocimiento facial""",
    "identity_number": """
        identity card; id card; idcard; id number; id no; id num; id nr; national id; national
        identity; identity number; identity no; identification number; identification no;
        identification card; identity document; id document; identification document; proof of
        identity; identity proof; id proof; photo id; government id; state id; personal id;
        citizen id; citizen number; citizen card; resident id; id type; type of id; id copy;
        copy of id; id scan; id photo; passport; ssn; social security number; social security
        no; social security card; last 4 ssn; social insurance number; national insurance
        number; national insurance no; ni number; nino; ppsn; pps number; tax id; taxpayer
        number; taxpayer id; tax identification; tax file number; personal number; personal
        identification; personal identity code; resident registration number; alien number;
        alien registration; visa number; visa no; green card; residence permit; military id;
        voter id; aadhaar; aadhar; driver licence; driver license; driving licence; driving
        license; drivers licence; drivers license; driver s licence; driver s license; birth
        certificate number; household register number; hukou; dni; nif; cedula; pasaporte;
        documento de identidad; documento nacional; numero de identidad; numero de
        identificacion; n de identificacion; no de identificacion; num identificacion; carnet de
        identidad; carne de identidad; tarjeta de identidad; tarjeta de identificacion;
        documento de identificacion; identificacion personal; identificacion oficial; curp;
        cuil; cuit; clave de elector; credencial de elector; credencial para votar; numero de
        seguro social; numero de seguridad social; numero de la seguridad social; numero de
        afiliacion; licencia de conducir; permiso de conducir; carnet de conducir; numero de
        extranjero; tarjeta de residencia; permiso de residencia; numero de visa; numero de
        documento; cartilla militar; numero fiscal; identificacion fiscal; رقم الهويه; بطاقه
        الهويه; هويه; الهويه الوطنيه; وثيقه الهويه; اثبات الهويه; جواز السفر; الرقم
        القومي; الرقم الوطني; رقم وطني; بطاقه شخصيه; البطاقه الشخصيه; البطاقه الوطنيه; بطاقه
        التعريف; رقم التعريف; الضمان الاجتماعي; رخصه القياده; رخصه السياقه; رقم الاقامه; بطاقه
        الاقامه; تصريح الاقامه; الرقم المدني; السجل المدني; رقم البطاقه; البطاقه المدنيه; رقم
        التاشيره; دفتر العايله; كىملىك; كىملىك نومۇرى; پاسپورت; numero de rut; numero de run;
        clave rfc; رقم الهويه الوطنيه""",
}

ALONE = {
    "religion": "culto; place of worship; lugar de culto; fe; su fe; confesion; ايمان; faith",
    "politics": "voto; sindicato; نقابه; partido; su partido; حزب",
    "biometrics": "iris; rostro; face; impresion digital; impresiones digitales",
    "identity_number": "rut; run; rfc; ine; nie; nif; ni; ci; id card; هويه; جواز",
}

FAIR = """
    race track; race course; race day; race noise; race meeting; race event; race route; race
    organiser; race organizer; horse race; car race; motor race; bike race; boat race; road race;
    dog race; drag race; street race; relay race; race street; race road; human race; charity race;
    good faith; bad faith; christian name; note denomination; coin denomination; sexual harassment;
    sexual assault; sexual abuse; sexual violence; sexual offence; sexual offense; sexual
    misconduct; sexual exploitation; sexual offender; reason for belief; reasonable belief;
    political subdivision; political district; political ward; political map; facial injury; facial
    injuries; iris street; voter turnout; facial surgery; facial wound; party member present; church
    street; church road; acoso sexual; abuso sexual; agresion sexual; violencia sexual; delito
    sexual; explotacion sexual; hostigamiento sexual; raza de perro; raza del perro; raza de la
    mascota; raza de mascota; raza del animal; raza animal; raza canina; raza de gato; raza del
    gato; raza de los perros; raza del ganado; padre politico; madre politica; hijo politico; hija
    politica; hermano politico; hermana politica; familia politica; familiar politico; parentesco
    politico; pariente politico; division politica; politica publica; politicas publicas; politica
    interna; politica municipal; huella de carbono; huella ambiental; huella ecologica; huella de
    zapato; huellas de neumatico; huella hidrica; cedula catastral; cedula de habitabilidad; cedula
    judicial; cedula de notificacion; cedula de citacion; cedula urbanistica; cedula de
    emplazamiento; cedula parcelaria; numero de identificacion del caso; numero de identificacion
    del expediente; numero de identificacion del vehiculo; numero de identificacion del edificio;
    numero de identificacion del inmueble; numero de documento del expediente; numero de documento
    interno; numero de documento adjunto; lesion facial; lesiones faciales; مبلغ الدين; قيمه الدين;
    سداد الدين; سبب الدين; تسويه الدين; نزاع الدين; سند الدين; تاريخ الدين; مقدار الدين; دين مالي;
    قضيه دين; رصيد الدين; جدوله الدين; اصل الدين; نوع الدين المالي; دين مستحق; الدين المستحق; اثبات
    الدين; تحرش جنسي; التحرش الجنسي; اعتداء جنسي; الاعتداء الجنسي; عنف جنسي; العنف الجنسي; استغلال
    جنسي; الايذاء الجنسي; هويه المبني; هويه العقار; هويه الشركه; هويه الموسسه; جواز التنازل; جواز
    الطعن; رقم التعريف بالقضيه; رقم بطاقه المخزن; مذهب المحكمه; politica de privacidad; politica de
    cookies; politica de devolucion; politica de proteccion; politica de datos; politica de
    convivencia; politica de mascotas; politica de ruido; politica de empresa; politica de uso;
    politica de pago; politica de cancelacion; politica de seguridad; politica de reembolso;
    politica de acceso; politica de visitas; politica de calidad; politica de la empresa; politica
    de la comunidad; politica del edificio; politica del centro; faith in; number of passports; caste
    iron; معتقد ان; الدايره السياسيه; دايره سياسيه; طايفه من; مذهب الحل; علاء الدين; political office;
    numero de documentos; creencia erronea; هويه بصريه; هويه المكان; هويه العلامه; هويه المشروع
"""

# "ID number" of a thing is fair; of a person, or of nobody in particular, it is not.
THINGS = """
    case; file; record; reference; ticket; referral; request; complaint; building; property; asset;
    site; room; unit; parcel; plot; tree; lamp; pole; vehicle; account; meter; device; event;
    session; agreement; mediator; staff; worker; officer; centre; center; court; docket; invoice;
    order; transaction; document; form; row; message; service; street; ward; district; location;
    permit; pothole; report; incident; hazard; dispute; matter; intake; bin; bus; stop; route; flat;
    apartment; house; lot; block; estate; premises; appliance; contract; lease; policy; claim;
    batch; import; sheet; entry; item; task; appointment; meeting; letter; notice; payment; receipt;
    product; serial; equipment; animal; dog; pet; microchip; bridge; road; drain; sign; light;
    crossing; bench; branch; office; team; desk; queue; programme; program; project; grant; budget;
    department; organisation; organization; company; business; system
"""
THING_TAILS = (
    "id number", "id no", "id num", "id nr", "identification number", "identification no", "id type",
    "id card",
)  # fmt: skip

# Chinese is not parted into words, so these are patterns; what stands before them keeps them from matching
# across two words (行政治理 holds no 政治).
CHINESE = {
    "ethnicity": "(?<![居市村渔农公])[民名]族 族别 族裔 种族 (?<!市民)族群 人种(?![植子菜花田地]) 国籍(?!船) 肤色 "
    "血统(?!证) 部族 部落 族属 少数族 原住民 土著 "
    "(?:汉|满|回|藏|壮|苗|彝|侗|瑶|傣|黎|蒙古|维吾尔|哈萨克|朝鲜)族 [华亚非欧]裔 "
    "拉丁裔 混血 白人(?!参) 黑人(?!牙膏) 出生国 祖籍国",
    "religion": "宗教 信仰 教派 教别 信教 教会 洗礼 教徒 佛教 道教 基督 天主教 伊斯兰 穆斯林 宗派 信徒 入教 信奉 教名 "
    "信(?:佛|主|神|耶稣|道教) "
    "(?:什么|何|哪[个种]?)教(?![师室育练材程学]) 皈依 受洗 信众 居士 无神论 回教 犹太 信主 "
    "(?:所属|常去|参加|归属).{0,3}(?:教堂|寺庙|寺院|清真寺|道观)",
    "politics": (
        "(?<![行财市民邮家施执廉参])政治 党派 党员 入党 党籍 党团 共青团 "
        "(?<![代乐剧社旅])团员 党龄 党组织 党支部 "
        "投票倾向 投票意向 支持的党 意识形态 政见 政党 "
        "工会会员 (?:参加|加入).{0,3}工会 工会成员 选举倾向 投票给 投给谁 投谁 "
        "(?:投票|选举)(?:意愿|对象|取向|选择) 共产党 国民党 "
        "支持(?:的|哪个?|什么)党 党内 党费 党证 入团 团籍 家庭出身 (?:家庭|阶级|个人)成分 加入.{0,4}党"
    ),
    "sexuality": (
        "性取向 性倾向 (?<![个惯任理感弹定单])性向(?![导上下前后外内着]) 性偏好 同性恋 双性恋 异性恋 性生活 性伴侣 "
        "性少数 跨性别 (?<![可多不易])变性 出柜 性史 性癖 性爱 同志身份 同性(?:伴|婚) "
        "(?<![急慢惯良恶次])性的?(?:取向|倾向|偏好|认同|经验|经历|身份) 性别(?:取向|倾向|认同) "
        "(?:恋爱|情感)取向 泛性恋 无性恋"
    ),
    "biometrics": (
        "指纹 掌纹 虹膜 人脸 面部(?:照|影像|采集) 面部识别 面部特征 面部图像 面部信息 面部扫描 脸部 刷脸 声纹 "
        "生物识别 生物特征 生物信息 (?<![宅地])基因 血型 步态 "
        "视网膜 静脉 指印 手印 捺印 面容 人像采集 面相 语音特征 遗传 掌形 指模 掌模 "
        "面纹 眼纹 耳纹 唇纹 面像 人像(?:识别|特征) 按手印"
    ),
    "identity_number": (
        "身份证 身分证 身分号 证件 护照 户口簿 户口本 户口号 户籍号 身份号 身份编号 "
        "身份识别 身份代码 公民身份 居民身份 社保号 社会保障号 社会保障卡 社保卡 社会保险号 驾驶证 "
        "驾照 军官证 士兵证 通行证 居留证 居住证 签证号 返乡证 回乡证 台胞证 身证号 纳税人识别 个人识别号 "
        "健保卡 医保卡 医保号 驾驶执照 身证 统一证号 暂住证 户口(?:性质|类[型别]) ^户口$ ^户籍$ 户籍(?:性质|类[型别]) "
        "(?i:^id(?:号|卡|证|号码|卡号)+$)"
    ),
}
CHINESE_FAIR = (
    "民族(?:东|西|南|北|中)?(?:路|街|大道|大街|巷|村|园|宫|广场|社区|乡|镇) "
    "民族(?:小学|中学|大学|学院|饭店|音乐|乐器|乐团|舞|团结|服|风情|特色|工艺|餐|局|委) "
    "(?:车辆|停车|出入|施工|小区|园区|电梯|消防)通行证 信仰路 脸部受伤 静脉曲张 静脉(?:输液|注射) "
    "(?:产权|房屋|房产|土地|车辆|营业)证件 (?:人脸|脸部|面部|面容|手印)(?:有|被)?(?:受|擦|划|烧|烫|损|外)?伤 "
    "(?:护照|签证|证件|身份证|驾驶证|驾照|居住证)(?:办理|办证|受理|申领|业务)?(?:窗口|大厅|柜台|中心|处|科|照相馆) "
    "[一-龥]族(?:食堂|餐厅|饭店|自治|小学|中学|村|乡|歌|舞) 人脸(?:门禁|闸机) "
    "宗教(?:事务|场所|建筑|设施|用地|局) 照相馆 证件照(?:拍|相) "
    "(?:基督|天主|佛|道)教?堂(?:路|街)"
)
TRADITIONAL = str.maketrans(
    "種黨員團紋證護臉掃識別徵領號駕駛體訊雙戀傾異會態圖視膜網靜脈編碼籍簿屬國膚統羣組織見遺傳語聲",
    "种党员团纹证护脸扫识别征领号驾驶体讯双恋倾异会态图视膜网静脉编码籍簿属国肤统群组织见遗传语声",
)
