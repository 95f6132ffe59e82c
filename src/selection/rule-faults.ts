import { ahp, consistencyLimit } from '../estimators/mcda/ahp.ts'
import { electreFault } from '../estimators/mcda/electre.ts'
import { preferenceFault } from '../estimators/mcda/promethee.ts'
import { isRelative, judgementsOf } from './criteria.ts'
import { preferenceOf } from './relative.ts'
import type { AggregationRule, Criterion } from './schema.ts'

/* What is wrong with a rule of putting together or of weighing, with the place in the document and the remedy. */

type Found = { path: (string | number)[]; message: string; remedy?: string }

/** Runs of a rule that compares all with all take the square of the units: with 190, a thousand take some seconds. */
export const mostComparedRuns = 1000

/** What is wrong with `aggregation:` and `weights:` of one criterion. */
export function ruleFaults(criterion: Criterion, path: (string | number)[], top: boolean): Found[] {
  const faults: Found[] = []
  const { aggregation, weights, children } = criterion
  if (weights !== undefined && !children)
    faults.push({
      path: [...path, 'weights'],
      message: `“${criterion.id}” has no parts to weigh`,
      remedy: 'remove “weights:” or add children',
    })
  if (!children) return faults
  if (isRelative(aggregation)) {
    if (!top)
      faults.push({
        path: [...path, 'aggregation'],
        message: `“${criterion.id}” compares all units, which only the top can do`,
        remedy: 'move the rule to the top, or use a mean or { owa: … } here',
      })
    if (criterion.missing !== 'no total')
      faults.push({
        path: [...path, 'aggregation'],
        message: `“${criterion.id}” compares units part by part, so whoever lacks a part cannot be compared`,
        remedy: 'add “missing: no total”',
      })
    if (children.length < 2)
      faults.push({
        path: [...path, 'children'],
        message: `“${criterion.id}” compares units on one part alone`,
        remedy: 'give it two parts or more, or use a mean',
      })
  }
  if (aggregation !== undefined) faults.push(...thresholdFaults(aggregation, [...path, 'aggregation']))
  return [...faults, ...weightFaults(criterion, [...path, 'weights'])]
}

/** What is wrong with the thresholds of a rule. */
export function thresholdFaults(rule: AggregationRule, path: (string | number)[]): Found[] {
  if (typeof rule !== 'object') return []
  if ('promethee' in rule) {
    const needed = {
      usual: [],
      u: ['indifference'],
      v: ['preference'],
      level: ['indifference', 'preference'],
      'v-with-indifference': ['indifference', 'preference'],
      gaussian: ['spread'],
    }[rule.promethee.shape] as ('indifference' | 'preference' | 'spread')[]
    const given = (['indifference', 'preference', 'spread'] as const).filter(
      (name) => rule.promethee[name] !== undefined,
    )
    const lacks = needed.filter((name) => !given.includes(name))
    const idle = given.filter((name) => !needed.includes(name))
    if (lacks.length > 0)
      return [
        {
          path: [...path, 'promethee'],
          message: `the shape “${rule.promethee.shape}” lacks ${lacks.join(' and ')}`,
          remedy: `add ${lacks.map((name) => `“${name}:”`).join(' and ')}, as a difference of desirability between 0 and 1`,
        },
      ]
    if (idle.length > 0)
      return [
        {
          path: [...path, 'promethee', idle[0]!],
          message: `the shape “${rule.promethee.shape}” does not look at ${idle.join(' or ')}`,
          remedy: 'remove it, or choose another shape',
        },
      ]
    const fault = preferenceFault(preferenceOf(rule.promethee))
    return fault === null
      ? []
      : [{ path: [...path, 'promethee'], message: fault, remedy: 'change the thresholds' }]
  }
  if ('electre' in rule) {
    const fault = electreFault({
      concordance: rule.electre.concordance as [number, number, number],
      discordance: rule.electre.discordance as [number, number],
    })
    return fault === null
      ? []
      : [
          {
            path: [...path, 'electre'],
            message: fault,
            remedy: 'for example [0.65, 0.5, 0.35] and [0.65, 0.35]',
          },
        ]
  }
  return []
}

function weightFaults({ id, weights, children = [] }: Criterion, path: (string | number)[]): Found[] {
  if (typeof weights !== 'object') return []
  const ids = children.map((child) => child.id)
  if ('swing' in weights) {
    const named = Object.keys(weights.swing)
    const faults: Found[] = named
      .filter((name) => !ids.includes(name))
      .map((name) => ({
        path: [...path, 'swing', name],
        message: `“${name}” is no part of “${id}”`,
        remedy: `use ${ids.join(', ')}`,
      }))
    const lacking = ids.filter((each) => !(weights.swing[each]! > 0))
    if (lacking.length > 0)
      faults.push({
        path: [...path, 'swing'],
        message: `the step of ${lacking.join(' and ')} has no points`,
        remedy: 'give each part points above 0, or remove the part',
      })
    if (!named.some((name) => weights.swing[name] === 100))
      faults.push({
        path: [...path, 'swing'],
        message: 'no step has 100 points',
        remedy: 'give 100 to the step that is wanted most, and measure the others by it',
      })
    return faults
  }
  const faults: Found[] = []
  const seen = new Map<string, number>()
  weights.ahp.forEach(({ more, less }, at) => {
    for (const name of [more, less])
      if (!ids.includes(name))
        faults.push({
          path: [...path, 'ahp', at],
          message: `“${name}” is no part of “${id}”`,
          remedy: `use ${ids.join(', ')}`,
        })
    if (more === less)
      faults.push({
        path: [...path, 'ahp', at],
        message: `“${more}” is laid beside itself`,
        remedy: 'remove it',
      })
    const pair = [more, less].sort().join(' and ')
    if (seen.has(pair))
      faults.push({
        path: [...path, 'ahp', at],
        message: `${pair} are judged twice`,
        remedy: 'keep one of the two',
      })
    seen.set(pair, at)
  })
  const open = ids.flatMap((one, i) =>
    ids
      .slice(i + 1)
      .flatMap((other) => (seen.has([one, other].sort().join(' and ')) ? [] : [`${one} and ${other}`])),
  )
  if (open.length > 0)
    faults.push({
      path: [...path, 'ahp'],
      message: `nobody judged ${open.join(', ')}`,
      remedy: 'judge every pair once',
    })
  if (ids.length > 15)
    faults.push({
      path: [...path, 'ahp'],
      message: `${ids.length} parts in pairs; there is no index of chance beyond 15`,
      remedy: 'put them into groups',
    })
  if (faults.length > 0) return faults
  const { ratio, consistent, worst } = ahp(judgementsOf(ids, weights.ahp), weights.by)
  if (consistent || worst === null) return []
  const [row, column] = [ids[worst.row]!, ids[worst.column]!]
  const pair = [row, column].sort().join(' and ')
  const n = (value: number) => String(Number(value.toPrecision(2)))
  const [more, less, times] =
    worst.wouldBe >= 1 ? [row, column, worst.wouldBe] : [column, row, 1 / worst.wouldBe]
  return [
    {
      path: [...path, 'ahp', seen.get(pair) ?? 0],
      message: `the judgements contradict each other: consistency ratio ${n(ratio ?? 0)}, at most ${consistencyLimit} is asked; ${pair} contradict the others most`,
      remedy: `talk this pair over again: by the others, ${more} would be ${n(times)} times ${less}, and the ratio ${Number(worst.ratioThen.toFixed(2))}`,
    },
  ]
}
