import type { ColumnType } from 'kysely'
import type { Language } from '../../ui/language.ts'
import type {
  AskContent,
  AskKind,
  AskTarget,
  CampaignFacts,
  CampaignState,
  ConsentPurpose,
  ConsentText,
  CountingPolicy,
  EndorsementState,
} from './schema.ts'

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>

declare module '../../house/database.ts' {
  interface Tables {
    campaigns: {
      id: string
      slug: string
      organisation_id: string
      state: CampaignState
      revision: number
      facts: Kept<CampaignFacts>
      legislature: string | null
      as_of: string | null
      policy: CountingPolicy
      goal: number | null
      opens: string | null
      closes: string | null
      public_since: Date | null
      ended: Date | null
      made: Date
      made_by: string | null
    }
    campaign_steps: {
      id: string
      campaign_id: string
      before: CampaignState
      after: CampaignState
      on_day: string
      why: string
      language: Language
      at: Date
      by_person: string | null
    }
    campaign_asks: {
      id: string
      campaign_id: string
      key: string
      kind: AskKind
      target: Kept<AskTarget>
      made: Date
      made_by: string | null
      ended: Date | null
      ended_why: string | null
    }
    campaign_ask_versions: {
      id: string
      ask_id: string
      version: number
      content: Kept<AskContent>
      why: string | null
      made: Date
      made_by: string | null
    }
    campaign_endorsers: {
      id: string
      campaign_id: string
      organisation_id: string | null
      name: string | null
      website: string | null
      made: Date
      made_by: string | null
    }
    campaign_endorsements: {
      id: string
      endorser_id: string
      state: EndorsementState
      on_day: string
      proof_address: string | null
      proof_letter: string | null
      own_word: boolean
      why: string | null
      at: Date
      by_person: string | null
    }
    campaign_consent_texts: {
      id: string
      campaign_id: string
      organisation_id: string | null
      endorser_id: string | null
      purpose: ConsentPurpose
      version: number
      words: ColumnType<ConsentText['words'], string | null, never>
      made: Date
      made_by: string | null
    }
  }
}
