import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../estimators/estimate.ts'
import { findingValues, notOfFinding } from '../../estimators/finding-values.ts'
import { estimateRds } from '../../estimators/network/rds.ts'
import { readTree } from '../../estimators/network/rds-data.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { estimateJson } from '../estimate-json.ts'
import { writtenValues } from '../say-finding-values.ts'
import { readKept } from './check.ts'
import { fromLists, fromSurvey } from './estimates.test-data.ts'
import { withoutRespondents } from './without-respondents.ts'

/** What is said to be wrong with a survey's estimate that has these warnings. */
function faultsOf(warnings: unknown[], diagnostics: object = {}) {
  const kept = JSON.parse(JSON.stringify(fromSurvey()))
  const [only] = kept.result.estimates
  only.estimate.warnings = warnings
  Object.assign(only.estimate.diagnostics, diagnostics)
  const read = readKept(kept)
  return 'faults' in read ? read.faults.map(({ place, code }) => `${place} ${code}`) : []
}
const at = 'result/estimates/0'

describe('A finding that is handed over', () => {
  it('has the values of its code, no other and each of its type, or is refused by the name of each', () => {
    const person = [{ name: 'X', dob: '1990-01-01' }]
    expect(faultsOf([{ code: 'lower-bound', people: person }])).toEqual([`${at}/warnings/0/people finding`])
    expect(faultsOf([{ code: 'never-heard-of' }])).toEqual([`${at}/warnings/0/code finding`])
    expect(faultsOf([{ code: 'few-degrees-of-freedom', degreesOfFreedom: person, least: 10 }])).toEqual([
      `${at}/warnings/0/degreesOfFreedom finding`,
    ])
    expect(faultsOf([{ code: 'few-degrees-of-freedom', least: 10 }])).toHaveLength(1)
    expect(faultsOf([{ code: 'rows-left-out', why: 'K17', count: 1, of: 9 }])).toEqual([
      `${at}/warnings/0/why finding`,
    ])
    expect(faultsOf([{ code: 'few-degrees-of-freedom', degreesOfFreedom: 4, least: 10 }])).toEqual([])
    const lists = fromLists()
    if (lists.result.design !== 'lists') throw new Error('lists are wanted')
    const findings = [{ code: 'lower-bound', people: person }]
    const specification = { ...lists.result.specification, findings }
    expect(readKept({ ...lists, result: { ...lists.result, specification } })).toMatchObject({
      faults: [{ place: 'result/specification/findings/0/people', code: 'finding' }],
    })
  })

  it('has the values its sentence is written with: types and sentences name the same', () => {
    for (const [code, values] of Object.entries(writtenValues))
      expect(Object.keys(findingValues[code as keyof typeof findingValues]).sort(), code).toEqual(
        Object.keys(values).sort(),
      )
    expect(notOfFinding({ code: 'toString' })).toEqual(['code'])
  })
})

describe('Numbers of respondents', () => {
  const ids = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10']
  const recruiters = [null, 'K1', 'K1', 'K1', 'K1', 'K2', 'K2', 'K3', 'K3', 'K4']
  const tree = readTree(
    ids.map((id, row) => ({
      id,
      recruiter: recruiters[row] ?? null,
      degree: String(3 + (row % 4)),
      outcome: row % 3 === 0 ? 'yes' : 'no',
    })),
    { coupons: 3 },
  )
  const estimate = finish(estimateRds(tree, { method: 'rds-ii', group: 'yes', resamples: 0 })) as Estimate

  it('are in no estimate that is printed to be sent, nor one answer after another', () => {
    expect(JSON.stringify(estimate)).toMatch(/K1\b/)
    const printed = JSON.stringify(estimateJson(estimate, 'en'))
    expect(printed).not.toMatch(/K\d/)
    expect(printed).not.toContain('cumulative')
    expect(withoutRespondents(withoutRespondents(estimate))).toEqual(withoutRespondents(estimate))
  })

  it('are refused where they come all the same, each with its place', () => {
    const { sample } = estimate.diagnostics
    const faults = faultsOf(estimate.warnings, { sample })
    expect(faults).toContain(`${at}/diagnostics/sample/cumulative respondent`)
    expect(faults).toContain(`${at}/diagnostics/sample/trees/0/seed respondent`)
    expect(faults.some((fault) => /warnings\/\d+ respondent/.test(fault))).toBe(true)
    expect(faultsOf([{ code: 'not-a-count', row: 3, column: 'case', text: 'Ama Mensah' }])).toEqual([
      `${at}/warnings/0 respondent`,
    ])
    const bare = withoutRespondents(estimate)
    expect(faultsOf(bare.warnings, { sample: bare.diagnostics.sample })).toEqual([])
  })
})
