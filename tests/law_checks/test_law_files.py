"""The law is loaded as core would load it, and its sources are read once."""

import ast
import inspect
import textwrap

import pytest
from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.entities import ENTITIES
from openfisca_jordan_sp.law.reads import formula_tree
from openfisca_jordan_sp.law.sources import function_tree
from openfisca_jordan_sp.system import JordanSocialProtectionSystem, PolicySystem, law_directory, law_in_force


@pytest.fixture(scope="module")
def as_core_loads_it():
    system = TaxBenefitSystem(ENTITIES)
    system.get_package_metadata = law_in_force().get_package_metadata
    system.add_variables_from_directory(str(law_directory("variables")))
    return system


def formulas():
    return [each for variable in law_in_force().variables.values() for each in variable.formulas.values()]


def test_variables_are_those_that_core_loads_in_the_same_order(as_core_loads_it):
    assert list(law_in_force().variables) == list(as_core_loads_it.variables)


def test_variables_show_the_source_that_core_shows(as_core_loads_it):
    for name, variable in law_in_force().variables.items():
        shown, source, line = variable.get_introspection_data()
        assert (shown, source, line) == as_core_loads_it.variables[name].introspection_data
        assert shown.endswith(".py")
        assert source.startswith(f"class {name}(")


def test_a_variable_that_stands_in_no_file_of_the_law_shows_no_source():
    base = type(law_in_force().variables["age"])
    assert type("new", (base.__base__,), {}).get_introspection_data() == ("", None, 0)


def test_the_package_is_described_as_core_describes_it():
    system = law_in_force()
    described = system.get_package_metadata()
    assert described == TaxBenefitSystem.get_package_metadata(system)
    assert PolicySystem(system).get_package_metadata() == described
    described["name"] = "changed"
    assert system.get_package_metadata()["name"] == "openfisca-jordan-sp"


def test_parameters_are_those_of_core():
    expected = ParameterNode("", directory_path=str(law_directory("parameters")))
    assert repr(law_in_force().parameters) == repr(expected)


def test_a_file_of_variables_that_fails_raises_what_it_raises_and_is_named_in_the_log(tmp_path, caplog):
    (tmp_path / "broken.py").write_text("raise ZeroDivisionError('wrong')\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError, match="wrong"):
        JordanSocialProtectionSystem().add_variables_from_directory(str(tmp_path))
    assert "broken.py" in caplog.text


def test_a_variable_of_core_in_an_extension_shows_its_source_too(tmp_path):
    text = (
        "from openfisca_core.periods import MONTH\n"
        "from openfisca_core.variables import Variable\n"
        "from openfisca_jordan_sp.entities import Person\n\n"
        "class of_an_extension(Variable):\n"
        "    value_type, entity, definition_period = float, Person, MONTH\n"
    )
    (tmp_path / "extension.py").write_text(text, encoding="utf-8")
    system = JordanSocialProtectionSystem()
    system.add_variables_from_directory(str(tmp_path))
    _, source, line = system.variables["of_an_extension"].get_introspection_data()
    assert source.startswith("class of_an_extension(Variable):")
    assert line == 4


def test_the_tree_of_each_formula_is_that_of_its_own_source():
    for formula in formulas():
        alone = ast.parse(textwrap.dedent(inspect.getsource(formula))).body[0]
        assert ast.dump(formula_tree(formula)) == ast.dump(alone)


def test_the_formulas_of_the_law_are_found_in_files_parsed_once():
    assert all(function_tree(formula) is function_tree(formula) is not None for formula in formulas())


def test_a_formula_made_within_a_function_has_its_tree():
    def formula(person, period):
        return person("age", period)

    assert function_tree(formula) is None
    assert formula_tree(formula).name == "formula"


def test_a_formula_of_a_file_that_has_changed_is_not_taken_for_another(tmp_path):
    path = tmp_path / "law.py"
    path.write_text("def first():\n    return 1\n", encoding="utf-8")
    loaded = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), loaded)
    assert function_tree(loaded["first"]).name == "first"
    path.write_text("def another():\n    return 2\n\n\ndef first():\n    return 1\n", encoding="utf-8")
    assert function_tree(loaded["first"]) is None
    path.write_text("def first(:\n", encoding="utf-8")
    assert function_tree(loaded["first"]) is None


def test_what_is_no_function_has_no_tree():
    with pytest.raises(TypeError):
        formula_tree(len)
