"""What each measure is: its unit, its formula, the words of a finding about it, and what difference counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from analysis.files import UserError
from analysis.schemas import FRAMES

SHARE, RATE, WEIGHTED_RATE = "share", "per 1,000 words", "per 1,000 words, weighted"
POLARITY, SUBJECTIVITY, CERTAINTY = "from −1 to 1", "from 0 to 1", "from 1 to 5"
LENGTH, POSITION = "words per sentence", "from 0 (first sentence) to 1"
TOWARDS = "tone_towards_"
LEARNT = "learnt_"
_SMALL_WORDS = frozenset("a an and her his of the their".split())
PER_1000 = (RATE, WEIGHTED_RATE)
_BOUNDS = {SHARE: (0, 1), POLARITY: (-1, 1), SUBJECTIVITY: (0, 1), CERTAINTY: (1, 5), POSITION: (0, 1)}

SENTENCE_MEASURES = {
    "tone": "tone", "textblob_polarity": "textblob_polarity", "textblob_subjectivity": "textblob_subjectivity",
    "vader_compound": "vader_compound", "certainty": "certainty", "uncertain_share": "uncertain",
    "words_per_sentence": "n_words"}

# The rates of lexicon matches: the word list that feeds each, and what of a match is summed.
TERM_RATES = {"hedges_per_1000": ("hedges", "hits"), "boosters_per_1000": ("boosters", "hits"),
              "loaded_per_1000": ("loaded_language", "weight"), "loaded_hits_per_1000": ("loaded_language", "hits")}


@dataclass(frozen=True)
class Measure:
    """One measure: how it is computed, and the words in which a finding about it is stated.

    ``label`` is a noun phrase ("hedges"); ``amount`` says a value ("{} hedges per 1,000 words"); ``more`` says what
    articles with a higher value do, in the plural, a regular verb first ("hedge more {place}"). ``worth`` is the
    smallest difference worth the name, in ``unit`` (a share is a number from 0 to 1; prose prints it as a
    percentage). ``formula`` says how the value is computed; ``term`` is the codebook's word for what is counted.
    """

    label: str
    unit: str
    amount: str
    more: str
    worth: float
    formula: str
    term: str

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest possible value, in ``unit``."""
        return _BOUNDS.get(self.unit, (0, inf))


# The smallest difference worth the name (`worth`), chosen without sight of the articles' values:
#   shares    0.05: one word, or one sentence, in twenty
#   counts    2 per 1,000 words: one word in an article of 500; weighted 4: one strong word (weight 2) in 500
#   tone      0.05: VADER's own band of the neutral (Hutto and Gilbert 2014); TextBlob's scores are held to the same
#   certainty 0.2: one sentence in five moved by one grade
#   length    1 word per sentence
#   position  0.1: a tenth of the text
MEASURES: dict[str, Measure] = {
    "attributed_share": Measure(
        "words given to others", SHARE, "{} of the words", "give more of the words {place} to others", 0.05,
        "words of direct and indirect passages / words of the part", "voice"),
    "direct_share": Measure(
        "words in direct speech", SHARE, "{} of the words", "quote more of the words {place} directly", 0.05,
        "words of direct passages / words of the part", "voice: direct"),
    "indirect_share": Measure(
        "words in indirect speech", SHARE, "{} of the words", "report more of the words {place} indirectly", 0.05,
        "words of indirect passages / words of the part", "voice: indirect"),
    "loaded_per_1000": Measure(
        "loaded language", WEIGHTED_RATE, "a weight of {} per 1,000 words", "use more loaded language {place}", 4,
        "sum of the weights of loaded terms × 1,000 / words", "loaded language"),
    "loaded_hits_per_1000": Measure(
        "loaded terms", RATE, "{} loaded terms per 1,000 words", "use more loaded terms {place}", 2,
        "loaded terms × 1,000 / words", "loaded language"),
    "hedges_per_1000": Measure(
        "hedges", RATE, "{} hedges per 1,000 words", "hedge more {place}", 2,
        "hedges × 1,000 / words", "hedge"),
    "boosters_per_1000": Measure(
        "boosters", RATE, "{} boosters per 1,000 words", "boost more {place}", 2,
        "boosters × 1,000 / words", "booster"),
    "tone": Measure(
        "tone", POLARITY, "a mean tone of {}", "sound more positive {place}", 0.05,
        "mean tone of the sentences; by voice, word-weighted mean tone of the passages", "tone"),
    "textblob_polarity": Measure(
        "TextBlob's polarity", POLARITY, "a mean of {}", "score more positive {place} with TextBlob", 0.05,
        "mean polarity of the sentences", "sentiment"),
    "textblob_subjectivity": Measure(
        "TextBlob's subjectivity", SUBJECTIVITY, "a mean of {}", "score more subjective {place} with TextBlob", 0.05,
        "mean subjectivity of the sentences", "sentiment"),
    "vader_compound": Measure(
        "VADER's compound score", POLARITY, "a mean of {}", "score more positive {place} with VADER", 0.05,
        "mean compound score of the sentences", "sentiment"),
    "certainty": Measure(
        "certainty", CERTAINTY, "a mean certainty of {}", "sound more certain {place}", 0.2,
        "mean certainty of the sentences that have one", "certainty of a sentence"),
    "uncertain_share": Measure(
        "uncertain sentences", SHARE, "{} of the sentences", "leave more of the sentences {place} uncertain", 0.05,
        "uncertain sentences / sentences", "uncertainty"),
    "claims_per_1000": Measure(
        "downfall claims", RATE, "{} downfall claims per 1,000 words", "claim the downfall more often {place}", 2,
        "downfall claims × 1,000 / words", "downfall claim"),
    "claim_certainty": Measure(
        "certainty of the downfall", CERTAINTY, "a mean certainty of {}", "claim the downfall more surely {place}", 0.2,
        "mean certainty of the predicted downfall claims that have one", "downfall claim: certainty"),
    "claims_carried_share": Measure(
        "downfall claims carried by others", SHARE, "{} of the downfall claims",
        "leave more of the downfall claims {place} to others", 0.05,
        "downfall claims with a speaker / downfall claims", "downfall claim: speaker"),
    "words_per_sentence": Measure(
        "length of sentences", LENGTH, "{} words per sentence", "write longer sentences {place}", 1,
        "words / sentences", "word"),
}


