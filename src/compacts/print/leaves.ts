import { countryName } from '../../countries/registry.ts'
import { formatDay, formatList, formatNumber, type Language, pathIn, speak } from '../../ui/language.ts'
import type { Agreement, Indicator, Money, Text } from '../agreement.ts'
import { addDays, addYears } from '../day.ts'
import { keyOf } from '../diff.ts'
import { showMoney, writeDecimal } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { lineName } from '../forms/lines.ts'
import { languageName } from '../pages/controls.tsx'
import { placeName } from '../pages/places.ts'
import type { Word } from '../words/en.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'

/*
 * Every field of an agreement by its name, and how its value reads: elements by their words and
 * not their keys, organisations by name, days and amounts in the reader’s language. What reads a
 * value of a text in words reads it here, so that no field is shown on one page and lost on another.
 */

/** What is needed to read a value: the text it stands in, for whom, and what organisations are called. */
export type Reading = {
  agreement: Agreement
  language: Language
  /** Names by id; one that is not there is shown by its id. */
  organisations?: ReadonlyMap<string, string> | undefined
}

/** A value as it reads: words in the languages of the text, or a phrase in the reader’s own, perhaps a link. */
export type Value = { text: Text } | { said: string; href?: string }

/** A value with its name, or an element with what is in it. */
export type Leaf = { label: string; value: Value } | { label: string; title: string; inner: Leaf[] }

type Kind = (value: unknown, on: Reading, place: string) => Value

const say = ({ language }: Reading) => speak(words, language)
const said = (text: string): Value => ({ said: text })

const text: Kind = (value) => ({ text: value as Text })
const plain: Kind = (value) => said(String(value))
const day: Kind = (value, { language }) => said(formatDay(language, String(value)))
const money: Kind = (value, { language }) => said(showMoney(value as Money, language))
const decimal: Kind = (value, { language }) => said(writeDecimal(String(value), language))
const number: Kind = (value, { language }) => said(formatNumber(language, Number(value)))
const ofFive: Kind = (value, on) => said(say(on)('text.of five', { number: Number(value) }))
const yesNo: Kind = (value, on) => said(say(on)(value === true ? 'text.yes' : 'text.no'))
const address: Kind = (value) => ({ said: String(value), href: String(value) })
/** A choice of a list; what is not of it is shown as it stands. */
const choice =
  (of: string): Kind =>
  (value, on) => {
    const word = `${of}.${String(value)}`
    return said(word in words.en ? say(on)(word as Word) : String(value))
  }

type Named = { key: string }
const nameIn =
  <Of extends Named>(list: (agreement: Agreement) => readonly Of[], name: (of: Of) => Text) =>
  (key: string, { agreement, language }: Reading): string => {
    const found = list(agreement).find((each) => each.key === key)
    return found === undefined ? key : called(key, name(found), language, agreement.languages)
  }
const partyName = nameIn(
  ({ parties }) => parties,
  ({ name }) => name,
)
const objectiveName = nameIn(
  ({ objectives }) => objectives,
  (each) => each.text,
)
const reference =
  (name: (key: string, on: Reading) => string): Kind =>
  (value, on) =>
    said(
      Array.isArray(value)
        ? formatList(
            on.language,
            value.map((each) => name(String(each), on)),
          ) || say(on)('text.none')
        : name(String(value), on),
    )
const party = reference(partyName)
const objective = reference(objectiveName)
const initiative = reference(
  nameIn(
    ({ initiatives }) => initiatives,
    ({ title }) => title,
  ),
)
const indicator = reference(
  nameIn(
    ({ indicators }) => indicators,
    ({ title }) => title,
  ),
)
const benchmark = reference(
  nameIn(
    ({ benchmarks }) => benchmarks,
    (each) => each.text,
  ),
)
const contribution = reference(
  nameIn(
    ({ plan }) => plan.contributions,
    ({ what }) => what,
  ),
)

/** “Year 3”; the key of a year that is not in the plan. */
export function yearName(key: string, on: Reading): string {
  const place = on.agreement.plan.years.findIndex((each) => each.key === key)
  return place === -1 ? key : say(on)('row.year', { number: place + 1 })
}
const year = reference(yearName)

