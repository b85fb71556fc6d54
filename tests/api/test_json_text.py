"""JSON as the service reads it: the quick ways say of each text what the strict one says."""

import json
import random

import pytest
from openfisca_jordan_sp.api import json_text
from openfisca_jordan_sp.api.errors import MalformedError
from openfisca_jordan_sp.api.json_text import check_loosely_read, read_json, read_loosely

WRONG = (
    b'{"a": 1, "a": 2}',
    b'{"b": {"a": 1, "a": "x:y"}}',
    b'{"a": 1, "a": 2, "b": [}',
    b'{"a": NaN}',
    b'{"a": [1, -Infinity]}',
    b'{"a": [1.5, 1e400]}',
    b'{"a": [null, -1e400]}',
    b'{"a": {"b": [[1e999]]}}',
    b'{"a": 1e400, "a": 2}',
    b'{"a": "\\ud800"}',
    b'{"a": ["x", "\\udfff"]}',
    b'{"a": "\xff"}',
    b'{"a": 01}',
    b'{"a": 1} 2',
    b'{"a": 1' + b"0" * 5000 + b"}",
    b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}",
    b"[" * 100_000,
    b"1e400",
    b"",
)
RIGHT = (
    b'{"a": "12:30", "b": {"c": "x:y:z"}}',
    b'{"a": "\\ud83d\\ude00", "b": [1, 2.5, null, true]}',
    b"\xef\xbb\xbf[1]",
    b"null",
    b"[1e-400, -0.0, 12345678901234567890]",
    b'{"a": ' + b"[" * 32 + b"]" * 32 + b"}",
)


def loosely(data):
    value = read_loosely(data)
    check_loosely_read(data, value)
    return value


def said(read, data):
    """What a reader makes of a text: a value with its types and the order of keys, or its words."""
    try:
        return repr(read(data))
    except MalformedError as error:
        return (error.message, error.hint)


def strictly(data, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(json_text, "_decoded_quickly", lambda _: None)
        return said(read_json, data)


@pytest.mark.parametrize("data", WRONG, ids=lambda data: repr(data[:24]))
def test_what_is_refused_is_refused_with_the_same_words_however_it_is_read(data, monkeypatch):
    found = strictly(data, monkeypatch)
    assert isinstance(found, tuple)
    assert said(read_json, data) == said(loosely, data) == found


@pytest.mark.parametrize("data", RIGHT, ids=lambda data: repr(data[:24]))
def test_what_is_right_is_read_alike(data, monkeypatch):
    found = strictly(data, monkeypatch)
    assert isinstance(found, str)
    assert said(read_json, data) == said(loosely, data) == found


def test_texts_with_any_part_changed_are_read_alike_or_refused_alike(monkeypatch):
    head = {"period": "2026-01", "policy": {"values": {"a": {"2026-01-01": 1.5}}}}
    text = json.dumps(head | {"columns": {"id": ["a:b", "ا"], "wage": [1.5, None], "is": [True, False]}})
    draw, refusals = random.Random(8), 0
    parts = [
        '"',
        ":",
        ",",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "1e400",
        "-",
        "NaN",
        '"id":',
        "\\ud800",
        "0",
        "null",
        "\n",
        "\x01",
    ]
    for _ in range(600):
        place = draw.randrange(len(text))
        data = (text[:place] + draw.choice(parts) + text[place + draw.randrange(3) :]).encode()
        found = strictly(data, monkeypatch)
        assert said(read_json, data) == said(loosely, data) == found, data
        refusals += isinstance(found, tuple)
    assert 100 < refusals < 600
