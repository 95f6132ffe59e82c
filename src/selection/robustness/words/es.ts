import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'link.title': '¿Es seguro?',
  'link.text':
    'Mediciones, pesos y elecciones de método se sortean de nuevo a la vez, y la clasificación se rehace cada vez.',
  'link.action': 'Ver qué se sostiene y qué no',

  'page.title': '¿Es segura esta lista restringida?',
  'page.description':
    'Qué se sostiene de esta lista restringida, y qué no, cuando todo lo dudoso se sortea de nuevo.',
  'page.crumb': '¿Es segura?',
  'about.assessment': 'Evaluación',
  'about.runs': 'Ensayos',
  'about.seed': 'Semilla',
  'nav.places': 'Puestos',
  'nav.matters': 'Lo que más importa',
  'nav.near': 'Por poco',
  'nav.heat': 'Puesto por puesto',
  'nav.gates': 'Barreras',
  'nav.flip': 'Qué la cambiaría',
  'nav.reversal': 'Quién más está en la lista',
  'nav.doubt': 'Qué se puso en duda',
  'nav.again': 'Preguntar de nuevo',

  'verdict.stay':
    'De los {k} países de la lista restringida, <b>{n, plural, =0 {ninguno sigue} one {# sigue} other {# siguen}}</b> en ella en más del 95 % de {runs} ensayos.',
  'verdict.stay plain':
    'De los {k} países de la lista restringida, {n, plural, =0 {ninguno sigue} one {# sigue} other {# siguen}} en ella en más del 95 % de {runs} ensayos.',
  'verdict.none': 'Nadie está en la lista restringida, así que nada de ella puede ser seguro ni inseguro.',
  'verdict.sure': 'Seguros dentro de lo sorteado: {names}.',
  'verdict.unsure': 'Hoy en ella, y fuera en al menos uno de cada diez ensayos: {names}.',
  'verdict.outside': 'Hoy fuera de ella, y dentro en al menos uno de cada diez ensayos: {names}.',
  'verdict.first': '{name} está en primer lugar en el {share} de los ensayos.',
  'verdict.matters':
    'Lo que más mueve los puestos: {what}. De ahí viene alrededor del {share} de todo el movimiento, por sí solo o junto con lo demás (rango de sensibilidad de {low} a {high}).',
  'verdict.unknown':
    '{n, plural, one {# no puede juzgarse} other {# no pueden juzgarse}}. Si se superaran las barreras desconocidas, {m, plural, =0 {ninguno estaría} one {# estaría} other {# estarían}} en la lista restringida en al menos uno de cada diez ensayos{list}',
  'names.more': '{n, plural, one {# más} other {# más}}',
  'notice.word': 'Rango de sensibilidad',
  'notice.text':
    'Un rango de sensibilidad contiene el 90 % central de los ensayos. No es un intervalo de confianza: conoce lo que se sorteó y nada más. Lo que aquí nadie puso en duda puede estar mal de todos modos.',

  'doubt.title': '¿Qué se puso en duda?',
  'doubt.note': 'Cada ensayo lo sortea todo a la vez. El documento da las razones.',
  'doubt.measurement': 'Mediciones',
  'doubt.imputation': 'Valores que faltan',
  'doubt.weights': 'Pesos',
  'doubt.alternatives': 'Elecciones de método',
  'doubt.from everybody': 'Sorteados de los valores conocidos de todos.',
  'doubt.from same region':
    'Sorteados de los valores conocidos de la misma subregión de las Naciones Unidas.',
  'doubt.concentration': 'Sorteados alrededor de los pesos del documento, concentración {value}.',
  'doubt.bounds': 'Cualquier valor dentro de límites: {bounds}.',
  'doubt.bound': '{name}, de {low} a {high}',
  'doubt.order': 'Cualesquiera pesos en el orden que da el documento.',
  'doubt.choices': 'Una de estas opciones, todas igual de probables: {choices}.',
  'doubt.drawn': 'Sorteados: {names}.',
  'doubt.nothing': 'Aquí no hay nada que sortear.',
  'doubt.across units': 'Correlación de los errores entre países {value}: {names}.',
  'doubt.across series': 'Correlación de los errores dentro de un mismo país {value}: {names}.',
  'doubt.independent':
    'El documento no indica ninguna correlación de los errores: se sortean como independientes, salvo los de una cifra que se lee dos veces. Donde las cifras comparten fuente, los rangos de las notas quedan entonces demasiado cortos, y las diferencias entre países parecen más dudosas de lo que son.',
  'doubt.independent rest': 'Todos los demás errores se sortean como independientes.',
  'doubt.changes':
    'No se sortea ningún error para un cambio a lo largo de los años, pues nadie lo publicó: {names}.',
  'doubt.not declared':
    'Este documento no dice qué hay en él de dudoso. Solo se sortean los errores publicados; pesos y elecciones de método se toman como están, de modo que los rangos son demasiado estrechos.',
  'doubt.not measurement': 'Los errores de medición se toman por nulos.',
  'doubt.not imputation': 'Los valores que faltan se tratan en cada ensayo como dice el documento.',
  'doubt.not weights': 'Los pesos se toman como están.',
  'doubt.not alternatives': 'No se prueba ninguna otra elección de método.',
  'doubt.always':
    'Nunca se pone en duda aquí: qué países se juzgan, las pruebas y listas detrás de las barreras, y los errores que nadie publicó.',

  'note.nothing to draw': 'El documento pone en duda «{source}», y no hay nada que sortear para ello.',
  'note.constant leaf': '«{leaf}» es igual para todos: no distingue a nadie.',
  'note.nobody ranked': 'En ningún ensayo hubo a quién clasificar.',
  'note.still missing':
    '«{leaf}» sigue sin conocerse en cada ensayo para {n} de los juzgados: no se conoce nada que pueda ocupar su lugar.',
  'note.score ranges thinned': 'Los rangos de las notas se basan en {runs} de los ensayos.',
  'note.negative under this mean':
    '«{leaf}» cae por debajo de cero donde su regla no lo admite: esos ensayos no dan nota.',
  'note.weights walked':
    'A los pesos de «{leaf}» se llegó paso a paso, de modo que ensayos vecinos se parecen un poco.',

  'places.title': 'Puestos que se sostienen y puestos que no',
  'places.subtitle':
    'Puesto con su rango de sensibilidad, y parte de {runs} ensayos entre los {k} primeros. Se muestran los que tienen al menos una posibilidad entre veinte.',
  'places.place': 'Puesto',
  'places.share': 'Ensayos entre los {k} primeros, %',
  'places.rest':
    '{n, plural, =0 {Nadie más supera todas las barreras.} one {El otro estuvo menos a menudo entre los {k} primeros; está en el CSV.} other {Los otros # estuvieron menos a menudo entre los {k} primeros; están en el CSV.}}',
  'label.country': 'País',
  'label.place': 'Puesto',
  'label.range': 'Rango de sensibilidad del puesto',
  'label.expected': 'Puesto medio',
  'label.score': 'Nota',
  'label.score range': 'Rango de sensibilidad de la nota',
  'label.in': 'Entre los {k} primeros',
  'label.passes': 'Supera todas las barreras',
  'label.gate': 'Barrera',
  'label.now': 'Hoy',
  'label.own weights': 'Primero con sus propios pesos',
  'label.source': 'Lo que se sortea',
  'label.alone': 'Por sí solo',
  'label.together': 'Con todo aquello por lo que actúa',
  'label.change': 'Qué tendría que cambiar',
  'label.from': 'De',
  'label.to': 'A',
  'label.size': 'Tamaño',
  'label.flip': 'Entonces estaría',
  'label.left out': 'Se deja fuera',
  'label.moves': 'Puestos que cambian',
  range: '{low} a {high}',
  'share.always': 'siempre',
  'share.never': 'nunca',
  'share.over': 'más del 99 %',
  'share.under': 'menos del 1 %',
  'share.unknown': 'no se conoce',
  'standing.on': 'en la lista restringida',
  'standing.off': 'fuera de la lista restringida',
  'outcome.passed': 'superada',
  'outcome.failed': 'no superada',
  'outcome.unknown': 'no se conoce',

  'matters.title': '¿Qué supuesto importa más?',
  'matters.note':
    'Cuánto del movimiento de los puestos viene de cada cosa sorteada: por sí sola, y con todo aquello por lo que actúa junto con otras.',
  'matters.finding': 'Lo que más importa: {what}. De ahí viene el {share} de todo el movimiento',
  'matters.even': 'Nada de lo sorteado movió un puesto.',
  'matters.subtitle':
    'Parte de la varianza del cambio medio de puesto (índice de Sobol total), con un rango de sensibilidad del 90 % al volver a sortear los ensayos. {n} ensayos.',
  'matters.no effect':
    'Una elección sin efecto: {names}. Se tome la respuesta que se tome, ningún puesto se mueve.',
  'matters.reach': 'Poco movimiento, y aun así decide quién está. «{choice}» por sí solo ({title}): {parts}.',
  'reach.placed': 'obtienen puesto: {names}',
  'reach.unplaced': 'pierden el suyo: {names}',
  'reach.onto': 'entran en la lista restringida: {names}',
  'reach.off': 'salen de ella: {names}',
  'matters.idle nothing': '«{choice}» no cambia ninguna nota: {title}.',
  'matters.idle scores only': '«{choice}» cambia notas y ningún puesto: {title}.',
  'matters.doubtful':
    'Para {names}, la parte por sí sola salió mayor que la parte con otras, lo que no puede ser: demasiados pocos ensayos para una diferencia tan pequeña.',
  'matters.caveat':
    'Las partes con otras cuentan dos veces lo que dos cosas hacen juntas, así que pueden sumar más del 100 %.',
  'matters.one': 'Aquí solo se sortea esto, y todo el movimiento viene de ahí: {what}.',
  'source.measurement': 'los errores de medición',
  'source.imputation': 'los valores que faltan',
  'source.weights': 'los pesos',
  'source.alternative': '«{title}»',

  'near.title': '¿Quién quedó fuera por poco y quién está dentro por poco?',
  'near.note': 'Decisiones que bien pudieron salir al revés.',
  'near.none':
    'Nadie: quien está en la lista restringida lo está en nueve de cada diez ensayos o más, y nadie más lo está en uno de cada diez.',
  'near.caption': 'En la lista restringida en unos ensayos y fuera en otros',
  'near.on': '{name} está en la lista restringida, y solo lo está en el {share} de los ensayos.',
  'near.off': '{name} no está en la lista restringida, y lo está en el {share} de los ensayos.',
  'near.gate passed': '{name} supera «{gate}», en el {share} de los ensayos.',
  'near.gate failed': '{name} no supera «{gate}», y la supera en el {share} de los ensayos.',

  'heat.title': 'Dónde quedó cada uno',
  'heat.subtitle':
    'Parte de {runs} ensayos en cada puesto, en tanto por ciento. Cuanto más fuerte el color, más a menudo. Por debajo de 10, sin cifra.',
  'heat.caption': 'Parte de los ensayos en cada puesto, en tanto por ciento',
  'heat.beyond': '{from} y más',

  'gates.title': '¿Son seguras las barreras?',
  'gates.fixed':
    'Ninguna barrera depende aquí de una estimación con error publicado. Cada una se supera, no se supera o se desconoce en todos los ensayos; no se sortea si los códigos, listas y pruebas son correctos.',
  'gates.drawn':
    'Barreras que dependen de una estimación con error publicado, donde la probabilidad no es ni nula ni segura.',
  'gates.certain':
    'Toda barrera que depende de una estimación con error publicado salió igual en prácticamente todos los ensayos.',
  'gates.unknown':
    'Una barrera desconocida lo sigue siendo en cada ensayo: no se inventa ninguna probabilidad.',
  'gates.open': 'podrían salir al revés',
  'gates.chance': 'Parte de los ensayos en que se supera',

  'flip.title': '¿Cuál es el menor cambio que la cambiaría?',
  'flip.note': 'Cambia una sola cosa y todo lo demás queda igual. De varias maneras se muestra la menor.',
  'flip.weight': 'peso de «{what}»',
  'flip.value': 'su valor de «{what}»',
  'flip.threshold': 'límite de «{what}»',
  'flip.figure': 'su cifra detrás de «{what}»',
  'flip.outcome': '«{what}» superada',
  'flip.in errors': '{size} errores publicados',
  'flip.just below': 'justo por debajo de {at}',
  'flip.just above': 'justo por encima de {at}',
  'flip.searched': 'Algunos se hallaron en una cuadrícula; pudo escapar un cambio menor entre sus puntos.',
  'flip.none': 'Ningún cambio de un solo peso, un solo límite o un solo valor suyo lo cambia.',
  'flip.on': 'en la lista restringida',
  'flip.off': 'fuera de la lista restringida',
  'flip.weights note':
    'Los pesos son partes de su grupo, en tanto por ciento; los demás del grupo guardan sus proporciones.',

  'reversal.title': '¿Depende el orden de quién más está en la lista?',
  'reversal.note':
    'Cada país, y después cada criterio, se deja fuera una vez y el resto se clasifica de nuevo.',
  'reversal.units none':
    'No: aquí nada se mide con quién más se juzga, así que dejar fuera un país no hace que otro adelante a otro.',
  'reversal.units some':
    'Sí: dejar fuera a uno de {n, plural, one {# país} other {# países}} hace que otros se adelanten entre sí, porque un valor se mide con quién más se juzga.',
  'reversal.units tried':
    'Dejados fuera uno por uno, {n, plural, one {# país no hace} other {# países no hacen}} que otros se adelanten entre sí, aunque hay valores que se miden con quién más se juzga.',
  'reversal.criterion': '{n, plural, =0 {ninguno} one {# puesto} other {# puestos}}',
  'reversal.criteria': 'Dejar fuera un criterio',
  'reversal.on': 'Entra en la lista restringida',
  'reversal.off': 'Sale de ella',
  'reversal.nobody': 'nadie',

  'why.title': 'Qué puede decirse aquí y qué no',
  'why.scorecard':
    'Este documento es una ficha: cuenta indicadores superados y no tiene criterios que cuenten por grados. Sus puestos y pesos no pueden ponerse a prueba; de sus barreras, lo que se sabe está más abajo.',
  'why.no gates': 'No tiene barreras junto a su ficha.',
  'why.cannot judge':
    'No hay resultado de cuya seguridad preguntar: {n, plural, one {falta # serie} other {faltan # series}}. Tráigalas con tp data import y haga la evaluación.',
  'why.rule':
    'El grupo «{group}» se une con una regla o unos pesos que miran a todos a la vez. No se ofrecen ensayos de ello; las barreras están más abajo.',
  'why.gate row':
    '{gate}: {passed} la superan, {failed} no, {unknown} no se conocen, {open} podrían salir al revés',

  'wait.title': 'Los ensayos se están haciendo',
  'wait.text': 'Hasta ahora {done} %. Esta página los muestra cuando están.',
  'wait.queued': 'Otros se pidieron antes. Los suyos van después.',
  'wait.look': 'Mirar de nuevo',
  'wait.cancel': 'Detener',
  'wait.note': 'Mirar de nuevo los espera hasta {seconds} segundos.',
  'wait.progress': 'Avance de los ensayos',
  'wait.stopped': 'Detenido. No se guardó nada.',
  'wait.again': 'Empezar de nuevo',
  'wait.lost': 'Se perdió la conexión. Quizá los ensayos sigan; mire de nuevo.',

  'again.title': 'Preguntar de nuevo',
  'again.text':
    'La misma evaluación, número de ensayos y semilla dan las mismas cifras en cualquier máquina. Por orden: <code>tp select robustness --assessment {id}</code>',
  'again.runs': 'Ensayos',
  'again.runs hint': 'De {least} a {most}. Más ensayos afinan las partes; no estrechan los rangos.',
  'again.seed': 'Semilla',
  'again.seed hint': 'Un número entero. Otra semilla muestra cuánto es azar del sorteo.',
  'again.submit': 'Hacer estos ensayos',
  'again.back': 'Volver a la evaluación',
  'action.csv': 'Descargar CSV',
  'action.json': 'Descargar JSON',

  'asked.runs': '«{said}» no sirve como número de ensayos',
  'asked.runs.message':
    'Hace falta un número entero de {least} a {most}: menos no dice nada de un rango, más no dice nada nuevo.',
  'asked.runs.remedy': 'Déjelo vacío para {usual}, o pida por ejemplo 5000.',
  'asked.seed': '«{said}» no sirve como semilla',
  'asked.seed.message': 'Hace falta un número entero de {least} a {most}.',
  'asked.seed.remedy': 'Déjelo vacío para {usual}.',

  'cli.byline': '{title}, versión {version}, con lo conocido el {day}; semilla {seed}, {runs} ensayos',
  'cli.byline own data': '{title}, versión {version}, con {file}; semilla {seed}, {runs} ensayos',
  'cli.more': '{n, plural, one {# más} other {# más}} con menos de una posibilidad entre veinte.',
  'cli.kept': 'Evaluación {id}',
  'cli.unit on': '{name}: puesto {place}, en la lista restringida, y en ella en el {share} de los ensayos.',
  'cli.unit off':
    '{name}: puesto {place}, fuera de la lista restringida, y en ella en el {share} de los ensayos.',
  'cli.unit unranked': '{name} no tiene puesto: {standing}.',
}
