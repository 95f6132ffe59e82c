import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { bicCoverage } from './bic-coverage.ts'
import { fitModel } from './model-fit.ts'
import { readModel } from './notation.ts'
import { readOverlapTable } from './overlap-table.ts'

/** 40 simulated tables in everyday runs; `TIP_SIMULATIONS=300` makes the table of docs/methods/mse-information.md. */
const simulations = Number(process.env.TIP_SIMULATIONS ?? 40)
const truths: [string, string, number][] =
  simulations > 100
    ? [
        ['Australia', '[12,23,24]', 20],
        ['HIV', '[12,3,4]', 20],
        ['Kosovo', '[123,14,34]', 20],
        ['Korea', '[12,23]', 8],
      ]
    : [['Korea', '[12,23]', 8]]

describe.skipIf(sharedData('prevalence/Korea.csv') === null)(
  'intervals that repeat the choice by BIC',
  () => {
    it.each(truths)(
      'hold the truth where conditional ones miss it: %s',
      { timeout: 600_000 },
      (name, model, nTop) => {
        const [heading = [], ...rows] = readFileSync(sharedData(`prevalence/${name}.csv`) ?? '', 'utf8')
          .trim()
          .split(/\r?\n/)
          .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
        const { table } = readOverlapTable(heading, rows)
        const truth = fitModel(table, readModel(model, table.lists))
        if ('reason' in truth) throw new Error('the truth has an estimate')
        const resamples = simulations > 100 ? 500 : 200
        const result = bicCoverage(truth, table, { simulations, resamples, seed: 20_261_122, nTop })
        const share = (label: string) => {
          const tally = result.tallies.find((one) => one.label === label)
          return tally ? tally.held / tally.of : Number.NaN
        }
        if (simulations > 100) console.info(name, JSON.stringify(result))
        // Two standard errors of 40 tables below the 92 % of the long run.
        expect(share('bca 0.95')).toBeGreaterThan(0.83)
        if (name === 'Korea') expect(share('conditional 0.95')).toBeLessThan(0.75)
      },
    )
  },
)
