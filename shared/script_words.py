"""Words that the rules of transliteration alone would get wrong, by the beginning of the word.

Latin writes neither ь nor э, and ц like с or тс. Where no rule tells, the beginning of the word does: it also holds in
compounds behind another beginning of these lists (multfilm, videoproektor). A final ь goes before a suffix (panelida).
"""

_SOFT = """
albatros альбатрос, albert альберт, albin альбин, albom альбом, albumin альбумин, aldegid альдегид, alfa альфа,
alfred альфред, alkogol алкоголь, almanax альманах, alpin альпин, alternat альтернат, alveol альвеол, alyans альянс,
ansambl ансамбль, aprel апрель, artel артель, asfalt асфальт, avtomobil автомобиль, balneo бальнео, balzak бальзак,
balzam бальзам, barrel баррель, batalyon батальон, bilyard бильярд, bolshevik большевик, buldozer бульдозер,
bulvar бульвар, bulyon бульон, byulleten бюллетень, dalton дальтон, dekabr декабрь, delfin дельфин, delta дельта,
deltaplan дельтаплан, detal деталь, dizel дизель, dubl дубль, duel дуэль, elvir эльвир, emal эмаль, emulsi эмульси,
fakult факульт, falsh фальш, feldsher фельдшер, festival фестиваль, fevral февраль, film фильм, filtr фильтр,
flanel фланель, folga фольга, folklor фольклор, gantel гантель, gastrol гастроль, gelmint гельминт,
gelsinki гельсинки, gilyotina гильотина, gilza гильза, golf гольф, gospital госпиталь, gotel готель, igor игорь,
ilich ильич, ilin ильин, ilyi ильи, impuls импульс, intervyu интервью, iyul июль, iyun июнь, kabel кабель,
kafel кафель, kalendar календарь, kalka калька, kalkul калькул, kalmar кальмар, kalsiy кальций, kanyon каньон,
karamel карамель, karusel карусель, kobalt кобальт, kompanyon компаньон, kompyuter компьютер, konsol консоль,
konsult консульт, kontrol контроль, konyak коньяк, korabl корабль, kult культ, kuzm кузьм, lager лагерь, losos лосось,
magistral магистраль, maltus мальтус, mebel мебель, medal медаль, medalyer медальер, medalyon медальон,
melburn мельбурн, melxior мельхиор, model модель, modul модуль, molbert мольберт, motel мотель, mulcha мульча,
mult мульт, multi мульти, natalya наталья, neft нефть, nikel никель, nol ноль, noyabr ноябрь, oftalm офтальм,
oktabr октябрь, oktyabr октябрь, olga ольга, palma пальма, palto пальто, panel панель, parallel параллель,
parol пароль, pastel пастель, patrul патруль, pavilyon павильон, pochtalyon почтальон, polsha польша,
portfel портфель, profil профиль, pulpa пульпа, puls пульс, pult пульт, relef рельеф, rels рельс, rezult результ,
rol роль, royal рояль, rubl рубль, rul руль, salmonell сальмонелл, salto сальто, selderey сельдерей, selsiy цельсий,
sentabr сентябрь, sentyabr сентябрь, senyor сеньор, shampinyon шампиньон, shampun шампунь, shtempel штемпель,
shtepsel штепсель, silva сильва, silvestr сильвестр, skalpel скальпель, slesar слесарь, spektakl спектакль,
spiral спираль, statya статья, stil стиль, sulfa сульфа, sulfat сульфат, sulfid сульфид, sulfo сульфо,
tatyana татьяна, tekstil текстиль, telman тельман, tokar токарь, tonnel тоннель, tulpan тюльпан, tunnel туннель,
tyutor тьютор, ultimat ультимат, ultra ультра, vals вальс, valter вальтер, vedomost ведомость, vermishel вермишель,
vertikal вертикаль, vestibul вестибюль, vestibyul вестибюль, vilnyus вильнюс, volfram вольфрам, volt вольт,
vulgar вульгар, vyetnam вьетнам, yakor якорь, yanvar январь, yogurt йогурт
"""
_TS = """
absess абсцесс, abssissa абсцисса, abzas абзац, aksent акцент, aksept акцепт, aksiz акциз, assotsi ассоци,
atsidoz ацидоз, defitsit дефицит, ensefal энцефал, ensiklop энциклоп, fransiya франция, fransuz француз, frants франц,
gersog герцог, glitserin глицерин, glitsin глицин, gresiya греция, gretsiya греция, gusenitsa гусеница,
kalsit кальцит, kanselyariya канцелярия, kansero канцеро, kansler канцлер, karsinoma карцинома,
koeffisient коэффициент, koeffitsi коэффици, konsentr концентр, konsep концеп, konsern концерн, konsert концерт,
konsess концесс, kvars кварц, lanset ланцет, lotsman лоцман, lyuminess люминесц, matritsa матрица, medisin медицин,
meditsin медицин, narsiss нарцисс, ofiser офицер, palitsa палица, pansir панцирь, parsel парцел, parsial парциал,
pinset пинцет, plats плац, politsey полицей, potensi потенци, prins принц, prinsip принцип, proporsi пропорци,
provinsi провинци, resepshn ресепшн, resepsiya рецепция, resept рецепт, reseptor рецептор, selluloid целлулоид,
selluloza целлюлоза, sellyuloza целлюлоза, sement цемент, sentner центнер, sentr центр, senz ценз, senzura цензура,
serebral церебрал, seremoniya церемония, sertifik сертифик, sex цех, sezar цезарь, seziy цезий, shvesiya швеция,
shvetsiya швеция, shveysar швейцар, sianid цианид, siferblat циферблат, sikl цикл, siklon циклон, silindr цилиндр,
sinkograf цинкограф, sirk цирк, sirka сирка, sirkon циркон, sirkul циркуль, sirkulyar циркуляр,
sirkulyatsiya циркуляция, sirroz цирроз, sistern цистерн, sitadel цитадель, sitat цитат, sitolog цитолог,
sitoplazm цитоплазм, sitrus цитрус, sivil цивил, sotsi соци, spesifik специфик, spetsi специ, spetsif специф,
ssenari сценари, tendensi тенденци, tersiya терция, torsiya торсия, ulitsa улица, vaksin вакцин, venesuela венесуэла,
vitse вице
"""
# -сия stays behind a consonant in these; the rule makes ция of it.
_S = """
anoreksi анорекси, apopleksi апоплекси, autopsi аутопси, aversi аверси, biopsi биопси, disleksi дислекси,
dispepsi диспепси, dispersi дисперси, diversi диверси, ekskursi экскурси, ekspansi экспанси, ekspressi экспресси,
epilepsi эпилепси, fleksi флекси, galaksi галакси, immersi иммерси, inversi инверси, konversi конверси,
konvulsi конвульси, nekropsi некропси, ortodoksi ортодокси, pansion пансион, pensi пенси, persi перси,
propulsi пропульси, refleksi рефлекси, reversi реверси, versi верси
"""
_HARD = """
adyutant адъютант, aeroport аэропорт, budjet бюджет, buro бюро, byuro бюро, dielektr диэлектр, inyeks инъекц,
keshlash кэшлаш, konyunktiv конъюнктив, konyunktura конъюнктура, mayonez майонез, mayor майор, obyekt объект,
passport паспорт, proekt проект, rayon район, subyekt субъект, syezd съезд, syomka съёмка, yangier янгиер
"""
_YU = """
absolut абсолют, debut дебют, glyukoza глюкоза, illustrats иллюстрац, illuziya иллюзия, illyustr иллюстр,
kostum костюм, manikur маникюр, nuans нюанс, parashut парашют, parfum парфюм, revolutsi революци, salut салют,
sujet сюжет, translatsi трансляци, valuta валюта
"""
#: Latin writes no tutuq behind oʻ.
_TUTUQ = """
moʻjiza мўъжиза, moʻtabar мўътабар, moʻtadil мўътадил, shoʻba шўъба
"""
#: What the first part of a compound is: another beginning of these lists may follow.
_FIRST = """
aero аэро, agro агро, audio аудио, avia авиа, avto авто, bio био, elektro электро, foto фото, geo гео, gidro гидро,
giper гипер, infra инфра, inter интер, kino кино, makro макро, mega мега, meta мета, mikro микро, mini мини,
mono моно, nano нано, nevro невро, neyro нейро, poli поли, psixo психо, radio радио, stereo стерео,
super супер, tele теле, termo термо, trans транс, turbo турбо, video видео
"""


