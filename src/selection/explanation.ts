import { between, formatDay, formatNumber, type Language } from '../ui/language.ts'
import { ruleInWords, whyNotSplit } from './rule-words.ts'
import type { Cell, Criterion, GateResult, Inputs, Methodology, Result, UnitResult } from './schema.ts'
import { codeName, gateSentence, headline, sayIn, textIn, unitName, whyMissing } from './sentences.ts'

/** Why one unit stands where it stands: as data, and as the sentences made from them. */
export type Explanation = {
  unit: string
  name: string
  standing: UnitResult['standing'] | 'not judged'
  headline: string
  gates: (GateResult & { title: string; sentence: string })[]
  criteria: ExplainedCriterion[]
  lines: string[]
}

export type ExplainedCriterion = UnitResult['criteria'][number] & {
  title: string
  depth: number
  sentence: string
}

/** Explains one unit of a result, or why it is not among the units. */
export function explanation(
  language: Language,
  methodology: Methodology,
  inputs: Inputs,
  result: Result,
  unit: string,
): Explanation {
  const found = result.units.find((each) => each.unit === unit)
  if (!found) return absent(language, inputs, unit)
  const say = sayIn(language)
  const gates = found.gates.map((gate) => {
    const document = methodology.gates.find(({ id }) => id === gate.gate)!
    return {
      ...gate,
      title: textIn(language, document.title),
      sentence: gateSentence(language, document, gate),
    }
  })
  const criteria = explainCriteria(language, methodology, found)
  const opening = headline(language, methodology, result, found)
  const lines = [opening]
  if (gates.length > 0) lines.push('', say('cli.gates of'))
  for (const gate of gates) {
    lines.push(`  ${say(`outcome.${gate.outcome}`)} · ${gate.title}`, `    ${gate.sentence}`)
    const basis = basisOf(language, gate)
    if (basis !== '') lines.push(`    ${basis}`)
  }
  if (criteria.length > 0) lines.push('', say('cli.criteria of'))
  for (const criterion of criteria) lines.push(`  ${'  '.repeat(criterion.depth)}${criterion.sentence}`)
  const notSplit = criteria.length > 0 ? whyNotSplit(language, methodology.criteria) : null
  if (notSplit !== null) lines.push('', notSplit)
  if (found.beside !== null)
    lines.push(
      '',
      say('explain.beside', {
        rule: ruleInWords(language, methodology.beside?.aggregation ?? 'arithmetic'),
        value: points(language, found.beside),
      }),
    )
  return {
    unit,
    name: unitName(language, unit),
    standing: found.standing,
    headline: opening,
    gates,
    criteria,
    lines,
  }
}

function absent(language: Language, inputs: Inputs, unit: string): Explanation {
  const say = sayIn(language)
  const name = unitName(language, unit)
  const excepted = inputs.universeIssue?.excepted.find((each) => each.unit === unit)
  const why = excepted
    ? textIn(language, excepted.reason).replace(/\.$/, '')
    : say('universe.no rating', { year: String(inputs.universeIssue?.year ?? '') })
  const line = say('headline.not in universe', { country: name, why })
  return { unit, name, standing: 'not judged', headline: line, gates: [], criteria: [], lines: [line] }
}

function explainCriteria(
  language: Language,
  methodology: Methodology,
  unit: UnitResult,
): ExplainedCriterion[] {
  const results = new Map(unit.criteria.map((criterion) => [criterion.id, criterion]))
  const explained: ExplainedCriterion[] = []
  const walk = (criterion: Criterion | undefined, depth: number) => {
    if (!criterion) return
    const result = results.get(criterion.id)
    if (result)
      explained.push({
        ...result,
        title: textIn(language, criterion.title),
        depth,
        sentence: criterionSentence(language, methodology, criterion, result),
      })
    for (const child of criterion.children ?? []) walk(child, depth + 1)
  }
  walk(methodology.criteria, 0)
  return explained
}

/** One criterion of one unit as a sentence: value, points, what it was made from. */
export function criterionSentence(
  language: Language,
  methodology: Methodology,
  criterion: Criterion,
  result: UnitResult['criteria'][number],
): string {
  const say = sayIn(language)
  const title = textIn(language, criterion.title)
  if (result.value === null)
    return say('explain.missing', {
      title,
      why: whyMissing(language, result.why ?? 'nothing known', methodology),
    })
  const value = points(language, result.value * 100)
  const first =
    result.points === null
      ? say('explain.no points', { title, value })
      : say('explain.points', { title, value, points: points(language, result.points) })
  const details = result.cell ? cellDetails(language, criterion, result.cell) : []
  if (criterion.proxy && !criterion.children) details.push(say('explain.proxy'))
  return details.length === 0 ? first : `${first} (${details.join(between(language, ';'))})`
}

function cellDetails(language: Language, criterion: Criterion, cell: Cell): string[] {
  const say = sayIn(language)
  const series =
    criterion.read && 'series' in criterion.read ? criterion.read.series : (criterion.read?.count ?? '')
  const raw =
    cell.code !== null
      ? codeName(language, series, cell.code)
      : cell.value === null
        ? ''
        : rawNumber(language, cell.value)
  const details = []
  if (raw !== '') details.push(say('explain.raw', { raw, year: String(cell.year ?? '') }))
  if (cell.standardError !== null)
    details.push(say('explain.error', { error: rawNumber(language, cell.standardError) }))
  if (cell.revised !== null)
    details.push(say('explain.revised', { revised: formatDay(language, cell.revised) }))
  if (cell.source !== null) details.push(say('explain.source', { source: cell.source }))
  if (cell.basis !== null) details.push(weakness(language, cell.basis).replace(/\.$/, ''))
  return details
}

/** Where a gate's answer comes from, with what weakens it; the source is left out where a mark stands for it. */
export function basisOf(language: Language, gate: GateResult, named = true): string {
  const say = sayIn(language)
  const parts: string[] = []
  if (named && gate.source !== null) parts.push(say('explain.source', { source: gate.source }))
  if (gate.published !== null)
    parts.push(say('explain.released', { day: formatDay(language, gate.published) }))
  if (gate.evidence) parts.push(say('explain.evidence', { evidence: gate.evidence }))
  const weak = gate.weakness === null ? '' : weakness(language, gate.weakness)
  return [parts.join(between(language, ';')), gate.note ?? '', weak].filter((part) => part !== '').join('. ')
}

/** What weakens a value, as a sentence; nothing when the pack has no word for it. */
export function weakness(language: Language, basis: string): string {
  const say = sayIn(language)
  switch (basis) {
    case 'by elimination':
    case 'one transcription':
    case 'probably complete':
    case 'inferred':
    case 'conflicting copies':
    case 'imported here':
      return say(`weak.${basis}`)
    default:
      return basis
  }
}

function points(language: Language, value: number): string {
  return formatNumber(language, value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

function rawNumber(language: Language, value: number): string {
  return formatNumber(language, value, { maximumSignificantDigits: 6 })
}
