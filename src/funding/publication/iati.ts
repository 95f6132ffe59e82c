import {
  type Agreement,
  type Component,
  inLanguage,
  type Money,
  type Party,
  type Indicator as Sheet,
  type Text,
} from '../../compacts/agreement.ts'
import { convert, currentAmount, rateFor } from '../../compacts/plan.ts'
import type { CompactState } from '../../compacts/tables.ts'
import { country } from '../../countries/registry.ts'
import { WrongUse } from '../../house/errors.ts'
import {
  type Activity,
  activityDateType,
  activityStatus,
  type Budget,
  conditionType,
  type DocumentLink,
  decimal,
  descriptionType,
  type Indicator,
  indicatorMeasure,
  type Measured,
  type Narrative,
  type Organisation,
  organisationRole,
  type ParticipatingOrg,
  type Period,
  percentages,
  type Result,
  relatedActivityType,
  resultType,
  type Transaction,
  transactionType,
} from '../../iati/model.ts'
import type { ActivityToWrite } from '../../iati/write.ts'
import { valueText } from './sheets.ts'
import type { PublicActual, PublicEntry, Snapshot } from './snapshot.ts'

/*
 * A snapshot as IATI 2.03. The compact is an activity of hierarchy 1; each initiative and each award is
 * one of hierarchy 2. Every plan line and every entry of the ledger stands in exactly one of them, so
 * that whoever adds up the file counts nothing twice. `docs/methods/publication.md` has the table.
 */

/** Who publishes. `ref` is the organisation’s own IATI identifier. */
export type Publisher = {
  ref: string
  name: string
  /** OrganisationType; 10 is a government. */
  type: string
}

/**
 * The identifier in files of the example: of the one registry whose identifiers IATI itself gives out,
 * so that the official rules take it, and plainly nobody’s.
 */
export const PLACEHOLDER_PUBLISHER = 'XI-IATI-NOT-A-PUBLISHER'

/** Where the pages of this house are, without a slash at the end. */
export type Addresses = { origin: string }

/** The identifier somebody publishes under. Throws WrongUse for one that the standard does not take. */
export function publisherFrom(
  ref: string | null,
  snapshot: Pick<Snapshot, 'agreement' | 'compact'>,
): Publisher {
  const { agreement, compact } = snapshot
  const found = ref?.trim() || (compact.example ? PLACEHOLDER_PUBLISHER : null)
  if (found === null)
    throw new WrongUse('An IATI file needs the identifier of who publishes it', [
      {
        place: 'publisher',
        message: 'None is set here, and none was given.',
        remedy: 'Give the organisation’s own identifier in the IATI registry: publisher=XX-REG-123.',
      },
    ])
  if (!/^[A-Z]{2}-[A-Z0-9]{2,12}-[A-Za-z0-9._()-]{1,60}$/.test(found))
    throw new WrongUse('That is not the identifier of an organisation', [
      {
        place: 'publisher',
        message: `“${found.slice(0, 80)}” does not begin with the code of a registry.`,
        remedy: 'Write it as the registry has it: agency, hyphen, number, such as XX-REG-123.',
      },
    ])
  const donor = agreement?.parties.find(({ part, side }) => part === 'government' && side === 'donor')
  const name = donor === undefined ? null : inLanguage(donor.name, 'en', agreement?.languages ?? [])
  return { ref: found, name: name ?? found, type: '10' }
}

const sectorOf: Record<Component, string> = {
  prevention: '15160',
  protection: '16015',
  prosecution: '15130',
  partnership: '15110',
  data: '15196',
}

/** What IATI calls the state of a compact. */
export function statusOf(state: CompactState): string {
  switch (state) {
    case 'in force':
    case 'extended':
      return activityStatus.implementation
    case 'suspended':
      return activityStatus.suspended
    case 'closing':
      return activityStatus.finalisation
    case 'closed':
      return activityStatus.closed
    case 'terminated':
      return activityStatus.cancelled
    default:
      return activityStatus.pipeline
  }
}

