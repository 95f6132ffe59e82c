import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'slot.name': 'Tabla de las listas',
  'slot.hint':
    'Una fila por persona, por anotación en una lista, o por combinación de listas con un número de personas.',
  'example.uk': 'Reino Unido 2013: seis listas',
  'example.australia': 'Australia 2015 a 2017: cuatro listas',
  'example.entries': 'Inventado: anotaciones con códigos, por vincular',
  'example.entries.source': 'Inventado para esta página; no habla de nadie.',
  'ask.form': '¿Qué es una fila?',
  'ask.form.overlap': 'Una combinación de listas, con cuántas personas la tienen',
  'ask.form.people': 'Una persona, con una columna para cada lista',
  'ask.form.entries': 'Una anotación en una lista, con un código para la persona',
  'ask.lists': 'Columnas que son listas',
  'ask.lists.hint':
    'Cada una contiene 1 o sí para quien está en la lista, 0 o no para quien no está. De dos a diez.',
  'ask.count': 'Columna de los números de personas',
  'ask.code': 'Columna del código que vincula las filas',
  'ask.code.hint':
    'Las filas con exactamente el mismo código son una persona. No se usa nada más para vincularlas; los códigos no se muestran ni se guardan.',
  'ask.code.none': 'Ninguna: cada fila es otra persona',
  'ask.list': 'Columna de los nombres de las listas',
  'ask.methods': 'Métodos',
  'ask.methods.hint': 'Ninguno es el correcto por sí solo: lo que distan entre sí es parte de la respuesta.',
  'ask.resamples': 'Cuántas veces se sortea de nuevo a las personas',
  'ask.resamples.hint':
    'Para intervalos que tengan en cuenta la elección del modelo. 1000 es lo habitual; 0 lo omite.',
  'ask.seed': 'Semilla',
  'ask.seed.hint': 'La misma semilla repite los mismos sorteos, aquí y por comando.',
  'missing.lists': 'Elija de dos a diez columnas que sean listas.',
  'missing.left':
    'En una tabla de combinaciones cuenta cada lista: «{column}» parece una y queda fuera. Márquela; con más de diez listas, una primero algunas en el archivo.',
  'missing.people':
    '«{column}» parece contener números de personas. Diga que una fila es una combinación de listas; si cada fila es una persona, quite esa columna del archivo.',
  'missing.count': 'Elija la columna de los números de personas; no es una lista.',
  'missing.code': 'Elija la columna de los códigos y la de los nombres de las listas.',
  'missing.methods': 'Elija al menos un método.',
  'missing.numbers': 'Los sorteos y la semilla son números enteros, como 1000 y 1.',
  'show.title': 'En breve',
  'show.seen': '{lists} listas hallaron a {cases} personas.',
  'show.chosen':
    'Según el método «{method}», hay unas <b>{estimate}</b> en total; el intervalo del {level} va de {low} a {high}.',
  'show.chosen.open':
    'Según el método «{method}», hay unas <b>{estimate}</b> en total; el intervalo del {level} empieza en {low} y no tiene límite superior.',
  'show.chosen.conditional':
    'Según el método «{method}», hay unas <b>{estimate}</b> en total. Ningún intervalo tiene en cuenta la elección del modelo: dándolo por conocido, el intervalo del {level} iría de {low} a {high}, y eso es demasiado estrecho.',
  'show.chosen.point': 'Según el método «{method}», hay unas <b>{estimate}</b> en total; no tiene intervalo.',
  'show.bound':
    'Según el método «{method}», hay al menos unas <b>{estimate}</b> en total. Cuántas más, no lo dice.',
  'show.prior':
    'Pero ningún modelo sin distribución previa da una estimación con esta tabla: esta cifra sale sobre todo de lo que el método da por supuesto, no de las listas. No la publique como hallada.',
  'show.none': 'Según el método «{method}» no hay estimación. {reason}',
  'show.range':
    'Entre {count, plural, one {# método que da} other {# métodos que dan}} un total, la respuesta está entre {low} y {high}.',
  'show.range.same': '{count, plural, one {# método da} other {# métodos dan}} un total, de unas {total}.',
  'show.noTotal': 'Ningún método da un total a partir de esta tabla.',
  'show.onePerson':
    'Con una persona más o menos en una lista, el método «{method}» daría entre {low} y {high}.',
  'show.onePerson.none': 'Con una persona más o menos en una lista podría no haber ninguna estimación.',
  'show.doubts': 'Lo que es dudoso',
  'show.noDoubts':
    'Nada en la propia tabla contradice los métodos. Si las listas se llevaron por separado y cualquiera podía estar en ellas, la tabla no puede decirlo.',
  'show.below':
    '{count, plural, one {# otro total de {of} está} other {# otros totales de {of} están}} por debajo de la cota inferior (Chao): son demasiado bajos.',
  'show.linked': 'Cómo las filas se volvieron personas',
  'linked.people': '{rows} filas son {people} personas que están en al menos una lista.',
  'linked.withoutCode':
    '{count, plural, one {# fila no tiene código y quedó fuera: nadie puede decir de quién es.} other {# filas no tienen código y quedaron fuera: nadie puede decir de quién son.}}',
  'linked.again':
    '{count, plural, one {# fila repite lo que dijo otra.} other {# filas repiten lo que dijeron otras.}}',
  'linked.onNoList':
    '{count, plural, one {# persona no está en ninguna lista y quedó fuera} other {# personas no están en ninguna lista y quedaron fuera}}: a las que ninguna lista halló es a las que se estima.',
  'linked.alike':
    '{count, plural, one {# código difiere} other {# códigos difieren}} de otros solo en mayúsculas, espacios o signos. Se tomaron por personas distintas: si no lo son, la estimación es demasiado alta.',
  'pictures.title': 'Lo que muestra la tabla',
  'overlap.title': 'El {share} de las personas halladas lo fue por una sola lista',
  'overlap.subtitle':
    'Cuántas personas fueron halladas por exactamente estas listas. Cuantas menos se comparten, más quedan probablemente sin ver.',
  'forest.title': 'La respuesta depende del método: de {low} a {high}',
  'forest.title.same': 'Todo método que da un total dice {total}',
  'forest.title.none': 'Ningún método da un total',
  'forest.subtitle':
    'Personas en total, según cada método, y según {main} sin una de las listas o con dos tomadas como una. La línea de la izquierda es cuántas se vieron.',
  'forest.caveat': 'Ninguna fila es la correcta. Un intervalo estrecho no hace correcto un método.',
  'dependence.title': '«{first}» y «{second}» van juntas {ratio} veces tan a menudo como querría el azar',
  'dependence.title.none': 'Cómo se relacionan las listas',
  'dependence.subtitle':
    'Las listas que se derivan personas hallan a las mismas, y hacen demasiado bajo un total que lo ignora; las que se reparten el trabajo lo hacen demasiado alto.',
  'distribution.title': 'Sorteadas de nuevo, las mismas personas darían totales como estos',
  'distribution.subtitle': '«{method}», {count} remuestras, con el modelo elegido de nuevo en cada una.',
  'consistency.title': 'Tomadas por todos, {right} de {of} listas se estiman en su tamaño conocido',
  'consistency.subtitle':
    'Cada lista se conoce; las demás la estiman. Donde no aciertan, buscan en los mismos sitios, o en otros.',
  'consistency.list': 'Lista',
  'consistency.truth': 'Tamaño conocido',
  'consistency.estimate': 'Estimado por las demás',
  'consistency.holds': '¿Lo contiene el intervalo?',
  'consistency.yes': 'sí',
  'consistency.no': 'no',
  'consistency.unknown': 'no se sabe',
  'download.label': 'etiqueta',
  'download.overlap': 'tabla de coincidencias',

  'two.first': 'La primera tabla',
  'two.second': 'La segunda tabla',
  'two.first.named': 'Primera: {name}',
  'two.second.named': 'Segunda: {name}',
  'two.slot.hint':
    'Las mismas listas en ambas, con los mismos nombres. Una fila por persona, por anotación en una lista, o por combinación de listas con un número de personas.',
  'two.example': 'Inventado: tres listas, con dos años entre medias',
  'two.definition': 'A quién se cuenta en ella',
  'two.definition.hint':
    'Con las palabras de la definición. Si las dos difieren, la página avisa de que el cambio puede ser solo de palabras.',
  'two.target': 'Bajada prometida, en por ciento del primer total',
  'two.target.hint': 'Por ejemplo 25. Si se deja vacío: no se prometió ninguna.',
  'two.more': 'Sorteos y semilla',
  'two.resamples.hint':
    'El modelo se elige de nuevo en cada uno. Lo usual es 1000; con menos de 40 no hay respuesta.',
  'two.missing': '{table} – {lacking}',
  'two.missing.numbers': 'Sorteos y semilla son números enteros, como 1000 y 1; una bajada va en por ciento.',
  'two.says.fell':
    'De «{from}» a «{to}» el número de personas <strong>bajó</strong>: unas {first} en la primera, {second} en la segunda, que es {ratio} veces tanto (95 %: {low} a {high}).',
  'two.says.rose':
    'De «{from}» a «{to}» el número de personas <strong>subió</strong>: unas {first} en la primera, {second} en la segunda, que es {ratio} veces tanto (95 %: {low} a {high}).',
  'two.says.none':
    'De «{from}» a «{to}» <strong>ningún cambio se distingue del azar</strong>: unas {first} en la primera, {second} en la segunda, que es {ratio} veces tanto (95 %: {low} a {high}; 1 es ningún cambio).',
  'two.says.open':
    'De «{from}» a «{to}»: unas {first} en la primera, {second} en la segunda, que es {ratio} veces tanto (95 %: desde {low}, sin límite superior; 1 es ningún cambio).',
  'two.says.bare':
    'De «{from}» a «{to}»: unas {first} en la primera, {second} en la segunda, que es {ratio} veces tanto. No se hizo ningún intervalo.',
  'two.people': 'En personas son {people} (95 %: {low} a {high}).',
  'two.target.reached': 'La bajada prometida de {fall} se alcanzó, con una probabilidad de {probability}.',
  'two.target.missed':
    'La bajada prometida de {fall} no se alcanzó; la probabilidad de que llegara es de {probability}.',
  'two.target.undecided':
    'Si llegó la bajada prometida de {fall}, estas listas no lo pueden decidir: la probabilidad es de {probability}.',
  'two.drawn':
    'Cada tabla se sorteó de nuevo por separado, {first} y {second} veces, eligiendo el modelo otra vez en cada una; cada sorteo de una se pone al lado de cada sorteo de la otra.',
  'two.why':
    'Lo que a las listas les falta por igual en ambas desaparece de la razón. Lo que cambió en la manera de llegar a las listas, no: la razón lo tomaría por un cambio en el número de personas.',
  'two.kept':
    'Esta razón no se puede guardar con un estudio: no es un número de personas ni una parte de ellas. Cada total sí, por separado, en «Listas que coinciden en parte».',
  'two.totals': 'El total de cada tabla, con su propio intervalo',
  'two.totals.subtitle':
    'Personas en total, por el modelo paso a paso, con intervalos del 95 %. Que dos intervalos se solapen no dice que nada cambió; la razón tiene el suyo.',
  'two.table': 'Tabla',
  'two.people.head': 'Personas',
  'two.ratio': 'Segundo total entre el primero',
  'two.ratio.title': 'El segundo total es {ratio} veces el primero',
  'two.ratio.subtitle': 'Con su intervalo del 95 %; la línea más fuerte, en 1, es ningún cambio.',
  'two.ratio.caption': 'La razón completa, con sus límites',
  'two.totals.caption': 'Las personas al completo, con sus límites',
  'two.difference': 'Segundo total menos el primero',
  'two.falls': 'Probabilidad de una bajada de al menos {fall}: {probability}',
  'two.falls.subtitle': 'La parte de los pares de sorteos en que el total bajó tanto.',
  'two.download': 'solapamientos: {table}',
}
