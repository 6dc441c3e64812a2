"""Number words of Tibetan."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    ཀླད་ཀོར གཅིག གཉིས གསུམ བཞི ལྔ དྲུག བདུན བརྒྱད དགུ བཅུ བཅུ་གཅིག བཅུ་གཉིས བཅུ་གསུམ བཅུ་བཞི བཅོ་ལྔ བཅུ་དྲུག བཅུ་བདུན
    བཅོ་བརྒྱད བཅུ་དགུ ཉི་ཤུ སུམ་ཅུ བཞི་བཅུ ལྔ་བཅུ དྲུག་ཅུ བདུན་ཅུ བརྒྱད་ཅུ དགུ་བཅུ བརྒྱ བརྒྱ་ཐམ་པ སྟོང སྟོང་ཕྲག ཁྲི འབུམ
    ས་ཡ བྱེ་བ དུང་ཕྱུར ཕྱེད ཕྱེད་ཀ དང་པོ གཉིས་པ གསུམ་པ བཞི་པ ལྔ་པ དྲུག་པ བདུན་པ བརྒྱད་པ དགུ་པ བཅུ་པ ཉི་ཤུ་པ བརྒྱ་པ
    བཅུ་ཐམ་པ ཉི་ཤུ་ཐམ་པ
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, also of Tibetan, and number words, with the tsheg that may follow: 10, ༡༠, བཅུ་, དང་པོ."""
    return is_number(text.removesuffix("་"), NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
