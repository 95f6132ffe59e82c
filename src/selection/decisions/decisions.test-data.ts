import type { TestHouse } from '../../../test/support/house.ts'
import { system } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { aPerson, asPerson, give } from '../../people/organisations/organisations.test-data.ts'
import type { Role } from '../../people/policy/actions.ts'
import { assess } from '../assess.ts'
import { aCell, aMethodology, someInputs } from '../builders.test-data.ts'
import { type Assessment, keepAssessment } from '../store.ts'
import {
  beginDecision,
  type Change,
  publishDecision,
  signDecision,
  submitDecision,
  type Trx,
} from './life.ts'
import type { Content, Decision, DecisionState, Signer } from './schema.ts'
import { decisionOf } from './store.ts'

/* Valid by default: a test states only what matters to it. */

const figure = (value: number) => aCell({ value, standardError: 20 })

/**
 * Seven countries by two figures with errors: Ghana, Benin, Togo, Senegal and Kenya rank 1 to 5, Mali does not pass the
 * gate, and of Niger the gate is not known.
 */
export async function anAssessment(house: TestHouse, { size = 3 } = {}): Promise<Assessment> {
  const methodology = aMethodology({
    gates: [
      { id: 'tier', title: { en: 'Tier 2 or its Watch List' }, series: 'tip_tier', oneOf: ['2', '2WL'] },
    ],
    doubt: { measurement: true, replicates: 100, reason: { en: 'Published errors.' } },
    shortlist: { size, presets: [3], reason: { en: 'three' } },
  })
  const tier = (code: string) => aCell({ value: null, code })
  const inputs = someInputs({
    a: {
      GHA: figure(90),
      BEN: figure(75),
      TGO: figure(60),
      SEN: figure(50),
      KEN: figure(30),
      MLI: 80,
      NER: 70,
    },
    b: { GHA: 80, BEN: 70, TGO: 62, SEN: 51, KEN: 41, MLI: 80, NER: 70 },
    tip_tier: {
      GHA: tier('2'),
      BEN: tier('2'),
      TGO: tier('2WL'),
      SEN: tier('2'),
      KEN: tier('2'),
      MLI: tier('3'),
      NER: null,
    },
  })
  return keepAssessment(house.db, {
    methodology,
    text: JSON.stringify(methodology),
    inputs,
    result: assess(methodology, inputs, { seed: 7, replicates: 100, shortlistSize: size }),
    now: house.now(),
    actor: system,
  })
}

/** Ghana and Benin as they rank, Senegal instead of Togo: two departures, both justified. */
export function someContent(over: Partial<Content> = {}): Content {
  return {
    language: 'en',
    title: 'Three focus countries for 2026',
    summary: 'We chose Ghana, Benin and Senegal.',
    size: 3,
    chosen: [
      { unit: 'GHA', reason: 'It leads by every figure.' },
      { unit: 'BEN', reason: 'Its new law needs inspectors.' },
      { unit: 'SEN', reason: 'Its government asked for a compact.' },
    ],
    justifications: [
      { unit: 'TGO', text: 'No partner is there to work with.' },
      { unit: 'SEN', text: 'The government asked, and ranks overlap.' },
    ],
    ...over,
  }
}

export const twoSigners: Signer[] = [
  { role: 'auditor', organisation: null },
  { role: 'administrator', organisation: null },
]

/** Somebody who holds these roles in the house. */
export async function somebody(house: TestHouse, name: string, ...held: Role[]): Promise<string> {
  const { id } = await aPerson(house, { name })
  for (const role of held) await give(house, id, role)
  return id
}

export const changeOf = (house: TestHouse, person: string): Change => ({
  actor: { ...asPerson(person), person },
  at: house.now(),
  keys: house.keys,
})

/** One change by somebody, in a transaction of its own. */
export const by = <Result>(
  house: TestHouse,
  person: string,
  work: (trx: Trx, change: Change) => Promise<Result>,
): Promise<Result> => transact(house.db, (trx) => work(trx, changeOf(house, person)))

type People = { author: string; auditor: string; administrator: string }
const known = new WeakMap<TestHouse, Promise<People>>()

/** The same three for every decision of a house: accounts take their time. */
function peopleOf(house: TestHouse): Promise<People> {
  const people = known.get(house) ?? makePeople(house)
  known.set(house, people)
  return people
}
const makePeople = async (house: TestHouse): Promise<People> => ({
  author: await somebody(house, 'Ama Author', 'analyst'),
  auditor: await somebody(house, 'Abla Auditor', 'auditor'),
  administrator: await somebody(house, 'Ali Administrator', 'administrator'),
})

/** A decision in a state, with who wrote it and who signed or may. */
export async function aDecision(
  house: TestHouse,
  {
    state = 'draft',
    content = someContent(),
    signers = twoSigners,
    assessment,
  }: {
    state?: Extract<DecisionState, 'draft' | 'in review' | 'signed off' | 'published'>
    content?: Content
    signers?: Signer[]
    assessment?: Assessment
  } = {},
): Promise<{ decision: Decision; author: string; auditor: string; administrator: string }> {
  const from = assessment ?? (await anAssessment(house))
  const { author, auditor, administrator } = await peopleOf(house)
  const id = await by(house, author, (trx, change) =>
    beginDecision(trx, change, { assessment: from.id, content, signers }),
  )
  const now = () => decisionOf(house.db, id)
  const none = { none: true } as const
  if (state !== 'draft')
    await by(house, author, (trx, change) => submitDecision(trx, change, { id, revision: 1, declared: none }))
  if (state === 'signed off' || state === 'published') {
    const { hash } = await now()
    for (const [at, as] of signers.entries())
      await by(house, [auditor, administrator][at] ?? author, (trx, change) =>
        signDecision(trx, change, { id, hash: hash ?? '', as, declared: none }),
      )
  }
  if (state === 'published')
    await by(house, author, async (trx, change) =>
      publishDecision(trx, change, { id, revision: (await decisionOf(trx, id)).revision }),
    )
  return { decision: await now(), author, auditor, administrator }
}
