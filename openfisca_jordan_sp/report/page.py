"""The page: what stands in each section, from a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.parameters import CONFIDENCES
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.report import charts, findings, numbers, tables
from openfisca_jordan_sp.report.figures import figures
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.writing import Writing, is_arabic

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison import Comparison
    from openfisca_jordan_sp.policy import Policy

#: Fields of a population's manifest that are counts.
_COUNTS = ("households", "families", "persons", "weight_total")


@dataclass(frozen=True)
class KeyFigure:
    """A number of the main result: by how much it changes, what it is now and becomes."""

    name: str
    change: str
    pair: str


def render(comparison: Comparison, language: str) -> str:
    """The report of a comparison as one HTML file.

    Args:
        comparison: what `compare` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    data = comparison.tables
    return template("template.html.jinja").render(
        texts=texts,
        comparison=comparison,
        style=style(),
        title=texts.of(comparison.policy.title),
        month=texts.isolated(str(comparison.period)),
        about=_about(comparison, texts),
        headline=findings.headline(data, texts),
        key_figures=key_figures(data, texts),
        caveats=_caveats(comparison, texts),
        published=tables.published(data["published"], texts) if len(data["published"]) else None,
        provisions=tables.provisions(data["provisions"], texts) if len(data["provisions"]) else None,
        neutralised=[name for reform in comparison.policy.reforms for name in reform.neutralise],
        rewritten=_rewritten(comparison, texts),
        figures=figures(comparison, texts),
        tables=_all_tables(comparison, texts),
        not_verified=tables.not_verified(data["non_verified"], texts) if len(data["non_verified"]) else None,
        facts=_facts(comparison, texts),
    )


@cache
def template(name: str) -> Template:
    """A page's template; what is put into it is escaped."""
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=in_order,
    )
    return environment.get_template(name)


def in_order(value: Any) -> Any:
    """What is put into a page: in an Arabic text, dates and numbers are kept from left to right."""
    return Writing("ar").part(value) if type(value) is str and is_arabic(value) else value


def style() -> Markup:
    """The style sheet of every report."""
    return Markup(_file("style.css"))  # noqa: S704 - our own file


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _about(comparison: Comparison, texts: Texts) -> list[str]:
    """The period, and what each reform is and comes from."""
    period = texts("period", month=texts.isolated(str(comparison.period)), year=comparison.period.start.year)
    return [period, *reform_facts(comparison.policy, texts)]


def reform_facts(policy: Policy, texts: Texts) -> list[str]:
    """What each reform is and comes from."""
    facts, semicolon = [], Words(texts.language)("semicolon")
    for reform in policy.reforms:
        sources = semicolon.join(Source.from_data(source).titled(texts.language) for source in reform.source)
        facts.append(": ".join(filter(None, [texts(f"status_{reform.status}"), sources])))
    return facts


def key_figures(data: Mapping[str, pandas.DataFrame], texts: Texts) -> list[KeyFigure]:
    """Cost a month and a year, families reached and the poverty headcount, in this order."""
    total, poor = findings.total_row(data["programmes"]), findings.all_residents(data["poverty"])
    made = []
    for name in ("cost_month", "cost_year", "families"):
        pair = {s: texts.number(total[f"{name}_{s}"]) for s in charts.SCENARIOS}
        change = total[f"{name}_difference"]
        if name != "families":
            pair = {s: texts.money(total[f"{name}_{s}"]) for s in charts.SCENARIOS}
        written = texts.number(change, signed=True) if name == "families" else texts.money(change, signed=True)
        made.append(KeyFigure(texts(f"key_{name}"), written, texts("key_pair", **pair)))
    pair = {s: texts.percent(poor[f"headcount_{s}"], 2) for s in charts.SCENARIOS}
    change = f"{texts.number(poor['headcount_difference'] * 100, 2, signed=True)} {texts('points_short')}"
    return [*made, KeyFigure(texts("key_headcount"), change, texts("key_pair", **pair))]


