"""Words that the rules of transliteration alone would get wrong, by the beginning of the word."""

_SOFT = """
aprel апрель, fevral февраль, yanvar январь, iyun июнь, iyul июль, sentabr сентябрь, oktabr октябрь,
noyabr ноябрь, dekabr декабрь, albom альбом, alfa альфа, asfalt асфальт, avtomobil автомобиль, detal
деталь, fakult факульт, festival фестиваль, film фильм, filtr фильтр, gospital госпиталь, impuls
импульс, kabel кабель, kalkul калькул, kompyuter компьютер, konsult консульт, kontrol контроль, kult
культ, mebel мебель, model модель, modul модуль, multi мульти, nikel никель, panel панель, parol пароль,
polsha польша, pult пульт, rezult результ, shtempel штемпель, tekstil текстиль, tunnel туннель, tyutor
тьютор, ultra ультра, vedomost ведомость, volt вольт, natalya наталья, tatyana татьяна, olga ольга
"""
_TS = """
gresiya греция, gretsiya греция, koeffisient коэффициент, koeffitsi коэффици, medisin медицин, meditsin
медицин, ofiser офицер, selsiy цельсий, sement цемент, sentner центнер, sentr центр, senz ценз,
sertifikat сертификат, shvesiya швеция, shvetsiya швеция, shveysariya швейцария, sikl цикл, silindr
цилиндр, sirk цирк, sitat цитат, sivil цивил, vitse вице, pensiya пенсия, refleksiya рефлексия,
epilepsiya эпилепсия
"""
_HARD = """
obyekt объект, subyekt субъект, syezd съезд, inyeks инъекц, budjet бюджет, byuro бюро, buro бюро, rayon
район, proekt проект, videoproekt видеопроект, mayor майор, mayonez майонез, keshlash кэшлаш, yangier
янгиер, passport паспорт
"""


def _pairs(*lists: str) -> dict[str, str]:
    pairs = (pair.split() for words in lists for pair in words.split(","))
    return dict((latin, cyrillic) for latin, cyrillic in pairs)  # noqa: C402 - unpacking checks that there are two


# Latin beginning -> Cyrillic: the soft and hard sign, ц, э, that Latin does not show.
CYRILLIC_STEMS = _pairs(_SOFT, _TS, _HARD)

# Cyrillic beginning -> Latin, where the spelling was settled against the rule.
LATIN_STEMS = {
    "октябр": "oktabr",
    "сентябр": "sentabr",
    "бюджет": "budjet",
    "бюро": "buro",
    "янгиер": "yangier",
    "коэффициент": "koeffitsient",
}

# Latin words that stay Latin in Cyrillic text, beside every word with a w or a c that is not part of ch.
_FOREIGN = """
phd gpa hemis qr pdf jpeg png sha pin id ip ui uid uuid url api sql doi email google scholar springer gate research of
enter insert shift delete alt pgup pgdn xlsx xlsm jpg docx example uz
"""
FOREIGN = frozenset(_FOREIGN.split())
