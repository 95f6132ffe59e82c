import type { TestHouse } from '../../../test/support/house.ts'
import { type Actor, operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from './change.ts'
import type { Codebook } from './codebook.ts'
import { beginCodebook, freezeCodebook } from './codebooks.ts'
import { planStudy, type StudyValues } from './life.ts'
import type { StudyFacts } from './schema.ts'
import { codebookVersionOf } from './store.ts'

/** A codebook of eight signs, sound unless told otherwise. */
export function aCodebook(over: Partial<Codebook> = {}): Codebook {
  return {
    language: 'en',
    title: 'Lake survey signs',
    definition: 'A person recruited or moved by force, fraud or coercion in order to be exploited.',
    unit: 'person',
    source: null,
    indicators: [
      { code: 'a1', domain: 'act', question: 'Did somebody take you to this work?' },
      { code: 'm1', domain: 'means', question: 'Were you told untrue things about the work?' },
      { code: 'm2', domain: 'means', question: 'Were your papers kept from you?' },
      { code: 'm3', domain: 'means', question: 'Were you threatened?' },
      { code: 'p1', domain: 'purpose', question: 'Was your pay kept from you?' },
      { code: 'p2', domain: 'purpose', question: 'Did you work to pay off a debt?' },
      { code: 'c1', domain: 'other', question: 'Are you under 18?' },
    ],
    rules: [
      {
        label: { code: 'trafficked', name: 'trafficked' },
        when: {
          all: [
            { atLeast: 1, of: 'act' },
            { any: [{ atLeast: 2, of: 'means' }, { indicator: 'c1' }] },
            { atLeast: 1, of: ['p1', 'p2'] },
          ],
        },
      },
      { label: { code: 'at-risk', name: 'at risk' }, when: { atLeast: 1, of: 'means' } },
    ],
    otherwise: { code: 'neither', name: 'neither' },
    changes: null,
    ...over,
  }
}

/** What is said of a study: enough for every step, unless told otherwise. */
export function someFacts(over: Partial<StudyFacts> = {}): StudyFacts {
  return {
    language: 'en',
    title: 'Children working on the lake',
    question: 'How many children are trafficked into fishing on the lake?',
    method: 'survey',
    design: 'Sixty-two villages drawn by size, twenty households in each.',
    sample: { planned: 1240, words: 'households' },
    base: {
      words: 'children aged 5 to 17 in lake villages',
      number: 48000,
      unknownBecause: null,
      source: 'census',
    },
    place: { wholeCountry: false, words: 'the four districts on the lake' },
    period: { from: '2025-01-01', to: '2025-03-31' },
    fieldwork: { from: '2025-03-01', to: null },
    stockOrFlow: 'stock',
    unit: 'person',
    exploitation: ['forced labour', 'child labour'],
    ethics: { state: 'approved', body: 'University board', reference: 'EB-14', on: '2025-01-10' },
    funders: ['A foundation'],
    responsible: 'University of the Lake',
    limits: 'Children who are never at home are missed.',
    terms: 'Tables on request; no records.',
    safety: 'A survivors’ group read the questions.',
    ...over,
  }
}

export const valuesOf = (facts: StudyFacts, over: Partial<StudyValues> = {}): StudyValues => ({
  facts,
  confidential: false,
  codebook: null,
  organisation: null,
  baselineOf: null,
  ...over,
})

export const personActor = (person: string): Actor => ({
  person,
  as: 'person',
  via: 'page',
  requestId: null,
})

/** A codebook in the house, frozen unless told otherwise; answers the id of the codebook and of its first version. */
export async function aKeptCodebook(
  house: TestHouse,
  content: Codebook = aCodebook(),
  { frozen = true } = {},
): Promise<{ codebook: string; version: string }> {
  const change = changeBy(house, operator)
  const codebook = await transact(house.db, async (trx) => {
    const id = await beginCodebook(trx, change, content)
    if (frozen) await freezeCodebook(trx, change, { codebook: id, version: 1, revision: 1 })
    return id
  })
  return { codebook, version: (await codebookVersionOf(house.db, codebook, 1)).id }
}

/** A planned study in the house. */
export async function aStudy(
  house: TestHouse,
  {
    country = 'GHA',
    by = operator,
    facts = someFacts(),
    ...over
  }: Partial<StudyValues> & { country?: string; by?: Actor } = {},
): Promise<string> {
  return transact(house.db, (trx) => planStudy(trx, changeBy(house, by), country, valuesOf(facts, over)))
}
