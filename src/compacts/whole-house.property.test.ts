import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { transact } from '../house/transact.ts'
import { holdReview } from '../survivors/store.ts'
import { compactWiring } from '../wiring.ts'
import { anAgreement } from './agreement.test-data.ts'
import { type Agreement, sections } from './agreement.ts'
import { changeBy } from './change.ts'
import { aCompact, asPerson, negotiated } from './compacts.test-data.ts'
import { takeEffect } from './life.ts'
import { planSums } from './plan.ts'
import { freezeDraft, openAmendment, reopenDraft, signVersion } from './signing.ts'
import {
  agreementInForce,
  draftOf,
  findCompact,
  frozenVersionOf,
  saveDraftPart,
  versionOf,
  versionsOf,
} from './store.ts'

/*
 * Two sides write, freeze, review, sign, amend and bring into force at the same moments, by the wiring of the whole
 * house, and try to leave out what the law asks for. What is said here of a signed text is said without `gaps.ts`.
 */

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-01-01T12:00:00Z') })
})
afterAll(() => house.close())

type Side = 'donor' | 'partner'
/** Ways to leave a part without what must be in it, or to mend it. */
const spoilings = {
  whole: null,
  'section empty': 'sections',
  'section in one language': 'sections',
  'term of two years': 'term',
  'term moved to an earlier end': 'term',
  'line one cent off': 'plan',
  'contribution one cent off': 'plan',
  'no baseline': 'indicators',
  'no targets': 'indicators',
  'no outcome': 'indicators',
  'nothing lasting': 'sustainability',
} as const satisfies Record<string, keyof Agreement | null>
type Spoiling = keyof typeof spoilings
const spoiled = (text: Agreement, how: Spoiling): Agreement => {
  const { plan } = text
  const [line] = plan.lines
  const [contribution] = plan.contributions
  switch (how) {
    case 'whole':
      return text
    case 'section empty':
      return { ...text, sections: { ...text.sections, C: {} } }
    case 'section in one language':
      return { ...text, sections: { ...text.sections, F: { en: text.sections.F?.en ?? '' } } }
    case 'term of two years':
      return { ...text, term: { ...text.term, years: 2 } }
    case 'term moved to an earlier end':
      return { ...text, term: { ...text.term, ends: '2028-12-31' } }
    case 'line one cent off':
      if (line !== undefined) {
        const now = line.revised ?? line.original
        const lines = [{ ...line, revised: { ...now, minor: now.minor + 1 } }, ...plan.lines.slice(1)]
        return { ...text, plan: { ...plan, lines } }
      }
      return text
    case 'contribution one cent off':
      if (contribution !== undefined) {
        const amount = { ...contribution.amount, minor: contribution.amount.minor - 1 }
        return {
          ...text,
          plan: { ...plan, contributions: [{ ...contribution, amount }, ...plan.contributions.slice(1)] },
        }
      }
      return text
    case 'no baseline':
      return { ...text, indicators: text.indicators.map((each) => ({ ...each, baseline: null })) }
    case 'no targets':
      return { ...text, indicators: text.indicators.map((each) => ({ ...each, targets: [], noTarget: [] })) }
    case 'no outcome':
      return { ...text, indicators: text.indicators.map((each) => ({ ...each, level: 'process' as const })) }
    case 'nothing lasting':
      return { ...text, sustainability: [] }
  }
}

type Move =
  | { do: 'save'; who: Side; how: Spoiling }
  | { do: 'freeze' | 'sign' | 'reopen' | 'enter' | 'amend'; who: Side }
  | { do: 'review' }
