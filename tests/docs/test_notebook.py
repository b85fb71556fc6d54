"""The notebook of docs/ runs, and the figures that it works out are those that README.md states."""

import re
from functools import cache
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("altair")

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "figures.ipynb"
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
NUMBER = r"([+-]?[\d,]*\.?\d+)"

#: How README.md states each figure of the notebook, and what it is divided by there.
STATED = {
    "households": (rf"embedded population \({NUMBER} households", 1),
    "households of the Kingdom": (rf"drawn from a synthetic Kingdom of {NUMBER}, with", 1),
    "largest error of the extract": (rf"with its totals to {NUMBER} %", 0.01),
    "families of the Fund": (rf"the model pays cash of the Fund to {NUMBER} families", 1),
    "cost of the Fund": (rf"pays cash of the Fund to [\d,]+ families, {NUMBER} million JOD a month", 1e6),
    "families that pass": (rf"leaves nobody out here: {NUMBER} families pass the gates", 1),
    "quota": (rf"for a quota of {NUMBER}\)", 1),
    "not verified": (rf"Of those behind the figures of January 2026, {NUMBER} are not verified", 1),
    "employees": (rf"{NUMBER} million JOD a month of employees' social security", 1e6),
    "employers": (rf"social security, {NUMBER} of employers'", 1e6),
    "income tax": (rf"of employers', {NUMBER} of income tax", 1e6),
    "2024-12 families": (rf"Published: {NUMBER} families and", 1),
    "2024-12 cost_month": (rf"families and {NUMBER} million in December 2024", 1e6),
    "2024-12 families: model": (rf"in December 2024 \(model {NUMBER} %", 0.01),
    "2024-12 cost_month: model": (rf"in December 2024 \(model [^)]* and {NUMBER} %\)", 0.01),
    "2026-05 families": (rf"%\), {NUMBER} families and [\d.]+ million in May 2026", 1),
    "2026-05 cost_month": (rf"families and {NUMBER} million in May 2026", 1e6),
    "2026-05 families: model": (rf"in May 2026 \({NUMBER} %", 0.01),
    "2026-05 cost_month: model": (rf"in May 2026 \([^)]* and {NUMBER} %\)", 0.01),
}


@cache
def figures():
    """What the notebook works out, by name."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(ROOT)}}).execute()
    (output,) = notebook.cells[-1].outputs
    return output["data"]["application/json"]


def stated(name):
    """The text of a figure in README.md; a figure that stands there no more, or twice, fails."""
    pattern, divisor = STATED[name]
    found = re.findall(pattern, README)
    assert len(found) == 1, (name, found)
    return found[0], divisor


@pytest.mark.parametrize("name", STATED)
def test_readme_states_each_figure_once(name):
    assert stated(name)


def written(value, text):
    """A value with the decimals, the sign and the commas of a text."""
    decimals = len(text.partition(".")[2])
    return f"{value:{'+' if text[0] in '+-' else ''},.{decimals}f}"


def test_the_figures_of_the_readme_are_those_of_the_notebook():
    computed = figures()
    assert set(computed) == set(STATED)
    in_readme = {name: stated(name)[0] for name in STATED}
    assert {name: written(computed[name] / stated(name)[1], text) for name, text in in_readme.items()} == in_readme


def test_the_notebook_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
    assert "synthetic" in notebook.cells[0].source
    assert "اصطناعيا" in notebook.cells[0].source


def test_the_comparison_writes_as_the_readme_does():
    assert written(248_495.9, "248,496") == "248,496"
    assert written(3.896, "+3.9") == "+3.9"
    assert written(-0.2, "-0.2") == "-0.2"
    assert written(21.0, "21") == "21"
