"""A study's plan: read as written, sensible where silent, refused in plain words where wrong."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.comparison.plans import DEFAULT_PLANNED, Plan, load_plan
from analysis.files import UserError

ARTICLES = pd.DataFrame({"article_id": ["sun", "mail", "oped"], "group": ["tabloid", "tabloid", "opinion"]})
DOWNFALL = Path(__file__).parents[2] / "corpus" / "downfall"


def load(folder, text, articles=ARTICLES):
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return load_plan(folder, articles)


def test_the_study_itself():
    plan = load_plan(DOWNFALL, pd.read_csv(DOWNFALL / "articles.csv"))
    assert (plan.group_a, plan.group_b) == ("tabloid", "opinion")
    assert [(planned.number, planned.expected) for planned in plan.planned] == [
        (1, "a > b"), (2, "b > a"), (3, ""), (4, "a > b"), (5, "b > a"), (6, "a > b"), (7, "a = b")]
    assert {run.name: (run.leave_out, run.move) for run in plan.sensitivity} == {
        "uproxx left out": (("uproxx",), {}), "uproxx moved": ((), {"uproxx": "tabloid"})}
    assert plan.reworded == ("mail",)


@pytest.mark.parametrize("groups, pair", [
    (["tabloid", "opinion"], ("opinion", "tabloid")),
    (["wire", "tabloid", "wire", "opinion", "tabloid", "blog"], ("tabloid", "wire")),
    (["wire", "tabloid", "opinion"], ("opinion", "tabloid")),
    (["tabloid"], ("tabloid", "")),
    (["tabloid", ""], ("tabloid", "")),
    ([], ("", "")),
])
def test_without_a_file_the_two_largest_groups_are_compared(tmp_path, groups, pair):
    names = [f"a{n}" for n in range(len(groups))]
    articles = pd.DataFrame({"article_id": names, "group": groups}, dtype=str)
    plan = load_plan(tmp_path, articles)
    assert (plan.group_a, plan.group_b) == pair
    assert plan.planned == DEFAULT_PLANNED and not any(planned.expected for planned in plan.planned)


def test_groups_left_aside_are_named_in_the_limits(tmp_path):
    articles = pd.DataFrame({"article_id": list("abc"), "group": ["wire", "tabloid", "opinion"]})
    assert load_plan(tmp_path, articles).all_limits == (
        "Of the 3 articles 2 are compared, those of opinion and tabloid; left aside: wire (1).",)
    named = load(tmp_path, 'group_a = "wire"\ngroup_b = "tabloid"\nlimits = ["Few."]', articles)
    assert named.all_limits == ("Few.", "Of the 3 articles 2 are compared, those of wire and tabloid; left aside: "
                                        "opinion (1).")
    with pytest.raises(UserError, match="unknown key 'aside'"):
        load(tmp_path, 'aside = "x"', articles)


def test_a_file_may_say_as_little_as_it_likes(tmp_path):
    assert load(tmp_path, 'title = "Mine"\nquestion = "Why?"') == Plan("opinion", "tabloid", "Mine", "Why?")


@pytest.mark.parametrize("text, complaint", [
    ('titel = "x"', "the study has the unknown key 'titel'. Known are group_a, group_b, title"),
    ('group_a = "tabloid"\ngroup_b = "broadsheet"', "the group 'broadsheet', which articles.csv does not have"),
    ('group_a = "tabloid"\ngroup_b = "tabloid"', "group_a and group_b are both 'tabloid'"),
    ('group_a = "tabloid"', "one of group_a and group_b is missing"),
    ("title = 3", "title must be text in quotation marks"),
    ("limits = [3]", "limits must be a list of texts"),
    ('reworded = "mail"', "reworded must be a list of texts"),
    ('reworded = ["sum"]', "reworded names the article 'sum', which articles.csv does not have"),
    ('sensitivity = "none"', r"sensitivity must be tables, each under its own line \[\[sensitivity\]\]"),
    ('[[sensitivity]]\nleave_out = ["sun"]', "sensitivity 1 lacks name"),
    ('[[sensitivity]]\nname = "x"\nleave_out = ["sum"]', "'x' names the article 'sum', .* It has mail, oped, sun"),
    ('[[sensitivity]]\nname = "x"\nmove = { sum = "opinion" }', "names the article 'sum'"),
    ('[[sensitivity]]\nname = "x"\nmove = { sun = "opinoin" }', "into the group 'opinoin'"),
    ('[[sensitivity]]\nname = "x"\nmove = { sun = 3 }', "move must be pairs"),
    ('[[sensitivity]]\nname = "as coded"', "'as coded' is given twice"),
    ('[[planned]]\nnumber = 1\nmeasure = "hedges"', "'hedges' is no measure"),
    ('[[planned]]\nnumber = true\nmeasure = "tone"', "number must be a whole number"),
    ('[[planned]]\nnumber = 1\nmeasure = "tone"\nvoice = "editor"', "voice is 'editor'. It must be one of direct"),
    ('[[planned]]\nnumber = 1\nmeasure = "tone"\nexpected = "more"', "expected is 'more'"),
    ('[[planned]]\nnumber = 1\nmeasure = "tone"\n' * 2, "'1' is given twice"),
    ('[[planned]]\nnumber = 1\nmeasure = "tone"\n[[planned]]\nnumber = 2\nmeasure = "tone"\n',
     r"'tone \(body, all\)' is given twice as the planned measure"),
    ("title = ", "is not valid TOML"),
    ("title = “x”", "line 1 has curly quotation marks. Write straight ones"),
    ('title = "x"\ntitle = "y"', "'title' stands a second time in line 2. Keep one"),
])
def test_what_is_wrong_is_said_with_the_file(tmp_path, text, complaint):
    with pytest.raises(UserError, match=complaint) as raised:
        load(tmp_path, text)
    assert "study.toml" in str(raised.value)
