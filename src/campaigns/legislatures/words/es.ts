import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'why.one-district': 'El mapa sitúa esta área en un solo distrito.',
  'why.several-districts':
    'El mapa sitúa esta área en {districts, plural, other {# distritos}}. Cuál es el suyo no se decide aquí.',
  'why.several-states':
    'El mapa sitúa esta área en {states, plural, other {# estados}}. Se nombra a los miembros de cada uno; cuáles son los suyos no se decide aquí.',
  'why.leading-zero': 'Se repuso un cero perdido al comienzo.',
  'why.plus-four': 'Las cuatro cifras tras el código no están en el mapa; se buscó el código sin ellas.',
  'why.spaces': 'Se quitaron espacios.',
  'why.digits': 'Cifras de otra escritura se leyeron como 0 a 9.',
  'why.vacant': 'Un escaño está vacante: {place}.',
  'why.began-later':
    'Estos datos no dicen quién ocupaba el escaño ese día: {place}. El mandato de {name} comenzó el {day}.',
  'why.term-ended':
    'Estos datos no dicen quién ocupa el escaño ese día: {place}. El mandato de {name} terminó el {day}.',
  'why.partial': 'Estos datos no dicen quién ocupaba el escaño ese día: {place}.',
  'why.after-pack': 'Los titulares se indican como se conocían el {day}.',
  'why.no-vote': '{title}, {place}: sin voto en el pleno.',
  'why.no-senators': 'No hay senadores de {place}.',
  'decidedBy.address':
    'Lo decide una dirección. La oficina de cualquiera de los miembros puede decir si está en su distrito.',
  'fault.empty': 'No se dio ningún código.',
  'fault.empty.remedy': 'Escriba las cinco cifras de un código ZIP, por ejemplo 07601.',
  'fault.letters': 'Un código ZIP solo tiene cifras; este tiene otros signos.',
  'fault.letters.remedy': 'Escriba las cinco cifras, sin el nombre del lugar ni del estado.',
  'fault.letter-o': 'Hay una letra donde va una cifra.',
  'fault.letter-o.remedy': 'Si quiere decir {meant}, escríbalo con cifras.',
  'fault.foreign': 'Parece un código postal de otro país ({country}).',
  'fault.foreign.remedy':
    'La búsqueda solo conoce códigos ZIP de los Estados Unidos. Quien vive en el extranjero y vota allí da el código ZIP de su última dirección en los Estados Unidos. Si es un código ZIP, escriba sus cinco cifras.',
  'fault.military': 'Este código es de las fuerzas armadas y no está en ningún distrito.',
  'fault.military.remedy':
    'Dé el código ZIP de la dirección con la que está inscrito o inscrita para votar en los Estados Unidos.',
  'fault.never-given': 'El código 00000 nunca se dio a un lugar.',
  'fault.never-given.remedy': 'Escriba el código ZIP de una dirección, por ejemplo 07601.',
  'fault.length':
    'Un código ZIP tiene cinco cifras, o cinco y cuatro; este tiene {digits, plural, one {# cifra} other {# cifras}}.',
  'fault.length.remedy': 'Escriba las cinco cifras. Un cero perdido al comienzo se repone solo.',
  'fault.day': '«{typed}» no es un día.',
  'fault.day.remedy': 'Escriba el día como AAAA-MM-DD, por ejemplo 2014-08-31.',
  'fault.no-legislature': 'Aquí no se conoce esa asamblea.',
  'fault.no-legislature.remedy': 'Se conocen: {known}.',
  'fault.no-pack': 'Ningún conjunto de datos habla del {day}.',
  'fault.no-pack.remedy': 'Días conocidos: {sessions}.',
  'fault.no-map': 'No hay mapa postal de estos distritos para ese día.',
  'fault.no-map.remedy': 'Busque el distrito por su número en la página de la asamblea.',
  'fault.not-in-map': 'El mapa no conoce este código.',
  'fault.not-in-map.remedy':
    'Revise las cifras. Si son correctas, puede ser un código de apartados de correos o de un solo destinatario: tome el código ZIP de una dirección cercana.',
  'fault.gap': '{says} Su escaño: {place}.',
  'fault.gap.remedy': 'Titular ese día: {holder}. Véase la página de la asamblea.',
  'fault.gap.unknown.remedy': 'Quién lo ocupa está en la página de la asamblea.',
}
