"""Roots and combinations: how the same forbidden question is asked in words that no list holds whole.

A line of `ASKED` is refused where a word of each of its groups (parted by +) stands near the others and none of
what follows the minus does. A star ends a root: relig* is religion, religious, relig. A line of `FAIR_NEAR`
takes the words of its first group out where the others stand near them. `INSIDE` are roots so long that they
mean themselves wherever they stand, also across parted words: re-ligion, applicantreligion. Everything is
written as the matcher folds it: small, without accents, without the Arabic article. @things are the words of
which a number may be asked.
"""

from __future__ import annotations

ASKED = {
    "ethnicity": """
        ethni* etni* bame bme biracial multiracial caucasian latinx romani gypsy mestiz* mulat* afro* racial*
        nationalit* nacionalid* indigenous* indigena* aborig* minzu zhongzu citizenship*
        black asian arab african hispanic + american african white asian black descent
        country nation pais nacion بلد دوله + birth born origin nacimiento natal nacio ميلاد ولاده
        skin piel بشره جلد + colour color tone shade tono لون
        pueblo people + originari* tribal nativ* autocton* ancestral
        ciudadania + status pais tipo
        native + american african hawaiian
        اصل اصول خلفيه انتماء مجموعه جماعه + عرق* اثني* قومي* قبيل* قبايل* قبلي* سلال*
        عربي كردي تركماني امازيغي نوبي بدوي + عربي كردي تركماني امازيغي هل حضري - لغه مترجم
    """,
    "religion": """
        relig* zongjiao catolic* cristian* protestant* evangelic* musulm* muslim* moslem* islam
            islamic islamico
        hindu* budis* buddhis* judio judia jewish agnostic* ateis* ateo atheis* creyente* mormon*
            jehova* bautiz*
        baptized baptised sunni* shia shiit* sikh* ديان* مسلم مسلمه شيعي قبطي درزي متدين تدين
        church mosque temple synagogue parish congregation chapel gurdwara worship iglesia mezquita templo
            sinagoga parroquia congregacion كنيسه مسجد معبد كنيس + belong* attend* member* affiliat* goer
            pertenec* asist* acud* miembro* membresia feligres* تنتمي ينتمي ترتاد يرتاد تصلي يصلي عضو*
        fe culto + profes* dios creencia* practica* relig* pertenec* participa*
        practise practice practica* + relig* faith fe
    """,
    "politics": """
        polit partidari* partidis* ideolog* unionist* zhengzhi* zzmm dangyuan سياسي* ايديولوج* حزبي*
        party + affil* allegiance loyal* political* vot*
        which what + party + support* vot* belong*
        partido + afil* milit* miembro* simpati* pertenec* vot* carne carnet politic* prefer*
        ccp cpc cyl + member* branch league
        democrat democrats republican* tory socialist communist + voter support* member* democrat
            republican* registered
        did do will would + you + vote
        vot* صوت* تصوت* ستصوت* يصوت* تصويت* + whom quien election* eleccion* elector* candidat* presiden*
            partido intention* intencion*
            preference* preferencia* انتخاب* لمن مرشح* حزب* - board committee resident* owner* junta comunidad
            propietari* ملاك مجلس جمعيه
        union sindicato sindical نقابه نقابي نقابات + member* afil* affil* milit* pertenec* belong*
            miembro* عضو*
            انتساب منتسب ينتمي تنتمي انتماء - credit student street hall venue عنوان مقر
        ناخب + رقم بطاقه هل تسجيل
    """,
    "sexuality": """
        lgb* lgt* glbt* homosex* heterosex* bisex* pansex* asexual* gay gays lesbi* queer*
            transgend* transgener*
        transex* transsex* xingquxiang مثليه* مثليين sogi
        gender genero sex sexo + identit* identid* orient* - building neutral
        same mismo + sex sexo + partner* pareja couple relationship marriage matrimonio attract*
        جنسي جنسيه جنس جندري جندريه + ميول ميل توجه هويه حياه تفضيل* رغبه رغبات سلوك ازدواج* مثلي* ثنايي متحول
            انجذاب
        attracted atrae atraccion + men women hombres mujeres
    """,
    "biometrics": """
        biometr* fingerpr* thumbpr* palmpr* voicepr* facepr* dactil* zhiwen renlian xuexing بصم* قزحي* بيومتر*
        بايومتر*
        face facial iris retina* eye voice palm hand finger thumb ear vein rostro cara ojo voz dedo
            pulgar palma
            vena* + scan* recogn* template* geometr* print prints hash* vector* enrol* escane*
            reconoc* captur*
            - written signed drawn letter escrit* firmad*
        face + photo* image* picture* encoding* data id feature* foto* - building wall north south
            east west rock
            cliff fence road
        rostro + foto* imagen* rasgo*
        blood sangre sanguin* دم + type group grupo tipo factor فصيله زمره - stain* stair* mancha* escalera
        impresion* huella* + dactil* pulgar dedo* indice mano plantar palmar
        وجه صوت كف عين يد راحه + بصم* تعرف مسح قزحي* ملامح
        بيانات قياسات سمات خصايص معلومات + حيويه بيومتر* وراثيه جينيه
    """,
    "identity_number": """
        passport* pasaport* shenfenzheng* shenfenhao* sfz* huzhao zhengjianhao* aadha* nationalid*
            natid* idcard*
        ssn* dni dninum* dnisol* dnicli* nss باسبور* nino ppsn cnic nric curp* cuil* nuip itin idno
            idnum* nif nie socialsec* driverslic* driverlic*
        soc + sec
        national natl nat govt gov government state citizen* personal military alien foreigner
            refugee immigration
            nacional ciudadan* voter emirates + id ident idno identity identification identificacion identidad
            - @things
        id ident identity identification identidad identificacion cedula + card cards number num no nr nro n
            numero document* doc docs documento proof carne* carnet tarjeta last - @things edificio caso
            expediente contador problema conflicto
        social seguridad seguro seg + security insurance social + number num no n nr nro numero nss last digits
            - @things
        national natl nat + ins insurance + number num no n nr
        nhs medicare pps ni pan bsn cpf brp aadhaar nss + number num id numero
        driver* driving conducir conductor manejo chofer + licen* lic permit permiso carne* carnet
        numero num nro no n tipo + documento dni nie cedula pasaporte nif - adjunto expediente interno caso
            registro
        dl + number num no
        tax + file payer + number num no id
        rut rfc + persona* reclamante* solicitante* titular demandante* cliente* denunciante* parte numero
        residence residency resident residencia + permit* permiso* tarjeta card - parking
        رقم بطاقه وثيقه اثبات نسخه كارت كرت مستند + هويه هويتك احوال قومي وطني مدني مدنيه وطنيه شخصيه جواز
            تاميني ضريبي موحده - مبني عقار شركه دفع مكتبه قانون محكمه
        جواز + رقم سفر سفرك صوره نسخه اصدار انتهاء تاريخ بلد نوع صادر
        clave + ine elector ife
        رخصه اجازه + قياده سياقه سواقه سوق
        اقامه + رقم بطاقه تصريح رخصه كفيل - دعوي محل مكان عنوان
        ضمان تامين تامينات + اجتماعي اجتماعيه + رقم بطاقه
    """,
}

