"""A difference as files: JSON with a version, a page that is well formed and escaped, a table."""

import csv
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from openfisca_jordan_sp.drafting.differences import differences
from openfisca_jordan_sp.drafting.files import COLUMNS, DIFFERENCE_FORMAT, difference_to_dict
from openfisca_jordan_sp.drafting.page import difference_page
from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import ArticleText, Reform
from openfisca_jordan_sp.writing import Writing

EN, AR = Writing(), Writing("ar")
HOSTILE = '"><script>alert("x")</script>&\'<b onload=x>'
WITH_TEXT = "unemployment_without_account_link"
#: Elements of HTML that have no end.
_VOID = {"meta", "br", "wbr"}


class Checker(HTMLParser):
    """Refuses a page whose elements do not end in the order in which they begin."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def checked(page):
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    return checker


@pytest.fixture(scope="module")
def known():
    return differences(Policy(), Policy.of(WITH_TEXT, "universal_child_grant", "widower_equal_rights"))


@pytest.mark.parametrize("writings", [(EN, AR), (AR, EN), (EN,), (AR,)])
def test_the_page_is_well_formed_in_each_order_of_languages(known, writings):
    page = checked(difference_page(known, writings))
    articles = [attributes["lang"] for tag, attributes in page.seen if tag == "article"]
    assert articles == [writing.language for writing in writings]
    ids = [attributes["id"] for _, attributes in page.seen if "id" in attributes]
    targets = [attributes["href"] for _, attributes in page.seen if "href" in attributes]
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_page_marks_what_falls_away_and_what_is_put_in(known):
    page = difference_page(known, [EN])
    assert "<del>75</del><ins>70</ins>" in page
    assert '<del><bdi dir="ltr">75</bdi></del>' in difference_page(known, [AR])


def test_the_page_of_nothing_says_so():
    assert "Nothing differs." in "".join(checked(difference_page(differences(Policy(), Policy()), [EN])).text)


def hostile():
    text = Text(HOSTILE, HOSTILE)
    addition = {
        "metadata": {"label": {"en": HOSTILE, "ar": HOSTILE}, "unit": HOSTILE},
        "values": {"2026-01-01": {"value": HOSTILE, "metadata": {"confidence": HOSTILE, "reference": [HOSTILE]}}},
    }
    wording = ArticleText(HOSTILE, HOSTILE, text, Text("other", "آخر"), source={"title": HOSTILE})
    reform = Reform("trial", text, "scenario", adds={f"trial.{HOSTILE}": addition}, text=(wording,), summary=text)
    return Policy((replace(reform, id=HOSTILE),))


def test_what_a_hostile_reform_holds_is_text_on_the_page():
    page = checked(difference_page(differences(Policy(), hostile()), [AR, EN]))
    assert not {"script", "b"} & {tag for tag, _ in page.seen}
    assert not any("onload" in attributes for _, attributes in page.seen)


def test_the_files_are_written_with_their_format_and_columns(known, tmp_path):
    written = known.save(tmp_path / "out")
    assert [path.name for path in written] == ["diff.json", "diff.html", "provisions.csv"]
    data = json.loads((tmp_path / "out" / "diff.json").read_text(encoding="utf-8"))
    assert data["format"] == DIFFERENCE_FORMAT
    assert data["after"]["id"] == known.after.id
    with (tmp_path / "out" / "provisions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["path"] for row in rows] == [one.path for one in known.values]
    by_path = {row["path"]: row for row in rows}
    cap = by_path["social_security_law.unemployment.cap"]
    assert (cap["before"], cap["after"], cap["difference"], cap["articles"]) == ("600", "500", "-100", "53(b)")
    assert cap["instrument_ar"].startswith("قانون الضمان الاجتماعي")


def test_the_same_difference_is_the_same_bytes(known, tmp_path):
    first, second = known.save(tmp_path / "one"), known.save(tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_that_differs_is_written_too(tmp_path):
    differences(Policy(), Policy()).save(tmp_path)
    assert (tmp_path / "provisions.csv").read_text(encoding="utf-8-sig").strip() == ",".join(COLUMNS)


def test_a_place_that_cannot_be_written_is_an_error(known, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError):
        known.save(tmp_path / "file" / "below")


def test_json_rebuilds_the_wording_from_its_pieces(known):
    for one in difference_to_dict(known)["wording"]:
        for language in ("en", "ar"):
            kept = [piece["text"] for piece in one["pieces"][language] if piece["kind"] != "deleted"]
            assert "".join(kept) == one["after"][language]
