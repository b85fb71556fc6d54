"""Everything of the law that is told has its Arabic, and no Arabic text has English in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from openfisca_core.indexed_enums import Enum

import openfisca_jordan_sp.law
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.articles import article_in_arabic
from openfisca_jordan_sp.law.catalogue import coverage, instruments
from openfisca_jordan_sp.law.data_files import read_folder
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.notes import arabic_note, arabic_notes
from openfisca_jordan_sp.law.titles import arabic_title, source_titles
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.reform import catalogue as reforms
from openfisca_jordan_sp.reform import load_reform
from openfisca_jordan_sp.system import law_in_force
from tests.arabic import english_words

FILES = [*Path(openfisca_jordan_sp.law.__file__).parent.rglob("*.yaml"), *reforms().values()]
WHERE_TITLES_GO = "write its Arabic into openfisca_jordan_sp/law/source_titles"


def cited():
    """Every title that something cites, with who does."""
    found = [
        (instrument.folder, source.title) for instrument in instruments().values() for source in sources(instrument)
    ]
    for parameter in tree.leaves(law_in_force().parameters):
        references = [one for value in parameter.values_list for one in value.metadata.get("reference") or ()]
        found += [(str(parameter.name), reference["title"]) for reference in references]
    found += [(f"reforms/{path.name}", title) for path in reforms().values() for title in titles_in(read(path))]
    variables = law_in_force().variables.items()
    return found + [(name, str(title)) for name, variable in variables for title in variable.reference or ()]


def sources(instrument):
    return [source for act in (instrument.act, *instrument.related) for source in act.sources]


def titles_in(data) -> Iterator[str]:
    """The titles of sources anywhere in a file; those that give both languages need no entry."""
    if isinstance(data, dict):
        if isinstance(data.get("title"), str):
            yield data["title"]
        data = list(data.values())
    for child in data if isinstance(data, list) else []:
        yield from titles_in(child)


def notes():
    """Every note that a parameter has in English, with its path."""
    for parameter in tree.leaves(law_in_force().parameters):
        metadata = parameter.metadata
        texts = [metadata.get("note"), *(one.get("replaced_by") for one in metadata.get("superseded") or ())]
        texts += [value.metadata.get("note") for value in parameter.values_list]
        yield from ((str(parameter.name), text) for text in texts if isinstance(text, str))


def read(path):
    return read_yaml(path.read_text(encoding="utf-8"))


def arabic_texts(data) -> Iterator[str]:
    """Every text under a key `ar`."""
    if isinstance(data, dict):
        yield from ([data["ar"]] if isinstance(data.get("ar"), str) else [])
        data = list(data.values())
    for child in data if isinstance(data, list) else []:
        yield from arabic_texts(child)


class TestATitleOfASource:
    def test_has_its_arabic(self):
        missing = {f"{place}: {title!r}: {WHERE_TITLES_GO}" for place, title in cited() if not arabic_title(title)}
        assert missing == set()

    def test_is_free_of_english_in_arabic(self):
        found = {title: english_words(arabic_title(title) or "") for _, title in cited()}
        assert {title: words for title, words in found.items() if words} == {}

    def test_has_one_entry_and_one_alone(self):
        entries = [title for titles in read_folder("source_titles").values() for title in titles]
        assert sorted(entries) == sorted(set(entries))

    def test_of_the_law_is_cited_by_something(self):
        told = " | ".join(title for _, title in cited())
        of_reforms = read_folder("source_titles")["reforms"]  # reforms come and go: theirs may stay
        assert [title for title in source_titles() if title not in told and title not in of_reforms] == []

    @pytest.mark.parametrize(
        ("title", "arabic"),
        [
            ("Al-Rai", "الرأي"),
            ("Al-Rai (S9, weak)", "الرأي (S9، ضعيف)"),
            ("WFP Jordan briefs (S147, S148)", "نشرات برنامج الأغذية العالمي عن الأردن (S147، S148)"),
            ("https://jo24.net/article/412555", "https://jo24.net/article/412555"),
            ("Law 24/2019; Jordan Times 2020", "القانون رقم 24 لسنة 2019؛ جوردان تايمز، 2020"),
            ("A memo of my own", None),
            ("Al-Rai; a memo of my own", None),
        ],
    )
    def test_is_told_with_its_codes_and_in_its_parts(self, title, arabic):
        assert arabic_title(title) == arabic

    def test_may_be_given_in_both_languages_by_a_reform(self):
        source = Source.from_data({"title": {"en": "My memo", "ar": "مذكرتي"}, "published": "2026"})
        assert (source.titled("en"), source.titled("ar"), source.published) == ("My memo", "مذكرتي", "2026")

    def test_without_arabic_is_told_as_it_is_given(self):
        assert Source.from_data({"title": "My memo"}).titled("ar") == "My memo"
        assert Source.from_data({"title": "Al-Rai"}).titled("en") == "Al-Rai"

    def test_in_arabic_alone_is_told_in_arabic(self):
        assert Source.from_data({"title": {"ar": "مذكرتي"}}).titled("en") == "مذكرتي"

    def test_that_is_missing_is_empty(self):
        assert Source.from_data({}).titled("ar") == ""


class TestANote:
    def test_of_a_parameter_has_its_arabic(self):
        missing = {
            f"{place}: {note!r}: write its Arabic into openfisca_jordan_sp/law/notes"
            for place, note in notes()
            if not arabic_note(note)
        }
        assert missing == set()

    def test_is_free_of_english_in_arabic(self):
        assert {note for note in arabic_notes().values() if english_words(note)} == set()

    def test_has_no_entry_that_nothing_needs(self):
        assert set(arabic_notes()) - {" ".join(note.split()) for _, note in notes()} == set()

    def test_of_a_users_own_has_none(self):
        assert arabic_note("A note of my own") is None


class TestAnArticle:
    def test_has_its_arabic(self):
        variables = law_in_force().variables.values()
        articles = {variable.article for variable in variables if getattr(variable, "article", None)}
        rules = [rule for path in reforms().values() for rule in load_reform(path).code.variables]
        articles |= {vars(rule)["__article__"] for rule in rules if vars(rule).get("__article__")}
        articles |= {str(one["article"]) for rows in coverage().values() for one in rows if one.get("article")}
        for parameter in tree.leaves(law_in_force().parameters):
            references = [one for value in parameter.values_list for one in value.metadata.get("reference") or ()]
            articles |= {str(reference["article"]) for reference in references if reference.get("article")}
        assert {article for article in articles if not article_in_arabic(article)} == set()
        assert {article for article in articles if english_words(article_in_arabic(article))} == set()

    @pytest.mark.parametrize(
        ("article", "arabic"),
        [
            ("2", "المادة 2"),
            ("12(g)", "المادة 12(ز)"),
            ("50(a)(1)", "المادة 50(أ)(1)"),
            ("14(a), (b)", "المادة 14(أ) و(ب)"),
            ("108, 111", "المادتان 108 و111"),
            ("81(a)(3), 83(b), 84(a)(4)", "المواد 81(أ)(3) و83(ب) و84(أ)(4)"),
            ("50 to 57", "المواد من 50 إلى 57"),
            ("187-190", "المواد من 187 إلى 190"),
            ("Penal Code, art. 389", "قانون العقوبات، المادة 389"),
            (
                "Child Rights Law 17/2022 (number not seen)",
                "قانون حقوق الطفل رقم 17 لسنة 2022 (لم يُطلع على رقم المادة)",
            ),
            (
                "Social Security Law 1/2014 as amended by Law 11/2023",
                "قانون الضمان الاجتماعي رقم 1 لسنة 2014 المعدل بالقانون رقم 11 لسنة 2023",
            ),
            ("Defence Order 24/2020, Circular 45/2021", "أمر الدفاع رقم 24 لسنة 2020، التعميم رقم 45 لسنة 2021"),
            ("10, 26; Nurseries Bylaw 6/2024", "المادتان 10 و26؛ نظام دور الحضانة رقم 6 لسنة 2024"),
            ("Table 4", "الجدول 4"),
            ("Law of the Moon 1/2000", None),
            ("Penal Code, art. some", None),
            ("10 dinars", None),
            ("", None),
        ],
    )
    def test_is_named_as_jordanian_laws_are(self, article, arabic):
        assert article_in_arabic(article) == arabic

    @pytest.mark.parametrize(("article", "arabic"), [("2(a)", "2(أ)"), ("50 to 57", "50-57"), ("10, 26", "10 و26")])
    def test_in_a_column_of_articles_stands_without_the_word(self, article, arabic):
        assert article_in_arabic(article, noun=False) == arabic


class TestALabel:
    def test_of_a_variable_or_a_parameter_is_free_of_english_in_arabic(self):
        labels = {name: variable.label_ar for name, variable in law_in_force().variables.items()}
        nodes = law_in_force().parameters.get_descendants()
        labels |= {str(node.name): (node.metadata.get("label") or {}).get("ar") for node in nodes}
        assert {name: label for name, label in labels.items() if label and english_words(label)} == {}

    def test_of_an_item_stands_in_both_languages(self):
        variables = [one for one in law_in_force().variables.values() if one.value_type is Enum]
        labels = {f"{one.name}.{item.name}": item_label(item) for one in variables for item in one.possible_values}
        assert (labels["sex.male"].en, labels["sex.male"].ar) == ("Male", "ذكر")
        assert {name for name, label in labels.items() if label.en == label.ar or english_words(label.ar)} == set()

    def test_of_an_item_with_a_single_name_is_that_name(self):
        class Colour(Enum):
            red = "red"

        assert item_label(Colour.red).ar == "red"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_arabic_of_a_file_of_the_law_is_free_of_english(path):
    texts = [text.replace("{", "`").replace("}", "`") for text in arabic_texts(read(path))]
    assert {text for text in texts if english_words(text)} == set()


def test_an_english_text_in_a_file_would_be_found():
    data = yaml.safe_load("[{label: {en: Wage, ar: الأجر}}, {a: {ar: a leaked text}}]")
    assert [english_words(text) for text in arabic_texts(data)] == [[], ["leaked", "text"]]
