import {
  type Agreement,
  type AgreementPart,
  type Condition,
  type Contribution,
  entryConditions,
  type Indicator,
  type Money,
  type Part,
  type PlanLine,
  type PlanYear,
  type SectionName,
  type Side,
  sections,
  sides,
  type Text,
  type Tranche,
} from './agreement.ts'
import { isMoney } from './currency.ts'
import { addDays, addYears, isDay } from './day.ts'
import { elementsOf } from './elements.ts'
import { addExact, compareExact, type Exact, readExact, writeExact } from './exact.ts'
import { type Gap, type GapCode, type Step, sectionOfPart } from './gap-codes.ts'
import { amountsTooLarge, currentAmount, paidWithoutConditions, rateFor } from './plan.ts'
import type { CompactState } from './tables.ts'

/*
 * What is lacking before a step, computed by one pure rule that pages, API and commands share.
 *
 * The law asks for sections A to G (22 U.S.C. 7103a(d)); GAO found of real compacts that targets
 * were missing, contributions of the partner and measures of sustainability untracked (GAO-23-105390).
 * What follows makes a text with those faults impossible to freeze, and so to sign.
 */

/** What the rules need to know besides the text. */
export type GapFacts = {
  /** `YYYY-MM-DD` */
  today: string
  state: CompactState
  /** Number of the draft or frozen amendment, 0 for the first text; null while there is none. */
  amendment: number | null
  /** Whether the text is frozen. */
  frozen: boolean
  /** Who takes part by record, whatever the text says. */
  parties: readonly { organisation: string; side: Side | null; part: Part }[]
  /** What is in force; null before entry into force. */
  before: Agreement | null
  /** Last day of the term as it stands now. */
  ends: string | null
  /** First day of the term as it runs; null, or left out, where it is not known. */
  begins?: string | null
  /** The day on which the text is to enter into force; today, where it is left out. */
  on?: string
  /** Keys that stood in an earlier version and are gone from that in force. */
  goneKeys: readonly { collection: string; key: string; version: number }[]
  /** Open comments that block. */
  blocking: readonly { id: string; place: string }[]
  /** Keys of parties that must sign the frozen text and have not. */
  unsigned: readonly string[]
  /** Keys of conditions to entry into force that are not found to hold for the frozen text. */
  unmet: readonly string[]
  /** Conditions of open suspensions that are not corrected; null when nothing is suspended. */
  uncorrected: number | null
  /** Lessons on record. */
  lessons: number
}

type Tell = (place: string, code: GapCode, values?: Gap['values']) => void

/** Everything that is lacking before a step; empty when it can be taken. Pure, in the order of the document. */
export function gapsBefore(step: Step, agreement: Agreement | null, facts: GapFacts): Gap[] {
  const gaps: Gap[] = []
  const tell: Tell = (place, code, values = {}) => {
    const part = place.split('/')[0] ?? ''
    gaps.push({ place, section: sectionAt(part, values.section), code, values })
  }
  if (agreement === null) {
    if (['frozen', 'signed', 'takes effect'].includes(step)) tell('draft', 'draft-none')
  } else rules[step](agreement, facts, tell)
  afterwards(step, facts, tell)
  return gaps
}

function sectionAt(part: string, section: string | number | undefined): SectionName | null {
  if (part === 'sections') return sections.find((each) => each === section) ?? null
  return Object.hasOwn(sectionOfPart, part) ? sectionOfPart[part as AgreementPart] : null
}

const nothing = () => {}
/** Parts that act for a government. */
const stateParts: readonly Part[] = ['government', 'ministry', 'agency']
const rules: Record<Step, (agreement: Agreement, facts: GapFacts, tell: Tell) => void> = {
  proposed: (agreement, _, tell) => {
    const first = agreement.languages.slice(0, 1)
    written(tell, 'title', agreement.title, first)
    written(tell, 'scope/forms', agreement.scope.forms, first)
  },
  negotiating: (_, { parties }, tell) => {
    for (const side of sides)
      if (!parties.some((party) => party.side === side && stateParts.includes(party.part)))
        tell('parties', 'side-without-organisation', { side })
  },
  frozen: wholeText,
  signed: (agreement, facts, tell) => {
    wholeText(agreement, facts, tell)
    for (const { id, place } of facts.blocking) tell(`comments/${place}`, 'comment-blocking', { comment: id })
    if (!facts.frozen) tell('draft', 'not-frozen')
    else for (const party of facts.unsigned) tell('signatures', 'signature-missing', { party })
  },
  'in force': (agreement, facts, tell) => {
    const { unmet, before, on, today } = facts
    // Only now are the days of a term known that counts from entry into force.
    if (before === null && agreement.term.begins === null) {
      const days = termFrom(agreement, on ?? today)
      planCoversTerm(agreement, days, tell)
      // What was planned for a day that is past is late, and can come still.
      for (const { key, planned } of agreement.tranches)
        if (isOutside(planned, { ...days, begins: null }))
          tell(`tranches/${key}/planned`, 'tranche-outside-term', { tranche: key, day: planned })
    }
    for (const { key, party } of entryConditions(agreement))
      if (unmet.includes(key)) tell(`steps/${key}`, 'entry-condition-open', { entry: key, party })
  },
  'takes effect': (agreement, facts, tell) => {
    // Between the last signature and this day somebody may have left, or the term may have run out.
    parties(agreement, facts, tell)
    if (facts.before !== null) term(agreement, facts, tell)
    retiredInTime(agreement, facts, tell)
    nothingGone(agreement, facts, tell)
    if (!facts.frozen) tell('draft', 'not-frozen')
    else for (const party of facts.unsigned) tell('signatures', 'signature-missing', { party })
  },
  suspended: nothing,
  reinstated: nothing,
  closing: nothing,
  closed: nothing,
  terminated: nothing,
}

