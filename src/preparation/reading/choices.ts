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
