import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  title: 'Préparer',
  promise: 'Avant toute promesse : combien de personnes, et qui peut faire quoi ?',
  lead: 'Affirmer plus tard que moins de personnes sont victimes de traite vaut ce que vaut l’étude faite au départ. Ici, on la prépare, on compte dans son propre navigateur, et le chiffre est gardé avec sa définition et son doute.',
  'doors.title': 'Six portes',
  plan: 'Prévoir une étude',
  'plan.question': 'Quelle taille lui faut-il, et quel changement montrerait-elle ?',
  'plan.holds': 'plans d’étude à calculer',
  workbench: 'Atelier',
  'workbench.question': 'Que disent des listes qui se recoupent ou une enquête, et avec quelle sûreté ?',
  'workbench.holds': 'enregistrement ne quitte votre machine',
  studies: 'Études',
  'studies.question': 'Qui mesure quoi, où, et où en est-on ?',
  'studies.holds':
    '{count, plural, =0 {aucune étude enregistrée} one {étude enregistrée} other {études enregistrées}}',
  codebooks: 'Référentiels',
  'codebooks.question': 'Qui a été compté comme victime de traite, à quels signes ?',
  'codebooks.holds':
    '{count, plural, =0 {aucun référentiel gardé} one {référentiel gardé} other {référentiels gardés}}',
  estimates: 'Estimations',
  'estimates.question': 'Combien de personnes, par quelle méthode, entre quelles limites ?',
  'estimates.holds':
    '{count, plural, =0 {aucune estimation publiée} one {estimation publiée} other {estimations publiées}}',
  capacity: 'Carte des capacités',
  'capacity.question': 'Quelle institution peut faire quoi, selon elle et selon d’autres ?',
  'capacity.holds': '{count, plural, =0 {aucun pays décrit} one {pays décrit} other {pays décrits}}',
  none: 'Rien encore',
  'country.title': 'Qu’y a-t-il, pays par pays ?',
  'country.note': 'Un pays sans ligne n’a rien ici. Cela ne veut pas dire que rien n’est connu.',
  'country.none':
    'Rien n’est encore enregistré, pour aucun pays. Une étude paraît ici dès qu’elle est prévue, sauf si elle est confidentielle ; une estimation, dès qu’elle est publiée.',
  'country.name': 'Pays',
  'country.studies': 'Études enregistrées',
  'country.estimates': 'Estimations publiées',
  'country.capacity': 'Dernière série de la carte des capacités',
  'country.notMapped': 'pas décrit',
  'rules.title': 'Qu’est-ce qui vaut pour chaque chiffre ?',
  'rules.definition':
    'Il se lit avec la définition selon laquelle on a compté. Deux chiffres de définitions différentes ne sont pas comparés sans le dire.',
  'rules.doubt':
    'Il a un intervalle et dit comment il a été obtenu, ou bien il dit pourquoi il n’y a pas de chiffre.',
  'rules.records':
    'Aucun enregistrement sur une personne n’est envoyé ni gardé. Ce qui peut l’être : le tableau des recoupements entre listes, ou l’estimation seule.',
  'rules.modelled': 'Ce qui a été mesuré est séparé de ce que dit un modèle.',
}
