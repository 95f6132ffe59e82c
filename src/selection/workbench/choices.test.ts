import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../test/support/property-seed.ts'
import { projectRoot } from '../../house/settings.ts'
import { assess } from '../assess.ts'
import { aGroup, aLeaf, aMethodology, aStatusGate, someInputs } from '../builders.test-data.ts'
import { shippedMethodology } from '../catalogue.ts'
import { readMethodology } from '../methodology.ts'
import {
  applyChoices,
  type Choices,
  countOf,
  hundredParts,
  movableLeaves,
  nothingChosen,
  problemsOf,
  withGate,
  withMean,
  withShortlist,
  withValue,
  withWeight,
} from './choices.ts'
import { linkOf, longestLink, readLink } from './link.ts'
import { pack, unpack } from './packed.ts'
import { fieldOf, readChoices, readForm, written } from './read-choices.ts'
import { noSteps, type Steps, takeStep } from './steps.ts'

const { methodology } = shippedMethodology('tipping-point')
const codes = { tier: ['1', '2', '2WL', '3'] }

/** A bit of everything moved, on the methodology of the house. */
const much: Choices = [
  (all: Choices) => withWeight(methodology, all, 'people', 55),
  (all: Choices) => withGate(methodology, all, 'tier', { codes: ['2', '2WL', '3'] }),
  (all: Choices) => withValue(methodology, all, 'income', { trapezoid: [300, 900, 5000, 16000] }),
  (all: Choices) =>
    withValue(methodology, all, 'tier-now', { codes: { '1': 1, '2': 0.9, '2WL': 0.4, '3': 0 } }),
  (all: Choices) => withMean(methodology, all, 'tipping-point', 'arithmetic'),
  (all: Choices) => withShortlist(9, all, methodology.shortlist.size),
].reduce((all, change) => change(all), nothingChosen)