def describe_measure(name: str) -> Measure:
    """Return a measure's description, also of a category of loaded language (``loaded_metaphor_per_1000``), of the tone
    towards a target (``tone_towards_the_west``), of a frame (``frame_game_share``, ``frame_game_first``), and of what
    was learnt from coded sentences (``learnt_blaming``).

    Raises
    ------
    UserError
        When there is no such measure.

    Examples
    --------
    >>> describe_measure("loaded_name_calling_per_1000").label
    'loaded language (name calling)'
    >>> describe_measure("tone_towards_the_west").label
    'tone towards the West'
    """
    category = re.fullmatch(r"loaded_(.+)_per_1000", name)
    framed = re.fullmatch(rf"frame_({'|'.join(FRAMES)})_(share|first)", name)
    if name in MEASURES:
        return MEASURES[name]
    if name.startswith(TOWARDS):
        target = " ".join(word if word in _SMALL_WORDS else word.title()
                          for word in name.removeprefix(TOWARDS).split("_"))
        return Measure(f"tone towards {target}", POLARITY, "a mean tone of {}", f"speak better of {target} {{place}}",
                       0.05, f"mean tone of the sentences towards each mention of {target}", "targeted tone")
    if name.startswith(LEARNT):
        learnt = name.removeprefix(LEARNT).replace("_", " ")
        return Measure(f"sentences learnt as “{learnt}”", SHARE, "{} of the sentences",
                       f"score higher {{place}} as “{learnt}”", 0.05,
                       "mean score of the sentences, the probability that a coder would say yes", "")
    if framed:
        return _describe_frame(framed[1].replace("_", " "), framed[2])
    if not category:
        raise UserError(f"'{name}' is no measure. Known are {', '.join(MEASURES)}, loaded_<category>_per_1000, "
                        f"{TOWARDS}<target>, frame_<frame>_share, frame_<frame>_first and {LEARNT}<name>.")
    kind = category[1].replace("_", " ")
    return Measure(f"loaded language ({kind})", WEIGHTED_RATE, "a weight of {} per 1,000 words",
                   f"use more loaded language ({kind}) {{place}}", 4,
                   f"sum of the weights of loaded terms of the category {kind} × 1,000 / words",
                   f"loaded language: {kind}")


def _describe_frame(frame: str, what: str) -> Measure:
    if what == "share":
        return Measure(f"sentences with the frame “{frame}”", SHARE, "{} of the sentences",
                       f"frame more of the sentences {{place}} as “{frame}”", 0.05,
                       f"sentences that carry the frame {frame} / sentences (by voice: that hold words of the voice)",
                       f"frame: {frame}")
    return Measure(f"first place of the frame “{frame}”", POSITION, "a first place at {}",
                   f"start with the frame “{frame}” later {{place}}", 0.1,
                   f"sentences before the first that carries the frame {frame} / sentences; undefined without one",
                   f"frame: {frame}")
