import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import type { Io } from '../../house/command.ts'
import { transact } from '../../house/transact.ts'
import { anOrganisation } from '../../people/organisations/organisations.test-data.ts'
import { changeBy } from '../change.ts'
import { usBillStates } from '../legislatures/bill-states.ts'
import { shippedBills } from './bills.test-data.ts'
import { importBill, listBillsCommand } from './commands.ts'
import { keyOf } from './keys.ts'
import { readPublic } from './read-public.ts'
import type { EntryContent } from './schema.ts'
import { cosponsorsOn } from './standing.ts'
import { billOf } from './store.ts'
import { correctFact, enterFact, writeRead } from './write.ts'

/* Files in the documented forms, with facts of the bill where they are known and people of the test where not. */

const person = (bioguide: string, last: string, more: Record<string, string> = {}) => ({
  bioguideId: bioguide,
  firstName: 'Ann',
  lastName: last,
  fullName: `Rep. ${last}, Ann [D-NJ-9]`,
  party: 'D',
  state: 'NJ',
  district: '9',
  ...more,
})
const items = (list: Record<string, unknown>[]): string =>
  list.map((each) => `<item>${elements(each)}</item>`).join('')
const elements = (of: Record<string, unknown>): string =>
  Object.entries(of)
    .map(([name, value]) =>
      Array.isArray(value)
        ? `<${name}>${items(value)}</${name}>`
        : typeof value === 'object' && value !== null
          ? `<${name}>${elements(value as Record<string, unknown>)}</${name}>`
          : `<${name}>${value}</${name}>`,
    )
    .join('')
const action = (actionDate: string, text: string, actionCode: string, system = 'Library of Congress') => ({
  actionDate,
  text,
  type: 'Floor',
  ...(actionCode === '' ? {} : { actionCode }),
  sourceSystem: { name: system },
})
const bill = {
  number: '2283',
  updateDate: '2016-01-01T00:00:00Z',
  type: 'HR',
  introducedDate: '2013-06-06',
  congress: '113',
  originChamber: 'House',
  title: 'Human Trafficking Prioritization Act',
  sponsors: [
    {
      ...person('S000522', 'Smith'),
      firstName: 'Christopher',
      middleName: 'H.',
      party: 'R',
      district: '4',
    },
  ],
  cosponsors: [
    person('T000901', 'Tested', { sponsorshipDate: '2013-06-06', isOriginalCosponsor: 'True' }),
    person('T000902', 'Again', {
      sponsorshipDate: '2013-07-01',
      isOriginalCosponsor: 'False',
      sponsorshipWithdrawnDate: '2013-09-01',
    }),
    person('T000902', 'Again', { sponsorshipDate: '2014-01-15', isOriginalCosponsor: 'False' }),
    person('T000903', 'Gone', {
      sponsorshipDate: '2013-08-01',
      isOriginalCosponsor: 'False',
      sponsorshipWithdrawnDate: '2014-02-01',
    }),
  ],
  relatedBills: [
    {
      congress: '113',
      number: '1249',
      type: 'S',
      relationshipDetails: [{ type: 'Identical bill', identifiedBy: 'CRS' }],
    },
  ],
  actions: [
    action(
      '2014-07-24',
      'Received in the Senate and Read twice and referred to the Committee on Foreign Relations.',
      '',
      'Senate',
    ),
    action('2014-07-23', 'Passed/agreed to in House: On motion to suspend the rules', '8000'),
    action('2014-07-22', 'Reported (Amended) by the Committee on Foreign Affairs.', '5000'),
    action(
      '2013-06-06',
      'Referred to the House Committee on Foreign Affairs.',
      'H11100',
      'House floor actions',
    ),
    action('2013-06-06', 'Introduced in House', '1000'),
  ],
}
const xml = `<?xml version="1.0" encoding="utf-8"?><billStatus><version>3.0.0</version><bill>${elements(bill)}</bill></billStatus>`
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readPublic(bytes(text), 'the file', () => usBillStates)

describe('A BILLSTATUS file', () => {
  it('tells the bill, who stands behind it, and states by the codes of its steps', () => {
    const { id, head, entries, format } = read(xml)
    expect([id, format, head?.printed, head?.session.lastDay]).toEqual([
      'us-113-hr-2283',
      'billstatus',
      'H.R. 2283',
      '2015-01-02',
    ])
    expect(entries.map(({ key }) => key)).toEqual([
      'sponsor',
      'cosponsor-bioguide-T000901',
      'cosponsor-bioguide-T000902',
      'cosponsor-bioguide-T000902-2',
      'cosponsor-bioguide-T000903',
      'state-INTRODUCED',
      'state-REFERRED',
      'state-REPORTED',
      'state-PASS_OVER:HOUSE',
      'action-2014-07-24-received-in-the-senate-and-read-twice-and-referred-to-the-co',
      'related-us-113-s-1249',
    ])
  })

  it('says the same as the answer of Congress.gov to the same bill', () => {
    const api = read(JSON.stringify({ bill }))
    const contents = (of: typeof api) => of.entries.map(({ content }) => content)
    expect(contents(api)).toEqual(contents(read(xml)))
  })

  it('is refused where it is another file, is cut off, or calls for something outside', () => {
    for (const text of [
      '<html><body>no</body></html>',
      xml.slice(0, 300),
      `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${xml.slice(38)}`,
      '{"bill": {"congress": "x"}}',
      '{}',
      'neither',
    ])
      expect(() => read(text)).toThrow()
  })

  it('becomes law by its code, over steps that are not told', () => {
    const law = read(
      JSON.stringify({
        bill: {
          ...bill,
          actions: [
            action('2013-03-07', 'Became Public Law No: 113-4.', '36000'),
            action('2013-01-22', 'Introduced in Senate', '10000'),
          ],
          type: 'S',
          number: '47',
          laws: [{ type: 'Public Law', number: '113-4' }],
        },
      }),
    )
    expect(law.head?.law?.name).toBe('Public Law 113-4')
    expect(law.entries.map(({ key }) => key)).toContain('state-ENACTED:SIGNED')
  })
})

