"""Frequent words of Upper Sorbian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a abo ale ani až ažo bjez bjeze bu buchu budu budźe budźeja budźemy budźeš by bych bychmy byli być był była było bě
    běch běchu běše chce chcu da dale dla do dokelž doniž dosć dźensa hač hdy hdyž hdźe hewak hišće hižo hnydom ja jako
    je jeho jej jeje jemu jena jenož ji jich jim jimi ju jón jónu k kajka kajke kajki kak kaž ke kiž koho komu kotra
    kotre kotreho kotrej kotry kotrym kotři ku kóžda kóžde kóždy ma maja mam mamy maš mi mje mjenje mjez mjeztym mnje
    moja moje my móhł móhła mój móže móžemy móžeš na nad najbóle nam nami nas naš naša naše nic nichtó nihdy nihdźe nima
    nimale nimaš nimo ničo nje njebě njech njeje njejsu njejsym ně něchtó něhdy někotre nětko něšto o od pak po pod pola
    potajkim potom prjedy prěki přeco před předy přez při přiwšěm runje sam sama same sebi sej smy so sobu su swoja
    swoje swój sy sym sće ta tajka tajke tajki tak tam te tehdy teho tej temu ten tež to toho tohodla tola tom tomu tu
    tuta tute tutón ty tych tym tymi tón u w wam wami was waš waša waše we wjace wjele wo wona wone woni wono wot wote
    wón wšak wšitcy wšitke wšitko wšo wšudźe wšě z za zaso ze zo ób žadyn žana žane
    """.split()
)
