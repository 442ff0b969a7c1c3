"""Every table of the study: its columns, their types and what they mean.

Tables are tidy pandas DataFrames. ``start`` and ``end`` are character offsets into the canonical text, 0-based and
end-exclusive. A *word* is a token with at least one letter or digit. Undefined numbers are NaN, never 0; missing text
is the empty string. The README's column dictionary is printed from here (``describe_tables``).
"""

from __future__ import annotations

from analysis.columns import Schema, describe, flag, integer, number, text

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

_ARTICLE = {"article_id": text("the article's short name, the key throughout")}
_SPAN = {"start": integer("first character, 0-based, in the canonical text"),
         "end": integer("one past the last character")}
_SENTENCE = {"sentence": integer("the sentence's number in the article, 0-based")}
_PART = {"part": text("where it stands in the article", *PARTS)}
_VOICE = {"voice": text("whose words they are", *PASSAGE_VOICES)}

_BASELINES = {
    "sentence_length": "for the number of words", "textblob": "for TextBlob", "vader": "for VADER",
    "always_positive": "for always saying yes", "majority_class": "for always saying the commonest label",
    "direct_or_indirect": "for direct and indirect speech alone",
    "inside_marks": "for what stands inside quotation marks",
    "mark_or_verb": "for sentences with a quotation mark or a verb of reporting"}

_DIFFERENCE = {
    "unit": text("unit of the means and the difference"),
    "group_a": text("first group"),
    "group_b": text("second group"),
    "n_a": integer("articles with a defined value in the first group"),
    "n_b": integer("articles with a defined value in the second group"),
    "mean_a": number("mean over the first group's articles"),
    "mean_b": number("mean over the second group's articles"),
    "difference": number("mean_a − mean_b"),
}

