"""Frequent words of Serbian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a ako ali bez bi bih bila bili bilo bio biti da dakle danas do evo gde hoće hoću i iako ih ili im ima iz između
    iznad ja je jedan jedna jedno jer jesam jeste jesu još k ka kad kada kako kao kod koja koje kojem koji kojih kojim
    kojoj koju koliko kroz li ma malo me mene meni mogu moj moja moje moji mora moraju možda može mu na nad nakon nama
    nas naš naša naše ne nego neka neki neko neće neću nešto ni nije niko nisam nisu ništa nje njega njegov njemu njen
    njena njih njihov njima no o od oko on ona onaj onda one oni ono opet osim ova ovaj ovde ove ovi ovo pa po pod pored
    posle pre preko prema pri protiv sa sad sada sam samo se sebe sebi si smo ste su svaka svaki svako sve svi svoj
    svoja svoje ta tada taj tako takođe tamo te tebe tebi ti to toga toj tom treba tvoj u uvek uz vam vama vas vaš vaša
    vaše već vi više za zar zato zbog će ćemo ćete ćeš ću čak čega čiji što а ако али без би била били било био бити бих
    близу број вам вама вас ваш ваша ваше ваши вероватно већ ви више вољан врло где год да дакле данас до дуж ево ено
    ето за заправо зар зато због и иако из између изнад или им има иначе испод испред их к ка кад када како као код
    колико која које којем који којим којих којој коју кроз ли либ ма макар мало ме мене мени мимо мной мноме могу можда
    може мора морају мој моја моје моји му на над након нама нас наш наша наше наши не него нека некад некако неки неко
    неког некога нешто неће нећу ни никада нико никога нисам нисмо нису ништа није ниједан но о об ова овај овде ове ови
    ово од око он она онај онда оне они оно оног опет осим па пак по под поред после пре преко према при пример против
    са сад сада сам само свака сваки свако све свега сви свима свог своме свој своја своје своју се себе себи сем си
    сиће скоро смо су сутра та тада такав такве тако такође тамо тај твој твоја твоје те тебе теби тек ти то тога том
    тоо тој тражи треба у увек уз уопште ускоро усред хоће хоћу хтети чак чега чему чији што ја је један једва једна
    једно јер јесам јеси јесмо јесте јесу још ње њега његов његова њему њен њена њено њима њих њихов њом њој ће ћемо
    ћете ћеш ћу
    """.split()
)
