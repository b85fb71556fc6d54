"""What differs between two policies: values, rules, programmes, and the wording of articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openfisca_jordan_sp.drafting.rules import RuleDifference, rule_differences
from openfisca_jordan_sp.drafting.values import ValueDifference, value_differences
from openfisca_jordan_sp.drafting.wording import WordingDifference, wording_differences
from openfisca_jordan_sp.law.catalogue import Programme
from openfisca_jordan_sp.policy import Policy


@dataclass(frozen=True)
class PolicyDifference:
    """What differs between two policies.

    Attributes:
        before: the policy from which is told.
        after: the policy to which.
        values: the values that differ, by path and date.
        rules: the variables whose rule differs, by name.
        programmes_added: programmes that only the second counts.
        programmes_removed: programmes that only the first counts.
        wording: the articles whose wording is known to differ.
    """

    before: Policy
    after: Policy
    values: tuple[ValueDifference, ...] = ()
    rules: tuple[RuleDifference, ...] = ()
    programmes_added: tuple[Programme, ...] = ()
    programmes_removed: tuple[Programme, ...] = ()
    wording: tuple[WordingDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.values or self.rules or self.programmes_added or self.programmes_removed or self.wording)

    def save(self, directory: str | Path, languages: tuple[str, ...] = ("en", "ar")) -> list[Path]:
        """Write `diff.json`, `diff.html` and `provisions.csv`: all or none.

        Args:
            directory: made if it is not there.
            languages: of the page, the first one first.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        from openfisca_jordan_sp.drafting.files import save_difference  # noqa: PLC0415 - loads pandas

        return save_difference(self, directory, languages)


def differences(before: Policy, after: Policy) -> PolicyDifference:
    """What differs between two policies: every value on every day on which either changes it.

    Args:
        before: the policy from which is told; `Policy()` is the law in force.
        after: the policy to which.
    """
    return PolicyDifference(
        before=before,
        after=after,
        values=value_differences(before, after),
        rules=rule_differences(before, after),
        programmes_added=_missing(after, before),
        programmes_removed=_missing(before, after),
        wording=wording_differences(before, after),
    )


def _missing(one: Policy, other: Policy) -> tuple[Programme, ...]:
    """The programmes of one policy that another does not count."""
    known = {programme.id for programme in other.programmes}
    return tuple(programme for programme in one.programmes if programme.id not in known)
