"""Uzbek is written right in both alphabets."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.scripts import normalise_apostrophes, to_cyrillic, to_latin

ROOT = Path(__file__).parents[2]

BOTH = [
    ("Oʻzbekiston Respublikasi", "Ўзбекистон Республикаси"),
    ("Gʻulomov Shahzod Oʻktam oʻgʻli", "Ғуломов Шаҳзод Ўктам ўғли"),
    ("Yevgeniy", "Евгений"),
    ("Ergash", "Эргаш"),
    ("Isʼhoqov", "Исҳоқов"),
    ("maʼlumotnoma", "маълумотнома"),
    ("Yoʻldosh", "Йўлдош"),
    ("Mirziyoyev", "Мирзиёев"),
    ("sanʼat", "санъат"),
    ("poema", "поэма"),
    ("fakultet", "факультет"),
    ("kompyuter", "компьютер"),
    ("obyekt", "объект"),
    ("dissertatsiya", "диссертация"),
    ("konferensiya", "конференция"),
    ("litsey", "лицей"),
    ("sirk", "цирк"),
    ("sentabr", "сентябрь"),
    ("oktabr", "октябрь"),
    ("budjet", "бюджет"),
    ("Vasilyev", "Васильев"),
    ("SHODIYEV CHORI", "ШОДИЕВ ЧОРИ"),
    ("Sh. Rashidov", "Ш. Рашидов"),
    ("Magistratura boʻlimi: 2-bosqich", "Магистратура бўлими: 2-босқич"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), BOTH)
def test_latin_becomes_cyrillic(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), BOTH)
def test_cyrillic_becomes_latin(latin, cyrillic):
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("съезд", "syezd"),
        ("бульон", "bulyon"),
        ("мўъжиза", "moʻjiza"),
        ("Шукур ШУКУРОВ", "Shukur SHUKUROV"),
        ("Ш", "Sh"),
        ("щётка", "shyotka"),
    ],
)
def test_cyrillic_spellings_that_latin_does_not_keep(cyrillic, latin):
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    "kept",
    ["{name}", "%(count)s", "<b>", "PhD", "Scopus", "XIX", "a.karimov@tsul.uz", "42", "https://edu.uz"],
)
def test_what_is_no_uzbek_word_stays(kept):
    assert to_cyrillic(f"son {kept} son") == f"сон {kept} сон"
    assert to_latin(f"сон {kept} сон") == f"son {kept} son"


def test_text_in_the_other_alphabet_is_not_lost():
    assert to_cyrillic("умумий kurs") == "умумий курс"
    assert to_latin("umumiy курс") == "umumiy kurs"


def test_an_initial_is_no_numeral():
    assert to_cyrillic("V. Karimov, V semestr") == "В. Каримов, V семестр"


@pytest.mark.parametrize("mark", "'`‘’ʻʼ")
def test_any_mark_is_mapped_by_its_context(mark):
    assert normalise_apostrophes(f"G{mark}ulom O{mark}ktam ma{mark}no") == "Gʻulom Oʻktam maʼno"


def test_quotation_marks_before_a_word_stay():
    assert normalise_apostrophes("'Olma") == "'Olma"


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise_apostrophes(normalise_apostrophes(text)) == normalise_apostrophes(text)


# Open syllables without the combinations that the alphabets do not tell apart (ts, sʼh, ye).
CONSONANTS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "t",
    "v",
    "x",
    "z",
    "gʻ",
    "sh",
    "ch",
)
SYLLABLES = st.builds(
    "".join,
    st.tuples(st.sampled_from(CONSONANTS), st.sampled_from(("a", "o", "u", "i", "e", "oʻ", "ay", "uʼ"))),
)
WORDS = st.builds("".join, st.lists(SYLLABLES, min_size=2, max_size=5)).filter(lambda word: "ts" not in word)
CASES = st.sampled_from((str.lower, str.upper, lambda word: word[:1].upper() + word[1:]))


@given(st.lists(st.tuples(WORDS, CASES), min_size=1, max_size=5))
def test_native_words_come_back_unchanged(pairs):
    text = " ".join(case(word) for word, case in pairs)
    assert to_latin(to_cyrillic(text)) == text


@given(st.text())
def test_any_text_keeps_its_lines_and_digits(text):
    def kept(result):
        return [character for character in result if character.isdigit() or character == "\n"]

    assert kept(to_cyrillic(text)) == kept(text)
    assert kept(to_latin(text)) == kept(text)


def cases(name):
    path = ROOT / "tests" / "cases" / name
    return [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("latin", "cyrillic"), cases("latin-cyrillic.tsv"))
def test_words_from_outside_are_written_as_people_write_them(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), cases("latin-cyrillic-more.tsv"))
def test_the_same_endings_in_other_words_and_native_words_beside_them(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


def test_the_national_lists_are_the_yardstick():
    """Of the labels that the national lists write in both alphabets; the rest differ in words, not in letters."""
    with (ROOT / "server_db" / "national" / "classifiers.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    pairs = [(normalise_apostrophes(row["name_uz"]), row["name_oz"]) for row in rows]
    pairs = [pair for pair in pairs if re.search("[а-яё]", pair[1], re.IGNORECASE)]
    assert len(pairs) == 978
    assert sum(to_cyrillic(latin) == cyrillic for latin, cyrillic in pairs) >= 932
    assert sum(to_latin(cyrillic) == latin for latin, cyrillic in pairs) >= 931