function afterwards(step: Step, facts: GapFacts, tell: Tell): void {
  const { uncorrected, amendment, lessons, state } = facts
  if (step === 'reinstated' && uncorrected !== null && uncorrected > 0)
    tell('suspensions', 'correction-open', { count: uncorrected })
  if (step === 'closing' && amendment !== null && state !== 'negotiating')
    tell('draft', 'amendment-open', { amendment })
  if (step === 'closed') {
    if (uncorrected !== null) tell('suspensions', 'suspension-open')
    if (lessons === 0) tell('lessons', 'lessons-none')
  }
}

/* ---- the whole text, before it is frozen */

function wholeText(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  keysAndReferences(agreement, facts, tell)
  texts(agreement, tell)
  parties(agreement, facts, tell)
  actors(agreement, tell)
  term(agreement, facts, tell)
  if (agreement.chosenBy === null) tell('chosenBy', 'choice-missing')
  objectives(agreement, facts, tell)
  for (const indicator of agreement.indicators) indicatorSheet(indicator, agreement, facts, tell)
  retirements(agreement, facts, tell)
  nothingGone(agreement, facts, tell)
  benchmarks(agreement, tell)
  plan(agreement, facts, tell)
  tranches(agreement, facts, tell)
  if (agreement.sustainability.length === 0) tell('sustainability', 'sustainability-none')
  for (const { key, url, file } of agreement.documents)
    if ((url === null) === (file === null))
      tell(`documents/${key}`, 'document-without-place', { document: key })
  days(agreement, tell)
}

/** A text that must be there, in each of the languages. */
function written(tell: Tell, place: string, text: Text, languages: readonly string[]): void {
  for (const language of languages) if (isBlank(text[language])) tell(place, 'text-missing', { language })
}

/** A text that may be left out, yet not in one language only: the two would not say the same. */
function translated(tell: Tell, place: string, text: Text, languages: readonly string[]): void {
  if (languages.every((language) => isBlank(text[language]))) return
  for (const language of languages)
    if (isBlank(text[language])) tell(place, 'translation-missing', { language })
}

/** Fewer words than these are a heading, not a sentence that says who does what. */
export const LEAST_WORDS = 5

/** A section of the law says something: at least one sentence, in each language. */
function saidInASentence(tell: Tell, section: SectionName, text: string | undefined, language: string): void {
  if (text === undefined || isBlank(text)) {
    tell(`sections/${section}`, 'section-empty', { section, language })
    return
  }
  // Some languages write no blanks between words.
  const cut = new Intl.Segmenter(language, { granularity: 'word' }).segment(text)
  let words = 0
  for (const { isWordLike } of cut) {
    if (isWordLike === true) words += 1
    if (words === LEAST_WORDS) return
  }
  tell(`sections/${section}`, 'section-no-sentence', { section, language, least: LEAST_WORDS })
}

const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''

function texts(agreement: Agreement, tell: Tell): void {
  const { languages } = agreement
  const must = (place: string, text: Text) => written(tell, place, text, languages)
  const may = (place: string, text: Text) => translated(tell, place, text, languages)

  must('title', agreement.title)
  must('scope/forms', agreement.scope.forms)
  may('scope/regions', agreement.scope.regions)
  for (const { key, name } of agreement.parties) must(`parties/${key}/name`, name)
  must('legalBasis', agreement.legalBasis)
  if (agreement.chosenBy !== null && 'reason' in agreement.chosenBy)
    must('chosenBy/reason', agreement.chosenBy.reason)
  for (const section of sections)
    for (const language of languages)
      saidInASentence(tell, section, agreement.sections[section]?.[language], language)
  for (const { key, text, theoryOfChange } of agreement.objectives) {
    must(`objectives/${key}/text`, text)
    must(`objectives/${key}/theoryOfChange`, theoryOfChange)
  }
  for (const { key, deliverable, evidence } of agreement.responsibilities) {
    must(`responsibilities/${key}/deliverable`, deliverable)
    must(`responsibilities/${key}/evidence`, evidence)
  }
  for (const { key, title, description, sites } of agreement.initiatives) {
    must(`initiatives/${key}/title`, title)
    must(`initiatives/${key}/description`, description)
    may(`initiatives/${key}/sites`, sites)
  }
  for (const indicator of agreement.indicators) indicatorTexts(indicator, must)
  for (const { key, text } of agreement.benchmarks) must(`benchmarks/${key}/text`, text)
  must('plan/mechanisms', agreement.plan.mechanisms)
  must('plan/oversight', agreement.plan.oversight)
  for (const { key, what, kind, valuation, before, unconditional = {} } of agreement.plan.contributions) {
    must(`plan/contributions/${key}/what`, what)
    may(`plan/contributions/${key}/unconditional`, unconditional)
    if (kind === 'cash') may(`plan/contributions/${key}/valuation`, valuation)
    else if (languages.every((language) => isBlank(valuation[language])))
      tell(`plan/contributions/${key}/valuation`, 'contribution-without-valuation', { contribution: key })
    else may(`plan/contributions/${key}/valuation`, valuation)
    if (before !== null) must(`plan/contributions/${key}/before/source`, before.source)
  }
  for (const { key, note, belowMoney = {} } of agreement.plan.lines) {
    may(`plan/lines/${key}/note`, note)
    may(`plan/lines/${key}/belowMoney`, belowMoney)
  }
  for (const { key, title, conditions } of agreement.tranches) {
    must(`tranches/${key}/title`, title)
    for (const condition of conditions) {
      must(`tranches/${key}/conditions/${condition.key}/text`, condition.text)
      must(`tranches/${key}/conditions/${condition.key}/evidence`, condition.evidence)
    }
  }
  for (const { key, text, evidence } of entryConditions(agreement)) {
    must(`entry/${key}/text`, text)
    must(`entry/${key}/evidence`, evidence)
  }
  for (const { key, text, evidence } of agreement.sustainability) {
    must(`sustainability/${key}/text`, text)
    must(`sustainability/${key}/evidence`, evidence)
  }
  for (const { key, text, response } of agreement.risks) {
    must(`risks/${key}/text`, text)
    must(`risks/${key}/response`, response)
  }
  for (const { key, title } of agreement.documents) must(`documents/${key}/title`, title)
}

