import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { WrongData } from '../../../estimators/estimate.ts'
import { finish } from '../../../estimators/numeric/run.ts'
import { languages } from '../../../ui/language.ts'
import { LanguageContext } from '../../../ui/voice.tsx'
import { readKept } from '../../estimates/check.ts'
import { fromLists } from '../../estimates/estimates.test-data.ts'
import { readTextTable } from '../../text-table.ts'
import { digestOfText, lookOver } from '../sheet.ts'
import { listsComputation, overlapIn } from './compute.ts'
import { listsPath } from './path.tsx'
import { type ListsResult, type ListsSettings, SLOT } from './settings.ts'

const examples = listsPath.examples('en').map(({ key, texts }) => ({ key, text: texts[SLOT] as string }))

function computed(text: string): {
  settings: ListsSettings
  result: ListsResult
  sheets: Parameters<typeof listsPath.begin>[0]
} {
  const { sheet, table } = lookOver(readTextTable(text), { file: null, digest: digestOfText(text) })
  const sheets = { [SLOT]: sheet }
  const settings = {
    ...listsPath.begin(sheets),
    resamples: '20',
    methods: ['stepwise-0.02', 'chao'],
  } as ListsSettings
  return { settings, sheets, result: finish(listsComputation.compute({ [SLOT]: table }, settings)) }
}

it('A method whose figure is below the lower bound is not offered before the bound', () => {
  const uk = examples.find(({ key }) => key === 'uk')?.text ?? ''
  const { settings, result } = computed(uk)
  const choices = listsPath.choices(result, settings, 'en')
  const figure = (key: string) => {
    const estimate = choices.find((each) => each.key === key)?.estimate
    return estimate?.status === 'ok' ? estimate.estimate : Number.NaN
  }
  expect(figure('stepwise-0.02')).toBeLessThan(figure('chao'))
  expect(choices.map(({ key }) => key)).toEqual(['chao', 'stepwise-0.02'])
})

describe.each(examples)('The example “$key” of lists', ({ key, text }) => {
  const { settings, sheets, result } = computed(text)

  it('is understood as it stands: its lists, and what a row is', () => {
    expect(listsPath.missing(sheets, settings, 'en')).toBeNull()
    expect([settings.form, result.table.lists.length, result.specification.cases]).toEqual(
      { uk: ['overlap', 6, 2744], australia: ['overlap', 4, 414], entries: ['entries', 3, 164] }[key],
    )
  })

  it.each(languages)('is told in %s, in words, pictures and numbers', (language) => {
    const [first] = listsPath.choices(result, settings, language)
    const drawn = renderToStaticMarkup(
      <LanguageContext value={language}>
        <listsPath.Ask sheets={sheets} settings={settings} change={() => {}} />
        <listsPath.Show result={result} settings={settings} sheets={sheets} chosen={first?.key ?? null} />
      </LanguageContext>,
    )
    expect(drawn).not.toMatch(/undefined|NaN|Infinity|\{\w+\}/)
    expect(drawn.match(/<h2/g)?.length).toBeGreaterThan(4)
  })

  it('is kept as the house takes it, with the table of overlaps where somebody chose so', () => {
    const kept = {
      ...fromLists(),
      result: JSON.parse(JSON.stringify(listsPath.kept(result, settings, 'stepwise-0.02', 'It is usual.'))),
      overlapTable: listsPath.overlapTable(result),
    }
    expect(readKept(kept)).toEqual({ kept })
  })

  it('hands out a table of overlaps that gives the same counts again', () => {
    const { more } = listsPath.download(result, settings, 'en')
    const again = computed((more?.[0]?.rows ?? []).map((row) => row.join(',')).join('\n'))
    expect(again.settings.form).toBe('overlap')
    expect(again.result.table).toEqual(result.table)
    expect(listsPath.command(settings, sheets)).toMatch(
      /^tp prevalence specification \S+ --boot 20 --seed 1$/,
    )
  })
})

/** What the form begins with, and what it says is missing. */
function begun(text: string) {
  const { sheet } = lookOver(readTextTable(text), { file: null, digest: digestOfText(text) })
  const sheets = { [SLOT]: sheet }
  const settings = listsPath.begin(sheets)
  return { sheets, settings, missing: listsPath.missing(sheets, settings, 'en') }
}
const refusal = (text: string) => {
  const { settings } = begun(text)
  try {
    overlapIn(readTextTable(text), settings)
    return null
  } catch (error) {
    return error instanceof WrongData ? error.finding : error
  }
}
const head = 'A,B,C,count\n1,0,0,20\n0,1,0,30\n0,0,1,25\n'

