"""How much of a copy one text is of another: the arithmetic, and rewordings against pairs that are none."""

import time
from itertools import combinations
from math import isnan, log, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.copies import COPY, INDEPENDENT
from analysis.instruments.reuse.alignment import CHANCE, align_sentences, grade_likeness
from analysis.instruments.reuse.articles import MOST_PARTNERS, choose_pairs, list_reuse, read_source
from analysis.instruments.reuse.likeness import measure_likeness
from analysis.instruments.reuse.rewording import reword
from analysis.instruments.reuse.skeletons import list_fingerprints, read_skeletons
from analysis.texts.voices.passages import read_voices

EVENTS = ("kherson", "truss")
REGISTERS = ("opinion", "tabloid", "wire")
MARGIN = 0.2  # between the lowest rewording and the highest pair that is none


def read(text):
    return read_skeletons(text, read_voices(text))


def score(first, second):
    return align_sentences(read(first), read(second)).score


@pytest.fixture(scope="module")
def texts(classroom):
    return {path.stem: path.read_text(encoding="utf-8") for path in (classroom / "texts").iterdir()}


# -- arithmetic -------------------------------------------------------------------------------------------------------

def test_likeness_is_the_weight_of_what_is_shared():
    """"He walked." and "He left.": both hold he and the stop, one word in -ed against one without an ending."""
    one, other = read("He walked."), read("He left.")
    shared = (1.0 + 0.5) * log(1 + 3 / 2)  # he, a function word, and the stop, a mark: each in both of two sentences
    lone = 1.0 * log(1 + 3 / 1)            # walked, left: each in one, and of different endings
    assert measure_likeness(one, other)[0, 0] == pytest.approx(2 * shared / (2 * shared + 2 * lone), abs=1e-8)


@pytest.mark.parametrize("other, share", [("He roamed.", 0.5), ("He went.", 0.0)])
def test_another_word_with_the_same_ending_counts_half(other, share):
    shared, lone = (1.0 + 0.5) * log(1 + 3 / 2), log(1 + 3 / 1)
    expected = (shared + share * lone) / (shared + lone)
    assert measure_likeness(read("He walked."), read(other))[0, 0] == pytest.approx(expected, abs=1e-8)


def test_a_moved_clause_loses_only_order():
    """Of the two halves of likeness, what is shared in any order is 1, what is shared in order less."""
    likeness = measure_likeness(read("On Monday he left"), read("he left On Monday"))[0, 0]
    assert 0.5 < likeness < 1


def test_a_degree_begins_where_chance_ends():
    likeness = CHANCE + (1 - CHANCE) / 4
    assert grade_likeness(np.array([0.0, CHANCE, likeness, 1.0])).tolist() == [0, 0, sqrt(1 / 4), 1]


def test_half_of_a_text_copied_scores_the_root_of_a_half():
    """Six words of twelve are the same: 6 / √(12 × 6)."""
    first = "The dam broke at four today. Nobody else knew of it there."
    assert score(first, "The dam broke at four today.") == pytest.approx(6 / sqrt(12 * 6), abs=1e-8)


def test_quoted_words_weigh_half():
    skeleton, = read("“They all left us here,” Ada said.")
    assert skeleton.weight == 5 / 2 + 2


def test_furniture_is_not_compared(classroom):
    text = (classroom / "texts" / "truss_tabloid.txt").read_text(encoding="utf-8")
    read_more = text.index("Read more")
    assert not [skeleton for skeleton in read(text) if skeleton.start >= read_more]


def test_fingerprints_survive_synonyms_but_not_another_number():
    one, other, third = (list_fingerprints(read(f"By {n} May, Ada had {word} it.")) for n, word in (
        (9, "seen"), (9, "watched"), (10, "seen")))
    assert one == other and len(one & third) < len(one)


# -- the score --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["One sentence here.", "Он ушёл. Они остались дома.", "彼は去った。",
                                  "غادر الرجل المدينة.", "42", "Ада сказала: «Мы ушли в 1999 году»."])
