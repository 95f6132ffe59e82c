import type { Word } from './en.ts'

export const pt: Record<Word, string> = {
  'tabs.label': 'Páginas deste pacto',
  'tabs.compact': 'Em público',
  'tabs.draft': 'Minuta',
  'tabs.comments': 'Comentários',
  'tabs.review': 'Parecer de sobreviventes',
  'tabs.versions': 'Versões',
  'tabs.signing': 'Assinatura',
  'tabs.steps': 'Etapas',
  'tabs.results': 'Os resultados',
  'tabs.dialogues': 'Os diálogos',
  'tabs.money': 'Dinheiro',
  'tabs.conditions': 'Condições',
  'tabs.ledger': 'Livro-razão',
}
