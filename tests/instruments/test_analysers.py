"""Our scores are TextBlob's and VADER's own, to the last bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob
from textblob._text import EMOTICONS
from textblob.en import sentiment
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis.instruments.analysers import score_textblob, score_vader

VADER = SentimentIntensityAnalyzer()
sentiment.load()
FACES = [face for faces in EMOTICONS.values() for face in sorted(faces)]
WORDS = st.one_of(*map(st.sampled_from, (
    sorted(sentiment), sorted(VADER.lexicon), FACES, sorted(VADER.emojis), [*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES],
    ["(!)", "( ! )", "!", "?", "??", "but", "BUT", "kind", "kind of", "no", "nor", "or", "least", "at least",
     "never so", "without doubt", "this", "END-OF-SENTENCE", "it's", "n't", "'d", "Mr.", "U.S.", "…", "—", "“", "x",
     "D", "o", ".", "8", ")", "(", ":", "\n\n", "\u00a0", "\x1c", "İ", "tide", "of", "a", "2022"])))
CASES = st.sampled_from([str, str, str, str.upper, str.capitalize])
BEFORE, BEHIND = map(st.sampled_from, (["", "", "", "(", '"', "*"],
                                       ["", "", "", ",", ".", "!", "?", ")", ":", "'s", '"', "..."]))
BLANKS = st.sampled_from([" ", " ", " ", "", "  "])
SPELT = st.builds(lambda before, spell, word, behind, blank: before + spell(word) + behind + blank,
                  BEFORE, CASES, WORDS, BEHIND, BLANKS)


def assert_same(text):
    assert score_textblob(text) == tuple(TextBlob(text).sentiment), text
    assert score_vader(text) == VADER.polarity_scores(text)["compound"], text


@given(st.lists(SPELT, max_size=12).map("".join))
def test_whatever_is_written_the_scores_are_theirs(text):
    assert_same(text)


@pytest.mark.parametrize("text", [
    "", "He left: (pictured) great.", "max Dull", "great x -D", "(! ) great", "O . o great", "great ( !", "good :on't",
    "It was not good, but it was the bomb.", "No kind of NICE day", "so good, to die for", "yeah right", "😀 good",
    "never so good", "He is the least good.", "a good\n\nEND-OF-SENTENCE) bad"])
def test_faces_and_phrases_that_reach_over_blanks(text):
    assert_same(text)
