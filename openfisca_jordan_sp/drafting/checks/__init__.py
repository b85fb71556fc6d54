"""The check of a bill against the drafting mistakes that hurt: `check_bill`."""

from openfisca_jordan_sp.drafting.checks.check_bill import CHECKS, check_bill, check_named
from openfisca_jordan_sp.drafting.checks.findings import ERROR, WARNING, Check, Finding, Findings

__all__ = ["CHECKS", "ERROR", "WARNING", "Check", "Finding", "Findings", "check_bill", "check_named"]
