import { codeOf, country } from '../../countries/registry.ts'
import { isDay } from '../days.ts'
import { readNumber } from '../import-file.ts'
import { outside } from '../pack.ts'
import type { ReleaseRule, Series, Source } from '../schema.ts'
import {
  type Answer,
  type Asked,
  type Connector,
  checkAsked,
  type Fetched,
  type FetchedFigure,
  type Known,
  type Parsed,
  sealed,
} from './connector.ts'
import type { Door } from './door.ts'
import { ConnectorFault } from './faults.ts'

/*
 * The World Bank’s Indicators API, version 2, as JSON. Documented at
 * https://datahelpdesk.worldbank.org/knowledgebase/articles/898581 (calls: format, date, page, per_page, source,
 * footnote) and …/1886674 (what version 2 answers: day of the last update, ISO 3 code, footnote).
 * An answer is a list of two: about the page, and its rows. A fault is a list of one: `[{"message":[…]}]`.
 */

/** Rows of one page: few requests, and well within what the interface answers at once. */
const perPage = 10_000
/** More pages than any question of ours can have. */
const mostPages = 50

/** Indicators of which the house has a series already. */
const offers: Connector['offers'] = [
  { item: 'population', series: 'population', code: 'SP.POP.TOTL' },
  { item: 'gdp_current_usd', series: 'gdp_current_usd', code: 'NY.GDP.MKTP.CD' },
  { item: 'gdp_per_capita_current_usd', series: 'gdp_per_capita_current_usd', code: 'NY.GDP.PCAP.CD' },
  { item: 'gdp_per_capita_const2015_usd', series: 'gdp_per_capita_const2015_usd', code: 'NY.GDP.PCAP.KD' },
  { item: 'poverty_national_line_pct', series: 'poverty_national_line_pct', code: 'SI.POV.NAHC' },
  { item: 'gini', series: 'gini', code: 'SI.POV.GINI' },
]

/**
 * Where fetched figures are from. The cards of the pack name the editions that its own figures were taken from,
 * so what is fetched has a card of its own; which edition it is stands with each figure.
 */
export const apiSource: Source = {
  id: 'world-bank-api',
  publisher: 'World Bank',
  title: 'Indicators API',
  url: 'https://api.worldbank.org/v2',
  licence: 'CC BY 4.0 (the World Bank’s terms for its own data)',
  attribution: 'World Bank, Indicators API, CC BY 4.0',
  retrieved: null,
  revised: null,
  coverage: 'What was fetched here, by country and year.',
  gaps: 'Series of other producers may have other terms. Earlier editions cannot be asked for: a value is as revised in the edition it names.',
  inPack: false,
}

const release: ReleaseRule = {
  kind: 'offset',
  years: 1,
  monthDay: '07-01',
  basis:
    'Our rule: the World Bank first shows a year’s figure in its mid-year update of the next year. Single countries are often later.',
}

/** Any indicator of the World Bank by its code; those the house knows go to their own series. */
export const worldBank: Connector = {
  id: 'world-bank',
  offers,
  check(asked, thisYear) {
    checkAsked(
      asked,
      thisYear,
      offers.map(({ code }) => code),
    )
    for (const item of asked.items) codeAsked(item)
  },
  async fetch(asked, door) {
    const answers: Answer[] = []
    for (const item of new Set(asked.items.map(codeAsked)))
      answers.push({ item, role: 'value', code: item, pages: await fetchPages(door, item, asked) })
    return sealed(asked, answers)
  },
  parse(fetched, known) {
    const parsed: Parsed = { series: [], leftOut: [], rejected: [], withoutError: 0, lastUpdated: null }
    for (const answer of fetched.answers) {
      const { name, unit, rows, lastUpdated } = readAnswer(answer, fetched)
      const series = seriesFor(answer.code, name, unit, known)
      const { figures } = readRows(answer.code, rows, series, parsed)
      parsed.series.push({
        series,
        source: apiSource,
        code: answer.code,
        figures,
      })
      parsed.lastUpdated = laterDay(parsed.lastUpdated, lastUpdated)
    }
    return finish(parsed)
  },
}

/** A code as asked for, by itself or by the name of a series of the house. Throws ConnectorFault. */
function codeAsked(item: string): string {
  const offer = offers.find((each) => each.item === item || each.code === item.toUpperCase())
  if (offer) return offer.code
  if (/^[A-Za-z0-9]{2,20}([._][A-Za-z0-9]{1,20}){1,8}$/.test(item)) return item.toUpperCase()
  throw new ConnectorFault(
    'code',
    { code: item.slice(0, 60), known: offers.map(({ code }) => code).join(', ') },
    'indicator',
  )
}

