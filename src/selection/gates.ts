import type { Cell, Gate, GateResult, Inputs, ListIssue, Outcome, StatusEvidence } from './schema.ts'

/*
 * Gates have three outcomes. Unknown is neither a pass nor a fail: it comes back
 * with what was found, what was asked, and why that does not settle it.
 */

/** What one gate says of one unit. */
export function judgeGate(gate: Gate, unit: string, inputs: Inputs): GateResult {
  if ('series' in gate) return judgeValue(gate, inputs.newest[gate.series]?.[unit] ?? null, inputs.asOf)
  if ('list' in gate) return judgeListing(gate, unit, inputs.lists[gate.list] ?? null, inputs.asOf)
  return judgeStatus(gate, inputs.statuses[gate.status]?.[unit] ?? [], inputs.asOf)
}

function judgeValue(
  gate: Extract<Gate, { series: string }>,
  cell: Cell | null,
  asOf: string | null,
): GateResult {
  const asked = askedOf(gate)
  const found = cell?.code ?? cell?.value ?? null
  const result = { ...blank(gate.id, asked), ...(cell ? provenance(cell) : {}), found }
  if (cell === null || found === null)
    return { ...result, outcome: 'unknown', reason: 'no value', note: cell?.missing ?? null }
  if (isTooOld(cell, gate.maxAgeYears, asOf))
    return { ...result, outcome: 'unknown', reason: 'value too old' }

  const passes =
    (gate.oneOf === undefined || gate.oneOf.includes(String(found))) &&
    (gate.atLeast === undefined || (cell.value !== null && cell.value >= gate.atLeast)) &&
    (gate.atMost === undefined || (cell.value !== null && cell.value <= gate.atMost))
  return { ...result, outcome: passes ? 'passed' : 'failed', reason: passes ? 'value passes' : 'value fails' }
}

function judgeListing(
  gate: Extract<Gate, { list: string }>,
  unit: string,
  issue: ListIssue | null,
  asOf: string | null,
): GateResult {
  const result = blank(gate.id, gate.must)
  if (issue === null) return { ...result, outcome: 'unknown', reason: 'no list' }

  const listed = issue.units.includes(unit)
  const from = {
    found: listed ? 'listed' : 'not listed',
    year: issue.year,
    published: issue.published,
    when: String(issue.year),
    source: issue.source,
    evidence: issue.basis,
    weakness: issue.completeness === 'complete' ? null : issue.completeness,
  }
  // A later list has come out and is not held: what it says of anybody is not known.
  if (asOf !== null && issue.until < asOf)
    return { ...result, ...from, weakness: null, outcome: 'unknown', reason: 'list superseded' }
  if (listed)
    return {
      ...result,
      ...from,
      weakness: null,
      outcome: gate.must === 'be listed' ? 'passed' : 'failed',
      reason: 'listed',
    }
  // On a partial list, being absent means nothing.
  if (issue.completeness === 'partial')
    return { ...result, ...from, found: null, outcome: 'unknown', reason: 'list incomplete' }
  return {
    ...result,
    ...from,
    outcome: gate.must === 'be absent' ? 'passed' : 'failed',
    reason: 'not listed',
  }
}

/**
 * Dated evidence of a status. A statement counts when its period covers the day,
 * or when it is dated within the gate's number of months of it. The nearest to the
 * day decide; where these lead to different answers, nothing is decided. A closing
 * dated after the day says nothing of what was closed, so it decides nothing either.
 */
