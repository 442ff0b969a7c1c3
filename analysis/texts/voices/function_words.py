"""Closed classes of English words that the rules of reporting are written in: auxiliaries, conjunctions, marks.

All in lower case, and cut as the tokeniser cuts them: "isn't" is "is" and "n't", "Ada's" is "ada" and "'s". A tuple
holds beginnings of words, for ``startswith``.
"""

from __future__ import annotations


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


# -- verbs ------------------------------------------------------------------------------------------------------------

# Forms of "be": before a past participle they make a passive ("is said"), before one in -ing a progressive.
BE = _list("is are was were be been 's")

# Forms that are finite and hardly ever anything else: with one, the words around it are a clause.
FINITE = _list("is are was were has have had will would could may might can must should shall does do did 's 'll 'd "
               "isn aren ca wo n't")

# The same without "'s", which may be a possessive.
SURELY_FINITE = FINITE - {"'s"}

# The past tense of irregular verbs, where it is hardly ever anything else ("put" and "read" may be present).
IRREGULAR_PAST = _list("became began brought broke built bought came caught chose did drew drove ate fell felt fought "
                       "flew forgave gave got went grew held hid kept knew laid led left lost made meant met paid ran "
                       "rose sang sank sat saw sent sold shook shot shrank slept spent spoke stole stood struck swore "
                       "swung taught threw thought told took wept woke won wore wrote")

# Words in -ed that are no past tense.
NOT_PAST = _list("need feed speed seed weed deed breed creed greed bleed proceed succeed exceed indeed hundred sacred "
                 "naked wicked beloved shed embed reed fred alfred wilfred manfred winifred ahmed mohammed muhammed "
                 "mohamed sayed")

# What may, must or had better be said was not said.
NOT_REPORTED = _list("need must should shall may might can could ca better best")

# What helps the main verb, with its negation.
AUXILIARIES = _list("has have had is are was were be been being will would may might can could must should do does did "
                    "not n't")

# Adverbs that stand among auxiliaries, but for those in -ly ("has long since said").
SHORT_ADVERBS = _list("also now then once again since never even just long later earlier often always still both "
                      "already only first ever soon yet")

# Participles of being perceived, between "be" and another participle ("was heard saying").
PERCEIVED = _list("seen heard overheard caught spotted shown filmed recorded quoted")

# What stands before "to" and an infinitive that did happen ("had to admit", "seemed to say", "went on to say").
BEFORE_INFINITIVE = _list("had has have appear appears appeared seem seems seemed go goes went on forced compelled "
                          "obliged used likely")

# -- verbs and nouns of reporting -------------------------------------------------------------------------------------

# Verbs that often take a clause without "that" ("she says the dam will hold").
SAYING = _list("say says said saying believe believes believed think thinks thought claim claims claimed "
               "insist insists insisted hope hopes hoped fear fears feared warn warns warned argue argues argued "
               "suspect suspects suspected add adds added")

# Of these, the ones that take nothing else: any words with a finite verb behind them are what was said.
ONLY_CLAUSES = _list("say says said saying believe believes believed think thinks thought insist insists insisted "
                     "argue argues argued allege alleges alleged testify testifies testified suspect suspects "
                     "suspected imply implies implied")

# Verbs that with "it" as their subject say how things look, and not what somebody says ("it showed that").
NOT_SAID_BY_IT = ("show", "prov", "demonstrat", "indicat", "suggest", "mean", "feel", "felt", "fear", "hope", "mak",
                  "made")

# Verbs that never stand before their subject: "“…,” said the clerk", but not "“…,” told the clerk".
NEVER_INVERTED = _list("told tells tell informs informed announced announces shows showed finds found proves proved")

# Verbs that take a person before "that" ("told the crowd that", "assured her that").
TAKES_A_PERSON = ("told", "tell", "inform", "remind", "warn", "assur", "reassur", "advis", "caution", "promis")

# Verbs that take a person and then "of" or "to" ("accused him of", "called on her to").
TAKES_OF_OR_TO = ("accus", "call", "urg", "order", "ask")

# Verbs that take a question ("asked if it rained").
TAKES_A_QUESTION = ("ask", "wonder")

