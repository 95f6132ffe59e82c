import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'home.title': 'Historial',
  'home.question': '¿Quién hizo qué aquí, y puede cambiarse sin que se note?',
  'home.aside':
    'Cada cambio de un registro se anota con quién lo hizo, cuándo y por qué. Cada entrada lleva la huella de la anterior, y puntos de control firmados las sujetan a todas.',
  'home.last': 'Último punto de control',
  'home.none': 'Todavía no hay ninguno.',
  'home.number': 'número {number}, {when}',
  'home.covers': 'Cubre',
  'home.covered':
    '{events, plural, one {# suceso nuevo} other {# sucesos nuevos}} de {records, plural, one {# registro} other {# registros}}',
  'home.open': 'Aún sin anclar',
  'home.waiting': '{count, plural, =0 {ningún suceso} one {# suceso} other {# sucesos}}',
  'home.check': 'Cómo comprobarlo usted mismo',
  'home.copy':
    'Guarde de vez en cuando una copia de los <checkpoints>puntos de control</checkpoints> y de las <keys>claves públicas</keys> con que se firman. Quien tenga una copia podrá decir más tarde si algo de lo que cubre se cambió o se quitó, sea quien sea el que lleve esta instalación.',
  'home.event':
    'Una decisión se cita por la dirección de su suceso. Su página da la huella, el texto exacto del que se sacó y el camino de ahí a un punto de control firmado.',
  'home.cannot':
    'Lo que esto no puede mostrar: sucesos cortados por entero antes de que los cubriera un punto de control. Se llaman aún sin anclar.',
  'record.title': 'Historial: {record}',
  'record.full name': 'Nombre completo',
  'record.about': 'Lo más reciente primero. Las horas son UTC.',
  'record.own page': 'El registro mismo',
  'record.older': 'Sucesos más antiguos',
  'record.newest': 'Sucesos más recientes',
  'record.none': 'Aquí no hay nada anotado.',
  'record.public': 'Cualquiera puede leer este historial.',
  'record.not public': 'Este historial lo leen aquellos a quienes concierne.',
  'section.title': 'Historial',
  'section.all': 'Todo el historial de este registro',
  'section.none': 'No se ha anotado nada desde que se lleva el historial.',
  'event.title': 'Suceso {seq}, {record}',
  'event.link': 'Enlace permanente: <link/>',
  'event.what': 'Qué se hizo',
  'event.when': 'Cuándo',
  'event.who': 'Quién',
  'event.way': 'Por qué vía',
  'event.why': 'Por qué',
  'event.no reason': 'No se dio ninguna razón.',
  'event.request': 'Petición',
  'event.no request': 'ninguna, no llegó por la web',
  'event.hash': 'Huella',
  'event.previous': 'Huella del suceso anterior',
  'event.first': 'ninguna, es el primero de este registro',
  'event.anchor': 'Anclado',
  'event.anchored': 'por el punto de control {number} del {when}',
  'event.not anchored': 'todavía no; lo cubrirá el próximo punto de control',
  'event.changes': 'Qué cambió',
  'event.no changes': 'No cambió ningún campo del registro.',
  'event.field': 'Campo',
  'event.before': 'Antes',
  'event.after': 'Después',
  'event.absent': 'nada',
  'event.apart': 'personal, se guarda aparte',
  'event.cut': 'abreviado; el JSON lo tiene entero',
  'event.proof': 'Cómo comprobar este suceso',
  'event.proof text':
    'La huella es SHA-256 del texto de abajo, en UTF-8. El <json>JSON de este suceso</json> tiene el mismo texto y su camino al punto de control firmado.',
  'event.cite': 'Enlace permanente',
  'event.cite note': 'Esta dirección queda con este suceso; la huella que contiene prueba lo que dice.',
  'who.operator': 'quien opera la instalación',
  'who.system': 'el programa',
  'who.erased': 'una persona que fue borrada',
  'who.unnamed': 'una persona ({id})',
  'via.page': 'en una página',
  'via.api': 'por la API',
  'via.command': 'por una orden',
  'via.job': 'como tarea del programa',
  'cli.read':
    '{events, plural, one {# suceso leído} other {# sucesos leídos}} de {records, plural, one {# registro} other {# registros}}, del {from} al {to}.',
  'cli.empty': 'El historial está vacío.',
  'cli.anchored':
    'Puntos de control firmados cubren {anchored}; el último es el número {number} del {at}, con la huella {hash}.',
  'cli.not anchored':
    '{count, plural, one {# suceso no está} other {# sucesos no están}} aún anclados: si después de ellos se hubieran escrito otros y cortado por entero, no podría saberse hasta que los cubra un punto de control.',
  'cli.no copy':
    'Sin una copia de los puntos de control guardada en otro lugar no puede saberse si los últimos se cortaron con todo lo que cubren: --against ARCHIVO.',
  'cli.copy':
    '{count, plural, one {Se comparó el punto de control de la copia} other {Se compararon los # puntos de control de la copia}}.',
  'cli.untold':
    '{count, plural, one {Un registro está en las tablas y no en el historial:} other {# registros están en las tablas y no en el historial:}}',
  'cli.intact': 'Todo lo que hay está como se escribió.',
  'cli.faults': '{count, plural, one {# fallo} other {# fallos}}:',
  'cli.more faults': 'y {count} más',
  'cli.event': 'suceso {seq}',
  'cli.checkpoint': 'punto de control {number}',
  'cli.nothing new': 'No ha pasado nada desde el último punto de control.',
  'cli.made':
    'El punto de control {number} cubre {events, plural, one {# suceso nuevo} other {# sucesos nuevos}} de {records, plural, one {# registro} other {# registros}}. Su huella es {hash}.',
  'cli.keys': 'En uso ahora: clave maestra {master}, clave de firma {signing}.',
  'cli.sealed':
    '{count, plural, =0 {nada que volver a sellar} one {# fila sellada de nuevo} other {# filas selladas de nuevo}}',
  'cli.rotated':
    'Lo que estaba sellado está sellado con la clave nueva. Haga ahora una copia de {folder}; las claves anteriores se quedan, porque lo que firmaron y sellaron en las copias de seguridad las necesita.',
  'cli.not rotated':
    'Sin renovar: lo que se deriva de la primera clave maestra ({first}) y sigue así: el secreto de las sesiones y de los segundos factores, los códigos de recuperación, las marcas de los límites, de los navegadores conocidos y de las direcciones invitadas.',
  'cli.after a leak':
    'Si alguien pudo leer la carpeta de las claves: cierre las sesiones de todos (`tp admin end-sign-ins --everybody`) y quite el segundo factor de cada persona (`tp admin remove-second-factor EMAIL`), para que establezca uno nuevo. docs/operations.md dice lo demás.',
  'cli.gone all':
    'El historial fue cortado: el punto de control {known} del {at}, anotado en {folder}, no está en esta base de datos, que no contiene ninguno. Fue vaciada, o hay otra en su lugar.',
  'cli.gone':
    'El historial fue cortado: el punto de control {known} del {at}, anotado en {folder}, no está en esta base de datos, que termina en el número {found}. Hay una más antigua en su lugar.',
  'cli.gone other':
    'Este es otro historial: el punto de control {known} del {at}, anotado en {folder}, no es el que lleva ese número en esta base de datos.',
  'cli.rotate again':
    'Algunas filas siguen bajo una clave anterior, porque se estaban cambiando. Repítalo con --continue.',
}
