import type { NetworkWord } from './en.ts'

export const es: Record<NetworkWord, string> = {
  'tree.label':
    'Árbol de {people, plural, one {# persona reclutada} other {# personas reclutadas}} desde una semilla, en {waves, plural, one {# ronda} other {# rondas}}: {inGroup} con «{group}»',
  'tree.head':
    'Semilla {number}: {people, plural, one {# persona} other {# personas}}, {waves, plural, one {# ronda} other {# rondas}}',
  'tree.key.in': 'respondió «{group}»',
  'tree.key.out': 'otra respuesta',
  'tree.key.unknown': 'falta la respuesta o el tamaño de la red',
  'tree.key.seed': 'más grande: una semilla, elegida y no reclutada',
  'tree.more': '{trees, plural, one {El otro árbol} other {Los otros # árboles}}',
  'tree.tooMany': 'Los árboles de más de {most} personas no se dibujan; están en la tabla.',
  'tree.table': 'Los árboles por semilla',
  'tree.seed': 'Semilla',
  'tree.people': 'Personas',
  'tree.waves': 'Rondas',
  'tree.inGroup': 'Con «{group}»',
  'tree.missing': 'Faltan',
  'converge.label':
    'La estimación desde los primeros entrevistados, por orden de ronda: termina en {final} y en los últimos {last} estuvo entre {low} y {high}',
  'converge.axis': 'Entrevistados, por orden de ronda. Líneas verticales finas: donde acaba una ronda.',
  'converge.band': 'a menos de dos puntos del final',
  'converge.clipped':
    'Los primeros entrevistados, cuya estimación salta, quedan en parte por encima de la imagen.',
  'converge.table': 'Estimación por ronda',
  'converge.wave': 'Ronda',
  'converge.people': 'Entrevistados en ella',
  'converge.estimate': 'Estimación con todos hasta ella',
  'truth.label':
    'Grupos conocidos: su tamaño verdadero y el estimado a partir de los otros grupos. {near} de {of} se apartan menos de una vez y media',
  'truth.x': 'Tamaño verdadero, en personas',
  'truth.y': 'Estimado a partir de los otros grupos',
  'truth.equal': 'estimación = verdad',
  'truth.band':
    'A trazos: una vez y media demasiado alto, y demasiado bajo. Ambos ejes se multiplican por diez a pasos iguales.',
  'truth.table': 'Grupos conocidos, verdaderos y estimados',
  'truth.group': 'Grupo',
  'truth.size': 'Tamaño verdadero',
  'truth.estimate': 'Estimado',
  'truth.ratio': 'Estimación entre verdad',
  'truth.none': 'sin estimación',
  'truth.narrow': 'Estimación entre verdad; la línea es 1, donde son iguales',
  'falls.label': 'Probabilidad de que la cifra verdadera haya bajado al menos tanto',
  'falls.axis': 'Bajada, como parte de la primera cifra',
  'falls.target': 'prometida: {fall}',
  'falls.table': 'Probabilidad de una bajada',
  'falls.fall': 'Una bajada de al menos',
  'falls.probability': 'Probabilidad',
}
