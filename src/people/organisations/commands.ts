import { parseArgs } from 'node:util'
import { country, findCountry } from '../../countries/registry.ts'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { NotFound, WrongUse } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { deliveriesEnded } from '../../house/mail/deliver.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { organisationRoles, type Role, roles } from '../policy/actions.ts'
import { changeBy } from './change.ts'
import { type CompactNames, namesOfScopes, noCompacts } from './compacts.ts'
import { readReason, usable } from './forms.ts'
import { invite } from './invitations.ts'
import { endRole, giveRole, grantsOf } from './memberships.ts'
import { countIn, countryIn, roleIn } from './pages/view.ts'
import { allPeople, normalEmail, personByEmail } from './people.ts'
import { assertMayGive } from './powers.ts'
import { isRole, rolesOf, type Scope } from './roles.ts'
import { type OrganisationCard, searchOrganisations } from './store.ts'
import { words } from './words.ts'

const usage = `tp admin organisations                      who works here
tp admin people                             who has an account, with which roles
tp admin grant  EMAIL ROLE --reason TEXT    gives a role
tp admin revoke EMAIL ROLE --reason TEXT    takes it away
tp admin invite EMAIL ROLE                  asks somebody in, by mail (--lang: language of the mail)

  ROLE is ${roles.join(', ')}.
  --organisation NAME|ID  for ${organisationRoles.join(', ')}
  --compact ID | --country ISO3  for that alone   --until YYYY-MM-DD  --json`

/**
 * `tp admin organisations | people | grant | revoke | invite`: by whoever has the shell of the
 * machine. Without `compacts` no role is given for one compact.
 */
export async function peopleCommand(
  house: House,
  argv: string[],
  io: Io,
  compacts: CompactNames = noCompacts,
): Promise<ExitCode> {
  const [verb, ...rest] = argv
  switch (verb) {
    case 'organisations':
      return organisations(house, rest, io)
    case 'people':
      return people(house, rest, io, compacts)
    case 'grant':
    case 'revoke':
      return grantOrRevoke(house, verb, rest, io, compacts)
    case 'invite':
      return inviteByMail(house, rest, io, compacts)
    case undefined:
    case 'help':
    case '--help':
      io.out(usage)
      return verb === undefined ? 2 : 0
    default:
      throw new WrongUse(`“tp admin ${verb}” is not a command`, [
        {
          message: 'Known are organisations, people, grant, revoke and invite.',
          remedy: 'See `tp admin help`.',
        },
      ])
  }
}

