import type { ScopeKind } from './roles.ts'
import type { OrganisationKind } from './schema.ts'

declare module '../../house/database.ts' {
  interface Tables {
    organisations: {
      id: string
      kind: OrganisationKind
      name: string
      country: string | null
      website: string | null
      listed: boolean
      version: number
      made: Date
      made_by: string | null
      ended: Date | null
      ended_by: string | null
      end_reason: string | null
    }
    memberships: {
      id: string
      organisation_id: string
      person_id: string
      began: Date
      began_by: string | null
      ended: Date | null
      ended_by: string | null
      end_reason: string | null
    }
    role_grants: {
      id: string
      person_id: string
      role: string
      organisation_id: string | null
      scope_kind: ScopeKind | null
      scope_id: string | null
      granted_by: string | null
      granted_at: Date
      until: Date | null
      ended_at: Date | null
      ended_by: string | null
      end_reason: string | null
    }
    invitations: {
      id: string
      sealed: string | null
      email_mark: string
      organisation_id: string | null
      role: string
      scope_kind: ScopeKind | null
      scope_id: string | null
      language: string
      invited_by: string | null
      invited_as: string
      made: Date
      expires: Date
      /** When somebody used it as if they were new, and the address had an account: to others it is used up. */
      claimed: Date | null
      accepted: Date | null
      accepted_by: string | null
      withdrawn: Date | null
      withdrawn_by: string | null
      end_reason: string | null
    }
    invitation_links: {
      token_digest: string
      invitation_id: string
      made: Date
      /** False when the link was also shown elsewhere, so that using it proves no address. */
      by_mail_only: boolean
      replaced: Date | null
    }
    administrators_turn: { only_row: number }
  }
}
