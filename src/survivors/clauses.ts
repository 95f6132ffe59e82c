import {
  type Agreement,
  type AgreementPart,
  agreementParts,
  entryConditions,
  inLanguage,
  type Money,
  type Text,
} from '../compacts/agreement.ts'
import { minorPlaces } from '../compacts/currency.ts'
import { formatDay, formatList, formatNumber, type Language, speak } from '../ui/language.ts'
import { words } from './words.ts'

/** One clause of a text: what it means in plain words, and what is written. */
export type Clause = {
  /** Path in the document, such as `objectives/lake-fishing`. */
  place: string
  part: AgreementPart
  /** Sentences made from the draft by fixed rules. */
  plain: string[]
  /** What is written, each with the language it is in; nothing where nothing is. */
  written: string[]
}

/**
 * A text as clauses in plain words, in the order in which it is best read: whom it is about,
 * what is to be reached, who does what, the money, what stays. Every clause can be objected to
 * by its place. Sums and days are in the reader’s language, what was written is in that of the
 * compact that is nearest to it.
 */
export function clausesOf(agreement: Agreement, language: Language): Clause[] {
  const say = speak(words, language)
  const read = (text: Text) => inLanguage(text, language, agreement.languages) ?? ''
  const quoted = (text: Text) => read(text) || say('text.empty')
  const day = (on: string) => formatDay(language, on)
  const partyName = (key: string | null) => {
    const party = agreement.parties.find((each) => each.key === key)
    return (party === undefined ? '' : read(party.name)) || say('nobody')
  }
  const clauses: Clause[] = []
  const add = (place: string, plain: (string | null)[], ...written: Text[]) => {
    const part = agreementParts.find((each) => each === place.split('/')[0])
    if (part === undefined) throw new Error(`${place} belongs to no part`)
    const sentences = plain.flatMap((each) => (each === null ? [] : [ended(each)]))
    clauses.push({ place, part, plain: sentences, written: written.map(read).filter((each) => each !== '') })
  }

  const { scope, term, plan } = agreement
  add('title', [say('plain.title', { text: quoted(agreement.title) })])
  add('scope', [say(scope.who === 'children' ? 'plain.children' : 'plain.all')], scope.forms, scope.regions)
  add('term', [term.years === null ? say('plain.term none') : say('plain.term', { years: term.years })])
  for (const { key, name, signs } of agreement.parties)
    add(`parties/${key}`, [say(signs ? 'plain.signs' : 'plain.party', { name: quoted(name) })])

  for (const { key, text, theoryOfChange } of agreement.objectives) {
    const seen = agreement.indicators
      .filter(({ objective }) => objective === key)
      .map(({ title }) => read(title))
    const list = seen.filter((title) => title !== '')
    add(
      `objectives/${key}`,
      [
        say('plain.objective', { text: quoted(text) }),
        list.length === 0
          ? say('plain.not measured')
          : say('plain.measured', { list: formatList(language, list) }),
      ],
      theoryOfChange,
    )
  }
  for (const { key, side, party, deliverable, due, evidence } of agreement.responsibilities) {
    const who = party === null ? say(`side.${side}`) : partyName(party)
    add(
      `responsibilities/${key}`,
      [
        say('plain.responsibility', { who, text: quoted(deliverable) }),
        due === null ? null : say('plain.due', { day: day(due) }),
      ],
      evidence,
    )
  }
  for (const { key, title, description, implementer, sites } of agreement.initiatives)
    add(
      `initiatives/${key}`,
      [
        say('plain.initiative', { text: quoted(title) }),
        implementer === null
          ? say('plain.implementer none')
          : say('plain.implementer', { name: partyName(implementer) }),
      ],
      description,
      sites,
    )
  for (const indicator of agreement.indicators) {
    const { key, baseline, targets, countsPeople, retired } = indicator
    const last = plan.years.at(-1)?.key
    const target = targets.find(({ year, cell }) => year === last && Object.keys(cell).length === 0)
    const number = (value: string) => {
      const digits = value.split('.')[1]?.length ?? 0
      return formatNumber(language, Number(value), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    }
    add(
      `indicators/${key}`,
      [
        say('plain.indicator', { text: quoted(indicator.title) }),
        baseline !== null && 'value' in baseline
          ? say('plain.baseline', { value: number(baseline.value), day: day(baseline.date) })
          : say('plain.baseline none'),
        retired !== undefined
          ? say('plain.retired', { day: day(retired.from) })
          : target === undefined
            ? say('plain.target none')
            : say('plain.target', { value: number(target.value) }),
        countsPeople ? say('plain.people') : null,
      ],
      indicator.definition,
      indicator.unit,
      indicator.source,
      indicator.limits,
      retired?.reason ?? {},
    )
  }
  for (const { key, by, text } of agreement.benchmarks)
    add(`benchmarks/${key}`, [say('plain.benchmark', { day: day(by), text: quoted(text) })])
  for (const { key, party, kind, what, amount } of plan.contributions) {
    const values = { name: partyName(party), amount: moneyIn(language, amount) }
    add(`plan/contributions/${key}`, [say(kind === 'cash' ? 'plain.cash' : 'plain.in-kind', values)], what)
  }
  add('plan', [], plan.mechanisms, plan.oversight)
  for (const { key, title, amount, planned, conditions } of agreement.tranches) {
    add(
      `tranches/${key}`,
      [say('plain.tranche', { amount: moneyIn(language, amount), day: day(planned) })],
      title,
    )
    for (const condition of conditions)
      add(
        `tranches/${key}/conditions/${condition.key}`,
        [
          say('plain.condition', { text: quoted(condition.text) }),
          say('plain.judged', { from: partyName(condition.from), verifier: partyName(condition.verifier) }),
        ],
        condition.evidence,
      )
  }
  for (const { key, text, party, evidence } of entryConditions(agreement))
    add(`entry/${key}`, [say('plain.entry', { name: partyName(party), text: quoted(text) })], evidence)
  for (const { key, text, party, by, evidence } of agreement.sustainability)
    add(
      `sustainability/${key}`,
      [say('plain.sustained', { day: day(by), name: partyName(party), text: quoted(text) })],
      evidence,
    )
  for (const { key, text, response } of agreement.risks)
    add(`risks/${key}`, [
      say('plain.risk', { text: quoted(text) }),
      read(response) === '' ? null : say('plain.response', { text: read(response) }),
    ])
  for (const [name, text] of Object.entries(agreement.sections)) add(`sections/${name}`, [], text)
  add('legalBasis', [], agreement.legalBasis)
  const { chosenBy } = agreement
  if (chosenBy !== null && 'reason' in chosenBy) add('chosenBy', [], chosenBy.reason)
  return clauses
}

/** A sentence that ends as one, whatever was quoted in it. */
const ended = (sentence: string) => (/[.!?…:;。।؟][”»’"')]*$/u.test(sentence) ? sentence : `${sentence}.`)

/** What a place is called in a list of objections: its first plain sentence, else the name of its part. */
export function placeName(agreement: Agreement | null, place: string, language: Language): string {
  const say = speak(words, language)
  const clause =
    agreement === null ? undefined : clausesOf(agreement, language).find((each) => each.place === place)
  const first = clause?.plain[0]
  if (first !== undefined) return first
  const part = agreementParts.find((each) => each === place.split('/')[0])
  return [part === undefined ? place : say(`part.${part}`), ...place.split('/').slice(1)].join(', ')
}

/** Whole minor units as the reader writes money, to the last unit. */
function moneyIn(language: Language, { minor, currency }: Money): string {
  const digits = minorPlaces(currency)
  return formatNumber(language, minor / 10 ** digits, {
    style: 'currency',
    currency,
    ...(minor % 10 ** digits === 0 ? { maximumFractionDigits: 0 } : {}),
  })
}
