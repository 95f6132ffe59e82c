import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { type Agreement, emptyAgreement } from '../compacts/agreement.ts'
import { changeBy } from '../compacts/change.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { transact } from '../house/transact.ts'
import { asPerson } from '../people/organisations/organisations.test-data.ts'
import { type AwardValues, answerAward, enterAward } from './awards.ts'
import { followAgreement } from './follow.ts'
import { approveMoney, type EntryValues, enterMoney } from './ledger.ts'
import './tables.ts'

const en = (text: string) => ({ en: text })
const usd = (minor: number) => ({ minor, currency: 'USD' })

/**
 * Two years, two contributions: the donor’s 1,000,000.00 in two tranches of 400,000.00 and
 * 500,000.00 with 100,000.00 outside them, the partner’s 2,000,000.00 cedis in kind.
 */
export function anAgreement(over: Partial<Agreement> = {}): Agreement {
  const line = (
    key: string,
    component: 'prevention' | 'protection',
    year: string,
    contribution: string,
    minor: number,
    currency: string,
    initiative = 'shelters',
  ) => ({
    key,
    component,
    initiative,
    year,
    contribution,
    original: { minor, currency },
    revised: null,
    note: {},
  })
  return {
    ...emptyAgreement('GHA', ['en'], 'USD'),
    title: en('Children out of lake fishing'),
    parties: [
      party('donor', 'government', 'donor'),
      party('ministry', 'ministry', 'partner'),
      party('ngo', 'implementer', 'partner'),
    ],
    term: { years: 4, begins: '2024-01-01', ends: '2027-12-31' },
    objectives: [
      { key: 'lake-fishing', component: 'prevention', text: en('Fewer'), theoryOfChange: en('So') },
      { key: 'care', component: 'protection', text: en('Care'), theoryOfChange: en('So') },
    ],
    initiatives: [
      {
        key: 'shelters',
        objectives: ['care'],
        title: en('Shelters'),
        description: en('Shelters'),
        implementer: 'ngo',
        instrument: 'grant',
        sites: en('Volta'),
      },
      {
        key: 'schools',
        objectives: ['lake-fishing'],
        title: en('Schools'),
        description: en('Schools'),
        implementer: 'ngo',
        instrument: 'grant',
        sites: en('Volta'),
      },
    ],
    plan: {
      currency: 'USD',
      years: [
        { key: 'y1', begins: '2024-01-01', ends: '2024-12-31' },
        { key: 'y2', begins: '2025-01-01', ends: '2025-12-31' },
      ],
      fiscalYears: { donor: '10-01', partner: '01-01' },
      contributions: [
        {
          key: 'grant',
          party: 'donor',
          kind: 'cash',
          what: en('Grant'),
          valuation: {},
          amount: usd(100_000_000),
          before: null,
        },
        {
          key: 'staff',
          party: 'ministry',
          kind: 'in-kind',
          what: en('Staff'),
          valuation: en('Salary scales'),
          amount: { minor: 200_000_000, currency: 'GHS' },
          before: {
            year: 2023,
            amount: { minor: 30_000_000, currency: 'GHS' },
            source: en('Budget 2023'),
          },
        },
      ],
      lines: [
        line('p1', 'protection', 'y1', 'grant', 60_000_000, 'USD'),
        line('p2', 'prevention', 'y2', 'grant', 40_000_000, 'USD', 'schools'),
        line('s1', 'protection', 'y1', 'staff', 200_000_000, 'GHS'),
      ],
      rates: [],
      mechanisms: {},
      oversight: {},
    },
    tranches: [
      {
        key: 't1',
        title: en('First'),
        contribution: 'grant',
        amount: usd(40_000_000),
        planned: '2024-06-01',
        conditions: [
          condition('law', 'initial', '2024-05-01', null),
          condition('audit', 'ongoing', '2024-05-01', usd(10_000_000)),
        ],
      },
      {
        key: 't2',
        title: en('Second'),
        contribution: 'grant',
        amount: usd(50_000_000),
        planned: '2025-03-01',
        conditions: [condition('inspectors', 'initial', '2025-02-01', usd(20_000_000))],
      },
    ],
    ...over,
  }

  function party(key: string, part: 'government' | 'ministry' | 'implementer', side: 'donor' | 'partner') {
    return { key, name: en(key), part, side, organisation: null, signs: part !== 'implementer' }
  }
}

