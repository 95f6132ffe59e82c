import { designEffectOf } from '../../estimators/change/planning.ts'
import { WrongData } from '../../estimators/estimate.ts'
import {
  type Assumed,
  bounds,
  clusteringOf,
  type PlanAnswer,
  type PlanDesign,
  type PlanQuantity,
  plannedOrNull,
} from './plan.ts'

/** How a figure is typed and shown: shares in per cent, as people speak of them. */
export type Kind = 'percent' | 'points' | 'people' | 'number' | 'percents' | 'chosen'

/** Where an assumption comes from, unless who plans says so. */
export type Origin = 'guess' | 'choice' | 'convention' | 'simulated'

type FieldSpec = { kind: Kind; usual: string; origin: Origin; optional?: true; options?: readonly string[] }

/** What may be asked of who plans. `usual` only opens the form; it is nobody’s finding. */
export const fields = {
  share: { kind: 'percent', usual: '10', origin: 'guess' },
  second: { kind: 'percent', usual: '5', origin: 'guess' },
  'half-width': { kind: 'points', usual: '2', origin: 'choice' },
  'relative-half-width': { kind: 'percent', usual: '25', origin: 'choice' },
  respondents: { kind: 'people', usual: '1000', origin: 'choice' },
  population: { kind: 'people', usual: '', origin: 'guess', optional: true },
  hidden: { kind: 'people', usual: '2000', origin: 'guess' },
  degree: { kind: 'people', usual: '250', origin: 'guess' },
  transmission: { kind: 'percent', usual: '70', origin: 'guess' },
  coverages: { kind: 'percents', usual: '20 20 20', origin: 'guess' },
  deff: { kind: 'number', usual: '4', origin: 'simulated' },
  'cluster-size': { kind: 'people', usual: '20', origin: 'choice', optional: true },
  icc: { kind: 'number', usual: '0.05', origin: 'guess' },
  correlation: { kind: 'number', usual: '0', origin: 'guess' },
  power: { kind: 'chosen', usual: '80', origin: 'convention', options: ['70', '80', '90', '95'] },
  level: { kind: 'chosen', usual: '95', origin: 'convention', options: ['80', '90', '95', '99'] },
  response: { kind: 'percent', usual: '100', origin: 'guess' },
  'with-comparison': { kind: 'chosen', usual: 'no', origin: 'choice', options: ['no', 'yes'] },
} as const satisfies { [name in keyof Assumed]?: FieldSpec }
export type FieldName = keyof typeof fields

export type Question = {
  design: PlanDesign
  fields: readonly FieldName[]
  /** Opens with other figures than the usual ones. */
  usual?: { [name in FieldName]?: string }
  /** What the curve varies, and what it shows. */
  along: FieldName
  reads: PlanQuantity
  /** Where the assumption on which most hangs comes from may be said. */
  basisOf: FieldName
  /** The works the formula comes from. */
  works: readonly Work[]
}

export type Work =
  | 'kish'
  | 'cochran'
  | 'fleiss'
  | 'killworth'
  | 'feehan'
  | 'salganik'
  | 'goel'
  | 'darroch'
  | 'chao'

const clustered = ['cluster-size', 'icc'] as const
const change = ['correlation', 'with-comparison', 'power', 'level'] as const

