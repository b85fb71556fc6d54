"""The words of a comparison on a terminal, in both languages."""

from __future__ import annotations

from openfisca_jordan_sp.errors import Text

WORDS = {
    "against": Text("against the law in force, {period}", "مقارنة بالقانون النافذ، {period}"),
    "programmes": Text("Programmes", "البرامج"),
    "pillars": Text("Pillars of the strategy", "محاور الاستراتيجية"),
    "levies": Text("Contributions and taxes paid", "الاشتراكات والضرائب المدفوعة"),
    "governorates": Text("Governorates", "المحافظات"),
    "deciles": Text("Deciles of persons by consumption per head", "عشائر الأفراد حسب استهلاك الفرد"),
    "cost_month": Text("m JOD/month", "مليون دينار شهريا"),
    "cost_year": Text("m JOD/year", "مليون دينار سنويا"),
    "families": Text("families", "الأسر"),
    "persons": Text("persons", "الأفراد"),
    "mean_amount": Text("mean JOD", "المعدل بالدينار"),
    "change": Text("change", "التغير"),
    "services": Text("Services: who is entitled", "الخدمات: من يستحقها"),
    "counted_in": Text("counted in", "تُعد بـ"),
    "entitled": Text("entitled", "المستحقون"),
    "person": Text("persons", "الأفراد"),
    "family": Text("families", "الأسر"),
    "household": Text("households", "الأسر المعيشية"),
    "provisions": Text("What the reform changes", "ما يغيره المشروع"),
    "parameter": Text("parameter", "المعلمة"),
    "from": Text("from", "منذ"),
    "before": Text("before", "قبل"),
    "after": Text("after", "بعد"),
    "unit": Text("unit", "الوحدة"),
    "before_is": Text("before is", "ما قبلها"),
    "new": Text("new", "جديدة"),
    "poverty": Text(
        "Poverty at {line:.2f} JOD a person and month, and inequality (average month of the year)",
        "الفقر عند {line:.2f} دينار للفرد شهريا، وعدم المساواة (الشهر الوسطي للسنة)",
    ),
    "baseline": Text("baseline", "القانون"),
    "reform": Text("reform", "المشروع"),
    "difference": Text("difference", "الفرق"),
    "headcount": Text("headcount", "نسبة الفقر"),
    "gap": Text("gap", "فجوة الفقر"),
    "severity": Text("severity", "شدة الفقر"),
    "gini": Text("Gini of consumption per head", "معامل جيني لاستهلاك الفرد"),
    "points": Text("pp", "نقطة"),
    "winners": Text("Winners and losers by decile", "الرابحون والخاسرون حسب العشير"),
    "decile": Text("decile", "العشير"),
    "gain": Text("gain", "يربحون"),
    "lose": Text("lose", "يخسرون"),
    "unchanged": Text("unchanged", "لا يتغيرون"),
    "mean_change": Text("mean JOD/person/month", "المعدل بالدينار للفرد شهريا"),
    "all": Text("all", "الجميع"),
    "published": Text(
        "National Aid Fund cash: baseline beside published",
        "نقد صندوق المعونة الوطنية: القانون النافذ إلى جانب المنشور",
    ),
    "published_column": Text("published", "المنشور"),
    "model": Text("model", "النموذج"),
    "published_families": Text("families", "الأسر"),
    "published_cost_month": Text("JOD a month", "دينار شهريا"),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
    "no_report": Text(
        "No report.html: install the charts with pip install 'openfisca-jordan-sp[report]'.",
        "لم يُكتب report.html: ثبت الرسوم بالأمر pip install 'openfisca-jordan-sp[report]'.",
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """The words of a key, with its values."""
    return str(getattr(WORDS[key], language)).format(**values)