/** An organisation by its name; the text names it by its id, which stands where nothing else is known. */
const organisation: Kind = (value, { language, organisations }) => {
  const id = String(value)
  return { said: organisations?.get(id) ?? id, href: pathIn(language, `/organisations/${id}`) }
}

const assessment: Kind = (value, { language }) => ({
  said: String(value),
  href: pathIn(language, `/assessments/${encodeURIComponent(String(value))}`),
})

/** Organisations that a text names, by their ids. */
export const organisationsIn = ({ parties }: Agreement): string[] =>
  parties.flatMap(({ organisation: id }) => (id === null ? [] : [id]))

/** A cell of a breakdown: “Girls, 5 to 11”; “in all” for the total. */
export function cellName(cell: Record<string, string>, of: Indicator | undefined, on: Reading): string {
  const { agreement, language } = on
  const names = Object.entries(cell).map(([by, category]) => {
    const found = of?.disaggregations
      .find(({ key }) => key === by)
      ?.categories.find(({ key }) => key === category)
    return found === undefined ? category : called(category, found.name, language, agreement.languages)
  })
  return names.join(', ') || say(on)('targets.total')
}
const sheetAt = ({ agreement }: Reading, place: string) =>
  agreement.indicators.find(({ key }) => key === place.split('/')[1])
const cell: Kind = (value, on, place) =>
  said(cellName(value as Record<string, string>, sheetAt(on, place), on))

/** The last day an amendment has moved the term to; null where it runs for the years that were signed. */
export function extendedTo({ years, begins, ends }: Agreement['term']): string | null {
  // A first text gives no last day without a first one: where only the last stands, it was moved.
  const moved =
    years !== null && ends !== null && (begins === null || ends > addDays(addYears(begins, years), -1))
  return moved ? ends : null
}

/**
 * Years of the term. Once an amendment has moved its last day they are those that were first
 * signed, and it says so; else a reader would find two terms in one text.
 */
export function sayYears(term: Agreement['term'], language: Language): string {
  const { years } = term
  if (years === null) return speak(words, language)('text.none')
  const extended = extendedTo(term)
  return extended === null
    ? formatNumber(language, years)
    : speak(textWords, language)('term.extended', { years, day: formatDay(language, extended) })
}

type Field = { label: Word; kind?: Kind /** Said where there is none. */; none?: Word }

