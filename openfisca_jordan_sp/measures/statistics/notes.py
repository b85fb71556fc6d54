"""What a reader must know before using the statistics, the most important first."""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.uncertainty import SYNTHETIC_NOTE
from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.design import design_of

_UNITS = {
    "persons": Text("persons", "الأفراد"),
    "families": Text("families", "الأسر"),
    "households": Text("households", "الأسر المعيشية"),
}
_WELFARES = {"consumption": Text("consumption", "الاستهلاك"), "income": Text("income", "الدخل")}
_SCALES = {
    "head": Text("a head", "للفرد"),
    "oecd_modified": Text("an adult equivalent (OECD-modified scale)", "للمكافئ البالغ (مقياس OECD المعدل)"),
    "square_root": Text(
        "an adult equivalent (square root of the persons)", "للمكافئ البالغ (الجذر التربيعي لعدد الأفراد)"
    ),
}
_SYNTHETIC = Text(
    "The population is synthetic, not a survey: fit for orders of magnitude, not for costing a law.",
    "السكان مولدون اصطناعيا وليسوا مسحا: تصلح الأرقام لتقدير الحجم لا لحساب كلفة قانون.",
)


def _drawn(households: Table) -> Text:
    """What a replicate draws."""
    design = design_of(households)
    if design is None:
        return Text(
            "Replicates draw households one by one (Efron): the population does not say strata and clusters.",
            "تسحب التكرارات الأسر المعيشية واحدة واحدة (Efron): لا يذكر المجتمع طبقات ولا عناقيد.",
        )
    strata, pairs = len(numpy.unique(design[0])), len(numpy.unique(numpy.stack(design), axis=1).T)
    return Text(
        f"Replicates draw clusters inside strata as the sample was drawn (Rao-Wu): {pairs} clusters, {strata} strata.",
        f"تسحب التكرارات العناقيد داخل الطبقات كما سُحبت العينة (Rao-Wu): عدد العناقيد {pairs} والطبقات {strata}.",
    )


def notes_of(ground: Ground) -> list[Text]:
    """The notes of a population and the options."""
    is_synthetic = ground.population.manifest.get("kind") == "synthetic"
    options = ground.options
    notes = [_SYNTHETIC, *([SYNTHETIC_NOTE] if options.replicates else [])] if is_synthetic else []
    unit, welfare, scale = _UNITS[options.unit], _WELFARES[options.welfare], _SCALES[options.per]
    notes.append(
        Text(
            f"Counted are {unit.en}, by {welfare.en} {scale.en} in the average month of the year; "
            f"the poverty line is {ground.line:.2f} JOD {scale.en} and month.",
            f"المعدود {unit.ar} حسب {welfare.ar} {scale.ar} في الشهر المتوسط من السنة؛ "
            f"وخط الفقر {ground.line:.2f} دينار {scale.ar} شهريا.",
        )
    )
    if options.per != "head":
        notes.append(
            Text(
                "The equivalence scale is a convention: the official line of Jordan is a head, without a scale.",
                "مقياس التكافؤ اصطلاح: خط الفقر الرسمي في الأردن للفرد بلا مقياس.",
            )
        )
    if options.replicates:
        notes += [
            Text(
                f"Standard errors are of {options.replicates} bootstrap replicates (seed {options.seed}), intervals of "
                f"{options.level:.0%}; quantiles and the poverty line are held as they are in the sample.",
                f"الأخطاء المعيارية من {options.replicates} تكرارا بالتمهيد (البذرة {options.seed}) "
                f"وفترات {options.level:.0%}؛ وتبقى الشرائح وخط الفقر كما هي في العينة.",
            ),
            _drawn(ground.population.households),
        ]
    notes.append(
        Text(
            "What a family gets is shared equally by its members where it is broken down by persons.",
            "يُقسم ما تناله الأسرة بالتساوي على أفرادها حيث يُفصل حسب الأشخاص.",
        )
    )
    return notes
