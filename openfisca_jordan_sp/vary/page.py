"""The page of a variation: cliffs first, then charts and tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from markupsafe import Markup

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.numbers import number
from openfisca_jordan_sp.report.page import KeyFigure
from openfisca_jordan_sp.report.result_page import Page, render_page
from openfisca_jordan_sp.report.svg import draw
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.vary import told
from openfisca_jordan_sp.vary.cliff import Cliff
from openfisca_jordan_sp.vary.figures import drawing, finding
from openfisca_jordan_sp.vary.search import Found
from openfisca_jordan_sp.vary.tables import LAW_IN_FORCE, compared, others_of
from openfisca_jordan_sp.vary.variation import Variation
from openfisca_jordan_sp.vary.watched import FIGURES
from openfisca_jordan_sp.vary.words import joined, say
from openfisca_jordan_sp.writing import Writing

#: Rows of a table of figures along the input, and rows and columns of a map: the files have all.
_ROWS, _FIELDS = 31, 12


def render(result: Variation, language: str) -> str:
    """The report of a variation as one HTML file.

    Args:
        result: what `vary` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts, page = Texts(language), Sheets(result, Writing(language))
    return render_page(
        Page(
            title=page.plain(result.title),
            month=page.plain(Text(result.period, result.period)),
            kicker=page.plain(say("kicker")),
            about=page.about(),
            headline=page.headline(),
            key_figures=page.key_figures(),
            main=None if result.is_map else page.cliffs(),
            main_note="",
            caveats=[page.html(note) for note in result.notes()],
            figures=page.figures(texts),
            tables=page.maps() if result.is_map else page.tables(),
            sources=[page.html(say("source_law"))],
            methods=(),
            facts=page.facts(texts),
            lists_not_verified=False,
        ),
        texts,
    )