const both = (what: 'freeze' | 'sign' | 'enter' | 'amend'): Move[] => [
  { do: what, who: 'donor' },
  { do: what, who: 'partner' },
]
const spoil = (how: Spoiling): Move[] => [
  { do: 'save', who: 'donor', how },
  { do: 'save', who: 'partner', how: 'whole' },
  { do: 'freeze', who: 'partner' },
]
/** Tried in every run, so that something is signed, amended and in force whatever chance brings. */
const aWholeLife: Move[][] = [
  [{ do: 'save', who: 'donor', how: 'section empty' }],
  [...both('freeze'), { do: 'save', who: 'partner', how: 'whole' }],
  [{ do: 'review' }],
  [...both('freeze'), { do: 'save', who: 'donor', how: 'no baseline' }],
  [{ do: 'reopen', who: 'donor' }],
  [{ do: 'save', who: 'donor', how: 'whole' }],
  [{ do: 'review' }],
  both('freeze'),
  [...both('sign'), { do: 'save', who: 'donor', how: 'term moved to an earlier end' }],
  both('enter'),
  both('amend'),
  [{ do: 'save', who: 'partner', how: 'term moved to an earlier end' }],
  [...both('freeze'), { do: 'save', who: 'donor', how: 'line one cent off' }],
  [{ do: 'save', who: 'partner', how: 'whole' }],
  [{ do: 'review' }],
  both('freeze'),
  [...both('sign'), { do: 'reopen', who: 'partner' }],
  [{ do: 'reopen', who: 'donor' }],
  [{ do: 'review' }],
  both('freeze'),
  both('sign'),
  [...both('enter'), ...both('amend')],
]
const who = fc.constantFrom<Side>('donor', 'partner')
const how = fc.constantFrom(...(Object.keys(spoilings) as Spoiling[]))
const round = fc.oneof(
  { weight: 4, arbitrary: how.map(spoil) },
  {
    weight: 3,
    arbitrary: fc.array<Move>(
      fc.oneof(
        fc.record({ do: fc.constantFrom(...(['freeze', 'sign', 'reopen', 'enter', 'amend'] as const)), who }),
        fc.record({ do: fc.constant('save' as const), who, how }),
        fc.constant({ do: 'review' as const }),
      ),
      { minLength: 2, maxLength: 4 },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Move[]>([{ do: 'save', who: 'donor', how: 'whole' }]) },
  { weight: 1, arbitrary: fc.constantFrom<Move[]>([{ do: 'review' }], both('sign'), both('enter')) },
)
const seen = { inForce: 0, amended: 0, refused: 0 }

it('Whatever two sides leave out and sign at the same moments, what is signed is whole, and an amendment changes no version before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 5, maxLength: 8 }), async (rounds) => {
      const own = await aCompact(house)
      const { id, by } = own
      const adviser = changeBy(house, asPerson(randomUUID()), [own.survivors])
      await negotiated(house, own)
      const first = anAgreement(own)
      const readable = new Map<number, string>()
      let amended = 0

      for (const moves of rounds) {
        const draft = await draftOf(house.db, id)
        const frozen = await frozenVersionOf(house.db, id)
        const run = async (one: Move): Promise<void> => {
          await transact(house.db, async (trx) => {
            if (one.do === 'review') {
              const values = { heldOn: '2026-01-01', how: 'meeting', as: 'group', alias: null } as const
              await holdReview(trx, adviser, { compact: id, base: draft?.revision ?? -1, ...values })
            } else if (one.do === 'freeze')
              await freezeDraft(trx, by(one.who), compactWiring, {
                compact: id,
                revision: draft?.revision ?? 0,
              })
            else if (one.do === 'sign') {
              const party = one.who === 'donor' ? 'usa' : 'ghana'
              const asked = { compact: id, party, hash: frozen?.hash ?? '' }
              await signVersion(trx, by(one.who), compactWiring, asked)
            } else if (one.do === 'reopen')
              await reopenDraft(trx, by(one.who), { compact: id, reason: 'Once more' })
            else if (one.do === 'enter')
              await takeEffect(trx, by(one.who), compactWiring, { compact: id, on: '2026-01-01' })
            else if (one.do === 'amend')
              await openAmendment(trx, by(one.who), { compact: id, reason: 'Better so' })
          })
          if (one.do === 'amend') amended += 1
        }
        const save = async ({ who, how }: Extract<Move, { do: 'save' }>): Promise<void> => {
          const base = draft?.revision ?? 0
          const title = { en: `Text of ${who}, ${amended}`, fr: `Texte de ${who}, ${amended}` }
          const text = spoiled({ ...first, title }, how)
          const changed = spoilings[how]
          // Who mends, mends all that was spoiled; each part in a sending of its own, as pages do.
          const parts = changed === null ? new Set(Object.values(spoilings)) : new Set([changed])
          for (const part of [...parts, 'title' as const]) {
            if (part === null) continue
            const revision = (await draftOf(house.db, id))?.revision ?? base
            await transact(house.db, (trx) =>
              saveDraftPart(trx, by(who), { compact: id, part, base: revision, value: text[part] }),
            )
          }
        }
        const answers = await Promise.allSettled(
          moves.map((one) => (one.do === 'save' ? save(one) : run(one))),
        )
        for (const answer of answers)
          if (answer.status === 'rejected') {
            seen.refused += 1
            // Whoever is refused is told so in words; nothing else goes wrong.
            expect(answer.reason).toMatchObject({ status: expect.any(Number), details: expect.any(Array) })
            expect(answer.reason.status).toBeLessThan(500)
          }

        const { inForceVersion } = await findCompact(house.db, id)
        for (const { number, signatures, takenEffect } of await versionsOf(house.db, id)) {
          const { text, agreement } = await versionOf(house.db, id, number)
          // Every version that ever was reads as it did.
          expect(text).toBe(readable.get(number) ?? text)
          readable.set(number, text)
          assertWhole(agreement)
          if (takenEffect !== null) expect(signatures).toBeGreaterThanOrEqual(2)
        }
        const standing = await agreementInForce(house.db, id)
        expect(standing?.version ?? null).toBe(inForceVersion)
        // The room of money follows the text that is in force, whoever brought it into effect at once.
        const followed = await house.db
          .selectFrom('fund_compacts')
          .select('version')
          .where('compact_id', '=', id)
          .executeTakeFirst()
        expect(followed?.version ?? null).toBe(inForceVersion)
      }
      const effective = (await versionsOf(house.db, id)).filter(({ takenEffect }) => takenEffect !== null)
      seen.inForce += Math.min(1, effective.length)
      seen.amended += Math.max(0, effective.length - 1)
      // A term ends where the text in force says, never earlier than it was first signed.
      const [signed] = effective
      if (signed !== undefined) expect((await findCompact(house.db, id)).ends).toBe('2029-12-31')
    }),
    { numRuns: 3, seed: 1, examples: [[aWholeLife]] },
  )
  expect(Math.min(seen.inForce, seen.amended, seen.refused)).toBeGreaterThan(0)
}, 120_000)

