import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PackCard } from './schema.ts'

/** People and codes of the shipped packs that tests of several parts speak of. */
export const known = {
  /** Held New Jersey’s 4th district in both packs. */
  smith: 'bioguide-S000522',
  /** Certain, New Jersey’s 5th district in 2014. */
  certain: '07601',
  /** Over New Jersey’s 1st district, vacant on 2014-08-31. */
  vacant: '08102',
  /** Over two states. */
  twoStates: '38079',
  day: '2014-08-31',
} as const

/** A folder with a pack of an invented chamber of two seats, one of them empty; take it away afterwards. */
export function aSmallPack(over: Partial<PackCard> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-pack-'))
  const all = (text: string) => ({ en: text, fr: text, es: text, pt: text })
  const division = (name: string) => `ocd-division/country:ke/county:${name}`
  const seat = (name: string) => `ke-example/assembly/${division(name)}`
  const tables: Record<string, string[]> = {
    divisions: ['division,name', `${division('01')},Mombasa`, `${division('02')},Kwale`],
    seats: [
      'seat,chamber,division,class,title,voting',
      `${seat('01')},assembly,${division('01')},,member,yes`,
      `${seat('02')},assembly,${division('02')},,member,yes`,
    ],
    holders: [
      'seat,person,name,first,last,party,from,to,standing,note',
      `${seat('01')},example-1,Amani Example,Amani,Example,Independent,2022-08-30,,held,`,
    ],
    contacts: ['person,kind,value', 'example-1,web,https://example.org/amani'],
    offices: ['office,person,kind,building,address,suite,city,state,postal_code,phone'],
    committees: ['committee,chamber,name,parent'],
    members: ['committee,person,title,side,rank'],
  }
  const files: PackCard['files'] = {}
  for (const [name, lines] of Object.entries(tables)) {
    const text = `${lines.join('\n')}\n`
    writeFileSync(path.join(folder, `${name}.csv`), text)
    files[`${name}.csv`] = {
      sha256: createHash('sha256').update(text).digest('hex'),
      rows: lines.length - 1,
    }
  }
  const card: PackCard = {
    format: 1,
    legislature: {
      id: 'ke-example',
      name: all('Assembly of the example'),
      country: 'KEN',
      division: 'ocd-division/country:ke',
    },
    asOf: '2025-01-15',
    session: { id: '13', name: all('13th Parliament'), firstDay: '2022-08-30', lastDay: '2027-08-29' },
    holders: 'complete',
    chambers: [{ id: 'assembly', name: all('Assembly'), seats: 2, voting: 2, rule: all('By majority.') }],
    titles: { member: all('Member') },
    notes: {},
    billStates: {
      first: 'READ',
      states: { READ: { name: all('read'), next: ['LAW'] }, LAW: { name: all('law'), next: [], end: 'law' } },
    },
    sources: [{ name: 'Invented', from: 'for a test', licence: 'CC0 1.0' }],
    knownFaults: [],
    files,
    ...over,
  }
  writeFileSync(path.join(folder, 'pack.json'), JSON.stringify(card))
  return folder
}
