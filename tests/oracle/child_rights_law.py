"""Child Rights Law (dossier on social development and child rights, section 3.1)."""

from decimal import Decimal


def child_benefit(person, day):
    """No instrument grants one."""
    return Decimal(0)
