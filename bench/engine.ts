import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildComposite, updateComposite } from '../src/estimators/composite.ts'
import type { CompositeResult } from '../src/estimators/composite-result.ts'
import type { CompositeData, CompositeSpec } from '../src/estimators/composite-spec.ts'
import { random } from '../src/estimators/random.ts'
import { asemFrom } from './asem.ts'
import { yardstick } from './yardstick.ts'

/** CPU time the reference package took for one regeneration of the same index. */
const referenceSeconds = 0.11
const goal = 300

/**
 * Speed of one regeneration of an index of 51 units by 49 indicators (impute,
 * treat for outliers, normalise, aggregate, rank, every stage kept), as a ratio
 * to a fixed piece of arithmetic measured in the same run.
 *
 * *cold*: another matrix each call, nothing kept from the one before.
 * *incremental*: the caller names what changed; the rest is kept.
 */
export async function benchEngine(print: (line: string) => void): Promise<void> {
  const { spec, data, origin } = anIndex()
  print(`engine: ${data.units.length} units × ${spec.indicators.length} indicators, ${origin}`)
  const unit = yardstick()
  print(`yardstick: one Poisson loglinear fit of 255 cells × 37 parameters takes ${unit.toFixed(3)} ms here`)

  const matrices = shaken(data, 40)
  let turn = 0
  report('cold', () => buildComposite(spec, matrices[turn++ % matrices.length] as CompositeData))

  const pillar = spec.tree.children?.[0]?.children?.[0]?.id ?? (spec.tree.children?.[0]?.id as string)
  let last: CompositeResult = buildComposite(spec, data)
  report('incremental, one weight', () => {
    last = updateComposite(last, { weights: { [pillar]: 1 + (turn++ % 7) / 10 } })
    return last
  })
  const indicator = spec.indicators[0]?.id as string
  const before = data.values[indicator]?.find((value) => value !== null) as number
  const place = data.units[data.values[indicator]?.indexOf(before) as number] as string
  report('incremental, one value', () => {
    const value = before * (1 + (turn++ % 7) / 100)
    last = updateComposite(last, { values: [{ indicator, unit: place, value }] })
    return last
  })

  function report(name: string, work: () => CompositeResult): void {
    const { quick, median, slow, cpu } = measure(work)
    const times = (referenceSeconds * 1000) / cpu
    const verdict =
      name === 'cold' ? (times >= goal ? `, goal ${goal} reached` : `, goal ${goal} NOT reached`) : ''
    print(
      `engine ${name}: ${median.toFixed(3)} ms (tenths ${quick.toFixed(3)} to ${slow.toFixed(3)}), ${cpu.toFixed(3)} ms of CPU` +
        ` = ${(quick / unit).toFixed(3)} yardsticks; ${times.toFixed(0)} times less CPU than the reference package's ${referenceSeconds.toFixed(3)} s${verdict}`,
    )
  }
}

/** Milliseconds of wall clock (first tenth, median, ninth tenth) and of processor time of all threads, garbage collection included. */
function measure(work: () => CompositeResult): {
  quick: number
  median: number
  slow: number
  cpu: number
} {
  let checked = 0
  for (let i = 0; i < 400; i++) checked += work().ranks[0] ?? 0
  const calls = 1500
  const times = new Float64Array(calls)
  const start = process.cpuUsage()
  for (let i = 0; i < calls; i++) {
    const begun = performance.now()
    checked += work().ranks[0] ?? 0
    times[i] = performance.now() - begun
  }
  const { user, system } = process.cpuUsage(start)
  if (!(checked > 0)) throw new Error('nothing was ranked, so nothing was measured')
  times.sort()
  return {
    quick: times[Math.floor(calls * 0.1)] as number,
    median: times[calls >> 1] as number,
    slow: times[Math.floor(calls * 0.9)] as number,
    cpu: (user + system) / 1000 / calls,
  }
}

/** The ASEM index where the reference data are at hand, otherwise a made-up one of the same shape. */
function anIndex(): { spec: CompositeSpec; data: CompositeData; origin: string } {
  const shared = resolve(process.env.TIP_SHARED ?? resolve(process.cwd(), '../shared'), 'data/selection')
  const [meta, rows] = ['asem_meta.csv', 'asem_data.csv'].map((file) => resolve(shared, file)) as [
    string,
    string,
  ]
  if (existsSync(meta) && existsSync(rows)) {
    const index = asemFrom(readFileSync(meta, 'utf8'), readFileSync(rows, 'utf8'))
    const { screening: _, ...spec } = index.spec
    return { ...index, spec: { ...spec, strict: false }, origin: 'the ASEM Sustainable Connectivity data' }
  }
  return { ...aMadeUpIndex(), origin: 'MADE UP data of that shape (the ASEM data are not at hand)' }
}

function aMadeUpIndex(): { spec: CompositeSpec; data: CompositeData } {
  const chance = random(51049)
  const ids = Array.from({ length: 49 }, (_, j) => `indicator ${j + 1}`)
  const units = Array.from({ length: 51 }, (_, i) => `unit ${i + 1}`)
  const values = Object.fromEntries(
    ids.map((id, j) => [
      id,
      // Every third column has a long tail, so that the treatment has work to do; some 2 % are missing.
      units.map(() => {
        const draw = chance.normal()
        if (chance.uniform() < 0.02) return null
        return j % 3 === 0 ? Math.exp(1.2 * draw) : draw
      }),
    ]),
  )
  const pillars = Array.from({ length: 8 }, (_, k) => ({
    id: `pillar ${k + 1}`,
    weight: 1,
    children: ids.filter((_, j) => j % 8 === k).map((id) => ({ id, weight: 1 })),
  }))
  return {
    spec: {
      indicators: ids.map((id) => ({
        id,
        direction: 1,
        imputation: { method: 'mean', group: 'half' },
        outliers: { method: 'winsorise', limit: 5, otherwise: 'log' },
        normalisation: { method: 'min-max', to: [0, 100] },
      })),
      tree: {
        id: 'index',
        weight: 1,
        children: [
          { id: 'first', weight: 1, children: pillars.slice(0, 5) },
          { id: 'second', weight: 1, children: pillars.slice(5) },
        ],
      },
      strict: false,
    },
    data: { units, values, groups: { half: units.map((_, i) => (i % 2 === 0 ? 'even' : 'odd')) } },
  }
}

/** The same table again and again, each figure moved by up to one percent. */
function shaken(data: CompositeData, count: number): CompositeData[] {
  const chance = random(300)
  return Array.from({ length: count }, () => ({
    ...data,
    values: Object.fromEntries(
      Object.entries(data.values).map(([id, column]) => [
        id,
        column.map((value) => (value === null ? null : value * (0.99 + 0.02 * chance.uniform()))),
      ]),
    ),
  }))
}
