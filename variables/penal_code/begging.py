"""Penal Code, article 389: the range of imprisonment for begging, to be looked up for an offence that is given.

A look-up, not a forecast: a court decides within the range. Penalties for organised begging (trafficking) are
parameters for reference.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class begging_sentence_minimum(Variable):
    """0 where none is stated."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Shortest imprisonment for the offence"
    label_ar = "الحد الأدنى للحبس عن الجرم"
    unit = "months"
    article = "Penal Code, art. 389"

    def formula_2022_07(person, period, parameters) -> NDArray:
        begging = parameters(period).penal_code.begging
        offence = person("begging_offence", period)
        offences = offence.possible_values
        return select(
            [offence == offences.begging, offence == offences.repeated_begging, offence == offences.forcing_others],
            [begging.sentence_minimum, begging.repeat_sentence_minimum, begging.forcing_sentence_minimum],
            0,
        )


class begging_sentence_maximum(Variable):
    """0 where none is stated, as for making others beg."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Longest imprisonment for begging"
    label_ar = "الحد الأعلى لحبس التسول"
    unit = "months"
    article = "Penal Code, art. 389"

    def formula_2022_07(person, period, parameters) -> NDArray:
        begging = parameters(period).penal_code.begging
        offence = person("begging_offence", period)
        offences = offence.possible_values
        return select(
            [offence == offences.begging, offence == offences.repeated_begging],
            [begging.sentence_maximum, begging.repeat_sentence_maximum],
            0,
        )

    def formula_2021(person, period, parameters) -> NDArray:
        """Earliest documented; repetition had no range of its own."""
        offence = person("begging_offence", period)
        offences = offence.possible_values
        begs = (offence == offences.begging) | (offence == offences.repeated_begging)
        return where(begs, parameters(period).penal_code.begging.sentence_maximum, 0)


class is_minor_used_for_begging(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a minor used for begging"
    label_ar = "حدث مستخدم في التسول"
    unit = "boolean"
    article = "Penal Code, art. 389"

    def formula_2022_07(person, period, parameters) -> NDArray:
        is_minor = person("age", period) < parameters(period).penal_code.begging.minor_age
        return person("is_age_known", period) & is_minor & person("is_used_for_begging", period)