function seriesFor(code: string, name: string, unit: string, known: Known): Series {
  const own =
    offers.find((offer) => offer.code === code)?.series ?? `wb_${code.toLowerCase().replaceAll('.', '_')}`
  return (
    known.series.get(own) ?? {
      id: own,
      source: apiSource.id,
      title: { en: name },
      unit: { en: unit === '' ? 'not stated' : unit },
      kind: 'number',
      codes: null,
      direction: 0,
      range: null,
      release,
      revised: null,
      note: null,
    }
  )
}

/* ── asking ───────────────────────────────────────────────────────────────── */

/** All pages of one indicator, as text. Throws ConnectorFault. */
export async function fetchPages(
  door: Door,
  code: string,
  { from, to }: Pick<Asked, 'from' | 'to'>,
  source?: string,
): Promise<string[]> {
  const pages: string[] = []
  for (let page = 1; ; page++) {
    const text = await door.get(`/country/all/indicator/${encodeURIComponent(code)}`, {
      format: 'json',
      date: from === to ? String(from) : `${from}:${to}`,
      per_page: String(perPage),
      page: String(page),
      footnote: 'y',
      ...(source === undefined ? {} : { source }),
    })
    const { about } = readPage(text, code, door.host)
    pages.push(text)
    if (about.pages > mostPages) throw new ConnectorFault('shape', { what: `${about.pages} pages` }, code)
    if (page >= about.pages) return pages
  }
}

/* ── reading ──────────────────────────────────────────────────────────────── */

export type About = { page: number; pages: number; total: number; lastUpdated: string | null }
export type Row = Record<string, unknown>

/** One page of an answer. Throws ConnectorFault for anything that is not in the documented form. */
export function readPage(
  text: string,
  code: string,
  host = 'api.worldbank.org',
): { about: About; rows: Row[] } {
  const content = parsedJson(text, code)
  const odd = (what: string) => new ConnectorFault('shape', { what }, code)
  if (!Array.isArray(content)) throw odd('no list')
  const [head, body] = content as unknown[]
  if (!isObject(head)) throw odd('nothing about the page')
  if ('message' in head)
    throw new ConnectorFault('refused', { host, code, said: messageOf(head.message) }, code)
  const about = {
    page: countOf(head.page),
    pages: countOf(head.pages),
    total: countOf(head.total),
    lastUpdated: typeof head.lastupdated === 'string' && isDay(head.lastupdated) ? head.lastupdated : null,
  }
  if ([about.page, about.pages, about.total].some(Number.isNaN)) throw odd('page, pages or total')
  if (about.total === 0) throw new ConnectorFault('empty', { code }, code)
  if (!Array.isArray(body) || !body.every(isObject)) throw odd('no rows')
  return { about, rows: body }
}

function parsedJson(text: string, code: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').trim()
  try {
    return JSON.parse(plain)
  } catch {
    if (plain.startsWith('[') || plain.startsWith('{')) throw new ConnectorFault('cut', {}, code)
    const begins = plain.slice(0, 60).replace(/\s+/g, ' ')
    throw new ConnectorFault('no json', { begins }, code)
  }
}

/** A count, written as number or as digits. */
function countOf(value: unknown): number {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : Number.NaN
}

