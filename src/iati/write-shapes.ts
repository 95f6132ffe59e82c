import type {
  Activity,
  ActivityDate,
  Actual,
  AidType,
  Baseline,
  Budget,
  BudgetLine,
  Coded,
  Conditions,
  ContactInfo,
  CountryBudgetItems,
  CrsAdd,
  Description,
  Dimension,
  DocumentLink,
  Forecast,
  ForwardSpending,
  HumanitarianScope,
  Indicator,
  LegacyData,
  LoanStatus,
  LoanTerms,
  Location,
  Money,
  Narrative,
  Organisation,
  OrganisationDocumentLink,
  OtherIdentifier,
  ParticipatingOrg,
  PaymentOrg,
  Period,
  PlannedDisbursement,
  Point,
  PolicyMarker,
  RecipientCountry,
  RecipientCountryBudget,
  RecipientOrgBudget,
  RecipientRegion,
  RecipientRegionBudget,
  RelatedActivity,
  ReportingOrg,
  Result,
  Sector,
  Tag,
  Target,
  TotalBudget,
  TotalExpenditure,
  Transaction,
} from './model.ts'
import type { Lexical, ValueOf } from './write-values.ts'

/**
 * Where every field of the model stands in a file, in the order of the schemas 2.03.
 *
 * One table serves the writer, the importer and the comparison, so that they cannot disagree. The
 * compiler sees to it that every field of the model has its place, with the right kind of value and
 * as optional as the model says; `write-shapes.test.ts` holds names, order, number and types against
 * the published XSDs, so that the table cannot drift from those.
 */

/** A value that stands alone in an element, or the fields of an object in it. */
export type Held =
  /** `<activity-status code="2"/>` */
  | { readonly by: 'attribute'; readonly attribute: string; readonly lexical: Lexical }
  /** `<email>…</email>` */
  | { readonly by: 'text'; readonly lexical: Lexical }
  /** `<title><narrative>…</narrative></title>` */
  | { readonly by: 'narratives' }
  | { readonly by: 'shape'; readonly shape: AnyShape }

export interface Place {
  readonly at: 'attribute' | 'element' | 'text'
  /** Of the attribute or element; empty for an element's own text. */
  readonly name: string
  readonly need: boolean
  readonly many: boolean
  readonly held: Held
  /** What the standard takes an absent value to be. */
  readonly absent?: string | boolean
  /** What of the activity holds where this is absent. */
  readonly inherits?: 'language' | 'defaultCurrency'
}

export interface AnyShape {
  readonly fields: readonly (Place & { readonly key: string })[]
  /**
   * By which fields an item of a list is the same item in two versions: the first way is tried on all
   * items, the next on those left.
   */
  readonly same: readonly Same<string>[]
}

export interface Same<Key extends string> {
  readonly by: readonly Key[]
  /** Only for items that have the first of these fields: two without it are not alike in it. */
  readonly having: boolean
}

/** A shape for values of one type. The type stands in `gives` for the compiler only. */
export interface Shape<T> extends AnyShape {
  readonly gives?: (value: T) => T
}

interface Field<Value, Need extends boolean> extends Place {
  readonly need: Need
  readonly gives?: (value: Value) => Value
}

type Required<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? false : true
type Fields<T> = { readonly [K in keyof T]-?: Field<NonNullable<T[K]>, Required<T, K>> }
type Options = Pick<Place, 'absent' | 'inherits'>

function shape<T>(fields: Fields<T>, ...same: Same<keyof T & string>[]): Shape<T> {
  const places = Object.entries<Place>(fields as Record<string, Place>) // every field of Fields is a Place
  return { fields: places.map(([key, place]) => ({ key, ...place })), same }
}

