"""What draws of the law gave: intervals of the headline figures, and what moves them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.asked import about, population_notes
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results import Tabular
from openfisca_jordan_sp.saving import json_rows, save_whole, write_csv, write_json

if TYPE_CHECKING:
    import altair

#: Fewer draws than this give no more than a rough interval.
_FEW = 100


@dataclass(frozen=True)
class LawUncertainty(Tabular):
    """Intervals of the headline figures over draws of the values that no source verifies.

    Attributes:
        stage: the population, the period and the poverty line.
        policy: the law in force, or with reforms.
        draws: how many.
        seed: of the draws.
        level: the share of the draws inside the intervals.
        tables: `intervals` (of each figure: the point, mean, standard deviation, ends and median, under the law in
            force, the reform, and of their difference with the same draws), `contributions` (rank correlation of each
            value with each figure, and the figure at both ends of the value's interval where that was asked for),
            `values` (what is drawn from where, and what is not drawn and why), `draws` (every draw), `rejected`
            (draws that contradicted themselves).
    """

    stage: Stage
    policy: Policy
    draws: int
    seed: int
    level: float
    tables: dict[str, pandas.DataFrame]

    @property
    def title(self) -> Text:
        """What the tables are about."""
        return Text(
            "How far unverified values of the law move the figures", "مدى تأثير قيم القانون غير المتحقق منها في الأرقام"
        )

    def notes(self) -> list[Text]:
        """What a reader must know before using the intervals, the most important first."""
        values = self.tables["values"]
        drawn = values[values["drawn_from"] != ""]
        notes = [*population_notes(self.stage.population.manifest)]
        if drawn.empty:
            return [*notes, _NOTHING_DRAWN]
        count = {basis: int((drawn["basis"] == basis).sum()) for basis in ("convention", "sources", "user")}
        notes.append(
            Text(
                f"{len(drawn)} values of the law are drawn; the ranges of {count['convention']} are a "
                f"convention of this project and assumed, those of {count['sources']} come from sources, those of "
                f"{count['user']} from the user. {len(values) - len(drawn)} more are not verified and not drawn "
                "(table values says why).",
                f"سُحبت {len(drawn)} من قيم القانون: مدى {count['convention']} منها اصطلاح مفترض لهذا المشروع، "
                f"ومدى {count['sources']} من المصادر، ومدى {count['user']} من المستخدم. وهناك "
                f"{len(values) - len(drawn)} قيمة غير متحقق منها ولم تُسحب (الأسباب في جدول values).",
            )
        )
        notes.append(_ONLY_LAW)
        if len(self.tables["rejected"]):
            notes.append(_rejected_note(len(self.tables["rejected"]), self.draws))
        if self.draws < _FEW:
            notes.append(
                Text(
                    f"{self.draws} draws give a rough interval only: take {_FEW} or more.",
                    f"عدد السحوبات {self.draws} لا يعطي إلا مدى تقريبيا: اختر {_FEW} أو أكثر.",
                )
            )
        return notes

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, ready for JSON."""
        return {
            **about(self.stage, self.policy),
            "draws": self.draws,
            "seed": self.seed,
            "level": self.level,
            "notes": [vars(note) for note in self.notes()],
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def chart(self, figure: str = "cost_year", of: str = "", language: str = "en") -> altair.LayerChart:
        """How much each value has to do with a figure: bars of rank correlations, the longest first.

        Args:
            figure: one of the headline figures.
            of: `baseline`, `reform` or `difference`; the difference where there is a reform, else the law in force.
            language: of the words.

        Raises:
            ManyPoliciesError: an unknown figure, or the charts are not installed.
        """
        from openfisca_jordan_sp.many_policies.charts import contributions_chart  # noqa: PLC0415 - an extra

        return contributions_chart(self, figure, of or ("difference" if self.policy.reforms else "baseline"), language)

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:  # noqa: ARG002 - as other results
        """Write `uncertainty.json` and one CSV file for each table.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        return save_whole(directory, self._write)

    def _write(self, folder: Path) -> list[Path]:
        written = [write_json(self.to_dict(), folder / "uncertainty.json")]
        return written + [write_csv(table, folder / f"{name}.csv") for name, table in self.tables.items()]


_NOTHING_DRAWN = Text(
    "No value behind these figures is drawn: the intervals have no width.",
    "لم تُسحب أي قيمة وراء هذه الأرقام: لا عرض للمدى.",
)
_ONLY_LAW = Text(
    "The intervals tell what is not known of the law, given these ranges; they are not a margin of error of the data.",
    "تعبر المديات عما لا يُعرف من القانون وفق هذه الافتراضات، وليست هامش خطأ للبيانات.",
)


def _rejected_note(count: int, draws: int) -> Text:
    return Text(
        f"{count} draws contradicted themselves (table rejected) and were drawn anew beside the {draws} used.",
        f"تناقضت {count} من السحوبات (جدول rejected) وأُعيد سحبها إضافة إلى {draws} المستخدمة.",
    )
