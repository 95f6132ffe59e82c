import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Unusable } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { languages } from '../ui/language.ts'
import { assess } from './assess.ts'
import { aGroup, aLeaf, aMethodology, aStatusGate, someInputs } from './builders.test-data.ts'
import { explanation } from './explanation.ts'
import { readMethodology } from './methodology.ts'
import { notesInWords, ruleInWords, weightsInWords } from './rule-words.ts'
import type { AggregationRule, Criterion, Inputs, Methodology, WeightRule } from './schema.ts'
import { compileAll, evaluateAll } from './score.ts'
import { resultDigest } from './store.ts'
import { changesBetween } from './versions/diff.ts'
import { sayChange } from './versions/diff-say.ts'
import { asWeighed } from './weights.ts'

const rules: AggregationRule[] = [
  { topsis: 'vector' },
  { topsis: 'min-max' },
  { promethee: { shape: 'v-with-indifference', indifference: 0.05, preference: 0.3 } },
  { electre: { concordance: [0.65, 0.5, 0.35], discordance: [0.65, 0.35] } },
]
const parts = () => [aLeaf('a'), aLeaf('b'), aLeaf('c')]
const byRule = (aggregation: AggregationRule, over: Partial<Criterion> = {}): Methodology =>
  aMethodology({ criteria: aGroup('total', parts(), { aggregation, missing: 'no total', ...over }) })
const values = {
  a: { W: 90, X: 70, Y: 20, Z: 55, GAP: 60 },
  b: { W: 80, X: 75, Y: 10, Z: 95, GAP: null },
  c: { W: 85, X: 30, Y: 15, Z: 40, GAP: 70 },
}
const plain = { seed: 1, replicates: 0, shortlistSize: 2 }
const run = (methodology: Methodology, inputs: Inputs = someInputs(values), options = {}) =>
  assess(methodology, inputs, { ...plain, ...options })
const scores = (methodology: Methodology, inputs?: Inputs) =>
  Object.fromEntries(run(methodology, inputs).units.map(({ unit, score }) => [unit, score]))

