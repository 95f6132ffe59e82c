/**
 * An activity and an organisation as the IATI standard 2.03 knows them, in its own words.
 *
 * Where the standard wraps one value in an element (`<activity-status code="2"/>`,
 * `<period-start iso-date="…"/>`, `<title><narrative>…`), the wrapper is gone and the value
 * stands here alone. What may be left out is optional; a list that may be empty may also be
 * left out; nothing is ever null. Where every list item and every element has its place in a
 * file is said once, in `write-shapes.ts`, for the writer, the importer and the comparison.
 *
 * Every narrative loses the space around it in writing and in reading: it means nothing there.
 *
 * Source: the schemas `iati-activities-schema.xsd`, `iati-organisations-schema.xsd` and
 * `iati-common.xsd`, version 2.03 (CC BY 4.0, IATI Standard).
 */

/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string

/** A moment with its zone, `2026-03-01T09:30:00Z`. */
export type Moment = string

/** A number in plain decimal digits, `-1234.50`: no exponent, no separators, at most 18 digits. */
export type Decimal = string

/** A word or sentence in one language; without a language it is in the activity's own. */
export interface Narrative {
  text: string
  /** BCP 47 or ISO 639-1, `en`. */
  language?: string | undefined
}

/** An amount of money. See {@link decimal} for how to make one from minor units. */
export interface Money {
  amount: Decimal
  /** ISO 4217; without it the activity's default currency. */
  currency?: string | undefined
  /** The day whose exchange rate holds for this amount. */
  valueDate: Day
}

export interface Description {
  /** See {@link descriptionType}; general where absent. */
  type?: string | undefined
  narratives: Narrative[]
}

export interface ReportingOrg {
  ref: string
  /** OrganisationType, 10 is a government. */
  type: string
  secondaryReporter?: boolean | undefined
  narratives: Narrative[]
}

export interface ParticipatingOrg {
  ref?: string | undefined
  type?: string | undefined
  /** See {@link organisationRole}. */
  role: string
  /** The identifier this organisation gives to its own activity for the same work. */
  activityId?: string | undefined
  crsChannelCode?: string | undefined
  narratives?: Narrative[] | undefined
}

export interface OtherIdentifier {
  ref: string
  /** A1 the reporter's own number, A3 an earlier activity identifier, B1 an earlier reporter. */
  type: string
  ownerOrg?: { ref?: string | undefined; narratives?: Narrative[] | undefined } | undefined
}

export interface ActivityDate {
  /** See {@link activityDateType}. */
  type: string
  date: Day
  narratives?: Narrative[] | undefined
}

export interface ContactInfo {
  type?: string | undefined
  organisation?: Narrative[] | undefined
  department?: Narrative[] | undefined
  personName?: Narrative[] | undefined
  jobTitle?: Narrative[] | undefined
  telephones?: string[] | undefined
  emails?: string[] | undefined
  websites?: string[] | undefined
  mailingAddresses?: Narrative[][] | undefined
}

export interface RecipientCountry {
  /** ISO 3166-1 alpha-2. */
  code: string
  percentage?: Decimal | undefined
  narratives?: Narrative[] | undefined
}

export interface RecipientRegion {
  code: string
  vocabulary?: string | undefined
  vocabularyUri?: string | undefined
  percentage?: Decimal | undefined
  narratives?: Narrative[] | undefined
}

/** A code in the vocabulary it is taken from. */
export interface Coded {
  code: string
  vocabulary: string
}

export interface Location {
  ref?: string | undefined
  reach?: string | undefined
  ids?: Coded[] | undefined
  name?: Narrative[] | undefined
  description?: Narrative[] | undefined
  activityDescription?: Narrative[] | undefined
  administrative?: (Coded & { level?: number | undefined })[] | undefined
  /** See {@link point}. */
  point?: Point | undefined
  exactness?: string | undefined
  class?: string | undefined
  featureDesignation?: string | undefined
}

export interface Point {
  srsName: string
  /** Latitude, space, longitude, in degrees. */
  pos: string
}