/** The ten parts of an indicator reference sheet (ADS 201), as far as they are words. */
function indicatorTexts(indicator: Indicator, must: (place: string, text: Text) => void): void {
  const at = `indicators/${indicator.key}`
  must(`${at}/title`, indicator.title)
  must(`${at}/definition`, indicator.definition)
  must(`${at}/unit`, indicator.unit)
  must(`${at}/formula`, indicator.formula)
  for (const { key, name, categories } of indicator.disaggregations) {
    must(`${at}/disaggregations/${key}/name`, name)
    for (const category of categories)
      must(`${at}/disaggregations/${key}/categories/${category.key}/name`, category.name)
  }
  must(`${at}/source`, indicator.source)
  const { baseline } = indicator
  if (baseline !== null && 'value' in baseline) {
    must(`${at}/baseline/method`, baseline.method)
    must(`${at}/baseline/source`, baseline.source)
    must(`${at}/baseline/definition`, baseline.definition)
  } else if (baseline !== null) must(`${at}/baseline/reason`, baseline.reason)
  for (const target of indicator.targets)
    must(`${at}/targets/${target.year}${cellName(target.cell)}/rationale`, target.rationale)
  for (const { year, reason } of indicator.noTarget) must(`${at}/noTarget/${year}/reason`, reason)
  must(`${at}/limits`, indicator.limits)
  if (indicator.retired !== undefined) must(`${at}/retired/reason`, indicator.retired.reason)
}

const cellName = (cell: Record<string, string>) =>
  Object.keys(cell)
    .sort()
    .map((key) => `,${key}=${cell[key]}`)
    .join('')

/* ---- keys */

function keysAndReferences(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  const gone = new Map(facts.goneKeys.map((each) => [`${each.collection} ${each.key}`, each.version]))
  const known = new Map<string, Set<string>>()
  for (const { collection, key, place } of elementsOf(agreement)) {
    const keys = known.get(collection) ?? new Set()
    known.set(collection, keys)
    if (keys.has(key)) tell(place, 'key-twice', { key })
    keys.add(key)
    const version = gone.get(`${collection} ${key}`)
    if (version !== undefined) tell(place, 'key-reused', { key, version })
  }
  const refer = (place: string, collection: string, key: string | null) => {
    if (key !== null && !known.get(collection)?.has(key)) tell(place, 'reference-unknown', { key })
  }
  for (const { key, objective, party } of agreement.responsibilities) {
    refer(`responsibilities/${key}/objective`, 'objectives', objective)
    refer(`responsibilities/${key}/party`, 'parties', party)
  }
  for (const { key, objectives, implementer } of agreement.initiatives) {
    for (const objective of objectives) refer(`initiatives/${key}/objectives`, 'objectives', objective)
    refer(`initiatives/${key}/implementer`, 'parties', implementer)
  }
  for (const { key, objective, responsible, reporters, targets, noTarget } of agreement.indicators) {
    refer(`indicators/${key}/objective`, 'objectives', objective)
    refer(`indicators/${key}/responsible`, 'parties', responsible)
    for (const reporter of reporters) refer(`indicators/${key}/reporters`, 'parties', reporter)
    for (const { year } of [...targets, ...noTarget])
      refer(`indicators/${key}/targets/${year}`, 'plan/years', year)
  }
  for (const { key, objective, measured } of agreement.benchmarks) {
    refer(`benchmarks/${key}/objective`, 'objectives', objective)
    refer(`benchmarks/${key}/measured`, 'indicators', measured?.indicator ?? null)
  }
  for (const { key, party } of agreement.plan.contributions)
    refer(`plan/contributions/${key}/party`, 'parties', party)
  for (const { key, initiative, year, contribution } of agreement.plan.lines) {
    refer(`plan/lines/${key}/initiative`, 'initiatives', initiative)
    refer(`plan/lines/${key}/year`, 'plan/years', year)
    refer(`plan/lines/${key}/contribution`, 'plan/contributions', contribution)
  }
  for (const { key, contribution, conditions } of agreement.tranches) {
    refer(`tranches/${key}/contribution`, 'plan/contributions', contribution)
    for (const condition of conditions) {
      const at = `tranches/${key}/conditions/${condition.key}`
      refer(`${at}/benchmark`, 'benchmarks', condition.benchmark)
      refer(`${at}/from`, 'parties', condition.from)
      refer(`${at}/verifier`, 'parties', condition.verifier)
    }
  }
  for (const { key, party } of entryConditions(agreement)) refer(`entry/${key}/party`, 'parties', party)
  for (const { key, party } of agreement.sustainability)
    refer(`sustainability/${key}/party`, 'parties', party)
  for (const { key, owner } of agreement.risks) refer(`risks/${key}/owner`, 'parties', owner)
}

/* ---- parties and term */

