declare module '../../house/database.ts' {
  interface Tables {
    people: {
      id: string
      created: Date
      /** When the person left the house for good. */
      ended: Date | null
    }
    accounts_user: {
      /** That of the person. */
      id: string
      name: string
      /** Lower case. */
      email: string
      email_verified: boolean
      image: string | null
      created_at: Date
      updated_at: Date
      two_factor_enabled: boolean | null
    }
    accounts_session: {
      id: string
      /** Digest of what the browser holds (`token-digests.ts`). */
      token: string
      user_id: string
      /** By the clock of the library; the house’s own limits are in `session.ts`. */
      expires_at: Date
      created_at: Date
      updated_at: Date
      ip_address: string | null
      /** In coarse words (`device.ts`). */
      user_agent: string | null
      seen_at: Date
      /** When this sign-in last passed the second factor; null when it never did. */
      second_factor_at: Date | null
    }
    accounts_account: {
      id: string
      account_id: string
      provider_id: string
      user_id: string
      access_token: string | null
      refresh_token: string | null
      id_token: string | null
      access_token_expires_at: Date | null
      refresh_token_expires_at: Date | null
      scope: string | null
      /** Argon2id. */
      password: string | null
      created_at: Date
      updated_at: Date
    }
    accounts_verification: {
      id: string
      identifier: string
      value: string
      expires_at: Date
      created_at: Date
      updated_at: Date
    }
    accounts_two_factor: {
      id: string
      secret: string
      backup_codes: string
      user_id: string
      verified: boolean | null
      failed_verification_count: number | null
      locked_until: Date | null
    }
    accounts_used_codes: { user_id: string; code_digest: string; used_at: Date }
  }
}
