"""One policy compared with the law in force on a population: the main job of the package."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.engine.evaluate import Evaluation, evaluate
from openfisca_jordan_sp.errors import OutputError, PeriodError, Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.provenance import not_verified, values_used
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.store import Population, read_population
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.system import law_in_force

DEFAULT_PERIOD = "2026-01"
#: Steps that `compare` reports to its progress function: thirteen for each policy.
PROGRESS_STEPS = 26

#: Poverty lines by name: how each is found in the law's statistics.
LINES = ("national", "unindexed", "naf")


@dataclass(frozen=True)
class Comparison:
    """The result of comparing a policy with the law in force.

    Attributes:
        policy: the policy compared.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line used, JOD a person and month.
        tables: the tables by name; amounts in JOD, shares from 0 to 1.
        population: the manifest of the population.
        evaluations: what each family gets, under `baseline` and `reform`.
    """

    policy: Policy
    period: Period
    line: float
    tables: dict[str, pandas.DataFrame]
    population: dict[str, Any]
    evaluations: dict[str, Evaluation]

    @property
    def is_synthetic(self) -> bool:
        """Whether the population was made and not surveyed."""
        return bool(self.population.get("kind") == "synthetic")

    def to_dict(self) -> dict[str, Any]:
        """Everything but the families, ready for JSON (no NaN, no infinity)."""
        confidence = self.tables["non_verified"]
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            "policy": {"id": self.policy.id, "title": vars(self.policy.title)},
            "reforms": [
                {"id": r.id, "status": r.status, "title": vars(r.title), "source": list(r.source)}
                for r in self.policy.reforms
            ],
            "period": str(self.period),
            "poverty_line": self.line,
            "population": self.population,
            "is_synthetic": self.is_synthetic,
            "non_verified_values": len(confidence),
            "quota_cutoffs": {name: dict(e.cutoffs) for name, e in self.evaluations.items()},
            "tables": {name: _json_rows(table) for name, table in self.tables.items()},
        }

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:
        """Write `result.json`, one CSV file for each table, and `report.html` where charts are installed.

        Everything is written beside the directory first and moved when complete:
        a failure leaves nothing half-written.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        target = Path(directory)
        try:
            target.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".writing-", dir=target) as temporary:
                written = self._write(Path(temporary), language)
                for path in written:
                    shutil.move(str(path), str(target / path.name))
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(
                Text(f"Results cannot be written: {reason}.", f"تعذرت كتابة النتائج: {reason}."), path=str(target)
            ) from None
        return [target / path.name for path in written]

    def _write(self, directory: Path, language: str) -> list[Path]:
        result = directory / "result.json"
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=1, allow_nan=False, default=str)
        result.write_text(text + "\n", encoding="utf-8")
        written = [result]
        for name, table in self.tables.items():
            path = directory / f"{name}.csv"
            # The mark at the start makes spreadsheets read the Arabic as Arabic.
            table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
            written.append(path)
        report = _report_writer()
        if report is not None:
            path = directory / "report.html"
            path.write_text(report(self, language), encoding="utf-8")
            written.append(path)
        return written


def _report_writer() -> Callable[[Comparison, str], str] | None:
    """The function that makes the report, or None where the extra `report` is not installed."""
    if any(find_spec(library) is None for library in ("altair", "jinja2", "vl_convert")):
        return None
    from openfisca_jordan_sp.report import render  # noqa: PLC0415 - the charts are an extra

    return render


