import { readFileSync } from 'node:fs'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../test/support/shared.ts'
import type { Estimate } from '../../../estimators/estimate.ts'
import { finish } from '../../../estimators/numeric/run.ts'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { type Language, languages } from '../../../ui/language.ts'
import { LanguageContext } from '../../../ui/voice.tsx'
import { readKept } from '../../estimates/check.ts'
import { readTextTable } from '../../text-table.ts'
import type { AnyComputation } from '../computations.ts'
import type { Sheets, Tables } from '../path.ts'
import type { AnyPath } from '../paths.ts'
import { lookOver } from '../sheet.ts'
import { pathWords } from './network-words.ts'
import { nsumComputation } from './nsum/compute.ts'
import { nsumPath } from './nsum/path.tsx'
import { dotOf, sayEstimate, stepBetween } from './parts.tsx'
import { rdsComputation } from './rds/compute.ts'
import { rdsPath } from './rds/path.tsx'
import { surveyComputation } from './survey/compute.ts'
import { surveyPath } from './survey/path.tsx'
import { twoWavesComputation } from './two-waves/compute.ts'
import { twoWavesPath } from './two-waves/path.tsx'

/* Each path as the page runs it: what headings suggest, what is computed, what is shown and kept. */

const paths: Record<string, { path: AnyPath; computation: AnyComputation; more: object }> = {
  rds: { path: rdsPath, computation: rdsComputation, more: { resamples: '50' } },
  nsum: { path: nsumPath, computation: nsumComputation, more: { population: '1000000', resamples: '50' } },
  survey: { path: surveyPath, computation: surveyComputation, more: {} },
  'two-waves': { path: twoWavesPath, computation: twoWavesComputation, more: { target: '25' } },
}

/** What the page asks of whoever saves. */
const meaning = {
  source: 'computed',
  codebook: null,
  codebookNotStated: 'The sample is older than the codebook.',
  definition: 'People in forced labour',
  unit: 'person',
  stockOrFlow: 'stock',
  periodFrom: null,
  periodTo: null,
  referenceMonths: null,
  populationBase: { words: 'Adults', number: 1_000_000, unknownBecause: null, source: null },
  frame: null,
  place: { wholeCountry: true, words: null },
  disaggregation: [],
  measured: 'measured',
  provenance: { computedBy: 'browser', version: '0.0.0', inputDigest: 'a'.repeat(64) },
}

function opened(texts: { [slot: string]: string }): { sheets: Sheets; tables: Tables } {
  const looked = Object.entries(texts).map(
    ([slot, text]) => [slot, lookOver(readTextTable(text), { file: `${slot}.csv`, digest: '' })] as const,
  )
  return {
    sheets: Object.fromEntries(looked.map(([slot, { sheet }]) => [slot, sheet])),
    tables: Object.fromEntries(looked.map(([slot, { table }]) => [slot, table])),
  }
}

function computed(name: string) {
  const { path, computation, more } = paths[name] as (typeof paths)[string]
  const [example] = path.examples('en')
  const { sheets, tables } = opened(example?.texts ?? {})
  const settings = { ...path.begin(sheets), ...more }
  // What crosses to the page is plain JSON.
  const result = JSON.parse(JSON.stringify(finish(computation.compute(tables, settings))))
  return { path, sheets, settings, result }
}

function drawn({ path, sheets, settings, result }: ReturnType<typeof computed>, language: Language): string {
  const { Ask, Show } = path
  return renderToString(
    <LanguageContext value={language}>
      <Ask sheets={sheets} settings={settings} change={() => {}} />
      <Show result={result} settings={settings} sheets={sheets} chosen={null} />
    </LanguageContext>,
  )
}

