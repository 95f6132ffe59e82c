import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { surveyDesign } from './design.ts'
import { surveyMean, surveyTotal } from './survey.ts'
import { columnsOf, golden } from './survey-file.test-data.ts'

type Reference = {
  prop: number
  se: number
  deff: number
  total: number
  totalSe: number
  df: number
  confintT: [number, number]
  ciXlogit: [number, number]
  ciBeta: [number, number]
  api00: number
  api00Se: number
  api00Deff: number
}
const reference = golden<{ designs: { [design: string]: Reference } }>('survey')
const numbers = (texts: string[] | undefined) => (texts ?? []).map(Number)

function drawn(design: string) {
  const file = columnsOf(design.startsWith('clus') ? 'survey_apiclus1.csv' : 'survey_apistrat.csv') ?? {}
  const how = design.startsWith('clus') ? { clusters: file.dnum ?? [] } : { strata: file.stype ?? [] }
  const fpc = design.endsWith('_fpc') ? { fpc: numbers(file.fpc) } : {}
  const rows = file.pw?.length ?? 0
  return {
    design: surveyDesign({ weight: numbers(file.pw), ...how, ...fpc }, rows),
    yes: numbers(file['sch.wide']),
    score: numbers(file.api00),
  }
}

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}
const near = (value: number | null | undefined, expected: number) =>
  expect(Math.abs((value ?? Number.NaN) / expected - 1)).toBeLessThan(1e-6)

describe.skipIf(reference === null)('A survey agrees with the reference package', () => {
  it.each(['clus1_fpc', 'clus1_nofpc', 'strat_fpc'])('on the design %s', (name) => {
    const expected = reference?.designs[name] as Reference
    const { design, yes, score } = drawn(name)

    const share = ok(surveyMean(design, yes))
    near(share.estimate, expected.prop)
    near(share.standardError, expected.se)
    near(share.diagnostics.designEffect, expected.deff)
    expect(share.diagnostics.degreesOfFreedom).toBe(expected.df)
    const logit = share.intervals.find(({ kind, level }) => kind === 'logit' && level === 0.95)
    near(logit?.low, expected.ciXlogit[0])
    near(logit?.high, expected.ciXlogit[1])
    const beta = share.intervals.find(({ kind, level }) => kind === 'beta' && level === 0.95)
    near(beta?.low, expected.ciBeta[0])
    near(beta?.high, expected.ciBeta[1])

    const total = ok(surveyTotal(design, yes))
    near(total.estimate, expected.total)
    near(total.standardError, expected.totalSe)

    const mean = ok(surveyMean(design, score))
    near(mean.estimate, expected.api00)
    near(mean.standardError, expected.api00Se)
    near(mean.diagnostics.designEffect, expected.api00Deff)
  })
})
