import type { LonelyClusters } from '../../estimators/survey/design.ts'

/* What a page must know to ask for a table, apart from the reading of it: a page carries this and not that. */

/** Headings under which ids and recruiters of a respondent-driven sample usually stand. */
export const usualIds = [
  'id',
  'respondent',
  'respondent.id',
  'identifiant',
  'répondant',
  'identificador',
  'encuestado',
  'inquirido',
  'entrevistado',
] as const
export const usualRecruiters = [
  'recruiter.id',
  'recruiter',
  'recruiter_id',
  'recruteur',
  'id.recruteur',
  'reclutador',
  'id.reclutador',
  'recrutador',
  'id.recrutador',
] as const

/** What can be done about a stratum of which one cluster was drawn. */
export const lonelyChoices: readonly LonelyClusters[] = ['refuse', 'centre', 'certainty', 'collapse']

const yes = /^(1([.,]0+)?|true|yes|y|oui|o|vrai|s[ií]|s|verdadero|sim|verdadeiro)$/i
const no = /^(0([.,]0+)?|false|no|n|non|faux|falso|não|nao)$/i

/** Whether a cell says that nothing is known. */
export const isUnsaid = (cell: string) => /^(|na|n\/a|nan|null|-|–|—|\.)$/i.test(cell)

/** 1 for yes, 0 for no, in four languages or as a number; undefined where it is neither. */
export function answerIn(cell: string): 1 | 0 | undefined {
  const plain = cell.normalize('NFC')
  return yes.test(plain) ? 1 : no.test(plain) ? 0 : undefined
}