export interface Sector {
  code: string
  /** 1 (five-digit DAC code) where absent; 98 and 99 are the reporter's own and need a narrative. */
  vocabulary?: string | undefined
  vocabularyUri?: string | undefined
  /** Of the activity's money; the sectors of one vocabulary come to 100. See {@link percentages}. */
  percentage?: Decimal | undefined
  narratives?: Narrative[] | undefined
}

export interface Tag {
  code: string
  vocabulary: string
  vocabularyUri?: string | undefined
  narratives?: Narrative[] | undefined
}

export interface CountryBudgetItems {
  vocabulary: string
  items: {
    code: string
    percentage?: Decimal | undefined
    description?: Narrative[] | undefined
  }[]
}

export interface HumanitarianScope {
  type: string
  vocabulary: string
  vocabularyUri?: string | undefined
  code: string
  narratives?: Narrative[] | undefined
}

export interface PolicyMarker {
  vocabulary?: string | undefined
  vocabularyUri?: string | undefined
  code: string
  significance?: string | undefined
  narratives?: Narrative[] | undefined
}

export interface AidType {
  code: string
  vocabulary?: string | undefined
}

/** A budget for a period of at most one year. */
export interface Budget {
  /** 1 original (where absent), 2 revised. */
  type?: string | undefined
  /** 1 indicative (where absent), 2 committed. */
  status?: string | undefined
  periodStart: Day
  periodEnd: Day
  value: Money
}

/** One end of a payment, and which of its own activities it pays from or receives for. */
export interface PaymentOrg {
  ref?: string | undefined
  activityId?: string | undefined
  type?: string | undefined
  narratives?: Narrative[] | undefined
}

export interface PlannedDisbursement {
  type?: string | undefined
  periodStart: Day
  periodEnd?: Day | undefined
  value: Money
  providerOrg?: PaymentOrg | undefined
  receiverOrg?: PaymentOrg | undefined
}

export interface Transaction {
  ref?: string | undefined
  humanitarian?: boolean | undefined
  /** See {@link transactionType}. */
  type: string
  date: Day
  /** Negative where an earlier transaction is reversed. */
  value: Money
  description?: Narrative[] | undefined
  providerOrg?: PaymentOrg | undefined
  receiverOrg?: PaymentOrg | undefined
  disbursementChannel?: string | undefined
  sectors?: Omit<Sector, 'percentage'>[] | undefined
  recipientCountry?: Omit<RecipientCountry, 'percentage'> | undefined
  recipientRegion?: Omit<RecipientRegion, 'percentage'> | undefined
  flowType?: string | undefined
  financeType?: string | undefined
  aidTypes?: AidType[] | undefined
  tiedStatus?: string | undefined
}

export interface DocumentLink {
  url: string
  /** Media type, `application/pdf`. */
  format: string
  title: Narrative[]
  description?: Narrative[] | undefined
  /** DocumentCategory: A09 memorandum of understanding, A05 budget, A08 results; at least one. */
  categories: string[]
  languages?: string[] | undefined
  date?: Day | undefined
}

export interface RelatedActivity {
  ref: string
  /** See {@link relatedActivityType}. */
  type: string
}

export interface LegacyData {
  name: string
  value: string
  iatiEquivalent?: string | undefined
}

export interface Conditions {
  /** False says outright that no conditions are attached. */
  attached: boolean
  /** Each with its type, see {@link conditionType}. */
  conditions?: { type: string; narratives: Narrative[] }[] | undefined
}

export interface Result {
  /** See {@link resultType}. */
  type: string
  aggregationStatus?: boolean | undefined
  title: Narrative[]
  description?: Narrative[] | undefined
  documents?: DocumentLink[] | undefined
  references?: (Coded & { vocabularyUri?: string | undefined })[] | undefined
  /** At least one. */
  indicators: Indicator[]
}

