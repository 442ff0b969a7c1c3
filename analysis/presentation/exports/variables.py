"""Every variable of a study in one list: columns of tables, measures, and what was coded by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.freezing import ASKED_TABLES, DERIVED_TABLES
from analysis.instruments.readings import BASE_TABLES
from analysis.schemas import FRAMES, HORIZONS, MECHANISMS, PARTS, SCHEMAS, SENTENCE_VOICES, SPEAKER_KINDS
from analysis.study import Study

COLUMNS = ("table", "column", "type", "unit", "meaning", "values")
_UNITS = {
    "characters": "start end n_chars start_a end_a start_b end_b",
    "words": "n_words n_words_a n_words_b",
    "articles": "n_articles",
    "−1..1": "textblob_polarity vader_compound tone cliffs_delta",
    "0..1": "textblob_subjectivity degree p p_floor q",
    "grade 1..5": "certainty",
    "splits": "n_splits",
    "runs": "n_left_out n_sign_kept",
    "times": "n",
    "as the column unit says": "value mean_a mean_b difference low high",
}
_UNIT_OF = {column: unit for unit, columns in _UNITS.items() for column in columns.split()}
_UNIT_IN = {("comparisons", "n_a"): "articles", ("comparisons", "n_b"): "articles",
            ("specifications", "n_a"): "articles", ("specifications", "n_b"): "articles",
            ("keywords", "n_a"): "times", ("keywords", "n_b"): "times", ("codings", "value"): "",
            ("validation", "n"): "as the column unit says", ("validation", "value"): "the metric's own",
            ("validation", "low"): "the metric's own", ("validation", "high"): "the metric's own"}
_GRADES = tuple("12345")


@dataclass(frozen=True)
class Coded:
    """A variable of the codebook: its section there, its meaning, and its values where they are a closed list.

    ``numeric`` values are numbers; ``values`` then lists the words that may stand instead.
    """

    section: int
    meaning: str
    values: tuple[str, ...] = ()
    numeric: bool = False

    def allows(self, value: str) -> bool:
        """Whether a value is one of the codebook's.

        Examples
        --------
        >>> describe_coded("certainty").allows("question"), describe_coded("tone_gale").allows("glad")
        (True, False)
        """
        if value in self.values:
            return True
        return _is_number(value) if self.numeric else not self.values


CODED = {
    "part": Coded(1, "where the sentence stands in the article", PARTS),
    "voice": Coded(2, "whose words the sentence mostly is", SENTENCE_VOICES),
    "speaker": Coded(2, "whose words the sentence is, by the fullest name the article gives"),
    "speaker_kind": Coded(2, "kind of speaker of the sentence", SPEAKER_KINDS),
    "passage_voice": Coded(2, "whose words the stretch is", ("direct", "indirect")),
    "passage_speaker": Coded(2, "whose words the stretch is, by the fullest name the article gives"),
    "passage_speaker_kind": Coded(2, "kind of speaker of the stretch", SPEAKER_KINDS),
    "mention": Coded(2, "words in quotation marks that are no statement",
                     ("title", "term", "nickname", "scare", "single word", "single")),
    "claim": Coded(3, "what the sentence does with a downfall claim", ("predicted", "condition")),
    "claim_mechanism": Coded(3, "who or what removes the leader", MECHANISMS),
    "claim_polarity": Coded(3, "whether the claim says that the fall comes", ("asserts", "denies", "open")),
    "claim_conditional": Coded(3, "whether the claim hangs on an if, unless, once or until", ("true", "false")),
    "claim_certainty": Coded(3, "how certain the claim's words are, 1 doubtful to 5 certain", _GRADES),
    "claim_horizon": Coded(3, "when the fall is to come", HORIZONS),
    "claim_unclear": Coded(3, "how a borderline sentence was decided", ("claim", "no claim")),
    "hedge": Coded(4, "words that weaken the commitment, by kind"),
    "booster": Coded(4, "words that strengthen the commitment", ("booster",)),
    "uncertainty": Coded(4, "whether anything marks the sentence as not presented as fact", ("0", "1")),
    "certainty": Coded(4, "how certain the sentence is, 1 doubtful to 5 boosted", (*_GRADES, "question")),
    "loaded": Coded(5, "words that carry a judgement: category, a colon, and weight 1 to 3"),
    "tone": Coded(7, "tone of the sentence, −1..1", numeric=True),
    "unclear": Coded(8, "what the coder was unsure of, in words"),
}


def describe_coded(variable: str) -> Coded | None:
    """Return the codebook's entry for a variable, also for a frame or a target; None where it has none.

    Examples
    --------
    >>> describe_coded("frame_game").values, describe_coded("weather")
    (('yes', 'no'), None)
    """
    if variable.removeprefix("frame_") in FRAMES and variable.startswith("frame_"):
        return Coded(6, f"whether the sentence carries the frame {variable.removeprefix('frame_')}", ("yes", "no"))
    if variable.startswith("tone_"):
        return Coded(7, f"tone of the sentence towards {variable.removeprefix('tone_').replace('_', ' ')}, −1..1",
                     numeric=True)
    return CODED.get(variable)


def describe_variables(study: Study) -> pd.DataFrame:
    """List every variable of the study's tables, measures and codings.

    Returns
    -------
    DataFrame
        table, column, type, unit, meaning, values (joined by '; '). A measure is ``measure=NAME`` of the table
        measures, a coded variable ``variable=NAME`` of the table codings.
    """
    rows = [(table, column, declared.kind, find_unit(table, column), declared.meaning,
             "; ".join(value or "(empty)" for value in declared.values))
            for table in ("articles", *BASE_TABLES, *DERIVED_TABLES, *ASKED_TABLES, "validation", "codings")
            for column, declared in SCHEMAS[table].columns.items()]
    for name, unit in study.measures.groupby("measure")["unit"].first().items():
        described = describe_measure(str(name))
        rows.append(("measures", f"measure={name}", "number", unit, f"{described.label}: {described.formula}", ""))
    for name, values in study.codings.groupby("variable")["value"]:
        coded = describe_coded(str(name)) or Coded(0, "not in corpus/CODEBOOK.md")
        where = f" (corpus/CODEBOOK.md, section {coded.section})" if coded.section else ""
        listed = coded.values if coded.values and not coded.numeric else _list_few(values)
        rows.append(("codings", f"variable={name}", "number" if coded.numeric else "text",
                     "−1..1" if coded.numeric else "", coded.meaning + where,
                     "; ".join(value or "(empty)" for value in listed)))
    return pd.DataFrame(rows, columns=[*COLUMNS])


def find_unit(table: str, column: str) -> str:
    """Say in what a column is counted or measured; empty for text, flags and plain numbers.

    Examples
    --------
    >>> find_unit("sentences", "start"), find_unit("keywords", "n_a"), find_unit("articles", "title")
    ('characters', 'times', '')
    """
    return _UNIT_IN.get((table, column), _UNIT_OF.get(column, ""))


def _list_few(values: pd.Series) -> list[str]:
    found = sorted(values.unique())
    return found if len(found) <= 20 else []


def _is_number(value: str) -> bool:
    try:
        return abs(float(value)) <= 1
    except ValueError:
        return False