export function condition(
  key: string,
  kind: 'initial' | 'ongoing',
  due: string,
  holds: { minor: number; currency: string } | null,
): Agreement['tranches'][number]['conditions'][number] {
  return {
    key,
    kind,
    type: 'policy',
    text: en(key),
    benchmark: null,
    evidence: en('A document'),
    from: 'ministry',
    verifier: 'donor',
    due,
    holds,
  }
}

/** Two people on each side, an implementer, and a compact in force whose money can be written about. */
export type Scene = {
  compact: string
  donor: string
  ministry: string
  ngo: string
  /**
   * People of the donor, the minister one of the ministry, the accountant one of the implementer; each holds the roles
   * of a government there.
   */
  officer: string
  approver: string
  minister: string
  verifier: string
  accountant: string
}

/** What of a house a scene is laid down in. */
type Ground = Pick<TestHouse, 'db' | 'owner' | 'now'>

export const changeOf = (house: Pick<Ground, 'now'>, person: string, organisation: string) =>
  changeBy(house, asPerson(person), [organisation])

/** A compact in force, laid down by the owner: how it got there is tested in its own room. */
export async function aCompactInForce(
  house: Ground,
  make: (agreement: Agreement) => Agreement = (same) => same,
): Promise<Scene> {
  const { owner } = house
  const at = house.now()
  const compact = uuid()
  const organisation = async (name: string, kind: 'donor-government' | 'partner-government' | 'ngo') => {
    const id = uuid()
    await owner
      .insertInto('organisations')
      .values({ id, kind, name: `${name} ${id}`, country: 'GHA', listed: true, version: 1, made: at })
      .execute()
    return id
  }
  const donor = await organisation('Donor', 'donor-government')
  const ministry = await organisation('Ministry', 'partner-government')
  const ngo = await organisation('Implementer', 'ngo')
  const ids: Record<string, string> = { donor, ministry, ngo }
  const agreement = make(anAgreement())
  const whole = {
    ...agreement,
    parties: agreement.parties.map((each) => ({ ...each, organisation: ids[each.key] ?? null })),
  }
  await owner
    .insertInto('compacts')
    .values({
      id: compact,
      kind: 'managed',
      country: 'GHA',
      example: false,
      state: 'in force',
      in_force_version: null,
      began_on: '2024-01-01',
      ends_on: '2027-12-31',
      made: at,
      public_from: at,
    })
    .execute()
  for (const [id, side, part] of [
    [donor, 'donor', 'government'],
    [ministry, 'partner', 'ministry'],
    [ngo, 'partner', 'implementer'],
  ] as const)
    await owner
      .insertInto('compact_parties')
      .values({ id: uuid(), compact_id: compact, organisation_id: id, side, part, began: at })
      .execute()
  await bringIntoForce(house, compact, whole, 1)
  return {
    compact,
    donor,
    ministry,
    ngo,
    officer: await aMember(house, donor),
    approver: await aMember(house, donor),
    minister: await aMember(house, ministry),
    verifier: await aMember(house, donor),
    accountant: await aMember(house, ngo),
  }
}

