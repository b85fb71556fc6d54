"""What replies tell beside figures: where values come from, how well they are known, and what to be wary of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.case_notes import first_day
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.as_json import source_data
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.articles import article_in_arabic
from openfisca_jordan_sp.law.provenance import not_verified, values_used
from openfisca_jordan_sp.law.register import provisions_with
from openfisca_jordan_sp.law.show import variable_named
from openfisca_jordan_sp.law.titles import arabic_title
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform_rules import rules_of
from openfisca_jordan_sp.system import law_in_force

from .provisions import provisions_data

#: The index whose last year tells how far the law's own figures reach.
_INDEX = "statistics.consumer_price_index"


def text_data(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"en": text.en, "ar": text.ar}


def warning(code: str, message: Text) -> dict[str, Any]:
    """Something to be wary of."""
    return {"code": code, "message": text_data(message)}


def named(system: TaxBenefitSystem, variable: str) -> dict[str, Any]:
    """A variable with its label."""
    return {"variable": variable, "label": text_data(variable_named(system, variable).label)}


def article_data(article: str | None) -> dict[str, str] | None:
    """An article in both languages."""
    return None if article is None else {"en": article, "ar": article_in_arabic(article) or article}


def grounds(system: TaxBenefitSystem, variable: str) -> dict[str, Any]:
    """Where a rule stands in the law: the article that it names, its references, the provisions of the register."""
    rule = system.variables[variable]
    return {
        "article": article_data(getattr(rule, "article", None)),
        "references": [{"en": str(one), "ar": arabic_title(str(one)) or str(one)} for one in rule.reference or ()],
        "provisions": [
            {"instrument": folder, "article": article_data(one.article), "title": text_data(one.title)}
            for folder, one in provisions_with(variable)
        ],
    }


def value_data(root: Any, record: tree.ValueRecord) -> dict[str, Any]:
    """A value of the law with its source and its confidence."""
    parameter = tree.find(root, record.path)
    return {
        "path": record.path,
        "label": text_data(tree.label_of(parameter)) if parameter is not None else {"en": record.path, "ar": ""},
        "unit": str(parameter.metadata.get("unit") or "") if isinstance(parameter, Parameter) else "",
        "value": record.value,
        "since": record.date,
        "confidence": record.confidence,
        "sources": [source_data(Source.from_data(one)) for one in record.references],
    }


def quoted(title: Text) -> Text:
    """A title within a sentence."""
    return Text(f"“{title.en}”", f"«{title.ar}»")


def policy_data(policy: Policy) -> dict[str, Any]:
    """A policy: every value that it changes with the sources of both, the rules that it replaces or switches off."""
    return {
        "id": policy.id,
        "title": text_data(policy.title),
        "provisions": provisions_data(policy),
        "rules": sorted({variable.__name__ for _, variable in rules_of(policy.reforms)}),
        "switched_off": sorted({name for reform in policy.reforms for name in reform.neutralise}),
    }


def unverified(policies: Sequence[Policy], month: Period, names: Iterable[str]) -> list[dict[str, Any]]:
    """The values behind some variables that were not read in a source as they stand, each once, with their policies."""
    wanted = sorted(set(names))
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for policy in policies:
        known = [name for name in wanted if name in policy.system.variables]
        for record in not_verified(values_used(policy, month, known)):
            told = found.setdefault(
                (record.path, record.date, str(record.value)),
                {**value_data(policy.system.parameters, record), "policies": []},
            )
            told["policies"].append(policy.id)
    return list(found.values())


def warnings_on(policies: Sequence[Policy], month: Period, values: Sequence[Any], unset: Iterable[str]) -> list[Any]:
    """What a reader must know first.

    Args:
        policies: those beside the law in force.
        month: that was computed.
        values: those behind the figures that are not verified.
        unset: parameters without a value that something needs.
    """
    return [*_later(policies, month), *_beyond(month), *_unset(unset), *_unverified(values)]


def _later(policies: Sequence[Policy], month: Period) -> Iterator[dict[str, Any]]:
    for policy in policies:
        begins = first_day(policy)
        if begins is not None and str(month.stop) < begins:
            title = quoted(policy.title)
            english = f"{title.en} begins on {begins}, after {month}: it shows in the year alone, if at all."
            arabic = f"تبدأ سياسة {title.ar} في {begins} بعد {month}: لا يظهر أثرها إلا في مبالغ السنة إن ظهر."
            yield warning("policy_begins_later", Text(english, arabic))


def _beyond(month: Period) -> Iterator[dict[str, Any]]:
    last = last_known_year()
    # The figures of a year come out in the next one.
    if month.start.year > last + 1:
        english = f"The law's own statistics end in {last}: what is later takes the last known values on."
        arabic = f"تنتهي إحصاءات القانون عند سنة {last}: وما بعدها يُحسب بآخر القيم المعروفة."
        yield warning("after_last_known_values", Text(english, arabic))


def last_known_year() -> int:
    """The last year for which the law's statistics are known."""
    index = tree.find(law_in_force().parameters, _INDEX)
    assert isinstance(index, Parameter)
    return int(tree.records(index)[-1].date[:4])


def _unset(names: Iterable[str]) -> Iterator[dict[str, Any]]:
    listed = sorted(set(names))
    if listed:
        english = f"What cannot be computed needs a value that no source gives: {', '.join(listed)}."
        arabic = f"ما تعذر حسابه تلزمه قيمة لا مصدر لها: {'، '.join(listed)}."
        yield warning("unset_value", Text(english, arabic))


def _unverified(values: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    if values:
        english = f"{len(values)} values behind these figures were not read in a source as they stand; they are listed."
        arabic = f"عدد القيم التي لم تُقرأ في مصدر كما هي: {len(values)}، وهي مدرجة."
        yield warning("values_not_verified", Text(english, arabic))