/** The activities of a snapshot: the compact, its initiatives, its awards. Throws WrongUse before there is a text. */
export function activitiesOf(
  snapshot: Snapshot,
  publisher: Publisher,
  addresses: Addresses,
): ActivityToWrite[] {
  const { agreement } = snapshot
  if (agreement === null)
    throw new WrongUse('There is nothing to publish yet', [
      {
        place: 'compact',
        message: 'No text of this compact is in force or signed.',
        remedy: 'Come back when it is.',
      },
    ])
  return new Publishing(snapshot, agreement, publisher, addresses).activities()
}

/** Which activity something belongs to: null is the compact itself. */
type Home = { kind: 'initiative' | 'award'; key: string } | null

class Publishing {
  readonly #snapshot: Snapshot
  readonly #agreement: Agreement
  readonly #publisher: Publisher
  readonly #at: string
  readonly #home: (home: Home) => string
  readonly #parties: Map<string, Party>
  readonly #lines: Map<string, Agreement['plan']['lines'][number]>
  readonly #contributions: Map<string, Agreement['plan']['contributions'][number]>
  #grouped: Map<string, PublicEntry[]> | null = null

  constructor(snapshot: Snapshot, agreement: Agreement, publisher: Publisher, { origin }: Addresses) {
    this.#snapshot = snapshot
    this.#agreement = agreement
    this.#publisher = publisher
    this.#at = `${origin}/compacts/${snapshot.compact.id}`
    this.#home = (home) => activityIdentifier(publisher, snapshot.compact.id, home)
    this.#parties = new Map(agreement.parties.map((party) => [party.key, party]))
    this.#lines = new Map(agreement.plan.lines.map((line) => [line.key, line]))
    this.#contributions = new Map(agreement.plan.contributions.map((each) => [each.key, each]))
  }

  activities(): ActivityToWrite[] {
    const { initiatives } = this.#agreement
    const awards = this.#snapshot.money?.awards ?? []
    const children: Home[] = [
      ...initiatives.map(({ key }) => ({ kind: 'initiative' as const, key })),
      ...awards.map(({ key }) => ({ kind: 'award' as const, key })),
    ]
    const parent = { ref: this.#home(null), type: relatedActivityType.parent }
    return [
      {
        ...this.#common(null),
        hierarchy: 1,
        title: this.#named(this.#agreement.title, this.#snapshot.compact.id),
        descriptions: this.#descriptions(),
        participatingOrgs: this.#participants(),
        dates: this.#dates(),
        tags: [
          { code: '5.2', vocabulary: '3' },
          { code: '8.7', vocabulary: '3' },
          { code: '16.2', vocabulary: '3' },
        ],
        budgets: this.#budgets(null),
        transactions: this.#transactions(null),
        documents: this.#documents(),
        relatedActivities: children.map((child) => ({
          ref: this.#home(child),
          type: relatedActivityType.child,
        })),
        conditions: this.#conditions(),
        results: this.#results(),
      },
      ...initiatives.map((initiative): ActivityToWrite => {
        const home: Home = { kind: 'initiative', key: initiative.key }
        return {
          ...this.#common(home),
          hierarchy: 2,
          title: this.#named(initiative.title, initiative.key),
          descriptions: [
            {
              type: descriptionType.general,
              narratives: this.#or(initiative.description, initiative.title, initiative.key),
            },
            ...this.#optional(descriptionType.other, initiative.sites),
          ],
          participatingOrgs: this.#participants(initiative.implementer),
          dates: this.#dates(initiative.key),
          budgets: this.#budgets(home),
          transactions: this.#transactions(home),
          relatedActivities: [parent],
        }
      }),
      ...awards.map((award): ActivityToWrite => {
        const home: Home = { kind: 'award', key: award.key }
        const above: Home = award.parent !== null ? { kind: 'award', key: award.parent } : null
        const beside =
          award.initiative === null
            ? []
            : [
                {
                  ref: this.#home({ kind: 'initiative', key: award.initiative }),
                  type: relatedActivityType.sibling,
                },
              ]
        return {
          ...this.#common(home),
          hierarchy: 2,
          title: [{ text: clean(award.title) || award.key }],
          descriptions: [
            { type: descriptionType.general, narratives: [{ text: clean(award.title) || award.key }] },
          ],
          otherIdentifiers: [{ ref: clean(award.number) || award.key, type: 'A1' }],
          participatingOrgs: [
            this.#funder(award.contribution),
            {
              role: organisationRole.implementing,
              narratives: [{ text: clean(award.recipient) || award.key }],
            },
          ],
          dates: [
            { type: activityDateType.plannedStart, date: award.begins },
            { type: activityDateType.plannedEnd, date: award.ends },
          ],
          transactions: this.#transactions(home),
          relatedActivities: [{ ...parent, ref: this.#home(above) }, ...beside],
        }
      }),
    ]
  }

  #common(home: Home) {
    const { compact, asOf } = this.#snapshot
    const iso2 = country(compact.country)?.iso2 ?? null
    return {
      lastUpdated: `${asOf}T00:00:00Z`,
      language: this.#language(),
      defaultCurrency: this.#agreement.plan.currency,
      identifier: this.#home(home),
      reportingOrg: {
        ref: this.#publisher.ref,
        type: this.#publisher.type,
        narratives: [{ text: this.#publisher.name }],
      },
      status: statusOf(compact.state),
      ...(iso2 === null
        ? // A country that is in no list of the standard: somewhere among developing countries.
          { recipientRegions: [{ code: '998', vocabulary: '1' }] }
        : { recipientCountries: [{ code: iso2 }] }),
      sectors: this.#sectors(home),
      defaultFlowType: '10',
      defaultFinanceType: '110',
      defaultAidTypes: [{ code: 'C01', vocabulary: '1' }],
      defaultTiedStatus: '5',
    }
  }

  #language(): string {
    return (this.#agreement.languages[0] ?? 'en').split('-')[0] ?? 'en'
  }

  #narratives(text: Text): Narrative[] {
    const { languages } = this.#agreement
    return languages.flatMap((language) => {
      const words = clean(text[language] ?? '')
      return words === '' ? [] : [{ text: words, language: language.split('-')[0] }]
    })
  }

  /** The words, or the key where there are none: the standard takes no element without. */
  #named(text: Text, key: string): Narrative[] {
    const own = this.#narratives(text)
    return own.length > 0 ? own : [{ text: key }]
  }

  #or(text: Text, other: Text, key: string): Narrative[] {
    const own = this.#narratives(text)
    return own.length > 0 ? own : this.#named(other, key)
  }

  #optional(type: string, text: Text) {
    const narratives = this.#narratives(text)
    return narratives.length === 0 ? [] : [{ type, narratives }]
  }

