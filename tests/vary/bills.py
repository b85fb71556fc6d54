"""Bills of tests: a benefit by the wage of the head, given as one expression."""

from openfisca_jordan_sp.policy import Policy

_FILE = """id: {name}
title: {{en: A bill of a test, ar: مشروع للاختبار}}
status: scenario
source:
  - {{title: A test, published: "2026-01-01", href: null, article: null}}
python: {name}.py
"""
_RULE = """from numpy import select, where
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class reform_benefits_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A benefit of a test"
    label_ar = "منفعة للاختبار"
    unit = "JOD/month"

    def formula_2026(family, period):
        wage = family.head("wage", period)
        return {expression}
"""


def bill(folder, name, expression):
    """A policy under which a family gets what an expression on the wage of its head says."""
    (folder / f"{name}.yaml").write_text(_FILE.format(name=name), encoding="utf-8")
    (folder / f"{name}.py").write_text(_RULE.format(expression=expression), encoding="utf-8")
    return Policy.of(folder / f"{name}.yaml")
