"""Other codes of languages: those of three letters of ISO 639-2 and 639-3, and codes of two letters that were replaced."""

from __future__ import annotations

# Our code and the others, one language a line.
_CODES = """
af afr
am amh
ar ara
az aze
bg bul
bn ben
bo bod tib
ca cat
cs ces cze
da dan
de deu ger
el ell gre
en eng
es spa
et est
eu eus baq
fa fas per
fi fin
fo fao
fr fra fre
ga gle
gd gla
gu guj
he heb iw
hi hin
hr hrv scr
ht hat
hu hun
hy hye arm
id ind in
is isl ice
it ita
ja jpn
kn kan
ko kor
ky kir
la lat
lb ltz
lg lug
lt lit
lv lav
mk mkd mac
ml mal
mr mar
ms msa may
nb nob
ne nep
nl nld dut
nn nno
pl pol
pt por
ro ron rum mo mol
ru rus
sa san
si sin
sk slk slo
sl slv
sq sqi alb
sr srp scc
sv swe
ta tam
te tel
th tha
ti tir
tl tgl
tn tsn
tr tur
tt tat
uk ukr
ur urd
vi vie
xx mul
yo yor
zh zho chi
"""
ALIASES: dict[str, str] = {other: line.split()[0] for line in _CODES.strip().splitlines() for other in line.split()[1:]}
