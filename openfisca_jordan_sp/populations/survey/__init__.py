"""A user's own survey as a population: files, a mapping, checks row by row.

>>> from openfisca_jordan_sp.populations.survey import import_survey
>>> import_survey("my_survey.yaml").population  # doctest: +SKIP
"""

from openfisca_jordan_sp.populations.survey.findings import SurveyError, write_findings
from openfisca_jordan_sp.populations.survey.importing import Imported, import_survey
from openfisca_jordan_sp.populations.survey.mapping import load_mapping, shipped

__all__ = ["Imported", "SurveyError", "import_survey", "load_mapping", "shipped", "write_findings"]
