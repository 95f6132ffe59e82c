import { oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { readKept } from './check.ts'
import { designs, dimensions, type Kept, type KeptFromPublication, quantities } from './kept.ts'
import { isYear, type TextCode, textCode } from './texts.ts'
import { estimateWords } from './words.ts'

/** What was typed, by the names of the fields. */
export type Typed = Record<string, string>

/** The fields of the form about a published estimate, in its order, and where each stands in what is kept. */
const fields = {
  reason: '',
  citation: 'publication/citation',
  address: 'publication/address',
  page: 'publication/page',
  year: 'publication/year',
  method: 'publication/method',
  design: 'publication/design',
  quantity: 'quantity',
  estimate: 'publication/estimate',
  level: 'publication/intervals/0',
  low: 'publication/intervals/0/low',
  high: 'publication/intervals/0/high',
  level2: 'publication/intervals/1',
  low2: 'publication/intervals/1/low',
  high2: 'publication/intervals/1/high',
  cases: 'publication/cases',
  lists: 'publication/lists',
  definition: 'definition',
  codebook: 'codebook',
  codebookNotStated: 'codebookNotStated',
  unit: 'unit',
  stockOrFlow: 'stockOrFlow',
  periodFrom: 'periodFrom',
  periodTo: 'periodTo',
  referenceMonths: 'referenceMonths',
  base: 'populationBase/words',
  baseNumber: 'populationBase/number',
  baseUnknown: 'populationBase/unknownBecause',
  baseSource: 'populationBase/source',
  frame: 'frame',
  placeWhole: 'place/wholeCountry',
  placeWords: 'place/words',
  by: 'disaggregation/0/by',
  group: 'disaggregation/0/group',
  measured: 'measured',
  otherBecause: 'otherBecause',
} as const
export type FieldName = keyof typeof fields
export const fieldNames = Object.keys(fields) as FieldName[]

/** Longest text of each field that is text. */
const longest: Partial<Record<FieldName, number>> = {
  citation: 1000,
  address: 1000,
  page: 100,
  method: 1000,
  definition: 2000,
  codebookNotStated: 1000,
  unit: 60,
  base: 1000,
  baseUnknown: 1000,
  baseSource: 1000,
  frame: 1000,
  placeWords: 500,
  group: 200,
  otherBecause: 2000,
}
const needed: readonly FieldName[] = [
  'citation',
  'page',
  'year',
  'method',
  'estimate',
  'definition',
  'unit',
  'base',
]

/**
 * A published estimate from the form: read, or what is wrong with each field. Numbers are plain, with a point or a
 * comma before decimals; what could be read in two ways is refused. Nothing is published after `thisYear`.
 */
export function readPublicationForm(
  typed: Typed,
  language: Language,
  thisYear: number,
): { values: KeptFromPublication } | { errors: FieldError[] } {
  const say = speak(estimateWords, language)
  const errors: FieldError[] = []
  const wrong = (field: FieldName, message: string) => {
    if (!errors.some((each) => each.field === field)) errors.push({ field, message })
  }
  const text = (name: FieldName) => (typed[name] ?? '').trim()
  const line = (name: FieldName) => oneLine(typed[name] ?? '')
  const orNull = (name: FieldName) => (text(name) === '' ? null : text(name))
  const number = (name: FieldName): number | null => {
    const sent = text(name)
    if (sent === '') return null
    const value = plainNumber(sent)
    if (value === null) wrong(name, say('w.number'))
    return value
  }
  const among = <Value extends string>(name: FieldName, values: readonly Value[]): Value | null => {
    const found = values.find((value) => value === text(name))
    if (found === undefined) wrong(name, say('w.choose'))
    return found ?? null
  }

  for (const name of needed) if (text(name) === '') wrong(name, say('w.needed'))
  for (const name of fieldNames) {
    const most = longest[name]
    if (most !== undefined && text(name).length > most) wrong(name, say('w.long'))
    if (textCode(typed[name] ?? '') === 'hidden') wrong(name, say('w.hidden'))
  }
  const address = orNull('address')
  if (address !== null && !(/^https?:\/\/[^\s]+$/.test(address) && URL.canParse(address)))
    wrong('address', say('w.address'))
  const intervals = (
    [
      ['level', 'low', 'high'],
      ['level2', 'low2', 'high2'],
    ] as const
  ).flatMap(([levelName, lowName, highName]) => {
    if ([levelName, lowName, highName].every((name) => text(name) === '')) return []
    const percent = number(levelName)
    const low = number(lowName)
    const high = number(highName)
    if (percent === null || low === null) wrong(percent === null ? levelName : lowName, say('w.limits'))
    else if (!(percent > 0 && percent < 100)) wrong(levelName, say('w.level'))
    return [{ level: (percent ?? 95) / 100, low: low ?? 0, high, kind: null }]
  })
  const lists = text('lists')
    .split(/[;\n]/)
    .map((name) => oneLine(name))
    .filter((name) => name !== '')
  if (lists.length === 1 || lists.length > 20) wrong('lists', say('w.lists'))
  const year = number('year')
  if (year !== null && !isYear(year, thisYear)) wrong('year', say('w.year'))
  const by = text('by') === '' ? null : among('by', dimensions)
  if (by !== null && text('group') === '') wrong('group', say('w.needed'))
  const design = text('design') === '' ? null : among('design', designs)
  const stockOrFlow = text('stockOrFlow') === '' ? null : among('stockOrFlow', ['stock', 'flow'])
  const whole = among('placeWhole', ['yes', 'no'])
  const measured = among('measured', ['measured', 'modelled'])
  const quantity = among('quantity', quantities)
  const sent: Kept = {
    source: 'publication',
    quantity: quantity ?? 'people',
    codebook: orNull('codebook'),
    codebookNotStated: orNull('codebookNotStated'),
    definition: text('definition'),
    unit: line('unit'),
    stockOrFlow,
    periodFrom: orNull('periodFrom'),
    periodTo: orNull('periodTo'),
    referenceMonths: number('referenceMonths'),
    populationBase: {
      words: text('base'),
      number: number('baseNumber'),
      unknownBecause: orNull('baseUnknown'),
      source: orNull('baseSource'),
    },
    frame: orNull('frame'),
    place: { wholeCountry: whole === 'yes', words: orNull('placeWords') },
    disaggregation: by === null ? [] : [{ by, group: line('group') }],
    measured: measured ?? 'measured',
    ...(text('otherBecause') === '' ? {} : { otherBecause: text('otherBecause') }),
    publication: {
      citation: line('citation'),
      address,
      page: line('page'),
      year: year ?? 0,
      method: text('method'),
      design,
      estimate: number('estimate') ?? 0,
      intervals,
      cases: number('cases'),
      lists: lists.length === 0 ? null : lists,
    },
  }
  if (errors.length === 0) {
    const read = readKept(sent)
    if ('kept' in read && read.kept.source === 'publication') return { values: read.kept }
    if ('faults' in read) for (const { place, code } of read.faults) wrong(fieldAt(place), say(`w.${code}`))
  }
  return { errors: inOrder(errors) }
}

/** Why something is corrected, or what is wrong with that: too little said, or something nobody should read. */
export function readReason(typed: Typed): { reason: string } | { wrong: 'w.reason' | `w.${TextCode}` } {
  const reason = (typed.reason ?? '').trim()
  if (reason.length < 3 || reason.length > 2000) return { wrong: 'w.reason' }
  const code = textCode(reason)
  return code === null ? { reason } : { wrong: `w.${code}` }
}

/** A number as it is typed: digits, one point or comma before decimals; a comma before three digits could be either. */
export function plainNumber(sent: string): number | null {
  if (!/^\d{1,15}([.,]\d{1,12})?$/.test(sent)) return null
  if (/^\d{1,3}[.,]\d{3}$/.test(sent) && !/^0[.,]/.test(sent)) return null
  return Number(sent.replace(',', '.'))
}

function fieldAt(place: string): FieldName {
  const longestFirst = [...fieldNames].sort((a, b) => fields[b].length - fields[a].length)
  return (
    longestFirst.find((name) => fields[name] !== '' && place === fields[name]) ??
    longestFirst.find((name) => fields[name] !== '' && place.startsWith(fields[name])) ??
    'citation'
  )
}

const inOrder = (errors: readonly FieldError[]): FieldError[] =>
  [...errors].sort(
    (a, b) => fieldNames.indexOf(a.field as FieldName) - fieldNames.indexOf(b.field as FieldName),
  )

/** What a form begins with when a published estimate is corrected: what was kept. */
export function typedFrom(kept: KeptFromPublication): Typed {
  const { publication, populationBase: base, place, disaggregation } = kept
  const [part] = disaggregation
  const said = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '' : String(value)
  const [one, two] = publication.intervals
  // As many digits as were typed: 0.95 × 100 is not 95 in a computer.
  const percent = (level: number | undefined) =>
    level === undefined ? '' : said(Number((100 * level).toPrecision(6)))
  return {
    citation: publication.citation,
    address: said(publication.address),
    page: publication.page,
    year: said(publication.year),
    method: publication.method,
    design: said(publication.design),
    quantity: kept.quantity,
    estimate: said(publication.estimate),
    level: percent(one?.level),
    low: said(one?.low),
    high: said(one?.high),
    level2: percent(two?.level),
    low2: said(two?.low),
    high2: said(two?.high),
    cases: said(publication.cases),
    lists: publication.lists?.join('; ') ?? '',
    definition: kept.definition,
    codebook: said(kept.codebook),
    codebookNotStated: said(kept.codebookNotStated),
    unit: kept.unit,
    stockOrFlow: said(kept.stockOrFlow),
    periodFrom: said(kept.periodFrom),
    periodTo: said(kept.periodTo),
    referenceMonths: said(kept.referenceMonths),
    base: base.words,
    baseNumber: said(base.number),
    baseUnknown: said(base.unknownBecause),
    baseSource: said(base.source),
    frame: said(kept.frame),
    placeWhole: place.wholeCountry ? 'yes' : 'no',
    placeWords: said(place.words),
    by: said(part?.by),
    group: said(part?.group),
    measured: kept.measured,
    otherBecause: said(kept.otherBecause),
  }
}
