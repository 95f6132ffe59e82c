import { Fault, type FaultDetail } from '../house/errors.ts'
import { type Language, speak, type Values } from '../ui/language.ts'
import { type FaultName, faultWords } from './fault-words.ts'
import type { Gap } from './gap-codes.ts'

const statuses: Record<FaultName, 403 | 404 | 409 | 422> = {
  'no compact': 404,
  'observed compact': 409,
  'no draft': 409,
  'draft frozen': 409,
  'draft open': 409,
  'draft moved': 409,
  'day unusable': 422,
  'part overtaken': 409,
  'revision unknown': 422,
  'part unusable': 422,
  'wrong step': 409,
  'gaps remain': 409,
  'reason needed': 422,
  'not your side': 403,
  'judged by bringer': 403,
  'not a signing party': 403,
  'signed already': 409,
  'other text': 409,
  'no version': 404,
  'amendment open': 409,
  'no suspension': 404,
  'no element': 422,
  'already suspended': 409,
  'part ended': 409,
  'no comment': 404,
  'comment closed': 409,
  'comment unusable': 422,
  'not yours to close': 403,
  'party already': 409,
  'part unfit': 422,
  'no party': 404,
  'last of a side': 409,
  'other country': 422,
  'other side': 403,
  'both sides': 403,
  'entry late': 422,
  'evidence moved': 409,
  'own evidence': 403,
  'last day unusable': 422,
  'part day unusable': 422,
  'other contributor': 403,
  'last day to come': 409,
  'closing not asked': 409,
  'not signed': 409,
  'no role': 403,
  'not now': 409,
}
const kinds: Record<number, string> = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' }
const places: Partial<Record<FaultName, string>> = {
  'part overtaken': 'base',
  'revision unknown': 'base',
  'reason needed': 'reason',
  'other text': 'hash',
  'part unfit': 'part',
  'other country': 'organisation',
  'entry late': 'on',
  'last day unusable': 'on',
  'part day unusable': 'on',
  'evidence moved': 'brought',
  'comment unusable': 'text',
  'draft moved': 'revision',
  'day unusable': 'on',
  'not a signing party': 'party',
}

/** A fault of this room. It is thrown in English, and said in the reader’s language at the door. */
export class CompactFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  protected readonly more: FaultDetail[]

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en', more: FaultDetail[] = []) {
    const say = speak(faultWords, language)
    const status = statuses[fault]
    const place = places[fault]
    super(status, kinds[status] ?? 'conflict', say(fault, values), [
      {
        ...(place === undefined ? {} : { place }),
        message: say(`${fault}.message`, values),
        remedy: say(`${fault}.remedy`, values),
      },
      ...more,
    ])
    this.fault = fault
    this.values = values
    this.more = more
  }

  in(language: Language): CompactFault {
    return new CompactFault(this.fault, this.values, language, this.more)
  }
}

/** The same part was saved by somebody else since the form was made. Carries all three texts, so that nothing is lost. */
export class PartOvertaken extends CompactFault {
  /** What the form was made from; what stands there now, since which revision and by whom; what was sent. */
  readonly texts: { base: unknown; now: unknown; sent: unknown }
  readonly base: number
  readonly revision: number
  readonly by: string | null

  constructor(
    what: {
      base: number
      revision: number
      by: string | null
      texts: { base: unknown; now: unknown; sent: unknown }
    },
    language: Language = 'en',
  ) {
    super('part overtaken', { base: what.base, now: what.revision }, language)
    this.base = what.base
    this.texts = what.texts
    this.revision = what.revision
    this.by = what.by
  }

  override in(language: Language): PartOvertaken {
    const { base, revision, by, texts } = this
    return new PartOvertaken({ base, revision, by, texts }, language)
  }
}

/** Something is lacking before a step: every gap, so that page and API can name each. */
export class GapsRemain extends CompactFault {
  readonly gaps: readonly Gap[]
  private readonly sayGap: (gap: Gap, language: Language) => string

  constructor(
    gaps: readonly Gap[],
    language: Language = 'en',
    sayGap: (gap: Gap, language: Language) => string = plainly,
  ) {
    super(
      'gaps remain',
      { count: gaps.length },
      language,
      gaps.map((gap) => ({ place: gap.place, message: sayGap(gap, language) })),
    )
    this.gaps = gaps
    this.sayGap = sayGap
  }

  override in(language: Language): GapsRemain {
    return new GapsRemain(this.gaps, language, this.sayGap)
  }
}

const plainly = ({ code, values }: Gap) =>
  Object.keys(values).length === 0
    ? code
    : `${code} (${Object.entries(values)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')})`