FAIR_NEAR = """
    raza breed race سلاله فصيله + perr* gato gata gatos mascota* animal* canin* felin* caballo*
        ganado gallin* ave aves
        oveja* vaca* dog dogs horse* cat cats cattle pony poultry sheep كلب كلاب قط قطط حيوان خيل
    race + start finish entry fee fees track car motor bike boat circuit marshal organi*
    indigenous nativ* autocton* aborig* indigena* + species plant* tree* vegetation flora fauna
        wildlife garden timber
        especie* arbol* vegetacion jardin
    passport* pasaport* visa + shop office counter desk booth queue window oficina ventanilla mostrador
        - number no num numero n nr
    دين + صلاح علاء نور محيي جمال شمس سيف بدر خير ناصر عز عماد حسام بهاء تقي قديم سابق مبلغ سداد
        قيمه تسويه قرض مستحق بين تسديد دفع فاتوره متبقي ايجار قسط اقساط فايده مدين داين
    huella* + de del en - dactil* digital* dedo* indice pulgar mano* palma* voz ocular persona*
        solicitante* titular
        denunciante* reclamante* identi* biometr*
    politica politicas + de del sobre - afil* filiacion orientacion opinion* idea ideas tendencia*
        postura* milit*
        simpat* partid* prefer* convic* identidad pertenencia
    religious tribal ethnic genetic caste gait + building* shop* restaurant* food art music
        festival* crop* store*
        study latch gate - group* background* affil* belief* attend*
    handprint* + wall* paint*
    مسلم مسلمه + اليه به له
    facial face rostro cara + injur* wound* lesion* herid* burn* cut* quemad*
    vote* voto* votacion* voting voter* + board committee junta comunidad resident* propietari* quorum turnout
    politic* + ward* map district* subdivision* office oficina boundary boundaries distrito
        - party partido affil* afil* opinion* view*
    belief believe* + harm reason* that why - god
    politic* + neutral* impartial*
    عرق + خشب شجر رخام
    بطاقه + مصرفي* دفع ايتمان مكتبه صراف بنك ذاكره شحن
"""

INSIDE = {
    "ethnicity": "ethnicity ethnicgroup nationality nacionalidad etnicidad indigenousstatus",
    "religion": "religion religios",
    "politics": "politicalpart politicalaffil politicalview afiliacionpolitica partidopolitico "
    "zhengzhimianmao",
    "sexuality": "sexualorient orientacionsexual sexorient homosexual bisexual lgbtq lgbti",
    "biometrics": "biometric fingerprint huelladactil huelladigital facerecog facialrecog bloodtype "
    "bloodgroup gruposanguineo irisscan retinascan voiceprint thumbprint palmprint",
    "identity_number": "passport pasaporte socialsecuritynum socialsecurityno nationalident identitycard "
    "identitynumber identificationnumber drivinglicen driverlicen driverslicen nationalinsur aadhaar "
    "documentodeidentidad numerodeidentidad tarjetadeidentidad shenfenzheng",
}