/** Sections A to G, three to five years, sums to the cent, an outcome with baseline and targets for every objective. */
function assertWhole(text: Agreement): void {
  for (const section of sections)
    for (const language of text.languages)
      expect([section, (text.sections[section]?.[language] ?? '').trim().length > 0]).toEqual([section, true])
  const { years, begins, ends } = text.term
  expect([3, 4, 5]).toContain(years)
  if (begins !== null && ends !== null)
    expect(Number(ends.slice(0, 4)) - Number(begins.slice(0, 4)) + 1).toBe(years)
  expect(text.sustainability.length).toBeGreaterThan(0)

  const { plan } = text
  const sums = planSums(plan, { parties: text.parties })
  const together = (all: Iterable<{ amounts: { minor: number; currency: string }[] }>, currency: string) =>
    [...all]
      .flatMap(({ amounts }) => amounts)
      .reduce((sum, each) => sum + (each.currency === currency ? each.minor : 0), 0)
  for (const { key, amount } of plan.contributions)
    expect(sums.byContribution.get(key)?.amounts).toEqual([amount])
  for (const { currency } of sums.all.amounts)
    for (const direction of [
      sums.byComponent,
      sums.byInitiative,
      sums.byYear,
      sums.byContribution,
      sums.byParty,
    ])
      expect(together(direction.values(), currency)).toBe(together([sums.all], currency))

  for (const { key } of text.objectives) {
    const outcomes = text.indicators.filter(
      ({ objective, level }) => objective === key && (level === 'outcome' || level === 'impact'),
    )
    expect(outcomes.length).toBeGreaterThan(0)
  }
  for (const { baseline, targets, noTarget } of text.indicators) {
    expect(baseline).not.toBeNull()
    for (const { key } of plan.years)
      expect(
        targets.filter(({ year, cell }) => year === key && Object.keys(cell).length === 0).length +
          noTarget.filter(({ year }) => year === key).length,
      ).toBe(1)
  }
}
