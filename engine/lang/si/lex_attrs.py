"""Number words of Sinhala."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    බිංදුව එක එකක් දෙක දෙකක් තුන තුනක් හතර හතරක් පහ පහක් හය හයක් හත හතක් අට අටක් නවය නවයක් දහය දහයක් එකොළහ දොළහ දහතුන
    දාහතර පහළොව දහසය දාහත දහඅට දහනවය විස්ස තිහ හතළිහ පනහ හැට හැත්තෑව අසූව අනූව සියය සියයක් දෙසීය දහස දහසක් දාහ දහදහස
    ලක්ෂය ලක්ෂයක් ලක්ෂ කෝටිය මිලියනය මිලියන බිලියන භාගය පළමු පළමුවන පළවෙනි දෙවන දෙවැනි තුන්වන තුන්වැනි හතරවන හතරවැනි
    පස්වන පස්වැනි හයවන හයවැනි හත්වන හත්වැනි අටවන අටවැනි නවවන නවවැනි දහවන දහවැනි සියවන
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.5, දහය, දහවන, ලක්ෂය."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
