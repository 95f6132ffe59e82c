import { readFileSync } from 'node:fs'
import type { CompositeData, CompositeSpec, TreeNode } from '../src/estimators/composite-spec.ts'
import { sharedData } from '../test/support/shared.ts'

/** A table by column, as the reference package wrote it. */
export type Table<T> = Record<string, T[]>

type Cells = (number | null)[]

/** The parts of the reference package's recorded results that are compared. */
export type Golden = {
  stages: Record<
    'Raw' | 'Denominated' | 'Imputed' | 'Screened' | 'Treated' | 'Normalised' | 'Aggregated',
    Record<string, Cells> & { uCode: string[] }
  >
  treatment: Record<string, Cells> & {
    iCode: string[]
    'check_SkewKurt0.Pass': boolean[]
    'check_SkewKurt1.Pass': (boolean | null)[]
  }
  treated_points: Record<string, string[]>
  index_ranks: { uCode: string[]; Index: number[]; Rank: number[] }
  raw_stats: Record<string, Cells> & { iCode: string[] }
  effective_weights: { iCode: string[]; EffWeight: number[] }
  cronbach_pillar_Physical_normalised: number
  corr_pillars_pearson: Record<string, number[]> & { _row: string[] }
  corr_flags_high: { Ind1: string[] }
  denom_corr: { Ind: string[]; Denom: string[]; Corr: number[] }
  strengths_weaknesses: Record<
    string,
    Record<'Strengths' | 'Weaknesses', { Code: string[]; Rank: number[]; Value: number[] }>
  >
  unit_summary: Record<string, { Code: string[]; Score: number[]; Rank: number[] }>
  remove_pillar: { ranks: Record<string, number[]>; mean_abs_rank_change: Record<string, number> }
  geometric: { index_ranks: { uCode: string[]; Index: number[]; Rank: number[] } }
  functions: Record<string, Cells> & {
    skew: number
    kurt: number
    winsorise_winmax3: { x: number[]; nwin: number; treated: string[] }
    means: { x: Cells; w: number[]; a_amean: number; a_gmean: number; a_hmean: number }
  }
  uncertainty: {
    choices: { winmax: number[]; norm: string[]; aggr: string[]; weightset: number[] }
    weights: Record<string, number[]>
    units: string[]
    ranks_by_rep: number[][]
    rank_stats: Record<string, number[]> & { uCode: string[] }
  }
}

/** Recorded results, indicators' descriptions and raw data of the ASEM index; null when the reference data are absent. */
export function asem(): { golden: Golden; spec: CompositeSpec; data: CompositeData } | null {
  const paths = ['coinr-golden.json', 'asem_meta.csv', 'asem_data.csv'].map((file) =>
    sharedData(`selection/${file}`),
  )
  if (paths.some((path) => path === null)) return null
  const [goldenText, meta, rows] = paths.map((path) => readFileSync(path as string, 'utf8')) as [
    string,
    string,
    string,
  ]
  const golden: Golden = JSON.parse(goldenText)
  return { golden, ...asemFrom(meta, rows, golden.stages.Raw.uCode) }
}

/** The index as described by its two tables; units in the order given. */
export function asemFrom(
  metaText: string,
  dataText: string,
  order?: string[],
): { spec: CompositeSpec; data: CompositeData } {
  const meta = parseCsv(metaText)
  const rows = parseCsv(dataText)
  const byUnit = new Map(rows.map((row) => [row.uCode as string, row]))
  const units = order ?? [...byUnit.keys()]
  const column = (name: string): Cells =>
    units.map((unit) => {
      const cell = byUnit.get(unit)?.[name] ?? ''
      return cell === '' ? null : Number(cell)
    })

  const indicators = meta.filter((row) => row.Type === 'Indicator')
  const aggregates = meta.filter((row) => row.Type === 'Aggregate')
  const branch = (id: string, weight: number): TreeNode => {
    const below = [...indicators, ...aggregates].filter((row) => row.Parent === id)
    if (below.length === 0) return { id, weight }
    return { id, weight, children: below.map((row) => branch(row.iCode as string, Number(row.Weight))) }
  }
  return {
    spec: {
      indicators: indicators.map((row) => ({
        id: row.iCode as string,
        direction: row.Direction === '-1' ? -1 : 1,
        ...(row.Denominator === '' ? {} : { denominator: row.Denominator as string }),
        imputation: { method: 'mean', group: 'EurAsia_group' },
        outliers: { method: 'winsorise', limit: 5, otherwise: 'log' },
        normalisation: { method: 'min-max', to: [0, 100] },
      })),
      screening: { availability: 0.9, when: 'after imputation' },
      tree: branch('Index', 1),
      strict: { screen: false },
    },
    data: {
      units,
      values: Object.fromEntries(indicators.map((row) => [row.iCode as string, column(row.iCode as string)])),
      groups: { EurAsia_group: units.map((unit) => byUnit.get(unit)?.EurAsia_group ?? null) },
      denominators: Object.fromEntries(
        ['Area', 'Energy', 'GDP', 'Population'].map((name) => [name, column(name)]),
      ),
    },
  }
}

function parseCsv(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const cut = (line: string) =>
    [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    )
  const names = cut(head)
  return lines.map((line) => {
    const cells = cut(line)
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}