export interface Indicator {
  /** See {@link indicatorMeasure}. */
  measure: string
  /** False where less is better; true where absent. */
  ascending?: boolean | undefined
  aggregationStatus?: boolean | undefined
  title: Narrative[]
  description?: Narrative[] | undefined
  documents?: DocumentLink[] | undefined
  references?: (Coded & { indicatorUri?: string | undefined })[] | undefined
  baselines?: Baseline[] | undefined
  periods?: Period[] | undefined
}

/** One side of a disaggregation: name `sex`, value `female`. */
export interface Dimension {
  name?: string | undefined
  value?: string | undefined
}

/** What baseline, target and actual share: a value for a place and a cell of a disaggregation. */
export interface Measured {
  /** A number, unless the indicator is qualitative: then left out, and said in the comment. */
  value?: string | undefined
  locations?: { ref?: string | undefined }[] | undefined
  dimensions?: Dimension[] | undefined
  documents?: DocumentLink[] | undefined
  comment?: Narrative[] | undefined
}

export interface Baseline extends Measured {
  year: number
  date?: Day | undefined
}
export type Target = Measured
export type Actual = Measured

export interface Period {
  start: Day
  end: Day
  targets?: Target[] | undefined
  actuals?: Actual[] | undefined
}

/** The additional fields of the DAC's creditor reporting system. */
export interface CrsAdd {
  otherFlags?: { code: string; significance: boolean }[] | undefined
  loanTerms?: LoanTerms | undefined
  loanStatus?: LoanStatus | undefined
  channelCode?: string | undefined
}

export interface LoanTerms {
  rate1?: Decimal | undefined
  rate2?: Decimal | undefined
  repaymentType?: string | undefined
  repaymentPlan?: string | undefined
  commitmentDate?: Day | undefined
  repaymentFirstDate?: Day | undefined
  repaymentFinalDate?: Day | undefined
}

export interface LoanStatus {
  year: Decimal
  currency?: string | undefined
  valueDate: Day
  interestReceived?: Decimal | undefined
  principalOutstanding?: Decimal | undefined
  principalArrears?: Decimal | undefined
  interestArrears?: Decimal | undefined
}

/** The forward spending survey. */
export interface ForwardSpending {
  extractionDate: Day
  priority?: boolean | undefined
  phaseoutYear?: Decimal | undefined
  forecasts?: Forecast[] | undefined
}

export interface Forecast {
  amount: Decimal
  year: Decimal
  currency?: string | undefined
  valueDate?: Day | undefined
}

export interface Activity {
  lastUpdated?: Moment | undefined
  /** The language of every narrative that names none. */
  language?: string | undefined
  /** ISO 4217, the currency of every amount that names none. */
  defaultCurrency?: string | undefined
  humanitarian?: boolean | undefined
  /** 1 for a compact, 2 for its awards. */
  hierarchy?: number | undefined
  linkedDataUri?: string | undefined
  budgetNotProvided?: string | undefined
  /** The reporter's own identifier, a hyphen, and the activity's. */
  identifier: string
  reportingOrg: ReportingOrg
  title: Narrative[]
  /** At least one. */
  descriptions: Description[]
  /** At least one. */
  participatingOrgs: ParticipatingOrg[]
  otherIdentifiers?: OtherIdentifier[] | undefined
  /** See {@link activityStatus}. */
  status: string
  /** At least one, planned or actual start among them. */
  dates: ActivityDate[]
  contacts?: ContactInfo[] | undefined
  scope?: string | undefined
  recipientCountries?: RecipientCountry[] | undefined
  recipientRegions?: RecipientRegion[] | undefined
  locations?: Location[] | undefined
  sectors?: Sector[] | undefined
  tags?: Tag[] | undefined
  countryBudgetItems?: CountryBudgetItems | undefined
  humanitarianScopes?: HumanitarianScope[] | undefined
  policyMarkers?: PolicyMarker[] | undefined
  collaborationType?: string | undefined
  defaultFlowType?: string | undefined
  defaultFinanceType?: string | undefined
  defaultAidTypes?: AidType[] | undefined
  defaultTiedStatus?: string | undefined
  budgets?: Budget[] | undefined
  plannedDisbursements?: PlannedDisbursement[] | undefined
  capitalSpend?: Decimal | undefined
  transactions?: Transaction[] | undefined
  documents?: DocumentLink[] | undefined
  relatedActivities?: RelatedActivity[] | undefined
  legacyData?: LegacyData[] | undefined
  conditions?: Conditions | undefined
  results?: Result[] | undefined
  crsAdd?: CrsAdd | undefined
  forwardSpending?: ForwardSpending | undefined
}

