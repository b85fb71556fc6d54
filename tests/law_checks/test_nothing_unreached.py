"""Nothing of the law is unreached, and each check fails when it should."""

from pathlib import Path

import pytest
import yaml
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp import JordanSocialProtectionSystem
from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.law import audit
from openfisca_jordan_sp.law.catalogue import coverage
from openfisca_jordan_sp.law.parameters import with_parameter
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.law.style import faults_of, formula_faults
from openfisca_jordan_sp.system import law_directory, law_in_force
from openfisca_jordan_sp.variable import Variable

TESTS = Path(__file__).parent.parent


def with_added(path, **data):
    """The law's parameters with one more."""
    data.setdefault("values", {"2020-01-01": {"value": 1}})
    return with_parameter(law_in_force().parameters, path, Parameter(path, data))


class TestEveryRule:
    def test_has_a_test(self):
        assert audit.untested_variables(law_in_force(), TESTS) == []

    def test_of_the_dossiers_golden_rows_stands_in_the_tests(self):
        rows = {f"G{number}" for number in range(1, 26)} - {"G4", "G9", "G16", "G18", "G23"}  # the dossier has none
        rows |= {f"E{number}" for number in range(1, 16)} - {"E13"}  # of services: the dossier has no E13
        rows |= {f"B{number}" for number in range(1, 5)} | {"F1", "F2", "N1", "M1", "Z1", "H1", "H2", "K1", "K2"}
        rows |= {f"ED{number}" for number in range(1, 5)}
        rows |= {f"T{number}" for number in (1, 2, 3, 4, 5, 7, 9, 10, 12, 13, 14)}  # of the framework laws
        rows |= {"C1", "U1", "U2", "U3", "W2"}  # of services, on shocks and refugees
        rows |= {f"W-P{number}" for number in (1, 3, 4, 7, 8, 9)}  # of work and tax, published
        rows |= {
            f"W-D{number}" for number in (1, 2, 3, 4, 6, 8, 9, 10, 11, 13, 14, 15)
        }  # and derived; D16 is in Python
        rows |= {f"U-N{number}" for number in (1, 2, 4, 6, 7, 9, 10)}  # of the updates on work and tax
        paths = [path for path in TESTS.rglob("*.yaml") if Path(__file__).parent not in path.parents]
        loaded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
        tests = [test for tests_of_file in loaded if isinstance(tests_of_file, list) for test in tests_of_file]
        assert rows - {keyword for test in tests for keyword in test.get("keywords", [])} == set()

    def test_without_a_test_is_found(self, tmp_path):
        (tmp_path / "some.yaml").write_text("- {name: x, output: {families: {f: {uct_amount: 1}}}}\n")
        faults = audit.untested_variables(law_in_force(), tmp_path)
        assert "uct_entitled: no test names it" in faults
        assert "uct_amount: no test names it" not in faults

    def test_is_a_straight_line(self):
        assert formula_faults(law_in_force()) == []

    def test_has_its_tests_in_the_folder_of_its_instrument(self):
        assert audit.folder_faults(law_directory("parameters"), law_directory("variables"), TESTS) == []

    def test_in_a_folder_without_tests_is_found(self, tmp_path):
        for folder in ("parameters/invented_law", "variables/invented_law", "tests"):
            (tmp_path / folder).mkdir(parents=True)
        assert audit.folder_faults(tmp_path / "parameters", tmp_path / "variables", tmp_path / "tests") == [
            "parameters/invented_law: no instrument of that name",
            "variables/invented_law: no instrument of that name",
            "variables/invented_law: no folder tests/invented_law",
        ]


class TestEveryParameter:
    def test_is_read(self):
        assert audit.unread_parameters(law_in_force()) == []

    def test_that_nothing_reads_is_found(self):
        system = JordanSocialProtectionSystem()
        system.parameters = with_added("national_aid_fund.nobody_reads_me")
        assert audit.unread_parameters(system) == ["national_aid_fund.nobody_reads_me: nothing reads it"]

    def test_in_a_folder_handed_to_a_helper_is_read(self):
        class reads_a_folder(Variable):
            value_type = float
            entity = Person
            definition_period = DateUnit.MONTH

            def formula(person, period, parameters):
                return marginal_amount(person("wage", period), parameters(period).statistics.x)  # noqa: F821

        system = JordanSocialProtectionSystem()
        system.parameters = with_added("statistics.x.bracket_1.rate")
        system.add_variable(reads_a_folder)
        assert audit.unread_parameters(system) == []
        assert variable_reads(system, "reads_a_folder").parameters == {"statistics.x.bracket_1.rate"}

    def test_that_a_formula_reads_exists(self):
        assert audit.unknown_parameters(law_in_force()) == []

    def test_that_does_not_exist_is_found(self):
        class reads_nothing(Variable):
            value_type = float
            entity = Person
            definition_period = DateUnit.MONTH

            def formula(person, period, parameters):
                return person("wage", period) * parameters(period).national_aid_fund.uct.no_such_value

        system = JordanSocialProtectionSystem()
        system.add_variable(reads_nothing)
        assert audit.unknown_parameters(system) == [
            "reads_nothing: reads national_aid_fund.uct.no_such_value, which is not a parameter"
        ]

    def test_lies_in_its_own_range(self):
        assert audit.values_out_of_range(law_in_force().parameters) == []

    def test_out_of_its_range_or_without_one_is_found(self):
        high = with_added("statistics.x", metadata={"range": {"min": 0, "max": 0.5}})
        assert audit.values_out_of_range(high) == ["statistics.x[2020-01-01]: 1 is out of range"]
        assert audit.values_out_of_range(with_added("statistics.x")) == ["statistics.x: no range"]