describe('A rule that compares all units', () => {
  it.each(rules)('%j ranks from 0 to 100, and leaves out by name who lacks a part', (rule) => {
    const { units } = run(byRule(rule))
    const of = (unit: string) => units.find((each) => each.unit === unit)!
    expect(of('W').rank).toBe(1)
    expect(of('Y').rank).toBe(4)
    for (const unit of ['W', 'X', 'Y', 'Z']) {
      expect(of(unit).score).toBeGreaterThanOrEqual(0)
      expect(of(unit).score).toBeLessThanOrEqual(100)
    }
    expect(of('GAP')).toMatchObject({ score: null, rank: null, noScore: 'missing: b' })
    // Points do not add up, so none are given; the parts keep their own values.
    expect(
      of('W')
        .criteria.map(({ value, points }) => [value, points])
        .slice(1),
    ).toEqual([
      [0.9, null],
      [0.8, null],
      [0.85, null],
    ])
  })

  it('TOPSIS by hand: two units, each best on one of two parts, weighted 3 to 1', () => {
    const criteria = aGroup('total', [aLeaf('a', { weight: 75 }), aLeaf('b', { weight: 25 })], {
      aggregation: { topsis: 'min-max' },
      missing: 'no total',
    })
    delete criteria.weights
    const two = someInputs({ a: { X: 80, Y: 20 }, b: { X: 10, Y: 60 } })
    expect(scores(aMethodology({ criteria }), two)).toEqual({
      X: expect.closeTo(75, 10),
      Y: expect.closeTo(25, 10),
    })
  })

  it('PROMETHEE by hand: half of one and the net flow', () => {
    const three = someInputs({ a: { X: 90, Y: 50, Z: 10 }, b: { X: 20, Y: 60, Z: 60 } })
    const criteria = aGroup('total', [aLeaf('a'), aLeaf('b')], {
      aggregation: { promethee: { shape: 'usual' } },
      missing: 'no total',
    })
    // X wins twice and loses twice at half the weight: 0. Y wins a once, loses a once, wins b once. Z loses a twice, wins b once.
    expect(scores(aMethodology({ criteria }), three)).toEqual({
      X: expect.closeTo(50, 10),
      Y: expect.closeTo(50 + 12.5, 10),
      Z: expect.closeTo(50 - 12.5, 10),
    })
  })

  it('says why there is no score where there is nobody to compare with, or nothing to tell apart', () => {
    const alone = run(byRule({ topsis: 'vector' }), someInputs({ a: { X: 1 }, b: { X: 2 }, c: { X: 3 } }))
    expect(alone.units[0]).toMatchObject({ score: null, noScore: 'nothing to compare' })
    for (const rule of rules) {
      const alike = run(byRule(rule), someInputs({ a: { X: 5, Y: 5 }, b: { X: 5, Y: 5 }, c: { X: 5, Y: 5 } }))
      expect(alike.units.map(({ noScore }) => noScore)).toEqual(['all alike', 'all alike'])
    }
  })

  it('is not moved by a gate: whoever fails it is still compared', () => {
    const evidence = (status: string) => [
      { status, from: '2014-01-01', to: '2014-12-31', when: '2014', source: 's', evidence: null, note: null },
    ]
    const statuses = { presence: { W: evidence('closed'), X: evidence('mission'), Y: evidence('mission') } }
    const gated = { ...byRule(rules[0]!), gates: [aStatusGate] }
    const judged = run(gated, someInputs(values, { statuses }))
    expect(judged.units.map(({ score }) => score)).toEqual(
      run(byRule(rules[0]!)).units.map(({ score }) => score),
    )
    expect(judged.units.map(({ standing, rank, wouldRank }) => [standing, rank, wouldRank])).toEqual([
      ['out', null, null],
      ['in', 1, null],
      ['in', 2, null],
      // Unknown: it would come in between.
      ['unknown', null, 1],
      ['unknown', null, null],
    ])
  })

  it.each(rules)('%j: runs put together what the result puts together', (rule) => {
    const { criteria } = byRule(rule)
    const units = ['W', 'X', 'Y', 'Z', 'GAP'] as const
    const leaf = (id: string, i: number) => {
      const value = (values as Record<string, Record<string, number | null>>)[id]![units[i]!]!
      return { value: value === null ? null : value / 100, why: null }
    }
    const told = evaluateAll(criteria!, units.length, leaf).totals.map(({ value }) => value ?? Number.NaN)
    const leaves = units.map((_, i) =>
      Float64Array.from(['a', 'b', 'c'], (id) => leaf(id, i).value ?? Number.NaN),
    )
    expect(compileAll(criteria!)(leaves)).toEqual(told)
  })

  it('gets ranges from published errors, and the same digest when made again', () => {
    const erring = someInputs({
      ...values,
      a: { W: 90, X: { value: 70, standardError: 40 }, Y: 20, Z: { value: 55, standardError: 40 } },
    })
    const options = { replicates: 200 }
    for (const rule of rules) {
      const made = run(byRule(rule), erring, options)
      const [, x, y] = made.units
      expect(x!.rankRange).toEqual([2, 3])
      expect(y!.rankRange).toEqual([4, 4])
      expect(x!.scoreRange![0]).toBeLessThan(x!.scoreRange![1])
      expect(resultDigest(run(byRule(rule), erring, options))).toBe(resultDigest(made))
    }
  })

  it('tells when the scale decides who is first under TOPSIS', () => {
    const mountain = someInputs({
      a: { One: -1, Two: -2, Three: -5 },
      b: { One: 3000, Two: 3750, Three: 4500 },
    })
    const criteria = aGroup(
      'total',
      [aLeaf('a', { value: { goalposts: [-5, 0] } }), aLeaf('b', { value: { goalposts: [0, 4500] } })],
      { aggregation: { topsis: 'min-max' }, missing: 'no total' },
    )
    const made = run(aMethodology({ criteria }), mountain)
    expect(made.notes).toEqual([
      {
        kind: 'finding',
        values: { code: 'normalisations-disagree', group: 'total', vector: 'One', minMax: 'Two' },
      },
    ])
    expect(notesInWords('en', aMethodology({ criteria }), made)[0]).toMatch(
      /^The scale decides who comes first: One/,
    )
  })

  it('can stand beside the score as another way', () => {
    const methodology = aMethodology({
      criteria: aGroup('total', parts()),
      beside: { aggregation: { topsis: 'vector' }, reason: { en: 'nearness' } },
    })
    const unit = run(methodology).units[0]!
    expect(unit.beside).toBeCloseTo(scores(byRule({ topsis: 'vector' })).W!, 10)
    expect(unit.criteria[1]!.points).toBeCloseTo(30, 10)
  })
})