function places<Need extends boolean>(need: Need) {
  const element = (name: string, many: boolean, held: Held) =>
    ({ at: 'element', name, need, many, held }) as const
  return {
    attribute: <L extends Lexical>(
      name: string,
      lexical: L,
      options: Options = {},
    ): Field<ValueOf<L>, Need> => ({
      at: 'attribute',
      name,
      need,
      many: false,
      held: { by: 'text', lexical },
      ...options,
    }),
    /** An attribute that holds a code. */
    code: (name: string, options: Options = {}): Field<string, Need> => ({
      at: 'attribute',
      name,
      need,
      many: false,
      held: { by: 'text', lexical: 'code' },
      ...options,
    }),
    /** The element's own text. */
    own: (lexical: Lexical): Field<string, Need> => ({
      at: 'text',
      name: '',
      need,
      many: false,
      held: { by: 'text', lexical },
    }),
    /** An element that holds a code and nothing else. */
    coded: (name: string): Field<string, Need> =>
      element(name, false, { by: 'attribute', attribute: 'code', lexical: 'code' }),
    codes: (name: string): Field<string[], Need> =>
      element(name, true, { by: 'attribute', attribute: 'code', lexical: 'code' }),
    /** An element that holds a day and nothing else. */
    dated: (name: string): Field<string, Need> =>
      element(name, false, { by: 'attribute', attribute: 'iso-date', lexical: 'day' }),
    percentage: (name: string): Field<string, Need> =>
      element(name, false, { by: 'attribute', attribute: 'percentage', lexical: 'decimal' }),
    plain: (name: string, lexical: Lexical): Field<string, Need> =>
      element(name, false, { by: 'text', lexical }),
    plains: (name: string, lexical: Lexical): Field<string[], Need> =>
      element(name, true, { by: 'text', lexical }),
    /** An element that holds narratives, at least one, and nothing else. */
    worded: (name: string): Field<Narrative[], Need> => element(name, false, { by: 'narratives' }),
    wordeds: (name: string): Field<Narrative[][], Need> => element(name, true, { by: 'narratives' }),
    /** The narratives of the element itself, beside its other fields. */
    narratives: (): Field<Narrative[], Need> => element('narrative', true, { by: 'shape', shape: narrative }),
    one: <T>(name: string, inner: Shape<T>): Field<T, Need> =>
      element(name, false, { by: 'shape', shape: inner }),
    many: <T>(name: string, inner: Shape<T>): Field<T[], Need> =>
      element(name, true, { by: 'shape', shape: inner }),
  }
}

const by = <Key extends string>(...keys: Key[]): Same<Key> => ({ by: keys, having: false })
const having = <Key extends string>(...keys: Key[]): Same<Key> => ({ by: keys, having: true })

const must = places(true)
const may = places(false)

const currency = () => may.code('currency', { inherits: 'defaultCurrency' })

const narrative: Shape<Narrative> = shape<Narrative>(
  {
    language: may.attribute('xml:lang', 'language', { inherits: 'language' }),
    text: must.own('text'),
  },
  by('language'),
  by('text'),
)

/** The narratives an element that holds nothing else must have. */
export const narratives: Place = must.narratives()

const money = shape<Money>(
  {
    currency: currency(),
    valueDate: must.attribute('value-date', 'day'),
    amount: must.own('decimal'),
  },
  by('amount', 'currency'),
)

const reportingOrg = shape<ReportingOrg>({
  ref: must.code('ref'),
  type: must.code('type'),
  secondaryReporter: may.attribute('secondary-reporter', 'flag', { absent: false }),
  narratives: must.narratives(),
})

const description = shape<Description>(
  { type: may.code('type', { absent: '1' }), narratives: must.narratives() },
  by('type'),
)

const participatingOrg = shape<ParticipatingOrg>(
  {
    ref: may.code('ref'),
    type: may.code('type'),
    role: must.code('role'),
    activityId: may.code('activity-id'),
    crsChannelCode: may.code('crs-channel-code'),
    narratives: may.narratives(),
  },
  having('ref', 'role', 'activityId'),
  having('ref', 'role'),
  having('narratives', 'role'),
)

const otherIdentifier = shape<OtherIdentifier>(
  {
    ref: must.code('ref'),
    type: must.code('type'),
    ownerOrg: may.one(
      'owner-org',
      shape<NonNullable<OtherIdentifier['ownerOrg']>>({
        ref: may.code('ref'),
        narratives: may.narratives(),
      }),
    ),
  },
  by('ref', 'type'),
)

const activityDate = shape<ActivityDate>(
  {
    date: must.attribute('iso-date', 'day'),
    type: must.code('type'),
    narratives: may.narratives(),
  },
  by('type'),
)

const contactInfo = shape<ContactInfo>(
  {
    type: may.code('type'),
    organisation: may.worded('organisation'),
    department: may.worded('department'),
    personName: may.worded('person-name'),
    jobTitle: may.worded('job-title'),
    telephones: may.plains('telephone', 'text'),
    emails: may.plains('email', 'text'),
    websites: may.plains('website', 'address'),
    mailingAddresses: may.wordeds('mailing-address'),
  },
  having('type'),
  having('organisation'),
  having('emails'),
)

