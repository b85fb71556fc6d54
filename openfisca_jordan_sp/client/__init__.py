"""A client of the calculation service: `pip install 'openfisca-jordan-sp[client]'`.

with Client("https://service.example", key="jsp_…") as client:
    client.law.parameter("national_aid_fund.uct.benefit_maximum")
    client.compare("uct_maximum_160", population="demo", period="2026-01")
"""

from openfisca_jordan_sp.client.batches import BatchLines
from openfisca_jordan_sp.client.calls import Answer
from openfisca_jordan_sp.client.client import Client
from openfisca_jordan_sp.client.errors import (
    BrokenStreamError,
    BusyError,
    ClientError,
    JobError,
    RefusedError,
    ServiceFaultError,
    UnreachableError,
)

__all__ = [
    "Answer",
    "BatchLines",
    "BrokenStreamError",
    "BusyError",
    "Client",
    "ClientError",
    "JobError",
    "RefusedError",
    "ServiceFaultError",
    "UnreachableError",
]
