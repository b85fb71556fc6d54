"""The command `jordan-sp explain`: why a family gets what it gets, and what would change it."""

from __future__ import annotations

from pathlib import Path

import click

from openfisca_jordan_sp.asked_policies import parse_policy
from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.explain import as_json as json_form
from openfisca_jordan_sp.explain import page, text
from openfisca_jordan_sp.explain.data import Explanation
from openfisca_jordan_sp.explain.differences import Difference, difference
from openfisca_jordan_sp.explain.explaining import explain as explained
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.saving import save_whole
from openfisca_jordan_sp.writing import Writing
from openfisca_jordan_sp.writing_options import writing_of, writing_options

_ALL = "all"


class _Depth(click.ParamType):  # type: ignore[type-arg]
    """A number of levels, or `all`."""

    name = "depth"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == _ALL:
            return None
        if not str(value).isdigit() or int(value) < 1:
            self.fail(f"{value!r} is neither a number of levels nor `all`.", param, ctx)
        return int(value)


@click.command()
@click.argument("case")
@click.argument("policy", required=False)
@click.option("--variable", "-v", required=True, help="What is explained, such as uct_amount.")
@click.option("--of", "of", metavar="UNIT", help="Of whom, where the household has several; by id.")
@click.option("--period", metavar="YYYY-MM", help="The month or year; that of the case if left out.")
@click.option("--to", "wanted", type=click.Choice(["more", "less"]), help="Search what would make it more, or less.")
@click.option("--against", metavar="POLICY", help="Why it differs under another policy.")
@click.option("--against-period", metavar="YYYY-MM", help="Why it differs in another month.")
@click.option("--depth", type=_Depth(), default="8", show_default=True, help="Levels of the tree, or `all`.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write a .html, .json or .txt file.")
@writing_options
@click.pass_context
def explain(
    ctx: click.Context,
    /,
    case: str,
    policy: str | None,
    variable: str,
    of: str | None,
    period: str | None,
    wanted: str | None,
    against: str | None,
    against_period: str | None,
    depth: int | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """Explain why CASE (an id, or a file) gets what it gets under POLICY (the law in force if left out).

    From the result to the facts: each condition with its margin, each value with its source, what stands in the
    way, and the nearest single change that would bring another outcome. With --against or --against-period: why
    the result differs.
    """
    is_difference = against is not None or against_period is not None
    if is_difference and wanted is not None:
        raise click.UsageError("--to is not for --against and --against-period.", ctx)
    kind = _kind_of(out, as_json=as_json)
    law = parse_policy([] if policy is None else policy)
    asked = {"variable": variable, "period": period, "of": of}
    found: Explanation | Difference
    if is_difference:
        other = None if against is None else parse_policy(against)
        found = difference(case, **asked, policy=law, against=other, against_period=against_period)  # type: ignore[arg-type]
    else:
        found = explained(case, **asked, policy=law, wanted=wanted, is_whole=depth is None)  # type: ignore[arg-type]
    writing = writing_of(ctx)
    content = _content(found, kind, writing, depth)
    if out is None:
        click.echo(content, nl=False)
    else:
        _write(out, content)
        click.echo(_written(out, writing))


def _kind_of(out: Path | None, *, as_json: bool) -> str:
    """What is written: `.txt`, `.json` or `.html`.

    Raises:
        OutputError: a file of another kind.
    """
    if out is None:
        return ".json" if as_json else ".txt"
    if out.suffix not in (".html", ".json", ".txt"):
        raise OutputError(
            Text("is of no kind that can be written.", "ليس من نوع يمكن كتابته."),
            path=str(out),
            hint=Text("Name a .html, .json or .txt file.", "سم ملفا ينتهي بإحدى اللواحق .html أو .json أو .txt."),
        )
    return out.suffix


def _content(found: Explanation | Difference, kind: str, writing: Writing, depth: int | None) -> str:

    if isinstance(found, Difference):
        if kind == ".json":
            return json_form.json_text(json_form.difference_data(found))
        if kind == ".html":
            return page.difference_page(found, writing)
        return "\n".join(text.difference_lines(found, writing)) + "\n"
    if kind == ".json":
        return json_form.json_text(json_form.explanation_data(found))
    if kind == ".html":
        return page.explanation_page(found, writing, depth)
    return "\n".join(text.explanation_lines(found, writing, depth)) + "\n"


def _write(out: Path, content: str) -> None:
    """Write a file whole or not at all."""

    def write(folder: Path) -> list[Path]:
        path = folder / out.name
        path.write_text(content, encoding="utf-8")
        return [path]

    save_whole(out.parent, write)


def _written(out: Path, writing: Writing) -> str:
    return writing.line(writing.of(say("written_to", path=str(out))))
