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
import { begunWith } from '../begun.ts'
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
import { venueComputation } from './time-location/compute.ts'
import { venuePath } from './time-location/path.tsx'
import { twoWavesComputation } from './two-waves/compute.ts'
import { twoWavesPath } from './two-waves/path.tsx'

/* Each path as the page runs it: what headings suggest, what is computed, what is shown and kept. */

const paths: Record<string, { path: AnyPath; computation: AnyComputation; more: object; example?: number }> =
  {
    rds: { path: rdsPath, computation: rdsComputation, more: { resamples: '50' } },
    nsum: { path: nsumPath, computation: nsumComputation, more: { population: '1000000', resamples: '50' } },
    'nsum with members': {
      path: nsumPath,
      computation: nsumComputation,
      more: { population: '1000000', resamples: '50' },
      example: 1,
    },
    survey: { path: surveyPath, computation: surveyComputation, more: {} },
    'time-location': { path: venuePath, computation: venueComputation, more: {} },
    'two-waves': { path: twoWavesPath, computation: twoWavesComputation, more: { target: '25' } },
    'two-waves of two groups': {
      path: twoWavesPath,
      computation: twoWavesComputation,
      more: { arm: 'region', treated: 'north', resamples: '99' },
    },
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
  const { path, computation, more, example: which = 0 } = paths[name] as (typeof paths)[string]
  const example = path.examples('en')[which]
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

  it.each([
    'rds',
    'nsum',
  ])('%s: shows what the samples drawn anew gave, in a picture and in its table', (name) => {
    const shown = drawn(computed(name), 'en')
    expect(shown).toMatch(/resamples lie between|Drawn anew, the sample/)
    expect(shown).toContain('50 figures from people drawn anew')
    expect(shown).toContain('>Resamples</')
  })

  it('scale-up: with a second sample the figure of both comes first, beside those of the first alone', () => {
    const all = computed('nsum with members')
    expect(all.settings).toMatchObject({ knowers: 'knowers' })
    expect(all.path.choices(all.result, all.settings, 'en').map(({ key }) => key)).toEqual([
      'nsum-generalised',
      'nsum-mle',
      'nsum-pimle',
    ])
    expect(drawn(all, 'en')).toContain('Both samples together, beside the first alone')
    expect(all.path.command(all.settings, all.sheets)).toMatch(/--enriched members\.csv --knowers knowers/)
  })

  it('scale-up: a second sample brought later leaves what was typed, and adds what it suggests', () => {
    const { sheets, path } = computed('nsum with members')
    const { members, ...first } = sheets
    const typed = { ...begunWith(path, first, 'sizes', null), population: '1817434', knowers: '' }
    if (members === undefined) throw new Error('a second sample is wanted')
    expect(begunWith(path, sheets, 'members', typed)).toMatchObject({
      population: '1817434',
      knowers: 'knowers',
    })
    expect(begunWith(path, sheets, 'answers', typed)).toMatchObject({ population: '' })
  })

  it('rds: the trees, how it settled, and truth beside estimate each have picture and table', () => {
    const rds = drawn(computed('rds'), 'en')
    for (const word of [
      'Tree of ',
      'The trees by seed',
      'The estimate from the first respondents on',
      'Estimate by wave',
    ])
      expect(rds).toContain(word)
    const nsum = drawn(computed('nsum'), 'en')
    for (const word of ['Known groups: their true size', 'Known groups, true and estimated'])
      expect(nsum).toContain(word)
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

describe('Answers', () => {
  const rows = (code: (row: number) => string) =>
    Array.from({ length: 24 }, (_, row) => [code(row), row < 12 ? 1 : 2, `c${row % 12}`, `w${row}`].join(';'))
  const of = (code: (row: number) => string) =>
    opened({ sample: ['reponse;vague;grappe;mots', ...rows(code)].join('\n') })

  it('in words for yes and no are offered and read as 1 and 0; other words are not offered', () => {
    for (const [yes, no] of [
      ['oui', 'non'],
      ['Sí', 'no'],
      ['sim', 'não'],
    ] as const) {
      const said = of((row) => (row === 5 ? '' : row % 4 === 0 ? yes : no))
      const numbers = of((row) => (row === 5 ? '' : row % 4 === 0 ? '1' : '0'))
      for (const [path, computation] of [
        [surveyPath, surveyComputation],
        [twoWavesPath, twoWavesComputation],
      ] as [AnyPath, AnyComputation][]) {
        const settings = path.begin(said.sheets)
        expect(settings).toMatchObject({ outcome: 'reponse' })
        expect(finish(computation.compute(said.tables, settings))).toEqual(
          finish(computation.compute(numbers.tables, path.begin(numbers.sheets))),
        )
      }
      const { Ask } = surveyPath
      const asked = renderToString(
        <LanguageContext value="fr">
          <Ask sheets={said.sheets} settings={surveyPath.begin(said.sheets)} change={() => {}} />
        </LanguageContext>,
      )
      const [, offered = ''] = /<select[^>]*id="survey-outcome"[^>]*>(.*?)<\/select>/s.exec(asked) ?? []
      expect(offered).toContain('reponse')
      expect(offered).not.toContain('mots')
    }
  })

  it('coded 1 and 2 are no share to save, and no change', () => {
    const { sheets, tables } = of((row) => (row % 4 === 0 ? '1' : '2'))
    const settings = { ...surveyPath.begin(sheets), outcome: 'reponse' }
    const result = finish(surveyComputation.compute(tables, settings))
    expect(result.all.warnings).toContainEqual({ code: 'mean-not-share', others: 1, least: 2, most: 2 })
    expect(surveyPath.choices(result, settings, 'en')).toEqual([])
    const waves = { ...twoWavesPath.begin(sheets), outcome: 'reponse' }
    expect(() => finish(twoWavesComputation.compute(tables, waves))).toThrow(/not-yes-or-no/)
  })

  it('of two groups in two waves: words, pictures with their tables, and the command that does the same', () => {
    const all = computed('two-waves of two groups')
    const shown = drawn(all, 'en')
    for (const word of [
      'Those who took part (region = north) changed by',
      'Difference in differences',
      'Both groups in each wave',
      'Took part, wave 2024',
      'Wild cluster bootstrap, 99 resamples',
      'only if both groups would have changed alike',
    ])
      expect(shown).toContain(word)
    // A promised fall is not asked of a comparison, and the page no longer sends anybody to the command.
    expect(shown).not.toContain('waves-target')
    expect(shown).not.toContain('--arm C')
    expect(all.path.command(all.settings, all.sheets)).toMatch(
      /--from 2024 --to 2026 .*--arm region --treated north --boot 99 --seed 1$/,
    )
    expect(all.path.choices(all.result, all.settings, 'en').map(({ key }) => key)).toEqual(['change-did'])
  })

  it.runIf(read('survey_two_wave_sim') !== null)(
    'of two groups: the points are told on one grid, so that the two changes differ by what lies between them',
    () => {
      const { sheets, tables } = opened({ sample: read('survey_two_wave_sim') as string })
      const settings = { ...twoWavesPath.begin(sheets), arm: 'arm', treated: '1' }
      const result = finish(twoWavesComputation.compute(tables, settings))
      const shown = drawn({ path: twoWavesPath, sheets, settings, result }, 'en')
      expect(shown).toContain('changed by −9.4 points, the others by +3.3')
      expect(shown).toContain('<strong>−12.7 points</strong> (95%: −20.4 to −4.9)')
      expect(shown).toContain('The standard error is 3.8 points, from 40 clusters')
    },
  )

  it('of two groups: what is still to be said is asked for', () => {
    const { path, sheets, settings } = computed('two-waves of two groups')
    const lacks = (more: object) => path.missing(sheets, { ...settings, ...more }, 'en')
    expect(lacks({ treated: '' })).toMatch(/which value/)
    expect(lacks({ before: [] })).toMatch(/at least one wave/)
    expect(lacks({ before: ['2024', '2026'] })).toMatch(/before the start and after it/)
    expect(lacks({ resamples: 'many' })).toMatch(/cannot be read/)
    // What was typed for everybody does not stand in the way of two groups.
    expect(lacks({ from: '2026', to: '2026', target: 'a quarter' })).toBeNull()
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
