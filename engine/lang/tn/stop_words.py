"""Frequent words of Setswana that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a ba bangwe bao bo bona bone botlhe di dingwe e ebile eleng ene eng eno enwa eo eseng fa fale fano fela foo ga gago
    gagwe gape gareng gatwe go gompieno gone gongwe gonne gore goreng gotlhe gotwe ile ileng jaaka jaana jaanong jalo
    jang jo jone jotlhe jwa jwame jwotlhe ka kae kana ke kgona kgotsa ko kooteng kwa kwano la lame le lefa leng lengwe
    leno lo lona lotlhe mabapi mang mangwe me mme mo mong mongwe morago na ne neng nna nnyaa ntle ntse o ona one ope
    pele re rile rona rotlhe sa santse se sengwe seno sepe setse si sone sotlhe thata tla tlaa tlhe tota tsa tsame tse
    tseo tsone tsotlhe tswa tsweng wa wena ya yame yo yole yona yone yoo yotlhe
    """.split()
)