function parties(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  const admitted = new Map(facts.parties.map((party) => [party.organisation, party]))
  const seen = new Map<string, string>()
  for (const { key, organisation, signs, side, part } of agreement.parties) {
    const at = `parties/${key}/organisation`
    if (organisation === null) {
      if (signs || side !== null) tell(at, 'party-without-organisation', { party: key })
      continue
    }
    const record = admitted.get(organisation)
    if (record === undefined) tell(at, 'party-not-admitted', { party: key })
    // Whose signature it is, is not for the text to say.
    else if (record.side !== side || record.part !== part)
      tell(`parties/${key}/side`, 'party-side-differs', { party: key })
    const other = seen.get(organisation)
    if (other !== undefined) tell(at, 'party-twice', { party: key, other })
    seen.set(organisation, key)
  }
  for (const side of sides) {
    const own = agreement.parties.filter((party) => party.side === side)
    if (own.length === 0) tell('parties', 'side-without-party', { side })
    else if (!own.some(({ signs, organisation }) => signs && maySign(admitted.get(organisation ?? ''), side)))
      tell('parties', 'side-without-signature', { side })
    if (!agreement.responsibilities.some((each) => each.side === side || each.side === 'both'))
      tell('responsibilities', 'side-without-responsibility', { side })
  }
}

/**
 * What a party without an organisation is to do, nobody would do, or anybody: a condition that it
 * judges, evidence it brings, an indicator it answers for. Who must have one for other reasons is told of there.
 */
function namedOnly(agreement: Agreement): (key: string | null) => key is string {
  const names = new Set(
    agreement.parties
      .filter(({ organisation, side, signs }) => organisation === null && side === null && !signs)
      .map(({ key }) => key),
  )
  return (key): key is string => key !== null && names.has(key)
}

function actors(agreement: Agreement, tell: Tell): void {
  const isNamedOnly = namedOnly(agreement)
  for (const { key, responsible, reporters } of agreement.indicators) {
    if (isNamedOnly(responsible))
      tell(`indicators/${key}/responsible`, 'responsible-without-organisation', {
        indicator: key,
        party: responsible,
      })
    for (const party of reporters)
      if (isNamedOnly(party))
        tell(`indicators/${key}/reporters`, 'reporter-without-organisation', { indicator: key, party })
  }
  for (const { key: tranche, conditions } of agreement.tranches)
    for (const { key, from, verifier } of conditions) {
      const at = `tranches/${tranche}/conditions/${key}`
      if (isNamedOnly(from))
        tell(`${at}/from`, 'bringer-without-organisation', { condition: key, party: from })
      if (isNamedOnly(verifier))
        tell(`${at}/verifier`, 'verifier-without-organisation', { condition: key, party: verifier })
    }
}

/** Whether a signature of this party is one of that side; who takes part in nothing is told of elsewhere. */
const maySign = (party: GapFacts['parties'][number] | undefined, side: Side) =>
  party === undefined || (party.side === side && stateParts.includes(party.part))

function term(agreement: Agreement, { before, today, ends: standing }: GapFacts, tell: Tell): void {
  const { years, begins, ends } = agreement.term
  if (before === null) {
    if (years === null) tell('term/years', 'term-missing')
    else if (years < 3 || years > 5) tell('term/years', 'term-not-3-to-5', { years })
    if (years !== null && begins !== null && ends !== null && isDay(begins)) {
      const expected = addDays(addYears(begins, years), -1)
      if (ends !== expected) tell('term/ends', 'term-dates-disagree', { years, begins, ends, expected })
    }
    if (ends !== null && begins === null) tell('term/begins', 'term-missing')
    // It enters into force on or before that day, or less is left of the term than was signed.
    if (begins !== null && begins < today) tell('term/begins', 'term-begins-past', { begins, today })
    return
  }
  // Afterwards only the end moves, and only by the amendment that says so.
  if (begins !== before.term.begins)
    tell('term/begins', 'term-begins-moved', { before: before.term.begins ?? '–', after: begins ?? '–' })
  if (years !== before.term.years)
    tell('term/years', 'term-years-changed', { before: before.term.years ?? 0, after: years ?? 0 })
  if (ends !== before.term.ends && (ends === null || ends < today || (standing !== null && ends < standing)))
    tell('term/ends', 'term-shortened', { before: standing ?? '–', after: ends ?? '–' })
}

/* ---- A, C and D */

/**
 * Objectives that an amendment ends, or that were ended before: signed, and each of their indicators retired. They stay in
 * the text for what was owed, and need no outcome or initiative any more. One that goes on must be left.
 */
function endedObjectives({ objectives, indicators }: Agreement, before: Agreement | null): Set<string> {
  const signed = new Set(before?.objectives.map(({ key }) => key))
  const goesOn = new Set(
    indicators.filter(({ retired }) => retired === undefined).map((each) => each.objective),
  )
  const had = new Set(indicators.map(({ objective }) => objective))
  const ended = objectives
    .map(({ key }) => key)
    .filter((key) => signed.has(key) && had.has(key) && !goesOn.has(key))
  return new Set(ended.length === objectives.length ? [] : ended)
}

function objectives(agreement: Agreement, { before }: GapFacts, tell: Tell): void {
  if (agreement.objectives.length === 0) tell('objectives', 'objectives-none')
  const ended = endedObjectives(agreement, before)
  for (const { key } of agreement.objectives) {
    if (ended.has(key)) continue
    const outcome = agreement.indicators.some(
      // One that is asked of nobody any more shows no outcome.
      ({ objective, level, retired }) =>
        objective === key && (level === 'outcome' || level === 'impact') && retired === undefined,
    )
    if (!outcome) tell(`objectives/${key}`, 'objective-without-outcome', { objective: key })
    if (!agreement.initiatives.some((each) => each.objectives.includes(key)))
      tell(`objectives/${key}`, 'objective-without-initiative', { objective: key })
  }
  const funded = new Set(agreement.plan.lines.map(({ initiative }) => initiative))
  for (const { key, objectives: served } of agreement.initiatives) {
    if (served.length === 0)
      tell(`initiatives/${key}/objectives`, 'initiative-without-objective', { initiative: key })
    if (!funded.has(key)) tell(`initiatives/${key}`, 'initiative-without-money', { initiative: key })
  }
}