const flags = {
  organisation: { type: 'string' },
  country: { type: 'string' },
  compact: { type: 'string' },
  until: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

function read(argv: string[], taken: readonly string[], count: number) {
  const wrong = (message: string) =>
    new WrongUse(message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp admin help`.' },
    ])
  try {
    const { values, positionals } = parseArgs({ args: argv, options: flags, allowPositionals: true })
    const foreign = Object.keys(values).find((name) => name !== 'json' && !taken.includes(name))
    if (foreign !== undefined) throw wrong(`--${foreign} has no meaning here`)
    if (positionals.length !== count)
      throw wrong(`${count} words are needed, ${positionals.length} are there`)
    return { values, positionals }
  } catch (error) {
    throw error instanceof WrongUse ? error : wrong((error as Error).message)
  }
}

async function organisations(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, [], 0)
  const found = await everyOrganisation(house)
  if (values.json) {
    io.out(
      JSON.stringify(
        found.map(({ sorted, ...card }) => card),
        null,
        2,
      ),
    )
    return 0
  }
  const say = speak(words, io.language)
  if (found.length === 0) io.out(say('cli.no organisations'))
  for (const { id, name, kind, country: iso3, members } of found)
    io.out(
      [
        id,
        name,
        say(`kind.${kind}`),
        countryIn(io.language, say, iso3),
        countIn(say, { count: members }),
      ].join('  '),
    )
  return 0
}

async function everyOrganisation({ db }: House): Promise<OrganisationCard[]> {
  const all: OrganisationCard[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await searchOrganisations(db, {
      sees: 'all',
      limit: 500,
      after: last === undefined ? undefined : { name: last.sorted, id: last.id },
    })
    all.push(...page)
    if (page.length < 500) return all
  }
}

async function people(house: House, argv: string[], io: Io, compacts: CompactNames): Promise<ExitCode> {
  const { values } = read(argv, [], 0)
  const names = new Map((await everyOrganisation(house)).map(({ id, name }) => [id, name]))
  const found = await Promise.all(
    (await allPeople(house.db)).map(async ({ id, name, email, created }) => ({
      id,
      email,
      name,
      created: created.toISOString(),
      roles: await rolesOf(house.db, id, house.now()),
    })),
  )
  if (values.json) {
    io.out(JSON.stringify(found, null, 2))
    return 0
  }
  const say = speak(words, io.language)
  if (found.length === 0) io.out(say('cli.no people'))
  const held = found.flatMap((person) => person.roles)
  const compactNames = await namesOfScopes(house.db, compacts, held, io.language)
  for (const { email, name, roles: own } of found) {
    const told = own.map(({ role, organisation, scope }) => {
      const named = roleIn(io.language, say, role, scope, compactNames)
      return organisation === null ? named : `${named} (${names.get(organisation) ?? organisation})`
    })
    io.out([email, name, told.join('; ')].join('  ').trimEnd())
  }
  return 0
}

async function grantOrRevoke(
  house: House,
  verb: 'grant' | 'revoke',
  argv: string[],
  io: Io,
  compacts: CompactNames,
): Promise<ExitCode> {
  const taken = ['organisation', 'country', 'compact', 'reason', ...(verb === 'grant' ? ['until'] : [])]
  const { values, positionals } = read(argv, taken, 2)
  const [email = '', roleText = ''] = positionals
  const role = roleNamed(roleText)
  const say = speak(words, io.language)
  const { reason } = usable(readReason({ reason: values.reason ?? '' }, say))
  const person = await personByEmail(house.db, email)
  if (person === null)
    throw new NotFound(`Nobody with an account has the address ${email.slice(0, 254)}`, [
      {
        place: 'EMAIL',
        message: 'It is not among those of `tp admin people`.',
        remedy: 'Invite them first.',
      },
    ])
  const organisation =
    values.organisation === undefined ? null : (await organisationNamed(house, values.organisation)).id
  const scope = scopeOf(values)
  const post = { role, organisation, scope }
  assertMayGive('operator', post, io.language)
  await transact(house.db, async (trx) => {
    const change = changeBy(house, operator)
    const gift = { person: person.id, ...post }
    if (verb === 'revoke') await endRole(trx, change, gift, reason)
    else await giveRole(trx, change, { ...gift, until: untilOf(values.until, house) }, { reason, compacts })
  })
  if (values.json)
    io.out(JSON.stringify({ person: person.id, held: await grantsOf(house.db, person.id) }, null, 2))
  else
    io.out(
      say(verb === 'grant' ? 'cli.granted' : 'cli.revoked', {
        email: person.email,
        role: roleIn(
          io.language,
          say,
          role,
          scope,
          await namesOfScopes(house.db, compacts, [{ scope }], io.language),
        ),
      }),
    )
  return 0
}

/** The link goes by mail and nowhere else, so that who uses it has shown the address to be theirs. */
async function inviteByMail(house: House, argv: string[], io: Io, compacts: CompactNames): Promise<ExitCode> {
  const { values, positionals } = read(argv, ['organisation', 'country', 'compact'], 2)
  const [email = '', roleText = ''] = positionals
  const role = roleNamed(roleText)
  const organisation =
    values.organisation === undefined ? null : (await organisationNamed(house, values.organisation)).id
  const post = { role, organisation, scope: scopeOf(values) }
  assertMayGive('operator', post, io.language)
  const asking = { email, ...post, by: operator, language: io.language }
  const { id, expires } = await invite(house, asking, compacts)
  await deliveriesEnded()
  const until = expires.toISOString()
  if (values.json) io.out(JSON.stringify({ id, expires: until }))
  else io.out(speak(words, io.language)('cli.invited', { email: normalEmail(email), until }))
  return 0
}

function roleNamed(text: string): Role {
  if (isRole(text)) return text
  throw new WrongUse(`“${text.slice(0, 40)}” is not a role`, [
    { place: 'ROLE', message: `Roles are ${roles.join(', ')}.`, remedy: 'See `tp admin help`.' },
  ])
}

async function organisationNamed(house: House, text: string): Promise<OrganisationCard> {
  const plain = text.trim().toLowerCase()
  const found = (await everyOrganisation(house)).filter(
    ({ id, name }) => id === plain || name.toLowerCase() === plain,
  )
  const [only, ...more] = found
  if (only !== undefined && more.length === 0) return only
  throw new NotFound(
    only === undefined
      ? `There is no organisation “${text.slice(0, 80)}”`
      : `There are several organisations “${text.slice(0, 80)}”`,
    [
      {
        place: '--organisation',
        message: '`tp admin organisations` lists them.',
        remedy: 'Give the id of the one that is meant.',
      },
    ],
  )
}

function scopeOf({
  country: text,
  compact,
}: {
  country?: string | undefined
  compact?: string | undefined
}): Scope | null {
  if (compact !== undefined) return compactNamed(compact, text)
  if (text === undefined) return null
  const found = country(text.toUpperCase())?.iso3 ?? findCountry(text)
  if (typeof found === 'string') return { kind: 'country', id: found }
  if ('iso3' in found) return { kind: 'country', id: found.iso3 }
  throw new WrongUse(`“${text.slice(0, 80)}” is not the name of a country`, [
    { place: '--country', message: 'It is in no list of names here.', remedy: 'Give its code, such as GHA.' },
  ])
}

function compactNamed(text: string, country: string | undefined): Scope {
  const id = text.trim().toLowerCase()
  if (isUuid(id) && country === undefined) return { kind: 'compact', id }
  throw country === undefined
    ? new WrongUse(`“${text.slice(0, 80)}” is not the id of a compact`, [
        {
          place: '--compact',
          message: 'It is a UUID.',
          remedy: 'It stands in the address of the pages of the compact.',
        },
      ])
    : new WrongUse('A role is for one compact or for one country, not for both', [
        { place: '--compact', message: 'A compact has its country.', remedy: 'Leave --country out.' },
      ])
}

/** The end of a day that is still to come. */
function untilOf(text: string | undefined, { now }: Pick<House, 'now'>): Date | null {
  if (text === undefined) return null
  const until = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T23:59:59.999Z`) : null
  if (
    until !== null &&
    !Number.isNaN(until.getTime()) &&
    until.toISOString().startsWith(text) &&
    until > now()
  )
    return until
  throw new WrongUse(`“${text.slice(0, 40)}” is not a day to come`, [
    { place: '--until', message: 'A day is written YYYY-MM-DD.', remedy: 'For example --until 2027-03-31.' },
  ])
}