function judgeStatus(
  gate: Extract<Gate, { status: string }>,
  evidence: StatusEvidence[],
  asOf: string | null,
): GateResult {
  const result = blank(gate.id, gate.passes.join(', '))
  if (evidence.length === 0 || asOf === null) return { ...result, outcome: 'unknown', reason: 'no evidence' }

  const byDistance = evidence
    .map((statement) => ({ statement, distance: daysBetween(statement, asOf) }))
    .sort((a, b) => a.distance - b.distance || inOrder(a.statement.from, b.statement.from))
  const counting = byDistance.filter(
    ({ statement, distance }) => distance === 0 || within(statement, asOf, gate.withinMonths),
  )
  const deciding = counting.filter(({ statement }) => !isLaterClosing(statement, asOf))

  const first = deciding[0]
  if (!first) {
    const closing = counting[0]?.statement
    if (closing) return { ...result, ...from(closing), outcome: 'unknown', reason: 'closed later' }
    return { ...result, ...from(byDistance[0]!.statement), outcome: 'unknown', reason: 'evidence too far' }
  }
  const nearest = deciding
    .filter(({ distance }) => distance === first.distance)
    .map(({ statement }) => statement)
  const answers = new Set(nearest.map(({ status }) => answerTo(gate, status)))
  if (answers.size > 1)
    return { ...result, ...together(nearest), outcome: 'unknown', reason: 'evidence disagrees' }

  const [answer] = answers
  const reason =
    answer === 'passed' ? 'status passes' : answer === 'failed' ? 'status fails' : 'status undecided'
  return { ...result, ...from(first.statement), outcome: answer!, reason }
}

function answerTo(gate: Extract<Gate, { status: string }>, status: string): Outcome {
  if (gate.passes.includes(status)) return 'passed'
  return gate.fails.includes(status) ? 'failed' : 'unknown'
}

function isLaterClosing({ status, from }: StatusEvidence, asOf: string): boolean {
  return status === 'closed' && from > asOf
}

/** Statements that disagree, named side by side. */
function together(statements: StatusEvidence[]) {
  const each = (of: (statement: StatusEvidence) => string | null) =>
    [...new Set(statements.map(of).filter((part) => part !== null))].join('; ')
  return {
    ...from(statements[0]!),
    when: each(({ when }) => when),
    evidence: each(({ evidence }) => evidence),
    note: each(({ note }) => note) || null,
  }
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function from(statement: StatusEvidence) {
  return {
    found: statement.status,
    year: Number(statement.from.slice(0, 4)),
    when: statement.when,
    source: statement.source,
    evidence: statement.evidence,
    note: statement.note,
  }
}

/** Whether a value is older than a criterion or gate allows, counted in years at the day asked about. */
export function isTooOld(cell: Cell, maxAgeYears: number | undefined, asOf: string | null): boolean {
  if (maxAgeYears === undefined || asOf === null || cell.year === null) return false
  return Number(asOf.slice(0, 4)) - cell.year > maxAgeYears
}

/** What a value gate asks for, as a short text that is the same in every language. */
function askedOf(gate: Extract<Gate, { series: string }>): string {
  const parts = []
  if (gate.oneOf) parts.push(gate.oneOf.join(' / '))
  if (gate.atLeast !== undefined) parts.push(`≥ ${gate.atLeast}`)
  if (gate.atMost !== undefined) parts.push(`≤ ${gate.atMost}`)
  return parts.join(', ')
}

function blank(gate: string, asked: string): GateResult {
  return {
    gate,
    asked,
    outcome: 'unknown',
    reason: 'no value',
    found: null,
    year: null,
    published: null,
    revised: null,
    when: null,
    source: null,
    evidence: null,
    note: null,
    weakness: null,
  }
}

function provenance(cell: Cell) {
  return {
    year: cell.year,
    published: cell.published,
    revised: cell.revised,
    source: cell.source,
    note: cell.note,
    weakness: cell.basis,
  }
}

/* ── days ─────────────────────────────────────────────────────────────────── */

const dayLength = 86_400_000

/** Days between a period and a day; 0 when the period covers it. */
function daysBetween(period: { from: string; to: string }, day: string): number {
  if (day < period.from) return (Date.parse(period.from) - Date.parse(day)) / dayLength
  if (day > period.to) return (Date.parse(day) - Date.parse(period.to)) / dayLength
  return 0
}

function within(period: { from: string; to: string }, day: string, months: number): boolean {
  return period.from <= addMonths(day, months) && period.to >= addMonths(day, -months)
}

/** The same day so many months on; the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}
