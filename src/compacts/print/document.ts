import { countryName } from '../../countries/registry.ts'
import { formatDay, formatNumber, type Language, speak, languages as spoken } from '../../ui/language.ts'
import { type Agreement, components, entryConditions, sections, type Text } from '../agreement.ts'
import { showMoney, writeDecimal } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { amountOf, lineName } from '../forms/lines.ts'
import { languageName } from '../pages/controls.tsx'
import { saySum } from '../pages/plan-page.tsx'
import { planSums } from '../plan.ts'
import type { Signature } from '../signing.ts'
import type { Version } from '../store.ts'
import { words } from '../words/words.ts'

/** Words in one language, with the way they run. */
export type Words = { lang: string; rtl: boolean; text: string }

export type Block =
  | { is: 'part' | 'element'; title: string }
  | { is: 'texts'; label: string; texts: Words[] }
  | { is: 'facts'; rows: [string, string][] }
  | { is: 'note'; text: string }
  | { is: 'table'; caption: string; heads: string[]; right: number[]; rows: string[][] }
  | { is: 'signatures'; rows: { party: string; side: string; line: string; given: string }[] }

/** What is set on paper: the whole of an agreement as data, without a word of markup. */
export type Printed = {
  lang: string
  title: string
  author: string
  /** Said about the file: its hash, so that it can be found without being read. */
  keywords: string[]
  kind: string
  titles: Words[]
  about: [string, string][]
  /** On every page: which version, under which hash. */
  foot: string
  missing: string
  blocks: Block[]
}

/** Scripts that run from right to left. */
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'dv', 'yi', 'ckb', 'sd', 'ug'])

/**
 * A version of an agreement as it is printed, to be signed by two ministers: the headings in
 * one language of the house, every clause in each language of the compact. Pure.
 */
