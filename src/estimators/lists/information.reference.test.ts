import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { finish } from '../numeric/run.ts'
import { bicEstimate } from './bic-bootstrap.ts'
import {
  ranked,
  type ScoredModels,
  scoreModels,
  standardErrorOfTotal,
  standardErrors,
} from './information.ts'
import { printModel, readModel } from './notation.ts'
import { readOverlapTable } from './overlap-table.ts'

/** Rcapture 1.4-4 (closedpMS) and MultipleSystemsEstimation 1.2.0, on the published tables. */
const file = sharedData('prevalence/golden.json')

type Row = {
  abundance: number
  stderr: number
  deviance: number
  AIC: number
  BIC: number
  infoFit: number
  model: string
}
type Golden = {
  mse: Record<
    string,
    {
      input: { columns: string[]; rows: number[][] }
      rcaptureAndClosedForms: Partial<
        Record<'closedpMSByBIC' | 'closedpMSByAIC' | 'closedpMSAllOrders' | 'closedpMSAll', Row[]>
      >
      bic?: {
        bic: {
          popest: number
          model: string
          BIC: number
          maxorder: number
          nModels: number
          top: { abundance: number; BIC: number; model: string }[]
          all?: { abundance: number; BIC: number; model: string }[]
        }
        bicBootstrap?: {
          ntop: number
          BCaquantiles: Record<'0.025' | '0.1' | '0.9' | '0.975' | 'ntop', number>[]
        }
      }
    }
  >
}

const golden = file === null ? null : (JSON.parse(readFileSync(file, 'utf8')) as Golden)
const tables = Object.entries(golden?.mse ?? {})
const near = (is: number, expected: number, relative = 1e-6) =>
  expect(Math.abs(is - expected), `${is} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.max(1e-3, Math.abs(expected)),
  )

const memo = new Map<string, ScoredModels>()
function scoredTo(name: string, order: number): ScoredModels {
  const key = `${name} ${order}`
  const known = memo.get(key)
  if (known) return known
  const { input } = golden?.mse[name] as Golden['mse'][string]
  const all = finish(scoreModels(readOverlapTable(input.columns, input.rows).table, order))
  if ('code' in all) throw new Error(all.code)
  memo.set(key, all)
  return all
}

describe.skipIf(golden === null)('all models, beside Rcapture', () => {
  it.each(tables)('%s', (name, { rcaptureAndClosedForms: r, bic }) => {
    const rows = Object.entries(r).flatMap(([list, value]) =>
      list.startsWith('closedpMS') && Array.isArray(value)
        ? (value as Row[]).map((row) => ({ ...row, list }))
        : [],
    )
    if (rows.length === 0) return
    const order = Math.min(3, r.closedpMSAllOrders ? 3 : 2)
    const all = scoredTo(name, order)
    const byModel = new Map(all.models.map((model) => [printModel(model.model), model]))
    for (const row of rows) {
      const model = byModel.get(printModel(readModel(row.model, all.table.lists)))
      // A row it flags itself, or one whose total is that of a fit without an estimate: refused here.
      if (row.infoFit !== 0 || row.abundance > 1e7) continue
      if (!model) {
        // Three models of Australia: no estimate exists, and MultipleSystemsEstimation leaves them out as well.
        expect(['[134,234]', '[234,14]', '[234,1]'], `${row.model} of ${name}`).toContain(row.model)
        expect(bic?.bic.all?.map((one) => one.model)).not.toContain(row.model)
        continue
      }
      near(model.total, row.abundance)
      near(model.aic, row.AIC)
      near(model.bic, row.BIC)
      near(model.deviance, row.deviance)
      // Its errors come from the last but one step of its iteration, which tells where a parameter is minus infinity.
      const [error] = standardErrors(all, [model])
      near(standardErrorOfTotal(model.unseen, error as number), row.stderr, 1e-4)
    }
  })
})

describe.skipIf(golden === null)('the choice by BIC, beside MultipleSystemsEstimation', () => {
  it.each(tables.filter(([, { bic }]) => bic))('%s', (name, entry) => {
    const { bic: row } = entry.bic as NonNullable<typeof entry.bic>
    const all = scoredTo(name, row.maxorder)
    expect(all.models).toHaveLength(row.nModels)
    const order = ranked(all.models, 'bic')
    const [best] = order
    near(best?.total ?? 0, row.popest)
    near(best?.bic ?? 0, row.BIC)
    for (const [i, { abundance, BIC }] of (row.all ?? row.top).entries()) {
      near(order[i]?.bic ?? 0, BIC)
      // Equal criteria may stand in either order.
      const alike = order.filter((model) => Math.abs(model.bic - BIC) < 1e-6)
      expect(alike.some(({ total }) => Math.abs(total - abundance) <= 1e-6 * abundance)).toBe(true)
    }
  })
})

describe.skipIf(golden === null)('intervals that repeat the choice by BIC', () => {
  it.each(tables.filter(([, { bic }]) => bic?.bicBootstrap))('%s', (_, { input, bic }) => {
    const boot = bic?.bicBootstrap
    if (!boot) return
    const { table } = readOverlapTable(input.columns, input.rows)
    const estimate = finish(bicEstimate(table, { order: 3, nTop: boot.ntop, resamples: 2000, seed: 4 }))
    if (estimate.status !== 'ok') throw new Error('an estimate exists')
    for (const row of boot.BCaquantiles) {
      const mine = estimate.diagnostics.bootstrap?.byTop.find(({ nTop }) => nTop === row.ntop)
      if (!mine) throw new Error(`n_top ${row.ntop} is missing`)
      for (const [level, low, high] of [
        [0.8, row['0.1'], row['0.9']],
        [0.95, row['0.025'], row['0.975']],
      ] as const) {
        const interval = mine.intervals.find((one) => one.level === level)
        const error = interval?.monteCarloError
        // Four standard deviations of a limit from 1,000 resamples, and one per cent.
        const room = (limit: number, sd: number | null | undefined) =>
          0.01 * limit + 4 * Math.SQRT2 * (sd ?? 0)
        // On the smallest of all resamples the two need not agree; that it stands there is what is said.
        if (!interval?.lowAtMost)
          expect(Math.abs((interval?.low ?? 0) - low), `low ${level} of ${row.ntop}`).toBeLessThan(
            room(low, error?.low),
          )
        expect(Math.abs((interval?.high ?? 0) - high), `high ${level} of ${row.ntop}`).toBeLessThan(
          room(high, error?.high),
        )
      }
    }
  })
})
