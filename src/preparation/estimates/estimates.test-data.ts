import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../../test/support/house.ts'
import { sha256hex } from '../../estimators/digest.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { type SpecificationLabel, specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../../people/organisations/change.ts'
import { giveRole } from '../../people/organisations/memberships.ts'
import { aPerson } from '../../people/organisations/organisations.test-data.ts'
import { personActor } from '../studies/studies.test-data.ts'
import type { Kept, KeptComputed, KeptFromPublication } from './kept.ts'
import { keepEstimate } from './store.ts'

/** Three lists on which 247 people stand; 7 of them are on all three, and 4 on the first two alone. */
export const lists = ['Police', 'Shelters', 'Hotline']
export const counts = [0, 97, 61, 4, 42, 23, 13, 7]

const meaning = {
  quantity: 'people',
  codebook: null,
  codebookNotStated: 'The lists were kept before the codebook was written.',
  definition: 'Adults in forced labour, as each organisation identified them',
  unit: 'person',
  stockOrFlow: 'flow',
  periodFrom: '2021-01-01',
  periodTo: '2021-12-31',
  referenceMonths: 12,
  populationBase: {
    words: 'adults living in Ghana',
    number: null,
    unknownBecause: 'No census of the age group since 2010.',
    source: null,
  },
  frame: 'Lists of three organisations',
  place: { wholeCountry: true, words: null },
  disaggregation: [],
  measured: 'measured',
  otherBecause: 'The study was planned for the lake, and the figure is of the country.',
} satisfies Omit<KeptFromPublication, 'source' | 'publication'>

/** From overlapping lists, as the workbench would save it. */
export function fromLists(
  over: Partial<KeptComputed> = {},
  {
    resamples = 0,
    chosen = 'bic-3' as SpecificationLabel,
    only = ['independence', 'stepwise-0.02', 'bic-3', 'chao'] as SpecificationLabel[],
  } = {},
): KeptComputed {
  const specification = finish(specificationTable(overlapTable(lists, counts), { resamples, seed: 7, only }))
  return {
    source: 'computed',
    ...meaning,
    result: {
      design: 'lists',
      // As it comes through JSON.
      specification: JSON.parse(JSON.stringify(specification)),
      chosen,
      why: 'It repeats the choice of a model in each resample.',
    },
    overlapTable: { lists, counts },
    provenance: { computedBy: 'browser', version: '0.4.0', inputDigest: sha256hex('three lists') },
    ...over,
  }
}

/** A share from a survey, computed by command. */
export function fromSurvey(over: Partial<KeptComputed> = {}): KeptComputed {
  const estimate: Estimate = {
    method: 'survey-mean',
    cases: 1240,
    status: 'ok',
    estimate: 0.0312,
    standardError: 0.0061,
    intervals: [
      { level: 0.8, low: 0.0243, high: 0.04, kind: 'logit' },
      { level: 0.95, low: 0.0211, high: 0.0459, kind: 'logit' },
    ],
    diagnostics: { respondents: 1240, withOutcome: 39, clusters: 62, strata: 4, designEffect: 1.52 },
    warnings: [{ code: 'few-degrees-of-freedom', degreesOfFreedom: 8, least: 10 }],
  }
  return {
    source: 'computed',
    ...meaning,
    quantity: 'share',
    stockOrFlow: 'stock',
    result: {
      design: 'survey',
      settings: { outcome: 'trafficked', weight: 'w', cluster: 'village' },
      estimates: [{ label: 'everybody', estimate }],
      chosen: 0,
      why: 'The design asks for it.',
    },
    provenance: { computedBy: 'command', version: '0.4.0', inputDigest: sha256hex('a survey') },
    ...over,
  }
}

export function fromPublication(
  over: Partial<KeptFromPublication> = {},
  publication: Partial<KeptFromPublication['publication']> = {},
): KeptFromPublication {
  return {
    source: 'publication',
    ...meaning,
    ...over,
    publication: {
      citation: 'Ministry of the Interior, Hidden figures',
      address: 'https://example.org/hidden-figures.pdf',
      page: 'p. 12, table 3',
      year: 2022,
      method: 'multiple systems estimation over three lists',
      design: 'lists',
      estimate: 11300,
      intervals: [{ level: 0.95, low: 9900, high: 12900, kind: null }],
      cases: 2744,
      lists: ['A', 'B', 'C'],
      ...publication,
    },
  }
}

/** Somebody who may run studies, everywhere or in one country. */
export async function aResearcher(
  house: TestHouse,
  scope: { kind: 'country'; id: string } | null = null,
): Promise<string> {
  const { id } = await aPerson(house)
  await transact(house.db, (trx) =>
    giveRole(trx, changeBy(house, operator), { person: id, role: 'researcher', organisation: null, scope }),
  )
  return id
}

/** Keeps an estimate with a study; answers its id. */
export function anEstimate(
  house: TestHouse,
  study: string,
  kept: Kept = fromPublication(),
  {
    by = null,
    correction = null,
  }: { by?: string | null; correction?: { replaces: string; reason: string } | null } = {},
): Promise<string> {
  const actor = by === null ? operator : personActor(by)
  return transact(house.db, (trx) =>
    keepEstimate(trx, { actor, at: house.now() }, { study, kept, correction, check: null }),
  )
}

/** Makes a study published as it stands, past its steps: for tests of what everybody may read. */
export async function published(house: TestHouse, study: string, version: string): Promise<void> {
  await house.owner
    .updateTable('studies')
    .set({
      state: 'published',
      published: house.now(),
      published_by: randomUUID(),
      codebook_version_id: version,
    })
    .where('id', '=', study)
    .execute()
}
