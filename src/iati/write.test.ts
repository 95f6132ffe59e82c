import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import {
  type Activity,
  activityDateType,
  activityStatus,
  decimal,
  type Narrative,
  organisationRole,
  type Transaction,
  transactionType,
} from './model.ts'
import { type ActivityToWrite, Unwritable, writeActivities, writeOrganisations } from './write.ts'

const schemas = sharedData('iati/schemas/2.03')
const generated = new Date('2026-03-01T09:30:00Z')

describe('Writing activities', () => {
  it('says what the file is, in which version, and when it was made', async () => {
    const file = await written(anActivity())
    expect(file.split('\n').slice(0, 2)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<iati-activities version="2.03" generated-datetime="2026-03-01T09:30:00.000Z">',
    ])
  })

  it('keeps the schema’s order whatever the order of the fields', async () => {
    const activity = anActivity({ transactions: [aTransaction()], sectors: [{ code: '15160' }] })
    const backwards = Object.fromEntries(Object.entries(activity).reverse()) as unknown as Activity // same fields
    expect(await written(backwards)).toBe(await written(activity))
    const file = await written(backwards)
    expect(file.indexOf('<sector ')).toBeGreaterThan(file.indexOf('<activity-date '))
    expect(file.indexOf('<transaction>')).toBeGreaterThan(file.indexOf('<sector '))
  })

  it('escapes what XML would take for its own', async () => {
    const file = await written(
      anActivity({
        title: [{ text: 'Girls & boys <under 18> ]]> “safe”\r\n' }],
        tags: [{ code: 'a"b\tc\nd', vocabulary: '99' }],
      }),
    )
    expect(file).toContain('<narrative>Girls &amp; boys &lt;under 18&gt; ]]&gt; “safe”</narrative>')
    expect(file).toContain('code="a&quot;b&#9;c&#10;d"')
  })

  it('names the language of a text and the currency of an amount only where they were given', async () => {
    const file = await written(
      anActivity({
        language: 'fr',
        defaultCurrency: 'XOF',
        title: [{ text: 'Pacte' }, { text: 'Compact', language: 'en' }],
        transactions: [aTransaction({ value: { amount: decimal(500, 'XOF'), valueDate: '2026-01-05' } })],
      }),
    )
    expect(file).toContain('<iati-activity xml:lang="fr" default-currency="XOF">')
    expect(file).toContain('<narrative>Pacte</narrative>')
    expect(file).toContain('<narrative xml:lang="en">Compact</narrative>')
    expect(file).toContain('<value value-date="2026-01-05">500</value>')
  })

  it('gives a record the file’s language and currency where it has none of its own', async () => {
    const activity = anActivity({ language: undefined, defaultCurrency: undefined })
    const file = await text(writeActivities([activity], { generated, language: 'pt', currency: 'BRL' }))
    expect(file).toContain('<iati-activity xml:lang="pt" default-currency="BRL">')
  })

  it.skipIf(schemas === null)('is accepted by the schema with everything a compact tells', async () => {
    xmlRegisterFsInputProviders()
    const url = `${schemas}/iati-activities-schema.xsd`
    const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(url), { url }))
    const file = await text(
      writeActivities([anActivity({ transactions: [aTransaction()] }), anActivity()], { generated }),
    )
    expect(() => schema.validate(XmlDocument.fromBuffer(Buffer.from(file)))).not.toThrow()
  })
})

describe('A ledger of any length', () => {
  it('is written as it arrives, and never held: 100,000 transactions', async () => {
    let given = 0
    async function* ledger(): AsyncGenerator<Transaction> {
      for (; given < 100_000; given += 1) yield aTransaction({ ref: `T${given}` })
    }
    let seen = 0
    let ahead = 0
    let longest = 0
    const activity = anActivity()
    for await (const piece of writeActivities([{ ...activity, transactions: ledger() }], { generated })) {
      seen += piece.split('</transaction>').length - 1
      ahead = Math.max(ahead, given - seen)
      longest = Math.max(longest, piece.length)
    }
    expect(seen).toBe(100_000)
    expect(ahead).toBeLessThan(2)
    expect(longest).toBeLessThan(64 * 1024)
  })

  it('may be a plain iterable, and reads as the list would', async () => {
    const list = [aTransaction({ ref: 'T1' }), aTransaction({ ref: 'T2' })]
    const asList = await written(anActivity({ transactions: list }))
    expect(await written({ ...anActivity(), transactions: new Set(list) })).toBe(asList)
  })
})