export function printed(
  version: Pick<Version, 'number' | 'hash' | 'frozenAt' | 'agreement'>,
  signatures: readonly { signature: Signature; name: string | null }[],
  reader: Language,
): Printed {
  const { agreement } = version
  // Headings in a language of the compact where the house speaks it, so that the sheet is of one piece.
  const language =
    spoken.find((each) => each === reader && agreement.languages.includes(each)) ??
    spoken.find((each) => agreement.languages[0]?.split('-')[0] === each) ??
    reader
  const say = speak(words, language)
  const { languages } = agreement
  const both = (text: Text): Words[] =>
    languages.map((lang) => ({
      lang: lang.split('-')[0] ?? lang,
      rtl: rightToLeft.has(lang.split('-')[0] ?? ''),
      text: printable(text[lang] ?? ''),
    }))
  const titled = (key: string, text: Text) => printable(called(key, text, language, languages))
  const day = (value: string | null) => (value === null ? '–' : formatDay(language, value))
  const find = <Of extends { key: string }>(
    list: readonly Of[],
    key: string | null,
    text: (element: Of) => Text,
  ) => {
    const found = list.find((each) => each.key === key)
    return found === undefined ? (key ?? '–') : titled(found.key, text(found))
  }
  const party = (key: string | null) => find(agreement.parties, key, ({ name }) => name)
  const objective = (key: string | null) => find(agreement.objectives, key, ({ text }) => text)
  const blocks: Block[] = []
  const part = (title: string) => blocks.push({ is: 'part', title })
  const element = (title: string) => blocks.push({ is: 'element', title })
  const texts = (label: string, text: Text) => {
    if (Object.values(text).some((each) => each.trim() !== ''))
      blocks.push({ is: 'texts', label, texts: both(text) })
  }
  const yesNo = (so: boolean) => say(so ? 'text.yes' : 'text.no')
  const clause = (label: string, text: Text) => blocks.push({ is: 'texts', label, texts: both(text) })
  const facts = (...rows: [string, string][]) => blocks.push({ is: 'facts', rows })

  part(say('part title.parties'))
  for (const each of agreement.parties) {
    blocks.push({ is: 'texts', label: '', texts: both(each.name) })
    facts([
      say('field.party part'),
      `${say(`part.${each.part}`)}, ${each.side === null ? say('side.none') : say(`side.${each.side}`)}`,
    ])
  }
  part(say('part title.legalBasis'))
  clause('', agreement.legalBasis)
  part(say('part title.scope'))
  facts([say('field.who'), say(`who.${agreement.scope.who}`)])
  clause(say('field.forms'), agreement.scope.forms)
  texts(say('field.regions'), agreement.scope.regions)
  part(say('part title.term'))
  facts(
    [say('field.years'), agreement.term.years === null ? '–' : formatNumber(language, agreement.term.years)],
    [say('field.begins'), day(agreement.term.begins)],
    [say('field.ends'), day(agreement.term.ends)],
  )
  if (agreement.chosenBy !== null) {
    part(say('part title.chosenBy'))
    if ('assessment' in agreement.chosenBy) facts([say('field.assessment'), agreement.chosenBy.assessment])
    else clause('', agreement.chosenBy.reason)
  }
  for (const each of sections) {
    part(say(`section.${each}`))
    clause('', agreement.sections[each])
  }
  part(say('part title.objectives'))
  for (const each of agreement.objectives) {
    element(titled(each.key, each.text))
    facts([say('field.component'), say(`component.${each.component}`)])
    clause('', each.text)
    clause(say('field.theory'), each.theoryOfChange)
  }
  part(say('part title.responsibilities'))
  for (const each of agreement.responsibilities) {
    element(titled(each.key, each.deliverable))
    facts(
      [say('field.whose'), say(`whose.${each.side}`)],
      [say('field.party'), party(each.party)],
      [say('field.for objective'), objective(each.objective)],
      [say('field.due'), day(each.due)],
    )
    clause('', each.deliverable)
    clause(say('field.evidence'), each.evidence)
  }
  part(say('part title.initiatives'))
  for (const each of agreement.initiatives) {
    element(titled(each.key, each.title))
    facts(
      [say('field.serves'), each.objectives.map(objective).join('; ') || '–'],
      [say('field.implementer'), party(each.implementer)],
      [say('field.instrument'), say(`instrument.${each.instrument}`)],
    )
    clause(say('field.title'), each.title)
    clause(say('field.description'), each.description)
    texts(say('field.sites'), each.sites)
  }
  part(say('part title.indicators'))
  const yearOf = (key: string) => {
    const place = agreement.plan.years.findIndex((each) => each.key === key)
    return place === -1 ? key : say('row.year', { number: place + 1 })
  }
  const allOf = (text: Text) => inAll(text, languages)
  for (const each of agreement.indicators) {
    element(titled(each.key, each.title))
    facts(
      [say('field.for objective'), objective(each.objective)],
      [say('field.level'), `${say(`level.${each.level}`)}, ${say(`direction.${each.direction}`)}`],
      [say('field.measured as'), say(`measure.${each.measure}`)],
      [say('field.responsible'), party(each.responsible)],
      [say('field.reporters'), each.reporters.map(party).join('; ') || '–'],
      [say('field.frequency'), say(`frequency.${each.frequency}`)],
      [say('field.due after'), formatNumber(language, each.dueAfterDays)],
      [say('field.aggregation'), say(`aggregation.${each.aggregation}`)],
      [say('field.cumulative'), yesNo(each.cumulative)],
      [say('field.counts people'), yesNo(each.countsPeople)],
      [say('field.estimated'), yesNo(each.estimated)],
      ...(each.code === null
        ? []
        : [[say('field.code'), `${each.code.vocabulary}, ${each.code.code}`] as [string, string]]),
    )
    clause(say('field.indicator title'), each.title)
    clause(say('field.definition'), each.definition)
    clause(say('field.unit'), each.unit)
    clause(say('field.formula'), each.formula)
    for (const split of each.disaggregations) {
      clause(say('field.disaggregations'), split.name)
      facts(
        [say('field.categories'), split.categories.map((category) => allOf(category.name)).join('; ')],
        [say('field.exclusive'), yesNo(split.exclusive)],
      )
    }
    clause(say('field.data source'), each.source)
    const { baseline } = each
    if (baseline === null) blocks.push({ is: 'note', text: say('text.no baseline') })
    else if ('reason' in baseline) {
      clause(say('field.no baseline'), baseline.reason)
      facts([say('field.baseline due'), day(baseline.due)])
    } else {
      const number = (value: string) => writeDecimal(value, language)
      facts(
        [
          say('field.baseline'),
          baseline.low === null || baseline.high === null
            ? number(baseline.value)
            : `${number(baseline.value)} (${number(baseline.low)} – ${number(baseline.high)}${
                baseline.level === null ? '' : `, ${number(String(baseline.level))} %`
              })`,
        ],
        [say('field.date'), day(baseline.date)],
      )
      clause(say('field.method'), baseline.method)
      texts(say('field.source'), baseline.source)
      texts(say('field.baseline definition'), baseline.definition)
    }
    if (each.targets.length + each.noTarget.length > 0)
      blocks.push({
        is: 'table',
        caption: say('field.targets'),
        heads: [say('field.year'), say('text.for'), say('field.value'), say('field.rationale')],
        right: [2],
        rows: [
          ...each.targets.map((target) => [
            yearOf(target.year),
            Object.entries(target.cell)
              .map(([by, category]) => {
                const found = each.disaggregations
                  .find(({ key }) => key === by)
                  ?.categories.find(({ key }) => key === category)
                return found === undefined ? category : allOf(found.name)
              })
              .join(', ') || say('targets.total'),
            writeDecimal(target.value, language),
            allOf(target.rationale),
          ]),
          ...each.noTarget.map((none) => [yearOf(none.year), '–', '–', allOf(none.reason)]),
        ],
      })
    clause(say('field.limits'), each.limits)
  }
  part(say('part title.benchmarks'))
  for (const each of agreement.benchmarks) {
    element(titled(each.key, each.text))
    facts(
      [say('field.for objective'), objective(each.objective)],
      [say('field.by'), day(each.by)],
      ...(each.measured === null
        ? []
        : [
            [
              say('field.measured'),
              `${find(agreement.indicators, each.measured.indicator, ({ title }) => title)}: ${writeDecimal(each.measured.value, language)}`,
            ] as [string, string],
          ]),
    )
    clause('', each.text)
  }
  planBlocks(agreement, language, blocks, party, titled)
  part(say('part title.tranches'))
  for (const tranche of agreement.tranches) {
    element(titled(tranche.key, tranche.title))
    facts(
      [say('field.amount'), showMoney(tranche.amount, language)],
      [
        say('field.contribution'),
        find(agreement.plan.contributions, tranche.contribution, ({ what }) => what),
      ],
      [say('field.planned'), day(tranche.planned)],
    )
    clause(say('field.title'), tranche.title)
    for (const each of tranche.conditions) {
      clause(say('field.condition'), each.text)
      facts(
        [say('field.condition kind'), say(`condition.${each.kind}`)],
        [say('field.condition type'), say(`condition.${each.type}`)],
        [say('field.rests on'), find(agreement.benchmarks, each.benchmark, ({ text }) => text)],
        [say('field.brings evidence'), party(each.from)],
        [say('field.judges evidence'), party(each.verifier)],
        [say('field.due'), day(each.due)],
        [say('field.holds'), each.holds === null ? say('text.the whole') : showMoney(each.holds, language)],
      )
      clause(say('field.evidence'), each.evidence)
    }
  }
  if (entryConditions(agreement).length > 0) part(say('part title.entry'))
  for (const each of entryConditions(agreement)) {
    element(titled(each.key, each.text))
    facts([say('field.brings about'), party(each.party)])
    clause(say('field.condition'), each.text)
    clause(say('field.evidence'), each.evidence)
  }
  part(say('part title.sustainability'))
  for (const each of agreement.sustainability) {
    element(titled(each.key, each.text))
    facts([say('field.party'), party(each.party)], [say('field.by'), day(each.by)])
    clause('', each.text)
    clause(say('field.evidence'), each.evidence)
  }
  if (agreement.risks.length > 0) part(say('part title.risks'))
  for (const each of agreement.risks) {
    element(titled(each.key, each.text))
    facts(
      [say('field.likelihood'), say('text.of five', { number: each.likelihood })],
      [say('field.effect'), say('text.of five', { number: each.effect })],
      [say('field.owner'), party(each.owner)],
    )
    clause('', each.text)
    clause(say('field.response'), each.response)
  }
  if (agreement.documents.length > 0) {
    part(say('part title.documents'))
    for (const each of agreement.documents) {
      element(titled(each.key, each.title))
      clause(say('field.title'), each.title)
      facts(
        [say('field.document kind'), say(`document.${each.kind}`)],
        [say('field.date'), day(each.date)],
        each.url === null ? [say('field.file'), each.file ?? '–'] : [say('field.url'), each.url],
      )
    }
  }
  part(say('version.signatures'))
  blocks.push({ is: 'note', text: say('print.signed text', { number: version.number, hash: version.hash }) })
  blocks.push({
    is: 'signatures',
    rows: agreement.parties
      .filter(({ signs }) => signs)
      .map((each) => {
        const given = signatures.find(({ signature }) => signature.party === each.key && !signature.void)
        return {
          party: titled(each.key, each.name),
          side: each.side === null ? say('side.none') : say(`side.${each.side}`),
          line: say('print.line'),
          given:
            given === undefined
              ? ''
              : say('print.signed here', {
                  who: printable(
                    [given.name ?? say('text.erased'), given.signature.capacity].filter(Boolean).join(', '),
                  ),
                  day: formatDay(language, given.signature.at.slice(0, 10)),
                }),
        }
      }),
  })

  const country = countryName(agreement.country, language)
  const titles = both(agreement.title).filter(({ text }) => text !== '')
  const name = titles[0]?.text ?? say('compact.untitled', { country })
  return {
    lang: language,
    title: name,
    author: agreement.parties
      .filter(({ signs }) => signs)
      .map((each) => titled(each.key, each.name))
      .join('; '),
    keywords: [`SHA-256 ${version.hash}`],
    kind: say('compact.untitled', { country }),
    titles: titles.length > 0 ? titles : [{ lang: language, rtl: false, text: name }],
    about: [
      [say('about.version'), say('version.number', { number: version.number })],
      [say('version.frozen'), formatDay(language, version.frozenAt.slice(0, 10))],
      [say('about.languages'), languages.map((each) => languageName(each, language)).join(', ')],
      ['SHA-256', version.hash],
    ],
    foot: `${say('version.number', { number: version.number })} · SHA-256 ${version.hash}`,
    missing: say('print.missing'),
    blocks,
  }
}

