import type { Generated } from 'kysely'
import type { InvalidReason, SignatureState } from './count.ts'

export const channels = ['web', 'paper', 'osdi'] as const
export type Channel = (typeof channels)[number]

declare module '../../house/database.ts' {
  interface Tables {
    signatures: {
      id: string
      campaign_id: string
      ask_version_id: string
      state: SignatureState
      reason: InvalidReason | null
      channel: Channel
      language: string
      region: string | null
      division: string | null
      own_words: number | null
      /** Who signed, and in what words, under a key of the house; null once erased. */
      sealed: string | null
      email_key: string | null
      person_key: string | null
      postal_key: string | null
      domain_key: string | null
      network_key: string | null
      token_digest: string | null
      sent_digest: string | null
      submitted_at: Date
      confirmed_at: Date | null
      erased_at: Date | null
      counts_strict: Generated<boolean>
      counts_household: Generated<boolean>
      tallied: Generated<string | null>
      judged: Generated<string | null>
      fixed: Generated<string | null>
      settled: Generated<boolean>
    }
    signature_changes: {
      id: Generated<string>
      signature_id: string
      at: Generated<Date>
      state: SignatureState
      reason: InvalidReason | null
      erased: boolean
      act_id: string | null
    }
    signature_consents: { signature_id: string; text_id: string; given: Date; withdrawn: Date | null }
    signature_turns: { campaign_id: string }
    signature_tallies: { campaign_id: string; bucket: string; region: string; division: string; n: string }
    signature_secrets: { campaign_id: string; secret: string | null; destroyed: Date | null }
    signatures_remembered: { campaign_id: string; digest: string; strict: number; household: number }
    signature_letters: { campaign_id: string; email_key: string; at: Date }
    supporter_links: { token_digest: string; email_key: string; made_at: Date; until: Date }
    signature_acts: {
      id: string
      campaign_id: string
      reason: 'bounced' | 'fraud' | 'bulk'
      why: string
      conditions: unknown
      expected: string
      made: Date
      made_by: string | null
      undone: Date | null
      undone_by: string | null
      undone_why: string | null
    }
    signature_act_rows: {
      act_id: string
      signature_id: string
      was_state: SignatureState
      was_reason: InvalidReason | null
    }
  }
}