  #descriptions() {
    const { sections, scope, title, plan } = this.#agreement
    const inKind = plan.contributions
      .filter(({ kind }) => kind === 'in-kind')
      .flatMap(({ what }) => this.#optional(descriptionType.other, what))
    const general = this.#narratives(sections.C)
    return [
      {
        type: descriptionType.general,
        narratives: general.length > 0 ? general : this.#named(title, this.#snapshot.compact.id),
      },
      ...this.#optional(descriptionType.objectives, sections.A),
      ...this.#optional(descriptionType.targetGroups, scope.forms),
      ...[sections.B, sections.F, sections.G].flatMap((text) => this.#optional(descriptionType.other, text)),
      ...inKind,
    ]
  }

  #organisation(party: Party): Pick<ParticipatingOrg, 'type' | 'narratives'> {
    const type =
      party.part === 'government' || party.part === 'ministry' || party.part === 'agency' ? '10' : undefined
    return { ...(type === undefined ? {} : { type }), narratives: this.#named(party.name, party.key) }
  }

  /** Governments and other donors that bring money fund it; who carries out an initiative implements. */
  #participants(implementer?: string | null): ParticipatingOrg[] {
    const funds = new Set(this.#agreement.plan.contributions.map(({ party }) => party))
    const all = this.#agreement.parties.flatMap((party): ParticipatingOrg[] => {
      const organisation = this.#organisation(party)
      const roles = [
        ...(funds.has(party.key) ? [organisationRole.funding] : []),
        ...(party.part === 'government' || party.part === 'ministry' ? [organisationRole.accountable] : []),
        ...(party.part === 'agency' ? [organisationRole.extending] : []),
        ...(implementer === undefined
          ? party.part === 'implementer'
            ? [organisationRole.implementing]
            : []
          : implementer === party.key
            ? [organisationRole.implementing]
            : []),
      ]
      return roles.map((role) => ({ ...organisation, role }))
    })
    return all.length > 0
      ? all
      : [{ role: organisationRole.accountable, narratives: [{ text: this.#publisher.name }] }]
  }

  #funder(contribution: string): ParticipatingOrg {
    const party = this.#parties.get(this.#contributions.get(contribution)?.party ?? '')
    return party === undefined
      ? { role: organisationRole.funding, narratives: [{ text: this.#publisher.name }] }
      : { ...this.#organisation(party), role: organisationRole.funding }
  }

  #dates(initiative?: string) {
    const { compact, asOf, steps } = this.#snapshot
    const { term, plan } = this.#agreement
    const used = new Set(plan.lines.filter((line) => line.initiative === initiative).map(({ year }) => year))
    const own = plan.years.filter(({ key }) => used.has(key))
    const first = own[0]?.begins ?? term.begins ?? compact.begins ?? asOf
    const last = own.at(-1)?.ends ?? term.ends
    const over = steps.find(({ to }) => to === 'closed' || to === 'terminated')
    return [
      { type: activityDateType.plannedStart, date: first },
      ...(initiative === undefined && compact.begins !== null
        ? [{ type: activityDateType.actualStart, date: compact.begins }]
        : []),
      ...(last === null || last < first ? [] : [{ type: activityDateType.plannedEnd, date: last }]),
      // An end before the beginning is that of a compact which never began.
      ...(initiative === undefined &&
      over !== undefined &&
      compact.begins !== null &&
      over.on >= compact.begins
        ? [{ type: activityDateType.actualEnd, date: over.on }]
        : []),
    ]
  }

  /** Shares of the planned money by component, as DAC codes and in words of our own. */
  #sectors(home: Home) {
    const { plan } = this.#agreement
    const award =
      home?.kind === 'award' ? this.#snapshot.money?.awards.find(({ key }) => key === home.key) : undefined
    const initiative = home?.kind === 'initiative' ? home.key : (award?.initiative ?? null)
    const lines = plan.lines.filter((line) => initiative === null || line.initiative === initiative)
    const worth = new Map<Component, bigint>()
    // Where a rate is missing, what can be compared is only what is in the plan’s own currency.
    for (const line of lines) {
      const amount = currentAmount(line)
      const rate = amount.currency === plan.currency ? null : rateFor(plan, amount.currency)
      const minor =
        amount.currency === plan.currency ? amount.minor : rate === null ? 0 : convert(amount, rate).minor
      worth.set(line.component, (worth.get(line.component) ?? 0n) + BigInt(Math.max(0, minor)))
    }
    const objectives = this.#agreement.objectives
    const known = [...worth].filter(([, minor]) => minor > 0n)
    const shares: [Component, string][] =
      known.length > 0
        ? percentages(known.map(([, minor]) => minor)).map((share, place) => [
            known[place]?.[0] ?? 'partnership',
            share,
          ])
        : [[objectives[0]?.component ?? 'partnership', '100']]
    const alone = shares.length === 1
    return [
      ...shares.map(([component, percentage]) => ({
        vocabulary: '1',
        code: sectorOf[component],
        percentage: alone ? '100' : percentage,
      })),
      ...shares.map(([component, percentage]) => ({
        vocabulary: '99',
        vocabularyUri: `${this.#at}#money`,
        code: component,
        percentage: alone ? '100' : percentage,
        narratives: [{ text: component, language: 'en' }],
      })),
    ]
  }

  #homeOfLine(initiative: string | null): Home {
    return initiative === null ? null : { kind: 'initiative', key: initiative }
  }

  #homeOf(entry: PublicEntry): Home {
    if (entry.award !== null) return { kind: 'award', key: entry.award }
    const line = entry.line === null ? undefined : this.#lines.get(entry.line)
    return this.#homeOfLine(line?.initiative ?? null)
  }

  /** One budget for each year, currency and giver’s side; revised ones stand beside the original of the same year. */
  #budgets(home: Home): Budget[] {
    const { plan } = this.#agreement
    const committed = this.#snapshot.version !== null ? '2' : '1'
    return plan.years.flatMap((year) => {
      const lines = plan.lines.filter(
        (line) => line.year === year.key && sameHome(this.#homeOfLine(line.initiative), home),
      )
      const sums = new Map<string, { original: number; current: number; revised: boolean }>()
      for (const line of lines) {
        const { currency } = line.original
        const known = sums.get(currency) ?? { original: 0, current: 0, revised: false }
        known.original += line.original.minor
        known.current += currentAmount(line).minor
        known.revised ||= line.revised !== null
        sums.set(currency, known)
      }
      return [...sums].flatMap(([currency, { original, current, revised }]) => {
        const budget = (type: string, minor: number): Budget => ({
          type,
          status: committed,
          periodStart: year.begins,
          periodEnd: year.ends,
          value: { amount: decimal(minor, currency), currency, valueDate: year.begins },
        })
        return revised ? [budget('1', original), budget('2', current)] : [budget('1', original)]
      })
    })
  }

  /** Made one by one, and again for whoever asks again. */
  #transactions(home: Home): Iterable<Transaction> {
    const entries = this.#entries().get(this.#home(home)) ?? []
    const made = (entry: PublicEntry) => this.#transaction(entry)
    return {
      *[Symbol.iterator]() {
        for (const entry of entries) yield made(entry)
      },
    }
  }

  /** Entries by the activity they stand in. */
  #entries(): Map<string, PublicEntry[]> {
    if (this.#grouped === null) {
      this.#grouped = new Map()
      for (const entry of this.#snapshot.money?.entries ?? []) {
        const home = this.#home(this.#homeOf(entry))
        const known = this.#grouped.get(home)
        if (known === undefined) this.#grouped.set(home, [entry])
        else known.push(entry)
      }
    }
    return this.#grouped
  }

