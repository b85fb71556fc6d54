"""The register as a page of Markdown: `docs/coverage.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openfisca_jordan_sp.law.acts import Act, Gazette, InForce, Source
from openfisca_jordan_sp.law.articles import article_in_arabic
from openfisca_jordan_sp.law.register import STATUSES, Coverage, Provision
from openfisca_jordan_sp.law.words import Words


def coverage_markdown(register: Sequence[Coverage], words: Words) -> str:
    """Every instrument, how much of it is modelled, and each provision, as Markdown."""
    provisions = sum(len(one.provisions) for one in register)
    lines = [
        f"# {words('page_title')}",
        "",
        words("page_written"),
        "",
        words("page_intro", instruments=len(register), provisions=provisions),
        "",
        *_table([words("instrument"), *_states(words), words("total")], _counts(register, words)),
    ]
    for one in register:
        lines += ["", *_section(one, words)]
    return "\n".join(lines) + "\n"


def _states(words: Words) -> list[str]:
    return [words(f"status_{status}") for status in STATUSES]


def _counts(register: Sequence[Coverage], words: Words) -> Iterator[list[str]]:
    for one in register:
        counts = [str(one.count(status)) for status in STATUSES]
        link = f"[{words.of(one.instrument.title)}](#{one.instrument.folder})"
        yield [link, *counts, str(len(one.provisions))]
    totals = [str(sum(one.count(status) for one in register)) for status in STATUSES]
    yield [words("total"), *totals, str(sum(len(one.provisions) for one in register))]


def _section(one: Coverage, words: Words) -> Iterator[str]:
    instrument = one.instrument
    yield f'<a id="{instrument.folder}"></a>'
    yield ""
    yield f"## {words.of(instrument.title)}"
    yield ""
    yield from (f"- {name}: {text}" for name, text in instrument_facts(one, words))
    if instrument.related:
        yield f"- {words('related')}:"
    yield from (f"  - {line}" for line in related_lines(one, words))
    yield ""
    if not one.provisions:
        yield words("no_provisions")
        return
    headings = [words(key) for key in ("article", "provision", "state", "variables")]
    yield from _table(headings, (_provision(provision, words) for provision in one.provisions))


def _provision(provision: Provision, words: Words) -> list[str]:
    variables = ", ".join(f"`{name}`" for name in provision.variables)
    return [article_cell(provision.article, words), words.of(provision.title), state(provision, words), variables]


def article_cell(article: str | None, words: Words) -> str:
    """`2(a)`, where the word for article stands beside it; in Arabic with the names of acts and paragraphs."""
    told = article_in_arabic(article, noun=False) if article and words.language == "ar" else None
    return told or article or ""


def article_name(article: str | None, words: Words) -> str:
    """`article 2`; what names no number, as the bylaw of a law, is told as it is."""
    told = article_in_arabic(article) if article and words.language == "ar" else None
    return told or _article_as_given(article, words)


def _article_as_given(article: str | None, words: Words) -> str:
    return words("article_is", article=article) if article and article[0].isdigit() else article or ""


def state(provision: Provision, words: Words) -> str:
    """The state of a provision, with its reason where there is one."""
    reason = words.of(provision.reason)
    return words(f"status_{provision.status}") + (f": {reason}" if reason else "")


def instrument_facts(one: Coverage, words: Words) -> Iterator[tuple[str, str]]:
    """What the register says of an instrument: names and texts, the same on a page and on a screen."""
    instrument = one.instrument
    yield words("folder"), f"`{instrument.folder}`"
    yield from act_facts(instrument.act, words)
    if instrument.pillars:
        yield words("pillars"), words("semicolon").join(words.pillar(pillar) for pillar in instrument.pillars)
    yield words("modelled_since"), str(instrument.since)
    if instrument.note:
        yield words("note"), words.of(instrument.note)


def related_lines(one: Coverage, words: Words) -> Iterator[str]:
    """The bylaws, amendments and decisions that belong to an instrument, one line for each."""
    for act in one.instrument.related:
        facts = words("semicolon").join(f"{name}: {text}" for name, text in act_facts(act, words))
        yield f"{words.of(act.title)} ({facts})"


def act_facts(act: Act, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of an act; what no source gives is said to be unknown."""
    yield words("kind"), words(f"kind_{act.kind}")
    if act.number:
        yield words("number"), act.number
    yield words("in_force_from"), in_force_text(act.in_force, words)
    if act.gazette:
        yield words("gazette"), _gazette(act.gazette, words)
    if act.replaces:
        yield words("replaces"), words("semicolon").join(words.of(title) for title in act.replaces)
    if act.sources:
        yield words("sources"), words("semicolon").join(source_line(source, words) for source in act.sources)


def in_force_text(in_force: InForce, words: Words) -> str:
    """The day from which an act is in force, how it is known, and what is to be noted."""
    day = f"{in_force.day} ({words(f'confidence_{in_force.confidence}')})" if in_force.day else words("unknown")
    return ". ".join(part for part in (day, words.of(in_force.note).rstrip(".")) if part)


def _gazette(gazette: Gazette, words: Words) -> str:
    parts = (
        gazette.number and words("gazette_number", number=gazette.number),
        gazette.page and words("gazette_page", page=gazette.page),
        gazette.day and str(gazette.day),
        words.of(gazette.note).rstrip("."),
    )
    return words("comma").join(part for part in parts if part)


def source_line(source: Source, words: Words) -> str:
    """A source on one line: title, date, article, address."""
    article = article_name(source.article, words)
    return words("comma").join(
        part for part in (source.titled(words.language), source.published, article, source.href) if part
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(headings)
    yield "|" + "---|" * len(headings)
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
