"""``framing lexicon check``, ``try`` and ``variant``."""

import json

import pytest
from command import assert_one_sentence, put

from analysis.workbench import find_hits, try_term

HEAD = "term,category,weight,source,note\n"
ABOUT = """purpose = "To test"
version = "1.0"
scale = "1 to 3"
[categories]
plain = "plain words"
[sources.ours]
citation = "Ourselves"
url = ""
licence = "CC0"
changes = "none"
"""


def write(folder, rows, about=ABOUT):
    put("mine.csv", HEAD + rows)(folder)
    put("mine.toml", about)(folder)
    return folder / "mine.csv"


def test_every_fault_of_a_list_is_told_with_its_row(run, tmp_path):
    rows = "Storm,plain,2,ours,\nzero,odd,x,theirs,\ngale,plain,1\n\nstorm,plain,1,ours,\n"
    result = run("lexicon", "check", write(tmp_path, rows, ABOUT.replace('url = ""\n', "")))
    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines() == [
        "mine.toml: source ours lacks url.",
        "mine.csv, row 2: 'Storm' has capitals. Terms are lower case; matching ignores case.",
        "mine.csv, row 3: 'zero' has the category 'odd'. Known are plain.",
        "mine.csv, row 3: 'zero' has the source 'theirs'. Known are ours.",
        "mine.csv, row 3: 'zero' has the weight 'x'. Give a number above 0.",
        "mine.csv, row 4: 3 cells instead of 5. Put a term that holds a comma into double quotes.",
        "mine.csv, row 6: 'storm' stands in row 2 already. Keep one of the two."]


def test_rows_are_checked_also_where_the_rest_cannot_be_read(run, tmp_path):
    result = run("lexicon", "check", write(tmp_path, ',plain,1,ours,\n"open,plain,1,ours,\n', "purpose = To test"))
    toml, table, row = result.out.splitlines()
    assert toml.startswith("mine.toml is not valid TOML") and table.startswith("mine.csv is not a table")
    assert row == "mine.csv, row 2: the term is empty. Delete the row or fill it in."


def test_a_list_without_fault_may_still_be_warned_of(run, tmp_path):
    rows = ("<number>s,plain,1,ours,\ncan not,plain,1,ours,\ncannot,plain,1,ours,\nmay,plain,9,ours,\n"
            "storms,plain,1,ours,form of storm\n")
    result = run("lexicon", "check", write(tmp_path, rows))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Warning: mine.csv, row 2: '<number>s' can never match: its words are read otherwise in a text. Delete it, or "
        "spell it otherwise.",
        "Warning: mine.csv, row 4: 'cannot' can never match: 'can not' matches in its place. Delete it, or spell it "
        "otherwise.",
        "Warning: mine.csv, row 6: the note says 'form of storm', which is no entry. Add it, or correct the note.",
        "Warning: mine.csv: terms that stand in another shipped lexicon with another weight: 1. Scales differ, so see "
        "whether it is meant: may (9; hedges 2).",
        "mine.csv has no fault: 5 entries in 1 category."]


@pytest.mark.parametrize("name", ["hedges", "boosters"])
def test_a_shipped_list_has_no_fault_and_no_entry_that_never_matches(run, name):
    result = run("lexicon", "check", name)
    assert result.code == 0 and f"\n{name}.csv has no fault: " in f"\n{result.out}"
    assert "can never match" not in result.out


def test_lists_that_are_not_there(run, tmp_path):
    assert_one_sentence(run("lexicon", "check", "moods"), "'moods' is no shipped lexicon and no CSV file. Give ")
    assert_one_sentence(run("lexicon", "check", tmp_path / "mine.csv"), "mine.csv does not exist")


def test_trying_a_term_counts_it_by_article_part_and_voice(run, frozen):
    result = run("lexicon", "try", "Harbour", "--corpus", frozen)
    assert (result.code, result.err) == (0, "")
    assert f"'harbour' would match 3 times in 2 of the 2 articles of {frozen}." in result.out
    rows = [line.split() for line in result.out.splitlines()]
    assert ["gale", "headline", "narration", "1"] in rows and ["gale", "body", "indirect", "1"] in rows
    assert ["calm", "body", "narration", "1"] in rows
    assert "No shipped lexicon has 'harbour'." in result.out


def test_the_words_around_are_shown_only_where_they_may_be(run, frozen):
    public, private = (run("lexicon", "try", "harbour", "--corpus", frozen, *more).out for more in ([], ["--private"]))
    assert "The words around 3 matches are not shown" in public and "[" not in public
    assert "The [harbour] may stay shut" in private and "not shown" not in private
    rows = (frozen / "articles.csv").read_text().replace("false", "true", 1)  # calm, the first, is ours to show
    put("articles.csv", rows)(frozen)
    partly = run("lexicon", "try", "harbour", "--corpus", frozen).out
    assert "should shut the [harbour] every week" in partly and "around 2 matches are not shown" in partly