function indicatorSheet(indicator: Indicator, agreement: Agreement, facts: GapFacts, tell: Tell): void {
  const { key, baseline } = indicator
  const at = `indicators/${key}`
  if (indicator.responsible === null)
    tell(`${at}/responsible`, 'indicator-without-responsible', { indicator: key })
  if (indicator.reporters.length === 0)
    tell(`${at}/reporters`, 'indicator-without-reporter', { indicator: key })
  const { measure, aggregation } = indicator
  if ((measure === 'percentage' || measure === 'ratio') && aggregation === 'sum')
    tell(`${at}/aggregation`, 'percentage-summed', { indicator: key })
  else if (!fits(indicator)) tell(`${at}/aggregation`, 'aggregation-unfit', { indicator: key })
  if (baseline === null) tell(`${at}/baseline`, 'baseline-missing', { indicator: key })
  else if ('value' in baseline) {
    const [low, high] = [baseline.low, baseline.high]
    const unsure = low === null || high === null || baseline.level === null
    if (indicator.estimated && unsure) tell(`${at}/baseline`, 'baseline-without-interval', { indicator: key })
    // An estimate is read with its survey: who doubts the first figure can look there.
    if (indicator.estimated && baseline.url === null)
      tell(`${at}/baseline`, 'baseline-without-link', { indicator: key })
    if ((low !== null && more(low, baseline.value)) || (high !== null && more(baseline.value, high)))
      tell(`${at}/baseline`, 'baseline-outside-interval', { indicator: key })
  }
  if (
    baseline !== null &&
    'due' in baseline &&
    baseline.due < facts.today &&
    !stands(indicator, facts.before)
  )
    tell(`${at}/baseline`, 'baseline-due-past', { indicator: key, due: baseline.due })
  if (baseline !== null && 'value' in baseline && isSmallCount(indicator, baseline.value))
    tell(`${at}/baseline`, 'count-small', { indicator: key, least: LEAST_PEOPLE })
  for (const { year, cell, value } of indicator.targets)
    if (isSmallCount(indicator, value))
      tell(`${at}/targets/${year}${cellName(cell)}`, 'count-small', { indicator: key, least: LEAST_PEOPLE })
  targets(indicator, agreement, tell)
}

/** Whether several values can be brought together in that way: only persons can be counted once, and yes and no have no sum. */
function fits({ measure, aggregation, countsPeople }: Indicator): boolean {
  if (aggregation === 'unique-persons') return measure === 'number' && countsPeople
  return measure !== 'yes-no' || (aggregation !== 'sum' && aggregation !== 'weighted-mean')
}

/** Whether a baseline was promised for that very day in what is in force: an amendment of something else goes on without it. */
function stands({ key, baseline }: Indicator, before: Agreement | null): boolean {
  const known = before?.indicators.find((each) => each.key === key)?.baseline ?? null
  return (
    known !== null && baseline !== null && 'due' in known && 'due' in baseline && known.due === baseline.due
  )
}

/**
 * Fewest people a figure of a text may count. A text that is signed becomes public to the letter, in
 * every form of it, and cannot be veiled afterwards: one to nine people of a place are persons.
 */
export const LEAST_PEOPLE = 10

function isSmallCount({ countsPeople, measure }: Indicator, value: string): boolean {
  return countsPeople && measure === 'number' && Number(value) > 0 && Number(value) < LEAST_PEOPLE
}

function targets(indicator: Indicator, { plan: { years } }: Agreement, tell: Tell): void {
  const { key } = indicator
  const at = (year: string) => `indicators/${key}/targets/${year}`
  const ordered = [...years].sort((a, b) => (a.begins < b.begins ? -1 : 1))
  const last = ordered.at(-1)
  let highest: Exact | null = null
  for (const { key: year, ends } of ordered) {
    const promised = indicator.targets.filter((target) => target.year === year)
    const cells = promised.map(({ cell }) => cellName(cell))
    if (new Set(cells).size < cells.length) tell(at(year), 'target-twice', { indicator: key, year })
    if (promised.some(({ cell }) => !isCell(indicator, cell)))
      tell(at(year), 'target-cell-unknown', { indicator: key, year })
    const total = promised.find(({ cell }) => Object.keys(cell).length === 0)
    const excused = indicator.noTarget.some((none) => none.year === year)
    const isRetired = indicator.retired !== undefined && indicator.retired.from <= ends
    const reported = !isRetired && (indicator.frequency !== 'baseline-and-endline' || year === last?.key)
    if (total === undefined && !excused && reported)
      tell(at(year), 'target-missing', { indicator: key, year })
    if (total !== undefined && excused) tell(at(year), 'target-and-reason', { indicator: key, year })
    const value = total === undefined ? null : readExact(total.value)
    if (value === null) continue
    if (indicator.cumulative && highest !== null && compareExact(value, highest) < 0)
      tell(at(year), 'target-falls', { indicator: key, year })
    highest = value
    partsOfTarget(indicator, year, value, tell)
  }
}

const isCell = ({ disaggregations }: Indicator, cell: Record<string, string>) =>
  Object.entries(cell).every(([dimension, category]) =>
    disaggregations.some(
      ({ key, categories }) => key === dimension && categories.some((each) => each.key === category),
    ),
  )

/** Where each counted thing falls into one category, promises for all categories come to the promise for the whole. */
function partsOfTarget(indicator: Indicator, year: string, total: Exact, tell: Tell): void {
  if (indicator.measure !== 'number') return
  for (const { key: dimension, categories, exclusive } of indicator.disaggregations) {
    if (!exclusive || categories.length === 0) continue
    const parts = categories.map(({ key: category }) =>
      indicator.targets.find(
        ({ cell, year: of }) => of === year && Object.keys(cell).length === 1 && cell[dimension] === category,
      ),
    )
    // A part that is not promised is not known: it makes no total wrong.
    const values = parts.map((part) => (part === undefined ? null : readExact(part.value)))
    let sum: Exact | null = { digits: 0n, places: 0 }
    for (const value of values) sum = sum === null || value === null ? null : addExact(sum, value)
    if (sum !== null && compareExact(sum, total) !== 0)
      tell(`indicators/${indicator.key}/targets/${year}`, 'target-parts-differ', {
        indicator: indicator.key,
        year,
        parts: writeExact(sum),
        total: writeExact(total),
      })
  }
}

