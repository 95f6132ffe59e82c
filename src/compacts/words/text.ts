import type { Dictionary } from '../../ui/language.ts'

/** What is said beside the text of a compact: of its term, its signers, and what one text changes in another. */
const en = {
  'term.extended': '{years, number} as first signed, extended to {day}',
  'term.from entry': 'with entry into force',
  'party.left out': 'It is among those who sign the text before; this one takes it out of them.',
  'step.amendment': 'Amendment {number} took effect',
  'compare.why': 'Why it is amended',
  'compare.totals': 'What the plan comes to',
  'compare.sum': 'Sum',
  'compare.before': 'Before',
  'compare.after': 'After',
  'compare.difference': 'Difference',
} as const

export type TextWord = keyof typeof en

const fr: Record<TextWord, string> = {
  'term.extended': '{years, number} à la première signature, prolongés jusqu’au {day}',
  'term.from entry': 'avec l’entrée en vigueur',
  'party.left out': 'Elle signe le texte précédent ; celui-ci ne la compte plus parmi les signataires.',
  'step.amendment': 'L’avenant {number} a pris effet',
  'compare.why': 'Pourquoi le texte est modifié',
  'compare.totals': 'À combien s’élève le plan',
  'compare.sum': 'Somme',
  'compare.before': 'Avant',
  'compare.after': 'Après',
  'compare.difference': 'Écart',
}

const es: Record<TextWord, string> = {
  'term.extended': '{years, number} según la primera firma, prorrogados hasta el {day}',
  'term.from entry': 'con la entrada en vigor',
  'party.left out': 'Firma el texto anterior; este ya no la cuenta entre los firmantes.',
  'step.amendment': 'La enmienda {number} surtió efecto',
  'compare.why': 'Por qué se enmienda',
  'compare.totals': 'A cuánto asciende el plan',
  'compare.sum': 'Suma',
  'compare.before': 'Antes',
  'compare.after': 'Después',
  'compare.difference': 'Diferencia',
}

const pt: Record<TextWord, string> = {
  'term.extended': '{years, number} segundo a primeira assinatura, prorrogados até {day}',
  'term.from entry': 'com a entrada em vigor',
  'party.left out': 'Assina o texto anterior; este já não a conta entre os signatários.',
  'step.amendment': 'A adenda {number} produziu efeito',
  'compare.why': 'Por que se emenda',
  'compare.totals': 'A quanto monta o plano',
  'compare.sum': 'Soma',
  'compare.before': 'Antes da mudança',
  'compare.after': 'Depois da mudança',
  'compare.difference': 'Diferença',
}

export const textWords: Dictionary<TextWord> = { en, fr, es, pt }