# Verbs of reporting that in this form are nouns as often ("the claim she made").
NOUNS_TOO = _list("claim fear hope show")

# Participles of hearsay ("is said to", "it is feared that").
HEARSAY_VERBS = _list("said reported believed thought understood alleged rumoured rumored feared claimed considered "
                      "expected known")

# Of these, the ones that before "to" state a plan or a fact ("is expected to", "is known to").
NOT_HEARSAY_BEFORE_TO = _list("expected known considered")

# Adverbs that say how many hold a belief ("is widely believed to").
BY_MANY = _list("widely generally commonly broadly popularly")

# Nouns that take a reported clause ("the claim that", "rumours that").
REPORT_NOUNS = _list("claim claims report reports rumour rumours rumor rumors allegation allegations suggestion "
                     "suggestions warning warnings belief fear fears view statement argument insistence assertion "
                     "assertions prediction predictions speculation")

# Of these, the ones that keep away from what they report.
DISTANCING_NOUNS = ("claim", "alleg", "rumo", "insist", "assert")

# -- noun phrases -----------------------------------------------------------------------------------------------------

PERSONAL_PRONOUNS = _list("i we you he she it they")

OBJECT_PRONOUNS = _list("me us you him her it them")

# Determiners that may stand for people by themselves ("some say").
STANDS_FOR_PEOPLE = _list("some another")

POSSESSIVES = _list("my your his her its our their")

# Words without which a phrase names nobody: articles, possessives and the like.
DETERMINERS = POSSESSIVES | _list("the a an this 's of no any some another each every")

# What a noun phrase begins with, when it does not begin with its noun.
NOUN_PHRASE_STARTS = POSSESSIVES | _list("the a an some any many most few no all both every each another other")

# Pronouns that a clause may begin with as its subject.
PRONOUN_SUBJECTS = PERSONAL_PRONOUNS | _list("there this that these those what who nobody everyone no-one")

# Whoever is meant by one of these before "who" is nobody in particular ("those who say").
ANYBODY = _list("those people anyone everyone anybody everybody one somebody someone all any")

# Subjects whose saying is the writer's own, everybody's or nobody's ("I think", "one might say", "let me say").
OWN_VOICE = _list("i we you one everyone everybody nobody who which to let that")

# -- between clauses --------------------------------------------------------------------------------------------------

# Marks that a noun phrase does not run over.
BOUNDARIES = _list(", ; : – — -- - ( ) \" .")

DASHES = _list("– —")

# Words that join clauses, on one level or below another.
CONJUNCTIONS = _list("and but as while because although though when or yet so after since")

# What a clause that is reported without "that" may begin with.
CLAUSE_STARTS = PRONOUN_SUBJECTS | _list("if when while although though since unless once until even")

# Words that begin a clause inside a sentence, "who" excepted: it goes on with a subject ("a clerk who has fled said").
RELATIVES = _list("which that where what how why")

# A report that hangs on one of these was not made ("if he says", "unless they admit").
HYPOTHETICAL = _list("if unless whether having let")

# -- prepositions and times -------------------------------------------------------------------------------------------

# A word behind one of these is no verb with a subject of its own ("accused of saying", "to comment on reports").
PREPOSITIONS = _list("for without of in with by at from under over on about into against among through")

# Prepositions that behind a verb lead to a place or an object ("said in Rome"); others may begin what was said
# ("said over forty were hurt").
LEADS_TO_OBJECT = _list("of in by for to at from with")

# How what goes on behind a verb that follows its words begins: a place, a time, an occasion ("…, he said on Monday").
AFTER_A_TAG = _list("on in at last yesterday today this during by after before when as from via later earlier while")

# Words behind which no reported clause begins, though it may have begun before them ("said as he left").
LEADS_ASIDE = _list("after before when as while until since because that which who where whom if")

WEEKDAYS = _list("monday tuesday wednesday thursday friday saturday sunday")

# How a time between the verb and what is reported begins ("said last week the dam would break").
TIME_OPENERS = WEEKDAYS | _list("last yesterday today earlier late early repeatedly again")

# The words of such a time.
TIME_WORDS = TIME_OPENERS | _list("on this next also week month year night morning afternoon evening weekend")
