"""Why a sentence scores as it does: for every score the words, what they add, the rule, and the sum."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from analysis.comparison.validation.instruments import ReadSentence, read_sentences
from analysis.files import UserError
from analysis.instruments.certainty import UNSURE, is_doubt
from analysis.instruments.loading import find_signs
from analysis.instruments.readings import trace_text
from analysis.instruments.signs import Sign
from analysis.instruments.targeted import COMMON_PRAISE, find_pulls
from analysis.instruments.tone import find_judgements
from analysis.instruments.uncertainty import find_open_words
from analysis.presentation.rulings import explain_claim, explain_frames
from analysis.study import LEXICONS, Study, measure_text
from analysis.texts.names.targets import COLUMNS as TARGET_COLUMNS
from analysis.texts.names.targets import LEADER

COLUMNS = ["sentence", "measure", "words", "value", "why"]
_LEXICONS = ("loaded_language", "hedges", "boosters", "tone", "deeds")
_FEW = 100  # characters of a passage that are shown


def explain_text(text: str, towards: Sequence[str] = (), leader: str = "") -> pd.DataFrame:
    """Explain the scores of each sentence of a short text.

    Parameters
    ----------
    text : str
        A sentence or a few.
    towards : sequence of str
        Words in it that name somebody, to explain the tone towards; capitals count.
    leader : str
        Words in it that name the leader whose fall may be claimed; without them the first of ``towards`` is taken.

    Returns
    -------
    DataFrame
        sentence (0-based) · measure (voice, loading, certainty, uncertain, tone, tone towards …, frame …, frames,
        claim, claim mechanism …) · words (empty in the row that gives the score itself) · value · why (the rule, and
        how the score comes from the words). Words come before the score that they make. A sentence without a word has
        no rows but those of its voice. Without a leader a claim is neither found nor ruled out, and "–".

    Raises
    ------
    UserError
        When the text holds no word, or does not hold the words that name somebody.

    Examples
    --------
    >>> rows = explain_text("They must not go.")
    >>> rows.loc[rows.measure == "loading", ["words", "value"]].values.tolist()
    [['must', '1'], ['not', '0.5'], ['', '0.75']]
    """
    if not any(character.isalnum() for character in text):
        raise UserError('There is no word to explain. Give a sentence in quotation marks: framing explain "He may go".')
    names, leads = [*dict.fromkeys([*towards, *([leader] if leader else [])])], leader or next(iter(towards), "")
    targets = pd.DataFrame([[f"target_{number}", words, words, words == leads] for number, words in enumerate(names)],
                           columns=[*TARGET_COLUMNS, LEADER])
    study = measure_text(text, targets=targets)
    unnamed = [words for words in names if words not in {*study.targets["alias"]}]
    if unnamed:
        raise UserError(f"The text does not name “{unnamed[0]}”. Give words that stand in it, with the same capitals.")
    readings = {reading.tokens[0].start: reading for reading in read_sentences(text, _LEXICONS)}
    traces = trace_text(text, {name: study.lexicons[name] for name in LEXICONS}, targets)
    rows: list[tuple[int, str, str, str, str]] = []
    for number, sentence in enumerate(study.sentences.to_dict("records")):
        rows += [(number, *row) for row in _explain_voice(study, text, sentence)]
        reading = readings.get(sentence["start"])
        if reading is not None:
            rows += [(number, *row) for explain in (_explain_loading, _explain_certainty, _explain_tone)
                     for row in explain(sentence, reading)]
            named = study.targets[(study.targets["sentence"] == sentence["sentence"])
                                  & study.targets["alias"].isin(towards)]
            rows += [(number, *row) for mention in named.itertuples() for row in _explain_target(mention, reading)]
            trace = traces.claims[number] if traces.claims else None
            rows += [(number, *row) for row in explain_frames(traces.frames[number], traces.person)]
            rows += [(number, *row) for row in explain_claim(trace, reading.tokens, text)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _explain_voice(study: Study, text: str, sentence: dict):
    inside = study.passages[(study.passages["start"] < sentence["end"]) & (study.passages["end"] > sentence["start"])]
    for passage in inside.itertuples():
        start, end = max(passage.start, sentence["start"]), min(passage.end, sentence["end"])
        words = " ".join(text[start:end].split())
        by = f"; {passage.speaker} ({passage.speaker_kind})" if passage.speaker else ""
        verb = f" “{passage.reporting_verb}”, {passage.stance}" if passage.reporting_verb else ""
        yield "voice", words[:_FEW] + "…" * (len(words) > _FEW), passage.voice, f"{passage.rule}{verb}{by}"


def _explain_loading(sentence: dict, reading: ReadSentence):
    signs, categories = find_signs(reading.tokens, reading.matches), {
        m.start: m.category for m in reading.matches if m.lexicon in ("loaded_language", "boosters")}
    for sign in signs:
        category = f", {categories[sign.start]}" if sign.start in categories else ""
        yield "loading", sign.words, _write(sign.adds), f"{sign.kind}{category}"
    total = _write(sum(sign.adds for sign in signs))
    yield "loading", "", _write(sentence["loading"]), f"{total} / √{len(reading.words)} words"


def _explain_certainty(sentence: dict, reading: ReadSentence):
    for match in sorted(m for m in reading.matches if m.lexicon in ("hedges", "boosters")):
        negated = ", negated" if match.negated else ""
        grade = (f"leaves grade {_write(match.weight)}" if match.lexicon == "hedges"
                 else f"doubt: leaves grade {_write(UNSURE)}" if is_doubt(match) else "raises to grade 5")
        no_grade = match.lexicon == "hedges" and match.category == "approximator"
        effect = "blurs a figure, sets no grade" if no_grade else grade
        yield "certainty", match.term, _write(match.weight), f"{match.lexicon}: {match.category}{negated}; {effect}"
    grade = sentence["certainty"]
    why = "a question has no grade" if math.isnan(grade) else (
        f"set by: {sentence['cues']}" if sentence["cues"] else "nothing marks it: grade 4")
    yield "certainty", "", _write(grade), why
    for match in find_open_words(reading.words, reading.matches):
        yield "uncertain", match.term, "yes", f"uncertainty: {match.category}; less than fact, sets no grade"
    yield "uncertain", "", "yes" if sentence["uncertain"] else "no", (
        "something marks it as less than fact" if sentence["uncertain"] else "it is presented as fact")


def _explain_tone(sentence: dict, reading: ReadSentence):
    signs = find_judgements(reading.tokens, reading.matches, reading.text)
    yield from _list_signs("tone", signs)
    total = sum(sign.adds for sign in signs)
    others = ", ".join(f"{name} {_write(sentence[column])}" for name, column in (
        ("TextBlob", "textblob_polarity"), ("VADER", "vader_compound")))
    yield "tone", "", _write(sentence["tone"]), f"{_write(total)} / √({_write(total)}² + 15); unrepaired: {others}"


def _explain_target(mention, reading: ReadSentence):
    measure = f"tone towards {mention.alias}"
    pulls = find_pulls(reading.tokens, reading.matches, mention.start, mention.end, reading.text)
    yield from _list_signs(measure, pulls)
    total = sum(pull.adds for pull in pulls) - (COMMON_PRAISE if pulls else 0)
    less = f"sum less {COMMON_PRAISE} that praise is common: " if pulls else ""
    yield measure, "", _write(mention.tone), f"{less}{_write(total)} / √({_write(total)}² + 15)"


def _list_signs(measure: str, signs: list[Sign]):
    for sign in signs:
        yield measure, sign.words, _write(sign.adds), sign.kind + (f", {sign.effect}" if sign.effect else "")


def _write(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3g}".replace("-", "−")