/** A line of an organisation's budget or expenditure: an amount and what it is for. */
export interface BudgetLine {
  ref?: string | undefined
  value: Money
  narratives: Narrative[]
}

export interface TotalBudget {
  /** 1 indicative (where absent), 2 committed. */
  status?: string | undefined
  periodStart: Day
  periodEnd: Day
  value: Money
  lines?: BudgetLine[] | undefined
}

export interface RecipientOrgBudget extends TotalBudget {
  recipientOrg: { ref?: string | undefined; narratives: Narrative[] }
}

export interface RecipientRegionBudget extends TotalBudget {
  recipientRegion: {
    code?: string | undefined
    vocabulary?: string | undefined
    vocabularyUri?: string | undefined
    narratives?: Narrative[] | undefined
  }
}

export interface RecipientCountryBudget extends TotalBudget {
  recipientCountry: { code: string; narratives?: Narrative[] | undefined }
}

export type TotalExpenditure = Omit<TotalBudget, 'status'>

export interface OrganisationDocumentLink extends DocumentLink {
  recipientCountries?: { code: string; narratives?: Narrative[] | undefined }[] | undefined
}

export interface Organisation {
  lastUpdated?: Moment | undefined
  language?: string | undefined
  defaultCurrency?: string | undefined
  identifier: string
  name: Narrative[]
  reportingOrg: ReportingOrg
  totalBudgets?: TotalBudget[] | undefined
  recipientOrgBudgets?: RecipientOrgBudget[] | undefined
  recipientRegionBudgets?: RecipientRegionBudget[] | undefined
  recipientCountryBudgets?: RecipientCountryBudget[] | undefined
  totalExpenditures?: TotalExpenditure[] | undefined
  documents?: OrganisationDocumentLink[] | undefined
}

// The codes this project writes itself, by what they mean. The codelists hold all of them.

export const activityStatus = {
  pipeline: '1',
  implementation: '2',
  finalisation: '3',
  closed: '4',
  cancelled: '5',
  suspended: '6',
} as const

export const activityDateType = {
  plannedStart: '1',
  actualStart: '2',
  plannedEnd: '3',
  actualEnd: '4',
} as const

export const organisationRole = {
  funding: '1',
  accountable: '2',
  extending: '3',
  implementing: '4',
} as const

export const descriptionType = { general: '1', objectives: '2', targetGroups: '3', other: '4' } as const

export const transactionType = {
  incomingFunds: '1',
  outgoingCommitment: '2',
  disbursement: '3',
  expenditure: '4',
  incomingCommitment: '11',
  outgoingPledge: '12',
  incomingPledge: '13',
} as const

export const relatedActivityType = {
  parent: '1',
  child: '2',
  sibling: '3',
  coFunded: '4',
  thirdParty: '5',
} as const

export const conditionType = { policy: '1', performance: '2', fiduciary: '3' } as const

export const resultType = { output: '1', outcome: '2', impact: '3', other: '9' } as const

export const indicatorMeasure = {
  unit: '1',
  percentage: '2',
  nominal: '3',
  ordinal: '4',
  qualitative: '5',
} as const

/**
 * A point on the earth by degrees of latitude (north positive) and longitude (east positive),
 * in the one reference system the standard names (WGS 84). `RangeError` off the globe.
 */
