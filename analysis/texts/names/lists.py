"""What is known of names: the lists of ``data/names.toml``, together with those by which ``voices`` knows speakers."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from analysis.texts.voices.people import load_words

_LISTS_FILE = Path(__file__).parents[2] / "data" / "names.toml"
OFFICE_PREFIXES = ("ex-", "then-", "vice-", "co-", "deputy-")
_PAIRS = ("countries", "well_known", "nicknames")
_TWO_INITIALS = frozenset("aj bj cj dj jd jj jk jp jt kc kd kt mj pd pj rj tj tk wh".split())
_ABBREVIATIONS_THAT_ARE_NAMES = {"un", "who", "ap"}  # "Kim Jong Un"


class NameLists(dict[str, frozenset[str]]):
    """The lists by their names in the file, and what follows from several of them.

    Beside each plain list the joint ones are there: any_roles, sure_roles (a person's only), titles, no_names,
    before_names.

    Attributes
    ----------
    country : dict
        The country that a word stands for: "russian" and "kremlin" are "russia".
    countries : frozenset
        The countries' names.
    given : dict
        The first name that belongs to a well-known surname.
    formal, short : dict
        The first names that a pet form stands for, and the pet forms of a first name.
    """

    def __init__(self, sets: dict[str, frozenset[str]], country: dict[str, str], countries: frozenset[str],
                 given: dict[str, str], formal: dict[str, frozenset[str]], short: dict[str, frozenset[str]]):
        super().__init__(sets)
        self.country, self.countries, self.given, self.formal, self.short = country, countries, given, formal, short

    def is_initial(self, word: str) -> bool:
        """Whether a capitalised word is somebody's initials ("J.", "J.K.", "JK")."""
        return len(word) == 1 or word.endswith(".") or word in _TWO_INITIALS

    def are_one_name(self, one: str, other: str) -> bool:
        """Whether two first names can be one person's: "Joe" and "Joseph", "J." and "Joe", "Vlad" and "Vladimir".

        Examples
        --------
        >>> lists = load_lists()
        >>> lists.are_one_name("joe", "joseph"), lists.are_one_name("j.", "joe"), lists.are_one_name("hunter", "joe")
        (True, True, False)
        """
        if one == other or (self.is_initial(one) or self.is_initial(other)) and one[0] == other[0]:
            return True
        return bool(({one} | self.formal.get(one, frozenset())) & ({other} | self.formal.get(other, frozenset())))


@functools.cache
def load_lists() -> NameLists:
    """Load the lists.

    Examples
    --------
    >>> lists = load_lists()
    >>> lists.country["russian"], lists.given["putin"], sorted(lists.formal["vlad"])
    ('russia', 'vladimir', ['vladimir', 'vladislav', 'volodymyr'])
    """
    data = tomllib.loads(_LISTS_FILE.read_text(encoding="utf-8"))
    countries, well_known, nicknames = (_read_pairs(data.pop(name)) for name in _PAIRS)
    sets = {name: frozenset(value.split()) for name, value in data.items() if name not in {"version", "brands"}}
    sets["brands"] = frozenset(" ".join(brand.split()) for brand in data["brands"].split(","))
    _join_lists(sets, countries)
    formal = {name: frozenset(words) for name, words in nicknames.items()}
    names = frozenset().union(*formal.values())
    return NameLists(sets, {word: name for name, words in countries.items() for word in [name, *words]},
                     frozenset(countries), {name: words[0] for name, words in well_known.items()}, formal,
                     {name: frozenset(short for short, meant in formal.items() if name in meant) for name in names})


def _read_pairs(text: str) -> dict[str, list[str]]:
    """Read "vlad=vladimir,volodymyr joe=joseph"."""
    pairs = (pair.split("=") for pair in text.split())
    return {name: words.split(",") for name, words in pairs}


def _join_lists(sets: dict[str, frozenset[str]], countries: dict[str, list[str]]) -> None:
    """Complete the lists by those of ``voices`` and by each other."""
    speakers = load_words()
    sets["first_names"] |= speakers["female_names"] | speakers["male_names"]
    sets["sure_first_names"] = sets["first_names"] - sets["names_and_places"]
    sets["places"] = sets["more_places"] | speakers["places"] | countries.keys()
    sets["peoples"] = frozenset(form for words in countries.values() for word in words for form in (word, f"{word}s"))
    sets["things"] |= speakers["institutions"] - _ABBREVIATIONS_THAT_ARE_NAMES
    sets["offices"] |= {f"{office}s" for office in sets["offices"]}
    sets["titles"] = sets["honorifics"] | sets["offices"]
    sets["before_names"] = sets["titles"] | sets["peoples"] | sets["affiliations"]
    roles = sets["roles"] | sets["roles_of_bodies"] | sets["offices"]
    sets["any_roles"] = roles | {prefix + role for prefix in OFFICE_PREFIXES for role in roles}
    sets["sure_roles"] = sets["roles"] - sets["roles_of_bodies"]
    sets["no_names"] = sets["things"] | sets["places"] | sets["peoples"] | sets["titles"] | sets["affiliations"]
