import type { Cell, Criterion, Gate, Inputs, Methodology } from './schema.ts'

/* Valid by default: a test states only what matters to it. */

const text = (en: string) => ({ en })

export function aMethodology(over: Partial<Methodology> = {}): Methodology {
  return {
    methodology: 'example',
    version: 1,
    title: text('Example'),
    question: text('Which?'),
    origin: text('A test'),
    status: 'draft',
    gates: [],
    criteria: aGroup('total', [aLeaf('a'), aLeaf('b')]),
    shortlist: { size: 3, presets: [3], reason: text('three') },
    tip: text('Tier 1'),
    choices: [],
    timing: text('newest'),
    ...over,
  }
}

export function aLeaf(id: string, over: Partial<Criterion> = {}): Criterion {
  return { id, title: text(id), read: { series: id }, value: { goalposts: [0, 100] }, ...over }
}

export function aGroup(id: string, children: Criterion[], over: Partial<Criterion> = {}): Criterion {
  return { id, title: text(id), weights: 'equal', children, ...over }
}

export function aCell(over: Partial<Cell> = {}): Cell {
  return {
    value: 50,
    code: null,
    missing: null,
    year: 2013,
    published: '2013-06-19',
    revised: null,
    standardError: null,
    source: 'example-source',
    basis: null,
    note: null,
    ...over,
  }
}

/** Inputs from plain numbers: `{ a: { X: 10, Y: null } }`. */
export function someInputs(
  values: Record<string, Record<string, number | null | Partial<Cell>>>,
  over: Partial<Inputs> = {},
): Inputs {
  const units = [...new Set(Object.values(values).flatMap((cells) => Object.keys(cells)))]
  return {
    asOf: '2014-02-28',
    units,
    lacking: [],
    universeIssue: null,
    newest: Object.fromEntries(
      Object.entries(values).map(([series, cells]) => [
        series,
        Object.fromEntries(
          Object.entries(cells).map(([unit, value]) => [
            unit,
            value === null
              ? aCell({ value: null, missing: 'not published', year: null })
              : typeof value === 'number'
                ? aCell({ value })
                : aCell(value),
          ]),
        ),
      ]),
    ),
    earlier: {},
    statuses: {},
    lists: {},
    counts: {},
    absentSeries: [],
    proposals: [],
    ...over,
  }
}

export const aStatusGate: Extract<Gate, { status: string }> = {
  id: 'mission',
  title: text('Mission'),
  status: 'presence',
  withinMonths: 24,
  passes: ['mission'],
  fails: ['closed', 'not_listed'],
  undecided: ['office'],
}