def test_the_same_text_scores_one_in_any_alphabet(text):
    assert score(text, text) == 1
    assert score(text, "Completely other words about seven ships.") < 0.2


def test_other_words_of_another_alphabet_are_no_copy():
    assert score("Вчера солдаты покинули южный город. Жители плакали.",
                 "Министр финансов обещает новые налоги. Биржа падает.") == 0


@pytest.mark.parametrize("text", ["", "\n", "…", "“”"])
def test_without_words_there_is_no_score(text):
    assert isnan(score(text, "He left.")) and isnan(score(text, text))


@given(st.lists(st.sampled_from(["He left on 9 May.", "“We stay,” Ada said.", "Nobody knew why the dam broke.", "Why?",
                                 "The mayor of Bern spoke."]), min_size=1, max_size=6),
       st.lists(st.sampled_from(["He went on 9 May.", "“We stay here,” said Ada.", "Nobody saw a dam burst.", "No."]),
                min_size=1, max_size=6))
def test_the_score_is_symmetric_and_bounded(first, second):
    one, other = " ".join(first), " ".join(second)
    assert score(one, other) == pytest.approx(score(other, one), abs=1e-8) and 0 <= score(one, other) <= 1
    assert score(one, one) == 1


def test_pairs_stand_in_order_and_each_sentence_once(texts):
    pairs = align_sentences(read(texts["truss_wire"]), read(reword(texts["truss_wire"], 3))).pairs
    for numbers in ([pair.first.sentence for pair in pairs], [pair.second.sentence for pair in pairs]):
        assert numbers == sorted(set(numbers)) and len(numbers) > 10


def test_shared_names_alone_are_no_copy():
    one = "Ada Lowe met Ben Frost in Bern on 9 May 2022. “We agreed,” Ada Lowe said. Ben Frost nodded and left."
    other = ("It was in Bern that the plan died. Ben Frost, 61, had warned since 9 May 2022 that Ada Lowe would never "
             "sign. Who is Ada Lowe? A banker, a mother, a gambler.")
    assert score(one, other) < INDEPENDENT


# -- copies against independent articles -------------------------------------------------------------------------------

def score_rewordings(texts, strength):
    return [score(text, reword(text, strength, seed)) for text in texts.values() for seed in (0, 1)]


def score_independent(texts):
    return [score(texts[f"{event}_{one}"], texts[f"{event}_{other}"])
            for event in EVENTS for one, other in combinations(REGISTERS, 2)]


def score_with_shared_quotations(texts):
    """The same pairs when the second also carries four sentences of the first, word for word, as agency copy."""
    return [score(texts[f"{event}_{one}"], insert_sentences(texts[f"{event}_{one}"], texts[f"{event}_{other}"]))
            for event in EVENTS for one in REGISTERS for other in REGISTERS if one != other]


def insert_sentences(source, text):
    carried = [source[skeleton.start:skeleton.end] for skeleton in read(source)[5:17:3]]
    lines = text.split("\n\n")
    for at, sentence in enumerate(carried):
        lines.insert(2 * at + 2, sentence)
    return "\n\n".join(lines)


def test_every_rewording_scores_above_every_independent_pair(texts):
    weak, middle, strong = (score_rewordings(texts, strength) for strength in (1, 2, 3))
    assert min(weak) > 0.87 and min(middle) > 0.74 and min(strong) > 0.57 > COPY
    assert max(score_independent(texts)) < 0.10
    shared = max(score_with_shared_quotations(texts))
    assert shared < INDEPENDENT and min(strong) - shared > MARGIN


@pytest.mark.needs_texts
def test_the_five_articles_are_no_copies_of_each_other_but_of_their_rewordings(downfall):
    articles = {path.stem: path.read_text(encoding="utf-8") for path in (downfall / "texts").iterdir()}
    independent = [score(articles[one], articles[other]) for one, other in combinations(sorted(articles), 2)]
    reworded = [score(text, reword(text, 3)) for text in articles.values()]
    assert len(independent) == 10 and max(independent) < 0.05
    assert min(reworded) > COPY and min(reworded) - max(independent) > 2 * MARGIN


