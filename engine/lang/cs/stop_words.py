"""Frequent words of Czech that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # pronouns, with their cases
    """
    já mě mne mně mi mnou ty tebe tě tobě ti tebou on jeho jej ho jemu mu něj něho němu něm jím ním ona její jí ji ní ono
    my nás nám námi vy vás vám vámi oni ony jich je jim jimi nich nim nimi se sebe si sobě sebou
    můj má moje mé mého mému mým moji mou tvůj tvá tvoje tvé tvého svůj svá svoje své svého svému svým svou svých svými
    náš naše našeho našemu naším našich naši váš vaše vašeho vašich jejich jehož jejíž
    ten ta to toho té tomu tou tom tím ti ty těch těm těmi tento tato toto tohoto této tomuto tomto tímto tyto těchto těmto
    takový taková takové takového takových tentýž týž sám sama samo sami samy
    kdo koho komu kom kým co čeho čemu čem čím který která které kterého které kterému kterou kterém kterým kteří kterých
    kterými jaký jaká jaké jakého jakou jakým jakých čí někdo někoho něco něčeho některý některá některé některých nějaký
    nějaká nějaké nikdo nikoho nic ničeho žádný žádná žádné žádného každý každá každé každého každou každému
    všechen všechno všechny všichni všech všem všemi vše všeho jiný jiná jiné jiného jiných jiným
    """
    # prepositions
    """
    během bez beze blízko dle do k ke ku kolem kromě kvůli mezi mimo místo na nad nade navzdory o ob od ode okolo po pod pode
    podél podle pro proti před přede přes při s se skrz u v ve vedle vně vůči vzhledem z za ze díky
    """
    # conjunctions
    """
    a i ale aby avšak aniž ani anebo až ať buď či jak jako jakmile jelikož jestli jestliže ježto když kdyby kdyžto leč nebo
    neboť než nýbrž pokud poněvadž proto protože přestože sice tak takže tedy totiž však zda zdali že ačkoli ačkoliv
    """
    # adverbs and particles
    """
    ne ano už již ještě také taky též jen jenom pouze dokonce asi snad možná velmi velice vždy vždycky nikdy někdy někde nikde
    tady tu zde tam kde kam odkud odtud tudy kudy kdy teď nyní pak potom tehdy dnes včera zítra často zase opět znovu hned
    proč nač jinak jinde méně více víc mnoho málo moc trochu dost příliš skoro téměř právě prý přece přitom především spíše
    stále tolik kolik zcela zejména zvlášť např atd apod tj tzv aj by bych bys bychom byste
    """
    # být, mít, and verbs like them
    """
    být jsem jsi jest jsme jste jsou byl byla bylo byli byly budu budeš bude budeme budete budou buďte není nejsou nebyl nebyla
    nebylo nebude mít mám máš má máme máte mají měl měla mělo měli měly nemá moci mohu můžu můžeš může můžeme můžete mohou můžou
    mohl mohla mohlo mohli mohly nemůže muset musím musí musel lze chce chtěl třeba
    """.split()
)
