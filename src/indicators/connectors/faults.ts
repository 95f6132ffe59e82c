import { Fault } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { connectorWords } from './words.ts'

/** Each with the status it answers: what was asked wrongly, or what came back from outside. */
const statuses = {
  unreached: 502,
  late: 504,
  status: 502,
  elsewhere: 502,
  large: 502,
  'no json': 502,
  cut: 502,
  shape: 502,
  refused: 422,
  empty: 422,
  twice: 502,
  code: 422,
  'nothing asked': 422,
  'too many': 422,
  years: 422,
  rejected: 422,
} as const
export type FaultName = keyof typeof statuses

/** What went wrong in fetching. It is thrown in English, and said in the reader’s language at the door. */
export class ConnectorFault extends Fault {
  readonly fault: FaultName
  readonly values: Values
  readonly place: string | undefined

  constructor(fault: FaultName, values: Values = {}, place?: string, language: Language = 'en') {
    const say = speak(connectorWords, language)
    const message = say(`fault.${fault}`, values)
    const status = statuses[fault]
    super(status, status === 422 ? 'unusable' : 'outside', status === 422 ? message : say('fault.title'), [
      { ...(place === undefined ? {} : { place }), message, remedy: say(`fault.${fault}.remedy`, values) },
    ])
    this.fault = fault
    this.values = values
    this.place = place
  }

  in(language: Language): ConnectorFault {
    return new ConnectorFault(this.fault, this.values, this.place, language)
  }
}
