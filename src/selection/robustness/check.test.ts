import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Unusable } from '../../house/errors.ts'
import { projectRoot } from '../../house/settings.ts'
import { readMethodology } from '../methodology.ts'

const good = readFileSync(path.join(projectRoot(), 'examples', 'example-method.yaml'), 'utf8')
const faultsOf = (robustness: string, runs = 500) => {
  try {
    readMethodology(`${good}\nrobustness:\n  replications: ${runs}\n${robustness}`, 'm.yaml')
  } catch (error) {
    if (error instanceof Unusable) return error.details
    throw error
  }
  return []
}
const reason = 'reason: { en: A test }'
const together = (source: string) => `  measurement: { ${reason}, sameSource: [{ ${source}, ${reason} }] }`
const choices = (other: string) =>
  [
    '  alternatives:',
    `    - { id: joining, title: { en: J }, ${reason}, choices: [`,
    '        { id: own, title: { en: Own } },',
    `        { id: other, title: { en: Other }, ${other} }] }`,
  ].join('\n')

describe('What a document says it doubts', () => {
  it.each([
    ['measurement', `  measurement: { ${reason} }`],
    [
      'errors that hang together',
      together('series: [cases_heard_per_100, civic_score], acrossUnits: 0.4, acrossSeries: 0.6'),
    ],
    ['bounds', `  weights: { bounds: { justice: [30, 70] }, ${reason} }`],
    ['an order', `  weights: { order: { readiness: [openness, justice] }, ${reason} }`],
    ['another mean', choices('aggregation: { readiness: harmonic }')],
    ['another value function', choices('value: { justice: { goalposts: [0, 20] } }')],
    ['another rule for what is missing', choices('missing: { readiness: renormalise }')],
  ])('may be %s', (_, robustness) => {
    expect(faultsOf(robustness)).toEqual([])
  })

  it.each([
    ['nothing at all', '', 'nothing is doubted'],
    ['a source of a gate alone', together('series: [trained_units], acrossUnits: 0.5'), '“trained_units”'],
    [
      'errors more alike than alike',
      together('series: [cases_heard_per_100, civic_score], acrossUnits: 0.6, acrossSeries: 0.5'),
      'sum to 1.1',
    ],
    ['a source that says nothing', together('series: [civic_score]'), 'nothing is said'],
    ['a source of one series across series', together('series: [civic_score], acrossSeries: 1'), 'no other'],
    ['a series of two sources', together('series: [civic_score, civic_score], acrossUnits: 1'), 'twice'],
    [
      'a correlation without its reason',
      together('series: [civic_score], acrossUnits: 1').replace(`1, ${reason}`, '1'),
      'reason',
    ],
    ['a correlation below nothing', together('series: [civic_score], acrossUnits: -1'), 'acrossUnits'],
    ['bounds of nobody', `  weights: { bounds: { nobody: [1, 2] }, ${reason} }`, '“nobody”'],
    ['bounds that run backwards', `  weights: { bounds: { justice: [70, 30] }, ${reason} }`, 'backwards'],
    [
      'bounds that 100 cannot meet',
      `  weights: { bounds: { justice: [0, 20], openness: [0, 20] }, ${reason} }`,
      'less than 100',
    ],
    ['an order of some', `  weights: { order: { readiness: [openness, openness] }, ${reason} }`, 'each once'],
    ['a part without meaning', choices('chance: 1'), 'no meaning'],
    ['goalposts that are one', choices('value: { justice: { goalposts: [5, 5] } }'), 'goalposts'],
    ['codes of numbers', choices('value: { justice: { codes: { a: 1 } } }'), 'codes'],
    ['a group that is a leaf', choices('aggregation: { justice: harmonic }'), '“justice”'],
    ['a rule that is no mean', choices('aggregation: { readiness: { owa: 0.5 } }'), 'no mean'],
  ])('is not %s, and the line and the remedy are named', (_, robustness, said) => {
    const faults = faultsOf(robustness)
    expect(JSON.stringify(faults)).toContain(said)
    for (const fault of faults) expect(fault.place).toMatch(/^m\.yaml:\d+$/)
  })

  it('is one choice that leaves the document as it stands, neither none nor two', () => {
    const both = choices('aggregation: { readiness: harmonic }').replace(
      'id: own,',
      'id: own, missing: { readiness: renormalise },',
    )
    expect(faultsOf(both)[0]).toMatchObject({
      message: '0 choices of “joining” leave the document as it stands',
    })
  })

  it('is tried often enough to say something, and not for ever', () => {
    for (const runs of [5, 1_000_000]) expect(faultsOf(`  measurement: { ${reason} }`, runs)).toHaveLength(1)
  })
})
