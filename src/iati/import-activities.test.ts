import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { activityFrom, type ImportNote } from './import-activities.ts'
import type { Activity } from './model.ts'
import { readActivities } from './read.ts'

const real = sharedData('iati/real')

describe('Taking an activity in', () => {
  it('finds every part of it in the words of the model', async () => {
    const { activity, notes } = await imported(`
      <transaction ref="T1">
        <transaction-type code="3"/>
        <transaction-date iso-date="2026-01-05"/>
        <value currency="XOF" value-date="2026-01-05">500</value>
        <description><narrative xml:lang="fr">  Première
        tranche </narrative></description>
      </transaction>`)
    expect(notes).toEqual([])
    expect(activity.transactions).toEqual([
      {
        ref: 'T1',
        type: '3',
        date: '2026-01-05',
        value: { amount: '500', currency: 'XOF', valueDate: '2026-01-05' },
        description: [{ text: 'Première\n        tranche', language: 'fr' }],
      },
    ])
  })

  it('takes what has one meaning only, and says that it is not written so', async () => {
    const { activity, notes } = await imported(`
      <budget>
        <period-start iso-date="2026-01-01Z"/>
        <period-end iso-date="2026-12-31T00:00:00"/>
        <value value-date="2026-01-01"> +.50 </value>
      </budget>
      <document-link url="https://example.org/my plan.pdf" format="application/pdf">
        <title><narrative>Plan</narrative></title>
        <category code="A09"/>
      </document-link>`)
    expect(activity.budgets).toEqual([
      {
        periodStart: '2026-01-01',
        periodEnd: '2026-12-31',
        value: { amount: '0.50', valueDate: '2026-01-01' },
      },
    ])
    expect(activity.documents?.[0]?.url).toBe('https://example.org/my%20plan.pdf')
    expect(inShort(notes)).toEqual([
      '4 budget[1]/period-start/@iso-date untidy',
      '5 budget[1]/period-end/@iso-date untidy',
      '8 document-link[1]/@url untidy',
    ])
  })

  it('guesses nothing: a payment without a readable amount or day is left out, and named', async () => {
    const { activity, notes } = await imported(`
      <transaction>
        <transaction-type code="3"/>
        <transaction-date iso-date="2026-02-30"/>
        <value value-date="2026-01-05">500</value>
      </transaction>
      <transaction>
        <transaction-type code="3"/>
        <transaction-date iso-date="2026-01-05"/>
        <value value-date="2026-01-05">1,500</value>
      </transaction>`)
    expect(activity.transactions).toBeUndefined()
    expect(inShort(notes)).toEqual(
      [
        '3 transaction[1] left-out',
        '5 transaction[1]/transaction-date/@iso-date unreadable',
        '8 transaction[2] left-out',
        '11 transaction[2]/value unreadable',
      ].toSorted(byLine),
    )
    expect(notes.map(({ message }) => message)).toContain(
      '“2026-02-30” is not a day of the calendar; correct the month or the day',
    )
    expect(notes).toContainEqual({
      line: 11,
      path: 'transaction[2]/value',
      kind: 'unreadable',
      message: '“1,500” is not a number; write digits with a point, like 1234.50',
      found: '1,500',
      expected: 'decimal',
    })
  })

  it('lists what the standard does not know, and what is another’s', async () => {
    const { notes } = await imported(`
      <sector code="15160" share="50" donor:id="7"/>
      <benchmark/>
      <donor:extra>1</donor:extra>
      <sector code="15130">Legal</sector>`)
    expect(inShort(notes)).toEqual(
      [
        '3 sector[1]/@share unknown',
        '3 sector[1]/@donor:id foreign',
        '4 benchmark unknown',
        '5 donor:extra foreign',
        '6 sector[2] stray-text',
      ].toSorted(byLine),
    )
  })

  it('lists the second of what there is only one of, and keeps the first', async () => {
    const { activity, notes } = await imported('<activity-status code="4"/>')
    expect(activity.status).toBe('2')
    expect(inShort(notes)).toEqual(['2 activity-status[2] repeated'])
  })

  it('leaves empty what the standard demands and the file lacks, and says so', async () => {
    const { activity, notes } = await importedFile(
      '<iati-activity><title><narrative/></title></iati-activity>',
    )
    expect(activity).toEqual({
      identifier: '',
      reportingOrg: { ref: '', type: '', narratives: [] },
      title: [],
      descriptions: [],
      participatingOrgs: [],
      status: '',
      dates: [],
    })
    expect(inShort(notes).toSorted()).toEqual([
      '1 activity-date missing',
      '1 activity-status missing',
      '1 description missing',
      '1 iati-identifier missing',
      '1 participating-org missing',
      '1 reporting-org missing',
      '1 title/narrative[1] empty',
    ])
  })

  it('says where a number was promised and words stand, unless the indicator is qualitative', async () => {
    const indicator = (measure: string) => `
      <result type="2"><title><narrative>Safer</narrative></title>
      <indicator measure="${measure}"><title><narrative>Children found</narrative></title>
      <baseline year="2025" value="about ten"/></indicator></result>`
    const counted = await imported(indicator('1'))
    expect(inShort(counted.notes)).toEqual(['5 result[1]/indicator[1]/baseline[1]/@value untidy'])
    expect(counted.activity.results?.[0]?.indicators[0]?.baselines?.[0]?.value).toBe('about ten')
    expect((await imported(indicator('5'))).notes).toEqual([])
  })

  it.skipIf(real === null)(
    'takes donors’ files of 2.01 to 2.03, and lists all that does not fit',
    async () => {
      const noted: Record<string, number> = {}
      for (const file of [
        'afdb-2.01-algeria-en-fr',
        'be-dgd-2.02-edited',
        'sida-2.03-laos',
        'bmz-2.03-fragment-names',
      ]) {
        for await (const element of readActivities(readFileSync(`${real}/${file}.xml`))) {
          const { notes } = activityFrom(element)
          for (const { kind } of notes) noted[kind] = (noted[kind] ?? 0) + 1
        }
      }
      // Nothing unreadable, nothing left out: empty fields, the donors' own namespaces, missing parts.
      expect(Object.keys(noted).toSorted()).toEqual(['empty', 'foreign', 'missing'])
    },
  )

  it.skipIf(real === null)('loses no text of a file of 1.x without a note', async () => {
    for await (const element of readActivities(readFileSync(`${real}/dfid-1.02-philippines.xml`))) {
      const { notes } = activityFrom(element)
      const title = element.children.find(({ name }) => name === 'title')!
      expect(
        notes.some(
          ({ path, message }) => path === 'title' && message.includes(title.text.trim().slice(0, 80)),
        ),
      ).toBe(true)
    }
  })
})

const inShort = (notes: ImportNote[]) => notes.map(({ line, path, kind }) => `${line} ${path} ${kind}`)
const byLine = (a: string, b: string) => Number.parseInt(a, 10) - Number.parseInt(b, 10)

/** A valid activity with more in it; what is given begins on line 2 of the file. */
function imported(more: string): Promise<{ activity: Activity; notes: ImportNote[] }> {
  return importedFile(`<iati-activity xml:lang="en" default-currency="USD" xmlns:donor="https://example.org/donor"><iati-identifier>A-1</iati-identifier><reporting-org ref="A" type="10"><narrative>A</narrative></reporting-org><title><narrative>T</narrative></title><description><narrative>D</narrative></description><participating-org role="1"/><activity-status code="2"/><activity-date type="1" iso-date="2026-01-01"/>
${more}</iati-activity>`)
}

async function importedFile(activity: string): Promise<{ activity: Activity; notes: ImportNote[] }> {
  const file = Buffer.from(`<iati-activities version="2.03">${activity}</iati-activities>`)
  for await (const element of readActivities(file)) return activityFrom(element)
  throw new Error('no activity')
}
