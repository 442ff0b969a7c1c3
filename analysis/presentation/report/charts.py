"""The report's own figures and tables: the central figure, one for every finding, and the numbers behind them."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.presentation.findings import Finding, state_measure
from analysis.presentation.findings.wording import capitalise, say_count, say_list, say_place

_HOW_TO_READ = ("Each strip is an article’s body from its first word to its last: solid where somebody is quoted, "
                "faint where somebody is reported without quotation marks, grey where the article speaks for itself.")


def draw_central_figure(study) -> str:
    """Return the central figure as HTML: whose words the articles are made of; empty when there is nothing to draw."""
    from analysis.presentation import figures

    table = figures.lay_out_passages(study.passages, study.articles)
    finding = state_measure(study.comparisons, "attributed_share")
    if table.empty:
        return ""
    if figures.is_crowded(table):
        return draw_measure(study, "attributed_share", "body", "all", finding)
    wide, narrow = (figures.draw_reading_order(table, figures.make_axes(), width)
                    for width in (720, figures.PHONE))
    return figures.show_figure(wide, f"{finding} {_HOW_TO_READ}", figures.describe_reading_order(table), narrow).html


def draw_finding(study, finding: Finding, explain: bool = True) -> str:
    """Return the dots behind a finding as HTML, with what a dot is; empty when the measure is nowhere defined."""
    return draw_measure(study, finding.measure, finding.part, finding.voice, explain=explain)


def draw_measure(study, measure: str, part: str, voice: str, caption: str = "", explain: bool = True) -> str:
    """Return one measure's dots as HTML, captioned with measure and articles where no caption is given."""
    from analysis.presentation import figures

    rows = study.measures.query("measure == @measure and part == @part and voice == @voice")
    rows = figures.add_groups(rows, study.articles)
    if rows["value"].notna().sum() == 0:
        return ""
    usual, narrow = (figures.draw_dots(rows, figures.make_axes(), width) for width in (400, figures.PHONE))
    return figures.show_figure(usual, caption or _say_dots(rows, explain), figures.describe_dots(rows), narrow).html


def _say_dots(rows: pd.DataFrame, explain: bool) -> str:
    from analysis.presentation.figures import choose_colours

    row, counts = rows.iloc[0], rows.dropna(subset="value").groupby("group").size()
    label = f"{capitalise(describe_measure(row['measure']).label)} {say_place(row['part'], row['voice'])}"
    articles = say_list(say_count(int(counts[group]), f"{group} article") for group in choose_colours(counts.index))
    how = " Every dot is an article, every upright stroke a group’s mean." if explain else ""
    return f"{label} ({articles}).{how}"


def tabulate_articles(study) -> str:
    """Return the articles as an HTML table; where a copy was seen is printed as text."""
    from analysis.presentation import figures

    columns = ["article_id", "group", "outlet", "outlet_type", "genre", "published", "n_words", "copy_note", "seen_at"]
    table = study.articles[columns].rename(columns={"copy_note": "this copy"})
    return figures.show_table(table, f"The {say_count(len(table), 'article')}, and what is known of each copy.").html


def tabulate_measures(plan) -> str:
    """Return the planned measures with their units and formulas as an HTML table."""
    from analysis.presentation import figures

    rows = [{"finding": planned.number, "measure": describe_measure(planned.measure).label,
             "where": say_place(planned.part, planned.voice), "unit": describe_measure(planned.measure).unit,
             "formula": describe_measure(planned.measure).formula} for planned in plan.planned]
    return figures.show_table(pd.DataFrame(rows), "The measures fixed before looking.").html if rows else ""


def tabulate_comparisons(study) -> str:
    """Return every comparison of a planned measure, as coded and in each sensitivity run, as an HTML table."""
    from analysis.presentation import figures

    planned = {(each.measure, each.part, each.voice): each.number for each in study.plan.planned}
    table = study.comparisons
    if table.empty:
        return ""
    numbers = [planned.get(key, 0) for key in zip(table["measure"], table["part"], table["voice"])]
    table = table.assign(finding=numbers).query("finding > 0").sort_values("finding", kind="stable")
    if table.empty:
        return ""
    table = table.assign(articles=[f"{row.n_a} + {row.n_b}" for row in table.itertuples()],
                         sign_kept=[f"{row.n_sign_kept} of {row.n_left_out}" for row in table.itertuples()])
    first = table.iloc[0]
    names = {"mean_a": f"mean {first['group_a']}", "mean_b": f"mean {first['group_b']}", "p_floor": "lowest p",
             "cliffs_delta": "Cliff’s delta", "driver": "driver"}
    columns = ["finding", "grouping", "articles", "mean_a", "mean_b", "difference", "cliffs_delta", "p", "p_floor",
               "sign_kept", "driver"]
    caption = ("Every planned comparison, as coded and with the articles coded otherwise. “Lowest p” is the lowest "
               "possible here, “sign kept” counts the runs without one article in which the difference kept its "
               "direction, “driver” is the article whose removal moves it most.")
    return figures.show_table(table[columns].rename(columns=names), caption).html


def tabulate_lexicons(lexicons: dict) -> str:
    """Return the word lists with purpose, version, size and sources as an HTML table."""
    from analysis.presentation import figures

    rows = [{"word list": name.replace("_", " "), "version": lexicon.version, "entries": len(lexicon.entries),
             "purpose": lexicon.about["purpose"], "scale": lexicon.about["scale"],
             "sources": "; ".join(f"{source['citation'].rstrip('.')} ({source['licence']})"
                                  for source in lexicon.about["sources"].values())}
            for name, lexicon in lexicons.items()]
    caption = "The word lists, with their sources and licences."
    return figures.show_table(pd.DataFrame(rows), caption).html if rows else ""