describe('An ordered weighted mean in a group', () => {
  it.each([
    [0, 30],
    [0.5, 50],
    [1, 80],
  ])('with orness %d makes %d of 30, 40 and 80', (orness, wanted) => {
    const three = someInputs({ a: { X: 30 }, b: { X: 80 }, c: { X: 40 } })
    const inner = aGroup('inner', parts(), { aggregation: { owa: orness } })
    const made = run(aMethodology({ criteria: aGroup('total', [inner]) }), three)
    expect(made.units[0]!.score).toBeCloseTo(wanted, 10)
    // The group has its points; its parts have none.
    expect(made.units[0]!.criteria.map(({ points }) => points)).toEqual([
      expect.closeTo(wanted, 10),
      expect.closeTo(wanted, 10),
      null,
      null,
      null,
    ])
  })
})

describe('Weights', () => {
  const weighedBy = (weights: WeightRule, over: Partial<Criterion> = {}) =>
    aMethodology({ criteria: aGroup('total', parts(), { weights, ...over }) })
  const sharesOf = (methodology: Methodology, inputs?: Inputs) =>
    run(methodology, inputs)
      .units[0]!.criteria.slice(1)
      .map(({ share }) => share)

  it('by steps: in proportion to their points', () => {
    expect(sharesOf(weighedBy({ swing: { a: 100, b: 60, c: 40 } }))).toEqual([0.5, 0.3, 0.2])
  })

  it('by judgements in pairs, whichever way round each was written', () => {
    const ahp = [
      { more: 'a', less: 'b', times: 2 },
      { more: 'a', less: 'c', times: 4 },
      { more: 'b', less: 'c', times: 2 },
    ]
    const wanted = [4 / 7, 2 / 7, 1 / 7].map((share) => expect.closeTo(share, 12))
    expect(sharesOf(weighedBy({ ahp }))).toEqual(wanted)
    expect(sharesOf(weighedBy({ ahp, by: 'geometric mean' }))).toEqual(wanted)
  })

  it('found in the data are kept in the result, so that everybody can see them', () => {
    const methodology = weighedBy('critic')
    const made = run(methodology)
    const shares = sharesOf(methodology)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    const note = made.notes.find(({ kind }) => kind === 'weights')!
    expect(note.values).toMatchObject({ group: 'total', by: 'critic', 'of a': shares[0]! * 100 })
    expect(made.notes).toContainEqual({
      kind: 'finding',
      values: { code: 'incomplete-units', group: 'total', n: 1 },
    })
    expect(asWeighed(methodology.criteria!, made).children!.map(({ weight }) => weight)).toEqual(
      shares.map((share) => share * 100),
    )
    expect(made.units[0]!.criteria[1]!.points).toBeCloseTo(shares[0]! * 90, 10)
  })

  it('that the data do not give leave no total, and the reason', () => {
    const alike = someInputs({ a: { X: 5, Y: 5 }, b: { X: 5, Y: 5 }, c: { X: 5, Y: 5 } })
    for (const rule of ['critic', 'entropy'] as const) {
      const made = run(weighedBy(rule), alike, { replicates: 100 })
      expect(made.units[0]).toMatchObject({ score: null, noScore: 'all weights of known children are zero' })
      expect(made.notes.map(({ values }) => values.code)).toContain('no-spread')
    }
  })
})

/* ── documents ────────────────────────────────────────────────────────────── */

