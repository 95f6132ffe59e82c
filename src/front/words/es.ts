import type { FrontKey } from '../words.ts'

/** Lo que dicen las páginas de varias estancias. */
export const es: Record<FrontKey, string> = {
  unknown: 'se desconoce',
  notStated: 'no consta',
  'data.package': 'Todos los datos en un paquete',

  'home.promise':
    'TIPping Point encuentra los países donde la ayuda podría acabar con la trata de personas, la convierte en acuerdos que cualquiera puede comprobar y mide con honestidad si funcionó.',
  'home.now.title': 'Puntuaciones más altas: {first}, de {count} países que pasan',
  'home.now.subtitle':
    '{summary} {method}, nuestro propio método, sobre el informe de {year} y todo lo demás que se sabía el {day}.',
  'home.now.weak':
    '{transcribed, plural, =0 {} one {# clasificación descansa en una sola transcripción privada. } other {# clasificaciones descansan en una sola transcripción privada. }}{eliminated, plural, =0 {} one {# se halló por eliminación. } other {# se hallaron por eliminación. }}',
  'home.now.caveat':
    'Estar en la lista quiere decir que la ayuda puede inclinar la balanza, no que lo hará. Proyección Equal Earth; las fronteras son del cartógrafo.',
  'home.now.list': 'Los {count} primeros por puntuación',
  'home.listOf': '{list} ({method})',
  'home.map.label':
    'Mapa del mundo de la evaluación. Encabezan la lista: {first}. La lista de al lado tiene el resto.',
  'home.map.in': 'pasa la barrera, {score} de 100',
  'home.map.out': 'fuera en «{gate}»',
  'home.map.unknown': 'falta algo, así que no hay puntuación',
  'home.key.first': 'los {count} primeros',
  'home.key.in': 'pasan, más abajo en la lista',
  'home.key.out': 'no pasan',
  'home.key.unknown': 'sin puntuación: falta algo',
  'home.key.none': 'sin clasificación de {year} aquí',
  'home.dagger':
    '† La clasificación descansa en una sola transcripción privada o en una eliminación; el informe mismo no se leyó.',
  'home.range': 'Puestos: rango de sensibilidad, 90 % de los ensayos.',
  'home.all': '{count, plural, one {Ver el que pasa} other {Ver los # que pasan, y con qué seguridad}}',
  'home.then.title': 'Cuando se propusieron los primeros países prioritarios, faltaba un hecho de {unknown}',
  'home.then.subtitle':
    '{summary} {method}, el método que una coalición propuso al gobierno de EE. UU., al {day}: nivel, niños soldados, misión de USAID.',
  'home.then.caveat':
    'Desconocido no es un no: no se halló ninguna lista completa de misiones de aquel año. Una lista no puede decir si alguno de ellos habría dado el vuelco.',
  'home.then.in': 'Pasan las tres barreras.',
  'home.then.why': '{count}: {what}',
  'home.then.far': '{what}, con fecha demasiado lejana del día',
  'home.then.rest': '{count}: por otras razones',
  'home.then.noEvidence': 'sin prueba fechada de «{gate}»',
  'home.then.revised':
    'Puntuación según la gobernanza de 2012, valores revisados después, no como se conocían entonces.',

  'cycle.title': 'Siete pasos, y vuelta a empezar',
  'cycle.around':
    'Alrededor, todo el mundo: <represent>quién habla por su dirección</represent>, <campaigns>campañas</campaigns>, <bills>proyectos de ley</bills> y <cents>dos centavos de cada dólar</cents>.',
  'cycle.none': 'Nada todavía',
  'cycle.observe': 'Observar',
  'cycle.observe.question': '¿Qué dice el historial de cada país, año a año, con sus lagunas?',
  'cycle.observe.holds':
    '{count, plural, =0 {ninguna clasificación} one {clasificación} other {clasificaciones, con sus lagunas}}',
  'cycle.select': 'Elegir',
  'cycle.select.question': '¿Dónde podría la ayuda inclinar la balanza, con un método discutible a la luz?',
  'cycle.select.holds':
    '{count, plural, =0 {ninguna evaluación} one {evaluación guardada} other {evaluaciones guardadas}}',
  'cycle.prepare': 'Preparar',
  'cycle.prepare.question': '¿Quién sabe ya hacer qué, y qué hay que medir antes de empezar?',
  'cycle.prepare.holds':
    '{count, plural, =0 {ningún estudio de base} one {estudio de base} other {estudios de base}}',
  'cycle.agree': 'Acordar',
  'cycle.agree.question': '¿Quién prometió qué, para qué tres a cinco años?',
  'cycle.agree.holds': '{count, plural, =0 {ningún pacto} one {pacto firmado} other {pactos firmados}}',
  'cycle.fund': 'Financiar',
  'cycle.fund.question': '¿Llegó el dinero cuando se cumplieron sus condiciones?',
  'cycle.fund.holds':
    '{sums, plural, =0 {ninguna suma publicada} one {suma publicada} other {sumas publicadas, cada una de otra clase, por eso no se suman}}{books, plural, =0 {} one {; un libro de cuentas abierto} other {; # libros de cuentas abiertos}}',
  'cycle.measure': 'Medir',
  'cycle.measure.question': '¿Hay menos víctimas, y con qué duda?',
  'cycle.measure.holds':
    '{count, plural, =0 {ningún informe de resultados publicado} one {informe de resultados publicado} other {informes de resultados publicados}}',
  'cycle.learn': 'Aprender',
  'cycle.learn.question': '¿Qué funcionó, dónde, y serviría en otro lugar?',
  'cycle.learn.holds':
    '{count, plural, =0 {ninguna evidencia} one {evidencia registrada} other {evidencias registradas}}',

  'compacts.title': '¿Qué se ha firmado?',
  'compacts.note': 'Pactos de protección de la infancia entre Estados Unidos y un gobierno socio.',
  'compacts.all': 'Todos los pactos que se conocen aquí',
  'compacts.finding':
    '{count, plural, one {Un pacto y su suma} other {# pactos, # clases de suma: por eso no las sumamos}}',
  'compacts.subtitle':
    'Plazo de cada pacto y financiación de EE. UU., con las palabras de la fuente (en inglés).',
  'compacts.caveat':
    'Rayado: firmado ese año, el día no está confirmado. Pactos posteriores no se hallaron ni se excluyeron.',
  'compact.signed': 'Firmado',
  'compact.term': 'Plazo',
  'compact.us': 'Estados Unidos',
  'compact.words': 'Con las palabras de la fuente',
  'compact.own': 'Aportación del propio país',
  'compact.with': 'Realizado con',
  'compact.status': 'Estado',
  'compact.baseline': 'Medición inicial y final',
  'compact.noBaseline': 'Ninguna que conozcamos',

  'news.title': '¿Qué hay de nuevo?',
  'news.data': 'Datos',
  'news.data.title': 'Ya está el informe de {year}, casi todo de segunda mano',
  'news.data.text':
    'Tenemos {held} clasificaciones suyas. {weak} descansan en una sola transcripción privada y se señalan dondequiera que se usan.',
  'news.assessment': 'Evaluación',
  'news.assessment.title': '{method}, versión {version}, sobre lo que se sabía el {day}',
  'news.assessment.text':
    '{summary} Una de <link>{count, plural, one {# evaluación} other {# evaluaciones}}</link>. Cada una guarda todo lo que miró y puede repetirse.',
  'news.compact': 'Pacto',
  'news.compact.title': '{country} firma el pacto más reciente que consta',
  'news.compact.text': 'No se ha hallado ningún informe de lo que cambió.',
  'news.run': 'Nuestros datos se leyeron por última vez el {day}.',

  'list.country': 'País',
  'list.tier': 'Nivel',
  'list.score': 'Puntos',
  'list.of100': '0–100',
  'list.ranks': 'Puestos',
  'list.range': '90 % de los ensayos',
  'list.region': 'Región',
  'list.newestTier': 'Último nivel',

  'countries.title': 'Países',
  'countries.question': '¿Qué se sabe de cada país?',
  'countries.description': 'Cada país con su último nivel y el lugar que le da cada método.',
  'countries.aside':
    'El nivel es el juicio del Departamento de Estado de EE. UU. sobre los esfuerzos de un gobierno, no sobre el tamaño del problema. Un país sin clasificación es desconocido, ni bueno ni malo.',
  'countries.find': 'Nombre',
  'countries.findHint': 'En cualquier idioma, también nombres antiguos',
  'countries.everywhere': 'Todas las regiones',
  'countries.show': 'Mostrar países',
  'countries.count':
    '{count, plural, one {# país} other {# países}} de {all}. La lista entera: <csv>CSV</csv>, <json>JSON</json>.',
  'countries.all': 'Mostrar todos',
  'countries.none':
    'Ningún país se llama ni se llamó «{q}» aquí. Pruebe con menos letras o con todas las regiones.',
  'countries.weak':
    '† La clasificación descansa en una transcripción, una eliminación o copias que no coinciden. Métodos: puesto y puntos de 100.',
  'countries.noTier': 'sin clasificación',
  'countries.rank': 'puesto {rank}, {points} de 100',
  'countries.would': 'puesto {rank} si se confirma',
  'countries.unknown': 'Ningún país se llama ni se llamó «{text}» aquí',
  'countries.suggest': '¿Quería decir {names}?',
  'countries.lookUp': 'La lista de países encuentra nombres en cuatro idiomas, también antiguos.',
  'countries.noRegion': 'No hay ninguna región «{region}»',
  'countries.regions': 'Las regiones son {regions}.',

  'country.brief': 'Una página para imprimir',
  'country.sourcesNote': 'Los números pequeños del texto las abren en su sitio.',
  'about.people': '{size, select, millions {{count} de habitantes} other {{count} habitantes}}',
  'about.noPeople': 'Población desconocida aquí',
  'about.income': '{sum} de producción por habitante en {year}',
  'about.noIncome': 'Producción por habitante desconocida aquí',
  'about.compact': 'Socio de un pacto de protección de la infancia, {year}.',

  'short.title': 'En breve',
  'short.note': 'Escrito a partir de los datos con reglas fijas. Cada frase nombra sus fuentes.',
  'short.tier': '{country}: {tier} en el informe de {year}.',
  'short.oldTier':
    '{country}: aquí no hay clasificación del informe de {last}; la última conocida es {tier}, de {year}.',
  'short.noTier': '{country}: no se conoce aquí ningún nivel, ni en el informe de {year} ni antes.',
  'short.count': '{tier} en {count, plural, one {un informe} other {# informes}}',
  'short.record': '{kinds, plural, one {Desde {since}, {counts}.} other {Desde {since}: {counts}.}}',
  'short.gaps':
    '{count, plural, one {De un informe desde entonces no hay clasificación.} other {De # informes desde entonces no hay clasificación.}}',
  'short.by': 'Según el método «{method}»: {sentence}',
  'short.weak.one transcription': 'La última clasificación descansa en una sola transcripción privada.',
  'short.weak.by elimination': 'La última clasificación se halló por eliminación, no se leyó.',
  'short.weak.inferred': 'La última clasificación se dedujo de otros textos, no se leyó.',
  'short.weak.imported here':
    'La última clasificación la importó aquí un usuario; no procede del paquete de referencia.',
  'short.weak.conflicting copies': 'Las copias del informe no coinciden en la última clasificación.',
  'short.notJudged': '«{method}» no juzga a {country} al {day}: {why}.',
  'short.unknown':
    '{country}: no se sabe cuántas personas son víctimas de trata; no conocemos ninguna estimación nacional medida.',
  'short.measured': 'Medido: {method}, {period}. {figure} Se cuenta: {definition}',
  'short.several': 'Es una de {count} estimaciones actuales.',
  'short.severalApart': 'Es una de {count} estimaciones actuales, que van de {low} a {high}.',
  'short.unknownNext':
    'Lo que falta: una encuesta o listas de casos con definición, lugar, período e intervalo declarados.',

  'tiers.title': '{country}: ¿cómo lo clasifica EE. UU.?',
  'tiers.note':
    'El nivel en el informe anual sobre la trata de personas. Juzga los esfuerzos de un gobierno, no el tamaño del problema.',
  'tiers.finding':
    '{tier} en {reports} de {of} informes, {ups, plural, =0 {nunca subió} one {subió una vez} other {subió # veces}}, {downs, plural, =0 {nunca bajó} one {bajó una vez} other {bajó # veces}}',
  'tiers.none': '{country}: ninguna clasificación aquí',
  'tiers.subtitle':
    'Nivel por año del informe. Debajo, {count, plural, one {el vecino más cercano} other {los # vecinos más cercanos}} en población ({region}); los años rayados no se conocen aquí.',
  'tiers.alone': 'Nivel por año del informe; los años rayados no se conocen aquí.',
  'tiers.caption': 'Nivel por año del informe',
  'tiers.report': 'Informe',
  'tiers.compact': 'pacto, {when}',
  'tiers.weak': '{years}: {why}',

  'gates.title': '¿Pasa las barreras?',
  'gates.note': 'Una barrera se pasa, se falla o no se conoce. Desconocido nunca es un no.',
  'gates.date': '{method}, {day}',
  'gates.notAsked': 'No se pregunta',
  'gates.notAskedWhy': 'Este método no tiene esa barrera.',
  'gates.notJudged': 'No juzgado',
  'gates.notJudgedWhy':
    'No está entre los países que juzga este método: no hay clasificación o queda fuera de entrada.',
  'gates.in': 'Dentro: puesto {rank} de {of}',
  'gates.would': 'No se puede juzgar; puesto {rank} si se confirma',

  'places.title': '¿Dónde lo sitúa cada método?',
  'places.note':
    'Los rangos son de sensibilidad: cuánto se mueven los puestos cuando se vuelve a sortear el error de medida.',
  'places.method': 'Método',
  'places.asOf': 'Sabido el',
  'places.standing': 'Resultado',
  'places.rank': 'Puesto',
  'places.madeBy': '{method}, versión {version}, semilla {seed}, {runs} ensayos',

  'governance.title': '¿Cómo se gobierna?',
  'governance.note': 'Lo que puntúan los métodos una vez pasadas las barreras.',
  'governance.caption': 'La gobernanza con su error, junto a los vecinos',
  'governance.finding':
    '{ahead, plural, =0 {En ninguna de {of} medidas por encima de la mitad de sus {count} vecinos} =3 {Por encima de la mitad de sus {count} vecinos en las tres medidas} other {Por encima de la mitad de sus {count} vecinos en # de {of} medidas}}',
  'governance.none': '{country}: ninguna cifra de gobernanza aquí',
  'governance.subtitle':
    'Indicadores mundiales de gobernanza {year}, revisados en {revised}; escala de −2,5 a 2,5. Punto: estimación; línea: ±1,645 errores estándar, un intervalo del 90 %.',
  'governance.caveat':
    'Vecinos por orden de su media. Donde dos líneas se solapan, el orden de los dos países no es seguro.',
  'missing.not published': 'no publicado',
  'missing.not applicable': 'no procede',
  'missing.not yet imported': 'aún no importado',
  'missing.suppressed': 'retenido por la fuente',
  'missing.not yet released': 'aún no publicado entonces',

  'people.title': '¿Cuántas personas?',
  'people.note': 'Lo medido y lo modelado se mantienen aparte; lo segundo deduce.',
  'people.measured': 'Medido aquí',
  'people.none': 'No conocemos ninguna estimación nacional medida.',
  'people.axis': 'personas por 1000: en cualquier punto de esta línea',
  'people.report': 'el informe',
  'people.trend':
    'Cada cifra vale por sí misma. Si cambian la definición, el método o el lugar, dos cifras no son una tendencia.',
  'people.figure': 'Cifra',
  'people.definition': 'Definición',
  'people.when': 'Período y lugar',
  'people.how': 'Método',
  'people.listed': 'Estimaciones de {country}',
  'people.modelledHere': 'Modelado',
  'people.missingTitle': 'Lo que falta',
  'people.missing':
    'Una encuesta, o listas de casos comparables, con definición, lugar, período e intervalo declarados. Sin ella nadie puede decir por esta página si algo cambió.',
  'people.modelled':
    'Hay modelos mundiales que deducen una cifra ({region}) de encuestas de otros países. Sus condiciones no nos dejan reproducirla y aquí nunca sirven de medición inicial.',

  'agreed.title': '¿Qué se acordó?',
  'agreed.note': 'Pactos de protección de la infancia con Estados Unidos.',
  'agreed.untitled': 'Un pacto sin título',
  'agreed.here':
    'En vigor desde {begins} hasta {ends}; su dinero, sus condiciones y sus resultados están allí a la vista de todos.',
  'agreed.soon': 'Publicado, aún no en vigor.',
  'agreed.example': 'Un ejemplo: todo en él es inventado.',
  'agreed.none':
    '{country}: no conocemos ningún pacto de protección de la infancia. Pactos posteriores a 2022 no se hallaron ni se excluyeron.',
  'agreed.notStated': 'No consta en los textos que tenemos',

  'grants.title': '¿Qué pagó antes EE. UU.?',
  'grants.note': 'Subvenciones de agencias de EE. UU. contra la trata con este país como lugar de trabajo.',
  'grants.none':
    'Ninguna subvención aquí de {first} a {last}. Las regionales y mundiales, que pudieron llegar, no se cuentan, y los años posteriores no se cubren.',
  'grants.finding':
    '{sum} declarados en {count, plural, one {una subvención} other {# subvenciones}}, de {first} a {last}{unstated, plural, =0 {} one {; una de ellas no declara importe} other {; # de ellas no declaran importe}}',
  'grants.subtitle':
    'Subvenciones por año, dólares corrientes. No se cuentan las regionales ni las mundiales.',
  'grants.caveat': 'Un importe ausente no fue declarado; no es cero. Nada posterior a {last} se cubre.',
  'grants.noneThen': 'ninguna',
  'grants.unstatedToo': '{count, plural, one {# sin importe} other {# sin importe}}',
  'grants.year': 'Año',
  'grants.recipient': 'Receptor',
  'grants.amount': 'Importe',

  'goods.title': '¿Qué bienes están señalados?',
  'goods.note':
    'Bienes que el Departamento de Trabajo de EE. UU. tiene razones para creer hechos con trabajo infantil o forzoso.',
  'goods.none':
    'Ningún bien de este país está en la lista de {year}. La lista nombra lo buscado y hallado: un país sin mención es desconocido, no limpio.',
  'goods.good': 'Bien',
  'goods.child': 'Trabajo infantil',
  'goods.forced': 'Trabajo forzoso',
  'goods.sector': 'Sector económico',
  'goods.listed': 'señalado',
  'goods.notListed': 'no señalado',
  'goods.list': 'Lista de {year}, nombres en inglés. Las adiciones posteriores no están en nuestros datos.',

  'downloads.title': 'Para llevar',
  'downloads.brief': 'En papel',
  'downloads.briefText':
    '<link>Una página para imprimir</link>; esta página también se imprime como documento.',
  'downloads.figures': 'Como datos',
  'downloads.figuresText':
    'Las cifras en <csv>CSV</csv>, lo que consta de pactos, bienes y subvenciones en <facts>CSV</facts>, todo lo de esta página en <json>JSON</json>. En el CSV, un texto que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante.',

  'brief.title': '{country} en una página',
  'brief.tiers': 'Niveles',
  'brief.asked': 'Se pregunta',
  'brief.known': 'Se sabe aquí',
  'brief.compact': 'Pacto, {when}',
  'brief.goods': 'Bienes señalados',
  'brief.grants': 'Subvenciones',
  'brief.about': 'El país',
  'brief.sources': 'Direcciones, ediciones y de qué se hizo la puntuación: {address}',
}
