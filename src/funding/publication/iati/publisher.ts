import { inLanguage } from '../../../compacts/agreement.ts'
import { WrongUse } from '../../../house/errors.ts'
import type { Snapshot } from '../snapshot.ts'

/** Who publishes. `ref` is the organisation’s own IATI identifier. */
export type Publisher = {
  ref: string
  name: string
  /** OrganisationType; 10 is a government. */
  type: string
}

/**
 * The identifier in files of the example: of the one registry whose identifiers IATI itself gives out,
 * so that the official rules take it, and plainly nobody’s.
 */
export const PLACEHOLDER_PUBLISHER = 'XI-IATI-NOT-A-PUBLISHER'

/** Where the pages of this house are, without a slash at the end. */
export type Addresses = { origin: string }

/** The identifier somebody publishes under. Throws WrongUse for one that the standard does not take. */
export function publisherFrom(
  ref: string | null,
  snapshot: Pick<Snapshot, 'agreement' | 'compact'>,
): Publisher {
  const { agreement, compact } = snapshot
  const found = ref?.trim() || (compact.example ? PLACEHOLDER_PUBLISHER : null)
  if (found === null)
    throw new WrongUse('An IATI file needs the identifier of who publishes it', [
      {
        place: 'publisher',
        message: 'None is set here, and none was given.',
        remedy: 'Give the organisation’s own identifier in the IATI registry: publisher=XX-REG-123.',
      },
    ])
  if (!/^[A-Z]{2}-[A-Z0-9]{2,12}-[A-Za-z0-9._()-]{1,60}$/.test(found))
    throw new WrongUse('That is not the identifier of an organisation', [
      {
        place: 'publisher',
        message: `“${found.slice(0, 80)}” does not begin with the code of a registry.`,
        remedy: 'Write it as the registry has it: agency, hyphen, number, such as XX-REG-123.',
      },
    ])
  const donor = agreement?.parties.find(({ part, side }) => part === 'government' && side === 'donor')
  const name = donor === undefined ? null : inLanguage(donor.name, 'en', agreement?.languages ?? [])
  return { ref: found, name: name ?? found, type: '10' }
}
