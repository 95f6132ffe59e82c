import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  title: '¿Habría funcionado «{method}»?',
  'page.name': 'Historial',
  'link.text': 'Sus listas de años anteriores, contrastadas con lo que fue de esos países.',
  'about.method': 'Método',
  'about.outcome': 'Medido por',
  'about.lists': 'Listas de',
  'about.horizon': 'En un plazo de',
  years: '{n, plural, one {# año} other {# años}}',
  span: '{from} a {to}',

  'verdict.no outcome': 'Este método no puede ponerse a prueba: no nombra nada que pueda observarse después.',
  'verdict.nothing to judge':
    'No puede ponerse a prueba con lo que se sabe: en ningún año pudo el método puntuar a un solo país.',
  'verdict.nothing known':
    'No puede ponerse a prueba con lo que se sabe: de ninguna lista se sabe qué fue de sus países.',
  'verdict.places only':
    'No puede ponerse a prueba con lo que se sabe: {n, plural, =0 {no ocurrió nada que pueda contarse} one {un solo caso ocurrido es muy poco} other {# casos ocurridos son muy pocos}}. Por debajo de {least} solo se muestran puestos, sin medidas.',
  'against.random.better': 'Acierta más que un sorteo entre los países que cumplen.',
  'against.random.worse': 'Acierta menos que un sorteo entre los países que cumplen.',
  'against.random.open': 'No está demostrado que acierte más que un sorteo entre los países que cumplen.',
  'against.random.none': 'No puede compararse con un sorteo.',
  'against.tier.better': 'Acierta más que el nivel por sí solo.',
  'against.tier.worse': 'Es peor que el nivel por sí solo.',
  'against.tier.open': 'No está demostrado que acierte más que el nivel por sí solo.',
  'against.tier.none': 'No puede compararse con el nivel por sí solo.',
  'against.income.better': 'Acierta más que la producción por habitante por sí sola.',
  'against.income.worse': 'Es peor que la producción por habitante por sí sola.',
  'against.income.open': 'No está demostrado que acierte más que la producción por habitante por sí sola.',
  'against.income.none': 'No puede compararse con la producción por habitante por sí sola.',
  coin: 'De dos países de una misma lista, uno donde ocurrió y otro donde no, el método puso primero al correcto en el {share} de los pares ({low} a {high}); una moneda, en el {half}.',
  'coin alone':
    'De dos países de una misma lista, uno donde ocurrió y otro donde no, el método puso primero al correcto en el {share} de los pares; una moneda, en el {half}. Es muy poco para un intervalo.',
  within:
    'Entre países del mismo nivel puso primero al correcto en el {share} de los pares ({low} a {high}). Un país de nivel bajo tiene más peldaños por subir: esta es la mitad más justa de la pregunta.',
  'upside down': 'Leídas desde el final, sus listas habrían servido más que leídas desde arriba.',

  'section.known': '¿Qué se puede poner a prueba?',
  'known.note': 'Contado antes de mirar ninguna puntuación.',
  'known.sum':
    '{cases, plural, one {# caso} other {# casos}} en las listas de {from} a {to}; lo que se cuenta ocurrió {events, plural, =0 {cero veces} one {una vez} other {# veces}}. Un país da un caso por cada año en que figura en la lista; lo que ocurrió cuenta una vez, por muchas listas que lo precedan.',
  'known.none': 'Ninguna lista da un caso que pueda probarse.',
  'known.dropped':
    'Probado sin el requisito «{gate}»: a fines de {year} como mucho del {share} de los países podía decirse si lo cumplía. Las listas hechas con él serían las de los países sobre los que alguien había escrito.',
  'known.only gates': 'Probado con los requisitos: {gates}.',
  'known.no gates': 'No queda ningún requisito: todo país con puntuación está en la lista.',
  'known.silent':
    'Sin valor en ninguno de estos años y, por tanto, sin parte en las puntuaciones: {criteria}.',
  'known.missing': 'Falta por completo: {series}.',
  'known.revised':
    'Tomadas de ediciones posteriores, así que no son exactamente lo que veía un lector de entonces: {series}. Si eso cambia algo, favorece al método.',
  'known.weak out':
    'Los informes de los que más del {share} se apoya en una sola copia o en la eliminación no muestran ninguna subida: {reports}. Filas sueltas de esa clase en otros informes cuentan como desconocidas.',
  'known.weak taken':
    'Las filas que se apoyan en una sola copia o en la eliminación se leen aquí tal como están. Los niveles buenos dependen de ellas más a menudo que los malos.',
  'known.outcome source': 'Lo que fue de los países se lee en',
  'known.list sources': 'Lo que miraron las listas viene de',
  'known.sources': 'Fuentes: {sources}.',
  'table.known': 'Casos por año de la lista',
  'col.year': 'Año',
  'col.judged': 'Examinados',
  'col.out': 'Fuera',
  'col.unknown': 'Sin saber',
  'col.no score': 'Sin puntuación',
  'col.listed': 'En la lista',
  'col.excluded': 'Excluidos',
  'col.censored': 'Censurados',
  'col.usable': 'Casos',
  'col.happened': 'Ocurrió',
  'col.why': 'Por qué no todos',
  'left.at the top': '{n} ya en el nivel más alto',
  'left.no rank': '{n} sin clasificar en ese informe',
  'left.start weak': '{n} cuyo lugar ese año está mal establecido',
  'left.horizon weak': '{n} cuyo final depende de una fila mal establecida',
  'left.report missing': '{n} cuyo final depende de una fila que falta',
  'left.happened before': '{n} donde ya había ocurrido',
  'left.record partial': '{n} de los que el registro no está completo',
  'stop.open': 'aún no se conoce el final: {years}',
  'stop.weak reports': 'se apoya en informes mal establecidos: {years}',
  'stop.other scale': 'esos niveles no existían: {years}',
  'stop.before': 'no podía ocurrir antes de {since}',

  'section.verdict': '¿Habría funcionado?',
  'section.measures': '¿Supera a las reglas sencillas?',
  'measures.title': 'El método junto a tres reglas que no necesitan método',
  'measures.sub':
    'Intervalos del {level}: países enteros, con todos sus años, sorteados de nuevo {n} veces (semilla {seed}). Listas de {k}.',
  'ranking.method': 'El método',
  'ranking.random': 'Sorteo entre los que cumplen',
  'ranking.tier': 'Solo el nivel, el más bajo primero',
  'ranking.income': 'Solo la producción por habitante, la más alta primero',
  'measure.concordance': 'El correcto primero',
  'panel.concordance': 'AUC',
  'panel.hitRate': 'Aciertos de {k}',
  'panel.brier': 'Índice de Brier',
  'panel.note':
    'AUC: parte de los pares con el correcto primero. Aciertos: parte de los {k} primeros donde ocurrió. Índice de Brier: error de los pronósticos, 0 es perfecto.',
  'panel.forecasts':
    'Solo hay pronósticos para las listas de {years}: su error se apoya en {cases} de {all} casos.',
  'measure.hitRate': 'Aciertos entre los {k} primeros',
  'measure.brier': 'Error de los pronósticos',
  'measure.brier of': 'Error de los pronósticos, listas de {years}',
  'table.measures': 'El método menos cada regla sencilla, en los países que ambos pueden ordenar',
  'col.beside': 'Junto a',
  'col.measure': 'Medida',
  'col.cases': 'Casos',
  'col.method': 'Método',
  'col.naive': 'Regla sencilla',
  'col.difference': 'Diferencia',
  'col.finding': 'Resultado',
  'finding.better': 'mejor',
  'finding.worse': 'peor',
  'finding.open': 'sin diferencia probada',
  'finding.same forecast': 'anuncia lo mismo para todos, así que esto no puede diferir',
  'finding.none': 'no puede decirse',
  range: '{value} ({low} a {high})',

  'section.years': 'Año por año',
  'years.title':
    'De los {k} primeros de cada año, {hits} de {places} fueron aciertos; un sorteo habría dado {random}, el nivel por sí solo {tier}',
  'years.title short': 'De los {k} primeros de cada año, {hits} de {places} fueron aciertos',
  'years.sub':
    'Aciertos entre los {k} primeros de cada lista. Los empatados al final se reparten los últimos puestos.',
  'years.known':
    'Donde no se conoce la producción por habitante de todos los países de una lista, esa regla no tiene aciertos que mostrar.',
  'table.years': 'Aciertos por año de la lista',
  'col.places': 'Puestos',

  'section.calibration': 'Cuando decía «uno de cada cinco», ¿lo era?',
  'calibration.title': 'Lo que el método habría anunciado, y lo que vino',
  'calibration.sub':
    'Listas de {from} a {to}, cortadas en quintos. Anunciado: la parte observada en listas anteriores cuyo final ya se conocía.',
  'calibration.none':
    'No podía hacerse ningún pronóstico: hacen falta listas cuyo final ya se conociera, con {least} casos.',
  'calibration.band': 'Quinto {n} de la lista',
  'col.band': 'Parte de la lista',
  'col.forecast': 'Anunciado',
  'col.observed': 'Vino',
  'table.calibration': 'Partes anunciadas y observadas por quinto de la lista',

  'section.events': '¿Dónde estaban?',
  'events.title': 'Cada país donde ocurrió y su puesto en la última lista anterior',
  'col.country': 'País',
  'col.when': 'Ocurrió en',
  'col.list': 'Lista de',
  'col.place': 'Puesto',
  'place.of': '{place} de {of}',
  'place.none': 'sin puesto',
  'place.no list': 'sin lista anterior probada',
  'place.not judged': 'no examinado',
  'place.gate': 'fuera por «{gate}»',
  'place.unknown': 'no se puede juzgar',
  'place.no score': 'sin puntuación',
  'events.none': 'No ocurrió en ningún país en estos años.',

  'section.how': '¿Cómo se calcula?',
  'how.vintage':
    'Cada lista se hace con lo publicado hasta el 31 de diciembre de su año. Las clasificaciones, pruebas y propuestas posteriores se quitan antes de juzgar nada.',
  'how.pairs':
    'Los pares se forman dentro de un año. Se vuelven a sortear países enteros, no años sueltos: los años de un país no son noticias separadas, y los intervalos que lo olvidan son demasiado estrechos.',
  'how.forecast':
    'Los pronósticos siguen una regla fijada de antemano: la parte de las listas anteriores en el mismo quinto, nunca menor para un puesto mejor, y solo de listas cuyo final ya se conocía.',
  'how.rules':
    'Las reglas sencillas también están fijadas de antemano: primero el nivel más bajo, porque tiene más margen para subir; primero la mayor producción por habitante, porque un Estado que puede pagar puede actuar. Una medida muy por debajo de la mitad dice que el otro extremo de la lista habría sido el mejor.',
  'how.cause':
    'Aquí se pregunta si el método halló los países donde iba a ocurrir, no qué habría cambiado elegirlos.',

  'section.ask': 'Preguntar de otro modo',
  'ask.version': 'Versión de la metodología',
  'ask.outcome': 'Medido por',
  'ask.from': 'Primer año',
  'ask.to': 'Último año',
  'ask.horizon': 'Años hasta que deba verse',
  'ask.weak': 'Filas mal establecidas',
  'ask.weak out': 'cuentan como desconocidas',
  'ask.weak taken': 'se leen tal como están',
  'ask.hint': 'Vacío: todos los años cuyo final se conoce.',
  'ask.submit': 'Calcular de nuevo',
  'ask.csv': 'Casos por año (CSV)',
  'ask.json': 'Todo (JSON)',

  'progress.title': 'Se está calculando el historial',
  'progress.waiting': 'Se está calculando otro; este viene después.',
  'progress.start': 'Acaba de empezar.',
  'progress.years': 'Se han leído {done} de {total} años.',
  'progress.resamples': 'Se han hecho {done} de {total} sorteos.',
  'progress.about': 'Tarda unos segundos y sigue aunque deje esta página.',
  'progress.again': 'Mirar de nuevo',

  'cli.byline': '{method}, versión {version} · {outcome} en {years} · semilla {seed}',
}
