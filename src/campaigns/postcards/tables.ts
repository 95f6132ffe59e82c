import type { CheckedHow, DeliveredHow, PhotoType } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    postcard_pledges: {
      id: string
      campaign_id: string
      language: string
      cards: number
      /** Name and address of mail, under a key of the house; null once erased. */
      sealed: string | null
      email_key: string | null
      made_at: Date
      confirmed_at: Date | null
      withdrawn_at: Date | null
      erased_at: Date | null
    }
    postcard_links: {
      token_digest: string
      pledge_id: string
      made_at: Date
      until: Date
      /** What was typed with it, until somebody confirmed the pledge. */
      cards: number | null
      language: string | null
      sealed: string | null
    }
    postcard_batches: {
      id: string
      campaign_id: string
      pledge_id: string
      ask_version_id: string
      number: number
      collected_on: string
      cards: number
      /** Where, and who counted; null once erased. */
      sealed: string | null
      entered_at: Date
      withdrawn_at: Date | null
    }
    postcard_lines: { id: string; batch_id: string; number: number; sealed: string }
    postcard_photos: { batch_id: string; type: PhotoType; sealed: string; sent_at: Date }
    postcard_signatures: { signature_id: string; batch_id: string }
    postcard_checks: {
      id: string
      batch_id: string
      cards: number
      how: CheckedHow
      legislator: string | null
      region: string | null
      division: string | null
      why: string | null
      at: Date
      by_person: string | null
    }
    postcard_deliveries: {
      id: string
      act_id: string
      campaign_id: string
      batch_id: string
      legislator: string | null
      office: string
      on_day: string
      how: DeliveredHow
      receipt: string | null
      cards: number
      at: Date
      by_person: string | null
      ended: Date | null
      ended_by: string | null
      ended_why: string | null
    }
  }
}