def compare(
    *reforms: Reform | str | Path,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Compare the law in force with the same law under some reforms.

    Args:
        reforms: files, ids of the catalogue, or loaded reforms, applied in order; none is the null reform.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures.
        line: `national` (the latest national line at the prices of the period), `unindexed` (the same at its own
            prices), `naf` (the line of the Fund's targeting), or JOD a person and month.
        progress: called with the number of steps done, `PROGRESS_STEPS` in all.

    Raises:
        JordanSPError: any mistake in the reforms, the population, the period or the line.
    """
    policy = Policy.of(*reforms)
    month = parse_month(period)
    poverty_line = parse_line(line, month)
    people = population if isinstance(population, Population) else read_population(population)
    baseline = evaluate(Policy(), people, month, progress)
    reform = evaluate(policy, people, month, progress)
    pair = measure.Pair(Basis(people, baseline), reform)
    return Comparison(
        policy=policy,
        period=month,
        line=poverty_line,
        tables=_tables(pair, poverty_line),
        population=dict(people.manifest),
        evaluations=pair.evaluations,
    )


def _tables(pair: measure.Pair, line: float) -> dict[str, pandas.DataFrame]:
    programmes = measure.programmes_table(pair)
    return {
        "programmes": programmes,
        "pillars": measure.pillars_table(pair),
        "governorates": measure.governorates_table(pair, governorate_names()),
        "deciles": measure.deciles_table(pair),
        "poverty": measure.poverty_table(pair, line),
        "inequality": measure.inequality_table(pair),
        "winners_losers": measure.winners_losers_table(pair),
        "provisions": _provisions_table(pair.reform.policy),
        "published": published_table(pair),
        "non_verified": _non_verified_table(pair.reform.policy, pair.reform.period),
    }


def parse_month(period: str) -> Period:
    """A month of the law's time.

    Raises:
        PeriodError: not a month, or before the first programme.
    """
    try:
        month = parse_period(str(period))
    except ValueError:
        month = None
    if month is None or month.unit != DateUnit.MONTH or month.size != 1:
        raise PeriodError(
            Text(f"{period!r} is not a month.", f"{period!r} ليس شهرا."),
            path="period",
            hint=Text("Write YYYY-MM, for example 2026-01.", "اكتب YYYY-MM، مثلا 2026-01."),
        )
    since = instruments()["national_aid_fund"].since
    if month.start.date < since:
        raise PeriodError(
            Text(f"{period} is before the law: its first instrument is of {since}.", f"{period} قبل القانون: {since}."),
            path="period",
            hint=Text("Choose a later month.", "اختر شهرا لاحقا."),
        )
    return month


def parse_line(line: str | float, month: Period) -> float:
    """A poverty line in JOD a person and month, by name or by amount.

    Raises:
        PeriodError: an unknown name, or an amount that is not positive.
    """
    if isinstance(line, str) and line in LINES:
        return _named_line(line, month)
    try:
        amount = float(line)
    except (TypeError, ValueError):
        amount = math.nan
    if not (math.isfinite(amount) and amount > 0):
        names = ", ".join(LINES)
        raise PeriodError(
            Text(f"{line!r} is not a poverty line.", f"{line!r} ليس خط فقر."),
            path="line",
            hint=Text(f"Give {names}, or dinars a person and month.", f"اختر {names} أو مبلغا للفرد شهريا."),
        )
    return amount


def _named_line(name: str, month: Period) -> float:
    law = law_in_force().get_parameters_at_instant(month)
    if name == "naf":
        return float(law.national_aid_fund.targeting.poverty_line)
    line = law.statistics.poverty_line
    unindexed = line.absolute_per_person_year / 12
    if name == "unindexed":
        return float(unindexed)
    return float(unindexed * law.statistics.consumer_price_index / line.price_index_of_line)


def governorate_names() -> dict[str, tuple[str, str]]:
    """The governorates in the order of their codes, with their English and Arabic names."""
    values = law_in_force().variables["governorate"].possible_values
    pairs = {item.name: item.value.partition(" · ") for item in values}
    return {name: (english, arabic) for name, (english, _, arabic) in pairs.items()}


def _provisions_table(policy: Policy) -> pandas.DataFrame:
    columns = ["instrument", "path", "label_en", "label_ar", "unit", "date", "before", "before_confidence", "after"]
    rows = [{**vars(p), "label_en": p.label.en, "label_ar": p.label.ar} for p in policy.provisions()]
    return pandas.DataFrame(rows, columns=columns)


def _non_verified_table(policy: Policy, period: Period) -> pandas.DataFrame:
    rows = [
        {
            "path": record.path,
            "date": record.date,
            "value": record.value,
            "confidence": record.confidence,
            "source": "; ".join(str(reference.get("title")) for reference in record.references),
        }
        for record in not_verified(values_used(policy, period))
    ]
    return pandas.DataFrame(rows, columns=["path", "date", "value", "confidence", "source"])


def published_table(pair: measure.Pair) -> pandas.DataFrame:
    """Baseline families and monthly cost of the Fund's cash beside the published figures."""
    naf = [p.id for p in pair.programmes if p.is_naf_cash]
    model = measure.figures_row(pair, naf)
    statistics = "statistics.national_aid_fund"
    families, bill = (_published(f"{statistics}.{name}") for name in ("families", "monthly_bill"))
    rows = []
    for day in sorted(families.keys() & bill.keys()):
        rows.append(_against(day, "families", families[day], model["families_baseline"]))
        rows.append(_against(day, "cost_month", bill[day], model["cost_month_baseline"]))
    return pandas.DataFrame(rows)


def _published(path: str) -> dict[str, float]:
    parameter = tree.find(law_in_force().parameters, path)
    return {r.date: r.value for r in tree.records(parameter)} if isinstance(parameter, Parameter) else {}


def _against(day: str, figure: str, published: float, model: float) -> dict[str, Any]:
    return {
        "date": day,
        "figure": figure,
        "published": published,
        "model": model,
        "difference": model - published,
        "relative_difference": (model - published) / published,
    }


def _json_rows(table: pandas.DataFrame) -> list[dict[str, Any]]:
    """Rows with Python values; what is not there is null."""
    rows = table.astype(object).where(table.notna(), None).to_dict(orient="records")
    return [{str(key): _json_value(value) for key, value in row.items()} for row in rows]


def _json_value(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