const recipientCountry = shape<RecipientCountry>(
  {
    code: must.code('code'),
    percentage: may.attribute('percentage', 'decimal'),
    narratives: may.narratives(),
  },
  by('code'),
)

const regionVocabulary = () => may.code('vocabulary', { absent: '1' })
const vocabularyUri = () => may.attribute('vocabulary-uri', 'address')

const recipientRegion = shape<RecipientRegion>(
  {
    vocabulary: regionVocabulary(),
    vocabularyUri: vocabularyUri(),
    code: must.code('code'),
    percentage: may.attribute('percentage', 'decimal'),
    narratives: may.narratives(),
  },
  by('code', 'vocabulary'),
)

const coded = shape<Coded>(
  { vocabulary: must.code('vocabulary'), code: must.code('code') },
  by('code', 'vocabulary'),
)

const location = shape<Location>(
  {
    ref: may.code('ref'),
    reach: may.coded('location-reach'),
    ids: may.many('location-id', coded),
    name: may.worded('name'),
    description: may.worded('description'),
    activityDescription: may.worded('activity-description'),
    administrative: may.many(
      'administrative',
      shape<NonNullable<Location['administrative']>[number]>(
        {
          vocabulary: must.code('vocabulary'),
          level: may.attribute('level', 'natural'),
          code: must.code('code'),
        },
        by('vocabulary', 'level', 'code'),
        by('vocabulary', 'level'),
      ),
    ),
    point: may.one('point', shape<Point>({ srsName: must.code('srsName'), pos: must.plain('pos', 'text') })),
    exactness: may.coded('exactness'),
    class: may.coded('location-class'),
    featureDesignation: may.coded('feature-designation'),
  },
  having('ref'),
  having('ids'),
  having('name'),
  having('point'),
)

const sectorVocabulary = () => may.code('vocabulary', { absent: '1' })

const sector = shape<Sector>(
  {
    vocabulary: sectorVocabulary(),
    vocabularyUri: vocabularyUri(),
    code: must.code('code'),
    percentage: may.attribute('percentage', 'decimal'),
    narratives: may.narratives(),
  },
  by('code', 'vocabulary'),
)

const tag = shape<Tag>(
  {
    vocabulary: must.code('vocabulary'),
    vocabularyUri: vocabularyUri(),
    code: must.code('code'),
    narratives: may.narratives(),
  },
  by('code', 'vocabulary'),
)

const countryBudgetItems = shape<CountryBudgetItems>({
  vocabulary: must.code('vocabulary'),
  items: must.many(
    'budget-item',
    shape<CountryBudgetItems['items'][number]>(
      {
        code: must.code('code'),
        percentage: may.attribute('percentage', 'decimal'),
        description: may.worded('description'),
      },
      by('code'),
    ),
  ),
})

const humanitarianScope = shape<HumanitarianScope>(
  {
    type: must.code('type'),
    vocabulary: must.code('vocabulary'),
    vocabularyUri: vocabularyUri(),
    code: must.code('code'),
    narratives: may.narratives(),
  },
  by('code', 'vocabulary', 'type'),
)

const policyMarker = shape<PolicyMarker>(
  {
    vocabulary: may.code('vocabulary', { absent: '1' }),
    vocabularyUri: vocabularyUri(),
    code: must.code('code'),
    significance: may.code('significance'),
    narratives: may.narratives(),
  },
  by('code', 'vocabulary'),
)

const aidType = shape<AidType>(
  { code: must.code('code'), vocabulary: may.code('vocabulary', { absent: '1' }) },
  by('vocabulary', 'code'),
  by('vocabulary'),
)

const budget = shape<Budget>(
  {
    type: may.code('type', { absent: '1' }),
    status: may.code('status', { absent: '1' }),
    periodStart: must.dated('period-start'),
    periodEnd: must.dated('period-end'),
    value: must.one('value', money),
  },
  by('periodStart', 'periodEnd', 'type'),
)

const provider = shape<PaymentOrg>(
  {
    ref: may.code('ref'),
    activityId: may.code('provider-activity-id'),
    type: may.code('type'),
    narratives: may.narratives(),
  },
  having('ref'),
  having('narratives'),
)
const receiver = shape<PaymentOrg>(
  {
    ref: may.code('ref'),
    activityId: may.code('receiver-activity-id'),
    type: may.code('type'),
    narratives: may.narratives(),
  },
  having('ref'),
  having('narratives'),
)