class Sheets:
    """What stands in each section, in one language."""

    def __init__(self, result: Variation, writing: Writing) -> None:
        self._result, self._writing = result, writing

    def html(self, text: Text) -> str:
        """A text within the page, its runs from the left kept apart."""
        return Markup(self._writing.html(self._writing.of(text)))  # noqa: S704 - escaped by the writing

    def plain(self, text: Text) -> str:
        """A text where elements may not stand."""
        return self._writing.line(self._writing.of(text))

    def about(self) -> list[str]:
        """Who the household is, and under which policies it is shown."""
        summary = self._result.case.summary
        named = joined((policy.title for policy in self._result.shown), "and")
        return [
            *([self.html(summary)] if summary.en else []),
            self.html(joined([say("fact_policies"), named], "colon")),
        ]

    def headline(self) -> str:
        """What was found under the last policy."""
        result = self._result
        if result.is_map:
            count = len(result.tables["map"]) // len(result.shown)
            return self.html(say("headline_map", label=result.main.label, count=f"{count:,}"))
        return self.html(told.headline(result, result.shown[-1].id))

    def key_figures(self) -> list[KeyFigure]:
        """The main figure where the case stands, by policy."""
        made = []
        for name, found in self._result.found.items():
            axis = found.axis
            if axis.here_in_range is None:
                continue
            nearest = int(abs(found.jumps.grid - axis.here_in_range * axis.scale).argmin())
            at = say("at_value", value=told.place_of(axis, int(found.jumps.grid[nearest])))
            amount = number(float(found.jumps.amounts[nearest, 0]), 3)
            label = joined([self._result.policy_named(name), self._result.main.label], "colon")
            made.append(KeyFigure(self.html(label), self.html(Text(amount, amount)), self.html(at)))
        return made

    def figures(self, texts: Texts) -> list[Figure]:
        """The charts with their numbers."""
        made = []
        for name in self._result.chart_names():
            chart = drawing(self._result, name, texts.language)
            if chart is not None:
                said = self.plain(finding(self._result, name))
                numbers = self.maps()[0] if self._result.is_map else self.along(next(iter(self._result.found)))
                note = self.html(say(f"chart_note_{name}"))
                made.append(Figure(name, said, draw(chart, f"vary-{name}", said), numbers, note))
        return made

    def tables(self) -> list[Table]:
        """Figures along the input by policy, stretches, and what policies change."""
        found = self._result.found
        tables = [self.along(policy) for policy in found]
        if any(one.stretches for one in found.values()):
            rows = [
                [self._cell(self._result.policy_named(policy)), self._cell(joined(told.stretch_lines(one, each.axis)))]
                for policy, each in found.items()
                for one in each.stretches
            ]
            headings = [self.html(say("column_policy")), self.html(say("column_what"))]
            tables.append(Table(self.plain(say("table_stretches")), headings, rows))
        return [*tables, *self._changes()]

    def _changes(self) -> Iterator[Table]:
        found = self._result.found
        rows = [
            [self._cell(self._result.policy_named(policy)), self._cell(told.change_text(*change, one.axis))]
            for policy, one in others_of(found).items()
            for change in compared(found[LAW_IN_FORCE].cliffs, one.cliffs)
        ]
        if rows:
            headings = [self.html(say("column_policy")), self.html(say("column_change"))]
            yield Table(self.plain(say("table_changes")), headings, rows)

    def cliffs(self) -> Table | None:
        """Every leap of every policy, with its rule."""
        rows = [
            [
                self._cell(self._result.policy_named(policy)),
                self._cell(told.headline_of(cliff, found.axis)),
                self._cell(self._details(cliff, found)),
            ]
            for policy, found in self._result.found.items()
            for cliff in found.cliffs
        ]
        if not rows:
            return None
        headings = [self.html(say(f"column_{name}")) for name in ("policy", "what", "rule")]
        return Table(self.plain(say("table_cliffs")), headings, rows)

    @staticmethod
    def _details(cliff: Cliff, found: Found) -> Text:
        lines = list(told.details_of(cliff, found.axis))
        return Text(". ".join(line.en for line in lines), ". ".join(line.ar for line in lines))

    def along(self, policy: str) -> Table:
        """The figures at some values along the input."""
        found = self._result.found[policy]
        shown = [
            index
            for index, series in enumerate(found.probe.series)
            if series.kind in FIGURES or (series.kind == "programme" and found.jumps.amounts[:, index].any())
        ]
        step = -(-len(found.jumps.grid) // _ROWS)
        rows = []
        for row in range(0, len(found.jumps.grid), step):
            cells = [told.place_of(found.axis, int(found.jumps.grid[row]))]
            cells += [number(float(found.jumps.amounts[row, index]), 3) for index in shown]
            if found.rates is not None:
                rate = float(found.rates[row])
                cells.append(told.percent(rate) if rate == rate else "")  # noqa: PLR0124 - nothing at a leap
            rows.append([Cell(cell, "number") for cell in cells])
        headings = [found.axis.label, *(found.probe.series[index].label for index in shown)]
        headings += [] if found.rates is None else [say("column_rate")]
        caption = joined([say("table_figures"), self._result.policy_named(policy)], "colon")
        return Table(self.plain(caption), [self.html(heading) for heading in headings], rows)

    def maps(self) -> list[Table]:
        """The main figure at some pairs of values, by policy."""
        across, down = self._result.axes
        columns, rows = (axis.grid[:: -(-len(axis.grid) // _FIELDS)] for axis in (across, down))
        table, made = self._result.tables["map"], []
        for policy in self._result.shown:
            amounts = table[table["policy"] == policy.id].set_index(["x", "y"])["amount"]
            cells = [
                [Cell(told.place_of(down, row), "number")]
                + [
                    Cell(number(float(amounts[column / across.scale, row / down.scale]), 3), "number")
                    for column in columns.tolist()
                ]
                for row in rows.tolist()
            ]
            corner = say("map_corner", x=across.label, y=down.label)
            headings = [self.html(corner), *(told.place_of(across, column) for column in columns.tolist())]
            caption = joined([policy.title, self._result.main.label], "colon")
            made.append(Table(self.plain(caption), headings, cells))
        return made

    def facts(self, texts: Texts) -> list[tuple[str, str]]:
        """What the computation rests on."""
        return [
            (texts("method_package"), f"openfisca-jordan-sp {version('openfisca-jordan-sp')}"),
            (self.plain(say("fact_case")), self._result.case.id),
            (self.plain(say("fact_policies")), ", ".join(policy.id for policy in self._result.shown)),
            (self.plain(say("fact_period")), self._result.period),
        ]

    def _cell(self, text: Text) -> Cell:
        return Cell(self.html(text))
