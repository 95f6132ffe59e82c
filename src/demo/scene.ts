import { sql } from 'kysely'
import { v7 } from 'uuid'
import { operator } from '../house/actor.ts'
import type { House } from '../house/house.ts'
import { transact } from '../house/transact.ts'
import { createAccount } from '../people/accounts/account.ts'
import { argon2 } from '../people/accounts/passwords.ts'
import { changeBy } from '../people/organisations/change.ts'
import { beginMembership, giveRole } from '../people/organisations/memberships.ts'
import type { OrganisationKind } from '../people/organisations/schema.ts'
import { makeOrganisation } from '../people/organisations/store.ts'
import type { Role } from '../people/policy/actions.ts'
import type { ExampleParty } from './exampleland.ts'
import { markOrganisation, markPerson } from './tables.ts'

/* Who takes part in the worked example. They have accounts of this house as anybody has, and nothing else. */

const organisations: Record<ExampleParty, { kind: OrganisationKind; name: string }> = {
  mission: { kind: 'donor-government', name: 'Donor Republic (example)' },
  republic: { kind: 'partner-government', name: 'Exampleland (example)' },
  labour: { kind: 'partner-government', name: 'Ministry of Labour of Exampleland (example)' },
  'lake-trust': { kind: 'ngo', name: 'Lake Trust (example)' },
  institute: { kind: 'research', name: 'Institute of Surveys (example)' },
  advisers: { kind: 'survivors-group', name: 'Advisers of the Lake (example)' },
}

const cast = {
  'manager.donor': { name: 'Dora Example', party: 'mission', roles: ['compact manager'] },
  'signatory.donor': { name: 'Sami Example', party: 'mission', roles: ['signatory'] },
  'officer.donor': { name: 'Olga Example', party: 'mission', roles: ['finance officer'] },
  'approver.donor': { name: 'Abel Example', party: 'mission', roles: ['finance approver'] },
  'verifier.donor': { name: 'Vera Example', party: 'mission', roles: ['verifier'] },
  'manager.partner': { name: 'Paul Example', party: 'republic', roles: ['compact manager'] },
  'signatory.partner': { name: 'Rosa Example', party: 'republic', roles: ['signatory'] },
  'officer.partner': { name: 'Otto Example', party: 'republic', roles: ['finance officer'] },
  'reporter.partner': { name: 'Rita Example', party: 'republic', roles: ['reporter'] },
  'signatory.labour': { name: 'Lena Example', party: 'labour', roles: ['signatory', 'verifier'] },
  'reporter.labour': { name: 'Luis Example', party: 'labour', roles: ['reporter'] },
  'reporter.lake': { name: 'Tara Example', party: 'lake-trust', roles: ['reporter'] },
  'officer.lake': { name: 'Theo Example', party: 'lake-trust', roles: ['finance officer'] },
  'reporter.institute': {
    name: 'Ines Example',
    party: 'institute',
    roles: ['reporter', 'finance officer'],
  },
  'adviser.lake': { name: 'Aya Example', party: 'advisers', roles: ['survivor adviser'] },
} as const satisfies Record<string, { name: string; party: ExampleParty; roles: readonly Role[] }>

/** Somebody of the example, by the part of their address before the @. */
export type Player = keyof typeof cast
const players = Object.keys(cast) as Player[]

export type Scene = {
  /** What all that was made for this example is marked with. */
  example: string
  organisations: Record<ExampleParty, string>
  people: Record<Player, { id: string; email: string; organisation: string; roles: readonly Role[] }>
}

/**
 * Makes the organisations and accounts of an example, in the way an operator makes them. A house that has had an
 * example before gets others beside them, told apart by a number. All have the one password.
 */
export async function setScene(house: House, password: string): Promise<Scene> {
  const number = await nextNumber(house)
  const example = v7()
  const numbered = (name: string) => (number === 1 ? name : name.replace(/\)$/, ` ${number})`))
  const made = {} as Scene['organisations']
  for (const [party, { kind, name }] of Object.entries(organisations) as [
    ExampleParty,
    (typeof organisations)[ExampleParty],
  ][])
    made[party] = await transact(house.db, async (trx) => {
      const id = await makeOrganisation(trx, changeBy(house, operator), {
        kind,
        name: numbered(name),
        country: null,
        website: null,
        listed: false,
      })
      await markOrganisation(trx, example, id)
      return id
    })
  // One password, hashed once: who has it has all of them anyway.
  const hashed = await argon2.hash(password)
  const hashing = { ...argon2, hash: async () => hashed }
  const people = {} as Scene['people']
  for (const player of players) {
    const { name, party, roles } = cast[player]
    const email = emailOf(player, number)
    const organisation = made[party]
    const id = await transact(house.db, async (trx) => {
      const change = changeBy(house, operator)
      const { id } = await createAccount(
        { ...house, db: trx },
        { email, name, password, emailProven: true },
        { actor: operator, hashing },
      )
      await markPerson(trx, example, id)
      await beginMembership(trx, change, { organisation, person: id, by: null })
      for (const role of roles) await giveRole(trx, change, { person: id, role, organisation, scope: null })
      return id
    })
    people[player] = { id, email, organisation, roles }
  }
  return { example, organisations: made, people }
}

const emailOf = (player: string, number: number) => `${player}${number === 1 ? '' : `.${number}`}@example.org`

/** One more than the highest number that an account or organisation of an example bears, whole or not. */
async function nextNumber({ db }: House): Promise<number> {
  const names = Object.values(organisations).map(({ name }) => name)
  const { rows } = await sql<{ text: string }>`
    select email as text from accounts_user where email like '%@example.org'
    union all select name from organisations where ended is null and name like '%(example%)'`.execute(db)
  const numbers = rows.flatMap(({ text }) => {
    const [, player = '', ofAccount = '1'] = /^(.+?)(?:\.(\d+))?@example\.org$/.exec(text) ?? []
    if (players.some((each) => each === player)) return [Number(ofAccount)]
    const [, before = '', ofName = '1'] = /^(.+ \(example)(?: (\d+))?\)$/.exec(text) ?? []
    return names.includes(`${before})`) ? [Number(ofName)] : []
  })
  return Math.max(0, ...numbers) + 1
}
