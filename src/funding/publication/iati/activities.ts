import type { CompactState } from '../../../compacts/tables.ts'
import { country } from '../../../countries/registry.ts'
import { NotFound } from '../../../house/errors.ts'
import {
  type Activity,
  activityDateType,
  activityStatus,
  descriptionType,
  organisationRole,
  relatedActivityType,
} from '../../../iati/model.ts'
import type { ActivityToWrite } from '../../../iati/write.ts'
import type { Snapshot } from '../snapshot.ts'
import { conditionsOf } from './conditions.ts'
import { documentsOf } from './documents.ts'
import { budgetsOf, ownBudgetOf, plannedDisbursementsOf, sectorsOf } from './money.ts'
import { funderOf, participantsOf } from './participants.ts'
import { type Home, type Published, published } from './published.ts'
import type { Addresses, Publisher } from './publisher.ts'
import { resultsOf } from './results.ts'
import { clean, describedBy, languageOf, narrativesOf, placesOf, wordsOrKey, wordsOrOther } from './texts.ts'
import { transactionsOf } from './transactions.ts'

/*
 * A snapshot as IATI 2.03. The compact is an activity of hierarchy 1; each initiative and each award is
 * one of hierarchy 2. Every plan line and every entry of the ledger stands in one of them at most, and no
 * activity tells the same money twice. `docs/methods/publication.md` has the table.
 */

/** What IATI calls the state of a compact. */
export function statusOf(state: CompactState | null): string {
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

/** The activities of a snapshot: the compact, its initiatives, its awards. Throws NotFound before there is a text. */
export function activitiesOf(
  snapshot: Snapshot,
  publisher: Publisher,
  addresses: Addresses,
): ActivityToWrite[] {
  const { agreement } = snapshot
  if (agreement === null)
    throw new NotFound('There is nothing to publish yet', [
      {
        place: 'compact',
        message: 'No text of this compact is in force or signed.',
        remedy: 'Come back when it is.',
      },
    ])
  return activitiesIn(published(snapshot, agreement, publisher, addresses))
}

function activitiesIn(of: Published): ActivityToWrite[] {
  const { initiatives } = of.agreement
  const awards = of.snapshot.money?.awards ?? []
  const children: Home[] = [
    ...initiatives.map(({ key }) => ({ kind: 'initiative' as const, key })),
    ...awards.map(({ key }) => ({ kind: 'award' as const, key })),
  ]
  const ownBudget = ownBudgetOf(of)
  const parent = { ref: of.home(null), type: relatedActivityType.parent }
  return [
    {
      ...commonOf(of, null),
      hierarchy: 1,
      title: wordsOrKey(of, of.agreement.title, of.snapshot.compact.id),
      descriptions: descriptionsOf(of),
      participatingOrgs: participantsOf(of),
      dates: datesOf(of),
      tags: [
        { code: '5.2', vocabulary: '3' },
        { code: '8.7', vocabulary: '3' },
        { code: '16.2', vocabulary: '3' },
      ],
      locations: placesOf(of, of.agreement.scope.regions),
      ...(ownBudget === null ? {} : { countryBudgetItems: ownBudget }),
      budgets: budgetsOf(of, null),
      plannedDisbursements: plannedDisbursementsOf(of),
      transactions: transactionsOf(of, null),
      documents: documentsOf(of),
      relatedActivities: children.map((child) => ({
        ref: of.home(child),
        type: relatedActivityType.child,
      })),
      conditions: conditionsOf(of),
      results: resultsOf(of),
    },
    ...initiatives.map((initiative): ActivityToWrite => {
      const home: Home = { kind: 'initiative', key: initiative.key }
      return {
        ...commonOf(of, home),
        hierarchy: 2,
        title: wordsOrKey(of, initiative.title, initiative.key),
        descriptions: [
          {
            type: descriptionType.general,
            narratives: wordsOrOther(of, initiative.description, initiative.title, initiative.key),
          },
        ],
        participatingOrgs: participantsOf(of, initiative.implementer),
        dates: datesOf(of, initiative.key),
        locations: placesOf(of, initiative.sites),
        budgets: budgetsOf(of, home),
        transactions: transactionsOf(of, home),
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
                ref: of.home({ kind: 'initiative', key: award.initiative }),
                type: relatedActivityType.sibling,
              },
            ]
      return {
        ...commonOf(of, home),
        hierarchy: 2,
        title: [{ text: clean(award.title) || award.key }],
        descriptions: [
          { type: descriptionType.general, narratives: [{ text: clean(award.title) || award.key }] },
        ],
        otherIdentifiers: [{ ref: clean(award.number) || award.key, type: 'A1' }],
        participatingOrgs: [
          funderOf(of, award.contribution),
          {
            role: organisationRole.implementing,
            narratives: [{ text: clean(award.recipient) || award.key }],
          },
        ],
        dates: [
          { type: activityDateType.plannedStart, date: award.begins },
          { type: activityDateType.plannedEnd, date: award.ends },
        ],
        transactions: transactionsOf(of, home),
        relatedActivities: [{ ...parent, ref: of.home(above) }, ...beside],
      }
    }),
  ]
}