const example = readFileSync(path.join(projectRoot(), 'examples', 'example-pairs.yaml'), 'utf8')
const faultsOf = (from: string, to: string) => {
  expect(example).toContain(from)
  const text = example.replace(from, to)
  try {
    readMethodology(text, 'm.yaml')
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return error.details
  }
  return []
}
const rule = '{ promethee: { shape: v-with-indifference, indifference: 0.05, preference: 0.3 } }'

describe('A document', () => {
  it('ships as an example of rules in pairs', () => {
    const { criteria, beside } = readMethodology(example, 'example-pairs.yaml')
    expect(criteria!.aggregation).toHaveProperty('promethee')
    expect(beside!.aggregation).toEqual({ topsis: 'min-max' })
  })

  it.each<[string, string, string, RegExp, RegExp]>([
    [
      'a rule that compares without all parts',
      'missing: no total',
      'missing: renormalise',
      /lacks a part cannot be compared/,
      /missing: no total/,
    ],
    [
      'a threshold that is lacking',
      rule,
      '{ promethee: { shape: gaussian } }',
      /lacks spread/,
      /add “spread:”/,
    ],
    [
      'a threshold that is not looked at',
      rule,
      '{ promethee: { shape: usual, spread: 1 } }',
      /does not look at spread/,
      /remove it/,
    ],
    [
      'thresholds the wrong way round',
      'indifference: 0.05',
      'indifference: 0.5',
      /more than indifference/,
      /thresholds/,
    ],
    [
      'concordances that rise',
      rule,
      '{ electre: { concordance: [0.3, 0.5, 0.6], discordance: [0.6, 0.3] } }',
      /they fall/,
      /0\.65/,
    ],
    ['an orness beyond 1', rule, '{ owa: 1.5 }', /owa/, /^/],
    [
      'too many runs for pairs',
      'replicates: 1000',
      'replicates: 50000',
      /comparing all with all/,
      /at most 1000/,
    ],
    [
      'a judgement of who is no part',
      'less: openness',
      'less: opennes',
      /“opennes” is no part/,
      /use justice, openness/,
    ],
    [
      'a pair judged twice',
      '          en: Without courts nothing else holds.\n',
      '          en: Without courts nothing else holds.\n      - { more: openness, less: justice, times: 2 }\n',
      /judged twice/,
      /keep one/,
    ],
    ['no step of 100', '      - more: justice', 'SWING', /no step has 100 points/, /give 100/],
    [
      'points beside weights that come from elsewhere',
      '    - id: openness\n',
      '    - id: openness\n      weight: 40\n',
      /although “weights:” of its group/,
      /remove one/,
    ],
  ])('is refused by line and with its remedy: %s', (_, from, to, message, remedy) => {
    const faults =
      to === 'SWING'
        ? faultsOf(
            example.slice(example.indexOf('    ahp:'), example.indexOf('  # A province')),
            '    swing: { justice: 90, openness: 60 }\n',
          )
        : faultsOf(from, to)
    const found = faults.find((fault) => message.test(fault.message))
    expect(found, JSON.stringify(faults)).toBeDefined()
    expect(found!.place).toMatch(/^m\.yaml:\d+$/)
    expect(found!.remedy ?? '').toMatch(remedy)
  })

  it('is refused where a rule that compares stands below the top', () => {
    const inner = `  children:
    - id: both
      title: { en: Both }
      missing: no total
      weights: equal
      aggregation: { topsis: vector }
      children:
        - { id: one, title: { en: One }, read: { series: a }, value: { goalposts: [0, 1] } }
        - { id: two, title: { en: Two }, read: { series: b }, value: { goalposts: [0, 1] } }
doubt:`
    const text = example.replace(/ {2}weights:\n {4}ahp:[\s\S]*?(?= {2}# A province)/, '  weights: equal\n')
    const whole = text.replace(/ {2}children:[\s\S]*?doubt:/, inner)
    expect(() => readMethodology(whole, 'm.yaml')).toThrow(Unusable)
    try {
      readMethodology(whole, 'm.yaml')
    } catch (error) {
      expect((error as Unusable).details.map(({ message }) => message)).toContain(
        '“both” compares all units, which only the top can do',
      )
    }
  })

  it('is refused when its judgements contradict each other, with the one to talk over and what it would be', () => {
    const third = `      - { more: justice, less: third, times: 4 }
      - { more: third, less: openness, times: 5 }
`
    const text = example.replace('  # A province', `${third}  # A province`).replace(
      '# Another way',
      `    - id: third
      title: { en: Third }
      read: { series: civic_score }
      value: { goalposts: [0, 10] }
# Another way`,
    )
    let details: { place?: string | undefined; message: string; remedy?: string | undefined }[] = []
    try {
      readMethodology(text, 'm.yaml')
    } catch (error) {
      details = (error as Unusable).details
    }
    expect(details).toHaveLength(1)
    expect(details[0]!.message).toMatch(
      /contradict each other: consistency ratio 0\.\d+, at most 0\.1 is asked/,
    )
    expect(details[0]!.remedy).toMatch(/would be \d+(\.\d+)? times .*, and the ratio 0$/)
  })
})

describe('Two versions side by side', () => {
  it('tell that weights come from elsewhere, and break on none that the data give', () => {
    const from = aMethodology({ criteria: aGroup('total', parts()) })
    const to = byRule(rules[0]!, { weights: 'critic' })
    const changes = changesBetween(from, to).rules
    expect(changes.map(({ kind }) => kind)).toEqual(['weight rule', 'aggregation', 'missing'])
    for (const language of languages) {
      const [said] = changes.map((change) => sayChange(language, change, { from, to }, new Map()))
      expect(said).toContain(weightsInWords(language, to.criteria!))
    }
    expect(changesBetween(to, to).rules).toEqual([])
  })
})

describe('In words', () => {
  const inputs = someInputs(values)
  it.each(languages)('%s: rules, weights, findings and why points are not split', (language) => {
    const said = [
      ...rules.map((each) => ruleInWords(language, each)),
      ...(['usual', 'u', 'v', 'level', 'gaussian'] as const).map((shape) =>
        ruleInWords(language, { promethee: { shape, indifference: 0.1, preference: 0.3, spread: 0.2 } }),
      ),
      ruleInWords(language, { owa: 0.25 }),
      weightsInWords(language, aGroup('g', parts(), { weights: 'critic' })),
      weightsInWords(language, aGroup('g', parts(), { weights: 'entropy' })),
      weightsInWords(language, aGroup('g', parts(), { weights: { swing: { a: 100, b: 50, c: 25 } } })),
      weightsInWords(
        language,
        aGroup('g', [aLeaf('a'), aLeaf('b')], { weights: { ahp: [{ more: 'a', less: 'b', times: 3 }] } }),
      ),
    ]
    // Different rules are told differently, and nothing is left of a place to fill in.
    expect(new Set(said).size).toBe(said.length)
    for (const sentence of said) expect(sentence).not.toMatch(/[{}]|undefined|NaN|null/)
    expect(said.at(-5)).toContain(language === 'en' ? '0.25' : '0,25')

    const methodology = byRule(rules[0]!, { weights: 'critic' })
    const made = run(methodology, inputs)
    const told = explanation(language, methodology, inputs, made, 'W').lines
    expect(told.some((line) => line.includes('TOPSIS'))).toBe(true)
    expect(notesInWords(language, methodology, made)).toHaveLength(made.notes.length)

    const codes: Record<string, string | number>[] = [
      { code: 'no-unit' },
      { code: 'one-unit' },
      { code: 'incomplete-units', n: 2 },
      { code: 'constant-column', criterion: 'a' },
      { code: 'zero-weight', criterion: 'a' },
      { code: 'all-weights-zero' },
      { code: 'all-alike' },
      { code: 'negative-value', criterion: 'a', unit: 'W' },
      { code: 'no-spread' },
      { code: 'normalisations-disagree', vector: 'W', minMax: 'X, Y' },
      { code: 'cycle', units: 'W, X', n: 2 },
    ]
    const notes = codes.map((each) => ({ kind: 'finding', values: { group: 'total', ...each } }))
    const findings = notesInWords(language, methodology, { notes })
    expect(new Set(findings).size).toBe(codes.length)
    for (const sentence of findings) expect(sentence).not.toMatch(/[{}]|undefined|NaN/)
  })
})
