"""Frequent words of Spanish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a acá ahí ahora al algo algún alguna algunas alguno algunos allá allí ambos ante antes apenas aquel aquella aquellas
    aquello aquellos aquí así aún aunque bajo bastante bien cada casi cierta ciertas cierto ciertos como cómo con conmigo
    consigo contigo contra cual cuál cuales cualquier cualquiera cuando cuándo cuanta cuánta cuanto cuánto cuantos
    cuántos cuya cuyas cuyo cuyos da de debe deben debido decir dejó del demás demasiado dentro desde después detrás dice
    dicen dicho dijo donde dónde dos durante e él el ella ellas ello ellos en encima entonces entre era eran eres es esa
    esas ese eso esos esta está estaba estaban estado estáis estamos están estar estará estas éstas este éste esto estos
    éstos estoy estuvo ex existe existen fue fuera fueron fui ha haber había habían habrá hace hacen hacer hacia haciendo
    hago han hasta hay haya he hecho hemos hizo hoy igual incluso junto la lado las le les lo los luego más me mediante
    mejor menos mi mí mía mías mientras mío míos mis misma mismas mismo mismos mucha muchas mucho muchos muy nada nadie ni
    ningún ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros
    para parece parte pero poca pocas poco pocos podemos poder podrá por porque pues puede pueden puedo que qué quien
    quién quienes quiénes quiere quizá quizás saber se sé sea sean según ser será si sí sido siempre siendo sin sino sobre
    sois sola solamente solo sólo somos son soy su sus suya suyas suyo suyos tal tales también tampoco tan tanta tanto te
    tenemos tener tengo tenía ti tiene tienen toda todas todavía todo todos tras tu tú tus tuya tuyo un una unas uno unos
    usted ustedes va van varias varios vaya ver vez voy vosotras vosotros vuestra vuestro y ya yo
    """.split()
)
