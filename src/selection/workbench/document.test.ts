import { describe, expect, it } from 'vitest'
import { shippedMethodologies, shippedMethodology } from '../catalogue.ts'
import { readMethodology } from '../methodology.ts'
import { linesBetween } from '../versions/diff-text.ts'
import {
  alike,
  applyChoices,
  type Choices,
  doubtLeftOut,
  groupsOf,
  movableGroups,
  movableLeaves,
  nothingChosen,
  withGate,
  withMean,
  withShortlist,
  withValue,
  withWeight,
} from './choices.ts'
import { writtenInto } from './document.ts'

const { methodology, text } = shippedMethodology('tipping-point')
const after = (choices: Choices) => writtenInto(text, choices)
const changedLines = (choices: Choices) =>
  linesBetween(text, after(choices), 0).pieces.flatMap(({ lines }) =>
    lines.map(({ change, text }) => `${change === 'added' ? '+' : '-'}${text.trim()}`),
  )

describe('What was moved, written into the document', () => {
  it('changes the lines it is about and no other', () => {
    let choices = withWeight(methodology, nothingChosen, 'people', 60)
    choices = withValue(methodology, choices, 'income', { trapezoid: [300, 900, 5000, 16000] })
    choices = withShortlist(9, choices, methodology.shortlist.size)
    choices = withGate(methodology, choices, 'tier', { codes: ['2WL', '3'] })
    expect(changedLines(choices)).toEqual([
      "-oneOf: ['2', '2WL']",
      "+oneOf: ['2WL', '3']",
      '-value: { trapezoid: [300, 1000, 6000, 16000] }',
      '+value: { trapezoid: [300, 900, 5000, 16000] }',
      '-weight: 30',
      '+weight: 46.15',
      '-weight: 30',
      '+weight: 23.08',
      '-weight: 20',
      '+weight: 15.39',
      '-weight: 10',
      '+weight: 7.69',
      '-weight: 10',
      '+weight: 7.69',
      '-size: 15',
      '+size: 9',
    ])
  })

  it('gives parts that were equal points of their own, and takes a part without points out with all its lines', () => {
    const lines = changedLines(withWeight(methodology, nothingChosen, 'leverage', 0))
    expect(lines).toContain('-weights: equal')
    expect(lines.filter((line) => line.startsWith('+'))).toEqual([
      '+weight: 33.34',
      '+weight: 33.33',
      '+weight: 33.33',
    ])
    expect(lines).toContain('-- id: political-stability')
    expect(lines).not.toContain('-beside:')
  })

  it('under another name and status says so, with every remark kept', () => {
    const other = writtenInto(text, withMean(methodology, nothingChosen, 'tipping-point', 'arithmetic'), {
      name: 'plain-mean',
      status: 'draft',
    })
    expect(readMethodology(other, 'x.yaml')).toMatchObject({ methodology: 'plain-mean', status: 'draft' })
    expect(other).toContain('# Our own proposal: will × capacity gap')
  })

  it('says in every shipped document what was computed, whatever is moved', () => {
    for (const { methodology, text } of shippedMethodologies()) {
      let choices = withShortlist(7, nothingChosen, methodology.shortlist.size)
      for (const { children } of movableGroups(methodology.criteria))
        choices = withWeight(methodology, choices, children![0]!.id, 77)
      for (const { id, value } of movableLeaves(methodology.criteria))
        if ('goalposts' in value)
          choices = withValue(methodology, choices, id, { goalposts: value.goalposts.map((x) => x + 0.25) })
        else if ('threshold' in value)
          choices = withValue(methodology, choices, id, { ...value, threshold: value.threshold + 1 })
        else if ('points' in value)
          choices = withValue(methodology, choices, id, {
            points: value.points.map(([x, y]) => [x! + 1, y! / 2]),
          })
        else if ('codes' in value)
          choices = withValue(methodology, choices, id, {
            codes: Object.fromEntries(Object.entries(value.codes).map(([code, y]) => [code, y / 2])),
          })
      for (const { id } of groupsOf(methodology.criteria))
        choices = withMean(methodology, choices, id, 'harmonic')
      for (const gate of methodology.gates)
        choices =
          'list' in gate
            ? withGate(methodology, choices, gate.id, { must: 'be listed' })
            : 'status' in gate
              ? withGate(methodology, choices, gate.id, {
                  codes: [gate.fails[0]!, gate.undecided?.[0] ?? ''],
                })
              : choices
      const read = readMethodology(writtenInto(text, choices), 'new.yaml')
      expect(alike(read, applyChoices(methodology, choices)), methodology.methodology).toBe(true)
    }
  })

  it('leaves out what the document doubts of a part that is gone, and keeps the rest of its doubt', () => {
    const base = readMethodology(text, 'base.yaml')
    expect(base.robustness?.alternatives?.length).toBeGreaterThan(0)
    const named = (id: string) => JSON.stringify(base.robustness?.alternatives).includes(`"${id}":`)
    const gone = groupsOf(base.criteria)
      .flatMap(({ children }) => children ?? [])
      .find(({ id }) => named(id))
    expect(gone).toBeDefined()
    const choices = withWeight(base, nothingChosen, gone!.id, 0)
    const read = readMethodology(writtenInto(text, choices), 'new.yaml')
    expect(alike(read, applyChoices(base, choices))).toBe(true)
    const left = doubtLeftOut(base, read)
    expect(left.weights).toBe(false)
    expect(left.alternatives.length).toBeGreaterThan(0)
    expect(read.robustness?.measurement).toEqual(base.robustness?.measurement)
  })

  it('in a document laid out in another way is written all the same', () => {
    const blocks = text
      .replace("oneOf: ['2', '2WL']", "oneOf:\n      - '2'\n      - '2WL'")
      .replace(
        'value: { goalposts: [0, 50] }',
        'value:\n            goalposts:\n              - 0\n              - 50',
      )
    const base = readMethodology(blocks, 'blocks.yaml')
    let choices = withGate(base, nothingChosen, 'tier', { codes: ['2'] })
    choices = withValue(base, choices, 'poverty', { goalposts: [0, 60] })
    const read = readMethodology(writtenInto(blocks, choices), 'new.yaml')
    expect(alike(read, applyChoices(base, choices))).toBe(true)
  })
})
