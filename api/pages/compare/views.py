"""The page and its parts: the first figures at once, the others as they come."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, g, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.asked import LINES
from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.errors import JordanSPError, Problem
from openfisca_jordan_sp.report import findings, hurt_tables, policies_tables, statistics_tables, tables
from openfisca_jordan_sp.report.page import key_figures
from openfisca_jordan_sp.report.statistics_rows import between_text, chosen, records
from openfisca_jordan_sp.report.texts import Texts

from ...errors import NotFoundError
from ..asking import ask
from ..blueprint import is_fragment, pages
from ..works import WHOLE_SECONDS, Work
from .bodies import compare_body
from .charts import CHARTS, of_hurt, of_one, of_policies, of_statistics, shown_of
from .exports import checked
from .law_rows import found_by, rows_of
from .mistakes import at_fields, by_field, is_of_visitor
from .reading import is_form, mistakes_of, read
from .results import Compared, Tables, compared, statistics, who_is_hurt
from .state import BREAKDOWNS, Asked

#: The key figures, in the order of `key_figures`, and those that statistics have an interval of.
_KEYS = ("cost_month", "cost_year", "families", "headcount")


@pages.context_processor
def _words_of_law() -> dict[str, Any]:
    return {"law_value": lambda value: tables.law_value(value, Texts(g.page_language))}


@pages.get("/compare")
def compare() -> AnyResponse:
    """The page. What its form sends is put into an address first, which says the same."""
    asked = read(request.args)
    focus = _focus(asked)
    if is_form(request.args) and not is_fragment():
        return redirect(f"{asked.at()}#{focus or 'results'}", 303)
    rows, problems = rows_of(asked)
    problems = [*mistakes_of(asked), *problems]
    begun, problems = _begun(asked, problems)
    part = _at_once(asked, begun)
    response = Response(
        render_template(
            "compare/page.html",
            asked=asked,
            rows=rows,
            wrong=by_field(problems),
            focus=focus,
            begun=begun,
            part=part,
            is_waiting=g.get("is_waiting", False),
            **_choices(asked),
            **_found(asked),
            body=json.dumps(compare_body(asked), ensure_ascii=False, indent=2) if begun is not None else "",
            link=request.host_url.rstrip("/") + asked.but(whole=False).at(),
        ),
        status=422 if problems else 200,
    )
    if is_fragment():
        response.headers["HX-Push-Url"] = asked.at()
        if focus.startswith(("changes", "value")):
            response.headers["HX-Reswap"] = f"outerHTML show:#{focus}:top"
    return response


def _focus(asked: Asked) -> str:
    """Where whoever sent the form goes on: at a provision that was added, among those that are left, at the results.

    Nowhere else where a field was left by the key of entering: its value is often changed again.
    """
    added = request.args.get("add", "").strip()
    if added:
        return next((f"value-{n}" for n, one in enumerate(asked.changes) if one.path == added), "changes")
    if "remove" in request.args:
        return "changes"
    return "results" if "go" in request.args else ""


def _begun(asked: Asked, problems: list[Problem]) -> tuple[Work | None, list[Problem]]:
    """The comparison begun, so that it is computed while the page is on its way; or what is wrong with it."""
    if problems or not asked.count:
        return None, problems
    try:
        return compared(asked, WHOLE_SECONDS if asked.whole else 0), []
    except JordanSPError as error:
        return None, at_fields(error, asked)


def _choices(asked: Asked) -> dict[str, Any]:
    """What can be chosen: the reforms of the catalogue, the populations, the lines, the breakdowns."""
    query = {"q": asked.filter} if asked.filter.strip() else None
    listed = ask("listReforms").body["reforms"]
    kept = {one["id"] for one in ask("listReforms", query=query).body["reforms"]} if query else None
    return {
        "reforms": sorted(
            (one for one in listed if kept is None or one["id"] in kept or one["id"] in asked.policies),
            key=lambda one: one["id"] not in asked.policies,
        ),
        "others": _others(asked, listed),
        "populations": ask("listPopulations").body["populations"],
        "lines": LINES,
        "breakdowns": BREAKDOWNS,
    }


def _others(asked: Asked, listed: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Any]]]:
    """Policies asked for that are no reform of the catalogue by itself, each with the titles of its parts."""
    titles = {one["id"]: one["title"] for one in listed}
    others = [one for one in asked.policies if one not in titles]
    return [(one, [titles.get(part, part) for part in one.split(TOGETHER)]) for one in others]


def _found(asked: Asked) -> dict[str, Any]:
    """The provisions looked for; `sought` says what is wrong with the words."""
    if not asked.words:
        return {"found": None, "total": 0, "sought": []}
    try:
        found, total = found_by(asked)
    except JordanSPError as error:
        return {"found": None, "total": 0, "sought": at_fields(error, asked)}
    return {"found": found, "total": total, "sought": []}


@pages.get("/compare/search")
def compare_search() -> str:
    """The provisions that bear some words."""
    asked = read(request.args)
    return render_template("compare/found.html", asked=asked, **_found(asked))


@pages.get("/compare/reforms")
def compare_reforms() -> str:
    """The reforms of the catalogue that bear some words, and those that are chosen."""
    asked = read(request.args)
    return render_template("compare/reforms.html", asked=asked, **_choices(asked))


@pages.get("/compare/result")
def compare_result() -> AnyResponse | str:
    """The comparison as far as it is."""
    return _part("result", checked(read(request.args)))


@pages.get("/compare/statistics")
def compare_statistics() -> AnyResponse | str:
    """The figures with their intervals, as far as they are."""
    return _part("statistics", checked(read(request.args)))


@pages.get("/compare/hurt")
def compare_hurt() -> AnyResponse | str:
    """Who is hurt by the policy that is shown, as far as it is computed."""
    return _part("hurt", checked(read(request.args)))


@pages.get("/compare/charts")
def compare_charts() -> AnyResponse | str:
    """The charts of the policy that is shown."""
    return _part("charts", checked(read(request.args)))


@pages.get("/compare/beside")
def compare_beside() -> AnyResponse | str:
    """The charts of all policies beside one another."""
    return _part("beside", checked(read(request.args)))


@pages.get("/compare/groups")
def compare_groups() -> AnyResponse | str:
    """Poverty by group, with its intervals, as far as it is computed."""
    return _part("groups", checked(read(request.args)))


#: What each part is made of, and those that come after the first figures.
_WORKS = {
    "result": compared,
    "charts": compared,
    "groups": statistics,
    "statistics": statistics,
    "hurt": who_is_hurt,
    "beside": compared,
}
_LATER = ("charts", "groups", "statistics", "hurt", "beside")


def _part(name: str, asked: Asked, seconds: int | None = None) -> str:
    """A part of the page: its figures, or how far they are; what is wrong with it in its place."""
    try:
        found = _WORKS[name](asked, seconds)
    except NotFoundError:  # somebody, or the next question of the same visitor, cancelled it meanwhile
        return render_template("cancelled.html", name=name, state="cancelled", again="")
    except JordanSPError as error:
        if not is_of_visitor(error):
            raise
        return render_template("compare/wrong.html", name=name, error=error)
    if not found.is_done:
        g.is_waiting = True
        return render_template("compare/waiting.html", name=name, asked=asked, work=found)
    return _TELLERS[name](found, asked)


def _at_once(asked: Asked, begun: Work | None) -> Markup | str:
    """The results that can stand in the page already: what is there, or what a browser without scripts waits for."""
    return Markup(_part("result", asked, 0)) if begun is not None and (begun.is_done or asked.whole) else ""  # noqa: S704


def _later(name: str, asked: Asked) -> Markup | str:
    """A part that comes later, for a browser without scripts: in the page itself."""
    is_here = asked.whole and not is_fragment() and (name != "hurt" or asked.hurt)
    return Markup(_part(name, asked, WHOLE_SECONDS)) if is_here else ""  # noqa: S704 - our own template


def _told_result(found: Work, asked: Asked) -> str:
    result, texts = found.result, Texts(g.page_language)
    one = shown_of(result, asked)
    return render_template(
        "compare/result.html",
        asked=asked,
        result=result,
        one=one,
        headline=findings.headline(one.tables, texts),
        keys=list(zip(_KEYS, key_figures(one.tables, texts), strict=True)),
        main=policies_tables.main(result.policies, texts) if len(result.policies) > 1 else None,
        not_verified=_not_verified(one, texts),
        wordings=_wordings(one),
        parts={name: _later(name, asked) for name in _LATER if name != "beside" or len(result.policies) > 1},
        unit_of=lambda unit: tables.unit_name(unit, texts),
        instrument_of=lambda folder: tables.instrument_name(folder, texts),
    )


def _not_verified(one: Compared, texts: Texts) -> Any:
    table = one.tables["non_verified"]
    return tables.not_verified(table, texts) if len(table) else None


def _wordings(one: Compared) -> list[Mapping[str, Any]]:
    """The texts of articles, and the rules, that reforms of the catalogue change, as far as they are known."""
    ids = [reform["id"] for reform in one.told["reforms"]]
    known = {reform["id"] for reform in ask("listReforms").body["reforms"]}
    return [ask("readReform", path={"id": name}).body for name in ids if name in known]


def _told_charts(found: Work, asked: Asked) -> str:
    """The charts of one breakdown; of everything, the first that were not shown yet, and then the others."""
    of_all = not asked.breakdown and not asked.whole
    kind = BREAKDOWNS[_drawn_already()] if of_all else asked.breakdown
    later = _drawn_already() + 1 if of_all and kind != BREAKDOWNS[-1] else 0
    following = f"{asked.at('pages.compare_charts')}&after={later}" if later else ""
    figures = of_one(found.result, asked, Texts(g.page_language), *CHARTS.get(kind, ()))
    return render_template("compare/charts.html", name=f"charts-{kind}", figures=figures, next=following)


def _drawn_already() -> int:
    """How many breakdowns were shown before this part of everything."""
    given = request.args.get("after", "")
    return int(given) if given in map(str, range(len(BREAKDOWNS))) else 0


def _told_beside(found: Work, asked: Asked) -> str:
    figures = of_policies(found.result, asked, Texts(g.page_language))
    return render_template("compare/charts.html", name="beside", figures=figures, next="")


def _told_groups(found: Work, asked: Asked) -> str:
    figures = of_statistics(found.result, asked, Texts(g.page_language), "poverty_groups")
    return render_template("compare/charts.html", name="groups", figures=figures, next="")


def _told_statistics(found: Work, asked: Asked) -> str:
    result, texts = found.result, Texts(g.page_language)
    return render_template(
        "compare/statistics.html",
        asked=asked,
        main=statistics_tables.main(result, texts),
        intervals=_intervals(result, asked, texts),
        figures=of_statistics(result, asked, texts),
        warnings=result.told["warnings"],
    )


def _intervals(result: Tables, asked: Asked, texts: Texts) -> dict[str, str]:
    """The interval of each key figure of the policy that is shown that statistics know one of, with its unit."""
    policy = result.policies[min(asked.shown, len(result.policies) - 1)].id
    rows = chosen(result.tables["headline"], policy=policy, figure="difference", measure=_KEYS)
    told = {row["measure"]: (between_text(row, is_change=True), row["unit"]) for row in records(rows)}
    return {key: _with_unit(texts.isolated(between), unit, texts) for key, (between, unit) in told.items() if between}


def _with_unit(between: str, unit: str, texts: Texts) -> str:
    """Shares change in percentage points, and a cost of everybody is told in millions."""
    return f"{between} {texts('points_short')}" if unit == "share" else texts("money_million_short", value=between)


def _told_hurt(found: Work, asked: Asked) -> str:
    result, texts = found.result, Texts(g.page_language)
    is_told = bool(result.rows["types"])
    return render_template(
        "compare/hurt.html",
        asked=asked,
        title=result.told["title"],
        warnings=result.told["warnings"],
        main=hurt_tables.main(result, texts) if is_told else None,
        figures=of_hurt(result, asked, texts) if is_told else [],
        more=hurt_tables.all_tables(result, texts) if is_told else [],
    )


_TELLERS = {
    "result": _told_result,
    "charts": _told_charts,
    "groups": _told_groups,
    "statistics": _told_statistics,
    "hurt": _told_hurt,
    "beside": _told_beside,
}
