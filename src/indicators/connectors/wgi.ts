import { Unusable } from '../../house/errors.ts'
import type { Series, Source } from '../schema.ts'
import {
  type Answer,
  type Connector,
  checkAsked,
  type FetchedFigure,
  type Parsed,
  sealed,
} from './connector.ts'
import { ConnectorFault } from './faults.ts'
import { apiSource, fetchPages, finish, laterDay, readAnswer, readRows } from './world-bank.ts'

/*
 * The Worldwide Governance Indicators through the same interface: database 3, an estimate and its standard
 * error for each of six dimensions. Their codes were renamed with the edition of 2025: from VA.EST and
 * VA.STD.ERR to GOV_WGI_VA.EST and GOV_WGI_VA.SE. Estimates under the new code are named in many public
 * programs; the new code of the standard error in two only, and neither was tried against the publisher from
 * here. So the new codes are asked first, and the former ones where those are not known.
 */

const database = '3'

/** Another card than that of the pack, which is of the edition of 2024. */
const wgiSource: Source = {
  ...apiSource,
  id: 'world-bank-wgi-api',
  title: 'Worldwide Governance Indicators, by the Indicators API',
  url: 'https://www.govindicators.org/',
  attribution: 'World Bank, Worldwide Governance Indicators, CC BY 4.0',
  gaps: 'The whole history is that of the edition each figure names: what earlier editions said cannot be asked for.',
}

const dimensions = {
  VA: 'wgi_voice_accountability',
  PV: 'wgi_political_stability',
  GE: 'wgi_government_effectiveness',
  RQ: 'wgi_regulatory_quality',
  RL: 'wgi_rule_of_law',
  CC: 'wgi_control_of_corruption',
} as const
type Dimension = keyof typeof dimensions
const all = Object.keys(dimensions) as Dimension[]

const spellings = [
  { value: (of: Dimension) => `GOV_WGI_${of}.EST`, error: (of: Dimension) => `GOV_WGI_${of}.SE` },
  { value: (of: Dimension) => `${of}.EST`, error: (of: Dimension) => `${of}.STD.ERR` },
]

/** Estimates of governance, each with its standard error: one is never taken without asking for the other. */
export const wgi: Connector = {
  id: 'wgi',
  offers: all.map((item) => ({ item, series: dimensions[item], code: `GOV_WGI_${item}.EST` })),
  check(asked, thisYear) {
    checkAsked(asked, thisYear, [...all])
    for (const item of asked.items) dimensionOf(item)
  },
  async fetch(asked, door) {
    const answers: Answer[] = []
    for (const item of new Set(asked.items.map(dimensionOf))) {
      for (const [i, spelling] of spellings.entries()) {
        const found: Answer[] = []
        try {
          for (const role of ['value', 'standard error'] as const) {
            const code = spelling[role === 'value' ? 'value' : 'error'](item)
            found.push({ item, role, code, pages: await fetchPages(door, code, asked, database) })
          }
        } catch (error) {
          const unknown =
            error instanceof ConnectorFault && (error.fault === 'refused' || error.fault === 'empty')
          if (unknown && i + 1 < spellings.length) continue
          throw error
        }
        answers.push(...found)
        break
      }
    }
    return sealed(asked, answers)
  },
  parse(fetched, known) {
    const parsed: Parsed = { series: [], leftOut: [], rejected: [], withoutError: 0, lastUpdated: null }
    for (const answer of fetched.answers.filter(({ role }) => role === 'value')) {
      const series = known.series.get(dimensions[dimensionOf(answer.item)])
      if (!series)
        throw new Unusable('The house has no series for these figures', [
          {
            place: dimensions[dimensionOf(answer.item)],
            message: 'It comes with the reference pack, which has not been read.',
            remedy: 'Read it with tp data reload.',
          },
        ])
      const other = fetched.answers.find(
        ({ item, role }) => item === answer.item && role === 'standard error',
      )
      const estimates = readAnswer(answer, fetched)
      const { figures } = readRows(answer.code, estimates.rows, series, parsed)
      const errors = other ? readErrors(other, fetched, series, parsed) : new Map<string, number>()
      parsed.series.push({
        series,
        source: wgiSource,
        code: answer.code,
        figures: figures.map((figure) => withError(figure, errors, parsed)),
      })
      parsed.lastUpdated = laterDay(parsed.lastUpdated, estimates.lastUpdated)
    }
    return finish(parsed)
  },
}

function readErrors(
  answer: Answer,
  fetched: Parameters<typeof readAnswer>[1],
  series: Series,
  parsed: Parsed,
): Map<string, number> {
  // An error is no value of the series: its bounds are not those of the estimate.
  const plain: Series = { ...series, id: answer.code, range: { min: 0, max: null } }
  const { figures } = readRows(answer.code, readAnswer(answer, fetched).rows, plain, parsed)
  return new Map(
    figures.flatMap(({ iso3, year, value }) => (value === null ? [] : [[`${iso3} ${year}`, value] as const])),
  )
}

function withError(figure: FetchedFigure, errors: Map<string, number>, parsed: Parsed): FetchedFigure {
  if (figure.value === null) return figure
  const standardError = errors.get(`${figure.iso3} ${figure.year}`) ?? null
  if (standardError === null) parsed.withoutError++
  return { ...figure, standardError }
}

/** A dimension by its two letters, the name of its series, or one of its codes. Throws ConnectorFault. */
function dimensionOf(item: string): Dimension {
  const found = all.find(
    (each) =>
      each === item.toUpperCase() ||
      dimensions[each] === item ||
      spellings.some(({ value }) => value(each) === item.toUpperCase()),
  )
  if (!found)
    throw new ConnectorFault('code', { code: item.slice(0, 60), known: all.join(', ') }, 'indicator')
  return found
}
