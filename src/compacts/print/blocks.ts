import { formatDay, formatNumber, speak } from '../../ui/language.ts'
import { type Agreement, entryConditions, sections, type Text } from '../agreement.ts'
import { showMoney, writeDecimal } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { amountOf, lineName } from '../forms/lines.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'
import { type Reading, readValue, sayYears, yearName } from './leaves.ts'

/** Words in one language, with the way they run. */
export type Words = { lang: string; rtl: boolean; text: string }

/** What stands in a table: a phrase in the reader’s language, or the words of the text in each of its own. */
export type Cell = string | Words[]

/** A value beside its name; with an address where it leads somewhere. */
export type FactValue = string | { text: string; href: string }

/** What an agreement is made of when it is read, on a page as on paper. */
export type Block =
  | { is: 'part'; id: string; title: string; note?: string }
  | { is: 'element'; id: string; title: string }
  /** A clause, by its place in the document; empty ones are left out where `optional`. */
  | { is: 'texts'; place: string; label: string; texts: Words[]; optional: boolean }
  | { is: 'facts'; rows: [string, FactValue][] }
  | { is: 'note'; text: string }
  | { is: 'table'; caption: string; heads: string[]; right: number[]; rows: Cell[][] }
  /** Where the sums of the plan stand, which follow from its lines. */
  | { is: 'sums' }

/** Scripts that run from right to left. */
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'dv', 'yi', 'ckb', 'sd', 'ug'])

/**
 * What no font has a shape for, and marks that turn the direction of what follows them, as signs that can be seen. A text
 * that was hashed with them is read with them: left out, it would read one way here and another elsewhere.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\p{Co}\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\n\t])\p{Cc}/gu, '\uFFFD')

/** A text in each language of the compact; one that is not written is empty. */
export const inEach = (text: Text, languages: readonly string[]): Words[] =>
  languages.map((lang) => ({
    lang,
    rtl: rightToLeft.has(lang.split('-')[0] ?? ''),
    text: printable(text[lang] ?? '').trim(),
  }))

/** What the text is called and whose it is: on a page before all else, on paper on the first sheet. */
export function openingBlocks({ agreement, language }: Reading): Block[] {
  const say = speak(words, language)
  const fact = (place: 'country' | 'languages'): [string, FactValue] => {
    const value = readValue(agreement[place], place, { agreement, language })
    return [say(place === 'country' ? 'about.country' : 'about.languages'), 'said' in value ? value.said : '']
  }
  return [
    { is: 'part', id: 'title', title: say('part title.title') },
    {
      is: 'texts',
      place: 'title',
      label: '',
      texts: inEach(agreement.title, agreement.languages),
      optional: false,
    },
    { is: 'facts', rows: [fact('country'), fact('languages')] },
  ]
}

/**
 * Everything a version holds, in the order of the document: what is read on the page before it is
 * signed and what is printed are this one list. Every value of the text is in it (keys apart,
 * which are names that only the text itself uses); a test changes each and looks.
 */