/**
 * What was owed by then stays owed: nothing is retired from a day before the text can take effect, or a target that was
 * missed could be lifted afterwards. A retirement that is in force already stands as it is.
 */
function retiredInTime({ indicators }: Agreement, { before, on, today }: GapFacts, tell: Tell): void {
  if (before === null) return
  const earliest = on ?? today
  for (const { key, retired } of indicators) {
    const standing = before.indicators.find((each) => each.key === key)?.retired
    if (retired !== undefined && retired.from < earliest && retired.from !== standing?.from)
      tell(`indicators/${key}/retired`, 'indicator-retired-back', {
        indicator: key,
        day: retired.from,
        earliest,
      })
  }
}

/**
 * An amendment retires an indicator from a day, with the reason; nothing is retired before it was ever in force. A benchmark
 * is not measured by what nobody reports any more.
 */
function retirements(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  const { before } = facts
  const retired = new Map<string, string>()
  retiredInTime(agreement, facts, tell)
  for (const indicator of agreement.indicators) {
    if (indicator.retired === undefined) continue
    retired.set(indicator.key, indicator.retired.from)
    if (before === null)
      tell(`indicators/${indicator.key}/retired`, 'indicator-retired-early', { indicator: indicator.key })
  }
  for (const { key, by, measured } of agreement.benchmarks) {
    const from = measured === null ? undefined : retired.get(measured.indicator)
    if (measured !== null && from !== undefined && from <= by)
      tell(`benchmarks/${key}/measured`, 'benchmark-measure-retired', {
        benchmark: key,
        indicator: measured.indicator,
        day: from,
      })
  }
}

/**
 * What was owed can be read off the text for good: no objective or indicator that was signed is taken out, each is ended by
 * retiring what is measured, and a year that has begun by the day on which the text takes effect keeps its key. With any of
 * these its targets would go, and with them that they were missed.
 */
function nothingGone(agreement: Agreement, { before, on, today }: GapFacts, tell: Tell): void {
  if (before === null) return
  const gone = <Each extends { key: string }>(was: readonly Each[], now: readonly { key: string }[]) =>
    was.filter(({ key }) => !now.some((each) => each.key === key))
  for (const { key } of gone(before.objectives, agreement.objectives))
    tell('objectives', 'objective-gone', { objective: key })
  for (const { key } of gone(before.indicators, agreement.indicators))
    tell('indicators', 'indicator-gone', { indicator: key })
  for (const { key, begins } of gone(before.plan.years, agreement.plan.years))
    if (begins <= (on ?? today)) tell('plan/years', 'plan-year-gone', { year: key, begins })
}

function more(a: string, b: string): boolean {
  const [left, right] = [readExact(a), readExact(b)]
  return left !== null && right !== null && compareExact(left, right) > 0
}

function benchmarks(agreement: Agreement, tell: Tell): void {
  if (agreement.benchmarks.length === 0) tell('benchmarks', 'benchmarks-none')
  const [first, last] = spanOf(agreement)
  const sheets = new Map(agreement.indicators.map((each) => [each.key, each]))
  for (const { key, measured } of agreement.benchmarks) {
    const indicator = measured === null ? undefined : sheets.get(measured.indicator)
    if (measured !== null && indicator !== undefined && isSmallCount(indicator, measured.value))
      tell(`benchmarks/${key}/measured`, 'count-small', { indicator: indicator.key, least: LEAST_PEOPLE })
  }
  for (const { key, by } of agreement.benchmarks)
    if ((first !== null && by < first) || (last !== null && by > last))
      tell(`benchmarks/${key}/by`, 'benchmark-outside-term', { benchmark: key, day: by })
}

/** First and last day that is planned for. */
function spanOf({ plan: { years } }: Agreement): [string | null, string | null] {
  const begins = years.map((year) => year.begins).sort()
  const ends = years.map((year) => year.ends).sort()
  return [begins[0] ?? null, ends.at(-1) ?? null]
}

/* ---- E */

function plan(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  planYears(agreement, tell)
  planCoversTerm(agreement, knownTerm(agreement, facts), tell)
  fiscalYears(agreement, tell)
  const { plan: own } = agreement
  if (amountsTooLarge(own, agreement.tranches)) {
    tell('plan', 'money-too-large')
    return
  }
  const codes = new Set([own.currency, ...own.contributions.map(({ amount }) => amount.currency)])
  for (const currency of codes) if (!isMoney(currency)) tell('plan', 'currency-unknown', { currency })
  const sideOf = new Map(agreement.parties.map(({ key, side }) => [key, side]))
  for (const side of sides)
    if (!own.contributions.some(({ party, amount }) => sideOf.get(party) === side && amount.minor > 0))
      tell('plan/contributions', 'side-without-contribution', { side })
  if (facts.before !== null) {
    promisedYears(own.years, facts.before.plan.years, tell)
    promisedLines(own.lines, facts.before.plan.lines, tell)
  }
  const sums = new Map<string, bigint>()
  const currencyOf = new Map(own.contributions.map(({ key, amount }) => [key, amount.currency]))
  for (const line of own.lines) {
    const at = `plan/lines/${line.key}`
    const expected = currencyOf.get(line.contribution)
    for (const amount of [line.original, line.revised]) {
      if (amount === null) continue
      if (expected !== undefined && amount.currency !== expected)
        tell(at, 'line-in-other-currency', { line: line.key, currency: amount.currency, expected })
      if (amount.minor < 0) tell(at, 'line-negative', { line: line.key })
    }
    if (facts.before === null && line.revised !== null) tell(at, 'line-revised-early', { line: line.key })
    const amount = currentAmount(line)
    if (amount.currency === expected)
      sums.set(line.contribution, (sums.get(line.contribution) ?? 0n) + BigInt(amount.minor))
  }
  for (const { key, amount, party, before: yearBefore } of own.contributions) {
    const at = `plan/contributions/${key}`
    if (amount.minor <= 0) tell(at, 'contribution-not-positive', { contribution: key })
    if (sideOf.get(party) === 'partner' && yearBefore === null)
      tell(`${at}/before`, 'contribution-without-year-before', { contribution: key })
    if (yearBefore !== null) spentBefore({ key, amount, before: yearBefore }, spanOf(agreement)[0], tell)
    const lines = sums.get(key) ?? 0n
    if (lines !== BigInt(amount.minor))
      tell(at, 'lines-differ-from-contribution', {
        contribution: key,
        lines: Number(lines),
        amount: amount.minor,
        currency: amount.currency,
      })
  }
  rates(agreement, tell)
}

