"""Tables and charts as files."""

from __future__ import annotations

import csv
import io

from openfisca_jordan_sp.api.pages.figures import csv_of


def rows_of(reply) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"))))


def test_a_table_keeps_every_figure_as_the_api_gives_it():
    rows = [{"programme": "uct", "label_ar": "الدعم النقدي", "cost": 19238411.123456787, "families": None}]
    assert rows_of(csv_of("x", rows)) == [
        {"programme": "uct", "label_ar": "الدعم النقدي", "cost": "19238411.123456787", "families": ""}
    ]


def test_a_text_that_a_spreadsheet_would_compute_is_shown_instead():
    texts = ["=1+1", "+1", "-1", "@x", "\tx", "plain"]
    told = [row["a"] for row in rows_of(csv_of("x", [{"a": text} for text in texts]))]
    assert told == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain"]


def test_a_number_below_nothing_stays_a_number():
    assert rows_of(csv_of("x", [{"a": -1.5}])) == [{"a": "-1.5"}]


def test_it_is_marked_so_that_spreadsheets_read_its_arabic_and_is_saved_under_its_name():
    reply = csv_of("pillars", [{"a": "ب"}])
    assert reply.get_data().startswith(b"\xef\xbb\xbf")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="pillars.csv"'
