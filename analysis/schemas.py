"""Every table of the study: its columns, their types and what they mean.

Tables are tidy pandas DataFrames. ``start`` and ``end`` are character offsets into the canonical text, 0-based and
end-exclusive. A *word* is a token with at least one letter or digit. Undefined numbers are NaN, never 0; missing text
is the empty string. The README's column dictionary is printed from here (``describe_tables``).
"""

from __future__ import annotations

from dataclasses import dataclass

PARTS = ("headline", "standfirst", "caption", "furniture", "body")
PASSAGE_VOICES = ("direct", "indirect", "narration")
SENTENCE_VOICES = ("direct", "mixed", "indirect", "narration")
SPEAKER_KINDS = ("named", "role", "anonymous", "institution", "")
MECHANISMS = ("palace_coup", "military_coup", "uprising", "death_or_illness", "resignation", "defeat", "unspecified")
HORIZONS = ("now", "soon", "weeks", "months", "year", "later", "unstated")
CHOICES = ("analyser", "normalisation", "counting", "lexicon_variant", "voices", "headline", "denominator", "grouping")
FRAMES = ("problem", "cause", "judgement", "remedy", "inner_circle", "army", "people", "west", "succession", "nuclear",
          "personalisation", "game")
NAMING_FORMS = ("full_name", "surname", "title_and_surname", "first_name", "nickname", "role")


@dataclass(frozen=True)
class Column:
    """One column: its type (text, integer, number, flag), its meaning, and its allowed values if they are few."""

    kind: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """One table: what a row is, the columns in order, and the columns that sort it."""

    row: str
    key: tuple[str, ...]
    columns: dict[str, Column]


def _text(meaning: str, *values: str) -> Column:
    return Column("text", meaning, values)


def _integer(meaning: str) -> Column:
    return Column("integer", meaning)


def _number(meaning: str) -> Column:
    return Column("number", meaning)


def _flag(meaning: str) -> Column:
    return Column("flag", meaning)


_ARTICLE = {"article_id": _text("the article's short name, the key throughout")}
_SPAN = {"start": _integer("first character, 0-based, in the canonical text"),
         "end": _integer("one past the last character")}
_SENTENCE = {"sentence": _integer("the sentence's number in the article, 0-based")}
_PART = {"part": _text("where it stands in the article", *PARTS)}
_VOICE = {"voice": _text("whose words they are", *PASSAGE_VOICES)}

_BASELINES = {
    "sentence_length": "for the number of words", "textblob": "for TextBlob", "vader": "for VADER",
    "always_positive": "for always saying yes", "majority_class": "for always saying the commonest label",
    "direct_or_indirect": "for direct and indirect speech alone",
    "inside_marks": "for what stands inside quotation marks",
    "mark_or_verb": "for sentences with a quotation mark or a verb of reporting"}

_DIFFERENCE = {
    "unit": _text("unit of the means and the difference"),
    "group_a": _text("first group"),
    "group_b": _text("second group"),
    "n_a": _integer("articles with a defined value in the first group"),
    "n_b": _integer("articles with a defined value in the second group"),
    "mean_a": _number("mean over the first group's articles"),
    "mean_b": _number("mean over the second group's articles"),
    "difference": _number("mean_a − mean_b"),
}

