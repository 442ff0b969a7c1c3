"""Closed classes of English words that the rules of reporting are written in: auxiliaries, conjunctions, marks."""

FINITE = set("is are was were has have had will would could may might can must should shall does do did 's 'll 'd "
              "isn aren ca wo n't".split())
PRONOUN_SUBJECTS = set("he she they it there i we you this these those that what who nobody everyone no-one".split())
CLAUSE_STARTS = PRONOUN_SUBJECTS | {"if", "when", "while", "although", "since", "even", "although"}
AUXILIARIES = set("has have had is are was were be been being also now then once again since will would could may might can "
                  "must should do does did not n't never even just long later earlier often always still both".split())
ADVERBS = {"already", "fully", "duly", "only", "best", "seen", "heard", "caught", "filmed", "quoted", "recorded", "first", "even"}
NOT_REPORTED = {"need", "must", "should", "shall", "may", "might", "can", "could", "ca"}  # what may be said was not said
NEVER_INVERTED = set("told tells tell informs informed announced announces shows showed finds found proves proved".split())
AFTER_A_TAG = set("on in at last yesterday today this during by after before when as from via later earlier while".split())
SAYING = set("said says say saying believes believe believed thinks think thought claims claim claimed insists insist insisted "
              "hopes hope hoped fears fear feared warns warn warned argues argue argued suspects adds added".split())
OWN_VOICE = {"i", "we", "you", "one", "everyone", "everybody", "nobody", "who", "which", "to", "let", "it", "that"}
BOUNDARIES = {",", ";", ":", "–", "—", "--", "(", ")", '"', ".", "-"}
CONJUNCTIONS = {"and", "but", "as", "while", "because", "although", "though", "when", "or", "yet", "so", "after", "since"}
RELATIVES = {"which", "that", "where", "what", "how", "why"}
DETERMINERS = {"the", "a", "an", "this", "his", "her", "their", "its", "'s", "of", "no", "any", "some", "another"}
PREPOSITIONS = {"for", "without", "of", "in", "with", "by", "at", "from", "under", "over"}
BEFORE_INFINITIVE = {"had", "has", "have", "appeared", "seemed", "went", "on", "forced"}
TAKES_A_PERSON = ("told", "tell", "inform", "remind", "warn", "assur", "advis", "caution", "promis")
REPORT_NOUNS = set("claim claims report reports rumour rumours rumor rumors allegation allegations suggestion suggestions "
                    "warning warnings belief fear fears view statement argument insistence assertion assertions "
                    "prediction predictions speculation".split())
HEARSAY_VERBS = set("said reported believed thought understood alleged rumoured rumored feared claimed considered "
                     "expected known".split())
BE = {"is", "are", "was", "were", "be", "been", "'s"}