describe('A motion to suspend the rules that fails', () => {
  it('does not end a bill, which may pass later', () => {
    const text =
      'On motion to suspend the rules and pass the bill Failed by the Yeas and Nays: (2/3 required)'
    const failed = action('2013-07-01', `Failed of passage/not agreed to in House: ${text}`, '9000')
    const [received, passed, , ...early] = bill.actions
    const keys = (actions: typeof bill.actions) =>
      read(JSON.stringify({ bill: { ...bill, actions } })).entries.map(({ key }) => key)
    expect(keys([failed, ...early])).toContain('state-PROV_KILL:SUSPENSIONFAILED')
    expect(keys([received!, passed!, failed, ...early])).toContain('state-PASS_OVER:HOUSE')
  })
})

describe('Importing a file', () => {
  let house: TestHouse
  let folder: string
  beforeAll(async () => {
    house = await openTestHouse()
    await shippedBills(house)
    folder = mkdtempSync(join(tmpdir(), 'bills-'))
    writeFileSync(join(folder, 'status.xml'), xml)
    const request = { congress: '113', billType: 'hr', billNumber: '2283' }
    const [first] = bill.cosponsors
    writeFileSync(join(folder, 'cosponsors.json'), JSON.stringify({ cosponsors: [first], request }))
    writeFileSync(
      join(folder, 'other.json'),
      JSON.stringify({ cosponsors: [first], request: { ...request, billNumber: '1' } }),
    )
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await house.close()
  })
  const run = async (...argv: string[]) => {
    const lines: string[] = []
    const io: Io = { out: (line) => lines.push(line), err: (line) => lines.push(line), language: 'en' }
    const status = await importBill(house, argv, io)
    return { status, text: lines.join('\n') }
  }

  it('shows what it would change, and writes only when that is said', async () => {
    const file = join(folder, 'status.xml')
    const shown = await run(file)
    expect(shown.text).toContain('+ cosponsor Ann Tested, joined 2013-06-06')
    expect(shown.text).toContain('Nothing was written')
    const before = await billOf(house.db, 'us-113-hr-2283')
    expect(cosponsorsOn(before, '2014-08-31').count).toBe(0)

    await run(file, '--write')
    const after = await billOf(house.db, 'us-113-hr-2283')
    // Two now, one of whom had withdrawn and come back; the number a page printed stays beside them.
    expect(cosponsorsOn(after, '2014-08-31')).toMatchObject({
      count: 2,
      countIncludingWithdrawn: 3,
      difference: 109,
    })
    expect(cosponsorsOn(after, '2013-10-01').count).toBe(2)
    expect(after.summary).toEqual(before.summary)
    expect((await run(file)).text).toContain('There is nothing to write')
  })

  it('brings in what an organisation entered and took back itself, and not what the house took back', async () => {
    const organisation = await anOrganisation(house)
    const id = 'us-113-hr-898'
    const source = { name: 'A page', address: null }
    const content = (name: string): EntryContent => ({
      kind: 'cosponsor',
      who: { person: null, name, party: null, state: null, district: null },
      joined: '2014-02-01',
      original: null,
      withdrawn: null,
    })
    const [theirs, ours] = [content('Theirs'), content('Ours')]
    const entries = [theirs, ours].map((each) => ({ key: keyOf(each), content: each, source }))
    const change = changeBy(house, operator)
    for (const [place, by] of [organisation, null].entries())
      await transact(house.db, async (trx) => {
        const entry = await enterFact(trx, change, id, entries[place]!, by)
        await correctFact(trx, change, id, entry, { content: null, source, why: 'Not so.' }, by)
      })
    await transact(house.db, (trx) =>
      writeRead(trx, change, { id, head: null, entries }, { origin: 'import', why: 'A file reads so.' }),
    )
    const { named } = cosponsorsOn(await billOf(house.db, id), '2014-08-31')
    expect(named.map((each) => each.content.who.name)).toEqual(['Theirs'])
  })

  it('takes a page of cosponsors into a bill that is here, and into no other', async () => {
    expect((await run(join(folder, 'cosponsors.json'), '--write')).status).toBe(0)
    await expect(run(join(folder, 'other.json'), '--write')).rejects.toThrow('only a part of us-113-hr-1')
    await expect(run()).rejects.toThrow('One file')
    await expect(run(join(folder, 'nothing.xml'))).rejects.toThrow('cannot be read')
  })

  it('lists what became of each bill', async () => {
    const lines: string[] = []
    await listBillsCommand(house, [], { out: (line) => lines.push(line), err: () => {}, language: 'en' })
    expect(lines.join('\n')).toContain('us-113-hr-2283  H.R. 2283 Human Trafficking Prioritization Act  dead')
  })
})
