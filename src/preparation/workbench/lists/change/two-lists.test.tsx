import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Estimate, WrongData } from '../../../../estimators/estimate.ts'
import { finish } from '../../../../estimators/numeric/run.ts'
import { type Language, languages } from '../../../../ui/language.ts'
import { LanguageContext } from '../../../../ui/voice.tsx'
import { prevalenceCommand } from '../../../commands.ts'
import { estimateJson } from '../../../estimate-json.ts'
import { readTextTable } from '../../../text-table.ts'
import { lookOver } from '../../sheet.ts'
import { twoListsComputation } from './compute.ts'
import { firstOfTwo, secondOfTwo } from './example.ts'
import { twoListsPath } from './path.tsx'
import type { TwoListsSettings } from './settings.ts'

/* Two tables of lists through both halves of the path: the digits of the command, and what the page says. */

type Texts = { first: string; second: string }
const made: Texts = { first: firstOfTwo, second: secondOfTwo }

function opened(texts: Texts, files: Texts = { first: '2020.csv', second: '2022.csv' }) {
  const look = (wave: keyof Texts) => lookOver(readTextTable(texts[wave]), { file: files[wave], digest: '' })
  const [first, second] = [look('first'), look('second')]
  const sheets = { first: first.sheet, second: second.sheet }
  return { sheets, tables: { first: first.table, second: second.table }, begun: twoListsPath.begin(sheets) }
}

function computed(more: Partial<TwoListsSettings> = {}, texts = made) {
  const { sheets, tables, begun } = opened(texts)
  const settings = { ...begun, resamples: '60', seed: '5', ...more }
  return { sheets, settings, result: finish(twoListsComputation.compute(tables, settings)) }
}

function drawn({ sheets, settings, result }: ReturnType<typeof computed>, language: Language): string {
  const { Ask, Show } = twoListsPath
  return renderToString(
    <LanguageContext value={language}>
      <Ask sheets={sheets} settings={settings} change={() => {}} />
      <Show result={result} settings={settings} sheets={sheets} chosen={null} />
    </LanguageContext>,
  )
}