class TestEveryValue:
    def test_has_a_source(self):
        assert audit.unsourced_values(law_in_force().parameters) == []

    @pytest.mark.parametrize(
        ("value", "fault"),
        [
            ({"value": 1}, "statistics.x[2020-01-01]: confidence None"),
            ({"value": 1, "metadata": {"confidence": "sure"}}, "statistics.x[2020-01-01]: confidence 'sure'"),
            ({"value": 1, "metadata": {"confidence": "verified"}}, "statistics.x[2020-01-01]: no reference"),
            (
                {"value": 1, "metadata": {"confidence": "missing", "reference": [{"title": "x"}]}},
                "statistics.x[2020-01-01]: is marked missing and has a value",
            ),
            (
                {"value": 1, "metadata": {"confidence": "assumed", "date_confidence": "guessed"}},
                "statistics.x[2020-01-01]: date_confidence 'guessed'",
            ),
        ],
    )
    def test_without_a_source_is_found(self, value, fault):
        assert fault in audit.unsourced_values(with_added("statistics.x", values={"2020-01-01": value}))

    def test_marked_missing_is_unset_in_the_law(self):
        missing = {
            value.metadata["confidence"]: value.value
            for parameter in law_in_force().parameters.get_descendants()
            if isinstance(parameter, Parameter)
            for value in parameter.values_list
            if value.metadata["confidence"] == "missing"
        }
        assert missing == {"missing": None}


class TestEveryName:
    def test_is_in_both_languages(self):
        assert audit.missing_labels(law_in_force()) == []

    def test_in_one_language_only_is_found(self):
        class Colour(Enum):
            __order__ = "red"
            red = "Red"

        class unnamed(Variable):
            value_type = Enum
            possible_values = Colour
            default_value = Colour.red
            entity = Person
            definition_period = DateUnit.MONTH
            label = "Only English"

        system = JordanSocialProtectionSystem()
        system.add_variable(unnamed)
        system.parameters = with_added("statistics.x", metadata={"label": {"en": "Only English"}})
        assert audit.missing_labels(system) == [
            "unnamed: label in ar",
            "unnamed.red: label",
            "statistics.x: label in ar",
        ]

    def test_of_a_unit_is_known(self):
        assert audit.unknown_units(law_in_force()) == []

    def test_of_an_unknown_unit_is_found(self):
        class unmeasured(Variable):
            value_type = float
            entity = Person
            definition_period = DateUnit.MONTH
            unit = "JOD/mnth"

        system = JordanSocialProtectionSystem()
        system.add_variable(unmeasured)
        system.parameters = with_added("statistics.x", metadata={"unit": "dinars"})
        assert audit.unknown_units(system) == ["unmeasured: unit 'JOD/mnth'", "statistics.x: unit 'dinars'"]


class TestEveryProvision:
    def test_is_registered(self):
        assert audit.coverage_faults(law_in_force(), coverage()) == []

    def test_out_of_form_is_found(self):
        title = {"en": "Title", "ar": "عنوان"}
        register = {
            **coverage(),
            "child_rights_law": [
                {"provision": title, "status": "done", "article": None, "variables": []},
                {"provision": title, "status": "modelled", "variables": []},
                {"provision": title, "status": "modelled", "article": "2", "variables": ["is_chidl"]},
            ],
        }
        del register["national_aid_fund"]
        assert audit.coverage_faults(law_in_force(), register) == [
            "national_aid_fund: no coverage register",
            "child_rights_law: Title: status 'done'",
            "child_rights_law: Title: no article (null where unknown)",
            "child_rights_law: Title: modelled by no variable",
            "child_rights_law: Title: unknown is_chidl",
        ]


class TestFormulaStyle:
    @pytest.mark.parametrize(
        ("source", "word"),
        [
            ("if x.any():\n        x = x + 1", "branch"),
            ("for y in x:\n        pass", "branch"),
            ("x = [y for y in x]", "branch"),
            ("x = 1 if period else 0", "branch"),
            ("x += 1", "in place"),
            ("x[0] = 1", "into an array"),
            ("x = x and x", "use & and |"),
            ("x = sum(y for y in x)", "other than months"),
            ("x = x * 136", "136"),
            ("x = (x > 0) * 1", "conditions"),
            ("x = ~x + ~x", "conditions"),
            ("x = parameters(period).scale.calc(x)", "calc"),
        ],
    )
    def test_refuses_what_is_not_a_straight_line(self, tmp_path, source, word):
        path = tmp_path / "rule.py"
        path.write_text(f"def formula(x, period, parameters):\n    {source}\n    return x\n")
        namespace = {}
        exec(compile(path.read_text(), path, "exec"), namespace)
        assert any(word in fault for fault in faults_of(namespace["formula"]))

    def test_lets_months_be_summed(self):
        def formula(family, period):
            year = sum(family("wage", month) for month in year_months(period))  # noqa: F821
            return year + sum(family("wage", month) for month in past_months(period, 12))  # noqa: F821

        assert faults_of(formula) == []
