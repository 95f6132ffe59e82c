import { type EnteredEstimate, type Study, type StudyState, type StudyStep, studySteps } from './schema.ts'

/** What may lack before the next step. */
export const gapCodes = [
  'not from here',
  'no ethics approval',
  'no ethics reference',
  'no codebook',
  'codebook not frozen',
  'no population base',
  'no number and no reason',
  'no stock or flow',
  'no unit',
  'no place',
  'no period',
  'no fieldwork day',
  'no estimate',
  'no limits',
  'no terms',
  'estimate differs',
  'own estimate',
] as const
export type GapCode = (typeof gapCodes)[number]

/** Something lacking, and the field where it is mended; null where no field mends it. */
export type Gap = { code: GapCode; field: string | null }

/** What rules ask of a study besides what is said of it. */
export type AboutStudy = Pick<Study, 'state' | 'facts' | 'codebook' | 'noEstimate' | 'analysedBy'> & {
  estimates: readonly Pick<EnteredEstimate, 'id' | 'enteredBy' | 'differs'>[]
}

/** The step that follows a state; null when none does. */
export function nextStep(state: StudyState): StudyStep | null {
  if (state === 'stopped') return null
  return studySteps[studySteps.indexOf(state) + 1] ?? null
}

/**
 * What a study lacks before it may be called `to`: empty when nothing does.
 *
 * Each step asks what the steps before it asked as well, since what was said may have been taken back since.
 * `by` is who would publish it: never somebody who entered an estimate of it or, where there is none, who said so.
 */
export function gaps(study: AboutStudy, to: StudyStep, by: string | null = null): Gap[] {
  const far = studySteps.indexOf(to)
  return [
    ...(nextStep(study.state) === to ? [] : [{ code: 'not from here' as const, field: null }]),
    ...(far >= 1 ? approvalGaps(study) : []),
    ...(far >= 2 ? fieldGaps(study) : []),
    ...(far >= 3 ? analysisGaps(study) : []),
    ...(far >= 4 ? publicationGaps(study, by) : []),
  ]
}

function approvalGaps({ facts, codebook }: AboutStudy): Gap[] {
  const { ethics, base, place } = facts
  return found(
    [ethics.state !== 'approved', 'no ethics approval', 'ethics'],
    [
      ethics.state === 'approved' &&
        (ethics.body === null || ethics.reference === null || ethics.on === null),
      'no ethics reference',
      'ethicsBody',
    ],
    [codebook === null, 'no codebook', 'codebook'],
    [codebook !== null && codebook.state !== 'frozen', 'codebook not frozen', 'codebook'],
    [base.words === null, 'no population base', 'base'],
    [
      base.words !== null && base.number === null && base.unknownBecause === null,
      'no number and no reason',
      'baseNumber',
    ],
    [facts.stockOrFlow === null, 'no stock or flow', 'stockOrFlow'],
    [facts.unit === null, 'no unit', 'unit'],
    [place.wholeCountry === null || (!place.wholeCountry && place.words === null), 'no place', 'place'],
  )
}

function fieldGaps({ facts: { period, fieldwork } }: AboutStudy): Gap[] {
  return found(
    [period.from === null || period.to === null, 'no period', 'periodFrom'],
    [fieldwork.from === null, 'no fieldwork day', 'fieldworkFrom'],
  )
}

function analysisGaps({ estimates, noEstimate }: AboutStudy): Gap[] {
  return found([estimates.length === 0 && noEstimate === null, 'no estimate', 'noEstimate'])
}

function publicationGaps(study: AboutStudy, by: string | null): Gap[] {
  return found(
    [study.facts.limits === null, 'no limits', 'limits'],
    [study.facts.terms === null, 'no terms', 'terms'],
    [study.estimates.some(({ differs }) => differs === true), 'estimate differs', null],
    [by !== null && enteredBy(study).includes(by), 'own estimate', null],
  )
}

/** Who had the figures in their hands: who entered estimates or, where there is none, who said that there is none. */
export function enteredBy({ estimates, analysedBy }: Pick<AboutStudy, 'estimates' | 'analysedBy'>): string[] {
  const people = estimates.length > 0 ? estimates.map((each) => each.enteredBy) : [analysedBy]
  return [...new Set(people.flatMap((person) => person ?? []))]
}

function found(...lacking: [boolean, GapCode, string | null][]): Gap[] {
  return lacking.flatMap(([lacks, code, field]) => (lacks ? [{ code, field }] : []))
}
