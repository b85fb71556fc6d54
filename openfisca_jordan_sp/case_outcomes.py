"""Case families under policies beside the law in force: what each gets, pays and is left with.

>>> from openfisca_jordan_sp import case_results
>>> result = case_results(["uct_maximum_160"], cases=["day_wages_family_of_six"])
>>> result.tables["amounts"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.case_amounts import Amounts, CasesOfYear, amounts_of
from openfisca_jordan_sp.case_items import items_of
from openfisca_jordan_sp.case_notes import notes_on
from openfisca_jordan_sp.case_tables import COLUMN_LABELS, TABLE_LABELS, case_tables
from openfisca_jordan_sp.cases import Case, load_case
from openfisca_jordan_sp.cases import cases as known_cases
from openfisca_jordan_sp.errors import PeriodError, SituationError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results.base import PopulationResult
from openfisca_jordan_sp.results.labels import Labels
from openfisca_jordan_sp.situations import Situation, prepare_situation
from openfisca_jordan_sp.system import law_in_force

#: A case: its id, a file, or one that was loaded before.
CaseLike = Case | str | Path


@dataclass(frozen=True)
class CaseResults(PopulationResult):
    """Cases under policies.

    Attributes:
        policies: the law in force, then those asked for.
        cases: in the order in which they were asked for.
        months: the month in which each case is shown, by its id.
        remarks: what a reader must know first.
    """

    policies: tuple[Policy, ...]
    cases: tuple[Case, ...]
    months: Mapping[str, Period]
    remarks: tuple[Text, ...]

    file_name = "cases.json"
    file_prefix = "cases_"

    @property
    def title(self) -> Text:
        """What the result is about."""
        if len(self.policies) == 1:
            return Text("Case families under the law in force", "حالات أسر في ظل القانون النافذ")
        return Text("Case families under each policy", "حالات أسر في ظل كل سياسة")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        return list(self.remarks)

    def labels(self) -> Labels:
        """What tables and columns are called in both languages."""
        return Labels(COLUMN_LABELS, TABLE_LABELS)

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts."""
        return ("disposable_income",)

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.cases_figures import chart_of  # noqa: PLC0415

        return chart_of(self, name, language)

    def _facts(self) -> dict[str, Any]:
        policies = [{"id": policy.id, "title": vars(policy.title)} for policy in self.policies]
        months = {name: str(month) for name, month in self.months.items()}
        return {"title": vars(self.title), "policies": policies, "months": months}

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report.cases_page import render_cases  # noqa: PLC0415

        page: str = render_cases(self, language)
        return page


def case_results(
    policies: Sequence[PolicyLike] = (),
    *,
    cases: Sequence[CaseLike] | None = None,
    period: str | None = None,
) -> CaseResults:
    """What case families get, pay and are left with under the law in force and under each policy.

    Args:
        policies: each beside the law in force, as for `compare`.
        cases: ids, files or loaded cases; all that come with the package where it is left out.
        period: a month for all cases; else each is shown in its own.

    Raises:
        JordanSPError: any mistake in the policies, the cases or the period; those of cases all listed.
    """
    together = (Policy.of(), *parse_policies(policies))
    chosen = _chosen(cases)
    months = {case.id: _month(case, period) for case in chosen}
    situations, derived = _prepared(chosen, months)
    items = items_of(together)
    amounts: list[Amounts] = [{} for _ in together]
    for year in sorted({month.start.year for month in months.values()}):
        of_year = {name: month for name, month in months.items() if month.start.year == year}
        group = CasesOfYear({name: situations[name] for name in of_year}, of_year)
        for found, more in zip(amounts, amounts_of(together, group, items), strict=True):
            for key, by_case in more.items():
                found[key] = {**found.get(key, {}), **by_case}
    tables = case_tables(together, chosen, months, items, amounts)
    are_ours = all(known_cases().get(case.id) is case for case in chosen)
    return CaseResults(
        tables=tables,
        population={"kind": "synthetic" if are_ours else "cases", "cases": [case.id for case in chosen]},
        policies=together,
        cases=tuple(chosen),
        months=months,
        remarks=(*notes_on(together, chosen, months, tables["amounts"], moved=period is not None), *derived),
    )


def _chosen(cases: Sequence[CaseLike] | None) -> list[Case]:
    if cases is None:
        return list(known_cases().values())
    found = [case if isinstance(case, Case) else load_case(case) for case in cases]
    ids = [case.id for case in found]
    for name in ids:
        if ids.count(name) > 1:
            raise SituationError(
                Text(f"The case {name} is given twice.", f"الحالة {name} مذكورة مرتين."),
                path=name,
                hint=Text("Give each case an id of its own.", "ليكن لكل حالة معرف خاص بها."),
            )
    return found


def _month(case: Case, period: str | None) -> Period:
    """The month of a case: that of all, or its own."""
    if period is not None:
        return parse_month(period)
    try:
        return parse_month(case.period)
    except PeriodError as error:
        raise PeriodError(error.message, path=f"{case.id}: period", hint=error.hint) from None


def _prepared(cases: Sequence[Case], months: Mapping[str, Period]) -> tuple[dict[str, Situation], list[Text]]:
    """The situations of all cases, and what was derived in them; all mistakes of all cases are listed."""
    prepared: dict[str, Situation] = {}
    notes, english, arabic = [], [], []
    for case in cases:
        try:
            prepared[case.id], derived = prepare_situation(law_in_force(), case.situation, str(months[case.id]))
        except SituationError as error:
            english += [f"{case.id}: {line}" for line in error.lines("en")]
            arabic += [f"{case.id}: {line}" for line in error.lines("ar")]
            continue
        notes += [Text(f"{case.id}: {note.en}", f"{case.id}: {note.ar}") for note in derived]
    if english:
        raise SituationError(Text("\n".join(english), "\n".join(arabic)), path="cases")
    return prepared, notes
