import pytest

from openfisca_jordan_sp.many_policies import batches, uncertainty
from tests.many_policies import quick


@pytest.fixture
def quick_engine(monkeypatch):
    """Policies are evaluated by two known rules instead of the whole law."""
    monkeypatch.setattr(batches, "evaluate_all", quick.evaluate_all)
    monkeypatch.setattr(uncertainty, "evaluate_all", quick.evaluate_all)
