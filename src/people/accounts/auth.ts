import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { coarseDevice } from './device.ts'
import { argon2, longest, type PasswordHashing, shortest } from './passwords.ts'
import { keepRecoveryCodes } from './recovery-codes.ts'
import './tables.ts'
import { withTokenDigests } from './token-digests.ts'

const day = 24 * 60 * 60

/** A sign-in ends after this long, whatever is done with it. */
export const LONGEST_SIGN_IN_SECONDS = 30 * day

export type AuthHouse = Pick<House, 'keys' | 'now' | 'settings'>

/** What is known of a sign-in that may be begun by a call. */
export type Begun = {
  /** Whether the call proves the second factor. */
  secondFactor?: boolean
  /** Called with the link’s secret when the library wants a new password to be offered. */
  onForgotten?: (person: { id: string; email: string; name: string }, token: string) => Promise<void>
  hashing?: PasswordHashing
}

/** Whether browsers reach this house by https, as its settings have it. */
export function isSecure({ settings }: Pick<House, 'settings'>): boolean {
  return settings.origin?.startsWith('https://') ?? false
}

/** Names of cookies; `__Host-` ties them to this very host, and browsers want https for it. */
export function cookieNames(house: Pick<House, 'settings'>) {
  const prefix = isSecure(house) ? '__Host-tip' : 'tip'
  return { session: `${prefix}.session_token`, challenge: `${prefix}.two_factor`, known: `${prefix}.known` }
}

/**
 * What takes cookies back in a browser. Signing out leaves the mark of a browser known for an
 * address: whoever signs in there again is not shut out by others’ wrong passwords, and the mark
 * says nothing to who reads it. With the account it goes too.
 */
export function cookiesTakenBack(house: Pick<House, 'settings'>, of: 'sign-in' | 'account'): string[] {
  const { session, challenge, known } = cookieNames(house)
  const secure = isSecure(house) ? '; Secure' : ''
  return (of === 'account' ? [session, challenge, known] : [session, challenge]).map(
    (name) => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`,
  )
}

/** The secret that signs cookies and seals what the library seals. */
export function authSecret({ keys }: Pick<House, 'keys'>): string {
  return keys.secret('sessions').toString('base64url')
}

/**
 * The sign-in library as this house uses it, without a database. It answers to nobody
 * by HTTP: our own routes call it. Nobody signs up through it, it sends nothing home,
 * keeps no address of a computer, and its own limits are left to `house/limits.ts`.
 */
export function authOptions(house: AuthHouse, begun: Begun = {}) {
  const { keys } = house
  const hashing = begun.hashing ?? argon2
  const secure = isSecure(house)
  return {
    appName: 'TIPping Point',
    baseURL: house.settings.origin ?? 'http://localhost',
    secret: authSecret(house),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      requireEmailVerification: true,
      minPasswordLength: shortest,
      maxPasswordLength: longest,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      password: hashing,
      sendResetPassword: async ({
        user,
        token,
      }: {
        user: { id: string; email: string; name: string }
        token: string
      }) => begun.onForgotten?.(user, token),
    },
    user: { modelName: 'accounts_user', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'accounts_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      additionalFields: {
        seenAt: { type: 'date', required: true, input: false, returned: false, fieldName: 'seen_at' },
        secondFactorAt: {
          type: 'date',
          required: false,
          input: false,
          returned: false,
          fieldName: 'second_factor_at',
        },
      },
      expiresIn: LONGEST_SIGN_IN_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'accounts_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: {
      modelName: 'accounts_verification',
      fields: { expiresAt: 'expires_at', ...times },
      storeIdentifier: 'hashed',
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session: { userAgent?: string | null | undefined }) => ({
            data: {
              ...session,
              ipAddress: null,
              userAgent: coarseDevice(session.userAgent ?? ''),
              createdAt: house.now(),
              updatedAt: house.now(),
              seenAt: house.now(),
              secondFactorAt: begun.secondFactor ? house.now() : null,
            },
          }),
        },
      },
    },
    advanced: {
      useSecureCookies: false, // It would name them __Secure-; ours are named __Host- and are as secure.
      cookiePrefix: secure ? '__Host-tip' : 'tip',
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => v7(), validateSchema: false },
    },
    plugins: [
      twoFactor({
        issuer: 'TIPping Point',
        twoFactorCookieMaxAge: 10 * 60,
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
        backupCodeOptions: {
          storeBackupCodes: {
            encrypt: async (codes) => keepRecoveryCodes(keys, JSON.parse(codes)),
            decrypt: async (kept) => kept,
          },
        },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'accounts_two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  } satisfies BetterAuthOptions
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/**
 * The library on one transaction: what it writes and what the house writes with it are
 * kept or dropped together.
 */
export function authOn(house: AuthHouse, trx: Kysely<Tables>, begun: Begun = {}) {
  return betterAuth({
    ...authOptions(house, begun),
    database: (options: BetterAuthOptions) =>
      withTokenDigests(kyselyAdapter(trx, { type: 'postgres' })(options)),
  })
}

export type Auth = ReturnType<typeof authOn>
