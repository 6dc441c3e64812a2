"""Number words of Kannada."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    ಸೊನ್ನೆ ಒಂದು ಎರಡು ಮೂರು ನಾಲ್ಕು ಐದು ಆರು ಏಳು ಎಂಟು ಒಂಬತ್ತು ಹತ್ತು ಹನ್ನೊಂದು ಹನ್ನೆರಡು ಹದಿಮೂರು ಹದಿನಾಲ್ಕು ಹದಿನೈದು ಹದಿನಾರು
    ಹದಿನೇಳು ಹದಿನೆಂಟು ಹತ್ತೊಂಬತ್ತು ಇಪ್ಪತ್ತು ಮೂವತ್ತು ನಲವತ್ತು ನಲ್ವತ್ತು ಐವತ್ತು ಅರವತ್ತು ಎಪ್ಪತ್ತು ಎಂಬತ್ತು ತೊಂಬತ್ತು ನೂರು ಇನ್ನೂರು
    ಮುನ್ನೂರು ನಾನೂರು ಐನೂರು ಸಾವಿರ ಲಕ್ಷ ಕೋಟಿ ಮಿಲಿಯನ್ ಬಿಲಿಯನ್ ಅರ್ಧ ಕಾಲು ಮುಕ್ಕಾಲು ಇಬ್ಬರು ಮೂವರು ನಾಲ್ವರು ಐವರು ಮೊದಲ ಮೊದಲನೇ ಒಂದನೇ
    ಎರಡನೇ ಮೂರನೇ ನಾಲ್ಕನೇ ಐದನೇ ಆರನೇ ಏಳನೇ ಎಂಟನೇ ಒಂಬತ್ತನೇ ಹತ್ತನೇ ನೂರನೇ
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, ಹತ್ತು, ಹತ್ತನೇ, ಲಕ್ಷ."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