/** What the command prints of the same tables, with the names of files that it was given in place of their places. */
async function byCommand(texts: Texts, ...flags: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tip-lists-'))
  try {
    const places = [path.join(folder, '2020.csv'), path.join(folder, '2022.csv')]
    await writeFile(places[0] as string, texts.first)
    await writeFile(places[1] as string, texts.second)
    const lines: string[] = []
    await prevalenceCommand(['change', ...places, ...flags, '--json'], {
      out: (line) => lines.push(line),
      err: () => {},
      language: 'en',
    })
    return JSON.parse(lines.join('\n').replaceAll(`${folder}${path.sep}`, ''))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const asPrinted = (estimate: unknown) => JSON.parse(JSON.stringify(estimateJson(estimate as Estimate, 'en')))

describe('What changed between two tables of lists, in the workbench', () => {
  it('has every digit of the command, by the same seed', async () => {
    const { result, settings, sheets } = computed({ target: '25' })
    const flags = ['--target', '0.25', '--boot', '60', '--seed', '5']
    expect(twoListsPath.command(settings, sheets)).toBe(
      `tp prevalence change 2020.csv 2022.csv ${flags.join(' ')}`,
    )
    const command = await byCommand(made, ...flags)
    expect(asPrinted(result.change)).toEqual(command)
    expect(command).toMatchObject({ status: 'ok', method: 'change-mse', seed: '5' })
    // By another seed it is not the same: the digits above are none of chance.
    expect(asPrinted(computed({ target: '25', seed: '6' }).result.change)).not.toEqual(command)
  })

  it('is refused where the lists differ, at once, and for the reason the command gives', async () => {
    const others = { ...made, second: secondOfTwo.replace('hotline', 'clinic') }
    // A million resamples would take minutes: none is drawn.
    const { result, ...rest } = computed({ resamples: '1000000' }, others)
    const command = await byCommand(others, '--boot', '40', '--seed', '5')
    const { status, reason, cases } = command
    expect(asPrinted(result.change)).toMatchObject({ status: 'no-estimate', cases, reason })
    expect(status).toBe('no-estimate')
    expect(result.change).toHaveProperty('reason', {
      code: 'not-comparable',
      what: 'lists',
      first: 'hotline, police, shelter',
      second: 'clinic, police, shelter',
    })
    expect(result.first.estimate).toBeNull()
    expect(drawn({ result, ...rest }, 'en')).toContain('No estimate')
  })

  it('warns of definitions that differ, and leaves the digits as they are', () => {
    const alone = computed().result.change
    const said = computed({ definitions: { first: 'Adults', second: 'Adults and children' } }).result.change
    expect(said.warnings).toContainEqual({
      code: 'not-comparable',
      what: 'definition',
      first: 'Adults',
      second: 'Adults and children',
    })
    expect(said.intervals).toEqual(alone.intervals)
    const same = computed({ definitions: { first: 'Adults', second: ' Adults' } }).result.change
    expect(same.warnings).toEqual(alone.warnings)
  })

  it('says of a table that was brought twice that it is one', () => {
    const { result } = computed({}, { first: firstOfTwo, second: firstOfTwo })
    expect(result.change.warnings).toContainEqual({ code: 'same-table-twice' })
  })

  it('comes out of entries with codes as out of the overlaps that they make', () => {
    const entriesOf = (csv: string) => {
      const [head = '', ...rows] = csv.trim().split('\n')
      const lists = head.split(',').slice(0, -1)
      let person = 0
      return [
        'case_id,list',
        ...rows.flatMap((row) => {
          const cells = row.split(',').map(Number)
          return Array.from({ length: cells.at(-1) ?? 0 }, () => {
            person += 1
            return lists.flatMap((list, place) => (cells[place] === 1 ? [`K-${person},${list}`] : []))
          }).flat()
        }),
      ].join('\n')
    }
    const { result, sheets, settings } = computed({}, { ...made, second: entriesOf(secondOfTwo) })
    expect(settings.second.form).toBe('entries')
    expect(result.second.linked).toMatchObject({ people: 267 })
    expect(result.change.status).toBe('ok')
    expect(twoListsPath.command(settings, sheets)).toContain('2020.csv overlap-second.csv')
    // Codes link rows, and stay behind.
    expect(JSON.stringify(result)).not.toContain('K-1')
  })

  it('names the row of a cell that is no number, and what is still to be said of which table', () => {
    expect(() => computed({}, { ...made, second: secondOfTwo.replace(',61', ',6 1') })).toThrow(WrongData)
    const { sheets, begun } = opened(made)
    const lacks = (more: Partial<TwoListsSettings>) =>
      twoListsPath.missing(sheets, { ...begun, ...more }, 'en')
    expect(lacks({})).toBeNull()
    expect(lacks({ second: { ...begun.second, count: '' } })).toMatch(/^The second table: /)
    for (const wrong of [{ resamples: '' }, { resamples: '0' }, { seed: '-1' }, { target: 'half' }])
      expect(lacks(wrong)).toMatch(/whole numbers/)
  })

  it('is told in four languages, in words, pictures and their tables, and says that it cannot be kept', () => {
    const all = computed({ target: '25' })
    for (const language of languages)
      expect(drawn(all, language)).not.toMatch(/NaN|undefined|\[object|\{[a-z]+\}|Infinity/)
    const shown = drawn(all, 'en')
    for (const word of [
      'From “2020.csv” to “2022.csv”',
      'The total of each table, with its own interval',
      'Probability of a fall by at least 25%',
      'Second total less the first',
      'This ratio cannot be saved with a study',
    ])
      expect(shown).toContain(word)
    expect(twoListsPath.choices(all.result, all.settings, 'en')).toEqual([])
    const { rows, more } = twoListsPath.download(all.result, all.settings, 'en')
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(more?.map(({ file }) => file)).toEqual(['overlap-first', 'overlap-second'])
  })

  it('calls two files of one name apart', () => {
    const { sheets, begun } = opened(made, { first: 'lists.csv', second: 'lists.csv' })
    expect(begun.names).toEqual({ first: 'FIRST.csv', second: 'SECOND.csv' })
    expect(twoListsPath.command(begun, sheets)).toContain('FIRST.csv SECOND.csv')
  })
})