/** What is more than before can only be told from an amount of a year before, in the same currency. */
function spentBefore(
  { key, amount, before }: { key: string; amount: Money; before: NonNullable<Contribution['before']> },
  begins: string | null,
  tell: Tell,
): void {
  const at = `plan/contributions/${key}/before`
  const { currency } = before.amount
  if (currency !== amount.currency)
    tell(at, 'year-before-in-other-currency', {
      contribution: key,
      currency,
      expected: amount.currency,
    })
  if (before.amount.minor < 0) tell(at, 'year-before-negative', { contribution: key })
  const year = `${before.year}`
  if (begins !== null && year >= begins.slice(0, 4)) tell(at, 'year-before-late', { contribution: key, year })
}

/** A fiscal year follows on the one before: its first day is there in every year. */
function fiscalYears({ plan: { fiscalYears: own } }: Agreement, tell: Tell): void {
  for (const side of sides)
    if (!isDay(`2025-${own[side]}`))
      tell(`plan/fiscalYears/${side}`, 'fiscal-year-impossible', { side, day: own[side] })
}

/** A year of the plan that stays is where it was, with the lines and targets promised for it; only the last one may grow. */
function promisedYears(years: readonly PlanYear[], before: readonly PlanYear[], tell: Tell): void {
  const last = before
    .map(({ ends }) => ends)
    .sort()
    .at(-1)
  for (const { key, begins, ends } of before) {
    const year = years.find((each) => each.key === key)
    if (year === undefined) continue
    const moved = year.begins !== begins || (ends === last ? year.ends < ends : year.ends !== ends)
    if (moved) tell(`plan/years/${key}`, 'plan-year-moved', { year: key, begins, ends })
  }
}

/**
 * What was first promised stays readable beside what it became: no line vanishes, none is turned into
 * the promise of something else, and what is new was not promised at first.
 */
function promisedLines(lines: readonly PlanLine[], before: readonly PlanLine[], tell: Tell): void {
  const now = new Map(lines.map((line) => [line.key, line]))
  for (const { key, original, component, initiative, year, contribution } of before) {
    const line = now.get(key)
    if (line === undefined) {
      tell('plan/lines', 'line-gone', {
        line: key,
        amount: original.minor,
        currency: original.currency,
      })
      continue
    }
    const at = `plan/lines/${key}`
    if (!sameMoney(original, line.original))
      tell(at, 'line-original-changed', {
        line: key,
        before: original.minor,
        after: line.original.minor,
        currency: original.currency,
      })
    if (
      line.component !== component ||
      line.initiative !== initiative ||
      line.year !== year ||
      line.contribution !== contribution
    )
      tell(at, 'line-moved', { line: key })
  }
  const known = new Set(before.map(({ key }) => key))
  for (const { key, original } of lines)
    if (!known.has(key) && original.minor !== 0)
      tell(`plan/lines/${key}`, 'line-promised-late', {
        line: key,
        amount: original.minor,
        currency: original.currency,
      })
}

const sameMoney = (a: Money, b: Money) => a.minor === b.minor && a.currency === b.currency

function planYears({ plan: { years } }: Agreement, tell: Tell): void {
  if (years.length === 0) tell('plan/years', 'plan-years-none')
  const ordered = [...years].sort((a, b) => (a.begins < b.begins ? -1 : 1))
  for (const [index, year] of ordered.entries()) {
    const at = `plan/years/${year.key}`
    if (!isDay(year.begins) || !isDay(year.ends)) continue
    if (year.ends < year.begins) tell(at, 'plan-year-backwards', { year: year.key })
    // No longer than a year, so that it can stand in a budget (IATI 2.03).
    else if (year.ends >= addYears(year.begins, 1)) tell(at, 'plan-year-too-long', { year: year.key })
    const next = ordered[index + 1]
    if (next === undefined || !isDay(next.begins)) continue
    const follows = addDays(year.ends, 1)
    if (next.begins < follows) tell(at, 'plan-years-overlap', { year: year.key, other: next.key })
    if (next.begins > follows) tell(at, 'plan-years-apart', { year: year.key, other: next.key })
  }
}

/** First and last day of the term, each null as long as it is not known. */
type Term = { begins: string | null; ends: string | null }

/** The term of a text that enters into force on that day, unless it names its first day itself. */
function termFrom({ term: { years, begins, ends } }: Agreement, on: string | null): Term {
  const from = begins ?? on
  const last = from === null || years === null || !isDay(from) ? null : addDays(addYears(from, years), -1)
  return { begins: from, ends: ends ?? last }
}

