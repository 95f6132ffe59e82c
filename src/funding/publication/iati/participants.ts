import type { Party } from '../../../compacts/agreement.ts'
import { organisationRole, type ParticipatingOrg } from '../../../iati/model.ts'
import type { Published } from './published.ts'
import { wordsOrKey } from './texts.ts'

function organisationIn(of: Published, party: Party): Pick<ParticipatingOrg, 'type' | 'narratives'> {
  const type =
    party.part === 'government' || party.part === 'ministry' || party.part === 'agency' ? '10' : undefined
  return { ...(type === undefined ? {} : { type }), narratives: wordsOrKey(of, party.name, party.key) }
}

/** Governments and other donors that bring money fund it; who carries out an initiative implements. */
export function participantsOf(of: Published, implementer?: string | null): ParticipatingOrg[] {
  const funds = new Set(of.agreement.plan.contributions.map(({ party }) => party))
  const all = of.agreement.parties.flatMap((party): ParticipatingOrg[] => {
    const organisation = organisationIn(of, party)
    const roles = [
      ...(funds.has(party.key) ? [organisationRole.funding] : []),
      ...(party.part === 'government' || party.part === 'ministry' ? [organisationRole.accountable] : []),
      ...(party.part === 'agency' ? [organisationRole.extending] : []),
      ...(implementer === undefined
        ? party.part === 'implementer'
          ? [organisationRole.implementing]
          : []
        : implementer === party.key
          ? [organisationRole.implementing]
          : []),
    ]
    return roles.map((role) => ({ ...organisation, role }))
  })
  return all.length > 0
    ? all
    : [{ role: organisationRole.accountable, narratives: [{ text: of.publisher.name }] }]
}

export function funderOf(of: Published, contribution: string): ParticipatingOrg {
  const party = of.parties.get(of.contributions.get(contribution)?.party ?? '')
  return party === undefined
    ? { role: organisationRole.funding, narratives: [{ text: of.publisher.name }] }
    : { ...organisationIn(of, party), role: organisationRole.funding }
}
