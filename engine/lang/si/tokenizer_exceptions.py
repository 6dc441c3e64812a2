"""Special cases of Sinhala: abbreviations with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "රු.": "රුපියල්", "මහා.": "මහාචාර්ය", "කි.මී.": "කිලෝමීටර", "කි.ග්‍රෑ.": "කිලෝග්‍රෑම්", "සෙ.මී.": "සෙන්ටිමීටර",
    "ක්‍රි.ව.": "ක්‍රිස්තු වර්ෂ", "ක්‍රි.පූ.": "ක්‍රිස්තු පූර්ව", "පෙ.ව.": "පෙරවරු", "ප.ව.": "පස්වරු", "උදා.": "උදාහරණ",
    "පි.": "පිටුව", "දි.": "දිනය", "එ.ජා.ප.": "එක්සත් ජාතික පක්ෂය", "ශ්‍රී.ල.නි.ප.": "ශ්‍රී ලංකා නිදහස් පක්ෂය",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
