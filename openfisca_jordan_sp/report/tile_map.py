"""The governorates as tiles, placed roughly as on the map: each with its name and its number."""

from __future__ import annotations

import altair
import pandas

from openfisca_jordan_sp.report import charts, numbers
from openfisca_jordan_sp.report.texts import Texts

#: Column and row of each governorate, from the west and from the north.
PLACES = {
    "irbid": (1, 0),
    "ajloun": (0, 1),
    "jarash": (1, 1),
    "mafraq": (2, 1),
    "balqa": (0, 2),
    "amman": (1, 2),
    "zarqa": (2, 2),
    "madaba": (0, 3),
    "karak": (0, 4),
    "tafilah": (0, 5),
    "maan": (1, 5),
    "aqaba": (0, 6),
}
_TILE, _GAP = 62, 0.03
#: The share of the strongest colour beyond which white is read on it.
_DARK = 0.55
_MILLION = 1e6


def cost_map(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Difference of the cost a year in each governorate: more is blue, less is orange, the more the darker."""
    changes = table["cost_year_difference"] / _MILLION
    most = float(changes.abs().max())
    decimals = numbers.million_decimals(most * _MILLION)
    places = [PLACES[name] for name in table["governorate"]]
    tiles = pandas.DataFrame(
        {
            "name": table[texts.label_column].tolist(),
            "label": [numbers.number(change, decimals, signed=True) for change in changes],
            "value": changes.tolist(),
            "left": [column + _GAP for column, _ in places],
            "right": [column + 1 - _GAP for column, _ in places],
            "top": [row + _GAP for _, row in places],
            "bottom": [row + 1 - _GAP for _, row in places],
            "middle": [column + 0.5 for column, _ in places],
            "upper": [row + 0.36 for _, row in places],
            "lower": [row + 0.68 for _, row in places],
        }
    )
    return _drawn(tiles, most or 1.0)


def _drawn(tiles: pandas.DataFrame, limit: float) -> altair.LayerChart:
    columns, rows = (1 + max(place[part] for place in PLACES.values()) for part in (0, 1))
    base = altair.Chart(tiles).properties(height=rows * _TILE, width=560)
    across = altair.Scale(domain=[0, columns], nice=False)
    down = altair.Scale(domain=[0, rows], nice=False, reverse=True)
    ends = [charts.LOSS, "#f3f5f6", charts.REFORM]
    scale = altair.Scale(domain=[-limit, 0, limit], range=ends, interpolate="rgb")
    squares = base.mark_rect(aria=False, stroke=charts.LINES).encode(
        x=altair.X("left:Q", scale=across, axis=None),
        x2="right:Q",
        y=altair.Y("top:Q", scale=down, axis=None),
        y2="bottom:Q",
        color=altair.Color("value:Q", scale=scale, legend=None),
    )
    ink = altair.condition(altair.datum.value > _DARK * limit, altair.value("white"), altair.value(charts.INK))
    texts = (
        (base.mark_text(aria=False), "name", "upper"),
        (base.mark_text(aria=False, fontWeight="bold"), "label", "lower"),
    )
    words = [
        mark.encode(
            x=altair.X("middle:Q", scale=across, axis=None),
            y=altair.Y(f"{place}:Q", scale=down, axis=None),
            text=f"{text}:N",
            color=ink,
        )
        for mark, text, place in texts
    ]
    return charts.finish(squares, *words)
