"""A seeded rewording machine in three strengths, as sites that copy news use one: pairs to develop on.

It does what was seen in such copies: most content words give way to odd synonyms, while names, numbers, marks and the
order of the sentences stay. All words are ours.
"""

import random
import re

from analysis.texts.tokens import split_sentences

_SYNONYMS = {word: other for word, other in (pair.split(":") for pair in """
abandon:relinquish announced:proclaimed announcement:proclamation annexation:takeover annexed:appropriated
appointed:designated army:soldiery arrived:turned beating:defeating began:commenced believe:reckon believes:reckons
better:superior bill:invoice blame:fault blown:blasted bonds:securities bread:loaf broadcast:telecast
burning:smouldering cabinet:ministry called:named cameras:lenses candidate:contender captured:seized
career:profession caution:prudence certain:positive chance:likelihood chaos:mayhem chapter:section
checkpoints:roadblocks choice:selection city:metropolis clear:plain colleague:associate completed:finalised
condemned:denounced confidence:trust confusion:bewilderment conspiracy:plot contained:included country:nation
crash:collapse crisis:emergency crossed:traversed crowds:throngs dead:lifeless declared:pronounced defeat:loss
despot:autocrat difficult:tough diplomat:envoy discontent:displeasure discussing:debating dismissed:fired
dying:perishing early:initial east:orient economist:financier elected:chosen elite:aristocracy empty:vacant
end:finish ended:concluded entered:penetrated equipment:gear exchange:swap excuse:pretext experiment:trial
explaining:clarifying face:confront faith:belief fall:tumble fear:dread fell:dropped fire:blaze forces:legions
former:erstwhile furious:irate general:basic generals:commanders ghost:phantom glue:adhesive gone:departed
government:administration grandmother:granny growth:expansion guns:rifles hands:palms hiding:concealing
hours:moments house:dwelling hugged:embraced humiliation:embarrassment independently:autonomously ink:dye
insiders:confidants intervened:interceded invading:attacking invasion:incursion joy:delight kettle:teapot
kings:monarchs laboratory:workshop large:sizeable lawmaker:legislator leader:chief left:departed letter:missive
lock:bolt looking:seeming lose:forfeit lost:misplaced love:affection making:creating market:bazaar men:fellows
mistake:error money:cash months:weeks morning:dawn mortgages:loans narrow:tight nation:people nerve:courage
office:bureau opposition:resistance orderly:tidy party:faction patience:endurance people:folks plan:scheme
plotters:schemers position:stance pound:sterling power:authority predicted:forecast prepared:readied
presented:offered pressure:strain previous:prior prize:trophy quarrel:dispute question:query quietly:silently
rebels:insurgents record:document region:province reckless:careless regional:provincial replacement:substitute
rescue:salvage researcher:investigator resident:inhabitant residents:inhabitants resignation:departure resigned:quit
retreat:withdrawal retired:superannuated river:stream rout:trouncing rule:reign ruler:sovereign sacked:axed
scale:magnitude school:academy scuttled:scampered shambles:muddle short:brief slim:slender smell:odour
soldier:trooper soldiers:troopers spring:springtime square:plaza staked:wagered state:condition
statement:declaration status:standing stormed:raged successor:heir supported:backed surely:certainly
survival:endurance survive:outlive survived:outlived swept:brushed tanks:panzers tax:levy telephone:phone
television:TV term:tenure throne:seat throwing:hurling took:grabbed troops:troopers truthful:honest tsar:emperor
unchanged:unaltered unlikely:improbable untenable:indefensible verified:confirmed voice:tone vote:ballot
voting:balloting walk:stroll warned:cautioned watched:observed weak:feeble wild:savage withdrawal:pullout
withdrawn:retracted woke:awakened year:twelvemonth
""".split())}

# Odd words for all the others, by the ending that they keep.
_ODD = {ending: words.split() for ending, words in {
    "ing": "gleaning tallying shuffling dwindling mustering pondering nudging wobbling",
    "ed": "gleaned tallied shuffled dwindled mustered pondered nudged wobbled",
    "ly": "briskly dourly meekly wryly stoutly glibly",
    "s": "gadgets cohorts morsels facets tenets vestiges conduits quotas",
    "": "gadget cohort morsel facet tenet vestige conduit quota brittle ample stark mellow"}.items()}
_STRONG = {"but": "yet", "said": "stated", "says": "states", "while": "whilst", "after": "following", "about": "around",
           "because": "since", "until": "till", "although": "though", "must": "should", "many": "numerous"}
_KEPT = frozenset("""
a about after all also an and any are as at be because been before being but by can could did do does for from had has
have he her here him his how i if in into is it its just may me might more most must my no nor not of off on once only
or other our out over own said says she should since so some such than that the their them then there these they this
those through to too under until up us very was we were what when where whether which while who whom whose why will
with would you your""".split())
SHARES = {1: (0.6, 0.0), 2: (1.0, 0.5), 3: (1.0, 1.0)}  # of the words in the table, and of all other content words


def reword(text, strength, seed=0):
    """Reword a text: 1 some words of the table, 2 all of them and half of the other content words, 3 every one."""
    chance = random.Random(f"{strength} {seed}")
    from_table, from_others = SHARES[strength]
    lines = text.split("\n")
    if strength == 3:
        lines = [_shuffle_sentences(line, chance) for line in lines]

    def replace(match):
        word = match.group()
        if word[0].isupper() and match.start() and match.string[match.start() - 2:match.start()] not in ("\n", ". "):
            return word
        if word.lower() in _SYNONYMS and chance.random() < from_table:
            return _keep_case(word, _SYNONYMS[word.lower()])
        if word in _STRONG and strength == 3:
            return _STRONG[word]
        if word.islower() and len(word) > 3 and word not in _KEPT and chance.random() < from_others:
            ending = next(ending for ending in _ODD if word.endswith(ending))
            return chance.choice(_ODD[ending])
        return word

    return re.sub(r"[A-Za-z]+(?![’'][a-z])", replace, "\n".join(lines))


def _keep_case(word, other):
    return other.capitalize() if word[0].isupper() else other


def _shuffle_sentences(line, chance):
    """Drop a sentence in ten and swap a neighbouring pair in ten, where a paragraph has several."""
    sentences = [line[sentence.start:sentence.end] for sentence in split_sentences(line)]
    if len(sentences) < 2:
        return line
    kept = [sentence for sentence in sentences if chance.random() > 0.1] or sentences[:1]
    for at in range(len(kept) - 1):
        if chance.random() < 0.1:
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return " ".join(kept)
