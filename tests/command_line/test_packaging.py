"""The wheel is complete: every folder of Python is named in setup.cfg."""

import configparser
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_package_is_listed():
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg")
    listed = set(parser["options"]["packages"].split())
    folders = [path.parent.relative_to(ROOT) for path in (ROOT / "openfisca_jordan_sp").rglob("__init__.py")]
    assert len(folders) > 8
    assert {".".join(folder.parts) for folder in folders} <= listed
