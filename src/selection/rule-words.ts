import { ahp } from '../estimators/mcda/ahp.ts'
import { formatList, formatNumber, type Language } from '../ui/language.ts'
import { judgementsOf } from './criteria.ts'
import type { AggregationRule, Criterion, Methodology, Result } from './schema.ts'
import { criterionTitle, sayIn, textIn, unitName } from './sentences.ts'

/* Rules of putting together and of weighing, and what methods found, as sentences. */

/** How the parts of a group become one value. */
export function ruleInWords(language: Language, rule: AggregationRule): string {
  const say = sayIn(language)
  const n = (value: number | undefined) => formatNumber(language, value ?? 0)
  if (typeof rule === 'string') return say(`rule.${rule}`)
  if ('power' in rule) return say('rule.power', { p: n(rule.power) })
  if ('owa' in rule) return say('rule.owa', { orness: n(rule.owa) })
  if ('topsis' in rule) return say(`rule.topsis ${rule.topsis}`)
  if ('promethee' in rule) {
    const { shape, indifference, preference, spread } = rule.promethee
    const counts = say(`preference.${shape}`, { q: n(indifference), p: n(preference), s: n(spread) })
    return say('rule.promethee', { counts })
  }
  const shares = (of: number[]) => formatList(language, of.map(n))
  return say('rule.electre', {
    agree: shares(rule.electre.concordance),
    bear: shares(rule.electre.discordance),
  })
}

/** Where the weights of a group come from, where not from points beside each part; null otherwise. */
export function weightsInWords(language: Language, group: Criterion): string | null {
  const say = sayIn(language)
  const rule = group.weights
  if (rule === undefined || rule === 'equal') return null
  if (typeof rule === 'string') return say(`weights.${rule}`)
  const n = (value: number) => formatNumber(language, value, { maximumFractionDigits: 2 })
  const name = (id: string) => {
    const child = group.children?.find((each) => each.id === id)
    return child ? textIn(language, child.title) : id
  }
  if ('swing' in rule)
    return say('weights.swing', {
      points: formatList(
        language,
        Object.entries(rule.swing).map(([id, points]) =>
          say('weights.step', { part: name(id), points: n(points) }),
        ),
      ),
    })
  const judgements = rule.ahp.map(({ more, less, times }) =>
    say('weights.pair', { more: name(more), less: name(less), times: n(times) }),
  )
  const { ratio } = ahp(
    judgementsOf(
      (group.children ?? []).map(({ id }) => id),
      rule.ahp,
    ),
    rule.by,
  )
  return say('weights.ahp', {
    pairs: judgements.join(', '),
    by: say(`weights.by ${rule.by ?? 'eigenvector'}`),
    ratio: ratio === null ? say('weights.no ratio') : say('weights.ratio', { ratio: n(ratio) }),
  })
}

/** Why points of the total cannot be split among the parts, or null where they can: every group is a plain mean. */
export function whyNotSplit(language: Language, criteria: Criterion | undefined): string | null {
  if (!criteria?.children) return null
  const rule = criteria.aggregation ?? 'arithmetic'
  if (rule !== 'arithmetic') return sayIn(language)('points.not split', { rule: ruleInWords(language, rule) })
  for (const child of criteria.children) {
    const inner = child.children ? whyNotSplit(language, child) : null
    if (inner !== null)
      return sayIn(language)('points.not split below', { group: textIn(language, child.title) })
  }
  return null
}

/** What the methods of a run had to say beside its numbers: weights found in the data, doubts on the order. */
export function notesInWords(
  language: Language,
  methodology: Methodology,
  { notes }: Pick<Result, 'notes'>,
): string[] {
  const say = sayIn(language)
  const title = (id: unknown) => criterionTitle(language, methodology, String(id))
  const places = (of: unknown) =>
    formatList(
      language,
      String(of)
        .split(', ')
        .slice(0, 8)
        .map((unit) => unitName(language, unit)),
    )
  return notes.flatMap(({ kind, values }): string[] => {
    if (kind === 'weights') {
      const found = Object.entries(values)
        .filter(([key]) => key.startsWith('of '))
        .map(([key, share]) =>
          say('weights.step', {
            part: title(key.slice('of '.length)),
            points: formatNumber(language, Number(share), { maximumFractionDigits: 1 }),
          }),
        )
      return [say('weights.found', { group: title(values.group), weights: formatList(language, found) })]
    }
    if (kind !== 'finding') return []
    const group = title(values.group)
    switch (values.code) {
      case 'constant-column':
      case 'zero-weight':
        return [say(`finding.${values.code}`, { group, criterion: title(values.criterion) })]
      case 'negative-value':
        return [
          say('finding.negative-value', {
            group,
            criterion: title(values.criterion),
            unit: places(values.unit),
          }),
        ]
      case 'incomplete-units':
        return [say('finding.incomplete-units', { group, n: Number(values.n) })]
      case 'normalisations-disagree':
        return [
          say('finding.normalisations-disagree', {
            vector: places(values.vector),
            minMax: places(values.minMax),
          }),
        ]
      case 'cycle':
        return [say('finding.cycle', { units: places(values.units), n: Number(values.n) })]
      case 'no-unit':
      case 'one-unit':
      case 'no-spread':
      case 'all-alike':
      case 'all-weights-zero':
        return [say(`finding.${values.code}`, { group })]
      default:
        return []
    }
  })
}