export function blocksOf(on: Reading): Block[] {
  const { agreement, language } = on
  const say = speak(words, language)
  const { languages, plan } = agreement
  const blocks: Block[] = []
  const titled = (key: string, text: Text) => printable(called(key, text, language, languages))
  const each = (text: Text) => inEach(text, languages).filter((some) => some.text !== '')
  const once = (text: Text): Cell => {
    const found = each(text)
    return found.length > 1 && found.every((some) => some.text === found[0]?.text) ? found.slice(0, 1) : found
  }
  const part = (id: string, title: string, note?: string) =>
    blocks.push({ is: 'part', id, title, ...(note === undefined ? {} : { note }) })
  const element = (of: string, key: string, text: Text) =>
    blocks.push({ is: 'element', id: `${of}-${key}`, title: titled(key, text) })
  const clause = (place: string, label: string, text: Text, optional = false) =>
    blocks.push({ is: 'texts', place, label, texts: inEach(text, languages), optional })
  const facts = (...rows: [string, FactValue][]) => blocks.push({ is: 'facts', rows })
  const note = (text: string) => blocks.push({ is: 'note', text })
  const table = (made: Omit<Extract<Block, { is: 'table' }>, 'is'>) => blocks.push({ is: 'table', ...made })
  const day = (value: string | null) => (value === null ? say('text.none') : formatDay(language, value))
  /** A field by its place, as every page reads it. */
  const value = (it: unknown, place: string): FactValue => {
    const read = readValue(it, place, on)
    if (!('said' in read)) return ''
    const text = printable(read.said)
    return read.href === undefined ? text : { text, href: read.href }
  }
  const list = (elements: readonly unknown[]) => {
    if (elements.length === 0) note(say('element.none'))
  }

  part('parties', say('part title.parties'))
  list(agreement.parties)
  for (const party of agreement.parties) {
    const at = `parties/${party.key}`
    element('parties', party.key, party.name)
    clause(`${at}/name`, say('field.party name'), party.name)
    facts(
      [say('field.party part'), value(party.part, `${at}/part`)],
      [say('field.party side'), value(party.side, `${at}/side`)],
      [say('field.organisation'), value(party.organisation, `${at}/organisation`)],
      [say('field.signs'), value(party.signs, `${at}/signs`)],
    )
  }
  part('legalBasis', say('part title.legalBasis'))
  clause('legalBasis', '', agreement.legalBasis)
  part('scope', say('part title.scope'))
  facts([say('field.who'), value(agreement.scope.who, 'scope/who')])
  clause('scope/forms', say('field.forms'), agreement.scope.forms)
  clause('scope/regions', say('field.regions'), agreement.scope.regions, true)
  part('term', say('part title.term'))
  const { term } = agreement
  facts(
    [say('field.years'), sayYears(term, language)],
    [
      say('field.begins'),
      term.begins === null && term.years !== null
        ? speak(textWords, language)('term.from entry')
        : day(term.begins),
    ],
    [say('field.ends'), day(term.ends)],
  )
  part('chosenBy', say('part title.chosenBy'))
  if (agreement.chosenBy === null) note(say('text.not chosen'))
  else if ('assessment' in agreement.chosenBy)
    facts([say('field.assessment'), value(agreement.chosenBy.assessment, 'chosenBy/assessment')])
  else clause('chosenBy/reason', '', agreement.chosenBy.reason)
  for (const name of sections) {
    part(`section-${name}`, say(`section.${name}`), say(`section hint.${name}`))
    clause(`sections/${name}`, '', agreement.sections[name])
  }

  part('objectives', say('part title.objectives'))
  list(agreement.objectives)
  for (const objective of agreement.objectives) {
    const at = `objectives/${objective.key}`
    element('objectives', objective.key, objective.text)
    facts([say('field.component'), value(objective.component, `${at}/component`)])
    clause(`${at}/text`, say('field.objective'), objective.text)
    clause(`${at}/theoryOfChange`, say('field.theory'), objective.theoryOfChange)
  }
  part('responsibilities', say('part title.responsibilities'))
  list(agreement.responsibilities)
  for (const duty of agreement.responsibilities) {
    const at = `responsibilities/${duty.key}`
    element('responsibilities', duty.key, duty.deliverable)
    facts(
      [say('field.whose'), value(duty.side, `${at}/side`)],
      [say('field.party'), value(duty.party, `${at}/party`)],
      [say('field.for objective'), value(duty.objective, `${at}/objective`)],
      [say('field.due'), value(duty.due, `${at}/due`)],
    )
    clause(`${at}/deliverable`, say('field.deliverable'), duty.deliverable)
    clause(`${at}/evidence`, say('field.evidence'), duty.evidence)
  }
  part('initiatives', say('part title.initiatives'))
  list(agreement.initiatives)
  for (const initiative of agreement.initiatives) {
    const at = `initiatives/${initiative.key}`
    element('initiatives', initiative.key, initiative.title)
    facts(
      [say('field.serves'), value(initiative.objectives, `${at}/objectives`)],
      [say('field.implementer'), value(initiative.implementer, `${at}/implementer`)],
      [say('field.instrument'), value(initiative.instrument, `${at}/instrument`)],
    )
    clause(`${at}/title`, say('field.title'), initiative.title)
    clause(`${at}/description`, say('field.description'), initiative.description)
    clause(`${at}/sites`, say('field.sites'), initiative.sites, true)
  }
  part('indicators', say('part title.indicators'))
  list(agreement.indicators)
  for (const sheet of agreement.indicators) {
    const at = `indicators/${sheet.key}`
    element('indicators', sheet.key, sheet.title)
    facts(
      [say('field.for objective'), value(sheet.objective, `${at}/objective`)],
      [say('field.level'), value(sheet.level, `${at}/level`)],
      [say('field.direction'), value(sheet.direction, `${at}/direction`)],
      ...(sheet.code === null
        ? []
        : [
            [say('field.code'), printable(`${sheet.code.vocabulary}, ${sheet.code.code}`)] as [
              string,
              string,
            ],
          ]),
      [say('field.measured as'), value(sheet.measure, `${at}/measure`)],
      [say('field.responsible'), value(sheet.responsible, `${at}/responsible`)],
      [say('field.reporters'), value(sheet.reporters, `${at}/reporters`)],
      [say('field.frequency'), value(sheet.frequency, `${at}/frequency`)],
      [say('field.due after'), value(sheet.dueAfterDays, `${at}/dueAfterDays`)],
      [say('field.aggregation'), value(sheet.aggregation, `${at}/aggregation`)],
      [say('field.cumulative'), value(sheet.cumulative, `${at}/cumulative`)],
      [say('field.counts people'), value(sheet.countsPeople, `${at}/countsPeople`)],
      [say('field.estimated'), value(sheet.estimated, `${at}/estimated`)],
    )
    clause(`${at}/title`, say('field.indicator title'), sheet.title)
    clause(`${at}/definition`, say('field.definition'), sheet.definition)
    clause(`${at}/unit`, say('field.unit'), sheet.unit)
    clause(`${at}/formula`, say('field.formula'), sheet.formula)
    for (const split of sheet.disaggregations) {
      clause(`${at}/disaggregations/${split.key}/name`, say('field.disaggregations'), split.name)
      table({
        caption: `${say('field.categories')} · ${titled(sheet.key, sheet.title)}, ${titled(split.key, split.name)}`,
        heads: [say('field.categories')],
        right: [],
        rows: split.categories.map((category) => [once(category.name)]),
      })
      facts([say('field.exclusive'), value(split.exclusive, `${at}/disaggregations/${split.key}/exclusive`)])
    }
    clause(`${at}/source`, say('field.data source'), sheet.source)
    baselineBlocks(sheet, at)
    if (sheet.targets.length + sheet.noTarget.length > 0)
      table({
        caption: `${say('field.targets')} · ${titled(sheet.key, sheet.title)}`,
        heads: [say('field.year'), say('text.for'), say('field.value'), say('field.rationale')],
        right: [2],
        rows: [
          ...sheet.targets.map((target) => [
            yearName(target.year, on),
            cellWords(target.cell, sheet),
            writeDecimal(target.value, language),
            once(target.rationale),
          ]),
          ...sheet.noTarget.map((none) => [yearName(none.year, on), '–', '–', once(none.reason)]),
        ],
      })
    clause(`${at}/limits`, say('field.limits'), sheet.limits)
    if (sheet.retired !== undefined) {
      facts([say('field.retired from'), value(sheet.retired.from, `${at}/retired/from`)])
      clause(`${at}/retired/reason`, say('field.retired'), sheet.retired.reason)
    }
  }

  part('benchmarks', say('part title.benchmarks'))
  list(agreement.benchmarks)
  for (const benchmark of agreement.benchmarks) {
    const at = `benchmarks/${benchmark.key}`
    const { measured } = benchmark
    element('benchmarks', benchmark.key, benchmark.text)
    facts(
      [say('field.for objective'), value(benchmark.objective, `${at}/objective`)],
      [say('field.by'), value(benchmark.by, `${at}/by`)],
      ...(measured === null
        ? []
        : ([
            [say('field.measured'), value(measured.indicator, `${at}/measured/indicator`)],
            [say('field.threshold'), value(measured.value, `${at}/measured/value`)],
          ] satisfies [string, FactValue][])),
    )
    clause(`${at}/text`, say('field.benchmark'), benchmark.text)
  }

  part('plan', say('part title.plan'))
  facts(
    [say('field.plan currency'), plan.currency],
    [
      say('field.fiscal years'),
      `${say('side.donor')}: ${plan.fiscalYears.donor}; ${say('side.partner')}: ${plan.fiscalYears.partner}`,
    ],
  )
  if (plan.years.length > 0)
    table({
      caption: say('plan.years'),
      heads: [say('field.year'), say('field.begins'), say('field.ends')],
      right: [],
      rows: plan.years.map((year, place) => [
        say('row.year', { number: place + 1 }),
        formatDay(language, year.begins),
        formatDay(language, year.ends),
      ]),
    })
  blocks.push({ is: 'sums' })
  note(say('plan.rounding'))
  for (const contribution of plan.contributions) {
    const at = `plan/contributions/${contribution.key}`
    element('contributions', contribution.key, contribution.what)
    clause(`${at}/what`, say('field.what'), contribution.what)
    facts(
      [say('field.party'), value(contribution.party, `${at}/party`)],
      [say('field.contribution kind'), value(contribution.kind, `${at}/kind`)],
      [say('field.amount'), value(contribution.amount, `${at}/amount`)],
      ...(contribution.before === null
        ? []
        : [
            [
              say('field.before'),
              `${contribution.before.year}: ${showMoney(contribution.before.amount, language)}`,
            ] as [string, string],
          ]),
    )
    clause(`${at}/valuation`, say('field.valuation'), contribution.valuation, true)
    clause(`${at}/unconditional`, say('field.unconditional'), contribution.unconditional ?? {}, true)
    if (contribution.before !== null)
      clause(`${at}/before/source`, say('field.source'), contribution.before.source)
  }
  if (plan.lines.length > 0)
    table({
      caption: say('lines.title'),
      heads: [
        say('paste.line'),
        say('field.year'),
        say('plan.original'),
        say('plan.revised'),
        say('field.note'),
      ],
      right: [2, 3],
      rows: plan.lines.map((line) => [
        printable(lineName(line, agreement, language)),
        yearName(line.year, on),
        showMoney(line.original, language),
        line.revised === null ? '–' : showMoney(amountOf(line), language),
        once(line.note),
      ]),
    })
  for (const line of plan.lines)
    if (line.belowMoney !== undefined)
      clause(
        `plan/lines/${line.key}/belowMoney`,
        `${printable(lineName(line, agreement, language))}, ${yearName(line.year, on)}: ${say('field.belowMoney')}`,
        line.belowMoney,
        true,
      )
  if (plan.rates.length > 0)
    table({
      caption: say('part title.rates'),
      heads: [say('text.pair'), say('field.rate'), say('field.date'), say('field.source')],
      right: [1],
      rows: plan.rates.map((rate) => [
        `${rate.from} → ${rate.to}`,
        writeDecimal(rate.rate, language),
        formatDay(language, rate.date),
        printable(rate.source),
      ]),
    })
  clause('plan/mechanisms', say('field.mechanisms'), plan.mechanisms)
  clause('plan/oversight', say('field.oversight'), plan.oversight)

  part('tranches', say('part title.tranches'), say('note.tranches'))
  list(agreement.tranches)
  for (const tranche of agreement.tranches) {
    const at = `tranches/${tranche.key}`
    element('tranches', tranche.key, tranche.title)
    clause(`${at}/title`, say('field.title'), tranche.title)
    facts(
      [say('field.amount'), value(tranche.amount, `${at}/amount`)],
      [say('field.contribution'), value(tranche.contribution, `${at}/contribution`)],
      [say('field.planned'), value(tranche.planned, `${at}/planned`)],
    )
    for (const condition of tranche.conditions) {
      const below = `${at}/conditions/${condition.key}`
      clause(`${below}/text`, say('field.condition'), condition.text)
      facts(
        [say('field.condition kind'), value(condition.kind, `${below}/kind`)],
        [say('field.condition type'), value(condition.type, `${below}/type`)],
        [say('field.rests on'), value(condition.benchmark, `${below}/benchmark`)],
        [say('field.brings evidence'), value(condition.from, `${below}/from`)],
        [say('field.judges evidence'), value(condition.verifier, `${below}/verifier`)],
        [say('field.due'), value(condition.due, `${below}/due`)],
        [say('field.holds'), value(condition.holds, `${below}/holds`)],
      )
      clause(`${below}/evidence`, say('field.evidence'), condition.evidence)
    }
  }
  part('entry', say('part title.entry'), say('note.entry'))
  list(entryConditions(agreement))
  for (const condition of entryConditions(agreement)) {
    const at = `entry/${condition.key}`
    element('entry', condition.key, condition.text)
    facts([say('field.brings about'), value(condition.party, `${at}/party`)])
    clause(`${at}/text`, say('field.condition'), condition.text)
    clause(`${at}/evidence`, say('field.evidence'), condition.evidence)
  }
  part('sustainability', say('part title.sustainability'))
  list(agreement.sustainability)
  for (const measure of agreement.sustainability) {
    const at = `sustainability/${measure.key}`
    element('sustainability', measure.key, measure.text)
    facts(
      [say('field.party'), value(measure.party, `${at}/party`)],
      [say('field.by'), value(measure.by, `${at}/by`)],
    )
    clause(`${at}/text`, say('field.measure'), measure.text)
    clause(`${at}/evidence`, say('field.evidence'), measure.evidence)
  }
  part('risks', say('part title.risks'))
  list(agreement.risks)
  for (const risk of agreement.risks) {
    const at = `risks/${risk.key}`
    element('risks', risk.key, risk.text)
    facts(
      [say('field.likelihood'), value(risk.likelihood, `${at}/likelihood`)],
      [say('field.effect'), value(risk.effect, `${at}/effect`)],
      [say('field.owner'), value(risk.owner, `${at}/owner`)],
    )
    clause(`${at}/text`, say('field.risk'), risk.text)
    clause(`${at}/response`, say('field.response'), risk.response)
  }
  part('documents', say('part title.documents'))
  list(agreement.documents)
  for (const document of agreement.documents) {
    const at = `documents/${document.key}`
    element('documents', document.key, document.title)
    clause(`${at}/title`, say('field.title'), document.title)
    facts(
      [say('field.document kind'), value(document.kind, `${at}/kind`)],
      [say('field.date'), value(document.date, `${at}/date`)],
      ...(document.url === null
        ? []
        : [[say('field.url'), value(document.url, `${at}/url`)] as [string, FactValue]]),
      ...(document.file === null
        ? []
        : [[say('field.file'), `SHA-256 ${document.file}`] as [string, string]]),
    )
  }
  return apart(blocks)

  function baselineBlocks({ baseline }: Agreement['indicators'][0], sheetAt: string): void {
    const at = `${sheetAt}/baseline`
    if (baseline === null) note(say('text.no baseline'))
    else if ('reason' in baseline) {
      clause(`${at}/reason`, say('field.no baseline'), baseline.reason)
      facts([say('field.baseline due'), day(baseline.due)])
    } else {
      const number = (each: string) => writeDecimal(each, language)
      const { low, high, level, url } = baseline
      facts(
        [say('field.baseline'), number(baseline.value)],
        ...(low === null && high === null && level === null
          ? []
          : ([
              [say('field.low'), low === null ? '–' : number(low)],
              [say('field.high'), high === null ? '–' : number(high)],
              [say('field.confidence'), level === null ? '–' : formatNumber(language, level)],
            ] satisfies [string, string][])),
        [say('field.date'), day(baseline.date)],
        ...(url === null
          ? []
          : [[say('field.url'), { text: printable(url), href: url }] as [string, FactValue]]),
      )
      clause(`${at}/method`, say('field.method'), baseline.method)
      clause(`${at}/source`, say('field.source'), baseline.source, true)
      clause(`${at}/definition`, say('field.baseline definition'), baseline.definition, true)
    }
  }

  function cellWords(cell: Record<string, string>, sheet: Agreement['indicators'][0]): Cell {
    const found = Object.entries(cell).map(
      ([by, category]) =>
        sheet.disaggregations.find(({ key }) => key === by)?.categories.find(({ key }) => key === category)
          ?.name ?? Object.fromEntries(languages.map((lang) => [lang, category])),
    )
    if (found.length === 0) return say('targets.total')
    return once(
      Object.fromEntries(
        languages.map((lang) => [
          lang,
          found
            .map((name) => name[lang] ?? '')
            .filter((name) => name !== '')
            .join(', '),
        ]),
      ),
    )
  }
}

/** No two tables of one name, so that who goes from one to the next by name finds each. */
function apart(blocks: Block[]): Block[] {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    if (block.is !== 'table') return block
    const times = (seen.get(block.caption) ?? 0) + 1
    seen.set(block.caption, times)
    return times === 1 ? block : { ...block, caption: `${block.caption} (${times})` }
  })
}