# Paraphrases in which also grammar and order of clauses change, as tools that rewrite whole sentences make them.
PARAPHRASE = """\
As Russia finishes its retreat, Ukrainian forces enter Kherson.

KYIV, November 11 - On Friday, hours after Russia announced that its forces had been fully pulled back to the Dnipro \
River's eastern bank, Ukrainian soldiers moved into the southern city of Kherson.

The Ministry of Defense in Moscow said all Russian soldiers had made it across the river by early morning. The \
ministry said no hardware was abandoned. It was not possible to verify the claim independently.

The withdrawal was announced on television on November 9 by Russian Defense Minister Sergei Shoigu and General \
Sergei Surovikin, who commands Russian troops in Ukraine. President Vladimir Putin was not seen in the program.

Since the start of the invasion on February 24, Kherson has been the only regional capital taken by Russia. On \
September 30, Russia announced it was annexing the region, a move that was denounced by the U.N. General Assembly. \
On Friday, the Kremlin said the status of the region had not changed.

"When we woke up, the checkpoints were deserted," said one resident by phone. When the soldiers came, people \
gathered in the central square.

The withdrawal seemed orderly and had likely been in the works for weeks, according to a Western official. A further \
Ukrainian advance would now be hampered by the river.

Analysts were divided on the impact on Putin's standing. A second loss of this magnitude could jeopardize his hold \
on power, said one researcher at a European institute. "Discontent exists, but discontent is not conspiracy," said a \
political scientist who left Moscow in March. She did not think he would lose power because of the retreat.

She added, "It would be wrong to announce the end of a leader just because a city has changed hands."
"""


def test_a_free_paraphrase_scores_above_every_independent_pair_too(texts):
    paraphrased = score(texts["kherson_wire"], PARAPHRASE)
    assert paraphrased > 0.54 > COPY and paraphrased - max(score_with_shared_quotations(texts)) > MARGIN
    others = [score(texts[f"kherson_{register}"], PARAPHRASE) for register in ("opinion", "tabloid")]
    assert max(others) < INDEPENDENT / 2


def test_a_reworded_article_gives_most_of_its_sentences(texts):
    original = texts["kherson_tabloid"]
    pair = {"a": original, "b": reword(original, 2)}
    sources = [read_source(name, text, read_voices(text)) for name, text in pair.items()]
    rows = [row for row in list_reuse(sources) if row["kind"] == "rewording"]
    assert len(rows) > 0.6 * len(read(original)) and all(row["degree"] >= 0.5 for row in rows)


# -- limits -----------------------------------------------------------------------------------------------------------

def make_article(number, n_sentences):
    chance = Random(number)
    words = "river harbour minister gale bread bridge station market winter school".split()
    return " ".join(f"On {chance.randint(1, 28)} May the {chance.choice(words)} of {chance.choice(['Bern', 'Rome'])} "
                    f"had {chance.randint(2, 999)} {chance.choice(words)}s, and it was not {chance.choice(words)}."
                    for _ in range(n_sentences))


def test_a_hundred_sentences_take_seconds():
    one, other = (read(make_article(number, 100)) for number in (1, 2))
    started = time.perf_counter()
    align_sentences(one, other)
    assert len(one) == 100 and time.perf_counter() - started < 5


def test_a_sentence_without_end_is_compared_by_its_beginning():
    endless = read("and so it went on " * 4000)
    assert len(endless) == 1 and align_sentences(endless, endless).score == 1


def test_each_article_meets_a_bounded_number_of_others():
    sources = [read_source(f"a{number}", text, read_voices(text))
               for number in range(60) for text in [make_article(number, 4)]]
    pairs = choose_pairs(sources)
    assert 60 * MOST_PARTNERS / 2 <= len(pairs) <= 60 * MOST_PARTNERS < 60 * 59 / 2