def test_several_words_hyphens_and_numbers_are_found_as_entries_are(run, frozen):
    for term in ("two ferries", "Two-ferries", "<number> ferries"):
        assert "would match 1 time in 1 of the 2" in run("lexicon", "try", term, "--corpus", frozen).out
    nothing = run("lexicon", "try", "two boats", "--corpus", frozen)
    assert nothing.code == 0 and "'two boats' would match 0 times in 0 of the 2 articles" in nothing.out


@pytest.mark.long
def test_an_entry_tried_alone_is_found_wherever_its_list_found_it_or_a_longer_one_won(study):
    hedges = study.matches[study.matches.lexicon == "hedges"]
    for term, rows in hedges.groupby("term"):
        hits, rivals = find_hits(study, term), try_term(study, term).rivals
        lost = rivals[(rivals.lexicon == "hedges") & (rivals.term != term)].n.sum()
        assert {*zip(rows.article_id, rows.start, rows.part, rows.voice)} <= {
            *zip(hits.article_id, hits.start, hits.part, hits.voice)}
        assert len(hits) == len(rows) + lost


def test_what_the_shipped_lists_have_already_is_said(run, frozen):
    out = run("lexicon", "try", "May", "--corpus", frozen).out
    assert "hedges has 'may' already: modal, weight 2.\n" in out and "give way" not in out
    text = frozen / "texts" / "calm.txt"
    text.write_text(text.read_text().replace("Perhaps we", "Without doubt we"))
    put("articles.csv", "article_id,group\ngale,news\ncalm,opinion\n")(frozen)
    out = run("lexicon", "try", "doubt", "--corpus", frozen).out
    assert "As an entry of boosters it would give way to a longer or earlier one 1 time: without doubt (1)." in out


def test_without_the_texts_single_words_are_counted_from_the_table(run, shipped):
    result = run("lexicon", "try", "harbour", "--corpus", shipped)
    assert (result.code, result.err) == (0, "") and "would match 3 times in 2 of the 2" in result.out
    assert result.out.count("word_counts") == 1 and "knows voices but neither parts" in result.out
    assert ["gale", "not", "known", "indirect", "1"] in [line.split() for line in result.out.splitlines()]


@pytest.mark.parametrize("term", ["two ferries", "<number>", "can't"])
def test_without_the_texts_more_than_a_word_is_refused(run, shipped, term):
    assert_one_sentence(run("lexicon", "try", term, "--corpus", shipped), f"'{term}' is read as more than one word",
                        "`framing add FILE`")


def test_a_term_without_a_word(run, frozen):
    assert_one_sentence(run("lexicon", "try", "--corpus", frozen, "!?"), "'!?' has no word in it")


def test_varying_a_lexicon(run, shipped):
    result = run("lexicon", "variant", "hedges", "--corpus", shipped)
    assert (result.code, result.err) == (0, "")
    # gale: "may" among 26 words of the body, calm: "Perhaps" among 26.
    first = result.out.splitlines()[0]
    assert first.startswith("hedges_per_1000, body, voice all (planned measure 4): news less opinion is ")
    rows = {line[0]: line for line in map(str.split, result.out.splitlines()) if line}
    assert rows["may"][1:3] == ["1", "0"] and rows["perhaps"][1:3] == ["0", "1"]
    assert "shorter one that would match in its place is not counted" in result.out


def test_varying_as_json_prints_one_object_and_nothing_else(run, frozen):
    words = ("lexicon", "variant", "hedges", "--corpus", frozen, "--json")
    record = json.loads(run(*words).out)
    assert (record["lexicon"], record["n_articles"], len(record["variants"])) == ("hedges", 2, 1)
    varied, = record["variants"]
    terms = {entry["term"]: entry for entry in varied["entries"]}
    assert varied["n_entries"] == len(terms) == 2
    for entry in terms.values():
        assert entry["difference"] - varied["difference"] == pytest.approx(entry["move"], abs=1e-3)
    assert len(json.loads(run(*words, "--top", "1").out)["variants"][0]["entries"]) == 1
    undefined = json.loads(run(*words, "--voice", "direct").out)["variants"][0]  # nobody is quoted in calm
    assert (undefined["difference"], undefined["top_share"], undefined["turned_by"]) == (None, None, None)
    assert "There is no difference that entries could carry." in run(*words[:-1], "--voice", "direct").out


@pytest.mark.parametrize("words, problem", [
    (["moods"], "'moods' feeds no rate"),
    (["hedges", "--measure", "tone"], "'tone' is not fed by hedges alone"),
    (["loaded_language", "--measure", "loaded_mood_per_1000"], "was not measured here. Give one of loaded_emotive_per"),
    (["boosters", "--voice", "shouting"], "'shouting' is no voice"),
])
def test_what_cannot_be_varied(run, shipped, words, problem):
    assert_one_sentence(run("lexicon", "variant", *words, "--corpus", shipped), problem)


def test_a_lexicon_command_it_does_not_know(run):
    assert run("lexicon", "shout").code == 2