describe('A table of combinations', () => {
  it.each([
    ['a fraction', `${head}1,1,0,8.5\n`, '8.5'],
    ['a decimal comma', `${head}1,1,0,8.5\n`.replaceAll(',', ';').replace('8.5', '8,5'), '8,5'],
    ['a point between thousands', `${head}1,1,0,1.000\n`, '1.000'],
    ['a word', `${head}1,1,0,about 8\n`, 'about 8'],
  ])('is never read as single people, and %s is refused with its row', (_, text, cell) => {
    const { settings } = begun(text)
    expect(settings).toMatchObject({ form: 'overlap', lists: ['A', 'B', 'C'], count: 'count' })
    expect(refusal(text)).toMatchObject({ code: 'not-a-count', row: 4, column: 'count', text: cell })
  })

  it('is known by its last column too, whatever its heading, and “<10” in it is refused', () => {
    const text = `${head}1,1,0,<10\n`.replace('count', 'gente hallada')
    expect(begun(text).settings).toMatchObject({ form: 'overlap', count: 'gente hallada' })
    expect(refusal(text)).toMatchObject({ code: 'not-a-count', row: 4, text: '<10' })
  })

  it('asks where somebody says that a row is a person, and a column looks like numbers of people', () => {
    const { sheets, settings } = begun(`${head}1,1,0,8\n`)
    const people = { ...settings, form: 'people' as const }
    expect(listsPath.missing(sheets, people, 'en')).toContain('“count” looks like numbers of people')
    const ages = 'police,shelter,age\n1,0,30\n1,0,30\n0,1,41\n1,1,22\n0,1,22\n'
    expect(begun(ages)).toMatchObject({ settings: { form: 'people' }, missing: null })
    expect(begun('A,B,C\n1,0,0\n0,1,0\n1,1,0\n1,1,1\n')).toMatchObject({
      settings: { form: 'people', lists: ['A', 'B', 'C'] },
      missing: null,
    })
  })

  it('has all its lists, or none is computed: an eleventh, and one with a slip of the keyboard', () => {
    const names = Array.from({ length: 11 }, (_, k) => `L${k}`)
    const rows = names.map((_, k) => [...names.map((__, j) => Number(j === k)), 20 + k].join(','))
    const eleven = begun([[...names, 'count'].join(','), ...rows].join('\n'))
    expect(eleven.settings.lists).toEqual(names)
    expect(eleven.missing).toBe('Choose from two to ten columns that are lists.')
    const ten = { ...eleven.settings, lists: names.slice(0, 10) }
    expect(listsPath.missing(eleven.sheets, ten, 'en')).toContain('“L10” looks like one and is left out')
    expect(refusal('A,B,C,count\n1,0,0,20\n0,1,2,5\n0,0,1,25\n1,1,0,8\n')).toMatchObject({
      code: 'not-zero-or-one',
      row: 2,
      column: 'C',
      text: '2',
    })
  })
})

describe('The figure that is offered, in words', () => {
  const said = (text: string, methods: ListsSettings['methods'], key?: string) => {
    const { sheets, settings: first } = begun(text)
    const settings = { ...first, methods, resamples: '0' }
    const result = finish(listsComputation.compute({ [SLOT]: readTextTable(text) }, settings))
    const choices = listsPath.choices(result, settings, 'en')
    const chosen = key ?? choices.find(({ estimate }) => estimate.status === 'ok')?.key ?? null
    const drawn = renderToStaticMarkup(
      <LanguageContext value="en">
        <listsPath.Show result={result} settings={settings} sheets={sheets} chosen={chosen} />
      </LanguageContext>,
    )
    return { chosen, text: drawn.slice(0, drawn.indexOf('What is doubtful')).replace(/<[^>]*>/g, '') }
  }

  it('says of an interval that takes the model as known that it does, and is too narrow', () => {
    const table = `${head}1,1,0,8\n1,0,1,6\n0,1,1,7\n1,1,1,3\n`
    for (const key of ['stepwise-0.02', 'independence'])
      expect(said(table, ['stepwise-0.02', 'independence'], key).text).toMatch(
        /taking the model as known, the 95% interval would run from .* and that is too narrow/,
      )
  })

  it('is not out of a prior where no model without one has an estimate, and says so where it is chosen', () => {
    const subset = 'A,B,C,count\n1,0,0,20\n1,1,0,8\n1,1,1,6\n1,0,1,2\n'
    const methods: ListsSettings['methods'] = ['independence', 'stepwise-0.02', 'bic-2', 'dga', 'chao']
    expect(said(subset, methods).chosen).toBe('chao')
    expect(said(subset, methods, 'dga').text).toContain('Do not publish it as found')
  })
})