/** Every field by its path, with `*` for the key of an element; those without a kind hold others. */
export const fields: Readonly<Record<string, Field>> = {
  format: { label: 'about.version', kind: plain },
  languages: {
    label: 'about.languages',
    kind: (value, { language }) =>
      said((value as string[]).map((each) => languageName(each, language)).join(', ')),
  },
  country: {
    label: 'about.country',
    kind: (value, { language }) => said(countryName(String(value), language)),
  },
  title: { label: 'field.compact title', kind: text },
  scope: { label: 'part title.scope' },
  'scope/who': { label: 'field.who', kind: choice('who') },
  'scope/forms': { label: 'field.forms', kind: text },
  'scope/regions': { label: 'field.regions', kind: text },
  parties: { label: 'part title.parties' },
  'parties/*/name': { label: 'field.party name', kind: text },
  'parties/*/part': { label: 'field.party part', kind: choice('part') },
  'parties/*/side': { label: 'field.party side', kind: choice('side'), none: 'side.none' },
  'parties/*/organisation': { label: 'field.organisation', kind: organisation, none: 'form.none yet' },
  'parties/*/signs': { label: 'field.signs', kind: yesNo },
  legalBasis: { label: 'field.legal basis', kind: text },
  term: { label: 'part title.term' },
  'term/years': { label: 'field.years', kind: number },
  'term/begins': { label: 'field.begins', kind: day },
  'term/ends': { label: 'field.ends', kind: day },
  chosenBy: { label: 'part title.chosenBy' },
  'chosenBy/assessment': { label: 'field.assessment', kind: assessment },
  'chosenBy/reason': { label: 'field.no assessment', kind: text },
  sections: { label: 'part title.sections' },
  'sections/A': { label: 'section.A', kind: text },
  'sections/B': { label: 'section.B', kind: text },
  'sections/C': { label: 'section.C', kind: text },
  'sections/D': { label: 'section.D', kind: text },
  'sections/E': { label: 'section.E', kind: text },
  'sections/F': { label: 'section.F', kind: text },
  'sections/G': { label: 'section.G', kind: text },
  objectives: { label: 'part title.objectives' },
  'objectives/*/component': { label: 'field.component', kind: choice('component') },
  'objectives/*/text': { label: 'field.objective', kind: text },
  'objectives/*/theoryOfChange': { label: 'field.theory', kind: text },
  responsibilities: { label: 'part title.responsibilities' },
  'responsibilities/*/objective': {
    label: 'field.for objective',
    kind: objective,
    none: 'form.all objectives',
  },
  'responsibilities/*/side': { label: 'field.whose', kind: choice('whose') },
  'responsibilities/*/party': { label: 'field.party', kind: party, none: 'form.the side as a whole' },
  'responsibilities/*/deliverable': { label: 'field.deliverable', kind: text },
  'responsibilities/*/due': { label: 'field.due', kind: day },
  'responsibilities/*/evidence': { label: 'field.evidence', kind: text },
  initiatives: { label: 'part title.initiatives' },
  'initiatives/*/objectives': { label: 'field.serves', kind: objective },
  'initiatives/*/title': { label: 'field.title', kind: text },
  'initiatives/*/description': { label: 'field.description', kind: text },
  'initiatives/*/implementer': { label: 'field.implementer', kind: party, none: 'form.not chosen yet' },
  'initiatives/*/instrument': { label: 'field.instrument', kind: choice('instrument') },
  'initiatives/*/sites': { label: 'field.sites', kind: text },
  indicators: { label: 'part title.indicators' },
  'indicators/*/objective': { label: 'field.for objective', kind: objective },
  'indicators/*/code': { label: 'field.code' },
  'indicators/*/code/vocabulary': { label: 'field.vocabulary', kind: plain },
  'indicators/*/code/code': { label: 'field.code itself', kind: plain },
  'indicators/*/title': { label: 'field.indicator title', kind: text },
  'indicators/*/definition': { label: 'field.definition', kind: text },
  'indicators/*/unit': { label: 'field.unit', kind: text },
  'indicators/*/measure': { label: 'field.measured as', kind: choice('measure') },
  'indicators/*/formula': { label: 'field.formula', kind: text },
  'indicators/*/disaggregations': { label: 'field.disaggregations' },
  'indicators/*/disaggregations/*/name': { label: 'field.disaggregation', kind: text },
  'indicators/*/disaggregations/*/categories': { label: 'field.categories' },
  'indicators/*/disaggregations/*/categories/*/name': { label: 'field.party name', kind: text },
  'indicators/*/disaggregations/*/exclusive': { label: 'field.exclusive', kind: yesNo },
  'indicators/*/source': { label: 'field.data source', kind: text },
  'indicators/*/responsible': { label: 'field.responsible', kind: party, none: 'form.nobody yet' },
  'indicators/*/reporters': { label: 'field.reporters', kind: party },
  'indicators/*/frequency': { label: 'field.frequency', kind: choice('frequency') },
  'indicators/*/dueAfterDays': { label: 'field.due after', kind: number },
  'indicators/*/baseline': { label: 'field.baseline' },
  'indicators/*/baseline/value': { label: 'field.value', kind: decimal },
  'indicators/*/baseline/low': { label: 'field.low', kind: decimal },
  'indicators/*/baseline/high': { label: 'field.high', kind: decimal },
  'indicators/*/baseline/level': {
    label: 'field.confidence',
    kind: (value, { language }) => said(writeDecimal(String(value), language)),
  },
  'indicators/*/baseline/date': { label: 'field.date', kind: day },
  'indicators/*/baseline/method': { label: 'field.method', kind: text },
  'indicators/*/baseline/source': { label: 'field.source', kind: text },
  'indicators/*/baseline/url': { label: 'field.url', kind: address },
  'indicators/*/baseline/definition': { label: 'field.baseline definition', kind: text },
  'indicators/*/baseline/reason': { label: 'field.no baseline', kind: text },
  'indicators/*/baseline/due': { label: 'field.baseline due', kind: day },
  'indicators/*/targets': { label: 'field.targets' },
  'indicators/*/targets/*/year': { label: 'field.year', kind: year },
  'indicators/*/targets/*/cell': { label: 'text.for', kind: cell },
  'indicators/*/targets/*/value': { label: 'field.value', kind: decimal },
  'indicators/*/targets/*/rationale': { label: 'field.rationale', kind: text },
  'indicators/*/noTarget': { label: 'field.no target' },
  'indicators/*/noTarget/*/year': { label: 'field.year', kind: year },
  'indicators/*/noTarget/*/reason': { label: 'form.reason', kind: text },
  'indicators/*/limits': { label: 'field.limits', kind: text },
  'indicators/*/level': { label: 'field.level', kind: choice('level') },
  'indicators/*/direction': { label: 'field.direction', kind: choice('direction') },
  'indicators/*/cumulative': { label: 'field.cumulative', kind: yesNo },
  'indicators/*/aggregation': { label: 'field.aggregation', kind: choice('aggregation') },
  'indicators/*/countsPeople': { label: 'field.counts people', kind: yesNo },
  'indicators/*/estimated': { label: 'field.estimated', kind: yesNo },
  'indicators/*/retired': { label: 'field.retired' },
  'indicators/*/retired/from': { label: 'field.retired from', kind: day },
  'indicators/*/retired/reason': { label: 'form.reason', kind: text },
  benchmarks: { label: 'part title.benchmarks' },
  'benchmarks/*/objective': { label: 'field.for objective', kind: objective },
  'benchmarks/*/text': { label: 'field.benchmark', kind: text },
  'benchmarks/*/by': { label: 'field.by', kind: day },
  'benchmarks/*/measured': { label: 'field.measured' },
  'benchmarks/*/measured/indicator': { label: 'field.indicator', kind: indicator },
  'benchmarks/*/measured/value': { label: 'field.threshold', kind: decimal },
  plan: { label: 'part title.plan' },
  'plan/currency': { label: 'field.plan currency', kind: plain },
  'plan/years': { label: 'part title.years' },
  'plan/years/*/begins': { label: 'field.begins', kind: day },
  'plan/years/*/ends': { label: 'field.ends', kind: day },
  'plan/fiscalYears': { label: 'field.fiscal years' },
  'plan/fiscalYears/donor': { label: 'side.donor', kind: plain },
  'plan/fiscalYears/partner': { label: 'side.partner', kind: plain },
  'plan/contributions': { label: 'part title.contributions' },
  'plan/contributions/*/party': { label: 'field.party', kind: party },
  'plan/contributions/*/kind': { label: 'field.contribution kind', kind: choice('given') },
  'plan/contributions/*/what': { label: 'field.what', kind: text },
  'plan/contributions/*/valuation': { label: 'field.valuation', kind: text },
  'plan/contributions/*/unconditional': { label: 'field.unconditional', kind: text },
  'plan/contributions/*/amount': { label: 'field.amount', kind: money },
  'plan/contributions/*/before': { label: 'field.before' },
  'plan/contributions/*/before/year': { label: 'field.year', kind: plain },
  'plan/contributions/*/before/amount': { label: 'field.amount', kind: money },
  'plan/contributions/*/before/source': { label: 'field.source', kind: text },
  'plan/lines': { label: 'lines.title' },
  'plan/lines/*/component': { label: 'field.component', kind: choice('component') },
  'plan/lines/*/initiative': { label: 'field.initiative', kind: initiative, none: 'form.no initiative' },
  'plan/lines/*/year': { label: 'field.year', kind: year },
  'plan/lines/*/contribution': { label: 'field.contribution', kind: contribution },
  'plan/lines/*/original': { label: 'plan.original', kind: money },
  'plan/lines/*/revised': { label: 'plan.revised', kind: money },
  'plan/lines/*/note': { label: 'field.note', kind: text },
  'plan/lines/*/belowMoney': { label: 'field.belowMoney', kind: text },
  'plan/rates': { label: 'part title.rates' },
  'plan/rates/*/from': { label: 'field.rate from', kind: plain },
  'plan/rates/*/to': { label: 'field.rate to', kind: plain },
  'plan/rates/*/date': { label: 'field.date', kind: day },
  'plan/rates/*/rate': { label: 'field.rate', kind: decimal },
  'plan/rates/*/source': { label: 'field.source', kind: plain },
  'plan/mechanisms': { label: 'field.mechanisms', kind: text },
  'plan/oversight': { label: 'field.oversight', kind: text },
  tranches: { label: 'part title.tranches' },
  'tranches/*/title': { label: 'field.title', kind: text },
  'tranches/*/contribution': { label: 'field.contribution', kind: contribution },
  'tranches/*/amount': { label: 'field.amount', kind: money },
  'tranches/*/planned': { label: 'field.planned', kind: day },
  'tranches/*/conditions': { label: 'part title.conditions' },
  'tranches/*/conditions/*/kind': { label: 'field.condition kind', kind: choice('condition') },
  'tranches/*/conditions/*/type': { label: 'field.condition type', kind: choice('condition') },
  'tranches/*/conditions/*/text': { label: 'field.condition', kind: text },
  'tranches/*/conditions/*/benchmark': {
    label: 'field.rests on',
    kind: benchmark,
    none: 'form.no benchmark',
  },
  'tranches/*/conditions/*/evidence': { label: 'field.evidence', kind: text },
  'tranches/*/conditions/*/from': { label: 'field.brings evidence', kind: party },
  'tranches/*/conditions/*/verifier': { label: 'field.judges evidence', kind: party },
  'tranches/*/conditions/*/due': { label: 'field.due', kind: day },
  'tranches/*/conditions/*/holds': { label: 'field.holds', kind: money, none: 'text.the whole' },
  entry: { label: 'part title.entry' },
  'entry/*/text': { label: 'field.condition', kind: text },
  'entry/*/party': { label: 'field.brings about', kind: party },
  'entry/*/evidence': { label: 'field.evidence', kind: text },
  sustainability: { label: 'part title.sustainability' },
  'sustainability/*/text': { label: 'field.measure', kind: text },
  'sustainability/*/party': { label: 'field.party', kind: party },
  'sustainability/*/by': { label: 'field.by', kind: day },
  'sustainability/*/evidence': { label: 'field.evidence', kind: text },
  risks: { label: 'part title.risks' },
  'risks/*/text': { label: 'field.risk', kind: text },
  'risks/*/likelihood': { label: 'field.likelihood', kind: ofFive },
  'risks/*/effect': { label: 'field.effect', kind: ofFive },
  'risks/*/owner': { label: 'field.owner', kind: party, none: 'form.nobody yet' },
  'risks/*/response': { label: 'field.response', kind: text },
  documents: { label: 'part title.documents' },
  'documents/*/kind': { label: 'field.document kind', kind: choice('document') },
  'documents/*/title': { label: 'field.title', kind: text },
  'documents/*/date': { label: 'field.date', kind: day },
  'documents/*/url': { label: 'field.url', kind: address },
  'documents/*/file': { label: 'field.file', kind: plain },
}

