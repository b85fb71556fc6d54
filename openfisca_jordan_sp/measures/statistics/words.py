"""The names of measures and their units, in both languages."""

from __future__ import annotations

from openfisca_jordan_sp.errors import Text

SHARE, MONTH, YEAR, INDEX, RATIO = "share", "JOD/month", "JOD/year", "index", "ratio"
#: The unit of a measure that counts whom the options say.
COUNT = "count"

#: For each measure its unit and its name.
MEASURES: dict[str, tuple[str, Text]] = {
    "headcount": (SHARE, Text("poor, FGT 0", "نسبة الفقراء")),
    "gap": (SHARE, Text("poverty gap, FGT 1", "فجوة الفقر")),
    "severity": (SHARE, Text("severity of poverty, FGT 2", "شدة الفقر")),
    "sen": (INDEX, Text("index of Sen", "مؤشر سن")),
    "watts": (INDEX, Text("index of Watts", "مؤشر واتس")),
    "poor": (COUNT, Text("number of poor", "عدد الفقراء")),
    "mean": (MONTH, Text("mean welfare", "متوسط الرفاه")),
    "median": (MONTH, Text("median welfare", "وسيط الرفاه")),
    "gini": (INDEX, Text("coefficient of Gini", "معامل جيني")),
    "atkinson_0.5": (INDEX, Text("index of Atkinson, 0.5", "مؤشر أتكنسون 0.5")),
    "atkinson_1": (INDEX, Text("index of Atkinson, 1", "مؤشر أتكنسون 1")),
    "atkinson_2": (INDEX, Text("index of Atkinson, 2", "مؤشر أتكنسون 2")),
    "theil_t": (INDEX, Text("Theil's T", "مؤشر ثايل T")),
    "mean_log_deviation": (INDEX, Text("mean log deviation (Theil's L)", "متوسط الانحراف اللوغاريتمي")),
    "palma": (RATIO, Text("ratio of Palma", "نسبة بالما")),
    "p90_p10": (RATIO, Text("P90/P10", "P90/P10")),
    "p50_p10": (RATIO, Text("P50/P10", "P50/P10")),
    "p90_p50": (RATIO, Text("P90/P50", "P90/P50")),
    "welfare_share": (SHARE, Text("share of all welfare", "الحصة من الرفاه")),
    "population_share": (SHARE, Text("share of the population", "الحصة من السكان")),
    "theil_t_contribution": (SHARE, Text("contribution to Theil's T", "المساهمة في مؤشر ثايل T")),
    "mean_log_deviation_contribution": (
        SHARE,
        Text("contribution to the mean log deviation", "المساهمة في متوسط الانحراف اللوغاريتمي"),
    ),
    "cumulative_population": (SHARE, Text("poorest, share of the population", "الأفقر، حصة من السكان")),
    "cumulative_welfare": (SHARE, Text("their share of all welfare", "حصتهم من الرفاه")),
    "cumulative_benefit": (SHARE, Text("their share of the spending", "حصتهم من الإنفاق")),
    "coverage": (SHARE, Text("coverage", "التغطية")),
    "beneficiaries": (COUNT, Text("beneficiaries", "المنتفعون")),
    "beneficiary_incidence": (SHARE, Text("share of the beneficiaries", "الحصة من المنتفعين")),
    "benefit_incidence": (SHARE, Text("share of the spending", "الحصة من الإنفاق")),
    "spending": (MONTH, Text("spending, average month", "الإنفاق في الشهر المتوسط")),
    "mean_benefit": (MONTH, Text("mean benefit of a beneficiary", "متوسط المنفعة للمنتفع")),
    "adequacy": (SHARE, Text("benefit as a share of beneficiaries' welfare", "المنفعة كحصة من رفاه المنتفعين")),
    "leakage": (SHARE, Text("spending on who is not poor before it", "الإنفاق على غير الفقراء قبل المنفعة")),
    "inclusion_error": (SHARE, Text("beneficiaries not poor before it", "منتفعون غير فقراء قبل المنفعة")),
    "inclusion_error_of_non_poor": (SHARE, Text("non-poor who are reached", "غير الفقراء المشمولون")),
    "exclusion_error": (SHARE, Text("poor before it who get nothing", "فقراء قبل المنفعة لا ينالون شيئا")),
    "targeting_differential": (SHARE, Text("targeting differential", "فرق الاستهداف")),
    "coady_grosh_hoddinott": (
        RATIO,
        Text("Coady-Grosh-Hoddinott, poorest 40 per cent", "مؤشر كودي وغروش وهودينوت لأفقر 40%"),
    ),
    "benefit_cost_ratio": (
        RATIO,
        Text("poverty gap closed by each dinar spent", "ما يسده كل دينار منفق من فجوة الفقر"),
    ),
    "lose_over_5": (SHARE, Text("lose more than 5 %", "يخسرون أكثر من 5%")),
    "lose_0.1_to_5": (SHARE, Text("lose 0.1 to 5 %", "يخسرون من 0.1 إلى 5%")),
    "unchanged": (SHARE, Text("unchanged, within 0.1 %", "دون تغير يزيد على 0.1%")),
    "gain_0.1_to_5": (SHARE, Text("gain 0.1 to 5 %", "يكسبون من 0.1 إلى 5%")),
    "gain_over_5": (SHARE, Text("gain more than 5 %", "يكسبون أكثر من 5%")),
    "mean_change": (MONTH, Text("mean change of welfare", "متوسط تغير الرفاه")),
    "relative_change": (SHARE, Text("change of all welfare", "تغير مجموع الرفاه")),
    "families_in_both": ("families", Text("families in both", "أسر في البرنامجين")),
    "share_of_first": (SHARE, Text("share of the first one's families", "الحصة من أسر الأول")),
    "families": ("families", Text("families", "الأسر")),
    "share_of_families": (SHARE, Text("share of all families", "الحصة من جميع الأسر")),
    "rate_below_0": (SHARE, Text("below 0 %", "دون 0%")),
    "rate_0_20": (SHARE, Text("0 to 20 %", "من 0 إلى 20%")),
    "rate_20_40": (SHARE, Text("20 to 40 %", "من 20 إلى 40%")),
    "rate_40_60": (SHARE, Text("40 to 60 %", "من 40 إلى 60%")),
    "rate_60_80": (SHARE, Text("60 to 80 %", "من 60 إلى 80%")),
    "rate_80_100": (SHARE, Text("80 to 100 %", "من 80 إلى 100%")),
    "rate_over_100": (SHARE, Text("more than 100 %: a cliff", "أكثر من 100%: هاوية")),
    "mean_rate": (SHARE, Text("mean rate", "متوسط المعدل")),
    "cost_year": (YEAR, Text("cost in the year", "الكلفة في السنة")),
    "persons": ("persons", Text("persons in families paid in the year", "أفراد الأسر المدفوع لها في السنة")),
}
