"""Charts drawn as SVG to stand within a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import altair
import vl_convert
from markupsafe import Markup, escape

#: Widths in pixels: a column of a screen or of paper, and a telephone.
WIDE, NARROW = 560, 310
_GRAMMAR = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


@dataclass(frozen=True)
class Drawing:
    """One chart at both widths; the page shows the one that fits."""

    wide: Markup
    narrow: Markup


def draw(chart: altair.LayerChart, name: str, finding: str) -> Drawing:
    """A chart as SVG, named for the reader who does not see it.

    Args:
        chart: without a title of its own.
        name: a word for this chart alone, to keep its ids apart from those of others.
        finding: what the chart shows, in a sentence.
    """
    specification = chart.to_dict()
    config = specification["config"]
    narrow = {"width": NARROW, "config": {**config, "legend": {**config["legend"], "columns": 1}}}
    return Drawing(
        wide=_svg({**specification, "width": WIDE}, f"{name}-wide", finding),
        narrow=_svg({**specification, **narrow}, f"{name}-narrow", finding),
    )


def _svg(specification: dict[str, Any], name: str, finding: str) -> Markup:
    svg = vl_convert.vegalite_to_svg(specification, vl_version=_GRAMMAR, allowed_base_urls=[])
    size = re.search(r'<svg[^>]*\swidth="([\d.]+)"[^>]*\sheight="([\d.]+)"', svg)
    assert size is not None, svg[:200]
    inside = svg[svg.index(">", svg.index("<svg")) + 1 :]
    inside = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", inside)
    opening = Markup('<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" viewBox="0 0 {} {}">').format(
        finding, *size.groups()
    )
    # Vega escapes the texts of the data: what is inside is its own.
    return opening + Markup("<title>{}</title>").format(escape(finding)) + Markup(inside)  # noqa: S704


#: A text of several lines, as Vega writes it, and its lines after the first.
_LINES = re.compile(r"<text([^>]*)><tspan>(.*?)</tspan>((?:<tspan x=\"[^\"]*\" dy=\"[^\"]*\">.*?</tspan>)+)</text>")
_LINE = re.compile(r"<tspan x=\"([^\"]*)\" dy=\"([^\"]*)\">(.*?)</tspan>")


def picture(chart: altair.LayerChart, scale: float) -> bytes:
    """A chart as PNG.

    Each line of a text is a text of its own: what draws pictures takes the lines of one from right to left together,
    and puts them over one another.

    Args:
        chart: with a width and a background.
        scale: pixels for each pixel of the chart.
    """
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=_GRAMMAR, allowed_base_urls=[])
    drawn: bytes = vl_convert.svg_to_png(_LINES.sub(_apart, svg), scale=scale)
    return drawn


def _apart(found: re.Match[str]) -> str:
    """The lines of one text as texts below one another."""
    attributes, first, others = found.groups()
    made, down = [f"<text{attributes}>{first}</text>"], 0.0
    for left, step, line in _LINE.findall(others):
        down += float(step)
        made.append(f'<text{attributes} x="{left}" y="{down:g}">{line}</text>')
    return "".join(made)
