"""Frequent words of Slovenian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a ali ampak b bi bil bila bile bili bilo biti blizu bo bodi bodisi bodo bojo bolj bom bomo bosta boste boš brez c
    cel cela celo d da daleč dan danes datum deset do dober dobra dobri dobro dokler dol drug druga drugi drugo dva dve
    e eden en ena ene eni enkrat eno etc f g ga glede gor h halo hkrati i idr ima imajo imam imamo imava imaš ime in iz
    izmed j jaz je ji jih jim jima jo k kadar kaj kajti kak kako kakor kakšen kakšna kakšno kamor kamorkoli karkoli
    katera katere kateri katerih katerikoli katerim katero kdaj kdo kdor ker ki kje kjer kjerkoli kmalu ko koder koliko
    komu kot krat kratek kratka kratke l lahko le lep lepa lepe lepi lepo levo m majhen majhna majhni malce malo manj me
    med medtem mene mi midva mimo mnogo mogel mogla mogoče moj moja moje mora morajo moram moramo morate moraš morem mu
    n na nad naj najina najmanj naju največ nam namreč narobe nas nasproti naš naša naše ne nehote nek neka nekaj nekako
    nekam nekatere nekateri nekdaj nekdo neke nekega neki nekje nekoga nekoč ni nihče nikakor nikamor nikdar nikjer
    nikoli nisem nismo niso niste nič njegov njegova njegovo njej njem njemu njen njena njeno nji njih njihov njihova
    njihovo njim njima njo no nobeden noben nobena nocoj novo o ob oba obe oboje od odprt okoli on onadva one oni onidve
    osem p pa po pod pogosto poleg polno ponavadi ponovno potem povsod pozdravljen prav prava pravi pravzaprav prazen
    prbl precej pred preden prej preko preveč pri pribl približno primer proti prva prvi prvo r ravno redko res s saj
    sam sama same sami samo se sebe sebi sedaj sem seveda si sicer skoraj skozi slab smo so spet sploh sta ste stran
    stvar sva svoj svoja svoje svojo t ta tak taka take taki tako takoj takrat tam te tebe tebi tega tem temu težak
    težko ti tista tiste tisti tisto tj to toda tok tokrat tole toliko torej tu tudi tukaj tvoj tvoja tvoje u v vaju vam
    vas vaš vaša vaše ve vedno velik velika veliko vendar ves več vi vidva vii visok vsa vsaj vsak vsaka vsakdo vsake
    vsako vse vsega vseh vsem vso včasih včeraj x z za zadaj zadnji zakaj zaprt zaradi zato zdaj zelo zraven zunaj č če
    često čez čigav š že
    """.split()
)
