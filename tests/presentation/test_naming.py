"""Who is named most, and in which forms, in words that say no more than the table."""

import pandas as pd

from analysis.presentation.findings import state_naming
from analysis.schemas import SCHEMAS
from analysis.tables import check

ARTICLES = pd.DataFrame({"article_id": ["sun", "mail", "oped"], "group": ["tabloid", "tabloid", "opinion"]})
BODY = {"part": "body", "voice": "narration"}


def make_names(*rows, **cells):
    named = [{"article_id": article_id, "person": person, "form": form, "start": n, "end": n + 1} | BODY | cells
             for n, (article_id, person, form) in enumerate(rows)]
    return check(pd.DataFrame(named), "names")


def test_shares_are_means_over_articles_not_over_mentions():
    # sun: 1 nickname of 1; mail: 1 of 4. Mean (100% + 25%) / 2 == 62.5%, though 2 of 5 mentions are 40%
    mail = [("mail", "Ada Lowe", form) for form in ("nickname", "surname", "surname", "surname")]
    names = make_names(("sun", "Ada Lowe", "nickname"), *mail, ("oped", "Ada Lowe", "role"))
    said = state_naming(names, ARTICLES)
    assert "by nickname in 62% of the mentions and by surname alone in 38% (mean over two articles)" in said
    assert said.startswith("Ada Lowe is named most: all six mentions of persons in the body, in all three articles.")


def test_who_is_in_more_articles_goes_before_who_is_mentioned_more():
    often = [("sun", "Ada Lowe", "surname")] * 3
    names = make_names(*often, ("sun", "Ben Frost", "surname"), ("oped", "Ben Frost", "role"))
    assert state_naming(names, ARTICLES).startswith("Ben Frost is named most: two of five mentions")


def test_nobody_named_is_said():
    nobody = check(pd.DataFrame(columns=list(SCHEMAS["names"].columns)), "names")
    in_caption = make_names(("sun", "Ada Lowe", "surname"), part="caption")
    assert state_naming(nobody, ARTICLES) == state_naming(in_caption, ARTICLES) == "Nobody is named in the body."


def test_the_order_of_rows_is_irrelevant():
    names = make_names(("sun", "Ada Lowe", "surname"), ("oped", "Ada Lowe", "role"), ("mail", "Ben Frost", "surname"))
    assert state_naming(names[::-1], ARTICLES[::-1]) == state_naming(names, ARTICLES)
