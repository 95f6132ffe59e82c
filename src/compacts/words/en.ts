/** What the room of compacts says, in English; the other languages have the same keys. */
export const en = {
  'tabs.label': 'Pages of this compact',
  'tabs.compact': 'In public',
  'tabs.draft': 'Draft',
  'tabs.comments': 'Comments',
  'tabs.review': 'Survivors’ review',
  'tabs.versions': 'Versions',
  'tabs.signing': 'Signing',
  'tabs.steps': 'Steps',
  'tabs.results': 'Results',
  'tabs.dialogues': 'Dialogues',
  'tabs.money': 'Money',
  'tabs.conditions': 'Conditions',
  'tabs.ledger': 'Ledger',
} as const

export type Word = keyof typeof en