describe('What the standard cannot hold', () => {
  const refusals: [string, Partial<ActivityToWrite>, string, string][] = [
    ['an activity without a title', { title: [] }, 'title/narrative', 'demands at least one'],
    ['an activity nobody takes part in', { participatingOrgs: [] }, 'participating-org', 'at least one'],
    ['an empty text', { title: [{ text: ' \n' }] }, 'title/narrative[1]', 'is empty'],
    [
      'a character XML forbids',
      { title: [{ text: 'ok' }, { text: 'Fish\u0000ing' }] },
      'title/narrative[2]',
      'character 5 is U+0000',
    ],
    ['half of a character', { title: [{ text: '\uD83D' }] }, 'title/narrative[1]', 'U+D83D'],
    [
      'a day that is not in the calendar',
      { dates: [{ type: '1', date: '2026-02-29' }] },
      'activity-date[1]/@iso-date',
      'not a day',
    ],
    [
      'an amount with separators',
      { transactions: [aTransaction({ value: { amount: '1,000', valueDate: '2026-01-05' } })] },
      'transaction[1]/value',
      'not a decimal',
    ],
    [
      'an amount longer than readers must take',
      { transactions: [aTransaction({ value: { amount: '1234567890123456789', valueDate: '2026-01-05' } })] },
      'transaction[1]/value',
      '18 digits',
    ],
    ['an empty code', { sectors: [{ code: '' }] }, 'sector[1]/@code', 'is empty'],
    ['half a level', { hierarchy: 1.5 }, '@hierarchy', 'not a whole number'],
    ['an address with spaces', { linkedDataUri: 'https://example.org/my plan' }, '@linked-data-uri', '%20'],
    ['an address with half an escape', { linkedDataUri: 'a%zz' }, '@linked-data-uri', 'not an address'],
    ['a language nobody speaks', { language: 'english language' }, '@xml:lang', 'language code'],
  ]
  for (const [what, fields, path, reason] of refusals) {
    it(`is refused with its place: ${what}`, async () => {
      const refusal = await refusalOf({ ...anActivity(), ...fields })
      expect(refusal.path).toBe(`iati-activity[1]/${path}`)
      expect(refusal.reason).toContain(reason)
    })
  }

  it('is refused within a streamed ledger too', async () => {
    const transactions = [aTransaction(), aTransaction({ date: 'soon' })]
    const refusal = await refusalOf({ ...anActivity(), transactions: transactions.values() })
    expect(refusal.path).toBe('iati-activity[1]/transaction[2]/transaction-date/@iso-date')
  })

  it('is refused where it has no meaning: an amount in no currency, a text in no language', async () => {
    const money = anActivity({ defaultCurrency: undefined, transactions: [aTransaction()] })
    expect((await refusalOf(money)).path).toBe('iati-activity[1]/transaction[1]/value/@currency')
    const title = anActivity({ language: undefined })
    expect((await refusalOf(title)).reason).toContain('names no language')
  })

  it('is refused rather than lost: a field the standard has no place for', async () => {
    const misspelt: object = { ...anActivity(), budgetz: [] }
    expect((await refusalOf(misspelt as Activity)).reason).toContain('“budgetz” has no place')
  })

  it('is refused before the first letter where there is no record at all', async () => {
    const pieces: string[] = []
    const write = async () => {
      for await (const piece of writeActivities([], { generated })) pieces.push(piece)
    }
    await expect(write()).rejects.toThrow('no file without a single iati-activity')
    expect(pieces).toEqual([])
  })
})

describe('Writing organisations', () => {
  it('writes the forward plan of a focus country', async () => {
    const reporter = { ref: 'US-GOV-11', type: '10', narratives: [{ text: 'Department of State' }] }
    const file = await text(
      writeOrganisations(
        [
          {
            language: 'en',
            defaultCurrency: 'USD',
            identifier: 'US-GOV-11',
            name: [{ text: 'Department of State' }],
            reportingOrg: reporter,
            recipientCountryBudgets: [
              {
                recipientCountry: { code: 'GH' },
                periodStart: '2026-10-01',
                periodEnd: '2027-09-30',
                value: { amount: decimal(5_000_000_00, 'USD'), valueDate: '2026-03-01' },
                lines: [
                  {
                    value: { amount: decimal(1_000_000_00, 'USD'), valueDate: '2026-03-01' },
                    narratives: [{ text: 'Protection' }],
                  },
                ],
              },
            ],
          },
        ],
        { generated },
      ),
    )
    expect(file).toContain('<recipient-country code="GH"/>')
    expect(file).toContain('<value value-date="2026-03-01">5000000.00</value>')
    expect(file.endsWith('</iati-organisations>\n')).toBe(true)
  })
})

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const piece of pieces) whole += piece
  return whole
}

const written = (activity: ActivityToWrite) => text(writeActivities([activity], { generated }))

async function refusalOf(activity: ActivityToWrite): Promise<Unwritable> {
  try {
    await written(activity)
  } catch (error) {
    if (error instanceof Unwritable) return error
    throw error
  }
  throw new Error('The activity was written')
}

function anActivity(with_: Partial<Activity> = {}): Activity {
  const inEnglish = (words: string): Narrative[] => [{ text: words }]
  return {
    language: 'en',
    defaultCurrency: 'USD',
    identifier: 'US-GOV-11-COMPACT-GH',
    reportingOrg: { ref: 'US-GOV-11', type: '10', narratives: inEnglish('Department of State') },
    title: inEnglish('Child protection compact with Ghana'),
    descriptions: [{ type: '1', narratives: inEnglish('Fewer children in trafficking') }],
    participatingOrgs: [{ role: organisationRole.funding, ref: 'US-GOV-11', type: '10' }],
    status: activityStatus.implementation,
    dates: [{ type: activityDateType.actualStart, date: '2026-01-01' }],
    ...with_,
  }
}

function aTransaction(with_: Partial<Transaction> = {}): Transaction {
  return {
    type: transactionType.disbursement,
    date: '2026-01-05',
    value: { amount: decimal(1_250_00, 'USD'), valueDate: '2026-01-05' },
    ...with_,
  }
}