/** What the interface says of a question it does not take: `key: value`. */
function messageOf(message: unknown): string {
  const all = Array.isArray(message) ? message : [message]
  const said = all.filter(isObject).map(({ key, value }) => [key, value].filter((part) => part).join(': '))
  return said.join('; ').slice(0, 300) || '?'
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type ReadAnswer = { name: string; unit: string; rows: Row[]; lastUpdated: string | null }

/** All pages of one answer as one. Throws ConnectorFault where they contradict each other or rows are lacking. */
export function readAnswer({ code, pages }: Answer, { asked }: Pick<Fetched, 'asked'>): ReadAnswer {
  const read = pages.map((page) => readPage(page, code))
  const odd = (what: string) => new ConnectorFault('shape', { what }, code)
  const first = read[0]
  if (!first) throw new ConnectorFault('empty', { code }, code)
  read.forEach(({ about }, i) => {
    const other = first.about
    if (about.page !== i + 1) throw odd(`page ${about.page}, asked for ${i + 1}`)
    if (about.total !== other.total || about.pages !== read.length || about.lastUpdated !== other.lastUpdated)
      throw odd('its pages are of different states of the data')
  })
  const rows = read.flatMap((each) => each.rows)
  if (rows.length !== first.about.total) throw new ConnectorFault('cut', {}, code)
  for (const row of rows) {
    const named = isObject(row.indicator) ? row.indicator.id : undefined
    if (typeof named !== 'string' || named.toUpperCase() !== code)
      throw odd(`a row of ${typeof named === 'string' ? named.slice(0, 40) : 'no indicator'}`)
    const year = typeof row.date === 'string' && /^\d{4}$/.test(row.date) ? Number(row.date) : null
    if (year !== null && (year < asked.from || year > asked.to)) throw odd(`a row of ${year}`)
  }
  const { indicator, unit } = rows[0]!
  return {
    name: isObject(indicator) && typeof indicator.value === 'string' ? indicator.value.slice(0, 300) : code,
    unit: typeof unit === 'string' ? unit.trim().slice(0, 80) : '',
    rows,
    lastUpdated: first.about.lastUpdated,
  }
}

/** Rows as figures; what is no country is left out by name, what is no figure is rejected with its reason. */
export function readRows(
  code: string,
  rows: Row[],
  series: Series,
  into: Pick<Parsed, 'leftOut' | 'rejected'>,
): { figures: FetchedFigure[] } {
  const figures: FetchedFigure[] = []
  const seen = new Set<string>()
  const left = new Set(into.leftOut)
  for (const row of rows) {
    const place = countryOf(row)
    if ('name' in place) {
      left.add(place.name)
      continue
    }
    const { iso3 } = place
    const reject = (reason: string) =>
      into.rejected.push({ place: `${code} ${iso3} ${String(row.date).slice(0, 20)}`, reason })
    if (typeof row.date !== 'string' || !/^\d{4}$/.test(row.date)) {
      reject(`“${String(row.date).slice(0, 20)}” is no year`)
      continue
    }
    const key = `${iso3} ${row.date}`
    if (seen.has(key)) throw new ConnectorFault('twice', { code, country: iso3, year: row.date }, code)
    seen.add(key)
    const value = numberOf(row.value)
    if (typeof value === 'object' && value !== null) {
      reject(value.reason)
      continue
    }
    if (value !== null && outside(series, value)) {
      reject(
        `${value} cannot be right: ${series.id} goes from ${series.range?.min ?? '−∞'} to ${series.range?.max ?? '∞'}`,
      )
      continue
    }
    figures.push({ iso3, year: Number(row.date), value, standardError: null, note: noteOf(row) })
  }
  into.leftOut.splice(0, into.leftOut.length, ...left)
  return { figures }
}

/** The country of a row by its code of three letters, else by its name; else the name of what it is instead. */
function countryOf(row: Row): { iso3: string } | { name: string } {
  const code = typeof row.countryiso3code === 'string' ? row.countryiso3code.trim() : ''
  const about = isObject(row.country) ? row.country : {}
  const name = typeof about.value === 'string' ? about.value.trim() : ''
  // A code is taken as a code alone: what is a name elsewhere must not be read out of three letters.
  if (/^[A-Z]{3}$/.test(code) && country(code)) return { iso3: code }
  const iso3 = name === '' || code !== '' ? null : codeOf(name)
  return iso3 === null ? { name: (name || code || String(about.id ?? '?')).slice(0, 80) } : { iso3 }
}

/** A number, or null for none; as text only in plain digits with a point. */
function numberOf(value: unknown): number | null | { reason: string } {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : { reason: `${value} is no number` }
  if (typeof value === 'string') {
    if (value.trim() === '') return null
    const number = readNumber(value, 'point')
    return typeof number === 'number'
      ? number
      : { reason: `“${value.slice(0, 40)}” is no number in plain digits` }
  }
  return { reason: `a value that is ${Array.isArray(value) ? 'a list' : typeof value}` }
}

/** Footnote and observation status, where the row has them. */
function noteOf({ footnote, obs_status }: Row): string | null {
  const notes = [
    typeof footnote === 'string' ? footnote.trim() : '',
    typeof obs_status === 'string' && obs_status.trim() !== '' ? `status ${obs_status.trim()}` : '',
  ].filter((note) => note !== '')
  return notes.length === 0 ? null : notes.join('; ').slice(0, 500)
}

export function laterDay(one: string | null, two: string | null): string | null {
  if (one === null || two === null) return one ?? two
  return one > two ? one : two
}

/** In an order that does not depend on that of the answer. */
export function finish(parsed: Parsed): Parsed {
  parsed.leftOut.sort()
  return parsed
}
