import type { Transaction } from 'kysely'
import { isMap, isScalar, parseDocument } from 'yaml'
import type { Actor } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Tables } from '../../house/database.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import { shippedMethodologies } from '../catalogue.ts'
import { readMethodology } from '../methodology.ts'
import type { Methodology } from '../schema.ts'
import { rulesDigest } from '../store.ts'
import { VersionFault } from './faults.ts'
import { type PublishingStops, publishingStops, type Stop } from './stops.ts'
import { documentOf, type MethodologyVersion, newestKept, versionNumbers } from './store.ts'

/** Longest reason that is kept, in characters. */
export const longestReason = 2000

/**
 * The highest number that this program gives to a document it ships. Versions saved here of such a document have higher
 * ones, so that a later edition of the program never ships another text under a number that was used here.
 */
export const numbersOfTheProgram = 100

export type NewVersion = {
  /** The whole document. Its number is set here; its name says whether it is a version of the base or one of its own. */
  text: string
  /** What was changed and why, public and kept. */
  reason: string
  /** What it was made from. */
  base: MethodologyVersion
  /** What other parts ask before a version is published. */
  stops?: readonly PublishingStops[]
}

/**
 * Saves a document as the next version of its methodology: highest number there is and one more, from 101 on where the
 * program ships the methodology. Under another name than its base’s it begins a methodology of its own with version 1.
 *
 * @throws Unusable when the text is no methodology, every fault by line
 * @throws VersionFault without a reason; when the base is not known; when nothing but words differs from the newest
 *   version (or, for a new name, from the base); when the new name is taken; when a version that says `published` is stopped, be it under
 *   its own name or one that it was made from
 */
export async function saveVersion(
  trx: Transaction<Tables>,
  change: { actor: Actor; at: Date },
  { text, reason: given, base, stops = [] }: NewVersion,
): Promise<MethodologyVersion> {
  const reason = given.trim()
  if (reason === '') throw new VersionFault('no reason')
  if (reason.length > longestReason) throw new VersionFault('long reason', { most: String(longestReason) })
  const sent = readMethodology(text, `${base.methodology}.yaml`)

  // Whoever saves while another does waits here, and looks at what the other wrote.
  await trx
    .selectFrom('data_version')
    .select('version')
    .where('only_row', '=', 1)
    .forUpdate()
    .executeTakeFirst()
  const from = await documentOf(trx, base.methodology, base.version)
  const id = sent.methodology
  const forked = id !== base.methodology
  const numbers = await versionNumbers(trx, id)
  if (forked && numbers.length > 0) throw new VersionFault('name taken', { id })
  const beside = forked ? from : await newestKept(trx, id)
  const digest = rulesAlone(sent)
  if (digest === rulesAlone(beside.methodology))
    throw new VersionFault('same rules', {
      id: beside.methodology.methodology,
      version: String(beside.methodology.version),
    })
  if (sent.status === 'published') {
    const found: Stop[] = []
    for (const asked of await namesBehind(trx, id, base))
      found.push(...(await publishingStops(trx, asked, stops)))
    if (found.length > 0)
      throw new VersionFault('stopped', {}, (language) =>
        found.map(({ message, remedy, path }) => ({
          ...(path === null ? {} : { place: path }),
          message: message[language],
          remedy: remedy[language],
        })),
      )
  }

  const version = Math.max(numbers.at(-1) ?? 0, isShipped(id) ? numbersOfTheProgram : 0) + 1
  const numbered = withVersion(text, version)
  // Read again: what is kept is what was checked.
  readMethodology(numbered, `${id}.yaml`)
  await trx
    .insertInto('methodology_documents')
    .values({
      methodology: id,
      version,
      text: numbered,
      rules_digest: digest,
      reason,
      base_methodology: base.methodology,
      base_version: base.version,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await recordEvent(trx, {
    record: { kind: 'methodology', id },
    action: 'saved a version',
    before: null,
    after: { version, status: sent.status, base, rules: digest },
    reason,
    actor: change.actor,
    at: change.at,
  })
  await bumpDataVersion(trx)
  return { methodology: id, version }
}

/**
 * Names under which a text stood before: its own, that of its base, and of what that was made from. What stands in the
 * way of one of them stands in the way of the text, whatever it is called.
 */
async function namesBehind(
  trx: Transaction<Tables>,
  id: string,
  base: MethodologyVersion,
): Promise<string[]> {
  const names = new Set([id])
  let at: MethodologyVersion | null = base
  while (at !== null) {
    names.add(at.methodology)
    // A base is always older than what was made from it, so this ends.
    const row: { base_methodology: string; base_version: number } | undefined = await trx
      .selectFrom('methodology_documents')
      .select(['base_methodology', 'base_version'])
      .where('methodology', '=', at.methodology)
      .where('version', '=', at.version)
      .executeTakeFirst()
    at = row === undefined ? null : { methodology: row.base_methodology, version: row.base_version }
  }
  return [...names]
}

/** Digest of what a document does, whatever its name and number: words aside, and whether it is a draft not. */
export function rulesAlone(methodology: Methodology): string {
  return rulesDigest({ ...methodology, methodology: 'any', version: 1 })
}

/** The text with another number, and every other character as it was. Throws VersionFault. */
export function withVersion(text: string, version: number): string {
  const { contents } = parseDocument(text)
  const node = isMap(contents) ? contents.get('version', true) : null
  if (!isScalar(node) || !node.range) throw new VersionFault('not derived')
  return `${text.slice(0, node.range[0])}${version}${text.slice(node.range[1])}`
}

const isShipped = (id: string): boolean =>
  shippedMethodologies().some(({ methodology }) => methodology.methodology === id)
