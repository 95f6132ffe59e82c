import { showMoney } from '../compacts/forms/amounts.ts'
import { Fault } from '../house/errors.ts'
import { formatDay, type Language, speak, type Values } from '../ui/language.ts'
import { type FaultName, faultWords } from './fault-words.ts'

/** SQLSTATEs of the functions of the database, each with how it answers here. */
const codes = {
  TPF01: { fault: 'four eyes', status: 403 },
  TPF02: { fault: 'nobody', status: 403 },
  TPF03: { fault: 'not a party', status: 403 },
  TPF04: { fault: 'not in force', status: 409 },
  TPF05: { fault: 'suspended', status: 409 },
  TPF06: { fault: 'wrong day', status: 422 },
  TPF07: { fault: 'outside term', status: 422 },
  TPF08: { fault: 'unknown', status: 422 },
  TPF09: { fault: 'other currency', status: 422 },
  TPF10: { fault: 'over planned', status: 409 },
  TPF11: { fault: 'over committed', status: 409 },
  TPF12: { fault: 'over released', status: 409 },
  TPF13: { fault: 'conditions open', status: 409 },
  TPF14: { fault: 'below zero', status: 409 },
  TPF15: { fault: 'reason missing', status: 422 },
  TPF16: { fault: 'evidence missing', status: 422 },
  TPF17: { fault: 'in use', status: 409 },
  TPF18: { fault: 'decided', status: 409 },
  TPF19: { fault: 'reversed', status: 409 },
  TPF20: { fault: 'no amount', status: 422 },
  TPF21: { fault: 'tranche needed', status: 409 },
  TPF22: { fault: 'over tranche', status: 409 },
  TPF25: { fault: 'wrong provider', status: 422 },
  TPF26: { fault: 'unbalanced', status: 422 },
  TPF27: { fault: 'not now', status: 409 },
  TPF28: { fault: 'over award', status: 409 },
  TPF29: { fault: 'not signed', status: 409 },
  TPF30: { fault: 'no role', status: 403 },
  TPF31: { fault: 'other award', status: 422 },
  TPF32: { fault: 'beyond bounds', status: 422 },
  TPF33: { fault: 'over line', status: 409 },
  TPF34: { fault: 'stopped', status: 409 },
  TPF35: { fault: 'part over', status: 409 },
} as const satisfies Record<string, { fault: FaultName; status: 403 | 409 | 422 }>

const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** Figures and places a fault names, as the database gives them. */
export type FaultFacts = {
  place?: string
  minor?: number
  currency?: string
  begins?: string | null
  ends?: string | null
  since?: string
  conditions?: string[]
  why?: string
  /** The same fault at further places. */
  more?: FaultFacts[]
  [name: string]: unknown
}

/** Something that the money of a compact does not allow. Thrown in English, said in the reader’s language at the door. */
export class MoneyFault extends Fault {
  readonly fault: FaultName
  readonly facts: FaultFacts

  constructor(fault: FaultName, status: number, facts: FaultFacts = {}, language: Language = 'en') {
    const say = speak(faultWords, language)
    const values = valuesOf(facts, language)
    const details = [facts, ...(facts.more ?? [])].map((each) => {
      const said = valuesOf(each, language)
      return {
        ...(each.place === undefined ? {} : { place: each.place }),
        message: say(`${fault}.message`, said),
        remedy: say(`${fault}.remedy`, said),
      }
    })
    super(status, kinds[status] ?? 'conflict', say(fault, values), details)
    this.fault = fault
    this.facts = facts
  }

  in(language: Language): MoneyFault {
    return new MoneyFault(this.fault, this.status, this.facts, language)
  }
}

function valuesOf(facts: FaultFacts, language: Language): Values {
  const { minor, currency, begins, ends, since, conditions, why } = facts
  const values: Values = {
    amount: minor === undefined || currency === undefined ? '' : showMoney({ minor, currency }, language),
    currency: currency ?? '',
    begins: begins ? formatDay(language, begins) : '–',
    ends: ends ? formatDay(language, ends) : '–',
    since: since ? formatDay(language, since) : '',
    conditions: (conditions ?? []).join(', '),
    count: conditions?.length ?? 0,
    why: why ?? 'other',
    place: facts.place ?? '',
  }
  for (const name of ['key', 'party', 'state', 'tranche', 'holder', 'stage', 'kind'])
    values[name] = typeof facts[name] === 'string' ? facts[name] : ''
  return values
}

/** What a refusal says, in one line. */
export function saidOf(fault: MoneyFault, language: Language): string {
  const told = fault.in(language)
  return [`${told.message}.`, ...told.details.flatMap(({ message, remedy }) => [message, remedy])]
    .filter(Boolean)
    .join(' ')
}

/** What the database refused, as a fault with place and remedy; anything else as it came. */
export function moneyFault(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const known = codes[error.code as keyof typeof codes]
  if (known === undefined) {
    // Two who send the same with the same id, or decide at the very same moment.
    const constraint = 'constraint' in error ? String(error.constraint) : ''
    if (error.code === '23505' && /^(tranche_|money_|ledger_|exchange_)/.test(constraint))
      return new MoneyFault('decided', 409, { place: 'draft' })
    const [, field] =
      /^(?:money_drafts|condition_determinations)_(kind|date|url)_check$/.exec(constraint) ?? []
    if (error.code === '23514' && field !== undefined)
      return new MoneyFault('unknown', 422, { place: field, key: '' })
    return error
  }
  return new MoneyFault(known.fault, known.status, factsIn(error))
}

function factsIn(error: Error): FaultFacts {
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '{}'
  try {
    const facts: unknown = JSON.parse(detail)
    return typeof facts === 'object' && facts !== null ? { ...facts } : {}
  } catch {
    return {}
  }
}

/** Runs what calls a function of the database, and says its refusals as faults. */
export async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw moneyFault(error)
  }
}