/** An initiative or an award whose own last day is past is closed, whatever the compact goes on to do. */
function statusIn(of: Published, home: Home): string {
  const { compact, asOf } = of.snapshot
  const status = statusOf(compact.state)
  if (home === null || !['2', '3', '6'].includes(status)) return status
  const award = home.kind === 'award' ? of.awards.get(home.key) : undefined
  const [first, last] = award === undefined ? yearsOf(of, home.key) : [award.begins, award.ends]
  if (last !== undefined && last < asOf) return '4'
  return first !== undefined && first > asOf ? '1' : status
}

/** First and last day of the years in which an initiative has lines; without any, of the whole compact. */
function yearsOf({ agreement: { plan } }: Published, initiative: string | undefined) {
  const used = new Set(plan.lines.filter((line) => line.initiative === initiative).map(({ year }) => year))
  const own = plan.years.filter(({ key }) => used.has(key))
  return [own[0]?.begins, own.at(-1)?.ends] as const
}

function commonOf(of: Published, home: Home) {
  const { compact, asOf } = of.snapshot
  const iso2 = country(compact.country)?.iso2 ?? null
  return {
    lastUpdated: `${asOf}T00:00:00Z`,
    language: languageOf(of),
    defaultCurrency: of.agreement.plan.currency,
    identifier: of.home(home),
    reportingOrg: {
      ref: of.publisher.ref,
      type: of.publisher.type,
      narratives: [{ text: of.publisher.name }],
    },
    status: statusIn(of, home),
    ...(iso2 === null
      ? // A country that is in no list of the standard: somewhere among developing countries.
        { recipientRegions: [{ code: '998', vocabulary: '1' }] }
      : { recipientCountries: [{ code: iso2 }] }),
    sectors: sectorsOf(of, home),
    defaultFlowType: '10',
    defaultFinanceType: '110',
    defaultAidTypes: [{ code: 'C01', vocabulary: '1' }],
    defaultTiedStatus: '5',
  }
}

function descriptionsOf(of: Published) {
  const { sections, scope, title, plan } = of.agreement
  const inKind = plan.contributions
    .filter(({ kind }) => kind === 'in-kind')
    .flatMap(({ what }) => describedBy(of, descriptionType.other, what))
  const general = narrativesOf(of, sections.C)
  return [
    {
      type: descriptionType.general,
      narratives: general.length > 0 ? general : wordsOrKey(of, title, of.snapshot.compact.id),
    },
    ...describedBy(of, descriptionType.objectives, sections.A),
    ...describedBy(of, descriptionType.targetGroups, scope.forms),
    ...[sections.B, sections.F, sections.G].flatMap((text) => describedBy(of, descriptionType.other, text)),
    ...inKind,
  ]
}

function datesOf(of: Published, initiative?: string) {
  const { compact, asOf, steps } = of.snapshot
  const { term } = of.agreement
  const own = yearsOf(of, initiative)
  const first = own[0] ?? term.begins ?? compact.begins ?? asOf
  // A last day that both sides agreed on is the plan since; a term that counts in years ends where entry into force says.
  const last = own[1] ?? compact.lastDay ?? compact.ends ?? term.ends
  const over = steps.find(({ to }) => to === 'closed' || to === 'terminated')
  return [
    { type: activityDateType.plannedStart, date: first },
    ...(initiative === undefined && compact.begins !== null
      ? [{ type: activityDateType.actualStart, date: compact.begins }]
      : []),
    ...(last === null || last < first ? [] : [{ type: activityDateType.plannedEnd, date: last }]),
    // An end before the beginning is that of a compact which never began.
    ...(initiative === undefined && over !== undefined && compact.begins !== null && over.on >= compact.begins
      ? [{ type: activityDateType.actualEnd, date: over.on }]
      : []),
  ]
}

/** The compact’s own activity with its transactions gathered, as the comparison of files needs it. */
export function gathered(activity: ActivityToWrite): Activity {
  const { transactions, ...rest } = activity
  if (transactions === undefined) return rest
  if (!(Symbol.iterator in transactions)) throw new TypeError('transactions arrive one by one')
  return { ...rest, transactions: [...transactions] }
}