describe('The paths of networks and surveys', () => {
  it('have their words in four languages', () => {
    expect(checkDictionary(pathWords, [])).toEqual([])
  })

  it.each(Object.keys(paths))('%s: its own example needs nothing but what cannot be guessed', (name) => {
    const all = computed(name)
    for (const language of languages) {
      expect(all.path.missing(all.sheets, all.settings, language)).toBeNull()
      // No word that was not said, no figure that is none.
      expect(drawn(all, language)).not.toMatch(/NaN|undefined|\[object|\{[a-z]+\}|Infinity/)
    }
  })

  it.each(Object.keys(paths))('%s: what is kept and downloaded holds the chosen figure', (name) => {
    const { path, settings, result } = computed(name)
    const choices = path.choices(result, settings, 'en')
    const last = choices.at(-1)
    const kept = path.kept(result, settings, last?.key ?? '', 'because')
    const sent = JSON.parse(
      JSON.stringify({ ...meaning, quantity: path.quantity(result, settings), result: kept }),
    )
    expect(readKept(sent)).toHaveProperty('kept')
    expect(kept.design === 'lists' ? null : kept.estimates[kept.chosen]?.label).toBe(last?.key)
    const { rows, json } = path.download(result, settings, 'en')
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(Array.isArray(json) && json.length).toBeGreaterThan(0)
  })
})

const read = (file: string) => {
  const place = sharedData(`prevalence/${file}.csv`)
  return place === null ? null : readFileSync(place, 'utf8')
}

describe.runIf(read('rds_faux') !== null)('What headings suggest of real files', () => {
  const begin = (path: AnyPath, files: { [slot: string]: string }) =>
    path.begin(
      opened(Object.fromEntries(Object.entries(files).map(([slot, file]) => [slot, read(file) as string])))
        .sheets,
    )

  it('finds recruiters, networks and answers', () => {
    expect(begin(rdsPath, { sample: 'rds_fauxmadrona' })).toMatchObject({
      id: 'id',
      recruiter: 'recruiter.id',
      degree: 'degree',
      outcome: 'disease',
      group: '1',
    })
    expect(begin(rdsPath, { sample: 'rds_faux' })).toMatchObject({ degree: 'network.size' })
  })

  it('takes the one column without a size for the hidden group', () => {
    const files = { answers: 'nsum_curitiba_sim_transmission_ard', sizes: 'nsum_curitiba_sizes' }
    expect(begin(nsumPath, files)).toMatchObject({
      hidden: 'heavy.drug.user',
      weight: '',
      cluster: '',
      strata: '',
    })
  })

  it('never takes a column that was struck out', () => {
    const answers = 'teachers,nurses,hidden,full_name\n1,2,0,Zyxxana Quorvath\n2,1,1,Brombelda Wexqui\n'
    const { sheets } = opened({ answers, sizes: 'group,size\nteachers,100\nnurses,50\n' })
    expect(nsumPath.begin(sheets)).toMatchObject({ hidden: 'hidden' })
  })

  it('finds the design of a survey, and its waves', () => {
    expect(begin(surveyPath, { sample: 'survey_apiclus1' })).toMatchObject({
      weight: 'pw',
      // What `dnum` is, no heading says.
      cluster: '',
      fpc: 'fpc',
      outcome: 'sch.wide',
    })
    expect(begin(twoWavesPath, { sample: 'survey_two_wave_sim' })).toMatchObject({
      wave: 'wave',
      from: '0',
      to: '1',
      outcome: 'y',
      weight: 'weight',
      cluster: 'cluster',
    })
  })
})

it('A figure is told on one grid in words and in pictures, and two ends that differ stay two', () => {
  const estimate: Estimate = {
    method: 'survey-mean',
    cases: 300,
    status: 'ok',
    estimate: 0.8264,
    intervals: [{ level: 0.95, low: 0.77461, high: 0.87063, kind: 'logit' }],
    diagnostics: {},
    warnings: [],
  }
  const { value, low, high } = dotOf('en', estimate, 'share')
  expect(sayEstimate('en', estimate, 'share')).toBe(`${value}% (95%: ${low}% to ${high}%)`)
  expect(stepBetween(36_911, 37_078)).toBe(10)
  expect(stepBetween(133, 133)).toBe(1)
})
