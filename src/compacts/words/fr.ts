import type { Word } from './en.ts'

export const fr: Record<Word, string> = {
  'tabs.label': 'Pages de ce pacte',
  'tabs.compact': 'En public',
  'tabs.draft': 'Projet',
  'tabs.comments': 'Commentaires',
  'tabs.review': 'Avis des survivants',
  'tabs.versions': 'Les versions',
  'tabs.signing': 'Signature',
  'tabs.steps': 'Étapes',
  'tabs.results': 'Résultats',
  'tabs.dialogues': 'Les dialogues',
  'tabs.money': 'Argent',
  'tabs.conditions': 'Les conditions',
  'tabs.ledger': 'Grand livre',
}