  #transaction(entry: PublicEntry): Transaction {
    const note = clean(entry.note ?? '')
    const giver = this.#parties.get(this.#contributions.get(entry.contribution)?.party ?? '')
    const type = transactionTypeOf(entry, giver?.side === 'donor')
    return {
      ref: String(entry.number),
      type,
      date: entry.date,
      value: {
        amount: decimal(entry.minor, entry.currency),
        currency: entry.currency,
        valueDate: entry.date,
      },
      ...(note === '' ? {} : { description: [{ text: note }] }),
      providerOrg: this.#payment(entry.provider),
      receiverOrg: this.#payment(entry.receiver),
      // What a partner spends at home is no aid of anybody’s.
      ...(giver?.side === 'partner' ? { flowType: '50' } : {}),
    }
  }

  #payment(holder: string) {
    if (holder.startsWith('award:')) {
      const key = holder.slice('award:'.length)
      const award = this.#snapshot.money?.awards.find((each) => each.key === key)
      return {
        activityId: this.#home({ kind: 'award', key }),
        narratives: [{ text: clean(award?.recipient ?? '') || key }],
      }
    }
    const party = this.#parties.get(holder)
    const narratives = party === undefined ? [] : this.#narratives(party.name)
    // A party that has left the text since is still who it was.
    return { narratives: narratives.length > 0 ? narratives : [{ text: holder }] }
  }

  #documents(): DocumentLink[] {
    const { languages, documents } = this.#agreement
    const { versions } = this.#snapshot
    const title = (text: string) => [{ text, language: 'en' }]
    const own = (
      path: string,
      format: string,
      name: string,
      category: string,
      day?: string,
    ): DocumentLink => ({
      url: `${this.#at}${path}`,
      format,
      title: title(name),
      categories: [category],
      ...(day === undefined ? {} : { date: day }),
    })
    const tongues = languages.map((language) => language.split('-')[0] ?? language)
    return [
      { ...own('', 'text/html', 'Public page of the compact', 'A12'), languages: tongues },
      ...versions.map(({ number, takenEffect }) => ({
        ...own(
          `/agreement.pdf?version=${number}`,
          'application/pdf',
          `Text of the compact, version ${number}`,
          'A09',
          takenEffect,
        ),
        languages: tongues,
      })),
      own('/data/plan.csv', 'text/csv', 'Financial plan by line', 'A05'),
      own(
        '/data/conditions.csv',
        'text/csv',
        'State of every condition, with decisions, deferrals, waivers and releases',
        'A04',
      ),
      own('/data/results.csv', 'text/csv', 'Results with intervals, methods and what is kept back', 'A08'),
      own('/data/ledger.csv', 'text/csv', 'Ledger, entry by entry', 'A05'),
      ...documents.flatMap(({ url, title: named, kind, date }) => {
        const narratives = this.#narratives(named)
        return url === null || narratives.length === 0 || !URL.canParse(url)
          ? []
          : [
              {
                url: new URL(url).href,
                format: url.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'text/html',
                title: narratives,
                categories: [categoryOf[kind]],
                ...(date === null ? {} : { date }),
              },
            ]
      }),
    ]
  }

  #conditions() {
    const conditions = this.#agreement.tranches.flatMap((tranche) =>
      tranche.conditions.flatMap(({ type, text }) => {
        const narratives = this.#narratives(text)
        return narratives.length === 0 ? [] : [{ type: conditionType[type], narratives }]
      }),
    )
    return conditions.length === 0 ? { attached: false } : { attached: true, conditions }
  }

  #results(): Result[] {
    const { objectives, indicators } = this.#agreement
    return objectives.flatMap((objective) => {
      const byType = new Map<string, Sheet[]>()
      for (const indicator of indicators.filter((each) => each.objective === objective.key)) {
        const type = typeOfLevel[indicator.level]
        byType.set(type, [...(byType.get(type) ?? []), indicator])
      }
      return [...byType].map(
        ([type, sheets]): Result => ({
          type,
          title: this.#named(objective.text, objective.key),
          ...(this.#narratives(objective.theoryOfChange).length === 0
            ? {}
            : { description: this.#narratives(objective.theoryOfChange) }),
          indicators: sheets.map((sheet) => this.#indicator(sheet)),
        }),
      )
    })
  }

  #indicator(sheet: Sheet): Indicator {
    const measure = measureOf[sheet.measure]
    const reference =
      sheet.code === null
        ? { code: sheet.key, vocabulary: '99', indicatorUri: `${this.#at}/results#${sheet.key}` }
        : {
            code: sheet.code.code,
            vocabulary: /F indicator|Foreign Assistance/i.test(sheet.code.vocabulary) ? '3' : '99',
            indicatorUri: `${this.#at}/results#${sheet.key}`,
          }
    const description = this.#narratives(sheet.definition).map(({ text, language }) => ({
      text: `${text} ${inLanguage(sheet.unit, language ?? 'en', this.#agreement.languages) ?? ''}`.trim(),
      language,
    }))
    const { baseline } = sheet
    return {
      measure,
      ascending: sheet.direction === 'up',
      aggregationStatus: false,
      title: this.#named(sheet.title, sheet.key),
      ...(description.length === 0 ? {} : { description }),
      references: [reference],
      ...(baseline !== null && 'value' in baseline
        ? {
            baselines: [
              {
                year: Number(baseline.date.slice(0, 4)),
                date: baseline.date,
                ...this.#measured(measure, baseline.value, {}, sheet),
                comment: this.#comment(
                  measure === indicatorMeasure.qualitative ? yesOrNo(baseline.value) : null,
                  baseline,
                  baseline.method,
                ),
              },
            ],
          }
        : {}),
      periods: this.#periods(sheet, measure),
    }
  }

  #measured(measure: string, value: string, cell: Record<string, string>, sheet: Sheet): Measured {
    const dimensions = Object.entries(cell).map(([name, category]) => {
      const disaggregation = sheet.disaggregations.find(({ key }) => key === name)
      const said = disaggregation?.categories.find(({ key }) => key === category)?.name
      return {
        name,
        value: (said === undefined ? null : inLanguage(said, 'en', this.#agreement.languages)) ?? category,
      }
    })
    return {
      ...(measure === indicatorMeasure.qualitative ? {} : { value }),
      ...(dimensions.length === 0 ? {} : { dimensions }),
    }
  }

  /** Interval, level and method have no place of their own: they are said, always in the same words. */
  #comment(
    before: string | null,
    { low, high, level }: { low: string | null; high: string | null; level: number | null },
    method: Text | null,
  ): Narrative[] {
    const interval =
      low === null || high === null
        ? 'Interval: none, a full count.'
        : `Interval: ${low} to ${high} (${level ?? '?'}%).`
    const head = [before, interval].filter((each) => each !== null).join(' ')
    const tail = method === null ? [] : this.#narratives(method)
    return tail.length === 0
      ? [{ text: head, language: 'en' }]
      : tail.map(({ text, language }) => ({ text: `${head} ${text}`, language }))
  }

  #periods(sheet: Sheet, measure: string): Period[] {
    const periods = new Map<string, Period>()
    const period = (start: string, end: string) => {
      const key = `${start} ${end}`
      const known = periods.get(key) ?? { start, end, targets: [], actuals: [] }
      periods.set(key, known)
      return known
    }
    for (const target of sheet.targets) {
      const year = this.#agreement.plan.years.find(({ key }) => key === target.year)
      if (year === undefined) continue
      const comment = [
        ...(measure === indicatorMeasure.qualitative
          ? [{ text: yesOrNo(target.value), language: 'en' }]
          : []),
        ...this.#narratives(target.rationale),
      ]
      period(year.begins, year.ends).targets?.push({
        ...this.#measured(measure, target.value, target.cell, sheet),
        ...(comment.length === 0 ? {} : { comment }),
      })
    }
    for (const actual of this.#snapshot.results.actuals.filter(({ indicator }) => indicator === sheet.key))
      this.#addActual(period(actual.begins, actual.ends), actual, sheet, measure)
    return [...periods.values()]
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
      .filter(({ targets, actuals }) => (targets?.length ?? 0) + (actuals?.length ?? 0) > 0)
  }

  /** What is not there, or kept back, has no element: the standard demands a number in it. A target says why. */
  #addActual(period: Period, actual: PublicActual, sheet: Sheet, measure: string): void {
    const why = valueText(actual)
    if (why !== null || actual.value === null) {
      const beside = period.targets?.find(
        (target) => (target.dimensions?.length ?? 0) === Object.keys(actual.cell).length,
      )
      if (beside !== undefined && Object.keys(actual.cell).length === 0)
        beside.comment = [
          ...(beside.comment ?? []),
          { text: `Result: ${why ?? 'not known'}.`, language: 'en' },
        ]
      return
    }
    period.actuals?.push({
      ...this.#measured(measure, actual.value, actual.cell, sheet),
      comment: this.#comment(
        measure === indicatorMeasure.qualitative ? yesOrNo(actual.value) : null,
        actual,
        null,
      ),
    })
  }
}