const plannedDisbursement = shape<PlannedDisbursement>(
  {
    type: may.code('type', { absent: '1' }),
    periodStart: must.dated('period-start'),
    periodEnd: may.dated('period-end'),
    value: must.one('value', money),
    providerOrg: may.one('provider-org', provider),
    receiverOrg: may.one('receiver-org', receiver),
  },
  by('periodStart', 'periodEnd', 'type', 'receiverOrg'),
  by('periodStart', 'periodEnd', 'type'),
)

const transaction = shape<Transaction>(
  {
    ref: may.code('ref'),
    humanitarian: may.attribute('humanitarian', 'flag', { absent: false }),
    type: must.coded('transaction-type'),
    date: must.dated('transaction-date'),
    value: must.one('value', money),
    description: may.worded('description'),
    providerOrg: may.one('provider-org', provider),
    receiverOrg: may.one('receiver-org', receiver),
    disbursementChannel: may.coded('disbursement-channel'),
    sectors: may.many(
      'sector',
      shape<Omit<Sector, 'percentage'>>(
        {
          vocabulary: sectorVocabulary(),
          vocabularyUri: vocabularyUri(),
          code: must.code('code'),
          narratives: may.narratives(),
        },
        by('vocabulary', 'code'),
        by('vocabulary'),
      ),
    ),
    recipientCountry: may.one(
      'recipient-country',
      shape<Omit<RecipientCountry, 'percentage'>>({
        code: must.code('code'),
        narratives: may.narratives(),
      }),
    ),
    recipientRegion: may.one(
      'recipient-region',
      shape<Omit<RecipientRegion, 'percentage'>>({
        code: must.code('code'),
        vocabulary: regionVocabulary(),
        vocabularyUri: vocabularyUri(),
        narratives: may.narratives(),
      }),
    ),
    flowType: may.coded('flow-type'),
    financeType: may.coded('finance-type'),
    aidTypes: may.many('aid-type', aidType),
    tiedStatus: may.coded('tied-status'),
  },
  by('type', 'ref', 'date'),
  by('type', 'date', 'value'),
)

const documentLink = {
  url: must.attribute('url', 'address'),
  format: must.code('format'),
  title: must.worded('title'),
  description: may.worded('description'),
  categories: must.codes('category'),
  languages: may.codes('language'),
  date: may.dated('document-date'),
}
const document = shape<DocumentLink>(documentLink, by('url'), by('title'))

const organisationDocument = shape<OrganisationDocumentLink>(
  {
    ...documentLink,
    recipientCountries: may.many(
      'recipient-country',
      shape<NonNullable<OrganisationDocumentLink['recipientCountries']>[number]>(
        { code: must.code('code'), narratives: may.narratives() },
        by('code'),
      ),
    ),
  },
  by('url'),
  by('title'),
)

const relatedActivity = shape<RelatedActivity>(
  { ref: must.code('ref'), type: must.code('type') },
  by('ref', 'type'),
)

const legacyData = shape<LegacyData>(
  {
    name: must.code('name'),
    value: must.code('value'),
    iatiEquivalent: may.attribute('iati-equivalent', 'token'),
  },
  by('name', 'iatiEquivalent'),
)

const conditions = shape<Conditions>({
  attached: must.attribute('attached', 'flag'),
  conditions: may.many(
    'condition',
    shape<NonNullable<Conditions['conditions']>[number]>(
      { type: must.code('type'), narratives: must.narratives() },
      by('narratives', 'type'),
      by('type'),
    ),
  ),
})

const dimension = shape<Dimension>({ name: may.code('name'), value: may.code('value') }, by('name', 'value'))
const place = shape<{ ref?: string | undefined }>({ ref: may.code('ref') }, by('ref'))

const measured = {
  value: may.code('value'),
  locations: may.many('location', place),
  dimensions: may.many('dimension', dimension),
}
const cells = ['locations', 'dimensions'] as const

const baseline = shape<Baseline>(
  {
    date: may.attribute('iso-date', 'day'),
    year: must.attribute('year', 'positive'),
    ...measured,
    documents: may.many('document-link', document),
    comment: may.worded('comment'),
  },
  by('year', ...cells),
)

const target = shape<Target | Actual>(
  { ...measured, comment: may.worded('comment'), documents: may.many('document-link', document) },
  by('locations', 'dimensions'),
)

const period = shape<Period>(
  {
    start: must.dated('period-start'),
    end: must.dated('period-end'),
    targets: may.many('target', target),
    actuals: may.many('actual', target),
  },
  by('start', 'end'),
  by('start'),
)

