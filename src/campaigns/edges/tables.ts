import type { CountingPolicy } from '../coalition/schema.ts'
import type { DeliveryChannel, DeliveryState } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    deliveries: {
      id: string
      campaign_id: string
      ask_id: string
      ask_version_id: string
      channel: DeliveryChannel
      office: string
      seat: string | null
      legislator: string | null
      code: string | null
      letters: number
      counted: string
      policy: CountingPolicy
      counted_on: string
      sealed: string | null
      made: Date
      made_by: string | null
    }
    delivery_letters: { delivery_id: string; signature_id: string }
    delivery_states: {
      id: string
      delivery_id: string
      state: DeliveryState
      on_day: string
      why: string | null
      letters: number | null
      counted: string | null
      at: Date
      by_person: string | null
    }
  }
}