SCHEMAS: dict[str, Schema] = {
    "articles": Schema("an article", ("article_id",), _ARTICLE | {
        "group": _text("the group it is compared in"),
        "outlet": _text("where it was published; empty when the copy does not say"),
        "outlet_type": _text("kind of outlet (tabloid, newspaper or magazine, entertainment site)"),
        "genre": _text("kind of article (news, opinion, commentary)"),
        "author": _text("author, where known"),
        "title": _text("title in the copy; empty when the copy has none"),
        "published": _text("date of publication, ISO 8601, as precise as is known"),
        "event": _text("the event it is about"),
        "constructed": _flag("true for texts written for this project"),
        "copy_note": _text("what is known of this copy"),
        "seen_at": _text("where the copy was seen"),
        "rights": _text("whose it is, and what may be done with it"),
        "sha256": _text("fingerprint of the canonical text (UTF-8); empty: the file named like the article is taken"),
        "n_chars": _integer("characters of the canonical text"),
        "n_words": _integer("words of headline, standfirst and body"),
    }),
    "sentences": Schema("a sentence", ("article_id", "sentence"), _ARTICLE | {
        "paragraph": _integer("the paragraph's number in the article, 0-based"),
    } | _SENTENCE | _SPAN | _PART | {
        "voice": _text("whose words it mostly is", *SENTENCE_VOICES),
        "n_words": _integer("words"),
        "textblob_polarity": _number("TextBlob's polarity of the normalised copy, −1..1"),
        "textblob_subjectivity": _number("TextBlob's subjectivity of the normalised copy, 0..1"),
        "vader_compound": _number("VADER's compound score of the normalised copy, −1..1"),
        "textblob_polarity_as_printed": _number("TextBlob's polarity of the text with its own marks, −1..1"),
        "vader_compound_as_printed": _number("VADER's compound score of the text with its own marks, −1..1"),
        "tone": _number("repaired tone, −1..1 (`framing explain` opens it); 0 where nothing judges, NaN if no word"),
        "loading": _number("what its loaded terms and weaker signs add / √words, 0 or more; NaN without a word"),
        "certainty": _number("1 doubtful, 2 possible, 3 likely or believed, 4 unmarked, 5 boosted; NaN for questions"),
        "uncertain": _flag("true when anything marks the sentence as not presented as fact"),
        "cues": _text("the words that set certainty and uncertain, in text order, joined by '; '"),
    }),
    "passages": Schema("a stretch of text in one part and one voice; together they tile the text",
                       ("article_id", "start"), _ARTICLE | _SPAN | _PART | _VOICE | {
        "speaker": _text("whose words, by the fullest name the article gives; empty for narration"),
        "speaker_kind": _text("kind of speaker", *SPEAKER_KINDS),
        "reporting_verb": _text("the verb or phrase that attributes the words, in the form used"),
        "stance": _text("what the reporting verb says of the words", "neutral", "endorsing", "distancing", ""),
        "n_words": _integer("words"),
        "tone": _number("word-weighted mean tone of the stretch's sentence pieces, −1..1; NaN without a word"),
        "rule": _text("the rule that drew it"),
    }),
    "mentions": Schema("words in quotation marks that are no statement", ("article_id", "start"), _ARTICLE | _SPAN | {
        "kind": _text("kind of mention", "title", "term", "nickname", "scare", "single word"),
    }),
    "names": Schema("a mention of a person by name or by a role that stands for one", ("article_id", "start"),
                    _ARTICLE | _SPAN | {
        "person": _text("whom it means, by the fullest name the article gives"),
        "form": _text("form of naming; a title before a first name (Sir Keir) is title_and_surname too", *NAMING_FORMS),
    } | _PART | _VOICE),
    "targets": Schema("a mention of a target (``targets.csv``), with the tone towards it",
                      ("article_id", "start", "target"), _ARTICLE | _SENTENCE | _SPAN | {
        "target": _text("the target's short name"),
        "alias": _text("the alias, or the person's full name, by which it is known"),
        "tone": _number("tone of the sentence towards it, −1..1"),
    } | _PART | _VOICE),
    "claims": Schema("a downfall claim: a sentence that predicts, denies or asks about a leader's fall, or hangs on it",
                     ("article_id", "sentence"), _ARTICLE | _SENTENCE | _SPAN | {
        "role": _text("what it does", "predicted", "condition"),
        "mechanism": _text("who or what removes the leader", *MECHANISMS),
        "polarity": _text("whether it says that the fall comes", "asserts", "denies", "open"),
        "conditional": _flag("true when it hangs on an if, unless, once or until"),
        "certainty": _number("1 doubtful to 5 certain, of the stated polarity; NaN for conditions and questions"),
        "horizon": _text("when", *HORIZONS),
    } | _PART | _VOICE | {
        "speaker": _text("who makes it, by the fullest name the article gives; empty for narration"),
        "speaker_kind": _text("kind of speaker", *SPEAKER_KINDS),
        "cues": _text("the words of the fall, in text order, joined by '; '"),
        "rule": _text("the rule that found it"),
    }),
    "matches": Schema("a lexicon entry found in a sentence", ("article_id", "start", "end", "lexicon", "category"),
                      _ARTICLE | _SENTENCE | _SPAN | {
        "lexicon": _text("the word list"),
        "category": _text("the entry's category"),
        "term": _text("the entry, as the list spells it"),
        "weight": _number("the entry's weight on the list's own scale"),
        "negated": _flag("true when a negation stands in its scope"),
    } | _PART | _VOICE | {"rule": _text("the entry or rule that made the row")}),
    "reuse": Schema("a stretch that two articles share", (
        "article_a", "article_b", "kind", "start_a", "start_b", "end_a", "end_b"), {
        "article_a": _text("the article that comes first in alphabetical order"),
        "start_a": _integer("first character of its stretch"),
        "end_a": _integer("one past the last character"),
        "article_b": _text("the other article"),
        "start_b": _integer("first character of its stretch"),
        "end_b": _integer("one past the last character"),
        "kind": _text("the same quotation, or a sentence that words the other anew", "quotation", "rewording"),
        "degree": _number("how much of it is the same, 0..1: words in order; for sentences 0 is what chance gives"),
    }),
    "frames": Schema("a frame that a sentence carries", ("article_id", "sentence", "frame"), _ARTICLE | _SENTENCE | {
        "frame": _text("the frame (``corpus/CODEBOOK.md``, section 6)", *FRAMES),
    } | _PART | {
        "voice": _text("whose words make it, by the first of them", *PASSAGE_VOICES),
        "rule": _text("the entries that made the row, joined by '; ', with the deed behind a group"),
    }),
    "scores": Schema("a sentence's score by a learnt measure", ("article_id", "measure", "sentence"),
                     _ARTICLE | _SENTENCE | _SPAN | _PART | {
        "voice": _text("whose words the sentence mostly is", *SENTENCE_VOICES),
        "measure": _text("the learnt measure, as study.toml names it"),
        "score": _number("the probability, 0..1, that a coder would say yes"),
    }),
    "word_counts": Schema("a word in one article and voice, headline and body only", ("article_id", "voice", "word"),
                          _ARTICLE | _VOICE | {
        "word": _text("the word, lower case"),
        "n": _integer("how often"),
    }),
    "measures": Schema("one measure of one article", ("article_id", "part", "voice", "measure"), _ARTICLE | {
        "part": _text("body, or headline (with standfirst)", "body", "headline"),
        "voice": _text("whose words, or all", *PASSAGE_VOICES, "all"),
        "measure": _text("the measure's name"),
        "value": _number("numerator over denominator, in the unit; NaN when the denominator is 0"),
        "unit": _text("unit of the value"),
        "numerator": _number("what was counted or summed"),
        "denominator": _number("per how many words or sentences"),
    }),
    "comparisons": Schema("one measure compared between two groups of articles",
                          ("grouping", "part", "voice", "measure", "group_a", "group_b"), {
        "measure": _text("the measure's name"),
        "part": _text("body or headline", "body", "headline"),
        "voice": _text("whose words, or all", *PASSAGE_VOICES, "all"),
        "grouping": _text("how the articles were grouped (as coded, or a sensitivity run)"),
    } | _DIFFERENCE | {
        "low": _number("lower end of the difference's 95% interval (Welch's); empty below six articles in a group"),
        "high": _number("upper end"),
        "cliffs_delta": _number("share of pairs with a above b minus share with a below b, −1..1"),
        "p": _number("share of all splits of the articles whose |difference| is at least the observed one"),
        "p_floor": _number("the lowest p that this many articles can reach"),
        "n_splits": _integer("number of splits"),
        "n_left_out": _integer("leave-one-article-out runs that were possible"),
        "n_sign_kept": _integer("runs among them in which the difference kept its sign"),
        "driver": _text("the article whose removal moves the difference most"),
        "q": _number("p adjusted for the measures of its grouping, part and voice; empty below six in a group"),
    }),
    "trends": Schema("one planned measure against the date of publication", ("number",), {
        "number": _integer("the measure's number in the plan"),
        "measure": _text("the planned measure's name"),
        "part": _text("body or headline", "body", "headline"),
        "voice": _text("whose words, or all", *PASSAGE_VOICES, "all"),
        "unit": _text("the unit of time", "day", "week", "month", "quarter", "year"),
        "n": _integer("articles with a value and a date precise enough"),
        "n_undated": _integer("articles with a value, left out because their date is missing or too coarse"),
        "n_periods": _integer("different periods among the dates"),
        "rho": _number("Spearman's rank correlation of value and period within groups, −1..1"),
        "slope": _number("Theil–Sen slope within groups, in the measure's unit per unit of time"),
        "p": _number("share of the orders of dates within groups whose |rho| is at least the observed one"),
        "p_floor": _number("the lowest p that these values and dates can reach"),
        "n_orders": _integer("number of orders"),
        "q": _number("p adjusted for the planned measures"),
    }),
    "specifications": Schema("one planned measure compared between the two groups in one defensible way",
                             ("number", *CHOICES), {
        "number": _integer("the measure's number in the plan"),
        "measure": _text("the planned measure's name"),
        "analyser": _text("who judges the tone; empty where no tone is asked for"),
        "normalisation": _text("which copy the analyser read; empty where it has none to choose from", "normalised",
                               "as printed", ""),
        "counting": _text("what is summed or counted; empty where there is no choice", "hits", "weights", "all claims",
                          "asserted claims", ""),
        "lexicon_variant": _text("which entries count; strong: weight 2 or more (hedges: 2 or less)",
                                 "all entries", "strong entries", "without the heaviest", ""),
        "voices": _text("whose words; unquoted: narration and indirect speech"),
        "headline": _text("whether the headline with its standfirst counts", "out", "in", "alone"),
        "denominator": _text("per what, where more than one could be defended"),
        "grouping": _text("how the articles were grouped (as coded, or a sensitivity run)"),
        "planned": _flag("true for the way that the plan fixed"),
    } | _DIFFERENCE | {
        "p": _number("share of all splits of the articles whose |difference| is at least the observed one"),
        "p_floor": _number("the lowest p that this many articles can reach"),
    }),
    "keywords": Schema("one word compared between two groups of articles, headline and body only",
                       ("voice", "word", "group_a", "group_b"), {
        "word": _text("the word, lower case; without a letter it has no row"),
        "voice": _text("whose words: all, or narration alone", "all", "narration"),
        "group_a": _text("first group"),
        "group_b": _text("second group"),
        "n_a": _integer("how often in the first group"),
        "n_b": _integer("how often in the second group"),
        "n_words_a": _integer("all words of the first group in that voice"),
        "n_words_b": _integer("all words of the second group in that voice"),
        "n_articles": _integer("in how many of the two groups' articles it stands"),
        "log_ratio": _number("log₂ of the ratio of relative frequencies, ½ added to each count; 1 is twice in a"),
        "log_ratio_low": _number("lower end of its 95% interval (Walter 1975), as if words were drawn one by one"),
        "log_ratio_high": _number("upper end"),
        "log_odds_z": _number("weighted log-odds, prior: both groups' counts (Monroe et al. 2008), in standard errors"),
        "keyness": _number("log-likelihood G² of word or other × group, 0 or more"),
        "p": _number("share of splits of the articles whose |difference of mean relative frequencies| is as large"),
        "p_log_ratio": _number("share of the same splits whose |log ratio| of summed counts is as large"),
        "p_log_odds": _number("share of the same splits whose |weighted log-odds| of summed counts is as large"),
        "p_floor": _number("the lowest value of each p that this many articles can reach"),
    }),
    "codings": Schema("one code given by one coder to one stretch",
                      ("article_id", "start", "end", "variable", "coder", "pass"), _ARTICLE | _SPAN | {
        "variable": _text("what was coded"),
        "value": _text("the code"),
        "coder": _text("who coded: A, B, or settled"),
        "pass": _integer("first or second pass; 3 where differences were settled"),
        "reason": _text("why a difference was settled so; empty elsewhere"),
    }),

    "validation": Schema("one figure of how far a measure can be trusted",
                         ("set", "instrument", "comparison", "category", "metric", "unit"), {
        "instrument": _text("the measure, or the coded variable"),
        "set": _text("the labelled set, or the corpus whose codings were compared"),
        "set_sha256": _text("fingerprint of the set's file, or of codings with the tables they are held against"),
        "comparison": _text("what was held against what", "labels", "coder A and B", "instrument and settled"),
        "category": _text("one value of the variable; empty for the whole"),
        "metric": _text("the figure's name (alpha, auc, f1, char_f1, …)"),
        "unit": _text("what n counts and the interval draws: row, text, sentence, span, judgement (frame × sentence)"),
        "n": _integer("how many"),
        "value": _number("the figure"),
        "low": _number("lower end of its 95% bootstrap interval"),
        "high": _number("upper end"),
    } | {f"baseline_{name}": _number(f"the same figure {meaning}") for name, meaning in _BASELINES.items()} | {
        "version": _text("the version of this package that measured it"),
    }),
}


def describe_tables() -> str:
    """Return the column dictionary of every table as Markdown."""
    lines = []
    for name, schema in SCHEMAS.items():
        lines += [f"**{name}**: a row is {schema.row}.", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {column} | {declared.kind} | {declared.meaning} |" for column, declared in schema.columns.items()]
        lines.append("")
    return "\n".join(lines)
