"""A comparison of invented figures, for tests of what is told of one."""

from types import SimpleNamespace

import numpy
import pandas

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.comparison import Comparison
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import levies, pillars, programmes
from openfisca_jordan_sp.measures.law_tables import governorate_names


def trio(name, baseline, reform):
    return {f"{name}_baseline": baseline, f"{name}_reform": reform, f"{name}_difference": reform - baseline}


def cost_row(cost, families, change=0.0, change_families=0.0, size=4.2):
    """Cost and reach of `cost` JOD a month for so many families, and the changes."""
    after, reached = cost + change, families + change_families
    return {
        **trio("cost_month", cost, after),
        **trio("cost_year", cost * 12, after * 12),
        **trio("families", families, reached),
        **trio("persons", families * size, reached * size),
        **trio("mean_amount", cost / families if families else 0.0, after / reached if reached else 0.0),
    }


def levies_table(change):
    """Contributions and taxes of which the employees' rise by `change` JOD a month."""
    of = {"ssc_employee": cost_row(48_862_675, 1_166_953, change), "income_tax": cost_row(934_000, 50_629)}
    rows = [
        {"levy": levy.id, "payer": levy.payer, "label_en": levy.label.en, "label_ar": levy.label.ar}
        | of.get(levy.id, cost_row(0, 0))
        for levy in levies()
    ]
    last = {"levy": "total", "payer": "", "label_en": "All contributions and taxes", "label_ar": "جميع الاشتراكات"}
    return pandas.DataFrame([*rows, last | cost_row(49_796_675, 1_170_000, change)])


def cost_tables(change, levies_change=0.0):
    """Programmes, pillars, governorates and deciles whose costs rise by `change` JOD a month in all."""
    uct, recurring = cost_row(17_080_000, 197_300, change), cost_row(6_190_400.4, 50_910)
    of = {"uct": uct, "recurring_aid": recurring, "disability_care": cost_row(712_345, 13_004)}
    total = cost_row(23_982_745.4, 248_210, change)
    rows = [
        {"programme": p.id, "pillar": p.pillar, "label_en": p.label.en, "label_ar": p.label.ar}
        | of.get(p.id, cost_row(0, 0))
        for p in programmes()
    ]
    last = {"programme": "total", "pillar": "", "label_en": "All programmes", "label_ar": "جميع البرامج"}
    share = numpy.linspace(3, 1, 12) / 24
    reached = numpy.array([30, 24, 17, 11, 7, 5, 3, 2, 0.8, 0.2]) / 100
    return {
        "programmes": pandas.DataFrame([*rows, last | total]),
        "levies": levies_table(levies_change),
        "pillars": pandas.DataFrame(
            [
                {"pillar": key, "label_en": label.en, "label_ar": label.ar}
                | (total if key == "karama" else cost_row(0, 0))
                for key, label in pillars().items()
            ]
        ),
        "governorates": pandas.DataFrame(
            [
                {"governorate": key, "label_en": en, "label_ar": ar} | cost_row(24e6 * s, 248_210 * s, change * s)
                for (key, (en, ar)), s in zip(governorate_names().items(), share, strict=True)
            ]
        ),
        "deciles": pandas.DataFrame(
            [{"decile": d + 1} | cost_row(24e6 * s, 248_210 * s, change * s) for d, s in enumerate(reached)]
        ),
    }


