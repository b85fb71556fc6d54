"""What a reader must know before using the figures of who is hurt, and the result in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openfisca_jordan_sp.defaults import FACTS_OF_A_TYPE
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.attribution import DRAWS, MOST_DRAWN, Attribution, Method
from openfisca_jordan_sp.hurt.provisions import Provision

_METHODS: dict[Method, Text] = {
    "apart": Text(
        "No two provisions touch the same loss: the share of each is what it takes alone.",
        "لا يشترك حكمان في خسارة واحدة: فحصة كل حكم ما يسببه وحده.",
    ),
    "exact": Text(
        "The share of a provision is Shapley's: what it adds to the loss on average over all orders in which the "
        "provisions could come, each reform as a whole. Shares add up to the loss.",
        "حصة كل حكم هي قيمة شابلي: متوسط ما يضيفه إلى الخسارة في جميع ترتيبات الأحكام الممكنة، كل مشروع كتلة واحدة. "
        "ومجموع الحصص هو الخسارة كلها.",
    ),
    "drawn": Text(
        f"The share of a provision is Shapley's, over {DRAWS} drawn orders of the provisions; its standard error "
        "stands beside it. Shares add up to the loss.",
        f"حصة كل حكم هي قيمة شابلي من ترتيبات مسحوبة عشوائيا عددها {DRAWS}، ويرد خطؤها المعياري إلى جانبها. "
        "ومجموع الحصص هو الخسارة كلها.",
    ),
    "one_at_a_time": Text(
        f"More than {MOST_DRAWN} provisions interact: they are switched one at a time only. A provision answers for "
        "what leaving it out would spare; these amounts need not add up to the loss.",
        f"يتفاعل أكثر من {MOST_DRAWN} حكما، فلا تُختبر إلا واحدا واحدا. ويُسأل كل حكم عما يزول من الخسارة إذا حُذف، "
        "ولا يلزم أن تساوي هذه المبالغ مجتمعة الخسارة كلها.",
    ),
}


def measure_note(year: int) -> Text:
    """Who counts as losing, and what a loss is."""
    return Text(
        f"A household loses where its consumption per head falls in the average month of {year} by its benefits and by "
        "the contributions and taxes of its members, as in `compare`. A loss is JOD a month of the whole household.",
        f"تخسر الأسرة المعيشية إذا انخفض استهلاك الفرد فيها في الشهر الوسطي لسنة {year} بفعل منافعها واشتراكات أفرادها "
        "وضرائبهم، كما في الأمر `compare`. والخسارة دنانير شهريا للأسرة المعيشية كلها.",
    )


TYPES_NOTE = Text(
    f"Types leave nobody out and share nobody. Each is told by at most {FACTS_OF_A_TYPE} facts that are true of all "
    "its households; the head is the reference person.",
    f"لا تستثني الأنماط أحدا ولا تتداخل. ويُعرَّف كل نمط بصفات لا يزيد عددها على {FACTS_OF_A_TYPE} تصدق على جميع أسره "
    "المعيشية؛ ورب الأسرة المعيشية هو الشخص المرجعي فيها.",
)


def attribution_notes(attribution: Attribution) -> Iterator[Text]:
    """How losses were attributed, and what had to be switched together."""
    if len(attribution.provisions) == 1:
        yield Text("The policy is one provision: all losses are by it.", "السياسة حكم واحد: فالخسارة كلها بسببه.")
    else:
        yield _METHODS[attribution.method]
    together = [each for each in attribution.provisions if _is_joined(each)]
    if together:
        english, arabic = ([getattr(each.label, name) for each in together] for name in ("en", "ar"))
        yield Text(
            f"Changes that need one another are one provision: {' / '.join(english)}.",
            f"التعديلات التي لا يقوم بعضها دون بعض حكم واحد: {' / '.join(arabic)}.",
        )


def _is_joined(provision: Provision) -> bool:
    return len([element for element in provision.elements if element.kind != "programme"]) > 1


def nobody(title: Text, year: int, winners: float | None) -> Text:
    """That nobody loses, in one sentence; `winners` is how many households gain, None where that may not be told."""
    if winners is None:
        return Text(f"Nobody loses any income in {year}: {title.en}.", f"لا يخسر أحد أي دخل في {year}: {title.ar}.")
    if not winners:
        return Text(
            f"Nobody loses any income in {year}, and nobody gains: {title.en}.",
            f"لا يخسر أحد أي دخل في {year} ولا يربح أحد: {title.ar}.",
        )
    return Text(
        f"Nobody loses any income in {year}; {winners:,.0f} households gain: {title.en}.",
        f"لا يخسر أحد أي دخل في {year}، وتربح أسر معيشية عددها {winners:,.0f}: {title.ar}.",
    )


def too_few(minimum: int) -> Text:
    """That nothing may be told of those who lose."""
    return Text(
        f"Fewer than {minimum} households of the survey lose, or do not lose: nothing may be told of them.",
        f"عدد الأسر المعيشية التي تخسر أو لا تخسر في المسح أقل من {minimum}، فلا يجوز ذكر شيء عنها.",
    )


def rights_note(services: Sequence[Text]) -> Text:
    """That rights to services end, which no loss of income counts."""
    return Text(
        f"Rights that some lose, which are not in the losses: {'; '.join(each.en for each in services)}.",
        f"حقوق يفقدها بعضهم ولا تدخل في الخسائر: {'؛ '.join(each.ar for each in services)}.",
    )


def headline(households: float, persons: float, loss: float) -> Text:
    """How many lose, and how much."""
    return Text(
        f"{households:,.0f} households with {persons:,.0f} persons lose, "
        f"{loss / households:,.2f} JOD a month on average and {loss:,.0f} JOD a month together.",
        f"تخسر {households:,.0f} أسرة معيشية فيها {persons:,.0f} فردا، بمعدل {loss / households:,.2f} دينار شهريا "
        f"للأسرة المعيشية وبمجموع {loss:,.0f} دينار شهريا.",
    )
