import type { NetworkWord } from './en.ts'

export const fr: Record<NetworkWord, string> = {
  'tree.label':
    'Arbre de {people, plural, one {# personne} other {# personnes}} recrutées à partir d’une graine, en {waves, plural, one {# vague} other {# vagues}} : {inGroup} avec « {group} »',
  'tree.head':
    'Graine {number} : {people, plural, one {# personne} other {# personnes}}, {waves, plural, one {# vague} other {# vagues}}',
  'tree.key.in': 'a répondu « {group} »',
  'tree.key.out': 'une autre réponse',
  'tree.key.unknown': 'réponse ou taille du réseau manquante',
  'tree.key.seed': 'plus grand : une graine, choisie et non recrutée',
  'tree.more': '{trees, plural, one {L’autre arbre} other {Les # autres arbres}}',
  'tree.tooMany': 'Les arbres de plus de {most} personnes ne sont pas dessinés ; ils sont dans le tableau.',
  'tree.table': 'Les arbres par graine',
  'tree.seed': 'Graine',
  'tree.people': 'Personnes',
  'tree.waves': 'Vagues',
  'tree.inGroup': 'Avec « {group} »',
  'tree.missing': 'Manquants',
  'converge.label':
    'L’estimation à partir des premiers répondants, dans l’ordre des vagues : elle finit à {final} et, sur les {last} derniers, se tenait entre {low} et {high}',
  'converge.axis': 'Répondants, dans l’ordre des vagues. Traits verticaux fins : là où finit une vague.',
  'converge.band': 'à moins de deux points de la fin',
  'converge.clipped':
    'Les tout premiers répondants, dont l’estimation saute, sont en partie au-dessus de l’image.',
  'converge.table': 'Estimation par vague',
  'converge.wave': 'Vague',
  'converge.people': 'Répondants dans la vague',
  'converge.estimate': 'Estimation avec tous jusqu’à elle',
  'truth.label':
    'Groupes connus : leur taille vraie et celle estimée à partir des autres groupes. {near} sur {of} s’écartent de moins d’une fois et demie',
  'truth.x': 'Taille vraie, en personnes',
  'truth.y': 'Estimée à partir des autres groupes',
  'truth.equal': 'estimation = vérité',
  'truth.band': 'Tirets : une fois et demie trop haut, et trop bas. Les deux axes décuplent par pas égaux.',
  'truth.table': 'Groupes connus, vrais et estimés',
  'truth.group': 'Groupe',
  'truth.size': 'Taille vraie',
  'truth.estimate': 'Estimée',
  'truth.ratio': 'Estimation sur vérité',
  'truth.none': 'pas d’estimation',
  'truth.narrow': 'Estimation sur vérité ; le trait est à 1, là où elles sont égales',
  'falls.label': 'Probabilité que le vrai chiffre ait baissé d’au moins autant',
  'falls.axis': 'Baisse, en part du premier chiffre',
  'falls.target': 'promise : {fall}',
  'falls.table': 'Probabilité d’une baisse',
  'falls.fall': 'Une baisse d’au moins',
  'falls.probability': 'Probabilité',
}
