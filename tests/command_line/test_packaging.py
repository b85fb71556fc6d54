"""The wheel is complete: every folder of Python is named in setup.cfg."""

import configparser
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_package_is_listed():
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg")
    listed = set(parser["options"]["packages"].split())
    folders = [path.parent.relative_to(ROOT) for path in (ROOT / "openfisca_jordan_sp").rglob("__init__.py")]
    assert len(folders) > 8
    assert {".".join(folder.parts) for folder in folders} <= listed


#: The command line in an environment that has none of the optional libraries.
WITHOUT_EXTRAS = """
import sys
for library in ("altair", "jinja2", "vl_convert", "flask", "pyreadstat", "openpyxl", "dask", "distributed"):
    sys.modules[library] = None
from openfisca_jordan_sp.cli import main
main(["population", "--help"])
"""


def test_the_command_line_needs_no_optional_library():
    run = subprocess.run([sys.executable, "-c", WITHOUT_EXTRAS], check=False, capture_output=True, text=True)
    assert run.stderr == ""
    assert "synthesise" in run.stdout
