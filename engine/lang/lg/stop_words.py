"""Frequent words of Luganda that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aba abali abange abo ali alina anti ate atya awamu baali babwe baffe bali bange bangi bano bo bonna buno bwa bwabwe
    bwaffe bwange bwe bwo bwonna bya byabwe byaffe byange bye byo byonna ddala ebimu ebirala ebyo edda ekirala ekiri
    endala era eri erina ezimu ezo ffe ga gaali gaffe gali gano ge gonna guno gwa gwe gwo gwonna gyali gye gyonna kale
    kano kati ke ki kiki kino kirala ku kuba kubanga kuno kwa kwe kya kyabwe kyange kye kyo kyokka kyonna lino luno lwa
    lwaffe lwaki lwe lwo lwonna mbu mpozzi mu munda muno mwali mwe mwemwe nabo nange naye nayo ne nga nnyingi nnyini
    nnyo nti nze oba obo okuba okutuusa okuva oli olina olwa omulala omuli ono oyo si singa sso tali teri tewali tu tuli
    tulina twali twe wa waali wadde waffe wali waliwo wange wano we weewaawo wo wonna ya yaffe yali yange ye yekka yenna
    yo yonna za zaali zaffe zange ze zino ziri zo zonna
    """.split()
)
