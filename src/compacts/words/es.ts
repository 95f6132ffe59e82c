import type { Word } from './en.ts'

export const es: Record<Word, string> = {
  'tabs.label': 'Páginas de este pacto',
  'tabs.compact': 'En público',
  'tabs.draft': 'Borrador',
  'tabs.comments': 'Comentarios',
  'tabs.review': 'Revisión de supervivientes',
  'tabs.versions': 'Versiones',
  'tabs.signing': 'Firma',
  'tabs.steps': 'Pasos',
  'tabs.results': 'Resultados',
  'tabs.dialogues': 'Diálogos',
  'tabs.money': 'Dinero',
  'tabs.conditions': 'Condiciones',
  'tabs.ledger': 'Libro mayor',
}
