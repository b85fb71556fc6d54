"""Limits of age as birth dates.

On the first of a month a person has completed `n` years exactly if born on or before that day `n` years ago,
and `n` months if born on or before the first of the month `n` months ago.
"""

from datetime import date
from math import ceil

import numpy

from tests.benchmarks.restated.record import Days


def day_number(day):
    """Days since 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def months_before(month, count):
    """The first of the month so many months before, in days since 1970."""
    months = month.start.year * 12 + month.start.month - 1 - int(count)
    return day_number(date(months // 12, months % 12 + 1, 1))


def days_of(law, month):
    """The birth dates on which ages of the law are reached."""
    insurance, nations = law.social_security_law, law.humanitarian_assistance
    early, transition = insurance.early_retirement, insurance.early_retirement.transition
    relief = nations.unrwa_relief_2020

    def reached(years):
        return months_before(month, 12 * ceil(years))

    def by_sex(ages):
        return reached(ages.male), reached(ages.female)

    rows = (transition.from_44, transition.from_43, transition.from_42)
    tashgheel = law.employment_programmes.tashgheel
    longest = int(max(tashgheel.months.general, tashgheel.months.disability, tashgheel.months.vocational))

    def placed(years):
        return numpy.array([months_before(month, 12 * years + since) for since in range(longest + 1)])

    return Days(
        first_of_month=reached(0),
        end_of_childhood=reached(law.child_rights_law.child_age),
        elderly=reached(law.social_development_law.elderly.minimum_age),
        insurable=reached(insurance.coverage.minimum_age),
        unemployment=by_sex(insurance.unemployment.maximum_age),
        son=reached(insurance.survivors.son_max_age + 1),
        old_age=by_sex(insurance.old_age.age),
        standard=reached(early.old_cohort.age),
        long_career=reached(early.old_cohort.long_career.age),
        later_cohort=by_sex(early.new_cohort.age),
        hazardous=reached(early.hazardous.age),
        payable=(reached(0), *(reached(row.payable_age) for row in rows)),
        single_woman=reached(insurance.lump_sum.single_woman_age),
        older=by_sex(insurance.lump_sum.older.age),
        pupil=reached(nations.hajati.minimum_age),
        pupil_no_more=reached(nations.hajati.maximum_age + 1),
        unrwa_elderly=reached(relief.elderly_age),
        unrwa_child_no_more=reached(relief.young_child_age + 1),
        reaya_child=months_before(month, insurance.reaya.maximum_child_age + 1),
        placed_oldest=placed(tashgheel.maximum_age + 1),
        placed_youngest=placed(tashgheel.minimum_age),
    )