def _pairs(*lists: str) -> dict[str, str]:
    pairs = (pair.split() for words in lists for pair in words.split(","))
    return dict((latin, cyrillic) for latin, cyrillic in pairs)  # noqa: C402 - unpacking checks that there are two


# Latin beginning -> Cyrillic: the soft and hard sign, ц, э, ю, that Latin does not show.
CYRILLIC_STEMS = _pairs(_SOFT, _TS, _S, _HARD, _YU, _TUTUQ)
CYRILLIC_FIRST = _pairs(_FIRST)

# Cyrillic beginning -> Latin, where the spelling was settled against the rule.
LATIN_STEMS = {
    "ақш": "aqsh",
    "октябр": "oktabr",
    "сентябр": "sentabr",
    "бюджет": "budjet",
    "бюро": "buro",
    "янгиер": "yangier",
    "коэффициент": "koeffitsient",
    "люксембург": "luksemburg",
}

# Latin words that stay Latin in Cyrillic text, beside every word with a w or a c that is not part of ch.
_FOREIGN = """
phd gpa hemis qr pdf jpeg png sha pin id ip ui uid uuid url api sql doi email google scholar springer gate research of
enter insert shift del delete alt pgup pgdn xlsx xlsm jpg docx example uz fet
"""
FOREIGN = frozenset(_FOREIGN.split())
