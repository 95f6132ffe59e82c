import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { finish } from '../../../estimators/numeric/run.ts'
import { languages } from '../../../ui/language.ts'
import { LanguageContext } from '../../../ui/voice.tsx'
import { readKept } from '../../estimates/check.ts'
import { fromLists } from '../../estimates/estimates.test-data.ts'
import { readTextTable } from '../../text-table.ts'
import { digestOfText, lookOver } from '../sheet.ts'
import { listsComputation } from './compute.ts'
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