def _caveats(comparison: Comparison, texts: Texts) -> list[str]:
    """What the figures rest on, and what they are good for."""
    confidence = comparison.tables["non_verified"]["confidence"]
    counts = {name: int((confidence == name).sum()) for name in CONFIDENCES}
    comma = "، " if texts.direction == "rtl" else ", "
    parts = comma.join(f"{texts.number(n)} {texts(f'confidence_{name}')}" for name, n in counts.items() if n)
    return [
        *[texts.of(note) for note in comparison.notes()],
        *([] if comparison.is_synthetic else [texts("not_synthetic")]),
        *caveats_of(comparison.population.get("caveats"), texts),
        *([texts("not_verified_parts", parts=parts)] if parts else []),
        texts("use_can"),
        texts("use_cannot"),
    ]


def caveats_of(written: Any, texts: Texts) -> list[str]:
    """The caveats of a manifest: texts, or pairs of languages, alone or in a list."""
    if not written:
        return []
    if isinstance(written, str):
        return [written]
    if isinstance(written, Mapping):
        return caveats_of(written.get(texts.language) or written.get("en"), texts)
    return [caveat for entry in written for caveat in caveats_of(entry, texts)]


def _rewritten(comparison: Comparison, texts: Texts) -> list[str]:
    """The rules that a policy's Python gives, by their labels."""
    variables = [variable for reform in comparison.policy.reforms for variable in reform.code.variables]
    return [
        str(getattr(variable, "label_ar" if texts.language == "ar" else "label", None) or variable.__name__)
        for variable in variables
    ]


def _all_tables(comparison: Comparison, texts: Texts) -> list[Table]:
    data = comparison.tables
    return [
        *[
            table
            for kind in ("programmes", "pillars", "levies", "governorates", "deciles")
            for table in tables.cost_and_reach(data[kind], kind, texts)
        ],
        tables.services(data["services"], texts),
        tables.poverty(data["poverty"], comparison.line, texts),
        tables.inequality(data["inequality"], texts),
        tables.winners(data["winners_losers"], texts),
    ]


def _facts(comparison: Comparison, texts: Texts) -> list[tuple[str, str]]:
    """Names and values of what the computation rests on."""
    line = texts("method_line_value", line=texts.number(comparison.line, 2))
    return [
        (texts("method_package"), f"openfisca-jordan-sp {version('openfisca-jordan-sp')}"),
        (texts("method_policy"), comparison.policy.id),
        (texts("method_period"), str(comparison.period)),
        (texts("method_line"), line),
        *_cutoff_facts(comparison, texts),
        *population_facts(comparison.population, texts),
    ]


def _cutoff_facts(comparison: Comparison, texts: Texts) -> list[tuple[str, str]]:
    """Where each quota cuts off under each policy, for those that do."""
    cutoffs = {name: evaluation.cutoffs for name, evaluation in comparison.evaluations.items()}
    facts = []
    for flag in {flag: None for found in cutoffs.values() for flag in found}:
        scores = {name: cutoffs[name].get(flag) for name in charts.SCENARIOS}
        if all(score is None for score in scores.values()):
            continue  # nobody is ranked under either policy
        written = {name: texts("unset") if s is None else texts.number(s, 3) for name, s in scores.items()}
        facts.append((texts("method_cutoff", flag=flag), texts("method_cutoff_value", **written)))
    return facts


def population_facts(manifest: Mapping[str, Any], texts: Texts) -> list[tuple[str, str]]:
    """What the population says of itself, as far as it does."""
    kind = str(manifest.get("kind", texts("unset")))
    facts = [(texts("population_kind"), texts("kind_synthetic") if kind == "synthetic" else kind)]
    for name in ("seed", *_COUNTS, "base_date"):
        if name in manifest:
            value = manifest[name]
            written = numbers.number(value) if name in _COUNTS else str(value)
            facts.append((texts(f"population_{name}"), written))
    digest = manifest.get("targets_sha256")
    return [*facts, (texts("population_targets"), str(digest))] if digest else facts
