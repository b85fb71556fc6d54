"""The commands `sweep`, `solve` and `uncertainty`: many policies in one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.population_options import population_options
from openfisca_jordan_sp.progress import progress_bar
from openfisca_jordan_sp.screens import screen_for
from openfisca_jordan_sp.writing import Writing

_WIDTH = 160


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all three have."""
    told = "Write JSON and CSV here; a sweep's report.html too."
    out = click.option("--out", type=click.Path(path_type=Path), help=told)
    return population_options()(out(command))


_from = click.option(
    "--from", "since", help="Day from which values hold; 1 January of the year of --period if not given."
)


@click.command()
@click.argument("varied", nargs=-1, required=True, metavar="PATH=VALUES... [REFORM]...")
@_shared
@_from
@click.option("--draws", type=int, help="Points drawn from distributions; 100 if not given.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the draws.")
@click.pass_context
def sweep(ctx: click.Context, /, varied: tuple[str, ...], out: Path | None, **asked: Any) -> None:
    """Vary parameters of the law and show the headline figures at each point.

    PATH is a parameter, or the end of its path. VALUES are a range 100:200:10, a list
    100,120,160, or a distribution: "uniform(100,200)", "normal(mean,sd)",
    "triangular(low,mode,high)", "lognormal(median,sigma)", "choice(a,b,...)". Several
    PATH=VALUES make the full grid. REFORM... change the law first.
    """
    from openfisca_jordan_sp.many_policies import sweep as compute  # noqa: PLC0415 - loaded when it is asked for
    from openfisca_jordan_sp.many_policies.screen import show_sweep  # noqa: PLC0415
    from openfisca_jordan_sp.many_policies.settings import split_settings  # noqa: PLC0415

    _check_out(out)
    values, reforms = split_settings(varied)
    with progress_bar() as progress:
        task = progress.add_task("Points", total=None)
        result = compute(
            values,
            *reforms,
            **asked,
            started=lambda total: progress.update(task, total=total),
            progress=lambda steps: progress.advance(task, steps),
        )
    show_sweep(result, _screen(ctx), _language(ctx))
    _save(result, out, ctx)


@click.command()
@click.argument("path")
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@click.option("--target", required=True, help="What is to come of it: budget=+10%, caseload=200000, poverty=-1pp, …")
@click.option("--between", nargs=2, required=True, metavar="LOW HIGH", help="The values between which to search.")
@click.option(
    "--programme", help="The programme, contribution or tax whose budget or caseload is meant; all if not given."
)
@click.option("--tolerance", type=float, help="How near the two values that enclose the target must be.")
@click.option("--round", "rounded", type=float, help="Try multiples of this only, such as 1 for whole dinars.")
@_shared
@_from
@click.pass_context
def solve(ctx: click.Context, /, path: str, reforms: tuple[str, ...], out: Path | None, **asked: Any) -> None:
    """Find the value of the parameter PATH that meets a target.

    Targets: budget and budget_month (JOD), caseload (families), persons, poverty,
    poverty_gap, poverty_severity, gini, revenue (JOD a year). With a sign it is a change
    from the law in force: +10%, -5000000, -1pp. Every value tried is shown.
    """
    from openfisca_jordan_sp.many_policies import solve as compute  # noqa: PLC0415 - loaded when it is asked for
    from openfisca_jordan_sp.many_policies.screen import show_solution, show_trial  # noqa: PLC0415

    _check_out(out)
    screen, language = _screen(ctx), _language(ctx)
    with progress_bar() as progress:
        task = progress.add_task("Values tried", total=None)
        result = compute(
            path,
            *reforms,
            **asked,
            progress=lambda steps: progress.advance(task, steps),
            tried=lambda trial, lever, target: show_trial(trial, lever, target.figure, screen, language),
        )
    show_solution(result, screen, language)
    _save(result, out, ctx)


@click.command()
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@_shared
@click.option("--draws", type=int, default=200, show_default=True, help="How often the law is drawn.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the draws.")
@click.option("--level", type=float, default=0.9, show_default=True, help="Share of the draws inside an interval.")
@click.option("--ranges", type=click.Path(path_type=Path), help="File of ranges that replace the package's own.")
@click.option("--one-at-a-time", is_flag=True, help="Also evaluate each value alone at both ends of its interval.")
@click.pass_context
def uncertainty(ctx: click.Context, /, reforms: tuple[str, ...], out: Path | None, **asked: Any) -> None:
    """Show how far the figures may be off because values of the law are not verified.

    Every value behind the figures that no source verifies is drawn from its range; the law
    and REFORM... are computed with the same draws. Ranges that sources do not give are a
    convention, assumed: openfisca_jordan_sp/law/uncertainty.yaml.
    """
    from openfisca_jordan_sp.many_policies import law_uncertainty  # noqa: PLC0415 - loaded when it is asked for
    from openfisca_jordan_sp.many_policies.screen import show_uncertainty  # noqa: PLC0415

    _check_out(out)
    with progress_bar() as progress:
        task = progress.add_task("Draws", total=None)
        result = law_uncertainty(
            *reforms,
            **asked,
            started=lambda total: progress.update(task, total=total),
            progress=lambda steps: progress.advance(task, steps),
        )
    show_uncertainty(result, _screen(ctx), _language(ctx))
    _save(result, out, ctx)


def _language(ctx: click.Context) -> str:
    return str(ctx.find_root().params.get("language", "en"))


def _screen(ctx: click.Context) -> Console:
    return screen_for(Writing(_language(ctx)), _WIDTH)


def _check_out(out: Path | None) -> None:
    """Refuse a place that is no folder before anything is computed for it."""
    if out is not None and out.exists() and not out.is_dir():
        message = Text("Results cannot be written: it is a file.", "تعذرت كتابة النتائج: المسار ملف.")
        raise OutputError(message, path=str(out))


def _save(result: Any, out: Path | None, ctx: click.Context) -> None:
    if out is None:
        return
    language = _language(ctx)
    files = ", ".join(path.name for path in result.save(out, language))
    words = Text(f"Written to {out}: {files}", f"كُتب في {out}: {files}")
    _screen(ctx).print(f"\n{getattr(words, language)}", markup=False, highlight=False)
