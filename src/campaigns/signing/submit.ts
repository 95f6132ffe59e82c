import { createHash, randomBytes } from 'node:crypto'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { sealedMail } from '../../house/mail/mail.ts'
import { ownShare } from './own-words.ts'
import type { Signer } from './signer.ts'
import {
  domainKey,
  emailKey,
  networkKey,
  personKey,
  postalKey,
  sentDigest,
  tokenDigest,
} from './signer-keys.ts'
import { type NewSignature, writeSignature } from './writer.ts'

/** Where a signer is represented: the first state or district where there are several, else nothing. */
export type Place = { region: string | null; division: string | null }

export type Submission = {
  campaign: string
  /** The version of the text that was shown. */
  askVersion: string
  /** The text as everybody sends it. */
  template: string
  signer: Signer
  place: Place
  language: string
  /** Ids of the consent texts whose boxes were ticked. */
  consents: readonly string[]
  /** As `addressOf` answers it. */
  network: string
  /** The key of the form: one that is sent twice is one signature. */
  onceKey: string
}

/** Words of the letter that asks for confirmation, with the address of its page. */
export type ConfirmationLetter = (link: { token: string }) => { subject: string; text: string }

/** Another form came with the same key before: that one was kept, this one was not. The door says so with the form. */
export class KeyUsed extends Fault {
  constructor() {
    super(422, 'key-used', 'Something else was sent with this key before', [
      {
        place: 'once',
        message: 'What came first was kept, this was not.',
        remedy: 'Send it again with a form of its own.',
      },
    ])
  }
}

/**
 * Keeps a signature as not yet confirmed, with the letter that asks for it, and answers once both are written. The
 * answer is the same whether the address is known here or not, and whether it was written to within the hour.
 *
 * Throws KeyUsed where something else was sent with the key.
 */
export async function submitSignature(
  house: Pick<House, 'db' | 'keys' | 'now'>,
  submission: Submission,
  letter: ConfirmationLetter,
): Promise<{ id: string; new: boolean }> {
  const signature = newSignature(house, submission, letter)
  const { id, sent_digest } = signature.row
  const fresh = await writeSignature(house, signature)
  if (!fresh) {
    const kept = await house.db
      .selectFrom('signatures')
      .select('sent_digest')
      .where('id', '=', id)
      .executeTakeFirst()
    // Null once erased: nothing is left to compare with.
    if (kept?.sent_digest != null && kept.sent_digest !== sent_digest) throw new KeyUsed()
  }
  return { id, new: fresh }
}

/** The rows of a signature, sealed and digested; pure but for the clock, the keys and the token. */
export function newSignature(
  { keys, now }: Pick<House, 'keys' | 'now'>,
  { campaign, askVersion, template, signer, place, language, consents, network, onceKey }: Submission,
  letter: ConfirmationLetter,
): NewSignature {
  const id = idOf(campaign, onceKey)
  const token = newToken()
  const at = now().toISOString()
  return {
    row: {
      id,
      campaign_id: campaign,
      ask_version_id: askVersion,
      channel: 'web',
      language,
      region: place.region,
      division: place.division,
      own_words: signer.words === null ? 0 : ownShare(template, signer.words),
      sealed: keys.seal(Buffer.from(JSON.stringify(signer), 'utf8'), sealContext(id)),
      email_key: emailKey(keys, signer.email),
      person_key: personKey(keys, signer),
      postal_key: postalKey(keys, signer),
      domain_key: domainKey(keys, signer.email),
      network_key: networkKey(keys, network),
      token_digest: tokenDigest(keys, token),
      sent_digest: sentDigest(keys, [askVersion, signer, consents.toSorted()]),
      submitted_at: at,
    },
    mail:
      signer.email === null
        ? null
        : sealedMail({ keys }, { to: signer.email, kind: 'signature', ...letter({ token }) }),
    consents,
  }
}

/** A link of its own; it begins with a digit, so that the veil of the log knows it for a token (`house/veil.ts`). */
export const newToken = (): string => `1${randomBytes(32).toString('base64url')}`

/** What the seal of a signature is bound to. */
export const sealContext = (id: string): string => `signature:${id}`

/** Who signed; null once erased. */
export function signerOf(keys: House['keys'], row: { id: string; sealed: string | null }): Signer | null {
  return row.sealed === null ? null : JSON.parse(keys.open(row.sealed, sealContext(row.id)).toString('utf8'))
}

/** An id of its own for each form, the same however often the form is sent (UUID version 8, RFC 9562). */
function idOf(campaign: string, onceKey: string): string {
  const bytes = createHash('sha256').update(`${campaign}\n${onceKey}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