SCHEMAS: dict[str, Schema] = {
    "articles": Schema("an article", ("article_id",), _ARTICLE | {
        "group": text("the group it is compared in"),
        "outlet": text("where it was published; empty when the copy does not say"),
        "outlet_type": text("kind of outlet (tabloid, newspaper or magazine, entertainment site)"),
        "genre": text("kind of article (news, opinion, commentary)"),
        "author": text("author, where known"),
        "title": text("title in the copy; empty when the copy has none"),
        "published": text("date of publication, ISO 8601, as precise as is known"),
        "event": text("the event it is about"),
        "constructed": flag("true for texts written for this project"),
        "copy_note": text("what is known of this copy"),
        "seen_at": text("where the copy was seen"),
        "rights": text("whose it is, and what may be done with it"),
        "sha256": text("fingerprint of the canonical text (UTF-8); empty: the file named like the article is taken"),
        "n_chars": integer("characters of the canonical text"),
        "n_words": integer("words of headline, standfirst and body"),
    }),
    "sentences": Schema("a sentence", ("article_id", "sentence"), _ARTICLE | {
        "paragraph": integer("the paragraph's number in the article, 0-based"),
    } | _SENTENCE | _SPAN | _PART | {
        "voice": text("whose words it mostly is", *SENTENCE_VOICES),
        "n_words": integer("words"),
        "textblob_polarity": number("TextBlob's polarity of the normalised copy, −1..1"),
        "textblob_subjectivity": number("TextBlob's subjectivity of the normalised copy, 0..1"),
        "vader_compound": number("VADER's compound score of the normalised copy, −1..1"),
        "textblob_polarity_as_printed": number("TextBlob's polarity of the text with its own marks, −1..1"),
        "vader_compound_as_printed": number("VADER's compound score of the text with its own marks, −1..1"),
        "tone": number("repaired tone, −1..1 (`framing explain` opens it); 0 where nothing judges, NaN if no word"),
        "loading": number("what its loaded terms and weaker signs add / √words, 0 or more; NaN without a word"),
        "certainty": number("1 doubtful, 2 possible, 3 likely or believed, 4 unmarked, 5 boosted; NaN for questions"),
        "uncertain": flag("true when anything marks the sentence as not presented as fact"),
        "cues": text("the words that set certainty and uncertain, in text order, joined by '; '"),
    }),
    "passages": Schema("a stretch of text in one part and one voice; together they tile the text",
                       ("article_id", "start"), _ARTICLE | _SPAN | _PART | _VOICE | {
        "speaker": text("whose words, by the fullest name the article gives; empty for narration"),
        "speaker_kind": text("kind of speaker", *SPEAKER_KINDS),
        "reporting_verb": text("the verb or phrase that attributes the words, in the form used"),
        "stance": text("what the reporting verb says of the words", "neutral", "endorsing", "distancing", ""),
        "n_words": integer("words"),
        "tone": number("word-weighted mean tone of the stretch's sentence pieces, −1..1; NaN without a word"),
        "rule": text("the rule that drew it"),
    }),
    "mentions": Schema("words in quotation marks that are no statement", ("article_id", "start"), _ARTICLE | _SPAN | {
        "kind": text("kind of mention", "title", "term", "nickname", "scare", "single word"),
    }),
    "names": Schema("a mention of a person by name or by a role that stands for one", ("article_id", "start"),
                    _ARTICLE | _SPAN | {
        "person": text("whom it means, by the fullest name the article gives"),
        "form": text("form of naming; a title before a first name (Sir Keir) is title_and_surname too", *NAMING_FORMS),
    } | _PART | _VOICE),
    "targets": Schema("a mention of a target (``targets.csv``), with the tone towards it",
                      ("article_id", "start", "target"), _ARTICLE | _SENTENCE | _SPAN | {
        "target": text("the target's short name"),
        "alias": text("the alias, or the person's full name, by which it is known"),
        "tone": number("tone of the sentence towards it, −1..1"),
    } | _PART | _VOICE),
    "claims": Schema("a downfall claim: a sentence that predicts, denies or asks about a leader's fall, or hangs on it",
                     ("article_id", "sentence"), _ARTICLE | _SENTENCE | _SPAN | {
        "role": text("what it does", "predicted", "condition"),
        "mechanism": text("who or what removes the leader", *MECHANISMS),
        "polarity": text("whether it says that the fall comes", "asserts", "denies", "open"),
        "conditional": flag("true when it hangs on an if, unless, once or until"),
        "certainty": number("1 doubtful to 5 certain, of the stated polarity; NaN for conditions and questions"),
        "horizon": text("when", *HORIZONS),
    } | _PART | _VOICE | {
        "speaker": text("who makes it, by the fullest name the article gives; empty for narration"),
        "speaker_kind": text("kind of speaker", *SPEAKER_KINDS),
        "cues": text("the words of the fall, in text order, joined by '; '"),
        "rule": text("the rule that found it"),
    }),
    "matches": Schema("a lexicon entry found in a sentence", ("article_id", "start", "end", "lexicon", "category"),
                      _ARTICLE | _SENTENCE | _SPAN | {
        "lexicon": text("the word list"),
        "category": text("the entry's category"),
        "term": text("the entry, as the list spells it"),
        "weight": number("the entry's weight on the list's own scale"),
        "negated": flag("true when a negation stands in its scope"),
    } | _PART | _VOICE | {"rule": text("the entry or rule that made the row")}),
    "reuse": Schema("a stretch that two articles share", (
        "article_a", "article_b", "kind", "start_a", "start_b", "end_a", "end_b"), {
        "article_a": text("the article that comes first in alphabetical order"),
        "start_a": integer("first character of its stretch"),
        "end_a": integer("one past the last character"),
        "article_b": text("the other article"),
        "start_b": integer("first character of its stretch"),
        "end_b": integer("one past the last character"),
        "kind": text("the same quotation, or a sentence that words the other anew", "quotation", "rewording"),
        "degree": number("how much of it is the same, 0..1: words in order; for sentences 0 is what chance gives"),
    }),
    "frames": Schema("a frame that a sentence carries", ("article_id", "sentence", "frame"), _ARTICLE | _SENTENCE | {
        "frame": text("the frame (``corpus/CODEBOOK.md``, section 6)", *FRAMES),
    } | _PART | {
        "voice": text("whose words make it, by the first of them", *PASSAGE_VOICES),
        "rule": text("the entries that made the row, joined by '; ', with the deed behind a group"),
    }),
    "scores": Schema("a sentence's score by a learnt measure", ("article_id", "measure", "sentence"),
                     _ARTICLE | _SENTENCE | _SPAN | _PART | {
        "voice": text("whose words the sentence mostly is", *SENTENCE_VOICES),
        "measure": text("the learnt measure, as study.toml names it"),
        "score": number("the probability, 0..1, that a coder would say yes"),
    }),
    "word_counts": Schema("a word in one article and voice, headline and body only", ("article_id", "voice", "word"),
                          _ARTICLE | _VOICE | {
        "word": text("the word, lower case"),
        "n": integer("how often"),
    }),
    "measures": Schema("one measure of one article", ("article_id", "part", "voice", "measure"), _ARTICLE | {
        "part": text("body, or headline (with standfirst)", "body", "headline"),
        "voice": text("whose words, or all", *PASSAGE_VOICES, "all"),
        "measure": text("the measure's name"),
        "value": number("numerator over denominator, in the unit; NaN when the denominator is 0"),
        "unit": text("unit of the value"),
        "numerator": number("what was counted or summed"),
        "denominator": number("per how many words or sentences"),
    }),
    "comparisons": Schema("one measure compared between two groups of articles",
                          ("grouping", "part", "voice", "measure", "group_a", "group_b"), {
        "measure": text("the measure's name"),
        "part": text("body or headline", "body", "headline"),
        "voice": text("whose words, or all", *PASSAGE_VOICES, "all"),
        "grouping": text("how the articles were grouped (as coded, or a sensitivity run)"),
    } | _DIFFERENCE | {
        "low": number("lower end of the difference's 95% interval (Welch's); empty below six articles in a group"),
        "high": number("upper end"),
        "cliffs_delta": number("share of pairs with a above b minus share with a below b, −1..1"),
        "p": number("share of all splits of the articles whose |difference| is at least the observed one"),
        "p_floor": number("the lowest p that this many articles can reach"),
        "n_splits": integer("number of splits"),
        "n_left_out": integer("leave-one-article-out runs that were possible"),
        "n_sign_kept": integer("runs among them in which the difference kept its sign"),
        "driver": text("the article whose removal moves the difference most"),
        "q": number("p adjusted for the measures of its grouping, part and voice; empty below six in a group"),
    }),
    "trends": Schema("one planned measure against the date of publication", ("number",), {
        "number": integer("the measure's number in the plan"),
        "measure": text("the planned measure's name"),
        "part": text("body or headline", "body", "headline"),
        "voice": text("whose words, or all", *PASSAGE_VOICES, "all"),
        "unit": text("the unit of time", "day", "week", "month", "quarter", "year"),
        "n": integer("articles with a value and a date precise enough"),
        "n_undated": integer("articles with a value, left out because their date is missing or too coarse"),
        "n_periods": integer("different periods among the dates"),
        "rho": number("Spearman's rank correlation of value and period within groups, −1..1"),
        "slope": number("Theil–Sen slope within groups, in the measure's unit per unit of time"),
        "p": number("share of the orders of dates within groups whose |rho| is at least the observed one"),
        "p_floor": number("the lowest p that these values and dates can reach"),
        "n_orders": integer("number of orders"),
        "q": number("p adjusted for the planned measures"),
    }),
    "specifications": Schema("one planned measure compared between the two groups in one defensible way",
                             ("number", *CHOICES), {
        "number": integer("the measure's number in the plan"),
        "measure": text("the planned measure's name"),
        "analyser": text("who judges the tone; empty where no tone is asked for"),
        "normalisation": text("which copy the analyser read; empty where it has none to choose from", "normalised",
                               "as printed", ""),
        "counting": text("what is summed or counted; empty where there is no choice", "hits", "weights", "all claims",
                          "asserted claims", ""),
        "lexicon_variant": text("which entries count; strong: weight 2 or more (hedges: 2 or less)",
                                 "all entries", "strong entries", "without the heaviest", ""),
        "voices": text("whose words; unquoted: narration and indirect speech"),
        "headline": text("whether the headline with its standfirst counts", "out", "in", "alone"),
        "denominator": text("per what, where more than one could be defended"),
        "grouping": text("how the articles were grouped (as coded, or a sensitivity run)"),
        "planned": flag("true for the way that the plan fixed"),
    } | _DIFFERENCE | {
        "p": number("share of all splits of the articles whose |difference| is at least the observed one"),
        "p_floor": number("the lowest p that this many articles can reach"),
    }),
    "keywords": Schema("one word compared between two groups of articles, headline and body only",
                       ("voice", "word", "group_a", "group_b"), {
        "word": text("the word, lower case; without a letter it has no row"),
        "voice": text("whose words: all, or narration alone", "all", "narration"),
        "group_a": text("first group"),
        "group_b": text("second group"),
        "n_a": integer("how often in the first group"),
        "n_b": integer("how often in the second group"),
        "n_words_a": integer("all words of the first group in that voice"),
        "n_words_b": integer("all words of the second group in that voice"),
        "n_articles": integer("in how many of the two groups' articles it stands"),
        "log_ratio": number("log₂ of the ratio of relative frequencies, ½ added to each count; 1 is twice in a"),
        "log_ratio_low": number("lower end of its 95% interval (Walter 1975), as if words were drawn one by one"),
        "log_ratio_high": number("upper end"),
        "log_odds_z": number("weighted log-odds, prior: both groups' counts (Monroe et al. 2008), in standard errors"),
        "keyness": number("log-likelihood G² of word or other × group, 0 or more"),
        "p": number("share of splits of the articles whose |difference of mean relative frequencies| is as large"),
        "p_log_ratio": number("share of the same splits whose |log ratio| of summed counts is as large"),
        "p_log_odds": number("share of the same splits whose |weighted log-odds| of summed counts is as large"),
        "p_floor": number("the lowest value of each p that this many articles can reach"),
    }),
    "codings": Schema("one code given by one coder to one stretch",
                      ("article_id", "start", "end", "variable", "coder", "pass"), _ARTICLE | _SPAN | {
        "variable": text("what was coded"),
        "value": text("the code"),
        "coder": text("who coded: A, B, or settled"),
        "pass": integer("first or second pass; 3 where differences were settled"),
        "reason": text("why a difference was settled so; empty elsewhere"),
    }),

    "validation": Schema("one figure of how far a measure can be trusted",
                         ("set", "instrument", "comparison", "category", "metric", "unit"), {
        "instrument": text("the measure, or the coded variable"),
        "set": text("the labelled set, or the corpus whose codings were compared"),
        "set_sha256": text("fingerprint of the set's file, or of codings with the tables they are held against"),
        "comparison": text("what was held against what", "labels", "coder A and B", "instrument and settled"),
        "category": text("one value of the variable; empty for the whole"),
        "metric": text("the figure's name (alpha, auc, f1, char_f1, …)"),
        "unit": text("what n counts and the interval draws: row, text, sentence, span, judgement (frame × sentence)"),
        "n": integer("how many"),
        "value": number("the figure"),
        "low": number("lower end of its 95% bootstrap interval"),
        "high": number("upper end"),
    } | {f"baseline_{name}": number(f"the same figure {meaning}") for name, meaning in _BASELINES.items()} | {
        "version": text("the version of this package that measured it"),
    }),
}


def describe_tables() -> str:
    """Return the column dictionary of every table as Markdown."""
    return describe(SCHEMAS)