const indicator = shape<Indicator>(
  {
    measure: must.code('measure'),
    ascending: may.attribute('ascending', 'flag', { absent: true }),
    aggregationStatus: may.attribute('aggregation-status', 'flag', { absent: false }),
    title: must.worded('title'),
    description: may.worded('description'),
    documents: may.many('document-link', document),
    references: may.many(
      'reference',
      shape<NonNullable<Indicator['references']>[number]>(
        {
          vocabulary: must.code('vocabulary'),
          code: must.code('code'),
          indicatorUri: may.attribute('indicator-uri', 'address'),
        },
        by('code', 'vocabulary'),
      ),
    ),
    baselines: may.many('baseline', baseline),
    periods: may.many('period', period),
  },
  having('references', 'measure'),
  by('title'),
  by('measure'),
)

const result = shape<Result>(
  {
    type: must.code('type'),
    aggregationStatus: may.attribute('aggregation-status', 'flag', { absent: false }),
    title: must.worded('title'),
    description: may.worded('description'),
    documents: may.many('document-link', document),
    references: may.many(
      'reference',
      shape<NonNullable<Result['references']>[number]>(
        {
          code: must.code('code'),
          vocabulary: must.code('vocabulary'),
          vocabularyUri: vocabularyUri(),
        },
        by('code', 'vocabulary'),
      ),
    ),
    indicators: must.many('indicator', indicator),
  },
  having('references', 'type'),
  by('title', 'type'),
  by('type'),
)

const crsAdd = shape<CrsAdd>({
  otherFlags: may.many(
    'other-flags',
    shape<NonNullable<CrsAdd['otherFlags']>[number]>(
      { code: must.code('code'), significance: must.attribute('significance', 'flag') },
      by('code'),
    ),
  ),
  loanTerms: may.one(
    'loan-terms',
    shape<LoanTerms>({
      rate1: may.attribute('rate-1', 'decimal'),
      rate2: may.attribute('rate-2', 'decimal'),
      repaymentType: may.coded('repayment-type'),
      repaymentPlan: may.coded('repayment-plan'),
      commitmentDate: may.dated('commitment-date'),
      repaymentFirstDate: may.dated('repayment-first-date'),
      repaymentFinalDate: may.dated('repayment-final-date'),
    }),
  ),
  loanStatus: may.one(
    'loan-status',
    shape<LoanStatus>({
      year: must.attribute('year', 'decimal'),
      currency: currency(),
      valueDate: must.attribute('value-date', 'day'),
      interestReceived: may.plain('interest-received', 'decimal'),
      principalOutstanding: may.plain('principal-outstanding', 'decimal'),
      principalArrears: may.plain('principal-arrears', 'decimal'),
      interestArrears: may.plain('interest-arrears', 'decimal'),
    }),
  ),
  channelCode: may.plain('channel-code', 'text'),
})

const forwardSpending = shape<ForwardSpending>({
  extractionDate: must.attribute('extraction-date', 'day'),
  priority: may.attribute('priority', 'flag'),
  phaseoutYear: may.attribute('phaseout-year', 'decimal'),
  forecasts: may.many(
    'forecast',
    shape<Forecast>(
      {
        year: must.attribute('year', 'decimal'),
        currency: currency(),
        valueDate: may.attribute('value-date', 'day'),
        amount: must.own('decimal'),
      },
      by('year'),
    ),
  ),
})

