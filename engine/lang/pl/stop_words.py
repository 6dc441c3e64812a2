"""Frequent words of Polish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # pronouns, with their cases
    """
    ja mnie mi mną ty ciebie cię tobie ci tobą on jego go jemu mu nim niego niemu ona jej ją nią niej ono my nas nam nami
    wy was wam wami oni one ich im nimi nich je się siebie sobie sobą
    mój moja moje mojego mojej moją moim moi moich twój twoja twoje twojego twojej twoim twoich swój swoja swoje swojego
    swojej swoją swoim swoich swoi nasz nasza nasze naszego naszej naszym naszych wasz wasza wasze waszego waszej waszych
    ten ta to tego tej temu tą tym te tych tymi tę ci tamten tamta tamto tamtego tamtej tamtym tamte
    taki taka takie takiego takiej takim takich sam sama samo samego samej sami same
    kto kogo komu kim co czego czemu czym który która które którego której któremu którą którym którzy których którymi
    jaki jaka jakie jakiego jakiej jakim jakich czyj czyja czyje ktoś kogoś coś czegoś jakiś jakaś jakieś jakichś
    nikt nikogo nic niczego żaden żadna żadne żadnego żadnej każdy każda każde każdego każdej każdemu każdym
    wszyscy wszystko wszystkie wszystkich wszystkim wszystkimi wszystkiego inny inna inne innego innej innych innym
    """
    # prepositions
    """
    bez dla do koło ku między mimo na nad nade o obok od ode około oprócz po pod pode podczas ponad poprzez poza przed
    przede przez przeciw przy spod sprzed u w we według wokół wobec wskutek wśród wzdłuż z za zamiast ze zza dzięki
    """
    # conjunctions
    """
    i a ale albo ani aby żeby ażeby bądź bo bowiem choć chociaż czy czyli dlatego gdy gdyż gdyby jak jako jeśli jeżeli jednak
    jednakże kiedy lecz lub natomiast ni oraz ponieważ skoro więc zatem zaś że iż aż niż tudzież toteż
    """
    # adverbs and particles
    """
    nie tak już jeszcze też także również tylko nawet niech niechaj może bardzo zawsze nigdy nigdzie tu tutaj tam gdzie
    gdzieś skąd stąd stamtąd dokąd dotąd dopóki dopiero teraz wtedy potem zaraz wczoraj dziś dzisiaj jutro ciągle często
    czasem czasami czemu dlaczego jakby jakoś jedynie lepiej mniej mało dużo dość więcej wiele wielu wcale właśnie właściwie
    niemal prawie przecież przynajmniej raczej razem raz szczególnie tuż tymczasem tyle ile ilu trochę zbyt znów znowu
    żeby ponadto przedtem niestety oczywiście owszem ot by no
    """
    # być, mieć, and verbs like them
    """
    być jestem jesteś jest jesteśmy jesteście są był była było byli były byłem byłam będę będziesz będzie będziemy będą
    bądź byłby byłaby byłoby byliby
    mieć mam masz ma mamy macie mają miał miała miało mieli miały
    móc mogę możesz może możemy możecie mogą mógł mogła mogło mogli mogły można trzeba należy powinien powinna powinno
    powinni zostać został została zostało zostali zostały chcę chce chcą
    """.split()
)