describe('What is moved on the workbench', () => {
  it('is kept as differences alone: what is put back is no choice any more', () => {
    const moved = withWeight(methodology, nothingChosen, 'people', 55)
    expect(countOf(moved)).toBe(1)
    expect(withWeight(methodology, moved, 'people', 30)).toEqual(nothingChosen)
    expect(withGate(methodology, nothingChosen, 'tier', { codes: ['2WL', '2'] })).toEqual(nothingChosen)
    expect(withMean(methodology, nothingChosen, 'burden', 'arithmetic')).toEqual(nothingChosen)
    expect(applyChoices(methodology, nothingChosen)).toBe(methodology)
  })

  it('makes a methodology whose groups sum to 100, and that gives what the points give as shares', () => {
    const small = aMethodology({ criteria: aGroup('total', [aLeaf('a'), aLeaf('b'), aLeaf('c')]) })
    const choices = withWeight(small, withWeight(small, nothingChosen, 'a', 60), 'b', 20)
    const applied = applyChoices(small, choices)
    // 60 and 20 beside the third of 100 that c still has.
    expect(applied.criteria?.children?.map(({ weight }) => weight)).toEqual([52.94, 17.65, 29.41])
    const inputs = someInputs({ a: { X: 100, Y: 0 }, b: { X: 0, Y: 100 }, c: { X: 0, Y: 0 } })
    const { units } = assess(applied, inputs, { seed: 1, replicates: 0, shortlistSize: 3 })
    expect(units.map(({ score }) => score)).toEqual([expect.closeTo(52.94, 9), expect.closeTo(17.65, 9)])
  })

  it('leaves out what has no points, and stops where nothing has any', () => {
    const small = aMethodology()
    const without = withWeight(small, nothingChosen, 'a', 0)
    expect(applyChoices(small, without).criteria?.children?.map(({ id, weight }) => [id, weight])).toEqual([
      ['b', 100],
    ])
    expect(problemsOf(small, without)).toEqual([])
    expect(problemsOf(small, withWeight(small, without, 'b', 0))).toEqual([
      { kind: 'no points', id: 'total' },
    ])
  })

  it('names goalposts drawn past each other, whichever way they stood', () => {
    const leaf = movableLeaves(methodology.criteria).find(({ value }) => 'goalposts' in value)!
    const [worst, best] = (leaf.value as { goalposts: number[] }).goalposts
    const crossed = withValue(methodology, nothingChosen, leaf.id, { goalposts: [best!, worst!] })
    expect(problemsOf(methodology, crossed)).toEqual([{ kind: 'goalposts crossed', id: leaf.id }])
    const moved = withValue(methodology, nothingChosen, leaf.id, { goalposts: [worst!, best! * 2 + 1] })
    expect(problemsOf(methodology, moved)).toEqual([])
  })

  it('names what makes no methodology: a gate nothing passes, goalposts that are one, a curve that turns back', () => {
    const wrong = [
      withGate(methodology, nothingChosen, 'tier', { codes: [] }),
      withValue(methodology, nothingChosen, 'poverty', { goalposts: [5, 5] }),
      withValue(methodology, nothingChosen, 'income', { trapezoid: [300, 7000, 6000, 16000] }),
    ]
    expect(wrong.map((choices) => problemsOf(methodology, choices)[0]?.kind)).toEqual([
      'no code',
      'goalposts are one',
      'not rising',
    ])
  })

  it('sorts every status of a gate anew when other ones pass', () => {
    const gated = aMethodology({ gates: [aStatusGate] })
    const applied = applyChoices(
      gated,
      withGate(gated, nothingChosen, 'mission', { codes: ['office', 'closed'] }),
    )
    expect(applied.gates[0]).toMatchObject({ passes: ['office', 'closed'], fails: ['mission', 'not_listed'] })
    expect(applied.gates[0]).not.toHaveProperty('undecided')
  })

  it('keeps parts of a hundred to two digits that sum to a hundred, and none that has points at nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }), (points) => {
        fc.pre(points.some((each) => each > 0))
        const parts = hundredParts(points)
        expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - 100)).toBeLessThan(1e-9)
        parts.forEach((part, i) => {
          expect(part > 0).toBe(points[i]! > 0)
          const exact = (100 * points[i]!) / points.reduce((sum, each) => sum + each, 0)
          expect(Math.abs(part - exact)).toBeLessThanOrEqual(0.12)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('computes from packed inputs what it computes from the kept ones', () => {
    const example = readMethodology(
      readFileSync(path.join(projectRoot(), 'examples', 'example-method.yaml'), 'utf8'),
      'example-method.yaml',
    )
    const inputs = someInputs({ a: { X: { value: 3, standardError: 0.2 }, Y: null } })
    const options = { seed: 1, replicates: 0, shortlistSize: 3 }
    const of = (given: typeof inputs) =>
      assess(example, given, options).units.map(({ score, standing, rank }) => [score, standing, rank])
    expect(of(unpack(pack(inputs)))).toEqual(of(inputs))
    expect(unpack(pack(inputs)).newest.a?.X).toMatchObject({ value: 3, standardError: 0.2, code: null })
  })
})

describe('Undo and redo', () => {
  const move = (steps: Steps, points: number, at: number, id = 'people') =>
    takeStep(steps, {
      do: 'choose',
      field: id,
      choices: withWeight(methodology, steps.now, id, points),
      at,
    })

  it('take the many small moves of one drag as one step, and another field as another', () => {
    let steps = noSteps()
    for (const [i, points] of [31, 32, 33, 40].entries()) steps = move(steps, points, 100 * i)
    steps = move(steps, 50, 500, 'goods')
    expect(steps.past).toHaveLength(2)
    steps = takeStep(steps, { do: 'undo' })
    expect(steps.now.weights).toEqual({ people: 40 })
    steps = takeStep(steps, { do: 'undo' })
    expect(steps.now).toEqual(nothingChosen)
    expect(takeStep(steps, { do: 'undo' })).toBe(steps)
    steps = takeStep(takeStep(steps, { do: 'redo' }), { do: 'redo' })
    expect(steps.now.weights).toEqual({ people: 40, goods: 50 })
  })

  it('forget what was undone when something else is moved, and bring back what was cleared', () => {
    let steps = takeStep(move(noSteps(), 40, 0), { do: 'undo' })
    steps = move(steps, 60, 5000)
    expect(takeStep(steps, { do: 'redo' })).toBe(steps)
    const cleared = takeStep(steps, { do: 'clear' })
    expect(cleared.now).toEqual(nothingChosen)
    expect(takeStep(cleared, { do: 'undo' }).now.weights).toEqual({ people: 60 })
  })
})

describe('A link to a workbench', () => {
  const link = linkOf(methodology, much)

  it('opens what was shared, all of it, in a line that an address can carry', () => {
    expect(readLink(`#${link}`, methodology, codes)).toEqual({ kind: 'opened', choices: much })
    expect(link).toMatch(/^v1\.[A-Za-z0-9_-]+$/)
    expect(link.length).toBeLessThan(600)
    expect(readLink('#ranking', methodology, codes)).toEqual({ kind: 'none' })
  })

  it('from another version or methodology says so, with what still fits', () => {
    expect(readLink(linkOf({ ...methodology, version: 7 }, much), methodology, codes)).toEqual({
      kind: 'other',
      methodology: 'tipping-point',
      version: 7,
      choices: much,
      dropped: [],
      strangers: 0,
    })
    const { methodology: atest } = shippedMethodology('atest-2014')
    const read = readLink(link, atest, {})
    expect(read).toMatchObject({ kind: 'other', choices: { weights: {}, values: {} } })
    expect(read.kind === 'other' && read.strangers).toBeGreaterThan(3)
  })

  const sent = (value: unknown) =>
    `v1.${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`
  const withChoices = (choices: unknown) => sent(['tipping-point', 1, choices])

  it.each([
    ['too long', `v1.${'A'.repeat(longestLink)}`, 'too long'],
    ['of a later edition', link.replace('v1.', 'v2.'), 'another edition'],
    ['cut off', link.slice(0, -7), 'not a link'],
    ['no letters', 'v1.<script>', 'not a link'],
    ['no JSON', sent('{"a":'), 'not a link'],
    ['no list', sent({ 0: 'tipping-point' }), 'not a link'],
    ['a name that is none', sent(['<b>', 1, {}]), 'not a link'],
    ['a version that is none', sent(['tipping-point', 1.5, {}]), 'not a link'],
    ['words for a number', withChoices({ w: { people: '40' } }), 'not a link'],
    ['not a number', withChoices({ w: { people: null } }), 'not a link'],
    ['no finite number', sent('["tipping-point",1,{"w":{"people":1e999}}]'), 'not a link'],
    ['points below nothing', withChoices({ w: { people: -1 } }), 'not a link'],
    ['a huge number', withChoices({ v: { poverty: [0, 1e13] } }), 'not a link'],
    [
      'a desirability above one',
      withChoices({
        v: {
          goods: [
            [0, 0],
            [1, 1.5],
          ],
        },
      }),
      'not a link',
    ],
    ['a part nobody knows', withChoices({ x: 1 }), 'not a link'],
    ['a mean nobody offers', withChoices({ m: { burden: 'eval' } }), 'not a link'],
    ['a shortlist of half a country', withChoices({ s: 1.5 }), 'not a link'],
    ['a day that is none', withChoices({ d: 'javascript:alert(1)' }), 'not a link'],
  ])('that is %s is refused', (_, hostile, why) => {
    expect(readLink(hostile, methodology, codes)).toEqual({ kind: 'refused', why })
  })

  it('with names that objects inherit changes nothing but says that they do not fit', () => {
    const hostile = sent(
      '["tipping-point",1,{"w":{"__proto__":50,"constructor":50,"toString":5},"g":{"__proto__":{}}}]',
    )
    const read = readLink(hostile, methodology, codes)
    expect(read).toMatchObject({ kind: 'other', choices: nothingChosen })
    expect(read).toMatchObject({ dropped: [], strangers: 3 })
    expect(({} as Record<string, unknown>).people).toBeUndefined()
  })

  it('puts no words of a stranger before the reader: names that are none of ours are counted', () => {
    const read = readLink(
      withChoices({
        w: { 'Call 555-0100, your session has expired': 50, burden: 40 },
        v: { people: [0, 1] },
      }),
      methodology,
      codes,
    )
    expect(read).toMatchObject({ kind: 'other', dropped: ['people'], strangers: 1 })
    expect(JSON.stringify(read)).not.toContain('555')
  })

  it('of whatever letters never throws, and what it opens can be computed or says why not', () => {
    const json = fc.json({ maxDepth: 4 }).map((text) => sent(`["tipping-point",1,${text}]`))
    const near = fc
      .record(
        {
          w: fc.dictionary(
            fc.constantFrom('people', 'will', '__proto__', 'x'),
            fc.oneof(fc.double(), fc.integer()),
          ),
          g: fc.dictionary(fc.constantFrom('tier', 'y'), fc.record({ c: fc.array(fc.string()) })),
          v: fc.dictionary(
            fc.constantFrom('income', 'goods', 'poverty', 'palermo'),
            fc.oneof(fc.array(fc.double()), fc.array(fc.tuple(fc.double(), fc.double())), fc.double()),
          ),
          s: fc.integer(),
        },
        { requiredKeys: [] },
      )
      .map(withChoices)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `v1.${text}`),
          json,
          near,
        ),
        (text) => {
          const read = readLink(text, methodology, codes)
          if (read.kind !== 'opened' && read.kind !== 'other') return
          const problems = problemsOf(methodology, read.choices)
          const applied = applyChoices(methodology, read.choices)
          const finite = JSON.stringify(applied, (_, value) => (Number.isNaN(value) ? 'NaN' : value))
          expect(finite).not.toContain('NaN')
          expect(problems.length === 0 || countOf(read.choices) > 0).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('reads back whatever can be chosen', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('people', 'goods', 'will', 'gap', 'courts'),
          fc.integer({ min: 0, max: 100 }),
        ),
        fc.integer({ min: 1, max: 60 }),
        (weights, size) => {
          let choices = withShortlist(size, nothingChosen, methodology.shortlist.size)
          for (const [id, points] of Object.entries(weights))
            choices = withWeight(methodology, choices, id, points)
          expect(readChoices(JSON.parse(JSON.stringify(written(choices))), methodology, codes)).toEqual({
            kind: 'read',
            choices,
            dropped: [],
          })
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('The plain form', () => {
  it('asks for the same as the sliders, and names the field that it does not understand', () => {
    const { choices, faults } = readForm(
      {
        [fieldOf.sent]: '1',
        [fieldOf.weight('people')]: '55',
        [fieldOf.weight('goods')]: 'much',
        [fieldOf.codes('tier')]: ['2', '2WL', '3'],
        [fieldOf.x('income', 1)]: '900,5',
        [fieldOf.y('goods', 2)]: '1.2',
        [fieldOf.mean('tipping-point')]: 'arithmetic',
        [fieldOf.shortlist]: '9',
      },
      methodology,
      codes,
    )
    expect(choices).toMatchObject({
      weights: { people: 55 },
      gates: { tier: { codes: ['2', '2WL', '3'] } },
      values: { income: { trapezoid: [300, 900.5, 6000, 16000] } },
      means: { 'tipping-point': 'arithmetic' },
      shortlist: 9,
    })
    expect(faults).toEqual([
      { field: 'w.goods', why: 'points' },
      { field: 'v.goods.y2', why: 'share' },
    ])
  })

  it('that was not sent says nothing, boxes without a tick included', () => {
    expect(readForm({}, methodology, codes)).toEqual({ choices: nothingChosen, faults: [] })
    const unticked = readForm({ [fieldOf.sent]: '1' }, methodology, codes)
    expect(problemsOf(methodology, unticked.choices)).toEqual([{ kind: 'no code', id: 'tier' }])
  })
})