/** What somebody who plans a study asks, in the order of the page. */
export const questions = {
  fall: {
    design: 'change',
    fields: ['share', 'respondents', ...clustered, ...change],
    along: 'respondents',
    reads: 'fall',
    basisOf: 'share',
    works: ['fleiss', 'kish'],
  },
  power: {
    design: 'change',
    // Its power is what is asked.
    fields: ['share', 'second', 'respondents', ...clustered, 'correlation', 'with-comparison', 'level'],
    along: 'respondents',
    reads: 'power',
    basisOf: 'share',
    works: ['fleiss', 'kish'],
  },
  waves: {
    design: 'change',
    fields: ['share', 'second', ...clustered, ...change, 'response'],
    along: 'second',
    reads: 'respondents',
    basisOf: 'share',
    works: ['fleiss', 'kish'],
  },
  people: {
    design: 'survey',
    fields: ['share', 'half-width', ...clustered, 'response', 'population', 'level'],
    along: 'half-width',
    reads: 'respondents',
    basisOf: 'share',
    works: ['kish', 'cochran'],
  },
  exactness: {
    design: 'survey',
    fields: ['share', 'respondents', ...clustered, 'population', 'level'],
    along: 'respondents',
    reads: 'halfWidth',
    basisOf: 'share',
    works: ['kish', 'cochran'],
  },
  nsum: {
    design: 'nsum',
    fields: [
      'population',
      'hidden',
      'degree',
      'transmission',
      'relative-half-width',
      'deff',
      'response',
      'level',
    ],
    usual: { population: '1000000' },
    along: 'relative-half-width',
    reads: 'respondents',
    basisOf: 'hidden',
    works: ['killworth', 'feehan'],
  },
  rds: {
    design: 'rds',
    fields: ['share', 'half-width', 'population', 'level'],
    usual: { share: '20', 'half-width': '5' },
    along: 'half-width',
    reads: 'respondents',
    basisOf: 'share',
    works: ['salganik', 'goel'],
  },
  lists: {
    design: 'lists',
    fields: ['population', 'coverages', 'level'],
    usual: { population: '2000' },
    along: 'coverages',
    reads: 'relativeWidth',
    basisOf: 'population',
    works: ['darroch', 'chao'],
  },
} as const satisfies Record<string, Question>
export type QuestionName = keyof typeof questions
export const questionNames = Object.keys(questions) as QuestionName[]
export const questionOf = (name: QuestionName): Question => questions[name]

/** What was typed, by field. */
export type Typed = { [name in FieldName]?: string }
/** Why a field cannot be used: a word of the page, with what it needs. */
export type FieldFault =
  | { kind: 'missing' }
  | { kind: 'number' }
  | { kind: 'range'; least: number; most: number }
  | { kind: 'lists' }
  | { kind: 'same' }
  | { kind: 'more-than-all' }
export type Asked =
  | { typed: Typed; assumed: Assumed; faults: null }
  | { typed: Typed; assumed: null; faults: { [name in FieldName]?: FieldFault } }

/** What stands in the form before anybody types. */
export function usualOf(question: Question): Typed {
  return Object.fromEntries(
    question.fields.map((name) => [name, question.usual?.[name] ?? fields[name].usual]),
  )
}

/** Reads what was typed; a field that was not sent has its usual figure, one sent empty is empty. */
export function readTyped(question: Question, sent: { [name: string]: string | undefined }): Asked {
  const usual = usualOf(question)
  const typed: Typed = {}
  const assumed: Assumed = {}
  const faults: { [name in FieldName]?: FieldFault } = {}
  for (const name of question.fields) {
    const text = (sent[name] ?? usual[name] ?? '').trim()
    typed[name] = text
    const read = readField(name, text, isOptional(question, name))
    if (typeof read === 'object' && read !== null && 'kind' in read) faults[name] = read
    else if (read !== null) Object.assign(assumed, { [name]: read })
  }
  // People asked one by one are alike in no cluster.
  if (assumed['cluster-size'] === undefined) {
    delete assumed.icc
    delete faults.icc
  }
  if (question.design === 'change' && assumed.share === assumed.second && assumed.share !== undefined)
    faults.second = { kind: 'same' }
  if (assumed.hidden !== undefined && assumed.hidden > (assumed.population ?? Infinity))
    faults.hidden = { kind: 'more-than-all' }
  return Object.keys(faults).length > 0 ? { typed, assumed: null, faults } : { typed, assumed, faults: null }
}

/** A population is needed where the size of a group is asked for, and else only makes the plan smaller. */
export function isOptional({ design }: Question, name: FieldName): boolean {
  if (name === 'population') return design === 'survey' || design === 'rds'
  return 'optional' in fields[name]
}

type Read = number | readonly number[] | boolean | null | FieldFault

