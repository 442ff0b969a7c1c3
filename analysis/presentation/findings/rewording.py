"""What a machine-reworded copy means for the planned measures: differences against what rewording alone does."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.plans import Plan, Planned
from analysis.comparison.rewordings import LESS, LOST, MORE, NEAR
from analysis.presentation.findings.wording import (
    say_count,
    say_list,
    say_number,
    say_place,
)

# Measures of whose words these are; they should survive an exchange of words.
OF_VOICE = ("attributed_share", "direct_share", "indirect_share", "claims_carried_share")
_VERDICTS = {LESS: "by less than the groups differ, in every strength",
             NEAR: "by about as much as the groups differ, or by less or more with the strength",
             MORE: "by more than the groups differ, in every strength"}


def state_rewordings(summary: pd.DataFrame, weighed: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> str:
    """State what rewording alone does to the planned measures, and what follows for a reworded article of the study.

    Parameters
    ----------
    summary, weighed : DataFrame
        As ``summarise_rewordings`` and ``weigh_rewordings`` give them (``analysis.comparison.rewordings``).
    articles : DataFrame
        The table ``articles``.
    plan : Plan
        Whose ``reworded`` names the copies.

    Returns
    -------
    str
        Which differences are larger than the moves and which are not; whose sign stays without the copies; how much of
        a move reaches the difference; whether measures of voice move by less than is worth the name, as was expected.
        Without a copy, that there is none; then, and without a difference to weigh, how far rewording moves each
        measure.
    """
    if not plan.reworded:
        return (f"No article of this corpus is declared to be a reworded copy (`reworded` in study.toml). "
                f"{_state_moves(summary)} {_state_voices(summary, weighed)}").rstrip()
    found = [_state_against(summary, weighed), _state_without(weighed, plan), _state_carried(weighed, articles, plan),
             _state_voices(summary, weighed)]
    return " ".join(filter(None, found)) or _state_moves(summary)


def name_briefly(row: Planned | pd.Series) -> str:
    """Name a row's measure, and its place where that is not the body in all voices together.

    Examples
    --------
    >>> name_briefly(Planned(4, "hedges_per_1000")), name_briefly(Planned(4, "hedges_per_1000", voice="direct"))
    ('hedges', 'hedges in the body’s direct speech')
    """
    label = describe_measure(row.measure).label
    return label if (row.part, row.voice) == ("body", "all") else f"{label} {say_place(row.part, row.voice)}"


def _name_all(rows: pd.DataFrame) -> str:
    return say_list([name_briefly(row) for row in rows.itertuples()])


def _introduce(summary: pd.DataFrame) -> str:
    n_pairs = int((summary["n"] + summary["n_lost"]).max())
    return (f"Rewording alone ({say_count(int(summary['n_texts'].max()), 'constructed text')}, "
            f"{say_count(n_pairs, 'rewording')} in each strength)")


def _state_moves(summary: pd.DataFrame) -> str:
    moves = [f"{name_briefly(rows.iloc[0])} by {_say_range(rows['in_worths'].dropna())}"
             for _, rows in summary.groupby(["measure", "part", "voice"], sort=False) if rows["n"].any()]
    return f"{_introduce(summary)} moves, in units of the smallest difference worth the name, {say_list(moves)}."


def _say_range(values: Iterable[float]) -> str:
    low, high = say_number(min(values)), say_number(max(values))
    return low if low == high else f"{low} to {high}"


def _state_against(summary: pd.DataFrame, weighed: pd.DataFrame) -> str:
    parts = [f"{_name_all(rows)} {_VERDICTS[verdict]}" for verdict in _VERDICTS
             for rows in [weighed[weighed["moves"] == verdict]] if len(rows)]
    lost = weighed[weighed["moves"] == LOST]
    said = [f"{_introduce(summary)} moves {'; '.join(parts)}."] if parts else []
    said += [f"For {_name_all(rows)} more than half of the rewordings in {_name_strengths(strengths.split())} leave "
             "nothing to measure." for strengths, rows in lost.groupby("lost")]
    return " ".join(said)


def _state_without(weighed: pd.DataFrame, plan: Plan) -> str:
    defined = weighed[weighed["difference"].notna()]
    kept, turned = defined[defined["sign_kept"]], defined[~defined["sign_kept"]]
    small = [abs(row.difference) < describe_measure(row.measure).worth for row in turned.itertuples()]
    said = [f"the difference keeps its sign in {_name_all(kept)}"] if len(kept) else []
    if len(turned):
        remark = ", where it is less than worth the name with it too" if all(small) else ""
        said.append(f"does not in {_name_all(turned)}{remark}" if said else
                    f"the difference keeps its sign in no measure ({_name_all(turned)})")
    return f"Without {_name_copies(plan)} {'; it '.join(said)}." if said else ""


def _state_carried(weighed: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> str:
    """Say that a group's mean moves only by the reworded share of its articles, and where even that is enough."""
    counts = [f"{_say_few(n_reworded)} of {say_count(len(rows), f'{group} article')}"
              for group, rows in articles[articles["group"].isin([plan.group_a, plan.group_b])].groupby("group")
              for n_reworded in [int(rows["article_id"].isin(plan.reworded).sum())] if n_reworded]
    reached = weighed[weighed["most_carried"] >= weighed["difference"].abs()]
    if not counts or (weighed["most_carried"] - weighed["difference"]).isna().all():
        return ""
    exceptions = f", except for {_name_all(reached)}" if len(reached) else ""
    return (f"Only the reworded articles’ share of a move ({say_list(counts)}) reaches the difference; wherever it "
            f"could be measured, that share is smaller than the difference{exceptions}.")


def _say_few(n: int) -> str:
    return say_count(n, "article").split()[0]


def _state_voices(summary: pd.DataFrame, weighed: pd.DataFrame) -> str:
    said = []
    for planned in weighed[weighed["measure"].isin(OF_VOICE)].itertuples():
        rows = summary[(summary["measure"] == planned.measure) & (summary["part"] == planned.part)
                       & (summary["voice"] == planned.voice)]
        rows = rows[rows["n"] >= rows["n_lost"]].dropna(subset="mean_move")
        is_small = rows["in_worths"] < 1
        held = [f"{how} in {_name_strengths(part['strength'].map(str))}"
                for how, part in (("did so", rows[is_small]), ("did not", rows[~is_small])) if len(part)]
        if held:
            said.append(f"{name_briefly(planned)} {' and '.join(held)} ({_say_range(rows['in_worths'])} times that)")
    return ("Measures of voice were expected to move by less than the smallest difference worth the name: "
            f"{'; '.join(said)}." if said else "")


def _name_strengths(strengths: Iterable[str]) -> str:
    strengths = [*strengths]
    return f"strength{'s' if len(strengths) > 1 else ''} {say_list(strengths)}"


def _name_copies(plan: Plan) -> str:
    return say_list([f"`{article_id}`" for article_id in plan.reworded])