/** Lists whose elements are told by a key, or by what stands for one. */
const lists = new Set(
  Object.keys(fields).flatMap((each) => {
    const at = each.lastIndexOf('/*/')
    return at === -1 ? [] : [each.slice(0, at)]
  }),
)

/** A place with `*` where the key of an element stands. */
export function patternOf(place: string): string {
  let pattern = ''
  for (const step of place.split('/')) {
    const next = lists.has(pattern) ? '*' : step
    pattern = pattern === '' ? next : `${pattern}/${next}`
  }
  return pattern
}

const order = new Map(Object.keys(fields).map((each, place) => [each, place]))
/** Where a field comes in the document, since a text that was hashed has its fields by the alphabet; an element comes with its list. */
export function orderOf(place: string): number {
  const pattern = patternOf(place)
  return order.get(pattern) ?? order.get(pattern.replace(/\/\*$/, '')) ?? order.size
}

/** How a value of a place reads. */
export function readValue(value: unknown, place: string, on: Reading): Value {
  const field = fields[patternOf(place)]
  if (value === null || value === undefined) return said(say(on)(field?.none ?? 'text.none'))
  if (field?.kind !== undefined) return field.kind(value, on, place)
  return said(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** What a field is called on the forms; null for an element, a whole part, and what the text has not. */
export function labelOf(place: string, language: Language): string | null {
  const field = fields[patternOf(place)]
  return field === undefined ? null : speak(words, language)(field.label)
}

/**
 * Everything that is in a value of the text, by name: of an element all its fields, of a list all
 * its elements. Nothing is left out but the keys, which are names that only the text itself uses.
 */
export function leavesOf(value: unknown, place: string, on: Reading): Leaf[] {
  const pattern = patternOf(place)
  const field = fields[pattern]
  const label = field === undefined ? '' : say(on)(field.label)
  if (field?.kind !== undefined || value === null || typeof value !== 'object')
    return [{ label, value: readValue(value, place, on) }]
  if (Array.isArray(value))
    return value.length === 0
      ? [{ label, value: said(say(on)('text.none')) }]
      : value.map((item: unknown, index) => {
          const key = isObject(item) && typeof item.key === 'string' ? item.key : String(index)
          const at = `${place}/${key}`
          return { label, title: titleOf(item, at, on), inner: leavesOf(item, at, on) }
        })
  const inner = Object.entries(value)
    .filter(([name]) => name !== 'key')
    .map(([name, each]) => ({ at: place === '' ? name : `${place}/${name}`, each }))
    .sort((a, b) => orderOf(a.at) - orderOf(b.at))
    .flatMap(({ at, each }) => leavesOf(each, at, on))
  return field === undefined ? inner : [{ label, title: '', inner }]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What tells an element from the others of its list: its words, or its year and cell. */
function titleOf(item: unknown, place: string, on: Reading): string {
  if (!isObject(item)) return ''
  const { agreement, language } = on
  switch (patternOf(place)) {
    case 'indicators/*/targets/*':
      return `${yearName(String(item.year), on)}, ${cellName(item.cell as Record<string, string>, sheetAt(on, place), on)}`
    case 'indicators/*/noTarget/*':
      return yearName(String(item.year), on)
    case 'plan/years/*':
      return yearName(String(item.key), on)
    case 'plan/lines/*': {
      const line = item as Agreement['plan']['lines'][0]
      return `${lineName(line, agreement, language)} · ${yearName(line.year, on)}`
    }
    case 'plan/rates/*':
      return `${String(item.from)} → ${String(item.to)}, ${formatDay(language, String(item.date))}`
  }
  const named = item.title ?? item.name ?? item.deliverable ?? item.what ?? item.text
  return typeof item.key === 'string' && isObject(named)
    ? called(item.key, named as Text, language, agreement.languages)
    : ''
}

/**
 * Where a change stands, by titles and years: “Lines of the plan: Prevention · Boats · Grant ·
 * Year 3”. Of an element as it is in the text the place is read in.
 */
export function whereOf(place: string, on: Reading): string {
  const { agreement, language } = on
  const steps = place.split('/')
  const part = `${steps[0]}/${steps[1]}`
  const [, , inner, key = ''] = steps
  const named = (list: string, item: unknown, at: string) => {
    const title = titleOf(item, at, on)
    return title === '' ? list : `${list}: ${title}`
  }
  if (part === 'plan/lines' || part === 'plan/years' || part === 'plan/rates') {
    const list = agreement.plan[steps[1] as 'lines' | 'years' | 'rates'] as readonly Record<string, unknown>[]
    const item = list.find((each) => keyOf(each) === inner)
    return named(labelOf(part, language) ?? '', item, `${part}/${inner}`)
  }
  const name = placeName(place, agreement, language)
  const sheet = steps[0] === 'indicators' ? sheetAt(on, place) : undefined
  if (sheet === undefined || key === '') return name
  const label = labelOf(steps.slice(0, 3).join('/'), language) ?? ''
  const at = steps.slice(0, 4).join('/')
  if (inner === 'targets' || inner === 'noTarget') {
    const found = sheet[inner].find((each) => keyOf(each) === key)
    return `${name} · ${named(label, found, at)}`
  }
  if (inner !== 'disaggregations') return name
  const split = sheet.disaggregations.find((each) => each.key === key)
  const category = split?.categories.find((each) => each.key === steps[5])
  return `${name} · ${named(label, split, at)}${category === undefined ? '' : ` · ${titleOf(category, steps.slice(0, 6).join('/'), on)}`}`
}
