"""Checks of what a bill says about itself: sources, names in Arabic, the wording of its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openfisca_jordan_sp.drafting.checks.bill import Bill, days_of
from openfisca_jordan_sp.drafting.checks.findings import ERROR, FILE, LAW, WARNING, Check, Spot
from openfisca_jordan_sp.drafting.checks.numbers_in_words import is_told
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import is_instrument

#: Values that switch something off or on, also `false` and `true`: a text says that in other words.
_SWITCHES = (0, 1)
_ARABIC = re.compile("[\u0621-\u064a]")


def without_source(bill: Bill) -> Iterator[Spot]:
    """A bill or a proposal that names no source: nobody can hold it against its text."""
    if bill.reform.status != "scenario" and not bill.reform.source:
        message = Text("a bill must name where it was read.", "يجب أن يذكر المشروع مصدره.")
        form = "source: [{title: …, published: …, href: …}]"
        yield Spot("source", message, Text(f"Add `{form}`.", f"أضف `{form}`."))


def without_date(bill: Bill) -> Iterator[Spot]:
    """A bill of which no source tells when it was published."""
    told = [str(source.get("published") or "") for source in bill.reform.source]
    if bill.reform.status == "bill" and told and not list(days_of(told)):
        message = Text("no source of the bill has a date.", "لا تاريخ لأي من مصادر المشروع.")
        hint = Text("Add `published`: its versions differ.", "أضف `published`: صيغ المشروع تختلف.")
        yield Spot("source", message, hint)


def without_arabic(bill: Bill) -> Iterator[Spot]:
    """Names and texts that a reader of Arabic needs and that are missing or not Arabic."""
    for path, text in _arabic_texts(bill):
        if not _ARABIC.search(str(text or "")):
            message = Text("has no Arabic text.", "ليس له نص عربي.")
            hint = Text("The law is read in Arabic: write it.", "القانون يُقرأ بالعربية: اكتب النص.")
            yield Spot(path, message, hint)


def _arabic_texts(bill: Bill) -> Iterator[tuple[str, Any]]:
    reform = bill.reform
    yield "title.ar", reform.title.ar
    for path, metadata in bill.metadata_added.items():
        if isinstance(metadata.get("label"), Mapping):
            yield f"adds.{path}.metadata.label.ar", metadata["label"].get("ar")
    for programme in reform.programmes:
        yield f"programmes.{programme.id}.label.ar", programme.label.ar
    for index, article in enumerate(reform.text):
        for side, text in (("before", article.before), ("after", article.after)):
            if text is not None:
                yield f"text[{index}].{side}.ar", text.ar
    for variable in reform.code.variables:
        own = variable()
        if not own.is_neutralized:
            yield f"{variable.__name__}.label_ar", getattr(own, "label_ar", None)


def unknown_instrument(bill: Bill) -> Iterator[Spot]:
    """Texts of an instrument that the law does not have."""
    own = {path.partition(".")[0] for path in bill.reform.adds}
    for index, article in enumerate(bill.reform.text):
        if not is_instrument(article.instrument) and article.instrument not in own:
            message = Text(
                f"{article.instrument} is not an instrument of the law.",
                f"{article.instrument} ليست أداة قانونية معروفة.",
            )
            hint = Text("`jordan-sp law coverage` lists them.", "يعرضها الأمر `jordan-sp law coverage`.")
            yield Spot(f"text[{index}].instrument", message, hint)


def silent_text(bill: Bill) -> Iterator[Spot]:
    """Articles whose new wording tells none of the values that the bill sets in their instrument.

    A bill with new rules is left out: its articles may be about these.
    """
    if bill.own_variables:
        return
    for index, article in enumerate(bill.reform.text):
        values = [
            value
            for path, dated in bill.values.items()
            if path.partition(".")[0] == article.instrument
            for value in dated.values()
            if isinstance(value, int | float) and value not in _SWITCHES
        ]
        if article.after is None or not values:
            continue
        for language in ("en", "ar"):
            text = getattr(article.after, language)
            if not any(is_told(value, text) for value in values):
                numbers = ", ".join(f"{value:,.10g}" for value in dict.fromkeys(values))
                message = Text(
                    f"the wording tells none of the values set ({numbers}).",
                    f"لا يذكر النص أيا من القيم المحددة ({numbers}).",
                )
                hint = Text("Is the number of the text another one?", "هل في النص رقم آخر؟")
                yield Spot(f"text[{index}].after.{language}", message, hint)


def other_name(bill: Bill) -> Iterator[Spot]:
    """An id that is not the name of the file: the bill is then found by one name and shown under another."""
    if bill.file is not None and bill.file.stem != bill.reform.id:
        message = Text(
            f"is {bill.reform.id}, and the file is called {bill.file.name}.",
            f"هو {bill.reform.id} واسم الملف {bill.file.name}.",
        )
        hint = Text("Give both one name.", "اجعل الاسمين واحدا.")
        yield Spot("id", message, hint)


CHECKS = (
    Check("source_missing", ERROR, without_source, FILE),
    Check("source_undated", WARNING, without_date, FILE),
    Check("arabic_missing", ERROR, without_arabic, FILE),
    Check("unknown_instrument", ERROR, unknown_instrument, FILE),
    Check("text_silent_on_value", WARNING, silent_text, LAW),
    Check("id_differs_from_file", WARNING, other_name, FILE),
)
