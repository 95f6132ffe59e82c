import type { Dictionary } from '../ui/language.ts'

/* What `tp compact` says, in the order en, fr, es, pt. */
const said = {
  none: [
    'There are no compacts yet.',
    'Il n’y a pas encore de pacte.',
    'Todavía no hay pactos.',
    'Ainda não há pactos.',
  ],
  untitled: ['(no title yet)', '(sans titre encore)', '(todavía sin título)', '(ainda sem título)'],
  example: ['invented example', 'exemple inventé', 'ejemplo inventado', 'exemplo inventado'],
  observed: ['observed', 'observé', 'observado', 'observado'],
  state: ['State: {state}', 'État : {state}', 'Estado: {state}', 'Situação: {state}'],
  term: [
    'In force from {begins} to {ends}',
    'En vigueur du {begins} au {ends}',
    'En vigor del {begins} al {ends}',
    'Em vigor de {begins} a {ends}',
  ],
  parties: ['Parties', 'Parties prenantes', 'Partes', 'Partes'],
  next: ['Can go to: {next}', 'Peut passer à : {next}', 'Puede pasar a: {next}', 'Pode passar a: {next}'],
  nowhere: ['Nothing follows.', 'Rien ne suit.', 'Nada sigue.', 'Nada se segue.'],
  draft: [
    'Draft of amendment {amendment}, revision {revision}, {state}',
    'Projet d’avenant {amendment}, révision {revision}, {state}',
    'Borrador de la enmienda {amendment}, revisión {revision}, {state}',
    'Rascunho da adenda {amendment}, revisão {revision}, {state}',
  ],
  'first draft': [
    'First text, revision {revision}, {state}',
    'Premier texte, révision {revision}, {state}',
    'Primer texto, revisión {revision}, {state}',
    'Primeiro texto, revisão {revision}, {state}',
  ],
  'draft.open': ['open', 'ouvert', 'abierto', 'aberto'],
  'draft.frozen': ['frozen', 'figé', 'cerrado', 'fechado'],
  'no gaps': [
    'Nothing is lacking before this step: {step}.',
    'Rien ne manque avant cette étape : {step}.',
    'Nada falta antes de este paso: {step}.',
    'Nada falta antes deste passo: {step}.',
  ],
  gaps: [
    'Places where something is lacking before this step ({step}): {count}',
    'Endroits où il manque quelque chose avant cette étape ({step}) : {count}',
    'Lugares donde falta algo antes de este paso ({step}): {count}',
    'Lugares onde falta algo antes deste passo ({step}): {count}',
  ],
  'no versions': [
    'No text has been frozen yet.',
    'Aucun texte n’a encore été figé.',
    'Todavía no se ha cerrado ningún texto.',
    'Ainda não foi fechado nenhum texto.',
  ],
  'end.waits': ['waits', 'en attente', 'en espera', 'em espera'],
  'end.reopened': ['opened again', 'rouvert', 'reabierto', 'reaberto'],
  'end.withdrawn': ['withdrawn', 'retiré', 'retirado', 'retirado'],
  'end.took effect': [
    'took effect on {day}',
    'a pris effet le {day}',
    'en vigor desde el {day}',
    'em vigor desde {day}',
  ],
  signatures: ['signatures: {count}', 'signatures : {count}', 'firmas: {count}', 'assinaturas: {count}'],
  same: [
    'The two say the same.',
    'Les deux disent la même chose.',
    'Los dos dicen lo mismo.',
    'Os dois dizem o mesmo.',
  ],
  added: ['added', 'ajouté', 'añadido', 'acrescentado'],
  removed: ['removed', 'supprimé', 'suprimido', 'suprimido'],
  moved: [
    'moved from place {from} to place {to}',
    'déplacé de la place {from} à la place {to}',
    'movido del lugar {from} al lugar {to}',
    'movido do lugar {from} para o lugar {to}',
  ],
} as const
type Key = keyof typeof said

const inLanguage = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(said).map(([key, words]) => [key, words[place]])) as Record<Key, string>

export const commandWords: Dictionary<Key> = {
  en: inLanguage(0),
  fr: inLanguage(1),
  es: inLanguage(2),
  pt: inLanguage(3),
}
