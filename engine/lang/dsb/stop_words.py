"""Frequent words of Lower Sorbian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a abo aby akle ako al ale ano až b bez bližej bu budu buźo buźom buźomy buźoš byli był była było byś byśo bě běch
    běchu běšo ceły co cogo comu cym daniž dla do dokulaž doniž dosć gaž gdyž hynacej ja jadnu jano jej jeje jich jim
    jima jo jogo joli jolic jolicaž jolichac jom jomu jowo južo jěn k kak kaka kake kaki kenž kotara kotare kotarej
    kotary kotarych ku kužda kužde kuždy lěc ma maju mam mamy maš mimo mjazy my mógu mój mója mójo móžo móžoš mě měł
    měła na nad nam nami nas naš naša našo ni nic nicht nichten nicogo nimjer niźi niž njama nje njejo njejsom njejsu
    njewěm nježli něchten něco něga někak někotare něnt nět nětko o ob od pak po pod pód pótom pła pśecej pśed pśez
    pśeśe pśi rowno sam sama samo se sebje smy som stej strony su swój swója swójo sy sćo ta tak taka take taki tam te
    tego tej tek teke ten tencas to togo tom tomu toś tu ty tych tym tymi tymto tšochu u w wam was waš waša wašo we
    wjele wjelgi wó wón wóna wónej wóni wóno wěcej wše wšo wšuźi wšykne z za zas ze źe źinsa źož že žeden žedna žedne
    """.split()
)
