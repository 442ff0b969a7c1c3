"""Closed classes of English words that the rules of reporting are written in: auxiliaries, conjunctions, marks.

All in lower case, and cut as the tokeniser cuts them: "isn't" is "is" and "n't", "Ada's" is "ada" and "'s".
"""

from __future__ import annotations


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


# -- verbs ------------------------------------------------------------------------------------------------------------

# Forms of "be": before a participle they make a passive ("is said") or a progressive ("was saying").
BE = _list("is are was were be been 's")

# A finite verb makes a clause of the words around it; these are the finite forms that no other part of speech shares.
FINITE = _list("is are was were has have had will would could may might can must should shall does do did 's 'll 'd "
               "isn aren ca wo n't")

# The same without "'s", which may be a possessive.
SURELY_FINITE = FINITE - {"'s"}

# What may be said, must be said or need not be said was not said.
NOT_REPORTED = _list("need must should shall may might can could ca")

# Auxiliaries, negation, and the adverbs that stand among them without the ending -ly ("had long since said").
AUXILIARIES = _list("has have had is are was were be been being will would may might can could must should do does did "
                    "not n't also now then once again since never even just long later earlier often always still both "
                    "already only first best")

# Verbs of being perceived, between "be" and a participle ("was heard saying", "was filmed telling").
PERCEIVED = _list("seen heard caught filmed quoted recorded")

# What stands before "to" and an infinitive that did happen ("had to admit", "seemed to say", "went on to say").
BEFORE_INFINITIVE = _list("had has have appeared seemed went on forced")

# -- verbs of reporting -----------------------------------------------------------------------------------------------

# Verbs that often take a clause without "that" ("she says the dam will hold").
SAYING = _list("said says say saying believes believe believed thinks think thought claims claim claimed insists "
               "insist insisted hopes hope hoped fears fear feared warns warn warned argues argue argued "
               "suspects adds added")

# Verbs that do not stand before their subject: "“…,” said X", but never "“…,” told X".
NEVER_INVERTED = _list("told tells tell informs informed announced announces shows showed finds found proves proved")

# How verbs begin that take a person before "that" ("told the crowd that", "assured her that").
TAKES_A_PERSON = ("told", "tell", "inform", "remind", "warn", "assur", "advis", "caution", "promis")

# How verbs begin that take a person and then "of" or "to" ("accused him of", "called on her to").
TAKES_OF_OR_TO = ("accus", "call", "urg", "order", "ask")

# Participles of hearsay ("is said to", "it is feared that").
HEARSAY_VERBS = _list("said reported believed thought understood alleged rumoured rumored feared claimed considered "
                      "expected known")

# Of these, the ones that before "to" state a plan or a fact ("is expected to", "is known to").
NOT_HEARSAY_BEFORE_TO = _list("expected known considered")

# Nouns that take a reported clause ("the claim that", "rumours that").
REPORT_NOUNS = _list("claim claims report reports rumour rumours rumor rumors allegation allegations suggestion "
                     "suggestions warning warnings belief fear fears view statement argument insistence assertion "
                     "assertions prediction predictions speculation")

# How those begin that keep away from what they report.
DISTANCING_NOUNS = ("claim", "alleg", "rumo", "insist", "assert")

# Bare verbs of reporting that are nouns as often.
NOUNS_TOO = _list("report claim state rule fear hope")

# -- subjects ---------------------------------------------------------------------------------------------------------

PERSONAL_PRONOUNS = _list("i we you he she it they")

# Pronouns that a clause may begin with as its subject.
PRONOUN_SUBJECTS = PERSONAL_PRONOUNS | _list("there this that these those what who nobody everyone no-one")

# What a reported clause without "that" may begin with, besides a noun phrase.
CLAUSE_STARTS = PRONOUN_SUBJECTS | _list("if when while although since even")

# Subjects whose saying is the writer's own, everybody's or nobody's ("I think", "one might say", "it says").
OWN_VOICE = _list("i we you one everyone everybody nobody who which to let it that")

# A report that hangs on one of these was not made ("if he says", "unless they admit").
HYPOTHETICAL = _list("if unless whether having let")

# Articles, possessives and what else may stand before a noun.
DETERMINERS = _list("the a an this his her their its 's of no any some another")

POSSESSIVES = _list("his her their")

# -- between clauses --------------------------------------------------------------------------------------------------

# Marks that a noun phrase does not run over.
BOUNDARIES = _list(", ; : – — -- - ( ) \" .")

DASHES = _list("– —")

CONJUNCTIONS = _list("and but as while because although though when or yet so after since")

RELATIVES = _list("which that where what how why")

PREPOSITIONS = _list("for without of in with by at from under over on about into against among through")

# What may go on after a verb that follows its words: place, time, occasion ("…, he said on Tuesday").
AFTER_A_TAG = _list("on in at last yesterday today this during by after before when as from via later earlier while")

# Words of a time between the verb and what is reported ("said last week the dam …").
TIME_WORDS = _list("last this week on also yesterday")

# How such a time begins.
TIME_OPENERS = _list("last on yesterday")
