"""The cliffs of the law as a page of Markdown (`docs/cliffs.md`), in both languages, and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import Cliff, instruments
from openfisca_jordan_sp.law.words import Words

_TITLE = Text("Cliffs of the law", "منحدرات القانون")
_INTRO = Text(
    "Wages at which a raise costs more than it brings. At a *cliff* a benefit ends, or a levy begins, at one wage. "
    "On a *taper* the raise itself is taken away again while contributions or tax rise. Tests hold, for random "
    "families in every month from 2010 to 2027, that a raise costs nothing beyond these, and that each exists as it "
    "is told here.",
    "أجور تكلف عندها الزيادة أكثر مما تجلب. عند *المنحدر* تنتهي منفعة أو يبدأ اقتطاع عند أجر واحد، "
    "وفي *التناقص* تُسترد الزيادة نفسها بينما ترتفع الاشتراكات أو الضريبة. "
    "وتثبت الاختبارات لأسر عشوائية في كل شهر من 2010 إلى 2027 أن الزيادة لا تكلف غير هذا، "
    "وأن كلا منها قائم كما ورد هنا.",
)
_WRITTEN = "Written by `make cliffs` from `openfisca_jordan_sp/law/cliffs.yaml`: do not edit."
_KINDS = {"cliff": Text("cliff", "منحدر"), "taper": Text("taper", "تناقص")}
_HEADINGS = (
    "Cliff",
    "المنحدر",
    "Kind",
    "Wage at which it occurs",
    "الأجر الذي يقع عنده",
    "Condition",
    "Amount",
    "Limit",
    "Example: wage, loss (JOD) · مثال: الأجر والخسارة (دينار)",
)


def cliffs_markdown(cliffs: Sequence[Cliff]) -> str:
    """Every cliff and taper, by instrument, as Markdown with an English and an Arabic column."""
    lines = [f"# {_TITLE.en} · {_TITLE.ar}", "", _WRITTEN, "", _INTRO.en, "", f'<p dir="rtl">{_INTRO.ar}</p>']
    for folder in dict.fromkeys(cliff.instrument for cliff in cliffs):
        title = instruments()[folder].title
        lines += ["", f"## {title.en} · {title.ar}", "", _row(_HEADINGS), "|" + "---|" * len(_HEADINGS)]
        lines += [_row(_cells(cliff)) for cliff in cliffs if cliff.instrument == folder]
    return "\n".join(lines) + "\n"


def cliff_lines(cliff: Cliff, words: Words) -> Iterator[tuple[str, str]]:
    """One cliff as lines for a terminal: text and style."""
    yield f"{words.of(cliff.label)} ({words.of(_KINDS[cliff.kind])})", "bold"
    yield f"  {words.of(cliff.at)}", ""
    yield f"  {cliff.condition} · {cliff.amount}" + (f" · {cliff.limit}" if cliff.limit else ""), "dim"
    yield f"  {words.of(_example(cliff))}", ""


def _cells(cliff: Cliff) -> tuple[str, ...]:
    kind, example = _KINDS[cliff.kind], _example(cliff)
    return (
        cliff.label.en,
        cliff.label.ar,
        f"{kind.en} · {kind.ar}",
        cliff.at.en,
        cliff.at.ar,
        f"`{cliff.condition}`",
        f"`{cliff.amount}`",
        f"`{cliff.limit}`" if cliff.limit else "",
        f"{example.en} · {example.ar}",
    )


def _example(cliff: Cliff) -> Text:
    """The wage, the raise and the loss of the example, and the scenario where it needs one."""
    example = cliff.example
    when = f"{example.period} ({example.reform})" if example.reform else example.period
    wage, step, loss = (f"{amount:,.10g}" for amount in (example.wage, example.raise_, example.loss))
    return Text(f"{when}: a raise of {step} on {wage} loses {loss}", f"{when}: زيادة {step} على أجر {wage} تُخسر {loss}")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
