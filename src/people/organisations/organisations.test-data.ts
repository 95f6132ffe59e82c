import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { TestHouse } from '../../../test/support/house.ts'
import { type Actor, operator } from '../../house/actor.ts'
import { builtAssets } from '../../house/assets.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { openMail } from '../../house/mail/mail.ts'
import { transact } from '../../house/transact.ts'
import { languages } from '../../ui/language.ts'
import { createAccount } from '../accounts/account.ts'
import type { PasswordHashing } from '../accounts/passwords.ts'
import type { CompactParty, CompactSubject, Role } from '../policy/actions.ts'
import { changeBy } from './change.ts'
import type { CompactNames } from './compacts.ts'
import { beginMembership, giveRole } from './memberships.ts'
import { rolesOf } from './roles.ts'
import { organisationRoutes } from './routes.tsx'
import type { OrganisationValues } from './schema.ts'
import { makeOrganisation } from './store.ts'

/** Real hashing is slow on purpose, and of no concern to organisations. */
const quick: PasswordHashing = {
  hash: async (password) => `plain ${password}`,
  verify: async ({ hash, password }) => hash === `plain ${password}`,
}
export const goodPassword = 'four plain words together'

export const asPerson = (person: string): Actor => ({
  person,
  as: 'person',
  via: 'page',
  requestId: null,
})

/** Somebody with an account; answers the id. */
export async function aPerson(
  house: TestHouse,
  { name = 'Ama Mensah', email = `${randomUUID()}@example.org`, proven = true } = {},
): Promise<{ id: string; email: string }> {
  const { id } = await createAccount(
    house,
    { email, name, password: goodPassword, emailProven: proven },
    { hashing: quick },
  )
  return { id, email }
}

export async function anOrganisation(
  house: TestHouse,
  over: Partial<OrganisationValues> = {},
): Promise<string> {
  const values: OrganisationValues = {
    kind: 'ngo',
    name: `Free Hands ${randomUUID()}`,
    country: 'GHA',
    website: null,
    listed: true,
    ...over,
  }
  return transact(house.db, (trx) => makeOrganisation(trx, changeBy(house, operator), values))
}

/** Lets a person into an organisation, with a role beyond that of a member if one is named. */
export async function join(
  house: TestHouse,
  person: string,
  organisation: string,
  role: Role = 'member',
): Promise<void> {
  const change = changeBy(house, operator)
  await transact(house.db, async (trx) => {
    await beginMembership(trx, change, { organisation, person, by: null })
    if (role !== 'member') await giveRole(trx, change, { person, role, organisation, scope: null })
  })
}

export async function give(house: TestHouse, person: string, role: Role): Promise<void> {
  await transact(house.db, (trx) =>
    giveRole(trx, changeBy(house, operator), { person, role, organisation: null, scope: null }),
  )
}

/** Organisations that take part in a compact, as the room of compacts would tell. */
export type KnownCompact = { id: string; name: string; country: string; parties: CompactParty[] }

export function aCompact(name: string, organisations: string[], country = 'GHA'): KnownCompact {
  const parties = organisations.map((organisation) => ({
    organisation,
    side: 'donor' as const,
    part: 'donor government',
  }))
  return { id: randomUUID(), name, country, parties }
}

export const subjectOf = ({ id, country, parties }: KnownCompact): CompactSubject => ({
  kind: 'compact',
  id,
  country,
  public: false,
  parties,
})

/** Answers about these compacts as they stand at the moment of the question. */
export function answersAbout(known: readonly KnownCompact[]): CompactNames {
  const named = ({ id, name }: KnownCompact) => ({ id, name })
  return {
    of: async (_db, organisation) =>
      known.filter(({ parties }) => parties.some((party) => party.organisation === organisation)).map(named),
    named: async (_db, ids) => known.filter(({ id }) => ids.includes(id)).map(named),
    subject: async (_db, id) => {
      const found = known.find((each) => each.id === id)
      return found === undefined ? null : subjectOf(found)
    },
  }
}

/** The pages and the API; who asks stands in a header, signed in with the second factor unless it says otherwise. */
export async function openDoor(
  house: TestHouse,
  {
    built = false,
    besides = [],
    known = [],
  }: { built?: boolean; besides?: FastifyPluginAsyncTypebox[]; known?: readonly KnownCompact[] } = {},
): Promise<HttpServer> {
  const assets = built ? builtAssets() : { css: [], js: [] }
  const own = organisationRoutes(house, assets, { compacts: answersAbout(known) })
  return buildServer(house, {
    languages,
    doors: [own, ...besides].map((routes) => ({ at: '/', routes })),
    personOf: async ({ headers }) => {
      const [id, ...more] = String(headers['x-person'] ?? '').split(' ')
      if (!id) return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: !more.includes('password-only'),
        hasSecondFactor: !more.includes('password-only'),
      }
    },
    renderFault: (_request, fault) =>
      `<!doctype html><h1>${fault.message}</h1>${fault.details.map((each) => `<p>${each.message} ${each.remedy ?? ''}</p>`).join('')}`,
    ...(built ? {} : { clientFolder: null }),
  })
}

/** Asks for a page or sends a form, as a person. */
export function asking(http: HttpServer, person: string | null) {
  const headers = person === null ? {} : { 'x-person': person }
  return {
    get: (url: string) => http.inject({ url, headers }),
    send: (url: string, values: Record<string, string | string[]> = {}) =>
      http.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(
          Object.entries({ once: randomUUID(), ...values }).flatMap(([name, value]) =>
            [value].flat().map((each) => [name, each]),
          ),
        ).toString(),
      }),
    api: (method: 'POST' | 'PATCH' | 'GET', url: string, body?: object, key: string = randomUUID()) =>
      http.inject({
        method,
        url,
        headers: { ...headers, ...(method === 'GET' ? {} : { 'idempotency-key': key }) },
        ...(body === undefined ? {} : { payload: body }),
      }),
  }
}

/** Mails of the house, the newest last. */
export async function mailsOf(house: TestHouse): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await house.db.selectFrom('mails').selectAll().orderBy('id').execute()
  return rows.flatMap(({ id, sealed }) => (sealed === null ? [] : [openMail(house, { id, sealed })]))
}

/** The path of the last link in the last mail to an address. */
export async function linkTo(house: TestHouse, email: string): Promise<string> {
  const mail = (await mailsOf(house)).findLast(({ to }) => to === email)
  const link = mail?.text.match(/https?:\/\/\S+/)?.[0]
  if (link === undefined) throw new Error(`no mail with a link went to ${email}`)
  return new URL(link).pathname
}
