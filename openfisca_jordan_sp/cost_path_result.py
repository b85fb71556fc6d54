"""What a comparison over years hands back: one policy beside the law in force, or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from openfisca_jordan_sp.comparison_notes import notes_of_all
from openfisca_jordan_sp.comparison_result import described, reforms_of, title_of_all
from openfisca_jordan_sp.comparison_tables import under_one_another
from openfisca_jordan_sp.errors import Text, UnsetParameterError
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results import PopulationResult
from openfisca_jordan_sp.results.base import SYNTHETIC
from openfisca_jordan_sp.saving import has_charts

#: The table that all policies share.
_SHARED = "years_assumptions"


@dataclass(frozen=True)
class CostPath(PopulationResult):
    """The result of comparing a policy with the law in force over some years.

    Attributes:
        tables: `years` (one row a year), `years_programmes`, `years_pillars`, `years_levies` (one row a year and
            item) and `years_assumptions` (prices, earnings and people of each year); amounts in JOD.
        population: the manifest of the population that was carried from year to year.
        policy: the policy compared.
        years: the calendar years asked for, in order; the first gives the constant prices.
        month: the month of the monthly figures, 1 to 12.
        base_year: the year whose end the population describes.
        failures: the years that cannot be computed, and why.
    """

    policy: Policy
    years: tuple[int, ...]
    month: int
    base_year: int
    failures: Mapping[int, UnsetParameterError]

    file_name: ClassVar[str] = "years.json"

    @property
    def title(self) -> Text:
        """The title of the policy."""
        return self.policy.title

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        notes = [*hidden_notes(self.population), *([SYNTHETIC] if self.is_synthetic else [])]
        notes += [_not_computed(year, error) for year, error in self.failures.items()]
        growth = self._growth_notes()
        notes += [*([_LAW_CARRIED_ON] if growth else []), *growth, _STATIC]
        if self.policy.reforms and not self._has_effect():
            notes.append(_NO_EFFECT)
        return notes

    def _growth_notes(self) -> list[Text]:
        """By how much people and prices grow after the last year that is known."""
        rows = self.tables["years_assumptions"]
        assumed = rows[(rows["confidence"] == "assumed") & (rows["year"] <= max(self.years))]
        return [
            Text(
                f"{labels[0]}: from {first} assumed, {growth:+.1%} a year on average.",
                f"{labels[1]}: مفترض ابتداء من {first}، بنمو سنوي متوسطه {growth:+.1%}.",
            )
            for labels, first, growth in (
                ((part["label_en"].iloc[0], part["label_ar"].iloc[0]), part["year"].iloc[0], part["growth"].mean())
                for _, part in assumed.groupby("series", sort=False)
            )
        ]

    def _has_effect(self) -> bool:
        rows = self.tables["years"]
        changes = rows[["cost_year_difference", "levies_year_difference"]].fillna(0)
        return bool((changes != 0).any().any())

    def described(self) -> dict[str, Any]:
        """The policy for JSON, with its notes and the years that cannot be computed."""
        return {
            **described(self.policy),
            "notes": [vars(note) for note in self.notes()],
            "not_computed": {str(year): vars(error.message) for year, error in self.failures.items()},
        }

    def _facts(self) -> dict[str, Any]:
        return {
            "policy": {"id": self.policy.id, "title": vars(self.policy.title)},
            "reforms": reforms_of(self.policy),
            **self.asked(),
        }

    def asked(self) -> dict[str, Any]:
        """The years, the month and the year of constant prices, for JSON."""
        return {"years": list(self.years), "month": self.month, "constant_prices_of": self.years[0]}

    def _findings(self) -> dict[str, Any]:
        of_policy = self.described()
        return {"not_computed": of_policy["not_computed"], "policies": [of_policy]}

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_years  # noqa: PLC0415 - the charts are an extra

        return render_years(self, language)


@dataclass(frozen=True)
class CostPaths(PopulationResult):
    """The result of comparing several policies with the law in force over some years.

    Attributes:
        tables: those of a cost path, one policy under the other with a first column `policy`; `years_assumptions`
            is the same for all and stands once.
        population: the manifest of the population that was carried from year to year.
        paths: each policy by itself.
    """

    paths: tuple[CostPath, ...]

    file_name: ClassVar[str] = "years.json"

    @classmethod
    def of(cls, paths: Sequence[CostPath]) -> CostPaths:
        """Several policies, from each by itself."""
        ids = [path.policy.id for path in paths]
        tables = {name: under_one_another(ids, [path.tables[name] for path in paths]) for name in paths[0].tables}
        return cls({**tables, _SHARED: paths[0].tables[_SHARED]}, paths[0].population, tuple(paths))

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies in their order."""
        return tuple(path.policy for path in self.paths)

    @property
    def title(self) -> Text:
        """That so many policies are compared."""
        return title_of_all(len(self.paths))

    def notes(self) -> list[Text]:
        """The notes that hold of every policy, then those of single ones."""
        return notes_of_all({path.policy.id: path.notes() for path in self.paths})

    def _facts(self) -> dict[str, Any]:
        first = self.paths[0]
        return {"policies": [path.described() for path in self.paths], **first.asked()}

    def _write(self, folder: Path, language: str, formats: Sequence[str]) -> list[Path]:
        """The files, and one report for each policy where charts are installed: `report_<policy>.html`."""
        written = super()._write(folder, language, formats)
        if has_charts():
            from openfisca_jordan_sp.report import render_years  # noqa: PLC0415 - the charts are an extra

            for path in self.paths:
                page = folder / f"report_{path.policy.id}.html"
                page.write_text(render_years(path, language), encoding="utf-8")
                written.append(page)
        return written


_LAW_CARRIED_ON = Text(
    "Each value of the law holds on after its last known date: amounts and limits fixed in dinars are worth less each "
    "year, and nothing that may yet be decided is in the figures. Only the index of prices goes on, by the assumed "
    "prices, for rules and reforms that follow it.",
    "تبقى كل قيمة في القانون كما هي بعد آخر تاريخ معروف لها: تتراجع القيمة الحقيقية للمبالغ والحدود الثابتة بالدينار "
    "سنة بعد سنة، ولا تشمل الأرقام أي قرار لم يصدر بعد. ولا يتغير إلا الرقم القياسي للأسعار بحسب الأسعار المفترضة، "
    "للأحكام والتعديلات التي تتبعه.",
)
_NO_EFFECT = Text(
    "The reform changes no cost in any of these years; rights to services are not counted here.",
    "لا يغير المشروع أي كلفة في هذه السنوات؛ ولا تُعد هنا الحقوق في الخدمات.",
)
_STATIC = Text(
    "Ageing is static: the months of a year are computed for the people of the end of the year before, with the "
    "families, ages, work and health of the population given; nobody reacts to the policy or to prices.",
    "نقل السكان ساكن: تُحسب أشهر كل سنة على سكان نهاية السنة السابقة، بالأسر والأعمار والعمل والصحة نفسها كما في "
    "المجتمع المعطى؛ ولا يغير أحد سلوكه بسبب السياسة أو الأسعار.",
)


def _not_computed(year: int, error: UnsetParameterError) -> Text:
    return Text(
        f"{year} is not computed. {error.message.en}",
        f"لم تُحسب سنة {year}. {error.message.ar}",
    )
