"""What a check of a population found, as a result: its rows as tables, its charts, its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.quality.inspection import Omitted
from openfisca_jordan_sp.populations.quality.rows import Block, Fit, Row, Verdict, fits
from openfisca_jordan_sp.populations.quality.texts import pair
from openfisca_jordan_sp.populations.targets import Targets
from openfisca_jordan_sp.results import Result

#: The charts of the report.
CHARTS = ("fitted", "ages", "lorenz", "households", "aligned", "governorates")


@dataclass(frozen=True)
class QualityReport(Result):
    """What a check found: a result whose tables are `rows`, `summary` (one row a block) and `omitted`.

    Attributes:
        name: of the folder.
        manifest: of the population.
        targets: what it was held against.
        rows: every number, block by block.
        omitted: the targets without a row, and why.
        remarks: what a reader must know first.
        facts: what makes the population and the check again.
        run: seconds and peak memory (MB) of this check, which differ from run to run.
    """

    name: str
    manifest: Mapping[str, Any]
    targets: Targets
    rows: tuple[Row, ...]
    omitted: tuple[Omitted, ...]
    remarks: tuple[Text, ...]
    facts: Mapping[str, Any]
    run: Mapping[str, float] = field(default_factory=dict)

    file_name = "quality.json"
    page_name = "quality.html"
    file_prefix = "quality_"

    def _manifest(self) -> Mapping[str, Any]:
        return self.manifest

    @property
    def title(self) -> Text:
        """What was checked."""
        return Text(f"Quality of the population {self.name}", f"جودة السكان {self.name}")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        return list(self.remarks)

    @cached_property
    def tables(self) -> dict[str, pandas.DataFrame]:  # type: ignore[override]
        """The tables by name."""
        omitted = [{"name": one.name, "reason_en": one.reason.en, "reason_ar": one.reason.ar} for one in self.omitted]
        return {
            "rows": pandas.DataFrame([row.to_dict() for row in self.rows]),
            "summary": pandas.DataFrame([self._summary(block) for block in Block if self.of(block)]),
            "omitted": pandas.DataFrame(omitted, columns=["name", "reason_en", "reason_ar"]),
        }

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts of the report."""
        return CHARTS

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.quality.figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def of(self, block: Block) -> list[Row]:
        """The rows of one block."""
        return [row for row in self.rows if row.block is block]

    def count(self, block: Block, verdict: Verdict) -> int:
        """How many rows of a block have a verdict."""
        return sum(row.verdict is verdict for row in self.of(block))

    def fits(self, block: Block) -> list[Fit]:
        """The fit of each target of a block."""
        return fits(self.of(block))

    @property
    def has_passed(self) -> bool:
        """Whether every fitted number is within its tolerance and nothing impossible was found."""
        return not any(self.count(block, Verdict.MISS) for block in (Block.FITTED, Block.STRUCTURE))

    @property
    def verdict(self) -> Text:
        """The result in a sentence."""
        counts = {block.value: self.count(block, Verdict.MISS) for block in (Block.FITTED, Block.STRUCTURE)}
        return pair("passed") if self.has_passed else pair("failed", **counts)

    def worst(self) -> list[Row]:
        """The rows that are off: misses before warnings, the furthest first."""
        off = [row for row in self.rows if row.verdict in (Verdict.MISS, Verdict.WARN)]
        return sorted(off, key=lambda row: (row.verdict is not Verdict.MISS, -row.severity))

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON (no NaN, no infinity)."""
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            "population": self.name,
            "kind": self.manifest.get("kind"),
            "passed": self.has_passed,
            "notes": [vars(note) for note in self.notes()],
            "summary": [self._summary(block) for block in Block if self.of(block)],
            "rows": [row.to_dict() for row in self.rows],
            "omitted": [{"name": one.name, "reason": vars(one.reason)} for one in self.omitted],
            "sources": dict(self.targets.sources),
            "facts": dict(self.facts),
            "run": dict(self.run),
        }

    def _summary(self, block: Block) -> dict[str, Any]:
        found = self.fits(block)
        return {
            "block": block.value,
            "rows": len(self.of(block)),
            **{verdict.value: self.count(block, verdict) for verdict in Verdict},
            "largest_relative_error": max((fit.largest for fit in found), default=None),
            "largest_srmse": max((fit.srmse for fit in found), default=None),
        }

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report.quality import render  # noqa: PLC0415 - the charts are an extra

        return render(self, language)
