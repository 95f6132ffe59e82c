import type { PathWord } from './en.ts'

export const es: Record<PathWord, string> = {
  short: 'En breve',
  numbers: 'En números',
  none: 'Sin estimación. {reason}',
  'none.short': 'ninguna',
  figure: '{value} (95 %: {low} a {high})',
  'figure.open': '{value} (95 %: desde {low}, sin límite superior)',
  doubts: 'Lo que es dudoso',
  'doubts.none': 'Las comprobaciones que se hacen de toda muestra así no encontraron nada que decir.',
  limits: 'Las cifras completas, con sus límites',
  'limits.figure': 'Cifra',
  'limits.estimate': 'Estimación',
  'limits.level': 'Intervalo',
  'limits.low': 'De',
  'limits.high': 'A',
  'limits.kind': 'Hecho por',
  'limits.cases': 'Vistos',
  'limits.none': 'no se hizo ningún intervalo',
  'limits.open': 'sin límite superior',
  'ask.number': 'Esto no es un número que se pueda leer aquí: {text}.',
  'ask.outcome': 'Columna de la respuesta',
  'ask.outcome.hint':
    '1 y 0, números, o palabras para sí y no. Una columna de otras palabras no se ofrece: escríbalas antes como 1 y 0.',
  'ask.population': 'Tamaño de la población',
  'ask.resamples': 'Remuestras',
  'ask.resamples.hint': 'Cuántas veces se vuelve a sacar la muestra para el intervalo; 0 para ninguna.',
  'ask.seed': 'Semilla del azar',
  'ask.seed.hint': 'La misma semilla da las mismas cifras, aquí y por comando.',
  'ask.none': 'ninguna',
  'ask.more': 'Más ajustes',
  'missing.columns': 'Diga qué columnas contienen: {columns}.',
  'missing.numbers': 'Un número no se puede leer; está marcado junto a su campo.',
  invented: 'Inventado para probar; no hay ninguna persona real detrás. {truth}',

  resampled: '19 de cada 20 remuestras están entre {low} y {high}',
  'resampled.bare': 'Sorteada de nuevo, la muestra daría cifras como estas',
  'resampled.subtitle':
    '«{method}»: {count} muestras sorteadas de nuevo de la que hay, y la cifra de cada una.',
  'rds.slot': 'La muestra',
  'rds.slot.hint':
    'Una fila por entrevistado: su número, el de quien lo reclutó (vacío o «seed» para las semillas), cuántas personas de la población conoce, y la respuesta.',
  'rds.example': '{people} personas reclutadas desde ocho semillas',
  'rds.example.truth': 'En verdad, {share} de {people} responden 1.',
  'rds.id': 'Columna con el número del entrevistado',
  'rds.recruiter': 'Columna con el número del reclutador',
  'rds.code.hint': 'Une filas y nada más: ni se muestra ni se guarda.',
  'rds.degree': 'Columna con el tamaño de la red',
  'rds.degree.hint': 'Cuántas personas de esta población conoce el entrevistado.',
  'rds.group': 'La respuesta cuya parte se pregunta',
  'rds.population.hint':
    'Si se conoce o se supone: se usa entonces el muestreo sucesivo, que tiene en cuenta que se preguntó a gran parte de todos. Si se deja vacío, RDS-II.',
  'rds.zero': 'Quien no conoce a nadie, según dice',
  'rds.zero.leave-out': 'queda fuera de la estimación',
  'rds.zero.as-one': 'se toma como que conoce a una persona',
  'rds.seeds': 'Semillas',
  'rds.seeds.counted': 'cuentan como todos',
  'rds.seeds.left-out': 'reclutan, y no cuentan',
  'rds.says':
    'Según la estimación, <strong>{estimate}</strong> de la población respondería «{group}»; el intervalo del 95 % va de {low} a {high}.',
  'rds.says.bare':
    'Según la estimación, <strong>{estimate}</strong> de la población respondería «{group}». No se hizo ningún intervalo.',
  'rds.sample':
    'Entre los {people} entrevistados que cuentan fue {share}. A quien conoce a muchos se llega más fácilmente; pesa menos.',
  'rds.total': 'Si la población fuera de {population}, serían unas {total} personas.',
  'rds.effective':
    'El reclutamiento dice tanto como {effective} personas sacadas al azar (efecto de diseño {effect}).',
  'rds.tree':
    '{people, plural, one {# persona vino} other {# personas vinieron}} de {seeds, plural, one {una semilla} other {# semillas}}, en hasta {waves, plural, one {# ronda} other {# rondas}}',
  'rds.tree.subtitle': 'Cada árbol empieza a la izquierda con su semilla; cada columna es una ronda.',
  'rds.settled': 'En los últimos {last} entrevistados la estimación se movió a lo más {moved} puntos',
  'rds.moving': 'En los últimos {last} entrevistados la estimación aún se movía {moved} puntos',
  'rds.settled.subtitle':
    'RDS-II con todos los entrevistados hasta ahí; lo que dice al principio depende de las semillas.',
  'rds.apart': 'Los árboles de distintas semillas dicen de {low} a {high}',
  'rds.apart.one': 'Solo un árbol es bastante grande para mirarlo aparte',
  'rds.apart.subtitle':
    'RDS-II de cada árbol de diez personas o más. Árboles alejados señalan un cuello de botella: partes de la población que apenas se reclutan entre sí.',
  'rds.apart.row': 'Semilla {seed}: {people, plural, one {# persona} other {# personas}}',
  'rds.apart.all': 'Todos juntos',
  'rds.apart.head': 'Árbol',
  'rds.share': 'Parte',
  'rds.homophily':
    'Los reclutados eran del grupo de su reclutador {homophily} veces tan a menudo como si se reclutara sin mirar el grupo',
  'rds.homophily.none': 'No se puede decir si la gente recluta a los suyos',
  'rds.homophily.subtitle': 'Quién reclutó a quién, en personas.',
  'rds.homophily.table': 'Reclutamientos, del grupo del reclutador al del reclutado',
  'rds.homophily.from': 'Reclutador',
  'rds.homophily.made': 'Reclutados por cada uno',
  'rds.homophily.recruiting': 'Reclutaron a alguien',
  'rds.activity': 'Los del grupo conocen {activity} veces tantas personas como los demás (medias armónicas).',
  'rds.wavesNeeded':
    'Tras {needed, plural, one {# ronda} other {# rondas}} el reclutamiento habría olvidado sus semillas; duró {reached}.',
  'rds.methods': 'Otros métodos dicen de {low} a {high}',
  'rds.methods.subtitle': 'La misma muestra por cada método; el intervalo donde se hizo.',
  'rds.methods.sample': 'Sin ponderar',
  'rds.methods.head': 'Método',
  'rds.over': 'El tamaño de la población mueve la parte de {low} a {high}',
  'rds.over.subtitle':
    'El estimador de Gile por muestreo sucesivo necesita el tamaño de la población. Esto es lo que diría de varios.',
  'rds.over.table': 'Parte según el tamaño de la población',
  'rds.over.population': 'Población',
  'rds.over.infinite': 'sin límite (RDS-II)',
  'rds.over.below': 'menor que la muestra',
  'rds.bootstraps': 'Sacada de nuevo de otras maneras',
  'rds.bootstraps.which': 'Cómo',
  'rds.bootstraps.tree': 'árboles: semillas, luego reclutados',
  'rds.bootstraps.population': 'reclutamiento repetido en una población estimada',
  'rds.bootstraps.chain': 'una cadena por grupo',
  'rds.bootstraps.error': 'Error típico',

  'nsum.answers': 'Las respuestas',
  'nsum.answers.hint':
    'Una fila por entrevistado; una columna por grupo preguntado, con cuántos de sus miembros conoce.',
  'nsum.sizes': 'Los tamaños de los grupos conocidos',
  'nsum.sizes.hint': 'Dos columnas: el grupo, llamado como en las respuestas, y cuántas personas tiene.',
  'nsum.example': '400 personas preguntadas por siete grupos conocidos y uno oculto',
  'nsum.example.truth':
    'En verdad, {hidden} de {population} personas están en trabajo forzoso, y de quienes conocen a una, {transmission} lo saben.',
  'nsum.hidden': 'Columna del grupo oculto',
  'nsum.population.hint':
    'Todos aquellos entre los que viven las personas conocidas, como los habitantes del país.',
  'nsum.without': 'Grupos conocidos que dejar fuera',
  'nsum.without.hint':
    'Aquellos cuya estimación por los otros está lejos de la verdad dicen que su gente es conocida de forma desigual.',
  'nsum.weight': 'Columna con los pesos',
  'nsum.cluster': 'Columna con las unidades de muestreo',
  'nsum.strata': 'Columna con los estratos',
  'nsum.transmission': 'Parte de los conocidos que lo sabe (transmisión)',
  'nsum.transmission.hint':
    'De quienes conocen a un miembro del grupo oculto, cuántos saben que lo es. Si se deja vacío: todos.',
  'nsum.degreeRatio': 'Red de las personas ocultas entre la de los demás (razón de grados)',
  'nsum.degreeRatio.hint': 'Por ejemplo 0,7 si conocen a menos gente. Si se deja vacío: a tanta.',
  'nsum.frameRatio': 'Personas conocidas por los preguntados entre las conocidas por todos (razón del marco)',
  'nsum.frameRatio.hint': 'Si se deja vacío: tantas.',
  'nsum.precision': 'Parte de las menciones que son de miembros verdaderos (precisión)',
  'nsum.precision.hint': 'Si se deja vacío: todas.',
  'nsum.cutAt': 'Las respuestas por encima se recortan a esto',
  'nsum.example.members': 'Lo mismo, con sesenta miembros del grupo oculto',
  'nsum.members': 'Lo que dicen miembros del grupo oculto (una segunda muestra)',
  'nsum.members.hint':
    'Una fila por miembro entrevistado: cuántas personas saben que lo es, o cuántas de cada grupo conocido. Con ella, ni las barreras ni el silencio bajan la cifra.',
  'nsum.knowers': 'Columna con cuántas personas lo saben',
  'nsum.knowers.hint':
    'Ninguna: se calcula con las columnas de los grupos conocidos, si se preguntó a los miembros cuántos de cada uno lo saben.',
  'nsum.membersWeight': 'Columna con los pesos de los miembros',
  'nsum.frame': 'Personas entre las que se sorteó a los entrevistados',
  'nsum.frame.hint':
    'Por ejemplo todos los adultos, si solo se les preguntó a ellos. Vacío: toda la población.',
  'nsum.both':
    'Los entrevistados señalaron a {reports} miembros; los {members} miembros entrevistados dicen que, en promedio, {known} personas lo saben de cada uno.',
  'nsum.beside': 'Las dos muestras juntas, al lado de la primera sola',
  'nsum.beside.subtitle':
    'Personas, con intervalos del 95 %. La primera muestra sola da por buenos la proporción que lo sabe y el tamaño de las redes, tal como se fijaron.',
  'nsum.says':
    'Según la estimación, <strong>{estimate}</strong> personas son de «{group}»; el intervalo del 95 % va de {low} a {high}.',
  'nsum.says.bare':
    'Según la estimación, <strong>{estimate}</strong> personas son de «{group}». No se hizo ningún intervalo.',
  'nsum.perThousand': 'Son {rate} de cada 1000 de la población.',
  'nsum.degree':
    'Los entrevistados conocen a {degree} personas de media; juntos mencionaron a {reports} del grupo oculto.',
  'nsum.limit':
    'No se mencionó a nadie. Si la gente se encontrara al azar, serían menos de {limit} personas, con un 95 % de confianza.',
  'nsum.back': '{near} de {of} grupos conocidos salen a menos de una vez y media de su tamaño verdadero',
  'nsum.back.none': 'Con un solo grupo conocido no se puede comprobar nada',
  'nsum.back.subtitle':
    'Cada grupo conocido estimado a partir de los otros, como si fuera oculto. Donde esto falla, falla también para el grupo oculto.',
  'nsum.tau': 'Si solo la mitad de los conocidos lo supiera, serían {half}',
  'nsum.tau.beyond': 'Si solo la mitad de los conocidos lo supiera, serían más que la población',
  'nsum.tau.subtitle':
    'La estimación, con su intervalo del 95 %, según la parte de los conocidos de una persona oculta que sabe que lo es. Las respuestas no pueden decir esta parte; tiene que venir de otro lado.',
  'nsum.tau.head': 'Parte que lo sabe',
  'nsum.beyond': 'más que la población: ninguna',
  'nsum.people': 'Personas',
  'nsum.ratio':
    'Si las personas ocultas conocieran {ratio} veces tanta gente como las demás, serían {estimate}',
  'nsum.ratio.beyond':
    'Si las personas ocultas conocieran {ratio} veces tanta gente como las demás, serían más que la población',
  'nsum.ratio.subtitle':
    'La estimación según el tamaño de la red de las personas ocultas junto a la de las demás.',
  'nsum.ratio.head': 'Su red entre la de los demás',
  'nsum.leave': 'Dejar fuera un grupo conocido la mueve entre {low} y {high}',
  'nsum.leave.subtitle':
    'La estimación sin cada uno de los grupos conocidos, y sin los entrevistados que más mencionan.',
  'nsum.leave.head': 'Dejado fuera',
  'nsum.leave.nothing': 'Nada',
  'nsum.leave.largest':
    '{count, plural, one {el entrevistado que más menciona} other {los # entrevistados que más mencionan}}',
  'nsum.spread': 'Cuán desigualmente se conocen los grupos',
  'nsum.spread.group': 'Grupo',
  'nsum.spread.index': 'Dispersión de las respuestas entre la de encuentros al azar',
  'nsum.spread.twentieth': 'Menciones de la vigésima parte de entrevistados que más mencionan',

  'survey.slot': 'La encuesta',
  'survey.slot.hint':
    'Una fila por entrevistado, con la respuesta como 1 o 0 (o un número), y las columnas del diseño.',
  'survey.example.one': '1200 personas preguntadas en cuarenta aldeas',
  'survey.example.one.truth': 'En verdad la parte es {share}; las aldeas difieren.',
  'survey.example': '2400 personas preguntadas en cuarenta aldeas, en dos años',
  'survey.example.truth': 'En verdad la parte bajó de {first} a {second}; las aldeas difieren.',
  'survey.weight': 'Columna con los pesos',
  'survey.weight.hint': 'A cuántas personas de la población representa un entrevistado.',
  'survey.strata': 'Columna con los estratos',
  'survey.strata.hint': 'Partes del país de las que se sacó la muestra una por una.',
  'survey.cluster': 'Columna con los conglomerados',
  'survey.cluster.hint': 'Lo que se sacó primero: aldeas, distritos, escuelas.',
  'survey.fpc': 'Columna con el número de conglomerados que hay',
  'survey.fpc.hint': 'En el estrato, o la parte de ellos que se sacó. Si falta: como si hubiera muchísimos.',
  'survey.domain': 'Columna cuyos valores se miran uno por uno',
  'survey.domain.hint': 'Como sexo o región: cada uno recibe su propia cifra.',
  'survey.population.hint': 'Si se conoce por un censo: la parte se dice entonces también en personas.',
  'survey.lonely': 'Donde se sacó un conglomerado de un estrato que tiene más',
  'survey.lonely.refuse': 'no dar ninguna cifra',
  'survey.lonely.centre': 'tomar su distancia a la media de todos',
  'survey.lonely.certainty': 'tomarlo como sacado con seguridad',
  'survey.lonely.collapse': 'unir el estrato con el siguiente',
  'survey.missing': 'Entrevistados sin peso',
  'survey.missing.refuse': 'son un error del archivo',
  'survey.missing.leave-out': 'se dejan fuera y se cuentan',
  'survey.says':
    'Según la estimación, <strong>{estimate}</strong> de la población tenía «{outcome}»; el intervalo del 95 % va de {low} a {high}.',
  'survey.says.mean':
    'La media de «{outcome}» en la población se estima en <strong>{estimate}</strong>; el intervalo del 95 % va de {low} a {high}.',
  'survey.says.bare':
    'La estimación para «{outcome}» es <strong>{estimate}</strong>. No se puede hacer un intervalo de ella.',
  'survey.says.none':
    'Ninguno de los {people} entrevistados tenía «{outcome}». Eso no es cero en la población: con un 95 % de confianza la parte está <strong>por debajo de {high}</strong> (la regla de tres, sobre el equivalente de {effective} entrevistados).',
  'survey.says.everybody':
    'Los {people} entrevistados tenían todos «{outcome}». Eso no es todo el mundo en la población: con un 95 % de confianza la parte está <strong>por encima de {low}</strong>.',
  'survey.clustersAlike':
    'Si la gente de un mismo conglomerado comparte toda la misma suerte, el límite es {limit}.',
  'survey.total': 'De una población de {population} son unas {total} personas, de {low} a {high}.',
  'survey.asked':
    '{withOutcome} de {people} entrevistados lo tenían, en {clusters, plural, one {# conglomerado} other {# conglomerados}} de {strata, plural, one {un estrato} other {# estratos}}.',
  'survey.effect':
    'Por la manera en que se sacó la muestra, {people} respuestas dicen tanto como {effective} de personas sacadas una por una (efecto de diseño {effect}; por pesos desiguales solos {kish}).',
  'survey.parts': '«{column}»: de {low} a {high}',
  'survey.parts.subtitle':
    'Parte con «{outcome}» en cada grupo, con su intervalo del 95 %; los demás siguen diciendo cómo se sacó la muestra.',
  'survey.parts.mean': 'Media de «{outcome}» en cada grupo, con su intervalo del 95 %.',
  'survey.parts.more':
    '{count, plural, one {Se dejó fuera otro valor} other {Se dejaron fuera otros # valores}}.',
  'survey.parts.head': 'Grupo',
  'survey.parts.asked': 'Preguntados',
  'survey.parts.with': 'Con la respuesta',
  'survey.parts.effect': 'Efecto de diseño',
  'survey.parts.table': 'Cada grupo en números',
  'survey.all': 'Todos',
  'survey.part': '{column} = {value}',

  'venues.slot.hint':
    'Una fila por persona encontrada: en qué evento (un lugar a una hora), la probabilidad de que saliera ese evento, cuántas personas se contaron allí, con qué frecuencia viene, y la respuesta.',
  'venues.example': 'Unas 400 personas encontradas en treinta horas sorteadas de un mercado',
  'venues.example.truth':
    'En verdad, el {share} de las personas que vienen está en trabajo forzoso; vienen más a menudo que las demás.',
  'venues.event': 'Columna con el evento',
  'venues.event.hint': 'Un lugar, un día, a una hora: lo que se sorteó.',
  'venues.chance': 'Columna con la probabilidad del evento',
  'venues.chance.hint': 'Mayor que 0 y como mucho 1: 0,5 si se sorteó la mitad de tales eventos.',
  'venues.counted': 'Columna con las personas contadas allí',
  'venues.counted.hint': 'Todas las de la población que estaban, no solo las preguntadas.',
  'venues.visits': 'Columna con la frecuencia de las visitas',
  'venues.visits.hint': 'A cualquier lugar en el período, incluida esta vez.',
  'venues.strata': 'Columna con los estratos',
  'venues.strata.hint': 'Dentro de los que se sortearon los eventos, como distritos.',
  'venues.cluster': 'Columna con lo que se sorteó primero',
  'venues.cluster.hint': 'Si no fue el evento: por ejemplo el lugar, visitado varios días.',
  'venues.unsaid': 'Quien no dijo con qué frecuencia',
  'venues.unsaid.leave-out': 'queda fuera y se cuenta',
  'venues.unsaid.as-one': 'se toma como si hubiera venido una vez',
  'venues.says':
    'Se estima que el <strong>{estimate}</strong> de las personas que vienen a estos lugares tenía «{outcome}»; el intervalo del 95 % va de {low} a {high}.',
  'venues.says.bare':
    'Se estima que el <strong>{estimate}</strong> de las personas que vienen a estos lugares tenía «{outcome}». No se puede dar un intervalo.',
  'venues.met':
    'Se encontró a {people} personas en {events} eventos. De quien nunca viene a un lugar así no se dice nada.',
  'venues.visitors':
    'Si las probabilidades abarcan todos los eventos que hay, acuden unas {visitors} personas.',
  'venues.weights':
    'Entre las personas encontradas fue el {plain}; ponderada por la frecuencia de las visitas, la proporción es el {weighted}',
  'venues.weights.bare': 'Lo que hacen los pesos',
  'venues.weights.subtitle':
    'La proporción, en tanto por ciento, con su intervalo del 95 %. A quien viene a menudo se le encuentra más veces; pesa menos.',
  'venues.weighted': 'Ponderada',

  'waves.slot': 'Las dos rondas',
  'waves.slot.hint':
    'Un archivo con ambas: una fila por entrevistado, una columna que dice la ronda, la respuesta, y las columnas del diseño.',
  'waves.wave': 'Columna que dice la ronda',
  'waves.from': 'Primera ronda',
  'waves.to': 'Segunda ronda',
  'waves.domain': 'Solo quienes en esta columna',
  'waves.domainValue': 'tienen el valor',
  'waves.target': 'Bajada prometida, en por ciento de la primera cifra',
  'waves.target.hint': 'Por ejemplo 25. Si se deja vacío: no se prometió ninguna.',
  'waves.same': 'Las dos rondas son la misma.',
  'waves.says.fell':
    'De {from} a {to} la parte <strong>bajó</strong>, de {first} a {second}: {points} puntos (95 %: {low} a {high}).',
  'waves.says.rose':
    'De {from} a {to} la parte <strong>subió</strong>, de {first} a {second}: {points} puntos (95 %: {low} a {high}).',
  'waves.says.none':
    'De {from} a {to} <strong>ningún cambio se distingue del azar</strong>: {first} y {second}, una diferencia de {points} puntos (95 %: {low} a {high}).',
  'waves.says.bare':
    'De {from} a {to} pasó de {first} a {second}. No se puede hacer un intervalo de la diferencia.',
  'waves.detectable':
    'El menor cambio que este diseño encuentra cuatro de cada cinco veces es de {points} puntos. Uno menor puede ser real y no verse.',
  'waves.shared':
    'Ambas rondas visitaron {clusters, plural, one {# conglomerado} other {# conglomerados}} en común, con lo que la diferencia se conoce mejor: su error típico es de {error} puntos, y de {independent} si se hubieran olvidado.',
  'waves.target.reached': 'La bajada prometida de {fall} se alcanzó, con una probabilidad de {probability}.',
  'waves.target.missed':
    'La bajada prometida de {fall} no se alcanzó; la probabilidad de que llegara es de {probability}.',
  'waves.target.undecided':
    'Si llegó la bajada prometida de {fall}, esta encuesta no lo puede decidir: la probabilidad es de {probability}.',
  'waves.effect': 'Un cambio entre dos rondas no es por sí solo el efecto de un programa.',
  'waves.both': 'Las dos rondas, cada una con su intervalo',
  'waves.both.subtitle':
    'Parte con «{outcome}». Que dos intervalos se solapen no dice que nada cambió; la diferencia tiene el suyo.',
  'waves.head': 'Ronda',
  'waves.falls': 'Probabilidad de una bajada de al menos {fall}: {probability}',
  'waves.falls.subtitle': 'Como si nada se supiera de antemano; cuánto bajó como mínimo la parte verdadera.',
  'waves.change': 'Diferencia, segunda menos primera, en puntos',
  'waves.wave.name': 'Ronda {wave}',

  'compare.arm': 'Columna que dice quién participó en el programa',
  'compare.arm.hint':
    'Con ella, el cambio de quienes participaron se pone al lado del cambio de los demás (diferencia en diferencias).',
  'compare.arm.none': 'nadie con quien comparar',
  'compare.treated': 'Su valor para quienes participaron',
  'compare.treated.hint': 'Todos los demás son el grupo con el que se les compara.',
  'compare.before': 'Rondas de antes del comienzo',
  'compare.after': 'Rondas de después del comienzo',
  'compare.twice': 'Una ronda está antes del comienzo y también después.',
  'compare.missing.treated': 'Diga qué valor tienen quienes participaron.',
  'compare.missing.waves': 'Diga al menos una ronda de antes del comienzo, y una de después.',
  'compare.resamples':
    'Si hay menos de 40 conglomerados, también se sacan límites de 1.999 remuestras de ellos (bootstrap salvaje por conglomerados). Deje el número vacío para que sea así.',
  'compare.says.less':
    'Quienes participaron ({arm}) cambiaron en {treated} puntos, los demás en {compared}: la parte de los primeros <strong>bajó más</strong>, o subió menos. Entre ambos cambios hay <strong>{points} puntos</strong> (95 %: {low} a {high}).',
  'compare.says.more':
    'Quienes participaron ({arm}) cambiaron en {treated} puntos, los demás en {compared}: la parte de los primeros <strong>subió más</strong>, o bajó menos. Entre ambos cambios hay <strong>{points} puntos</strong> (95 %: {low} a {high}).',
  'compare.says.none':
    'Quienes participaron ({arm}) cambiaron en {treated} puntos, los demás en {compared}. Que los dos cambios difieran <strong>no se distingue del azar</strong>: hay {points} puntos entre ellos (95 %: {low} a {high}).',
  'compare.chance':
    'El error típico es de {error} puntos, según {clusters, plural, one {# conglomerado} other {# conglomerados}}. Si ambos grupos hubieran cambiado igual, el solo azar daría una diferencia tan grande con una probabilidad de {p}.',
  'compare.wild':
    'Sacada de nuevo por conglomerados enteros ({count} remuestras), esa probabilidad es de {p}, y los límites son {low} y {high}.',
  'compare.wild.bare':
    'Sacada de nuevo por conglomerados enteros ({count} remuestras), esa probabilidad es de {p}.',
  'compare.trend':
    'Antes del comienzo, quienes participaron se movían {points} puntos más por ronda que los demás (por el solo azar con una probabilidad de {p}); una diferencia de {detectable} se habría visto cuatro de cada cinco veces.',
  'compare.effect':
    'Es el efecto del programa solo si ambos grupos hubieran cambiado igual sin él. Nada en la encuesta puede probarlo.',
  'compare.changes': 'Lo que cambió con el programa, sin él, y entre ambos',
  'compare.changes.subtitle':
    'Media de las rondas de después del comienzo menos la de las de antes, con límites del 95 % según los conglomerados.',
  'compare.head': 'Cambio',
  'compare.points': 'Puntos',
  'compare.row.treated': 'Quienes participaron',
  'compare.row.compared': 'Los demás',
  'compare.row.between': 'Diferencia en diferencias',
  'compare.cells': 'Ambos grupos en cada ronda',
  'compare.cells.subtitle': 'Parte con «{outcome}», cada una con su intervalo del 95 %.',
  'compare.cell.treated': 'Participaron, ronda {wave}',
  'compare.cell.compared': 'Los demás, ronda {wave}',
  'compare.caption': 'Cambio de quienes participaron menos el de los demás',
  'compare.tests': 'Si ambos grupos hubieran cambiado igual: lo que dicen dos pruebas',
  'compare.test': 'Prueba',
  'compare.test.t': 't, con {df} grados de libertad',
  'compare.test.wild': 'Bootstrap salvaje por conglomerados, {count} remuestras',
  'compare.p': 'Probabilidad por el solo azar',
}