function readField(name: FieldName, text: string, optional: boolean): Read {
  if (text === '') return optional ? null : { kind: 'missing' }
  if (name === 'with-comparison') return text === 'yes' ? true : null
  const { kind } = fields[name]
  const limits = shownBounds(name)
  if (kind !== 'percents') {
    const value = numberIn(text, kind)
    if (value === null) return { kind: 'number' }
    return within(value, limits) ? inModel(kind, value) : { kind: 'range', ...limits }
  }
  const values = text.split(/[\s;/]+/).map((one) => numberIn(one.replace(/%$/, ''), kind))
  if (values.length < 2 || values.length > 10) return { kind: 'lists' }
  if (values.some((value) => value === null)) return { kind: 'number' }
  const numbers = values as number[]
  return numbers.every((value) => within(value, limits))
    ? numbers.map((value) => inModel(kind, value))
    : { kind: 'range', ...limits }
}

const within = (value: number, { least, most }: { least: number; most: number }) =>
  value >= least && value <= most

/** Least and most, as they are typed. */
export function shownBounds(name: Exclude<FieldName, 'with-comparison'>): { least: number; most: number } {
  const { least, most } = bounds[name]
  const { kind } = fields[name]
  const shown = (value: number) => (isPercent(kind) ? Number((value * 100).toPrecision(12)) : value)
  // A share of nobody, or of everybody, has no plan: it is known already.
  if (name === 'share' || name === 'second') return { least: 0.01, most: 99.99 }
  if (name === 'half-width') return { least: 0.01, most: shown(most) }
  return { least: shown(least), most: shown(most) }
}

export const isPercent = (kind: Kind) => kind !== 'people' && kind !== 'number'

const inModel = (kind: Kind, value: number) =>
  isPercent(kind) ? Number((value / 100).toPrecision(12)) : value

/**
 * A number as people type it: with a decimal point or comma, and with spaces between thousands. A number of people
 * may have points or commas between its thousands; nobody counts thousandths of a person.
 */
export function numberIn(text: string, kind: Kind): number | null {
  const plain = text.replace(/[\s\u00a0\u202f’]/g, '').replace(/%$/, '')
  if (kind === 'people' && /^\d{1,3}([.,]\d{3})+$/.test(plain)) return Number(plain.replace(/[.,]/g, ''))
  return /^\d{1,15}([.,]\d{1,12})?$/.test(plain) ? Number(plain.replace(',', '.')) : null
}

/** The plan that was asked for. Null where the figures cannot stand together. */
export function answer(question: Question, assumed: Assumed): PlanAnswer | null {
  return plannedOrNull(question.design, assumed)
}

export type LineName = 'planned' | 'alone' | 'twice' | 'deff-2' | 'deff-4' | 'deff-8' | 'low' | 'high'
export type Line = { name: LineName; values: (number | null)[] }
export type Curve = {
  /** What is varied, as it goes into the plan. */
  at: number[]
  /** Where the plan stands. */
  here: number
  lines: Line[]
}

/** What the answer would be if the varied figure were another: from a third to three times of it. */
export function curveOf(question: Question, assumed: Assumed, places = 60): Curve | null {
  const here = variedIn(question, assumed)
  if (here === null) return null
  const [from, to] = spanOf(question, assumed, here)
  const spaced = Array.from({ length: places + 1 }, (_, place) =>
    question.along === 'second'
      ? from + ((to - from) * place) / places
      : from * (to / from) ** (place / places),
  )
  return curveAt(question, assumed, here, [...spaced, here].sort((a, b) => a - b).filter(unlikeBefore))
}

/** The same for a few round steps around the plan: the rows of its table. */
export function stepsOf(question: Question, assumed: Assumed): Curve | null {
  const here = variedIn(question, assumed)
  if (here === null) return null
  const [from, to] = spanOf(question, assumed, here)
  const steps = [1 / 3, 1 / 2, 2 / 3, 4 / 5, 1.25, 1.5, 2, 3].map((factor) =>
    tidy(here * factor, question.along),
  )
  const at = [...steps.filter((value) => value >= from && value <= to), here].sort((a, b) => a - b)
  return curveAt(question, assumed, here, at.filter(unlikeBefore))
}

