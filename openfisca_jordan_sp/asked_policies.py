"""The policies that a user asks for: each a reform, or several applied together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from openfisca_jordan_sp.errors import PolicyError, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, load_reform

ReformLike: TypeAlias = Reform | str | Path
#: A policy: an id, a file, `a+b`, a loaded reform, several of them in their order, or a policy made before.
PolicyLike: TypeAlias = Policy | ReformLike | Sequence[ReformLike]

#: What joins the reforms of one policy.
TOGETHER = "+"


def parse_policies(asked: Iterable[PolicyLike]) -> list[Policy]:
    """The policies asked for, in their order; a reform that several of them hold is loaded once.

    Raises:
        PolicyError: nothing before, between or after `+`; a reform twice in one policy; two policies of one id.
        UnknownReformError: a name that is neither a file nor an id.
        InvalidReformError: a reform with mistakes, all of them listed.
    """
    loaded: dict[str, Reform] = {}
    policies = [parse_policy(one, loaded) for one in asked]
    ids = [policy.id for policy in policies]
    for policy_id in ids:
        if ids.count(policy_id) > 1:
            raise PolicyError(
                Text(f"The policy {policy_id} is given twice.", f"السياسة {policy_id} مذكورة مرتين."),
                path=policy_id,
                hint=Text(
                    "Give each policy once; reforms of different files need an `id` of their own.",
                    "اذكر كل سياسة مرة واحدة؛ وليكن لكل ملف معرف `id` خاص به.",
                ),
            )
    return policies


def parse_policy(asked: PolicyLike, loaded: dict[str, Reform] | None = None) -> Policy:
    """One policy; nothing at all (an empty list) is the law in force.

    Args:
        asked: what a user gave.
        loaded: reforms by name that were loaded before; those loaded now are added.

    Raises:
        PolicyError: see `parse_policies`.
    """
    if isinstance(asked, Policy):
        return asked
    known = {} if loaded is None else loaded
    parts: Sequence[ReformLike] = (asked,) if isinstance(asked, Reform | str | Path) else asked
    names = [name for part in parts for name in (_names(part) if isinstance(part, str) else [part])]
    reforms = [name if isinstance(name, Reform) else _load(name, known) for name in names]
    _refuse_twice([reform.id for reform in reforms])
    return Policy.of(*reforms)


def _names(text: str) -> list[str]:
    """The parts of `a+b`; a file whose own path has a plus is one part."""
    if TOGETHER not in text or Path(text).is_file():
        return [text]
    names = [name.strip() for name in text.split(TOGETHER)]
    if not all(names):
        raise PolicyError(
            Text(f"A reform is missing beside the + of {text!r}.", f"ينقص مشروع إلى جانب علامة + في {text!r}."),
            path=text,
            hint=Text("Join reforms that are applied together as in a+b.", "اجمع المشاريع التي تطبق معا هكذا: a+b."),
        )
    return names


def _load(name: str | Path, loaded: dict[str, Reform]) -> Reform:
    key = str(name)
    if key not in loaded:
        loaded[key] = load_reform(name)
    return loaded[key]


def _refuse_twice(ids: Sequence[str]) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise PolicyError(
                Text(
                    f"The reform {name} stands twice in the policy {TOGETHER.join(ids)}.",
                    f"المشروع {name} مذكور مرتين في السياسة {TOGETHER.join(ids)}.",
                ),
                path=name,
                hint=Text("Name each reform of a policy once.", "اذكر كل مشروع في السياسة مرة واحدة."),
            )
