import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { projectRoot } from '../../house/settings.ts'
import { checkFolder, checkLegislature } from './commands.ts'
import { makePacks } from './make-packs.ts'
import { legislaturesFolder, packFolders, readPack } from './pack-files.ts'

const shipped = legislaturesFolder(projectRoot())
let work: string
beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'legislatures-'))
})
afterAll(() => rmSync(work, { recursive: true }))

/** A copy of Florida’s pack, or of another, with one file changed. */
function broken(file: string, change: (text: string) => string, of = 'us-fl-legislature-2026'): string {
  const at = mkdtempSync(path.join(work, 'pack-'))
  cpSync(path.join(shipped, of), at, { recursive: true })
  writeFileSync(path.join(at, file), change(readFileSync(path.join(at, file), 'utf8')))
  return at
}
const messages = (folder: string) =>
  checkFolder(folder)
    .faults.map(({ message }) => message)
    .join('\n')

describe('The check of a pack', () => {
  it('finds no fault in what is shipped', () => {
    expect(checkFolder(shipped).faults).toEqual([])
  })

  it('names a file that is not the one the card was made with', () => {
    expect(messages(broken('seats.csv', (text) => text.replace('yes', 'no')))).toContain('its hash differs')
  })

  it.each([
    [
      'two who hold one seat on one day',
      'holders.csv',
      (text: string) => text.replace(/^(.*sldl:14,.*Angie Nixon.*),,,claimed,.*$/m, '$1,2020-11-03,,held,'),
      'Two hold us-fl-legislature/house/ocd-division/country:us/state:fl/sldl:14 on one day',
    ],
    [
      'a term that ends before it begins',
      'holders.csv',
      (text: string) => text.replace(',2025-06-10,,held', ',2025-06-10,2017-01-01,held'),
      'on or before the day it begins',
    ],
    [
      'a term outside the session',
      'holders.csv',
      (text: string) => text.replace(',2025-06-10,,held', ',2018-11-06,2020-11-03,held'),
      'before the session begins',
    ],
    [
      'a day that is none',
      'holders.csv',
      (text: string) => text.replace(',2025-06-10,,held', ',2018-13-06,,held'),
      '“2018-13-06” is no day',
    ],
    [
      'a division nobody named',
      'seats.csv',
      (text: string) => text.replaceAll('state:fl/sldl:7,', 'state:fl/sldl:777,'),
      'sldl:777 is unknown',
    ],
    [
      'a seat that stands twice',
      'seats.csv',
      (text: string) => `${text}${text.split('\n')[1]}\n`,
      'appears twice',
    ],
    [
      'a claim without a reason',
      'holders.csv',
      (text: string) => text.replace(/,claimed,.*$/m, ',claimed,'),
      'needs a note',
    ],
    [
      'a way to reach somebody nobody knows',
      'contacts.csv',
      (text: string) => `${text}ocd-person-00000000-0000-0000-0000-000000000000,email,a@example.org\n`,
      'holds no seat',
    ],
  ])('finds %s', (_what, file, change, found) => expect(messages(broken(file, change))).toContain(found))

  it('names what is wrong with a card by its place', () => {
    expect(messages(broken('pack.json', (text) => text.replace('"voting": 40', '"voting": "40"')))).toContain(
      '`chambers/1/voting`',
    )
    expect(messages(broken('pack.json', (text) => text.replace('"asOf": "2026', '"asOf": "2036')))).toContain(
      'outside its session',
    )
    expect(messages(broken('pack.json', (text) => text.replace('"VETOED"\n', '"FORGOTTEN"\n')))).toContain(
      'leads to FORGOTTEN, which is no state',
    )
  })

  it('finds an area of a division that no pack has a seat for', () => {
    const map = broken(
      'areas.csv',
      (text) => text.replace('state:nj/cd:5', 'state:nj/cd:55'),
      'maps/zcta-113',
    )
    expect(messages(map)).toContain('Nobody knows the division')
  })

  it('reads every file of any bytes without falling over', () => {
    for (const file of ['seats.csv', 'holders.csv', 'pack.json', 'areas.csv'])
      for (const text of [
        '',
        '\0\0',
        'a,b\n1,2,3,"',
        '{}',
        '[]',
        '{"format":1,"files":null}',
        '{"chambers":[null],"titles":{"a":1}}',
      ])
        try {
          const faults =
            file === 'areas.csv'
              ? checkFolder(broken(file, () => text, 'maps/zcta-113')).faults
              : readPack(broken(file, () => text)).faults
          expect(faults.length, `${file} ${text}`).toBeGreaterThan(0)
        } catch (error) {
          expect((error as { kind?: string }).kind, `${file} ${text}`).toBe('unusable')
        }
  })

  it('ends with 1 on faults and 0 without, and tells both as JSON', async () => {
    const lines: string[] = []
    const io = { out: (line: string) => void lines.push(line), err: () => {}, language: 'en' as const }
    expect(await checkLegislature([path.join(shipped, 'us-fl-legislature-2026')], io)).toBe(0)
    lines.length = 0
    const bad = broken('seats.csv', (text) => `${text}x\n`)
    expect(await checkLegislature([bad, '--json'], io)).toBe(1)
    expect((JSON.parse(lines.join('\n')) as { faults: unknown[] }).faults.length).toBeGreaterThan(0)
  })
})

describe('The shipped packs', () => {
  const tables = sharedData('advocacy')
  it.skipIf(tables === null)('are what the collected tables give, byte for byte', () => {
    const again = path.join(work, 'again')
    makePacks(tables!, again)
    const { packs, maps } = packFolders(shipped)
    for (const at of [...packs, ...maps])
      for (const name of ['pack.json', 'map.json', 'SOURCE.md']) {
        const there = path.join(again, path.relative(shipped, at), name)
        // The card names the hash of every file.
        if (name !== 'map.json' || at.includes('maps'))
          if (name !== 'pack.json' || !at.includes('maps'))
            expect(readFileSync(there, 'utf8'), there).toBe(readFileSync(path.join(at, name), 'utf8'))
      }
  })
})
