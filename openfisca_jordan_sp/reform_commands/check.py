"""The command `jordan-sp reform check`: bills held against the drafting mistakes that hurt."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.writing import Writing
from openfisca_jordan_sp.writing_options import writing_of, writing_options

if TYPE_CHECKING:
    from openfisca_jordan_sp.drafting.checks.findings import Finding, Findings

#: The version of the JSON.
FORMAT = "jordan-sp.findings.v1"
#: The exit code of warnings under `--strict`, and of errors.
ONLY_WARNINGS, ERRORS = 1, 2

_CLEAN = Text("No mistake was found.", "لم يُعثر على أي خطأ.")
_QUICK = Text("Nothing was tried on people (--quick).", "لم يُجرَّب المشروع على السكان كما طُلب.")
_INCOMPLETE = Text(
    "The bill cannot be applied to the law: mend the errors, then check again for all else.",
    "لا يمكن تطبيق المشروع على القانون: صحح الأخطاء ثم أعد الفحص لما عداها.",
)
_SAMPLE = Text(
    "Whom the bill reaches was tried on 2,000 synthetic households of the demo population and on the case families.",
    "جُرِّب من يشملهم المشروع على 2,000 أسرة معيشية مصطنعة من السكان التجريبيين وعلى الحالات.",
)


@click.command()
@click.argument("reforms", nargs=-1, metavar="REFORM...")
@click.option("--strict", is_flag=True, help="Exit with 1 where there are warnings, and no error.")
@click.option("--quick", is_flag=True, help="Leave out what is tried on people.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, in both languages.")
@writing_options
@click.pass_context
def check(ctx: click.Context, reforms: Sequence[str], strict: bool, quick: bool, as_json: bool) -> None:
    """Check each REFORM, an id, a file or several joined with a plus (a+b), against the drafting mistakes that hurt.

    Errors must be mended; warnings should be looked at. The exit code is 0 where there is no error, 2 where there is
    one, and with --strict 1 where there are only warnings.
    """
    from openfisca_jordan_sp.drafting.checks import check_named  # noqa: PLC0415 - loads the law
    from openfisca_jordan_sp.reform_commands.asked import none_named, print_json  # noqa: PLC0415

    if not reforms:
        raise none_named()
    found = [findings for reform in reforms for findings in check_named(reform, quick=quick)]
    writing = writing_of(ctx)
    if as_json:
        print_json({"format": FORMAT, "bills": [findings.as_data() for findings in found]})
    else:
        told = ("\n".join(map(writing.line, finding_lines(each, writing, quick=quick))) for each in found)
        click.echo("\n\n".join(told))
    sys.exit(_exit_code(found, strict=strict))


def _exit_code(found: Sequence[Findings], *, strict: bool) -> int:
    if any(findings.errors for findings in found):
        return ERRORS
    return ONLY_WARNINGS if strict and any(findings.warnings for findings in found) else 0


def finding_lines(findings: Findings, writing: Writing, *, quick: bool = False) -> Iterator[str]:
    """The findings of one bill as they are read: errors, then warnings, then what was left out."""
    title = writing.of(findings.title)
    yield title if title == findings.reform else f"{title} ({findings.reform})"
    if not findings.findings:
        yield writing.of(_CLEAN)
    yield from _group(Text("Errors", "أخطاء"), findings.errors, writing)
    yield from _group(Text("Warnings", "تنبيهات"), findings.warnings, writing)
    if findings.is_complete:
        yield writing.of(_SAMPLE)
    else:
        yield writing.of(_QUICK if quick and findings.is_applicable else _INCOMPLETE)


def _group(heading: Text, findings: Sequence[Finding], writing: Writing) -> Iterator[str]:
    if findings:
        yield f"{writing.of(heading)}: {len(findings)}"
    for finding in findings:
        yield f"- {finding.line(writing.language)} [{finding.code}]"
