"""The contract of `/v1`: an OpenAPI document that requests are validated by, word for word as it is published."""

from .checking import check_body, check_query
from .document import Contract, Operation, load_contract

__all__ = ["Contract", "Operation", "check_body", "check_query", "load_contract"]