/** The term as far as it is known before the text takes effect; of an amendment, as it runs already. */
function knownTerm(agreement: Agreement, { before, begins, ends }: GapFacts): Term {
  if (before === null) return termFrom(agreement, null)
  return { begins: agreement.term.begins ?? begins ?? null, ends: agreement.term.ends ?? ends }
}

/** There is a plan, and so a target of each indicator, for every day of the term. */
function planCoversTerm(agreement: Agreement, { begins, ends }: Term, tell: Tell): void {
  const [first, last] = spanOf(agreement)
  if (first === null || last === null) return
  if (ends !== null && last < ends) tell('plan/years', 'plan-years-short-of-term', { ends })
  if (begins !== null && first > begins) tell('plan/years', 'plan-years-late-for-term', { begins })
  const { years } = agreement.term
  // A term that counts from entry into force has no days yet, but it has a length.
  if (ends === null && years !== null && isDay(first) && last < addDays(addYears(first, years), -1))
    tell('plan/years', 'plan-years-too-few', { years })
}

/** Whether a day lies outside what is known of the term. */
const isOutside = (day: string, { begins, ends }: Term) =>
  (begins !== null && day < begins) || (ends !== null && day > ends)

function rates({ plan: own }: Agreement, tell: Tell): void {
  const foreign = new Set(own.contributions.map(({ amount }) => amount.currency))
  for (const from of [...foreign].sort())
    if (from !== own.currency && rateFor(own, from) === null)
      tell('plan/rates', 'rate-missing', { from, to: own.currency })
  const seen = new Set<string>()
  for (const { from, to, date, rate } of own.rates) {
    const value = readExact(rate)
    if (value === null || value.digits <= 0n) tell('plan/rates', 'rate-not-positive', { from, to })
    const key = `${from} ${to} ${date}`
    if (seen.has(key)) tell('plan/rates', 'rate-twice', { from, to, date })
    seen.add(key)
  }
}

function tranches(agreement: Agreement, facts: GapFacts, tell: Tell): void {
  const days = knownTerm(agreement, facts)
  const contributions = new Map(agreement.plan.contributions.map((each) => [each.key, each]))
  const sums = new Map<string, bigint>()
  const [first, last] = spanOf(agreement)
  for (const { key, contribution, amount, planned, conditions } of agreement.tranches) {
    const at = `tranches/${key}`
    const source = contributions.get(contribution)
    // One that was cancelled stays in the text and is lowered, down to nothing; whether it was, funding knows.
    const former = facts.before?.tranches.find((each) => each.key === key)
    if (amount.minor < 0 || (amount.minor === 0 && former === undefined))
      tell(at, 'tranche-not-positive', { tranche: key })
    if (source !== undefined && source.amount.currency !== amount.currency)
      tell(at, 'tranche-in-other-currency', {
        tranche: key,
        currency: amount.currency,
        expected: source.amount.currency,
      })
    else if (Number.isSafeInteger(amount.minor))
      sums.set(contribution, (sums.get(contribution) ?? 0n) + BigInt(amount.minor))
    if ((first !== null && planned < first) || (last !== null && planned > last))
      tell(`${at}/planned`, 'tranche-outside-plan', { tranche: key, day: planned })
    else if (isOutside(planned, days))
      tell(`${at}/planned`, 'tranche-outside-term', { tranche: key, day: planned })
    // Money moves on evidence: a tranche without a condition would move on none.
    if (conditions.length === 0) tell(`${at}/conditions`, 'tranche-without-condition', { tranche: key })
    for (const condition of conditions) conditionOf(condition, amount, key, tell, former)
  }
  for (const [key, sum] of sums) {
    const source = contributions.get(key)
    if (source !== undefined && sum > BigInt(Math.trunc(source.amount.minor)))
      tell(`plan/contributions/${key}`, 'tranches-exceed-contribution', {
        contribution: key,
        tranches: Number(sum),
        amount: source.amount.minor,
        currency: source.amount.currency,
      })
  }
  // Nor does money that stands in no tranche: either a condition holds it, or the text says why none does.
  for (const { contribution, free } of paidWithoutConditions(agreement))
    if (agreement.languages.every((language) => isBlank(contribution.unconditional?.[language])))
      tell(`plan/contributions/${contribution.key}/unconditional`, 'contribution-without-conditions', {
        contribution: contribution.key,
        free: free.minor,
        amount: contribution.amount.minor,
        currency: free.currency,
      })
}

function conditionOf(
  condition: Condition,
  amount: Money,
  tranche: string,
  tell: Tell,
  former: Tranche | undefined,
): void {
  const { key, holds, from, verifier } = condition
  const at = `tranches/${tranche}/conditions/${key}`
  // Where its payment is lowered, what it holds of that and of later ones can stay as it was agreed.
  const held = former?.conditions.find((each) => each.key === key)?.holds ?? null
  const isAsBefore = held !== null && held.minor === holds?.minor
  if (
    holds !== null &&
    (holds.currency !== amount.currency || (holds.minor > amount.minor && !isAsBefore) || holds.minor <= 0)
  )
    tell(`${at}/holds`, 'condition-holds-too-much', { condition: key, tranche })
  if (from === verifier) tell(`${at}/verifier`, 'condition-judged-by-bringer', { condition: key })
}

/* ---- days that are none, such as 31 February */

function days(value: unknown, tell: Tell, place = ''): void {
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !isDay(value)) tell(place, 'day-impossible', { day: value })
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const key =
        typeof item === 'object' && item !== null && 'key' in item ? String(item.key) : `${index + 1}`
      days(item, tell, `${place}/${key}`)
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      // What people write is theirs; only fields that are days are looked at.
      if (isTextField(item)) continue
      days(item, tell, place === '' ? name : `${place}/${name}`)
    }
  }
}

const isTextField = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((name) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(name)) &&
  Object.values(value).every((item) => typeof item === 'string') &&
  !('key' in value)
