"""The names of measures and their units, in both languages."""

from __future__ import annotations

from openfisca_jordan_sp.errors import Text

SHARE, MONTH, YEAR, INDEX, RATIO = "share", "JOD/month", "JOD/year", "index", "ratio"
#: The unit of a measure that counts whom the options say.
COUNT = "count"

#: For each measure its unit and its name.
MEASURES: dict[str, tuple[str, Text]] = {
    "headcount": (SHARE, Text("Poverty headcount ratio (FGT 0)", "نسبة الفقر")),
    "gap": (SHARE, Text("Poverty gap index (FGT 1)", "مؤشر فجوة الفقر")),
    "severity": (SHARE, Text("Poverty severity index (FGT 2)", "مؤشر شدة الفقر")),
    "sen": (INDEX, Text("Sen index", "مؤشر سن")),
    "watts": (INDEX, Text("Watts index", "مؤشر واتس")),
    "poor": (COUNT, Text("Number of poor", "عدد الفقراء")),
    "mean": (MONTH, Text("Mean welfare", "متوسط الرفاه")),
    "median": (MONTH, Text("Median welfare", "وسيط الرفاه")),
    "gini": (INDEX, Text("Gini coefficient", "معامل جيني")),
    "atkinson_0.5": (INDEX, Text("Atkinson index, 0.5", "مؤشر أتكنسون 0.5")),
    "atkinson_1": (INDEX, Text("Atkinson index, 1", "مؤشر أتكنسون 1")),
    "atkinson_2": (INDEX, Text("Atkinson index, 2", "مؤشر أتكنسون 2")),
    "theil_t": (INDEX, Text("Theil index (T)", "مؤشر ثايل T")),
    "mean_log_deviation": (INDEX, Text("Mean log deviation (Theil L)", "متوسط الانحراف اللوغاريتمي")),
    "palma": (RATIO, Text("Palma ratio", "نسبة بالما")),
    "p90_p10": (RATIO, Text("P90/P10", "P90/P10")),
    "p50_p10": (RATIO, Text("P50/P10", "P50/P10")),
    "p90_p50": (RATIO, Text("P90/P50", "P90/P50")),
    "welfare_share": (SHARE, Text("Share of all welfare", "الحصة من الرفاه")),
    "population_share": (SHARE, Text("Share of the population", "الحصة من السكان")),
    "theil_t_contribution": (SHARE, Text("Contribution to the Theil index", "المساهمة في مؤشر ثايل T")),
    "mean_log_deviation_contribution": (
        SHARE,
        Text("Contribution to the mean log deviation", "المساهمة في متوسط الانحراف اللوغاريتمي"),
    ),
    "cumulative_population": (SHARE, Text("Poorest, share of the population", "الأفقر، حصة من السكان")),
    "cumulative_welfare": (SHARE, Text("Their share of all welfare", "حصتهم من الرفاه")),
    "cumulative_benefit": (SHARE, Text("Their share of the spending", "حصتهم من الإنفاق")),
    "coverage": (SHARE, Text("Coverage: share reached", "التغطية: نسبة المشمولين")),
    "beneficiaries": (COUNT, Text("Beneficiaries", "المنتفعون")),
    "beneficiary_incidence": (
        SHARE,
        Text("Beneficiary incidence: share of the beneficiaries", "توزع المنتفعين: الحصة من المنتفعين"),
    ),
    "benefit_incidence": (SHARE, Text("Benefit incidence: share of the spending", "توزع المنافع: الحصة من الإنفاق")),
    "spending": (MONTH, Text("Spending, average month", "الإنفاق في الشهر المتوسط")),
    "mean_benefit": (MONTH, Text("Average benefit of a beneficiary", "متوسط المنفعة للمنتفع")),
    "adequacy": (
        SHARE,
        Text("Adequacy: benefit as a share of beneficiaries' welfare", "الكفاية: المنفعة كحصة من رفاه المنتفعين"),
    ),
    "leakage": (
        SHARE,
        Text("Leakage: spending on those not poor before the benefit", "التسرب: الإنفاق على غير الفقراء قبل المنفعة"),
    ),
    "inclusion_error": (
        SHARE,
        Text("Inclusion error: beneficiaries not poor before the benefit", "خطأ الشمول: منتفعون غير فقراء قبل المنفعة"),
    ),
    "inclusion_error_of_non_poor": (SHARE, Text("Coverage of the non-poor", "تغطية غير الفقراء")),
    "exclusion_error": (
        SHARE,
        Text(
            "Undercoverage: poor before the benefit who get nothing",
            "نقص التغطية: فقراء قبل المنفعة لا ينالون شيئا",
        ),
    ),
    "targeting_differential": (
        SHARE,
        Text(
            "Targeting differential: coverage of the poor less that of others",
            "فرق الاستهداف: تغطية الفقراء ناقصا تغطية غيرهم",
        ),
    ),
    "coady_grosh_hoddinott": (
        RATIO,
        Text("Coady-Grosh-Hoddinott index, poorest 40 per cent", "مؤشر كودي وغروش وهودينوت لأفقر 40%"),
    ),
    "benefit_cost_ratio": (
        RATIO,
        Text(
            "Benefit-cost ratio: poverty gap closed by each dinar spent",
            "نسبة المنفعة إلى الكلفة: ما يسده كل دينار منفق من فجوة الفقر",
        ),
    ),
    "lose_over_5": (SHARE, Text("Lose more than 5 %", "يخسرون أكثر من 5%")),
    "lose_0.1_to_5": (SHARE, Text("Lose 0.1 to 5 %", "يخسرون من 0.1 إلى 5%")),
    "unchanged": (SHARE, Text("Unchanged, within 0.1 %", "دون تغير يزيد على 0.1%")),
    "gain_0.1_to_5": (SHARE, Text("Gain 0.1 to 5 %", "يكسبون من 0.1 إلى 5%")),
    "gain_over_5": (SHARE, Text("Gain more than 5 %", "يكسبون أكثر من 5%")),
    "mean_change": (MONTH, Text("Mean change of welfare", "متوسط تغير الرفاه")),
    "relative_change": (SHARE, Text("Change of all welfare", "تغير مجموع الرفاه")),
    "families_in_both": ("families", Text("Families in both", "أسر في البرنامجين")),
    "share_of_first": (SHARE, Text("Share of the first one's families", "الحصة من أسر الأول")),
    "families": ("families", Text("Families", "الأسر")),
    "share_of_families": (SHARE, Text("Share of all families", "الحصة من جميع الأسر")),
    "rate_below_0": (SHARE, Text("Below 0 %", "دون 0%")),
    "rate_0_20": (SHARE, Text("0 to 20 %", "من 0 إلى 20%")),
    "rate_20_40": (SHARE, Text("20 to 40 %", "من 20 إلى 40%")),
    "rate_40_60": (SHARE, Text("40 to 60 %", "من 40 إلى 60%")),
    "rate_60_80": (SHARE, Text("60 to 80 %", "من 60 إلى 80%")),
    "rate_80_100": (SHARE, Text("80 to 100 %", "من 80 إلى 100%")),
    "rate_over_100": (SHARE, Text("More than 100 %: a cliff", "أكثر من 100%: هاوية")),
    "mean_rate": (SHARE, Text("Mean rate", "متوسط المعدل")),
    "cost_year": (YEAR, Text("Cost in the year", "الكلفة في السنة")),
    "persons": ("persons", Text("Persons in families paid in the year", "أفراد الأسر المدفوع لها في السنة")),
}