/** A further version takes effect, signed by all who sign it; laid down by the owner. */
export async function bringIntoForce(
  house: Ground,
  compact: string,
  agreement: Agreement,
  number: number,
): Promise<void> {
  const text = canonicalJson(agreement, 'agreement')
  const hash = createHash('sha256').update(text).digest('hex')
  const at = house.now()
  // The first text since the term began.
  const day = number === 1 ? '2024-01-01' : at.toISOString().slice(0, 10)
  const { owner } = house
  await owner
    .insertInto('compact_versions')
    .values({ compact_id: compact, number, amendment: number - 1, text, hash, frozen_at: at })
    .execute()
  const signing = agreement.parties.filter(({ signs }) => signs)
  for (const { key, organisation } of signing)
    await owner
      .insertInto('compact_signatures')
      .values({
        id: uuid(),
        compact_id: compact,
        version: number,
        party: key,
        organisation_id: organisation ?? '',
        person_id: uuid(),
        hash,
        at,
      })
      .execute()
  await owner
    .insertInto('compact_version_ends')
    .values({ compact_id: compact, number, what: 'took effect', on_day: day, at })
    .execute()
  await transact(house.db, async (trx) => {
    await trx.updateTable('compacts').set({ in_force_version: number }).where('id', '=', compact).execute()
    await followAgreement(trx, compact, number)
  })
}

/** What the donor’s grant says when nothing else is asked for. */
export const anEntry = (over: Partial<EntryValues> = {}): EntryValues => ({
  kind: 'commitment',
  date: '2024-02-01',
  amount: usd(50_000_000),
  contribution: 'grant',
  line: null,
  tranche: null,
  award: null,
  provider: 'donor',
  receiver: 'ngo',
  document: null,
  url: null,
  note: null,
  reverses: null,
  exception: null,
  ...over,
})

/** Entered by whose money it is, approved by the approver of the donor; answers the id of the entry. */
export async function written(
  house: TestHouse,
  scene: Scene,
  over: Partial<EntryValues> = {},
): Promise<string> {
  const values = anEntry(over)
  const whose = await changeOfWhose(house, scene, values)
  const draft = await transact(house.db, (trx) => enterMoney(trx, whose, scene.compact, values))
  const { entry } = await transact(house.db, (trx) =>
    approveMoney(trx, changeOf(house, scene.approver, scene.donor), scene.compact, draft, null),
  )
  return entry
}

/** Somebody of who gives the money an entry is about; of the donor where nobody is known by that name. */
async function changeOfWhose(house: TestHouse, scene: Scene, values: EntryValues) {
  const entry =
    values.reverses === null
      ? { ...values, counts_as: values.kind }
      : await house.db
          .selectFrom('ledger_entries')
          .select(['counts_as', 'provider', 'receiver'])
          .where('id', '=', values.reverses)
          .executeTakeFirst()
  const { rows } = await sql<{ whose: string }>`
    select fund_behind(${scene.compact}, ${entry?.counts_as ?? ''}, ${entry?.provider ?? ''}, ${entry?.receiver ?? ''}) as whose`.execute(
    house.db,
  )
  const people: Record<string, string> = {
    [scene.ministry]: scene.minister,
    [scene.ngo]: scene.accountant,
  }
  const whose = rows[0]?.whose ?? scene.donor
  return changeOf(house, people[whose] ?? scene.officer, whose)
}

/** What an award of the donor’s grant says when nothing else is asked for. */
export const anAward = (over: Partial<AwardValues> = {}): AwardValues => ({
  key: 'award-1',
  number: 'A-1',
  title: 'Shelters',
  parent: null,
  contribution: 'grant',
  initiative: 'shelters',
  recipient: 'Free Hands',
  organisation: null,
  instrument: 'grant',
  minor: 1_000_000,
  currency: 'USD',
  begins: '2024-01-01',
  ends: '2024-12-31',
  ...over,
})

/** Entered by the officer, agreed to by the approver of the donor. */
export async function awarded(
  house: TestHouse,
  scene: Scene,
  over: Partial<AwardValues> = {},
): Promise<void> {
  const { key } = anAward(over)
  await transact(house.db, async (trx) => {
    await enterAward(trx, changeOf(house, scene.officer, scene.donor), scene.compact, anAward(over))
    await answerAward(trx, changeOf(house, scene.approver, scene.donor), scene.compact, key, 'agreed', null)
  })
}
