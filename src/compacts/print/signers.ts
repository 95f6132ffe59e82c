import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Agreement, Side, Text } from '../agreement.ts'
import { signingParties } from '../facts.ts'
import { signaturesOf } from '../signing.ts'
import { partiesOf, type Version, versionOf, versionsOf } from '../store.ts'

type Db = Kysely<Tables>

/** Somebody who must sign a version, or has: a line on paper. */
export type Signer = {
  /** Key of the party, in the text or in the one before. */
  key: string
  organisation: string | null
  /** What it is called there; null where neither text knows it. */
  name: Text | null
  side: Side | null
  /** Whether it signs the text before and the new one takes that from it, which it must agree to. */
  leftOut: boolean
}

/**
 * Who signs a version: those who must, by the same rule as on the page of signing, and whoever
 * did. Of a version that has ended nobody must any more; of one that took effect all have.
 */
export async function signersOf(db: Db, compact: string, version: Version): Promise<Signer[]> {
  const earlier = (await versionsOf(db, compact))
    .filter(({ number, takenEffect }) => number < version.number && takenEffect !== null)
    .at(-1)
  const before = earlier === undefined ? null : (await versionOf(db, compact, earlier.number)).agreement
  const parties = version.end === null ? await partiesOf(db, compact) : []
  const must = signingParties({ agreement: version.agreement, before, parties })
  const given = (await signaturesOf(db, compact, version.number))
    .filter(({ organisation }) => !must.some((each) => each.organisation === organisation))
    .map(({ party, organisation }) => ({ key: party, organisation }))
  return [...must, ...given].map((each) => signerIn(each, version.agreement, before))
}

/** A signer as the text names it, else the text before. */
export function signerIn(
  { key, organisation }: { key: string; organisation: string },
  agreement: Agreement,
  before: Agreement | null,
): Signer {
  const own = ({ parties }: Agreement) => parties.find((each) => each.organisation === organisation)
  const here = own(agreement)
  const there = before === null ? undefined : own(before)
  return {
    key,
    organisation,
    name: here?.name ?? there?.name ?? null,
    side: here?.side ?? there?.side ?? null,
    leftOut: here?.signs !== true,
  }
}
