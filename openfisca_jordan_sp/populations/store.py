"""Population folders: written whole or not at all (`writing.py`), read only if they can be trusted (`reading.py`).

A folder holds `households/governorate=amman/part-0.parquet`, likewise `families`
and `persons`, and `manifest.json` with the checksum of every file. Columns that
`layers.py` added on reading are not written: reading adds them again. Beside them stands `working/`,
the copy that reading makes for itself and that belongs to no population (`working_copy.py`).
"""

from openfisca_jordan_sp.populations.listing import DEMO
from openfisca_jordan_sp.populations.parts import PopulationPart, population_parts
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.reading import read_population
from openfisca_jordan_sp.populations.writing import validate_population, write_population

__all__ = [
    "DEMO",
    "Population",
    "PopulationPart",
    "population_parts",
    "read_population",
    "validate_population",
    "write_population",
]
