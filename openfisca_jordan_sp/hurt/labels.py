"""What the tables and columns of who is hurt are called beside those of the package."""

from __future__ import annotations

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.results.labels import Labels

LABELS = Labels(
    columns={
        "type": Text("Type", "النمط"),
        "description_en": Text("Who, in English", "الوصف بالإنجليزية"),
        "description_ar": Text("Who, in Arabic", "الوصف بالعربية"),
        "mostly_en": Text("Most of them, in English", "ما يغلب عليها بالإنجليزية"),
        "mostly_ar": Text("Most of them, in Arabic", "ما يغلب عليها بالعربية"),
        "households": Text("Households of the Kingdom", "الأسر المعيشية في المملكة"),
        "households_in_sample": Text("Households of the data", "الأسر المعيشية في البيانات"),
        "families": Text("Families in them", "الأسر فيها"),
        "persons": Text("Persons in them", "أفرادها"),
        "loss_month": Text("Loss of all, JOD a month", "الخسارة الكلية بالدينار شهريا"),
        "mean_loss_month": Text("Mean loss of a household, JOD a month", "متوسط خسارة الأسرة المعيشية بالدينار شهريا"),
        "share_of_households": Text("Share of households", "الحصة من الأسر المعيشية"),
        "share_of_persons": Text("Share of persons", "الحصة من الأفراد"),
        "share_of_loss": Text("Share of the whole loss", "الحصة من الخسارة كلها"),
        "programme_en": Text("Programme or levy, in English", "البرنامج أو المدفوع بالإنجليزية"),
        "programme_ar": Text("Programme or levy, in Arabic", "البرنامج أو المدفوع بالعربية"),
        "programme_share": Text("Share of the loss through it", "حصته من الخسارة"),
        "provision": Text("Provision", "الحكم"),
        "provision_en": Text("Provision, in English", "الحكم بالإنجليزية"),
        "provision_ar": Text("Provision, in Arabic", "الحكم بالعربية"),
        "provision_share": Text("Share of the loss by it", "حصة الحكم من الخسارة"),
        "is_levy": Text("Whether it is paid, not received", "هل يُدفع ولا يُتلقى"),
        "fact": Text("Fact", "الصفة"),
        "share": Text("Share", "الحصة"),
        "share_of_losers": Text("Share of all losing households", "الحصة من جميع الأسر المعيشية الخاسرة"),
        "share_of_all": Text("Share of all households", "الحصة من جميع الأسر المعيشية"),
        "reform": Text("Reform", "مشروع التعديل"),
        "changes": Text("What it changes", "ما يغيره"),
        "loss_alone": Text("Loss with it alone, JOD a month", "الخسارة به وحده بالدينار شهريا"),
        "loss_spared": Text("Loss spared without it, JOD a month", "ما يزول من الخسارة دونه بالدينار شهريا"),
        "standard_error": Text("Standard error of its share of the loss", "الخطأ المعياري لحصته من الخسارة"),
        "fewer": Text("Rights that end", "حقوق تنقطع"),
        "more": Text("Rights that begin", "حقوق تنشأ"),
        "households_with_fewer": Text("Households with fewer rights", "أسر معيشية تقل حقوقها"),
    },
    tables={
        "losers": Text("Who loses in all", "الخاسرون إجمالا"),
        "types": Text("Types of losing households", "أنماط الأسر المعيشية الخاسرة"),
        "types_provisions": Text("Losses of each type by provision", "خسائر كل نمط حسب الحكم"),
        "types_programmes": Text("Losses of each type by programme", "خسائر كل نمط حسب البرنامج"),
        "types_facts": Text("Facts about each type", "صفات كل نمط"),
        "responsible": Text("Provisions responsible", "الأحكام المسؤولة"),
        "responsible_reforms": Text("Reforms responsible", "المشاريع المسؤولة"),
        "rights": Text("Rights to services lost", "حقوق مفقودة في الخدمات"),
    },
)