export const activityShape = shape<Activity>({
  lastUpdated: may.attribute('last-updated-datetime', 'moment'),
  language: may.attribute('xml:lang', 'language'),
  defaultCurrency: may.code('default-currency'),
  humanitarian: may.attribute('humanitarian', 'flag', { absent: false }),
  hierarchy: may.attribute('hierarchy', 'whole'),
  linkedDataUri: may.attribute('linked-data-uri', 'address'),
  budgetNotProvided: may.code('budget-not-provided'),
  identifier: must.plain('iati-identifier', 'text'),
  reportingOrg: must.one('reporting-org', reportingOrg),
  title: must.worded('title'),
  descriptions: must.many('description', description),
  participatingOrgs: must.many('participating-org', participatingOrg),
  otherIdentifiers: may.many('other-identifier', otherIdentifier),
  status: must.coded('activity-status'),
  dates: must.many('activity-date', activityDate),
  contacts: may.many('contact-info', contactInfo),
  scope: may.coded('activity-scope'),
  recipientCountries: may.many('recipient-country', recipientCountry),
  recipientRegions: may.many('recipient-region', recipientRegion),
  locations: may.many('location', location),
  sectors: may.many('sector', sector),
  tags: may.many('tag', tag),
  countryBudgetItems: may.one('country-budget-items', countryBudgetItems),
  humanitarianScopes: may.many('humanitarian-scope', humanitarianScope),
  policyMarkers: may.many('policy-marker', policyMarker),
  collaborationType: may.coded('collaboration-type'),
  defaultFlowType: may.coded('default-flow-type'),
  defaultFinanceType: may.coded('default-finance-type'),
  defaultAidTypes: may.many('default-aid-type', aidType),
  defaultTiedStatus: may.coded('default-tied-status'),
  budgets: may.many('budget', budget),
  plannedDisbursements: may.many('planned-disbursement', plannedDisbursement),
  capitalSpend: may.percentage('capital-spend'),
  transactions: may.many('transaction', transaction),
  documents: may.many('document-link', document),
  relatedActivities: may.many('related-activity', relatedActivity),
  legacyData: may.many('legacy-data', legacyData),
  conditions: may.one('conditions', conditions),
  results: may.many('result', result),
  crsAdd: may.one('crs-add', crsAdd),
  forwardSpending: may.one('fss', forwardSpending),
})

const period203 = { periodStart: must.dated('period-start'), periodEnd: must.dated('period-end') }

const budgetLine = shape<BudgetLine>(
  { ref: may.code('ref'), value: must.one('value', money), narratives: must.narratives() },
  having('ref'),
  by('narratives'),
)

const budgetStatus = () => may.code('status', { absent: '1' })
const valueAndLines = {
  ...period203,
  value: must.one('value', money),
  lines: may.many('budget-line', budgetLine),
}

const recipientOrg = shape<RecipientOrgBudget['recipientOrg']>(
  {
    ref: may.code('ref'),
    narratives: must.narratives(),
  },
  having('ref'),
  having('narratives'),
)
const budgetRegion = shape<RecipientRegionBudget['recipientRegion']>(
  {
    vocabulary: regionVocabulary(),
    vocabularyUri: vocabularyUri(),
    code: may.code('code'),
    narratives: may.narratives(),
  },
  having('code'),
  having('narratives'),
)
const budgetCountry = shape<RecipientCountryBudget['recipientCountry']>(
  {
    code: must.code('code'),
    narratives: may.narratives(),
  },
  having('code'),
  having('narratives'),
)

export const organisationShape = shape<Organisation>({
  lastUpdated: may.attribute('last-updated-datetime', 'moment'),
  language: may.attribute('xml:lang', 'language'),
  defaultCurrency: may.code('default-currency'),
  identifier: must.plain('organisation-identifier', 'text'),
  name: must.worded('name'),
  reportingOrg: must.one('reporting-org', reportingOrg),
  totalBudgets: may.many(
    'total-budget',
    shape<TotalBudget>({ status: budgetStatus(), ...valueAndLines }, by('periodStart', 'periodEnd')),
  ),
  recipientOrgBudgets: may.many(
    'recipient-org-budget',
    shape<RecipientOrgBudget>(
      {
        status: budgetStatus(),
        recipientOrg: must.one('recipient-org', recipientOrg),
        ...valueAndLines,
      },
      by('recipientOrg', 'periodStart', 'periodEnd'),
    ),
  ),
  recipientRegionBudgets: may.many(
    'recipient-region-budget',
    shape<RecipientRegionBudget>(
      {
        status: budgetStatus(),
        recipientRegion: must.one('recipient-region', budgetRegion),
        ...valueAndLines,
      },
      by('recipientRegion', 'periodStart', 'periodEnd'),
    ),
  ),
  recipientCountryBudgets: may.many(
    'recipient-country-budget',
    shape<RecipientCountryBudget>(
      {
        status: budgetStatus(),
        recipientCountry: must.one('recipient-country', budgetCountry),
        ...valueAndLines,
      },
      by('recipientCountry', 'periodStart', 'periodEnd'),
    ),
  ),
  totalExpenditures: may.many(
    'total-expenditure',
    shape<TotalExpenditure>(
      {
        ...period203,
        value: must.one('value', money),
        lines: may.many('expense-line', budgetLine),
      },
      by('periodStart', 'periodEnd'),
    ),
  ),
  documents: may.many('document-link', organisationDocument),
})
