"""Frequent words of Estonian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aga ainult alates alati all alla alles alt edasi eest ega ehk ehkki ei eile eks enam end ennast enne ent eriti et
    ette homme hoopis iga igal igas igaüks ikka ilma ilmselt ise isegi ja jah ju juba just juurde juures järel järgi ka
    kas kaudu keda kelle kellega kellele kes kogu koguni kohe kohta koos kuhu kui kuid kuidas kuigi kumb kuna kuni kus
    kust käes kõige kõigi kõik kõrval küll liiga läbi ma maha me mees meid meie meile mida miks millal mille millega
    milles mina mind mingi minu mis mitte mitu mu muidugi mulle muu muud mõlemad mõne mõned mõni mõnikord nad nagu need
    neid neile nende nendega nii niisiis ning no näiteks nõnda nüüd ole oled oleks olema oleme olen olete olgu oli olid
    olla olnud oma on osa otse palju pea peaaegu peab peaks peal peale pidi pigem pole poole poolt praegu puhul pärast
    põhjal rohkem sa saab saama saanud sai said sain sama samal samuti seal sealhulgas sealt seda see seega seetõttu sel
    selle sellega selleks selles sellest sest siia siin siis siit sina sinna sinu sisse su suhtes ta taga tagasi tal
    talle teda tegi teha teid teie teile teine teise teised tema temaga tuleb tuli täna tõesti umbes vahel vaid vaja
    vastu veel vist väga vähe vähem välja või võib võiks võis võivad ära ühe ühes üks ükski üldse üle ümber üsna
    """.split()
)
