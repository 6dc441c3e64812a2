"""Frequent words of Slovak that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a aby aj ak akej akejže ako akom akomže akou akože aká aké akého akému akéže akí akíže aký akých akýchže akým akými
    akýže ale alebo ani asi až ba bez beztoho bol bola boli bolo bude budem budeme budete budeš budú by byť cez cezo
    dnes do ešte ho hoci i iba ich im inak iná iné iného iní iný iných iným ja je jeden jedna jedno jeho jej jemu ju k
    kam každá každé každý kde kedy kej keď keďže kto ktorej ktorom ktorou ktorá ktoré ktorého ktorému ktorí ktorú ktorý
    ktorých ktorým ktorými ku kvôli kým lebo leda len ma majú mal mala mali medzi mi mimo mne mnou moja moje mojej
    mojich mojim mu musia musí my má málo mám máme máte máš môj môjho môže môžem môžeme môžete môžeš môžu mňa na nad
    nado najmä nami napokon naša naše našej naši ne nech neho nej nejaká nejaké nejaký nemu neskôr nestačí než nich nie
    niekde niekedy niekoľko niektorá niektoré niektorí niektorý nikde nikdy nikto nim nimi nič ničím nám náš nášho ním o
    od odo okolo okrem on ona oni ono ony opäť po pod podo podľa pokiaľ pokým popri potom pre pred predo preto pretože
    prečo pri proti práve s sa sama sami samo samé seba sebe sebou sem si sme so som ste svoj svoja svoje svojej svojich
    svojim svojím sám sú sťa ta tak takej taká také takému takéto taký takých takým takže tam te teba tebe tebou teda
    tej ten tento tie tieto tiež to toho tohto tom tomto tomu tomuto toto tou touto trochu tu tvoj tvoja tvoje tvojej ty
    tá táto títo tú túto tých tým týmto už v vami vaša vaše veľa veľmi viac vo vy vám váš vášho však všetci všetka
    všetko všetky vždy z za zas zato znova zo áno čej či čia čie čo čoho čom čomu čou čí čím ďalšia ďalšie ďalší ďalších
    ňom ňou že
    """.split()
)
