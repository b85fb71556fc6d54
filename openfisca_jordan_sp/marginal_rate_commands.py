"""The command `jordan-sp marginal-rates`: what earners keep of a raise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from openfisca_jordan_sp.defaults import SMALLEST_STEP
from openfisca_jordan_sp.population_options import month_option, population_option
from openfisca_jordan_sp.screens import screen_for
from openfisca_jordan_sp.writing import Writing


@click.command("marginal-rates")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@population_option
@month_option("Month: YYYY-MM.")
@click.option("--step", default=SMALLEST_STEP, show_default=True, type=float, help="The raise, JOD a month: 1 or more.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON and the two tables here as CSV.")
@click.pass_context
def marginal_rates(ctx: click.Context, /, policies: tuple[str, ...], out: Path | None, **asked: Any) -> None:
    """Tell how much of a raise in wage earners lose again, under the law in force and under each POLICY.

    POLICY is a file, or the id of a reform in the catalogue (see `jordan-sp reform list`);
    reforms joined with a plus (a+b) are applied together, in their order. Several policies
    stand side by side. The highest earner of each household gets the raise. Where it costs
    more than it brings, see `jordan-sp law cliffs`.
    """
    # What evaluates a population is loaded only when one is asked for.
    from openfisca_jordan_sp.marginal_rates import marginal_rates as compute  # noqa: PLC0415
    from openfisca_jordan_sp.marginal_rates_screen import WIDTH, say, show  # noqa: PLC0415

    language = ctx.find_root().params["language"]
    result = compute(*policies, **asked)
    screen = screen_for(Writing(language), WIDTH)
    show(result, screen, language)
    if out is not None:
        files = ", ".join(path.name for path in result.save(out, language))
        screen.print(say("written", language, out=out, files=files), markup=False, highlight=False)
