"""Number words of Tamil."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    பூஜ்ஜியம் பூச்சியம் சுழியம் ஒன்று ஒரு இரண்டு இரு மூன்று நான்கு ஐந்து ஆறு ஏழு எட்டு ஒன்பது பத்து பதினொன்று பன்னிரண்டு
    பன்னிரெண்டு பதின்மூன்று பதினான்கு பதினைந்து பதினாறு பதினேழு பதினெட்டு பத்தொன்பது இருபது முப்பது நாற்பது ஐம்பது
    அறுபது எழுபது எண்பது தொண்ணூறு நூறு இருநூறு முந்நூறு நானூறு ஐந்நூறு அறுநூறு எழுநூறு எண்ணூறு தொள்ளாயிரம் ஆயிரம்
    பத்தாயிரம் லட்சம் இலட்சம் கோடி மில்லியன் பில்லியன் அரை கால் முக்கால் முதல் முதலாவது முதலாம் இரண்டாவது இரண்டாம்
    மூன்றாவது மூன்றாம் நான்காவது நான்காம் ஐந்தாவது ஐந்தாம் ஆறாவது ஆறாம் ஏழாவது ஏழாம் எட்டாவது எட்டாம் ஒன்பதாவது ஒன்பதாம்
    பத்தாவது பத்தாம் நூறாவது
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, பத்து, பத்தாவது, லட்சம்."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