export function point(latitude: number, longitude: number): Point {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    throw new RangeError(`No such point: latitude ${latitude}, longitude ${longitude}`)
  }
  // Seven places are a centimetre on the ground; more would claim what no site list knows.
  const degrees = (value: number) =>
    value
      .toFixed(7)
      .replace(/\.?0+$/, '')
      .replace(/^-0$/, '0')
  return {
    srsName: 'http://www.opengis.net/def/crs/EPSG/0/4326',
    pos: `${degrees(latitude)} ${degrees(longitude)}`,
  }
}

// ISO 4217, list one: the currencies whose minor unit is not a hundredth. `Intl` would not do: it
// gives the digits people print, none for the afghani or the Iraqi dinar, where the standard
// counts in hundredths and thousandths.
const minorUnitDigits: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3]),
  ...'CLF UYW'.split(' ').map((c) => [c, 4]),
])
const withoutMinorUnit = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '))

/**
 * How many decimal digits the minor unit of a currency (ISO 4217) has: 2 for USD, 0 for JPY, 3 for
 * TND. `RangeError` for what is no currency code, and for the few (XDR, gold) that have no minor unit.
 */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new RangeError(`“${currency}” is not a currency code: three capital letters are needed (ISO 4217)`)
  }
  if (withoutMinorUnit.has(currency)) {
    throw new RangeError(`${currency} has no minor unit in ISO 4217: give the amount as a decimal instead`)
  }
  return minorUnitDigits[currency] ?? 2
}

/**
 * An amount in whole minor units as the decimal the standard writes, exactly: `decimal(123450, 'USD')`
 * is `1234.50`, `decimal(-5n, 'TND')` is `-0.005`, `decimal(700, 'JPY')` is `700`.
 *
 * `RangeError` for a number that is not a whole one or too large to be exact (give a bigint then),
 * and for a currency without a minor unit.
 */
export function decimal(minor: number | bigint, currency: string): Decimal {
  const digits = minorDigits(currency)
  const whole = exactly(minor)
  const figures = String(whole < 0n ? -whole : whole).padStart(digits + 1, '0')
  const sign = whole < 0n ? '-' : ''
  if (digits === 0) return sign + figures
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/**
 * A decimal amount back in whole minor units. `RangeError` where the amount is finer than the minor
 * unit (half a cent), or is not a decimal: it is never rounded.
 */
export function minorUnits(amount: Decimal, currency: string): bigint {
  const digits = minorDigits(currency)
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (parts === null) throw new RangeError(`“${amount}” is not a decimal amount such as 1234.50`)
  const fraction = (parts[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) {
    throw new RangeError(`${amount} ${currency} is finer than the currency’s minor unit (${digits} digits)`)
  }
  const whole = BigInt(parts[2] + fraction.padEnd(digits, '0'))
  return parts[1] === '-' ? -whole : whole
}

/**
 * The shares of amounts in their sum, in per cent with two decimals, which come to exactly 100.00:
 * the hundredths lost in rounding go to the largest remainders, the first of equals first.
 *
 * `RangeError` for a negative amount, or when the sum is zero: then there is nothing to share.
 */
export function percentages(amounts: readonly (number | bigint)[]): Decimal[] {
  const parts = amounts.map(exactly)
  if (parts.some((part) => part < 0n)) throw new RangeError('A negative amount has no share of a whole')
  const sum = parts.reduce((total, part) => total + part, 0n)
  if (sum === 0n) throw new RangeError('The amounts come to nothing, so none of them has a share')

  const shares = parts.map((part) => (part * 10_000n) / sum)
  const remainders = parts.map((part, at) => ({ at, left: (part * 10_000n) % sum }))
  const missing = Number(10_000n - shares.reduce((total, share) => total + share, 0n))
  remainders.sort((a, b) => (a.left === b.left ? a.at - b.at : a.left > b.left ? -1 : 1))
  const lucky = new Set(remainders.slice(0, missing).map(({ at }) => at))
  return shares.map((share, at) => decimal(share + (lucky.has(at) ? 1n : 0n), 'USD'))
}

function exactly(minor: number | bigint): bigint {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) {
    throw new RangeError(`${minor} is not a whole number of minor units that can be held exactly`)
  }
  return BigInt(minor)
}
