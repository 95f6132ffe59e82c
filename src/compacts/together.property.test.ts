import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import { transact } from '../house/transact.ts'
import { both } from './agreement.test-data.ts'
import type { Agreement } from './agreement.ts'
import { aCompact, negotiated } from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { CompactFault, PartOvertaken } from './faults.ts'
import { takeEffect, takeStep } from './life.ts'
import { freezeDraft, reopenDraft, signaturesOf, signVersion } from './signing.ts'
import {
  draftOf,
  findCompact,
  frozenVersionOf,
  partAt,
  saveDraftPart,
  stepsOf,
  versionOf,
  versionsOf,
} from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const parts = ['title', 'legalBasis', 'risks'] as const
type Move =
  | { do: 'save'; who: 'donor' | 'partner'; part: (typeof parts)[number] }
  | { do: 'freeze' | 'sign' | 'reopen' | 'enter' | 'step'; who: 'donor' | 'partner' }
const atOnce = (what: Exclude<Move['do'], 'save'>): Move[] => [
  { do: what, who: 'donor' },
  { do: what, who: 'partner' },
]
/** Tried in every run: what chance might leave out. */
const aWholeLife: Move[][] = [
  [
    { do: 'save', who: 'donor', part: 'title' },
    { do: 'save', who: 'partner', part: 'title' },
  ],
  atOnce('freeze'),
  [...atOnce('sign'), { do: 'reopen', who: 'donor' }],
  atOnce('freeze'),
  atOnce('sign'),
  [...atOnce('enter'), { do: 'reopen', who: 'partner' }],
]
const seen = { refused: 0, signed: 0 }
const who = fc.constantFrom('donor' as const, 'partner' as const)
const move = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('save' as const), who, part: fc.constantFrom(...parts) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('freeze' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sign' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('enter' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('step' as const), who }) },
)

it('Whatever two sides do at the same moments, nothing is lost and nothing is signed that was not read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array<Move>(move, { minLength: 2, maxLength: 5 }), { minLength: 4, maxLength: 7 }),
      async (rounds) => {
        const started = await aCompact(house)
        await negotiated(house, started)
        const { id, by } = started
        const saved: { part: (typeof parts)[number]; revision: number; value: unknown }[] = []
        const refused: { part: (typeof parts)[number]; now: unknown; revision: number }[] = []
        const signed: { party: string; hash: string }[] = []
        let n = 0

        for (const round of rounds) {
          // All of a round read first, then write at once, as people at two desks do.
          const draft = await draftOf(house.db, id)
          const frozen = await frozenVersionOf(house.db, id)
          const run = async (one: (typeof round)[number]) => {
            const change = by(one.who)
            if (one.do === 'save') {
              n += 1
              const value = one.part === 'risks' ? [risk(n)] : both(`Text ${n}`)
              const base = draft?.revision ?? 0
              try {
                const { revision } = await transact(house.db, (trx) =>
                  saveDraftPart(trx, change, { compact: id, part: one.part, base, value }),
                )
                saved.push({ part: one.part, revision, value })
              } catch (error) {
                if (error instanceof PartOvertaken)
                  refused.push({ part: one.part, now: error.texts.now, revision: error.revision })
                throw error
              }
            } else if (one.do === 'freeze')
              await transact(house.db, (trx) =>
                freezeDraft(trx, change, alone, { compact: id, revision: draft?.revision ?? 0 }),
              )
            else if (one.do === 'sign') {
              const party = one.who === 'donor' ? 'usa' : 'ghana'
              const hash = frozen?.hash ?? ''
              await transact(house.db, (trx) => signVersion(trx, change, alone, { compact: id, party, hash }))
              signed.push({ party, hash })
            } else if (one.do === 'reopen')
              await transact(house.db, (trx) =>
                reopenDraft(trx, change, { compact: id, reason: 'Once more' }),
              )
            else if (one.do === 'enter')
              await transact(house.db, (trx) =>
                takeEffect(trx, change, alone, { compact: id, on: '2025-07-01' }),
              )
            else
              await transact(house.db, (trx) =>
                takeStep(trx, change, alone, {
                  compact: id,
                  to: 'closing',
                  reason: 'Sooner than planned',
                  lastDay: '2026-06-30',
                }),
              )
          }
          // Whoever is too late hears so; nothing else goes wrong.
          for (const answer of await Promise.allSettled(round.map(run)))
            if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(CompactFault)
        }

        seen.refused += refused.length
        seen.signed += signed.length

        // Every save that was acknowledged stands in its revision, and each revision was one save.
        expect(new Set(saved.map(({ revision }) => revision)).size).toBe(saved.length)
        for (const { part, revision, value } of saved)
          expect(await partAt(house.db, { compact: id, amendment: 0, part, revision })).toEqual(value)
        for (const { part, revision, now } of refused)
          expect(await partAt(house.db, { compact: id, amendment: 0, part, revision })).toEqual(now)
        const draft = await draftOf(house.db, id)
        if (draft !== null)
          for (const part of parts)
            expect(draft.agreement[part]).toEqual(
              await partAt(house.db, { compact: id, amendment: 0, part, revision: draft.revision }),
            )

        // A version is what its hash says; each party signed it once at most, and the text it read.
        const given = await signaturesOf(house.db, id)
        expect(given.map(({ party, hash }) => ({ party, hash })).sort(byHash)).toEqual(
          [...signed].sort(byHash),
        )
        const cards = await versionsOf(house.db, id)
        for (const { number, hash } of cards) {
          const version = await versionOf(house.db, id, number)
          expect(sha256(canonicalJson(version.agreement))).toBe(hash)
          const parties = given.filter((each) => each.version === number).map(({ party }) => party)
          expect(new Set(parties).size).toBe(parties.length)
        }
        expect(cards.filter(({ end }) => end === null).length).toBeLessThanOrEqual(1)

        // The state follows from the signatures, and the steps lead to it without a gap.
        const { state, inForceVersion } = await findCompact(house.db, id)
        const steps = await stepsOf(house.db, id)
        expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, index) => index + 1))
        for (const [index, { from }] of steps.entries()) expect(from).toBe(steps[index - 1]?.to ?? null)
        expect(steps.at(-1)?.to).toBe(state)
        const standing = given.filter(({ void: undone }) => !undone).length
        expect(standing).toBe(state === 'negotiating' ? Math.min(standing, 1) : 2)
        expect(inForceVersion === null).toBe(state === 'negotiating' || state === 'signed')
      },
    ),
    { numRuns: 5, examples: [[aWholeLife]] },
  )
  expect(Math.min(seen.refused, seen.signed)).toBeGreaterThan(0)
})

const byHash = (a: { party: string; hash: string }, b: { party: string; hash: string }) =>
  `${a.hash}${a.party}` < `${b.hash}${b.party}` ? -1 : 1

const risk = (n: number): Agreement['risks'][number] => ({
  key: `risk-${n}`,
  text: both('A risk'),
  likelihood: 1,
  effect: 1,
  owner: null,
  response: both('A response'),
})
