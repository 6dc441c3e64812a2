"""Number words of Yoruba."""

from __future__ import annotations

import unicodedata

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    òdo odo ọ̀kan oókan kan ení eéní èjì eéjì méjì méjèèjì ẹ̀ta ẹẹ́ta mẹ́ta mẹ́tẹ̀ẹ̀ta ẹ̀rin ẹẹ́rin mẹ́rin àrún aárùn-ún
    márùn-ún márùn ẹ̀fà ẹẹ́fà mẹ́fà èje eéje méje ẹ̀jọ ẹẹ́jọ mẹ́jọ ẹ̀sán ẹẹ́sàn-án mẹ́sàn-án mẹ́sàn ẹ̀wá ẹẹ́wàá mẹ́wàá
    mẹ́wà mọ́kànlá oókànlá méjìlá mẹ́tàlá mẹ́rìnlá mẹ́ẹ̀ẹ́dógún ogún oókàndínlọ́gbọ̀n ọgbọ̀n ogójì àádọ́ta ọgọ́ta
    àádọ́rin ọgọ́rin àádọ́rùn-ún ọgọ́rùn-ún ọgọ́rùn igba ọ̀ọ́dúnrún irínwó ẹ̀ẹ́dẹ́gbẹ̀ta ẹgbẹ̀ta ẹgbẹ̀rin ẹgbẹ̀rún ẹgbàá
    ẹgbàajì mílíọ̀nù bílíọ̀nù àbọ̀ ìdajì àkọ́kọ́ kìíní èkíní kejì èkejì kẹta ẹ̀kẹta kẹrin ẹ̀kẹrin karùn-ún kẹfà keje
    kẹjọ kẹsàn-án kẹwàá kọkànlá kejìlá
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words, in either form of Unicode: 10, 1.5, mẹ́wàá, kẹta."""
    return is_number(unicodedata.normalize("NFC", text), NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
