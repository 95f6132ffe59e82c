import type { FindingWord } from './keys.ts'

export const es: Record<FindingWord, string> = {
  'too-few': 'No basta ({what}: {is}); hacen falta al menos {least}.',
  'too-many': 'Es demasiado ({what}: {is}); caben como máximo {most}.',
  'too-few.lists':
    'Muy pocas listas: {is}; hacen falta al menos {least}. Traiga una más, o use un método sin listas (encuesta, muestra por reclutamiento, recuento por redes).',
  'too-many.lists':
    'Demasiadas listas: {is}; caben como máximo {most}. Junte en una las listas de la misma clase, o deje las más pequeñas.',
  'too-many.models':
    'Demasiados modelos: {is}; se pueden comparar como máximo {most}. Elija paso a paso (stepwise), tome un orden menor, o junte listas.',
  'not-a-count':
    'Fila {row}, columna {column}: hace falta un número entero a partir de 0, y la celda dice {text}. Corríjala.',

  // Redes
  'rows-left-out':
    '{count, plural, one {# de {of} personas encuestadas quedó fuera} other {# de {of} personas encuestadas quedaron fuera}}: {why}. La cifra solo vale para las demás.',
  'not-a-number-from':
    'Fila {row}, columna {column}: hace falta un número a partir de {least}, y la celda dice {text}. Corríjala.',
  'id-missing': 'Fila {row}: la persona encuestada no tiene identificador. Cada fila necesita uno.',
  'id-twice':
    'Las filas {earlier} y {row} tienen el mismo identificador, {id}. Cada persona encuestada necesita el suyo.',
  'unknown-recruiter':
    'Fila {row}: {recruiter}, que habría reclutado a {id}, no está entre las personas encuestadas. Añada esa fila, o marque {id} como semilla (persona elegida por el equipo investigador).',
  'self-recruitment':
    'Fila {row}: {id} figura como reclutado por sí mismo. Indique quién lo hizo, o marque {id} como semilla (persona elegida por el equipo investigador).',
  'recruitment-cycle':
    'Fila {row}: el reclutamiento da la vuelta en círculo ({ids}), así que nadie fue primero. Corrija quién reclutó a quién.',
  'seeds-only':
    'Ninguna persona encuestada ({cases} en total) fue reclutada por otra. Sin reclutamiento, este método no puede decir nada.',
  'more-recruits-than-coupons':
    '{count, plural, one {# persona encuestada reclutó} other {# personas encuestadas reclutaron}} a más gente de la que permiten sus cupones ({coupons} cada una); {first} reclutó a {recruits}. Quizá se hayan confundido reclutadores: compruebe quién reclutó a quién.',
  'degree-below-recruits':
    '{count, plural, one {# de {of} personas encuestadas dice} other {# de {of} personas encuestadas dicen}} conocer a menos gente de la que muestra el reclutamiento. Esas respuestas pesan demasiado en la cifra.',
  'degrees-heaped':
    'De los números grandes de conocidos, el {share} son múltiplos de cinco; por azar sería cerca del {expected}. Muchos se dijeron a ojo: los pesos son aproximados.',
  'weights-concentrated':
    'El {share} de personas encuestadas que menos gente conoce lleva el {largest} del peso. Unas pocas respuestas deciden la cifra.',
  'group-unknown': 'No hay ningún grupo {group}. Se conocen: {known}.',
  'one-outcome':
    'Todas las personas encuestadas ({cases}) dieron la misma respuesta, {group}. La muestra no puede decir cuánto se aparta de ella la población.',
  'group-never-recruits':
    'Nadie del grupo {group} reclutó a alguien cuyo grupo se conozca. Nada muestra a quién conocen, así que este método no da ninguna cifra.',
  'groups-apart':
    'Ningún reclutamiento lleva de {from} a {to}. La muestra no puede decir cuán grande es lo uno frente a lo otro.',
  'population-missing':
    'No se dio el tamaño de la población, y este método lo necesita: {method}. Dígalo, o elija otro método.',
  'population-below-sample':
    'Se dio una población de {population}, menos que las {sample} personas de la muestra. Corríjala.',
  'large-sampling-fraction':
    'La muestra es el {share} de la población. Por encima del {above} este método puede errar; el muestreo sucesivo (RDS-SS) lo tiene en cuenta.',
  'not-converged':
    'En las últimas {last} personas encuestadas la estimación aún se movía {moved} puntos porcentuales; se admiten {allowed}. Con más reclutamiento podría ser otra.',
  'resamples-elsewhere':
    'Repetida sorteando de nuevo a las personas, la muestra da {resampledMean} de media en vez de {estimate}, a {standardErrors} veces el error estándar. Las primeras personas elegidas, o unas pocas más, deciden buena parte de la cifra: no se fíe solo de ella.',
  'seeds-not-forgotten':
    '{wavesNeeded, select, none {Por mucho que durase, el reclutamiento seguiría dependiendo de las primeras personas elegidas por el equipo investigador.} other {El reclutamiento llegó a la ronda {wavesReached}; hace falta la ronda {wavesNeeded} para que deje de importar a quién se eligió primero.}} La cifra puede inclinarse hacia esas personas.',
  'seeds-of-one-group':
    'Las {seeds} primeras personas elegidas por el equipo investigador son todas de un grupo, {group}. La cifra puede inclinarse hacia él.',
  'trees-apart':
    'Según la persona de la que parte, el reclutamiento da cifras de {low} a {high} ({trees} comparadas). Quizá no pase entre partes de la población; entonces el intervalo es demasiado estrecho.',
  'strong-homophily':
    'La gente recluta a sus semejantes {homophily} veces más de lo que daría el azar. El intervalo puede ser demasiado estrecho.',
  'uneven-recruitment':
    'Las personas del grupo {most} trajeron cada una {ratio} veces más gente que las de {least}. La cifra puede inclinarse hacia quienes conocen.',
  'outside-own-interval':
    'La cifra queda fuera de su propio intervalo ({levels}): al sortear de nuevo a las personas, se asienta en otro lugar. No se fíe de ninguno de los dos; unas pocas personas, como las primeras elegidas, pueden decidir mucho de ello.',
  'few-respondents':
    'Solo cuentan {is} entrevistados, cuando harían falta {least}. Tan pocos no dicen nada de cuánto se apartan de la población: no se hace ningún intervalo, y en la cifra no puede apoyarse nada. Siga reclutando.',
  'resamples-failed':
    'No hubo estimación en {failed} de {of} remuestras (repeticiones en que se sortea de nuevo a las personas). El intervalo se apoya en las demás y puede ser demasiado estrecho.',
  'interval-needs-resamples':
    'No hay intervalo al {level}: hacen falta al menos {least} remuestras (repeticiones en que se sortea de nuevo a las personas) con una estimación, y las que hay son {is}. Pida mil o más.',
  'too-little-branching':
    'El reclutamiento apenas se ramificó. Sorteados de nuevo, los árboles enteros dejan {places} puntos al azar (personas elegidas primero, y las que reclutaron a dos o más; harían falta {least}), y el {fixed} de los entrevistados está en todos. El error parecería demasiado pequeño; por eso el reclutamiento se sortea de nuevo como una sola cadena. Ese intervalo aún puede ser demasiado estrecho.',
  'interval-too-short':
    'En simulaciones, este tipo de intervalo ({kind}) erró la verdad más a menudo de lo que dice: es demasiado estrecho. Prefiera el que sortea de nuevo árboles de reclutamiento enteros.',
  'group-size-missing': 'Falta el tamaño del grupo {group}. Dígalo, o deje fuera el grupo.',
  'group-twice': 'El tamaño del grupo {group} figura dos veces. Conserve la fila correcta.',
  'group-answers-missing':
    'Las respuestas no tienen columna para el grupo {group}. Añádala, o deje fuera el grupo.',
  'group-above-population':
    'Se dice que el grupo {group} tiene {size} personas, no menos que toda la población ({population}). Uno de los dos números está mal.',
  'no-degrees':
    'Ninguna persona encuestada ({cases} en total) conoce a alguien de los grupos conocidos. Nada dice entonces a cuánta gente conocen, y no hay cifra.',
  'none-reported':
    'Ninguna persona encuestada ({cases} en total) conoce a alguien de {group}. Eso da, como mucho, un límite superior.',
  'reports-without-degrees':
    'Las personas encuestadas conocen a {reports} personas de {group}, pero ninguna de las que las conocen conoce a alguien de los grupos conocidos. Este método las deja fuera y por eso no tiene cifra; el que divide todas las menciones entre todos los conocidos sí la tiene.',
  'back-estimate-off':
    'El grupo {group} tiene {known} personas; estimado a partir de los otros grupos tendría {estimate} ({ratio} veces esa cantidad). La cifra puede errar otro tanto.',
  'formula-error-too-small':
    'El error estándar por fórmula ({formula}) es demasiado pequeño: sorteando de nuevo a las personas encuestadas es {resampled}, {ratio} veces mayor. Prefiera el intervalo de ese sorteo.',
  'transmission-taken-as-complete':
    'Se dio por hecho que la gente sabe si alguien que conoce es del grupo oculto. Muchos lo ocultan: el número real es probablemente mayor.',
  'answers-overdispersed':
    'Las respuestas sobre {group} varían {index} veces más que si la gente se encontrara al azar. Los grupos se mezclan de forma desigual, así que las fórmulas dan un intervalo demasiado estrecho.',
  'reports-concentrated':
    'El {respondents} de personas encuestadas que conoce a más gente de {group} hace el {share} de las menciones. La cifra se apoya en unas pocas respuestas.',
  'factor-out-of-range':
    '{factor}: {value} no puede ser. Este factor debe ser mayor que 0, y como máximo 1 si es una proporción.',
  'factors-taken-as-exact':
    'Se toman como conocidos con exactitud: {factors}. Su propia incertidumbre no está en el intervalo, que por eso es demasiado estrecho.',
  'hidden-group-known':
    '{group} figura a la vez como grupo oculto y como grupo de tamaño conocido. Solo puede ser uno de los dos.',
  'strata-of-one-unit':
    'Solo se sorteó una unidad en {count} de {of} estratos (partes muestreadas por separado). No se ve lo que añaden a la incertidumbre: el intervalo es demasiado estrecho.',
  'averaged-shares-lean':
    'La media de las proporciones propias de cada persona encuestada es {ratio} veces la proporción calculada sobre todas juntas. Las redes pequeñas pesan demasiado: el número real es probablemente menor.',
  'few-reports':
    'Se mencionaron pocos conocidos de {group}: {reports} en total, cuando harían falta {least}. El intervalo es aproximado.',
  'answers-cut':
    'Las respuestas por encima de {at} se recortaron a {at}: {count} de {of}. La cifra depende de ese tope.',
  'no-visibility':
    'Los miembros del grupo oculto ({cases} encuestados) dicen que nadie sabe de ellos. Lo que otros mencionan no puede convertirse en un número.',
  'estimate-above-population':
    'La estimación ({estimate}) supera a la población de la que forma parte ({population}). Un factor o un tamaño está mal.',
  'limits-above-population':
    'Al sortear de nuevo a las personas, la cifra supera a toda la población ({population}) en {beyond} de {of} repeticiones. El límite superior ({levels}) se recorta a ella: las respuestas apenas acotan la cifra por arriba. Revíselas, igual que los tamaños y los factores.',
  'size-not-positive': 'Tamaño ({what}): {value} no puede ser. Hace falta un número mayor que 0.',
  'probability-out-of-range':
    'Fila {row}, columna {column}: hace falta una probabilidad mayor que 0 y como máximo 1, y la celda dice {text}. Corríjala.',
  'frequency-taken-as-one':
    'De {of} personas encuestadas, {count} no dijeron con qué frecuencia van a esos lugares. Se contó una vez, y quizá pesen demasiado.',
  'event-contradicted':
    'Fila {row}: para el evento {event}, otra fila dice otra cosa ({column}). Todas las filas de un evento deben coincidir.',
  'more-interviewed-than-counted':
    'En el evento {event} se encuestó a más personas ({interviewed}) de las que se contaron allí ({counted}). Uno de los dos números está mal.',
  'weights-uneven':
    'Los pesos son muy desiguales: las {of} personas encuestadas dicen tanto como {effective} de igual peso. Por eso el intervalo es ancho.',

  // Tablas de listas que se solapan
  'row-width':
    'La fila {row} tiene {is, plural, one {# celda} other {# celdas}}, y el encabezado {expected}. Busque una coma que falte o sobre.',
  'not-zero-or-one':
    'Fila {row}, lista {column}: hace falta 1 (en la lista) o 0 (fuera de ella), y la celda dice {text}. Corríjala.',
  'unseen-counted':
    'La fila {row} cuenta a personas que no están en ninguna lista ({count}). Nadie puede haberlas contado: son las que se estiman. Quite la fila.',
  'unseen-row-left-out':
    'La fila {row}, de personas que no están en ninguna lista, se dejó fuera. No contaba a nadie: la cifra no cambia.',
  'history-twice':
    'Las filas {first} y {row} son ambas de personas de estas listas: {lists}. Súmelas o quite una: nadie puede decir cuál vale.',
  'list-without-name': 'La lista de la columna {column} no tiene nombre. Escríbalo en el encabezado.',
  'counts-like-a-list':
    'La última columna, {column}, se leyó como recuentos y solo contiene 0 y 1. Si también es una lista y cada fila una persona, no hay columna de recuentos: cuente cuántas personas tienen cada combinación de listas, y póngalo al final.',
  'list-twice': 'Dos listas se llaman {list}. Dé a cada una su propio nombre.',
  'empty-list': 'No hay nadie en la lista {list}. No aporta nada a la cifra.',
  'no-overlap': 'Nadie está en más de una lista. Entonces nadie puede decir a cuántos no se encontró.',
  'all-overlap': 'Todos están en todas las listas. Nada muestra que falte alguien, ni que no falte nadie.',
  'list-within-list':
    'Todos los de {inner} están también en {outer}. Si una se copió de la otra, cuentan como una sola lista: quite una.',
  'model-not-read':
    'El modelo {text} no se entiende en {at}. Escriba sus términos con los números de las listas, como [12,13,4].',
  'list-not-in-model': 'El modelo {text} deja fuera la lista {list}. Cada lista necesita un término.',

  // Encuestas y cambio
  'missing-weights':
    '{count, plural, one {# persona encuestada no tiene peso} other {# personas encuestadas no tienen peso}} (filas: {rows}): nadie sabe a cuánta gente representan. Sin peso no se pueden contar.',
  'missing-outcomes':
    '{count, plural, one {# persona encuestada no respondió} other {# personas encuestadas no respondieron}} (filas: {rows}), el {shareOfWeight} del peso. La cifra yerra si difieren de las demás.',
  'not-a-weight': 'Fila {row}: {value} no puede ser un peso. Hace falta un número mayor que 0.',
  'not-a-size':
    'Fila {row}, columna {column}: {value} no puede ser un tamaño. Hace falta un número mayor que 0.',
  'missing-design': 'Fila {row}: falta esto: {column}. Cada persona encuestada lo necesita.',
  'sampling-fraction-varies':
    'En el estrato (parte muestreada por separado) {stratum}, la fila {row} da otro tamaño de la población que las filas anteriores. Un estrato tiene un solo tamaño.',
  'stratum-below-sample':
    'En el estrato {stratum} se sortearon más conglomerados ({sampled}) de los que se dice que tiene ({population}). Uno de los dos números está mal.',
  'cluster-in-several-strata':
    'El mismo nombre de conglomerado está en varios estratos: {clusters} ({count} en total). Se contaron como distintos; si son los mismos, el intervalo está mal.',
  'one-cluster-in-stratum':
    'Solo se sorteó un conglomerado en {strata}. No se ve cuánto difieren allí, así que la incertidumbre no se conoce hasta que usted elija: {choices}.',
  'lonely-clusters-settled':
    'Solo se sorteó un conglomerado en {strata}. Lo que se eligió: {how}. El intervalo depende de ello.',
  'weights-against-population':
    'En el estrato {stratum} los pesos suman {sumOfWeights}, y se dice que la población es de {population}. Uno de los dos números está mal.',
  'weights-not-expanded':
    'Los pesos suman {sumOfWeights} para {respondents} personas encuestadas: no representan a una población. Un total no tiene sentido aquí: dé el tamaño de la población.',
  'no-variation':
    '{all, select, 1 {Todas las personas encuestadas estaban en la situación} other {Ninguna persona encuestada estaba en la situación}}. Los datos solo dan un límite por un lado, como con {effectiveSize} personas sorteadas una a una. {limitIfClustersAlike, select, none {No es una prueba para toda la población.} other {Si en cada conglomerado todas se parecen, el límite es {limitIfClustersAlike}.}}',
  'clusters-agree':
    'Los {clusters} conglomerados dieron el mismo resultado. Nada muestra cuánto pueden diferir otros: la incertidumbre no se conoce, y no es cero.',
  'few-degrees-of-freedom':
    'Hay pocos conglomerados para el número de estratos: {degreesOfFreedom} más, cuando harían falta {least}. El intervalo es aproximado.',
  'out-of-range':
    '{what}: {value} no puede ser. {most, select, none {Debe ser mayor que {least}.} other {Debe estar entre {least} y {most}.}}',
  'not-comparable':
    'Las dos cifras difieren en esto: {what} ({first}; {second}). Su diferencia no es, o no es solo, un cambio en el mundo.',
  'no-ratio':
    'En la ronda {wave} la proporción es {share}, así que no se puede dividir una ronda por la otra. El cambio se da solo como diferencia.',
  'wave-without-estimate': 'La ronda {wave} no tiene estimación, así que nadie puede decir el cambio.',
  'trend-unchecked':
    '{periods, plural, one {Hay # periodo} other {Hay # periodos}} antes del comienzo: no basta para ver si ambos grupos iban a la par hasta entonces. El resultado lo da por hecho.',
  'trends-differ-before':
    'Los dos grupos ya se separaban antes del comienzo, {difference} por periodo (por puro azar en el {p} de tales comparaciones). El resultado quizá mida eso.',
  'few-clusters-in-group':
    'Hay pocos conglomerados en el {group}: {clusters}, cuando harían falta {least}. No se fíe del intervalo.',
  'resamples-without-estimate':
    'En la ronda {wave} no hubo estimación en {failed} de {of} remuestras (repeticiones en que se sortea de nuevo a las personas). Cuentan como mayores que cualquiera: las listas apenas se sostienen juntas.',
  'poor-fit-before':
    'Antes del comienzo, la mejor mezcla de otros lugares yerra {error} de media: más de {most} veces lo que difieren los lugares ({spread}). No puede mostrar lo que habría pasado.',
  'few-places-to-compare':
    'Solo hay {places} lugares más: incluso el mayor efecto podría venir del azar en el {smallestP} de los casos. Compare con más lugares.',
  'plan-assumes-independence':
    'El plan toma las {lists} listas como independientes. Si estar en una hace más probable estar en otra, el intervalo será más ancho y la estimación puede errar.',
  'few-expected-cases':
    'Solo cabe esperar cerca de {expected} personas en la situación (o fuera de ella), cuando harían falta {least}. El intervalo será aproximado.',
  'plan-passes-ends':
    'Una parte de {share} con {halfWidth} puntos a cada lado llega {side, select, none {por debajo de nada} other {más allá de todos}}: tantas respuestas no pueden mostrarla. Pida una semianchura mucho menor.',
  'few-clusters-planned':
    'El plan tiene pocos conglomerados: {clusters}, cuando harían falta {least}. Apenas se sabrá cuánto difieren: prevea más, y más pequeños.',
  'few-expected-in-overlap':
    'Solo cabe esperar cerca de {expected} personas en más de una lista, cuando harían falta {least}. La estimación errará: prevea listas más largas, o más listas.',

  // Dos listas y cotas inferiores
  'not-a-whole-count':
    'El número de personas {what} debe ser un número entero a partir de 0; se dio {value}.',
  'both-above-list':
    'Se dice que hay más personas en ambas listas ({both}) que en la lista {list} ({size}). Uno de los dos números está mal.',
  'overlap-small':
    'Pocas personas están a la vez en {first} y en {second}: {overlap}, cuando harían falta {least}. La estimación puede errar mucho.',
  'independence-untestable':
    'Con dos listas nada puede mostrar si estar en {first} hace más probable estar en {second}. Si es así, el número real es mayor; si lo hace menos probable, menor.',
  'interval-without-width':
    'La fórmula da un intervalo sin anchura, como si la cifra fuera segura. No lo es: no se muestra ninguno.',
  'no-upper-limit':
    'Los datos no ponen límite superior al {level} ({kind}). Nadie puede decir hasta dónde llega el número.',
  'lower-bound': 'Es una cota inferior: el número real es probablemente mayor.',
  'bound-not-proved':
    'Esta forma de la cota es para muchas listas que encuentran a tantas personas. Con estas {lists} listas, la cota que se puede demostrar es {provable}.',
  'nobody-on-two':
    'Nadie está en dos listas exactamente. La cota se apoya en las personas de una sola lista ({ones}), y es aproximada.',

  // Archivos con una tabla
  'file-empty': 'El archivo está vacío. Mire si es el correcto.',
  'file-not-text': 'El archivo no es texto. Guarde la tabla como CSV en UTF-8.',
  'file-without-rows': 'La tabla tiene un encabezado y ninguna fila debajo.',
  'quote-not-closed':
    'Unas comillas se abren y no se cierran (se notó en la fila {row}). Ciérrelas, o quítelas.',
  'heading-of-numbers':
    'La primera línea debe llevar encabezados, y donde va uno figura {text}: lo que cuenta esa línea se perdería. Escriba encima una línea de encabezados.',
  'column-twice': 'Dos columnas se llaman {column}. Dé a cada una su propio encabezado.',
  'column-unknown': 'Ninguna columna se llama {column}. La tabla tiene: {known}.',
  'not-a-number': 'Fila {row}, columna {column}: hace falta un número, y la celda dice {text}. Corríjala.',
  'same-table-twice':
    'Las dos tablas son la misma: nada puede haber cambiado entre ellas. Quizá se nombró dos veces el mismo archivo.',
  'size-varies-without-strata':
    'La fila {row} da otro tamaño de la población que las filas anteriores, y no se nombra ninguna columna de estratos (partes muestreadas por separado). Nombre esa columna, o deje los tamaños aparte.',
  'thousands-or-decimals':
    'Fila {row}, columna {column}: {text} puede ser un número de miles o uno con decimales. Escriba los miles sin signo, y los decimales tras una coma.',
  'mean-not-share':
    'Las respuestas tienen {others, plural, one {otro valor} other {# otros valores}} que 1 y 0 (de {least} a {most}). La cifra es la media de todos, no una proporción de personas.',
  'not-yes-or-no':
    'Fila {row}, columna {column}: hace falta una respuesta de sí o no (1 o 0), y la celda dice {text}. Escriba 1 para sí, 0 para no, y nada si la persona no lo dijo.',

  // Métodos bayesianos
  'setting-out-of-range': 'Ajuste ({setting}): {is} no puede ser. Debe estar entre {least} y {most}.',
  'posterior-cut-off':
    'Se probó hasta con {maxMissing} personas no vistas, y {beyond, select, none {nadie puede decir cuán probable es que haya aún más} other {la probabilidad de que haya aún más es del {beyond}}}. El límite superior no es de fiar: admita más personas no vistas.',
  'unseen-beyond-grid':
    'Según una cota inferior, al menos unas {atLeast} personas no fueron vistas, y este método no puede probar más de {most}. No da ninguna cifra para esta tabla: elija otro método.',
  'several-peaks':
    'Los datos cuentan más de una historia: totales cerca de {at}, con probabilidades de {shares} en ese orden. La cifra central puede caer donde no está ninguna.',
  'chains-not-converged':
    'Los {chains} recorridos de la simulación no coincidían tras {iterations} pasos{apart, select, none {} other {: la más alta de sus medianas es {apart} veces la más baja}} (R-hat {rHat}, como máximo {mostRHat}; muestra efectiva {ess}, al menos {leastEss}). No se da ninguna cifra. Alárguela; si siguen sin coincidir, los datos cuentan más de una historia.',
  'posterior-improper':
    'Las listas se solapan tan poco, o una de ellas contiene a todos, que nada acota el número de personas no vistas. No hay cifra.',
  'close-to-threshold':
    'Que {lists} dependan entre sí se decide por poco: {statistic}, frente a un umbral de {threshold} y un error de simulación de {monteCarloError}. Otra pasada podría decidir lo contrario y dar otra cifra.',

  // Modelos loglineales de listas que se solapan
  'no-mle':
    'En esta tabla el modelo {model} no tiene un mejor ajuste: demasiadas combinaciones de listas están vacías. Todo total sería inventado. Pruebe un modelo más sencillo; si cada lista ya está sola, no lo hay, y solo ayudan más coincidencias o listas juntadas.',
  'not-identifiable':
    'Con el modelo {model}, totales distintos se ajustan igual de bien a esta tabla, y nadie puede decir cuál es cierto. Pruebe un modelo más sencillo; si cada lista ya está sola, no lo hay, y solo ayudan más coincidencias o listas juntadas.',
  'fit-not-converged':
    'El ajuste del modelo {model} no llegó a estabilizarse, así que no hay cifra. Pruebe otro modelo.',
  'nothing-left-to-test':
    'El modelo {model} se ajusta perfectamente a la tabla porque gasta todo lo que esta dice. No queda nada que muestre si es correcto.',
  'model-does-not-fit':
    'El modelo {model} no se ajusta a la tabla: su desviación es de {deviance} con {degreesOfFreedom} grados de libertad, y el azar por sí solo alejaría tanto la tabla como mucho en el {p} de los casos. No confíe en este total: pruebe un modelo en que las listas dependan unas de otras.',
  'fit-not-judged':
    'La tabla está lejos del modelo {model} (desviación de {deviance} con {degreesOfFreedom} grados de libertad). Como en {below} de las {of} combinaciones de listas se espera menos de una persona, nadie puede decir si bastaría el azar. Compare con otros modelos.',
  'high-order-model':
    'El modelo {model} une {order} listas en un término. Pocas tablas soportan más de tres: la cifra puede errar mucho.',
  'choice-not-repeated':
    'El intervalo toma el modelo como conocido de antemano, aunque se eligió con la misma tabla. Es demasiado estrecho.',
  'resamples-unbounded':
    'No hay estimación en {failed} de {of} remuestras (repeticiones en que se sortea de nuevo a las personas). Cuentan como mayores que cualquier otra: el límite superior queda muy arriba o falta.',
  'resamples-one-sided':
    'De {of} remuestras (repeticiones en que se sortea de nuevo a las personas), {below} quedan por debajo de la estimación. Un resultado tan ladeado no se puede corregir: el intervalo es aproximado.',
  'one-less-leaves-none':
    'Con una persona menos no habría estimación. Esto vale para las personas de: {histories}. La cifra pende de unas pocas personas, y el intervalo es aproximado.',
  'one-less-moves-total':
    'Una persona menos en las listas lleva el total a entre {low} y {high}. La cifra pende de unas pocas personas.',
  'few-together':
    'Personas que están en más de una lista: {is}, cuando harían falta {least}. En las simulaciones de tablas así, el intervalo corregido por sesgo quedaba demasiado bajo con demasiada frecuencia; se amplió para abarcar también el simple. Solo más personas halladas por varias listas lo estrecharían.',
  'limit-on-last-resample':
    '{side, select, low {El límite inferior al {level} es la más baja de las remuestras (repeticiones en que se sortea de nuevo a las personas): el límite verdadero está ahí o más abajo.} other {El límite superior al {level} es la más alta de las remuestras (repeticiones en que se sortea de nuevo a las personas): el límite verdadero está ahí o más arriba.}}',

  // Elegir entre modelos loglineales
  'no-model-has-estimate':
    'Ninguno de los modelos probados ({models}) tiene estimación en esta tabla. Las listas se solapan demasiado poco.',
  'good-models-disagree':
    'Modelos que se ajustan más o menos igual de bien ({models}) dan totales de {low} a {high}. Importa cuál se elija, y nada en los datos lo decide.',
  'models-refused':
    '{refused} de {of} modelos no tienen estimación en esta tabla. Se eligió entre los demás.',
  'depends-on-models-tried':
    'El intervalo al {level} aún cambia con el número de modelos probados: límite inferior {low}, límite superior {high}. Puede ser demasiado estrecho.',

  // La tabla de todos los métodos
  'below-lower-bound':
    '{label}: {estimate}, por debajo de {bound}, lo mínimo que se sigue de cuántas personas se encontraron una y dos veces, contando con el azar. O a algunas personas cuesta más encontrarlas que a otras, o unas listas evitan a las personas de otras.',
  'inconsistent-list':
    'La lista {list} tiene {truth} personas; estimada a partir de las otras listas tendría {estimate}. Las listas no son independientes, y el total puede errar otro tanto.',
  'methods-disagree':
    'Los {methods} métodos dan totales de {low} a {high}. Importa más qué método se elija que cualquier intervalo.',

  // Palabras dentro de una frase
  'what.lists': 'listas',
  'what.cases': 'personas',
  'what.groups': 'grupos',
  'what.clusters': 'conglomerados',
  'what.periods': 'periodos',
  'what.chains': 'recorridos de la simulación',
  'what.resamples': 'remuestras, repeticiones en que se sortea de nuevo a las personas',
  'what.models': 'modelos',
  'what.rows': 'filas',
  'what.replicates': 'réplicas, repeticiones de los pesos',
  'why.degree-missing': 'no se dice a cuánta gente conocen',
  'why.degree-zero': 'dicen no conocer a nadie',
  'why.outcome-missing': 'falta la respuesta',
  'why.answer-missing': 'faltan respuestas',
  'why.weight-missing': 'falta el peso',
  'why.frequency-missing': 'no dijeron con qué frecuencia van a esos lugares',
  'difference.unit': 'qué se cuenta',
  'difference.stock-or-flow': 'contado en un día o durante un periodo',
  'difference.population': 'de quién hablan',
  'difference.definition': 'la definición',
  'difference.codebook-version': 'la versión del libro de códigos',
  'difference.frame': 'el marco muestral',
  'difference.lists': 'las listas',
  'difference.method': 'el método',
  'difference.reference-period': 'los meses por los que se pregunta',
  'design.strata': 'el estrato (parte muestreada por separado)',
  'design.clusters': 'el conglomerado (personas sorteadas juntas)',
  'design.fpc': 'el tamaño de la población',
  'design.wave': 'la ronda',
  'design.group': 'el grupo',
  'lonely.centre': 'medirlo desde la media de todos (centre)',
  'lonely.certainty': 'tomarlo como sorteado con certeza (certainty)',
  'lonely.collapse': 'unirlo a otro estrato (collapse)',
  'list.first': 'en la primera lista',
  'list.second': 'en la segunda lista',
  'list.both': 'en ambas listas',
  'factor.frameRatio': 'razón del marco (red de quienes están en el marco muestral, frente a la de todos)',
  'factor.degreeRatio': 'razón de grado (red del grupo oculto, frente a la de los demás)',
  'factor.transmission': 'transmisión (proporción de conocidos que lo saben)',
  'factor.precision': 'precisión (proporción de menciones que son ciertas)',
  'size.population': 'población',
  'size.frame': 'marco muestral, del que se sorteó la muestra',
  'bootstrap.tree': 'árboles de reclutamiento enteros sorteados de nuevo',
  'bootstrap.population': 'reclutamiento repetido en una población inventada',
  'bootstrap.chain': 'reclutamiento repetido como una sola cadena',
  'arm.treated': 'grupo donde se hizo algo',
  'arm.compared': 'grupo de comparación',
  'column.weight': 'peso',
  'column.degree': 'número de conocidos',
  'column.eventProbability': 'probabilidad del evento',
  'column.counted': 'personas contadas allí',
  'column.visits': 'número de visitas',
  'column.fpc': 'tamaño de la población',
  'setting.order': 'máximo de listas en un término',
  'setting.chains': 'recorridos de la simulación',
  'setting.draws': 'sorteos',
  'setting.threshold': 'umbral',
  'setting.priorVariance': 'varianza de la distribución a priori',
  'setting.iterations': 'pasos',
  'setting.burnIn': 'pasos descartados al comienzo',
  'setting.classes': 'clases',
  'setting.maxMissing': 'máximo de personas no vistas',
  'setting.resamples': 'remuestras',
  'setting.level': 'nivel del intervalo',
  'quantity.share': 'Proporción',
  'quantity.first': 'Proporción en la primera ronda',
  'quantity.second': 'Proporción en la segunda ronda',
  'quantity.change': 'Cambio entre las rondas',
  'quantity.combinations': 'Combinaciones de supuestos',
  'quantity.power': 'Probabilidad de hallar el cambio',
  'quantity.target': 'Meta',
  'quantity.fall': 'Descenso',
  'quantity.start': 'Periodo del comienzo',
  'quantity.divisor': 'Suma por la que se divide',
  'quantity.population': 'Población',
  'quantity.fay': 'Factor de las medias muestras de Fay',
  'quantity.factor': 'Factor de las réplicas',
  'quantity.design effect': 'Efecto de diseño (pérdida por la forma de muestrear)',
  'quantity.cluster size': 'Personas por conglomerado',
  'quantity.correlation within': 'Parecido de las personas de un conglomerado',
  'quantity.weight loss': 'Pérdida por pesos desiguales',
  'quantity.half width': 'Mitad de la anchura del intervalo',
  'quantity.relative half width': 'Mitad de la anchura del intervalo, como proporción de la cifra',
  'quantity.respondents': 'Personas encuestadas',
  'quantity.level': 'Nivel del intervalo',
  'quantity.response rate': 'Proporción de personas que responden',
  'quantity.correlation': 'Parecido de las dos rondas',
  'quantity.hidden': 'Tamaño del grupo oculto',
  'quantity.mean degree': 'Personas conocidas de media',
  'quantity.transmission': 'Proporción de conocidos que lo saben',
  'quantity.resamples': 'Remuestras',
  'quantity.odds ratio': 'Razón de posibilidades (odds ratio)',
  'quantity.list of the dependence': 'Listas que dependen una de otra',
  'quantity.lists': 'Listas',
  'quantity.coverage': 'Proporción de personas en una lista',
  'said.stock': 'en un día',
  'said.flow': 'durante un periodo',
  'said.none': 'no se dice',
  'empty.cell': '(nada)',
  'empty.name': '(sin nombre)',
  'empty.list': '(ninguno)',
  'empty.number': '(no es un número)',
  more: '{count, plural, one {# más} other {# más}}',
}
