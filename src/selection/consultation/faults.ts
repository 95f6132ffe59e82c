import { Fault } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { faultWords } from './words/faults.ts'

const statuses = {
  'no round': 404,
  'no objection': 404,
  'no assessment': 404,
  'not announced': 404,
  'not open yet': 409,
  closed: 409,
  'called off': 409,
  'not over': 409,
  overtaken: 409,
  'announced already': 409,
  'opens too early': 422,
  'closes too early': 422,
  'opens too late': 422,
  'closes too late': 422,
  'shares wrong': 422,
  'no survivors': 422,
  'too few groups': 422,
  'nothing to weigh': 422,
  'no way': 422,
  'too few': 422,
  'no question': 422,
  'no reason': 422,
  'not a member': 403,
  'a member already': 409,
  'by code alone': 403,
  'unknown group': 422,
  'no code': 422,
  'unknown code': 422,
  'code used': 409,
  'answered already': 409,
  'not for survivors': 403,
  'unknown criterion': 422,
  'no criterion': 422,
  'no outcome': 422,
  'unknown way': 422,
} as const
export type FaultName = keyof typeof statuses

const kinds = { 403: 'refused', 404: 'not-found', 409: 'conflict', 422: 'unusable' } as const
/** The field of a form that a fault is about. */
const places: Partial<Record<FaultName, string>> = {
  'opens too early': 'opens',
  'closes too early': 'closes',
  'opens too late': 'opens',
  'closes too late': 'closes',
  'shares wrong': 'share.survivors',
  'no survivors': 'share.survivors',
  'too few groups': 'share.survivors',
  'nothing to weigh': 'level',
  'no way': 'ways',
  'too few': 'fewest',
  'no question': 'question',
  'no reason': 'reason',
  'unknown group': 'group',
  'no code': 'code',
  'unknown code': 'code',
  'code used': 'code',
  'unknown criterion': 'criterion',
  'no criterion': 'criterion',
  'no outcome': 'outcome',
  'unknown way': 'way',
  overtaken: 'revision',
}

/** A fault about consultations. It is thrown in English, and said in the reader’s language at the door. */
export class ConsultationFault extends Fault {
  readonly fault: FaultName
  readonly values: Values

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en') {
    const say = speak(faultWords, language)
    const status = statuses[fault]
    const place = places[fault]
    super(status, kinds[status], say(fault, values), [
      {
        ...(place === undefined ? {} : { place }),
        message: say(fault, values),
        remedy: say(`${fault}.remedy`, values),
      },
    ])
    this.fault = fault
    this.values = values
  }

  in(language: Language): ConsultationFault {
    return new ConsultationFault(this.fault, this.values, language)
  }
}

/** What the functions of the database refuse, by SQLSTATE. */
const refusals: Record<string, FaultName> = {
  TPV01: 'closed',
  TPV02: 'not over',
  TPV03: 'unknown group',
  TPV04: 'announced already',
  TPV05: 'shares wrong',
  TPV06: 'answered already',
}

/** The same work, with what the database refused as a fault of this room. */
export async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const fault = refusals[code]
    if (fault === undefined) throw error
    throw new ConsultationFault(fault, { sum: '' })
  }
}
