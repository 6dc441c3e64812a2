"""Frequent words of Kurmanji that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    an ango ber berê berî bi bibe bibin bila bo bê bêyî bû bûn bûne bûye da de dema di dibe dibin didin digel dike dikin
    divê divêt do dê e eger em ev evan evqas evê ew ewan ewqas ewê ewî ez gava gelek gelo gorî hat hate hatiye hebû
    hebûn heke heman hemî hemû hene her herwiha heta hetanî hev hevdu hew heye hin hinek hê hêj hîn hîç im in ji jê jî
    ka kes kesek kesê kir kirin kiriye ko ku kê kî kîjan kû lewra li loma lê ma me min mîna na nav ne ni niha nikare
    nikarin nîn nîne nînin pey pir piştî pê pêş ra re ser te tenê tev tim tişt tiştek tu tune tunne tê tên va van ve vir
    vê vî wan we wek wekî wiha wir wisa wusa wê wî xwe ya yan yanî yek yeka yekî yê yên zêde zêdetir çawa çend çi çima
    çiqas çêtir î û şûn
    """.split()
)
