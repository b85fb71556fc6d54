"""Who is hurt by a policy, printed on a terminal line by line, so that Arabic stands in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.result import WhoIsHurt
from openfisca_jordan_sp.hurt.tables import ALL
from openfisca_jordan_sp.report.numbers import is_unset, number, percent
from openfisca_jordan_sp.saving import has_charts

_WORDS = {
    "period": Text("Losses of the year {year}, month {month}", "خسائر سنة {year}، الشهر {month}"),
    "types": Text("Types of losing households", "أنماط الأسر المعيشية الخاسرة"),
    "mostly": Text("Most of them: {mostly}", "يغلب عليها: {mostly}"),
    "size": Text(
        "{households} households ({sample} of the data), {families} families, {persons} persons: "
        "{share} of those who lose",
        "{households} أسرة معيشية ({sample} في البيانات)، و{families} أسرة، و{persons} فردا: {share} من الخاسرين",
    ),
    "loss": Text(
        "{mean} JOD a month on average, {loss} JOD a month together: {share} of the whole loss",
        "{mean} دينار شهريا في المتوسط، و{loss} دينار شهريا إجمالا: {share} من الخسارة كلها",
    ),
    "through": Text("Through: {name} ({share})", "عبر: {name} ({share})"),
    "by": Text("Provision responsible: {name} ({share})", "الحكم المسؤول: {name} ({share})"),
    "responsible": Text("Provisions, JOD a month", "الأحكام، دينار شهريا"),
    "provision": Text(
        "{loss} ({share}); alone {alone}, spared if left out {spared}",
        "{loss} ({share})؛ وحده {alone}، ويزول بحذفه {spared}",
    ),
    "provision_only": Text("alone {alone}, spared if left out {spared}", "وحده {alone}، ويزول بحذفه {spared}"),
    "error": Text("standard error {error}", "الخطأ المعياري {error}"),
    "reforms": Text("Reforms, JOD a month", "المشاريع، دينار شهريا"),
    "rights": Text("Rights lost in the month", "حقوق مفقودة في الشهر"),
    "right": Text(
        "{name}: {fewer} end, {more} begin; {households} households have fewer",
        "{name}: ينقطع {fewer} وينشأ {more}؛ وتقل حقوق {households} أسرة معيشية",
    ),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
    "no_page": Text(
        "No report.html: install the charts with pip install 'openfisca-jordan-sp[report]'.",
        "لا يوجد report.html: ثبت الرسوم بالأمر pip install 'openfisca-jordan-sp[report]'.",
    ),
}


def _say(key: str, language: str, **values: object) -> str:
    return str(getattr(_WORDS[key], language)).format(**values)


def lines(result: WhoIsHurt, language: str) -> Iterator[str]:
    """The result line by line; `language` is `en` or `ar`."""
    yield getattr(result.title, language)
    yield _say("period", language, year=result.period.start.year, month=result.period)
    yield from (f"- {getattr(note, language)}" for note in result.notes())
    yield from _types(result, language)
    yield from _responsible(result, language)
    yield from _rights(result, language)


def written(out: Path, files: Sequence[Path], language: str) -> Iterator[str]:
    """That files were written, and why there is no page where there is none."""
    yield ""
    yield _say("written", language, out=out, files=", ".join(path.name for path in files))
    if not has_charts():
        yield _say("no_page", language)


def _types(result: WhoIsHurt, language: str) -> Iterator[str]:
    rows = result.tables["types"].to_dict(orient="records")
    if rows:
        yield from ("", _say("types", language))
    for row in rows:
        if row["type"] == ALL and len(rows) == 2:  # noqa: PLR2004 - one type, which is all
            continue
        yield ""
        yield f"{'∑' if row['type'] == ALL else row['type']}. {row[f'description_{language}']}"
        yield from (f"   {line}" for line in _of_type(row, language))


def _of_type(row: dict[Any, Any], language: str) -> Iterator[str]:
    if row[f"mostly_{language}"]:
        yield _say("mostly", language, mostly=row[f"mostly_{language}"])
    counts = {name: number(row[name]) for name in ("households", "families", "persons")}
    share = percent(row["share_of_households"])
    yield _say("size", language, **counts, sample=number(row["households_in_sample"]), share=share)
    amounts = {"mean": number(row["mean_loss_month"], 2), "loss": number(row["loss_month"])}
    yield _say("loss", language, **amounts, share=percent(row["share_of_loss"]))
    for key, name in (("through", "programme"), ("by", "provision")):
        yield _say(key, language, name=row[f"{name}_{language}"], share=percent(row[f"{name}_share"]))


def _responsible(result: WhoIsHurt, language: str) -> Iterator[str]:
    """The provisions, those of the greatest loss first, without those that change nothing for who loses."""
    rows = result.tables["responsible"].to_dict(orient="records")
    told = "loss_spared" if result.method == "one_at_a_time" else "loss_month"
    shown = [row for row in rows if any(row[name] != 0 for name in ("loss_alone", "loss_spared", told))]
    if shown:
        yield from ("", _say("responsible", language))
    for row in sorted(shown, key=lambda row: 0.0 if is_unset(row[told]) else -row[told]):
        yield f"- {row[f'label_{language}']}: {_amounts(row, language)}"
    reforms = result.tables["responsible_reforms"].to_dict(orient="records")
    if len(reforms) > 1:
        yield from ("", _say("reforms", language))
        for row in reforms:
            yield f"- {row[f'title_{language}']}: {number(row['loss_month'])} ({percent(row['share'])})"


def _amounts(row: dict[Any, Any], language: str) -> str:
    told = {"alone": number(row["loss_alone"]), "spared": number(row["loss_spared"])}
    if is_unset(row["standard_error"]):
        return _say("provision_only", language, **told)
    said = _say("provision", language, loss=number(row["loss_month"]), share=percent(row["share"]), **told)
    if not row["standard_error"]:
        return said
    error = _say("error", language, error=number(row["standard_error"]))
    return f"{said}{'، ' if language == 'ar' else ', '}{error}"


def _rights(result: WhoIsHurt, language: str) -> Iterator[str]:
    rows = result.tables["rights"].to_dict(orient="records")
    if rows:
        yield from ("", _say("rights", language))
    for row in rows:
        counts = {"fewer": number(row["fewer"]), "more": number(row["more"])}
        households = number(row["households_with_fewer"])
        yield "- " + _say("right", language, name=row[f"label_{language}"], **counts, households=households)
