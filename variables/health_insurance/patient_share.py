"""What a patient pays in hospitals and centres of the Ministry of Health.

Not modelled: co-payments, visit and prescription fees of the insured (not
found): the share of an insured patient stops with an error that names it.
"""

from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import required_for, select
from openfisca_jordan_sp.variable import Variable


class HealthTariff(Enum):
    __order__ = "foreigner free insured other_insurer uninsured_jordanian share_of_foreigner"
    foreigner = "Foreigners' rate · تعرفة الأجانب"
    free = "Free of charge · مجانا"
    insured = "Schedule of the insured · تعرفة المؤمن"
    other_insurer = "As another insurer provides · حسب جهة تأمين أخرى"
    uninsured_jordanian = "Rate of uninsured Jordanians · تعرفة الأردني غير المؤمن"
    share_of_foreigner = "Share of the foreigners' rate · نسبة من تعرفة الأجانب"


class is_uninsured_jordanian(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a Jordanian without any health insurance"
    label_ar = "أردني غير مؤمن صحيا"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        return (
            person("is_citizen", period)
            & ~person("is_covered_by_public_health_insurance", period)
            & ~person("is_insured_elsewhere", period)
        )


class is_treated_free_for_disease(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is an uninsured Jordanian treated free of charge for a costly disease"
    label_ar = "أردني غير مؤمن يعالج مجانا من مرض مزمن مكلف"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Jordan News 9153: cancer, kidney failure and chronic blood diseases"

    def formula_2004(person, period) -> NDArray:
        """The start is assumed, as that of the share of the uninsured."""
        return person("is_uninsured_jordanian", period) & person("has_exempt_disease", period)


class health_tariff(Variable):
    value_type = Enum
    possible_values = HealthTariff
    default_value = HealthTariff.foreigner
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Rate that the Ministry of Health charges the person"
    label_ar = "تعرفة وزارة الصحة للشخص"
    pillar = "tamkeen"

    def formula_2004(person, period) -> NDArray:
        """The first that applies."""
        is_free = (
            person("has_free_public_health_cover", period)
            | person("is_treated_free_for_disease", period)
            | person("is_refugee_treated_free", period)
        )
        uninsured_rate = person("is_uninsured_jordanian", period) | person("is_refugee_at_uninsured_rate", period)
        return select(
            [
                is_free,
                person("has_contributory_health_cover", period),
                person("is_insured_elsewhere", period),
                uninsured_rate,
                person("is_refugee_at_share_of_foreigner_rate", period),
            ],
            [
                HealthTariff.free,
                HealthTariff.insured,
                HealthTariff.other_insurer,
                HealthTariff.uninsured_jordanian,
                HealthTariff.share_of_foreigner,
            ],
            HealthTariff.foreigner,
        )


class moh_patient_share(Variable):
    value_type = float
    default_value = 1.0
    entity = Person
    definition_period = DateUnit.MONTH
    label = (
        "Share of the price that the patient pays at the Ministry of Health (of the foreigners' price for foreigners)"
    )
    label_ar = "حصة المريض من السعر لدى وزارة الصحة (من سعر الأجانب للأجنبي)"
    unit = "share"
    pillar = "tamkeen"
    reference = "Jordan News 9153: the State bears up to 80 per cent for the uninsured"

    def formula_2004(person, period, parameters) -> NDArray:
        """Of ordinary treatment; foreigners pay their whole price."""
        share, refugees = (
            parameters(period).health_insurance.patient_share,
            parameters(period).health_insurance.refugees,
        )
        tariff = person("health_tariff", period)
        tariffs = tariff.possible_values
        insured = (tariff == tariffs.insured) | (tariff == tariffs.other_insurer)
        reduced = tariff == tariffs.share_of_foreigner
        return select(
            [tariff == tariffs.free, insured, tariff == tariffs.uninsured_jordanian, reduced],
            [
                0,
                required_for(share, "insured", insured),
                share.uninsured,
                required_for(refugees, "share_of_foreigner_rate", reduced),
            ],
            1,
        )