function planBlocks(
  agreement: Agreement,
  language: Language,
  blocks: Block[],
  party: (key: string | null) => string,
  titled: (key: string, text: Text) => string,
): void {
  const say = speak(words, language)
  const { plan } = agreement
  const sums = planSums(plan, { parties: agreement.parties })
  const sum = (of: Parameters<typeof saySum>[0]) => saySum(of, plan.currency, language)
  const yearHead = (place: number) => say('row.year', { number: place + 1 })
  const both = (text: Text): Words[] =>
    agreement.languages.map((lang) => ({
      lang: lang.split('-')[0] ?? lang,
      rtl: rightToLeft.has(lang.split('-')[0] ?? ''),
      text: printable(text[lang] ?? ''),
    }))
  const all = (text: Text) => inAll(text, agreement.languages)
  blocks.push({ is: 'part', title: say('part title.plan') })
  blocks.push({
    is: 'facts',
    rows: [
      [say('field.plan currency'), plan.currency],
      [
        say('field.fiscal years'),
        `${say('side.donor')}: ${plan.fiscalYears.donor}; ${say('side.partner')}: ${plan.fiscalYears.partner}`,
      ],
    ],
  })
  blocks.push({
    is: 'table',
    caption: say('plan.years'),
    heads: [say('field.year'), say('field.begins'), say('field.ends')],
    right: [],
    rows: plan.years.map((year, place) => [
      yearHead(place),
      formatDay(language, year.begins),
      formatDay(language, year.ends),
    ]),
  })
  blocks.push({
    is: 'table',
    caption: say('plan.by component'),
    heads: [say('field.component'), ...plan.years.map((_, place) => yearHead(place)), say('plan.all years')],
    right: [...plan.years.map((_, place) => place + 1), plan.years.length + 1],
    rows: [
      ...components
        .filter((each) => (sums.byComponent.get(each)?.lines ?? 0) > 0)
        .map((each) => [
          say(`component.${each}`),
          ...plan.years.map(({ key }) => sum(sums.byComponentAndYear.get(each)?.get(key))),
          sum(sums.byComponent.get(each)),
        ]),
      [say('plan.all'), ...plan.years.map(({ key }) => sum(sums.byYear.get(key))), sum(sums.all)],
    ],
  })
  for (const { from, to } of sums.missing)
    blocks.push({ is: 'note', text: say('plan.no rate', { from, to }) })
  blocks.push({ is: 'note', text: say('plan.rounding') })
  blocks.push({
    is: 'table',
    caption: say('part title.contributions'),
    heads: [say('field.what'), say('field.party'), say('field.contribution kind'), say('field.amount')],
    right: [3],
    rows: plan.contributions.map((each) => [
      all(each.what),
      party(each.party),
      say(`given.${each.kind}`),
      showMoney(each.amount, language),
    ]),
  })
  for (const each of plan.contributions) {
    if (all(each.valuation) === '' && each.before === null) continue
    blocks.push({ is: 'element', title: titled(each.key, each.what) })
    if (all(each.valuation) !== '')
      blocks.push({ is: 'texts', label: say('field.valuation'), texts: both(each.valuation) })
    if (each.before !== null) {
      blocks.push({
        is: 'facts',
        rows: [[say('field.before'), `${each.before.year}: ${showMoney(each.before.amount, language)}`]],
      })
      blocks.push({ is: 'texts', label: say('field.source'), texts: both(each.before.source) })
    }
  }
  blocks.push({
    is: 'table',
    caption: say('lines.title'),
    heads: [
      say('paste.line'),
      say('field.year'),
      say('plan.original'),
      say('plan.revised'),
      say('field.note'),
    ],
    right: [2, 3],
    rows: plan.lines.map((line) => {
      const place = plan.years.findIndex(({ key }) => key === line.year)
      return [
        printable(lineName(line, agreement, language)),
        place === -1 ? line.year : yearHead(place),
        showMoney(line.original, language),
        line.revised === null ? '–' : showMoney(amountOf(line), language),
        all(line.note),
      ]
    }),
  })
  if (plan.rates.length > 0)
    blocks.push({
      is: 'table',
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
  blocks.push({ is: 'texts', label: say('field.mechanisms'), texts: both(plan.mechanisms) })
  blocks.push({ is: 'texts', label: say('field.oversight'), texts: both(plan.oversight) })
}

/** Words of a cell in each language: “Meals / Repas”; once, where they are the same. */
const inAll = (text: Text, languages: readonly string[]): string =>
  printable(
    [...new Set(languages.map((each) => (text[each] ?? '').trim()).filter((each) => each !== ''))].join(
      ' / ',
    ),
  )

/** Without what no font has a shape for: controls, and marks that turn the direction of what follows them. */
const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\p{Co}\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\n\t])\p{Cc}/gu, '')