/** A text as XML can hold it: without the signs it forbids, and the space around it. */
const clean = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ').trim()

const yesOrNo = (value: string) => (Number(value) === 0 ? 'No.' : 'Yes.')

const measureOf: Record<Sheet['measure'], string> = {
  number: indicatorMeasure.unit,
  ratio: indicatorMeasure.unit,
  percentage: indicatorMeasure.percentage,
  'yes-no': indicatorMeasure.qualitative,
}

const typeOfLevel: Record<Sheet['level'], string> = {
  process: resultType.other,
  output: resultType.output,
  outcome: resultType.outcome,
  impact: resultType.impact,
}

const categoryOf: Record<Agreement['documents'][number]['kind'], string> = {
  'national-plan': 'A02',
  recommendation: 'A02',
  agreement: 'A09',
  study: 'A01',
  budget: 'A05',
  evaluation: 'A07',
  audit: 'B07',
  other: 'A12',
}

function sameHome(a: Home, b: Home): boolean {
  return a?.kind === b?.kind && a?.key === b?.key
}

/** The identifier of an activity under a publisher. */
export function activityIdentifier(publisher: Publisher, compact: string, home: Home): string {
  const own = `${publisher.ref}-${compact}`
  return home === null ? own : `${own}-${home.kind}-${home.key}`
}

