import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'why.one-district': 'La carte place cette zone dans une seule circonscription.',
  'why.several-districts':
    'La carte place cette zone dans {districts, plural, other {# circonscriptions}}. Laquelle est la vôtre n’est pas tranché ici.',
  'why.several-states':
    'La carte place cette zone dans {states, plural, other {# États}}. Les élus de chacun sont nommés, et lesquels sont les vôtres n’est pas tranché ici.',
  'why.leading-zero': 'Un zéro perdu au début a été remis.',
  'why.plus-four':
    'Les quatre chiffres qui suivent le code ne sont pas dans la carte ; le code a été cherché sans eux.',
  'why.spaces': 'Des espaces ont été retirées.',
  'why.digits': 'Des chiffres d’une autre écriture ont été lus de 0 à 9.',
  'why.vacant': 'Un siège est vacant : {place}.',
  'why.began-later':
    'Ces données ne disent pas qui occupait le siège ce jour-là : {place}. Le mandat de {name} a commencé le {day}.',
  'why.term-ended':
    'Ces données ne disent pas qui occupe le siège ce jour-là : {place}. Le mandat de {name} a pris fin le {day}.',
  'why.partial': 'Ces données ne disent pas qui occupait le siège ce jour-là : {place}.',
  'why.after-pack': 'Les titulaires sont indiqués tels que connus le {day}.',
  'why.no-vote': '{title}, {place} : ne vote pas en séance.',
  'why.no-senators': 'Il n’y a pas de sénateurs pour {place}.',
  'decidedBy.address':
    'Une adresse tranche. Le bureau de l’un ou l’autre des élus peut dire si elle se trouve dans sa circonscription.',
  'fault.empty': 'Aucun code n’a été donné.',
  'fault.empty.remedy': 'Écrivez les cinq chiffres d’un code ZIP, par exemple 07601.',
  'fault.letters': 'Un code ZIP n’a que des chiffres ; celui-ci contient d’autres signes.',
  'fault.letters.remedy': 'Écrivez les cinq chiffres, sans le nom du lieu ni de l’État.',
  'fault.letter-o': 'Une lettre se trouve à la place d’un chiffre.',
  'fault.letter-o.remedy': 'Si vous voulez dire {meant}, écrivez-le en chiffres.',
  'fault.foreign': 'Cela ressemble au code postal d’un autre pays ({country}).',
  'fault.foreign.remedy':
    'La recherche ne connaît que les codes ZIP des États-Unis. Qui vit à l’étranger et y vote donne le code ZIP de sa dernière adresse aux États-Unis. S’il s’agit d’un code ZIP, écrivez ses cinq chiffres.',
  'fault.military': 'Ce code est celui des forces armées et n’est dans aucune circonscription.',
  'fault.military.remedy':
    'Donnez le code ZIP de l’adresse où vous êtes inscrit ou inscrite pour voter aux États-Unis.',
  'fault.never-given': 'Le code 00000 n’a jamais été attribué à un lieu.',
  'fault.never-given.remedy': 'Écrivez le code ZIP d’une adresse, par exemple 07601.',
  'fault.length':
    'Un code ZIP a cinq chiffres, ou cinq et quatre ; celui-ci en a {digits, plural, other {#}}.',
  'fault.length.remedy': 'Écrivez les cinq chiffres. Un zéro perdu au début est remis de lui-même.',
  'fault.day': '« {typed} » n’est pas un jour.',
  'fault.day.remedy': 'Écrivez le jour sous la forme AAAA-MM-JJ, par exemple 2014-08-31.',
  'fault.no-legislature': 'Cette assemblée n’est pas connue ici.',
  'fault.no-legislature.remedy': 'Sont connues : {known}.',
  'fault.no-pack': 'Aucune donnée ne parle du {day}.',
  'fault.no-pack.remedy': 'Jours connus : {sessions}.',
  'fault.no-map': 'Il n’y a pas de carte postale de ces circonscriptions pour ce jour.',
  'fault.no-map.remedy': 'Cherchez la circonscription par son numéro sur la page de l’assemblée.',
  'fault.not-in-map': 'La carte ne connaît pas ce code.',
  'fault.not-in-map.remedy':
    'Vérifiez les chiffres. S’ils sont justes, il s’agit peut-être d’un code de boîtes postales ou d’un seul destinataire : prenez le code ZIP d’une adresse voisine.',
  'fault.gap': '{says} Son siège : {place}.',
  'fault.gap.remedy': 'Titulaire ce jour-là : {holder}. Voir la page de l’assemblée.',
  'fault.gap.unknown.remedy': 'Qui l’occupe est indiqué sur la page de l’assemblée.',
}
