import { randomUUID } from 'node:crypto'
import { stringify } from 'yaml'
import type { TestHouse } from '../../../test/support/house.ts'
import { type Actor, operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { assess } from '../assess.ts'
import { aGroup, aLeaf, aMethodology, someInputs } from '../builders.test-data.ts'
import { type Assessment, keepAssessment } from '../store.ts'
import { saveVersion } from '../versions/save.ts'
import type { Change } from './change.ts'
import type { Given, Group, RoundValues } from './schema.ts'
import { announceRound, answerRound, joinRound, makeCodes, objectTo, planRound } from './store.ts'

export const groups: Group[] = [
  { key: 'survivors', kind: 'survivors', name: null, share: 30 },
  { key: 'ministry', kind: 'ministry', name: null, share: 40 },
  { key: 'ngo', kind: 'ngo', name: null, share: 30 },
]

/** A round about the coalition’s paper of 2014, open for all of July 2025, unless told otherwise. */
export function roundValues(over: Partial<RoundValues> = {}): RoundValues {
  return {
    methodology: 'tipping-point',
    version: 1,
    question: 'How much should each part weigh?',
    language: 'en',
    level: 'groups',
    ways: ['points', 'pairwise', 'order'],
    membership: 'open',
    groups,
    fewest: 10,
    opens: new Date('2025-07-02T00:00:00Z'),
    closes: new Date('2025-07-20T18:00:00Z'),
    ...over,
  }
}

export const asPerson = (person: string): Actor => ({ person, as: 'person', via: 'page', requestId: null })

export const changeAt = (house: Pick<TestHouse, 'keys'>, at: Date, actor: Actor = operator): Change => ({
  actor,
  at,
  keys: house.keys,
})

/** A round that was announced the day before it opens. */
export async function anAnnouncedRound(
  house: Pick<TestHouse, 'db' | 'keys'>,
  over: Partial<RoundValues> = {},
): Promise<string> {
  const values = roundValues(over)
  const change = changeAt(house, new Date(values.opens.getTime() - 86_400_000))
  return transact(house.db, async (trx) => {
    const id = await planRound(trx, change, values)
    await announceRound(trx, change, id, 1)
    return id
  })
}

/** Somebody joins a group: survivors’ advisers with a code that they were given, others by choosing it. */
export const join = (
  house: Pick<TestHouse, 'db' | 'keys'>,
  round: string,
  group: string,
  { at, person }: { at: Date; person: string },
): Promise<string> =>
  transact(house.db, async (trx) => {
    const [code = ''] =
      group === 'survivors' ? await makeCodes(trx, changeAt(house, at), round, group, 1) : []
    return joinRound(trx, changeAt(house, at, asPerson(person)), round, code === '' ? { group } : { code })
  })

/** Somebody who joins a group and answers, while the round is open. Answers who. */
export async function anAnswer(
  house: Pick<TestHouse, 'db' | 'keys'>,
  round: string,
  group: string,
  given: Given,
  { at, person = randomUUID(), comment = null }: { at: Date; person?: string; comment?: string | null },
): Promise<string> {
  await join(house, round, group, { at, person })
  await transact(house.db, async (trx) => {
    const change = changeAt(house, at, asPerson(person))
    await answerRound(trx, change, round, given, comment === null ? null : { text: comment, shown: true })
  })
  return person
}

/** Points for the four parts of the tipping-point method. */
export const pointsFor = (will: number, gap: number, burden: number, leverage: number): Given => ({
  way: 'points',
  values: { will, gap, burden, leverage },
})

/** A round that is over, with answers of two groups of three, and an objection that waits for its answer. */
export async function aClosedRound(house: Pick<TestHouse, 'db' | 'keys'>): Promise<string> {
  const id = await anAnnouncedRound(house)
  const at = new Date('2025-07-10T12:00:00Z')
  let adviser = ''
  for (let n = 0; n < 10; n++) {
    adviser = await anAnswer(house, id, 'survivors', pointsFor(50 - n, 20 + n, 20, 10), { at })
    await anAnswer(house, id, 'ministry', pointsFor(10, 30, 30 + n, 30 - n), { at, comment: 'As we see it' })
  }
  const objection = { criterion: 'goods', reason: 'It counts goods, not people.', public: true }
  await transact(house.db, (trx) => objectTo(trx, changeAt(house, at, asPerson(adviser)), id, objection))
  return id
}

/**
 * An assessment of a document of three criteria, will, need and space, on four countries: equal weights put Ghana and
 * Benin first, will alone Togo and Ghana.
 */
export async function anAssessmentOfThree(house: Pick<TestHouse, 'db' | 'now'>): Promise<Assessment> {
  const methodology = aMethodology({
    methodology: 'three-things',
    criteria: aGroup('total', [aLeaf('will'), aLeaf('need'), aLeaf('space')], {
      aggregation: 'arithmetic',
      missing: 'no total',
    }),
    shortlist: { size: 2, presets: [2], reason: { en: 'two' } },
  })
  const inputs = someInputs({
    will: { GHA: 70, BEN: 40, TGO: 100, SEN: 20 },
    need: { GHA: 80, BEN: 90, TGO: 10, SEN: 60 },
    space: { GHA: 60, BEN: 70, TGO: 20, SEN: 50 },
  })
  const text = stringify(methodology)
  const base = { methodology: 'atest-2014', version: 1 }
  await transact(house.db, (trx) =>
    saveVersion(trx, { actor: operator, at: house.now() }, { text, reason: 'To be consulted on', base }),
  )
  return keepAssessment(house.db, {
    methodology,
    text,
    inputs,
    result: assess(methodology, inputs, { seed: 1, replicates: 0, shortlistSize: 2 }),
    now: house.now(),
    actor: operator,
  })
}