def welfare_tables(change, fall):
    """Poverty that falls by `fall`, and winners or losers in the poorer deciles, where anything changes at all."""
    groups = {
        "all": ("All residents", "جميع السكان", 0.1912),
        "jordanian": ("Households of Jordanians", "أسر الأردنيين", 0.157),
    }
    groups["other"] = ("Other households", "أسر غير الأردنيين", 0.3021)
    touched = numpy.array([30.2, 24, 17, 11, 7, 5, 3, 2, 0.8, 0]) / 100 * (change != 0)
    rows = [
        {
            "decile": str(d + 1) if d < 10 else "all",
            "persons": 1_194_000.0 * (10 if d == 10 else 1),
            **{f"persons_{kind}": 1_194_000.0 * s for kind, s in shares.items()},
            **{f"share_{kind}": s for kind, s in shares.items()},
            "mean_change": change / 12e6 * share * 10,
        }
        for d, share in enumerate([*touched, touched.mean()])
        for shares in [{"gain": share * (change > 0), "lose": share * (change < 0), "unchanged": 1 - share}]
    ]
    return {
        "poverty": pandas.DataFrame(
            [
                {"group": key, "label_en": en, "label_ar": ar, "line": 112.67}
                | trio("headcount", h, h - fall)
                | trio("gap", h / 4, h / 4 - fall / 2)
                | trio("severity", h / 10, h / 10 - fall / 3)
                | trio("persons", h * 11.9e6, (h - fall) * 11.9e6)
                for key, (en, ar, h) in groups.items()
            ]
        ),
        "services": pandas.DataFrame(
            [
                {"service": "cover", "pillar": "tamkeen", "label_en": "Cover", "label_ar": "تأمين", "entity": "person"}
                | trio("entitled", 1046012.0, 1046099.0),
                {"service": "meal", "pillar": "karama", "label_en": "Meal", "label_ar": "وجبة", "entity": "family"}
                | trio("entitled", 520035.0, 520035.0)
                | trio("value_month", 1014068.0, 1014068.0),
            ]
        ),
        "inequality": pandas.DataFrame(
            [trio("gini", 0.32131, 0.32131 - fall / 10) | trio("mean", 197.2, 197.2 + change / 12e6)]
        ),
        "winners_losers": pandas.DataFrame(rows),
    }


def law_tables(changes, label="Highest monthly transfer"):
    provision = {
        "instrument": "national_aid_fund",
        "path": "national_aid_fund.uct.benefit_maximum",
        "label_en": label,
        "label_ar": label,
        "unit": "JOD/month",
        "date": "2026-01-01",
        "before": 136,
        "before_confidence": "verified",
        "after": 160,
    }
    known = {"path": ["national_aid_fund.uct.gap_share"], "date": ["2022-01-01"], "value": [0.5]}
    return {
        "provisions": pandas.DataFrame([provision] if changes else [], columns=list(provision)),
        "published": pandas.DataFrame(
            [
                {"date": "2026-05-01", "figure": "families", **against(249_000, 248_210)},
                {"date": "2026-05-01", "figure": "cost_month", **against(21_000_000, 23_982_745.4)},
            ]
        ),
        "non_verified": pandas.DataFrame({**known, "confidence": ["assumed"], "source": ["A <modelling> choice"]}),
    }


def against(published, model):
    difference = model - published
    return {
        "published": published,
        "model": model,
        "difference": difference,
        "relative_difference": difference / published,
    }


def make_comparison(
    *, change=2_410_000.0, fall=0.0021, paid=0.0, title="Raise the highest transfer", label="Highest transfer"
):
    """A comparison of invented figures; with neither change nor fall nor more `paid` in levies, of the null reform."""
    changes = bool(change or fall or paid)
    reform = SimpleNamespace(
        status="scenario",
        source=({"title": title},),
        neutralise=(),
        code=SimpleNamespace(variables=()),
    )
    policy = SimpleNamespace(id=title, title=Text(title, title), reforms=(reform,) if changes else ())
    return Comparison(
        policy=policy,
        period=parse_month("2026-01"),
        line=112.67,
        tables={**cost_tables(change, paid), **welfare_tables(change, fall), **law_tables(changes, label)},
        population={
            "kind": "synthetic",
            "seed": 1,
            "households": 20_000,
            "families": 23_456,
            "persons": 96_480,
            "base_date": "2025-12-31",
            "caveats": [{"en": "The targeting score is illustrative.", "ar": "علامة الاستهداف توضيحية."}],
        },
        evaluations={
            name: SimpleNamespace(cutoffs={"uct_inside_quota": 71.25}, quotas={}) for name in ("baseline", "reform")
        },
    )
