"""``framing sample``, ``framing code --sample``, ``framing correct``."""

import pytest
from command import assert_one_sentence
from simulated import code_as_machine

from analysis.classroom.sampling import read_sample


def test_from_a_sample_to_a_corrected_difference_in_the_terminal(run, classroom, study, tmp_path):
    path, codes = tmp_path / "sample.csv", tmp_path / "AB.csv"
    said = run("sample", classroom, "--per-article", "3", "--out", path)
    assert said.code == 0 and "holds 72 sentences of 24 articles" in said.out
    drawn = read_sample(path)
    code_as_machine(study, drawn, "certainty").assign(**{"pass": "1", "reason": ""})[
        ["article_id", "start", "end", "variable", "value", "coder", "pass", "reason"]].to_csv(codes, index=False)
    asked = ("--sample", path, "--variable", "certainty", "--value", "1,2,3", "--corpus", classroom)
    result = run("correct", codes, *asked)
    assert result.code == 0 and "opinion minus tabloid, mean over 8 and 8 articles" in result.out
    assert "Without the measured error" in result.out
    assert_one_sentence(run("correct", codes, *asked, "--coder", "XY"), "Nobody is called 'XY'")
    assert_one_sentence(run("sample", classroom, "--n", "3", "--per-article", "3", "--out", tmp_path / "x.csv"),
                        "Say either")


def test_only_the_sentences_of_the_sample_are_asked_about(run, classroom, tmp_path, monkeypatch):
    path = tmp_path / "sample.csv"
    run("sample", classroom, "--per-article", "2", "--out", path)
    monkeypatch.setattr("typer.prompt", lambda *words, **more: "1")
    result = run("code", "truss_wire", "--corpus", classroom, "--sample", path, "--coder", "AB", "--variables", "tone",
                 "--out", tmp_path / "codes")
    assert result.code == 0
    answers = (tmp_path / "codes" / "AB.csv").read_text().splitlines()
    assert len(answers) == 1 + 2 and all(",tone,-1,AB" in answer for answer in answers[1:])
    other = run("code", "truss", "--corpus", classroom, "--sample", path, "--coder", "AB")
    assert_one_sentence(other, "no sentence of 'truss'")
    assert_one_sentence(run("code", "--corpus", classroom, "--coder", "AB"), "Name an article, or a sample")


@pytest.mark.long
def test_a_measure_is_learnt_tried_and_used(run, classroom, tmp_path):
    rows = ["text,label,article"]
    rows += [f"The {word} plan number {number} was shown.,{label},a{number}" for number in range(60)
             for label, word in enumerate(("wooden", "shameless"))]
    (tmp_path / "coded.csv").write_text("\n".join(rows) + "\n")
    learnt = run("train", tmp_path / "coded.csv", "--measure", "loaded_language", "--article", "article", "--test",
                 tmp_path / "coded.csv", "--out", tmp_path / "m.json")
    assert learnt.code == 0 and "120 sentences, 60 of them coded 1, in 60 articles" in learnt.out
    assert "learnt           1.000" in learnt.out and "tf idf" in learnt.out
    used = run("apply", tmp_path / "m.json", classroom, "--out", tmp_path / "scores.csv")
    assert used.code == 0 and "opinion" in used.out and "the lowest possible here is" in used.out
    assert (tmp_path / "scores.csv").read_text().startswith("article_id,sentence,start,end,part,voice,score\n")
    assert_one_sentence(run("train", tmp_path / "coded.csv", "--measure", "mood"), "'mood' is no measure")
    assert_one_sentence(run("apply", tmp_path / "coded.csv", classroom), "coded.csv is no model")
