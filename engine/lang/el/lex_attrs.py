"""Number words of Greek, with the genders of the small ones."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

# Ordinals have gender, number and case. The accent stays in place in speech of today.
_ORDINALS = """
πρώτ δεύτερ τρίτ τέταρτ πέμπτ έκτ έβδομ όγδο ένατ δέκατ ενδέκατ δωδέκατ εικοστ τριακοστ τεσσαρακοστ πεντηκοστ εξηκοστ
εβδομηκοστ ογδοηκοστ ενενηκοστ εκατοστ χιλιοστ
""".split()
_HUNDREDS = "διακόσι τριακόσι τετρακόσι πεντακόσι εξακόσι επτακόσι εφτακόσι οκτακόσι οχτακόσι εννιακόσι".split()
NUMBER_WORDS = frozenset(
    """
    μηδέν ένας μία μια ένα ενός μίας δύο δυο τρεις τρία τριών τέσσερις τέσσερεις τέσσερα τεσσάρων πέντε έξι επτά εφτά οκτώ
    οχτώ εννέα εννιά δέκα έντεκα ένδεκα δώδεκα δεκατρείς δεκατρία δεκατέσσερα δεκατέσσερις δεκαπέντε δεκαέξι δεκάξι
    δεκαεπτά δεκαεφτά δεκαοκτώ δεκαοχτώ δεκαεννέα δεκαεννιά είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα
    ενενήντα εκατό εκατόν χίλια χίλιοι χίλιες χιλιάδα χιλιάδες χιλιάδων εκατομμύριο εκατομμύρια εκατομμυρίων
    δισεκατομμύριο δισεκατομμύρια τρισεκατομμύριο τρισεκατομμύρια
    """.split()
) | {
    *inflected(_ORDINALS, ("ος", "η", "ο", "ου", "ης", "οι", "ες", "α", "ων", "ους", "ό", "ός", "ή", "ού", "ής")),
    *inflected(_HUNDREDS, ("οι", "ες", "α", "ων", "ους")),
}
_ORDINAL_ENDS = ("ος", "η", "ο", "ου", "ης", "οι", "ες", "α", "ων", "ους", "ό", "ός", "ή", "ού")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, δέκα, δέκατος, 3ος, 21η."""
    return is_number(text, NUMBER_WORDS, _ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