/**
 * The type of an entry. Money of the donor goes out (pledge 12, commitment 2, disbursement 3), that of
 * others comes in (13, 11, 1); what is passed on arrives where it is passed to (1). What came back or was
 * taken back keeps the type it had, with an amount below zero.
 */
export function transactionTypeOf(
  { countsAs, onward }: Pick<PublicEntry, 'countsAs' | 'onward'>,
  ofDonor: boolean,
): string {
  switch (countsAs) {
    case 'pledge':
      return ofDonor ? transactionType.outgoingPledge : transactionType.incomingPledge
    case 'commitment':
      return ofDonor ? transactionType.outgoingCommitment : transactionType.incomingCommitment
    case 'expenditure':
      return transactionType.expenditure
    default:
      return ofDonor && !onward ? transactionType.disbursement : transactionType.incomingFunds
  }
}

/* ── the organisation file ──────────────────────────────────────────────── */

/** What a donor plans over its compacts, by year: in all and by country. Budgets are of the donor’s side only. */
export function organisationOf(
  snapshots: readonly Snapshot[],
  publisher: Publisher,
  { origin }: Addresses,
): Organisation {
  type Sum = {
    start: string
    end: string
    minor: number
    currency: string
    country: string
    committed: boolean
  }
  const sums = new Map<string, Sum>()
  for (const { agreement, compact, version } of snapshots) {
    if (agreement === null) continue
    const { plan, parties } = agreement
    const ofDonor = new Set(
      plan.contributions
        .filter(({ party }) => parties.find(({ key }) => key === party)?.side === 'donor')
        .map(({ key }) => key),
    )
    for (const line of plan.lines) {
      const year = plan.years.find(({ key }) => key === line.year)
      if (year === undefined || !ofDonor.has(line.contribution)) continue
      const { minor, currency }: Money = currentAmount(line)
      const committed = version !== null
      const key = [year.begins, year.ends, currency, compact.country, committed].join(' ')
      const known = sums.get(key)
      if (known) known.minor += minor
      else
        sums.set(key, {
          start: year.begins,
          end: year.ends,
          minor,
          currency,
          country: compact.country,
          committed,
        })
    }
  }
  const budget = ({ start, end, minor, currency, committed }: Omit<Sum, 'country'>) => ({
    status: committed ? '2' : '1',
    periodStart: start,
    periodEnd: end,
    value: { amount: decimal(minor, currency), currency, valueDate: start },
  })
  const all = [...sums.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const totals = new Map<string, Omit<Sum, 'country'>>()
  for (const { country: _, ...each } of all) {
    const key = [each.start, each.end, each.currency, each.committed].join(' ')
    const known = totals.get(key)
    if (known) known.minor += each.minor
    else totals.set(key, { ...each })
  }
  const placed = all.map((each) => ({ each, iso2: country(each.country)?.iso2 ?? null }))
  const [first] = snapshots
  const asOf = snapshots
    .map((each) => each.asOf)
    .sort()
    .at(-1)
  return {
    ...(asOf === undefined ? {} : { lastUpdated: `${asOf}T00:00:00Z` }),
    language: 'en',
    defaultCurrency: first?.agreement?.plan.currency ?? 'USD',
    identifier: publisher.ref,
    name: [{ text: publisher.name }],
    reportingOrg: { ref: publisher.ref, type: publisher.type, narratives: [{ text: publisher.name }] },
    totalBudgets: [...totals.values()].map(budget),
    recipientRegionBudgets: placed
      .filter(({ iso2 }) => iso2 === null)
      .map(({ each }) => ({ ...budget(each), recipientRegion: { code: '998', vocabulary: '1' } })),
    recipientCountryBudgets: placed.flatMap(({ each, iso2 }) =>
      iso2 === null ? [] : [{ ...budget(each), recipientCountry: { code: iso2 } }],
    ),
    documents: snapshots.map(({ compact, agreement }) => ({
      url: `${origin}/compacts/${compact.id}`,
      format: 'text/html',
      title: [
        {
          text:
            (agreement === null ? null : inLanguage(agreement.title, 'en', agreement.languages)) ??
            compact.country,
          language: 'en',
        },
      ],
      categories: ['B03'],
    })),
  }
}

/** The compact’s own activity with its transactions gathered, as the comparison of files needs it. */
export function gathered(activity: ActivityToWrite): Activity {
  const { transactions, ...rest } = activity
  if (transactions === undefined) return rest
  if (!(Symbol.iterator in transactions)) throw new TypeError('transactions arrive one by one')
  return { ...rest, transactions: [...transactions] }
}
