"""Number words of Ancient Greek."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = "πρῶτ τρίτ τέταρτ πέμπτ ἕκτ ἕβδομ ὄγδο ἔνατ δέκατ ἑνδέκατ δωδέκατ εἰκοστ ἑκατοστ χιλιοστ".split()
NUMBER_WORDS = frozenset(
    """
    εἷς μία ἕν ἑνός μιᾶς ἑνί μιᾷ ἕνα μίαν δύο δυοῖν τρεῖς τρία τριῶν τρισί τρισίν τέσσαρες τέτταρες τέσσαρα τέτταρα
    τεσσάρων τεττάρων πέντε ἕξ ἑπτά ἑπτὰ ὀκτώ ὀκτὼ ἐννέα δέκα ἕνδεκα δώδεκα εἴκοσι εἴκοσιν τριάκοντα τεσσαράκοντα
    τετταράκοντα πεντήκοντα ἑξήκοντα ἑβδομήκοντα ὀγδοήκοντα ἐνενήκοντα ἑκατόν ἑκατὸν διακόσιοι τριακόσιοι τετρακόσιοι
    πεντακόσιοι χίλιοι χίλιαι χίλια χιλίων δισχίλιοι μύριοι μύριαι μύρια μυρίων ἥμισυς ἥμισυ ἅπαξ δίς τρίς
    """.split()
) | {
    *inflected(_ORDINALS, "ος η α ον ου ης ῳ ῃ ην αν οι αι ων οις αις ους ας ός ή όν οῦ ῆς ῷ ῇ ήν οί αί ά ῶν".split()),
    *inflected(["δεύτερ", "δευτέρ"], "ος α ον ου ας ῳ ᾳ αν οι αι ων οις αις ους".split()),
}


def like_num(text: str) -> bool:
    """Digits and number words: 10, δέκα, δέκατος."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