/** What the curve varies, as one number: of several lists, what they reach on average. */
function variedIn({ along }: Question, { [along]: value }: Assumed): number | null {
  if (typeof value === 'number') return value
  return Array.isArray(value) ? value.reduce((sum, one) => sum + one, 0) / value.length : null
}

/** The assumptions with another figure for what is varied; lists grow and shrink together. */
function varied({ along }: Question, assumed: Assumed, value: number): Assumed {
  const { coverages } = assumed
  if (along !== 'coverages' || coverages === undefined) return { ...assumed, [along]: value }
  const factor = (value * coverages.length) / coverages.reduce((sum, one) => sum + one, 0)
  return { ...assumed, coverages: coverages.map((one) => Math.min(bounds.coverages.most, one * factor)) }
}

const unlikeBefore = (value: number, place: number, all: number[]) => place === 0 || value !== all[place - 1]

function spanOf(question: Question, assumed: Assumed, here: number): [number, number] {
  const { along } = question
  const { least, most } = shownBounds(along as Exclude<FieldName, 'with-comparison'>)
  const { kind } = fields[along]
  // The second share runs from a tenth of the first up to nearly all of it: a fall is what is hoped for.
  if (along === 'second' && assumed.share !== undefined && here < assumed.share)
    return [Math.min(here, assumed.share * 0.1), Math.max(here, assumed.share * 0.85)]
  return [Math.max(here / 3, inModel(kind, least)), Math.min(here * 3, inModel(kind, most))]
}

/** Two digits are enough for a step; people are whole. */
function tidy(value: number, name: FieldName): number {
  const rounded = Number(value.toPrecision(2))
  return fields[name].kind === 'people' ? Math.round(rounded) : rounded
}

function curveAt(question: Question, assumed: Assumed, here: number, at: number[]): Curve {
  const { design, reads } = question
  const answersFor = (changed: Assumed) =>
    at.map((value) => plannedOrNull(design, varied(question, changed, value)))
  const read = (answer: PlanAnswer | null, quantity: PlanQuantity, row = 0) =>
    answer?.rows[row]?.[quantity] ?? null
  if (design === 'rds') {
    const all = answersFor(assumed)
    const rows = [
      ['deff-2', 0],
      ['deff-4', 2],
      ['deff-8', 4],
    ] as const
    return {
      at,
      here,
      lines: rows.map(([name, row]) => ({ name, values: all.map((one) => read(one, reads, row)) })),
    }
  }
  if (design === 'lists') {
    const all = answersFor(assumed)
    const shareOf = (quantity: 'low' | 'high') => all.map((one) => read(one, quantity))
    return {
      at,
      here,
      lines: [
        { name: 'low', values: shareOf('low') },
        { name: 'high', values: shareOf('high') },
      ],
    }
  }
  const lines: Line[] = [{ name: 'planned', values: answersFor(assumed).map((one) => read(one, reads)) }]
  const others = clusteringLines(assumed)
  for (const { name, deff } of others) {
    const { 'cluster-size': _size, icc: _icc, ...rest } = assumed
    lines.push({ name, values: answersFor({ ...rest, deff }).map((one) => read(one, reads)) })
  }
  return { at, here, lines }
}

/** What is least known in a plan is how much clusters cost; so the curve is drawn without them, and with twice as much. */
function clusteringLines(assumed: Assumed): { name: LineName; deff: number }[] {
  const planned = designEffectIn(assumed)
  if (planned === null) return []
  const twice = { name: 'twice', deff: Math.min(100, planned * 2) } as const
  return planned === 1 ? [twice] : [{ name: 'alone', deff: 1 }, twice]
}

/** The design effect of these assumptions; null where they have none. */
export function designEffectIn(assumed: Assumed): number | null {
  try {
    return designEffectOf(clusteringOf(assumed))
  } catch (error) {
    if (error instanceof WrongData) return null
    throw error
  }
}
