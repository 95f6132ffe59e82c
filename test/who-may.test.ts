import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse } from '../src/app.ts'
import type { HttpServer } from '../src/house/http.ts'
import { signInForTest } from '../src/people/accounts/sign-in.test-data.ts'
import { anOrganisation } from '../src/people/organisations/organisations.test-data.ts'
import { type Action, actions } from '../src/people/policy/actions.ts'
import { historicAssessment } from '../src/selection/run.ts'
import { withPack } from './support/furnishings.ts'
import { openTestHouse, type TestHouse } from './support/house.ts'

/*
 * Every route with everybody who could ask it. The routes come from the table of the server
 * itself, so a new one is asked too; who may is written out here, apart from the policy.
 */

const everybody = [
  'a visitor',
  'somebody signed in',
  'a member',
  'a representative',
  'a representative of another',
  'an analyst',
  'an auditor',
  'an administrator',
  'an administrator without the second factor',
] as const
type Body = (typeof everybody)[number]

const signedIn = everybody.filter((who) => who !== 'a visitor')
/** Who may do what to the organisation asked about, to a record of nobody in particular, or in the house. */
const may: Record<Action, readonly Body[]> = {
  'read what is public': everybody,
  'sign in': everybody,
  'accept an invitation': everybody,
  'manage own account': signedIn,
  'export or erase own data': signedIn,
  'record facts': ['an analyst'],
  'run assessments': ['an analyst'],
  'save methodologies': ['an analyst', 'an administrator'],
  'compose decisions': ['an analyst'],
  // Of a decision that is not there: nobody must sign it.
  'read a decision': ['an analyst', 'an auditor', 'an administrator'],
  'take part in a decision': ['an analyst', 'an auditor', 'an administrator'],
  'sign a decision': [],
  'publish decisions': ['an analyst', 'an administrator'],
  'import figures': ['an analyst'],
  'read history': ['an auditor', 'an administrator'],
  'see organisations': signedIn,
  'see members': ['a member', 'a representative', 'an auditor', 'an administrator'],
  'make organisations': ['an administrator'],
  'change an organisation': ['a representative', 'an administrator'],
  'invite members': ['a representative', 'an administrator'],
  'end memberships': ['a representative', 'an administrator'],
  'leave an organisation': ['a member', 'a representative'],
  'give roles': ['an administrator'],
  'give roles in an organisation': ['a representative', 'an administrator'],
  'see people': ['an administrator', 'an auditor'],
  'name guardians': signedIn,
  // One's own; whoever else is asked about has named nobody.
  'see contacts': signedIn.filter((who) => who !== 'an administrator without the second factor'),
  'read the outbox': ['an administrator'],
  'watch the house': ['an administrator', 'an auditor'],
  'read metrics': [],
  'run the house': [],
  'record observed compacts': ['an analyst'],
  'start a compact': ['an administrator'],
  // Of a compact none of these is a party, and that is not public.
  'read a compact': ['an auditor', 'an administrator'],
  'read a draft': ['an auditor', 'an administrator'],
  'draft a compact': [],
  'comment on a compact': [],
  'manage a compact': [],
  'sign a compact': [],
  'review a compact': [],
  'answer objections': [],
  'keep documents': [],
  'report results': [],
  'verify results': [],
  'enter money': [],
  'approve money': [],
  'release money': [],
  'decide on conditions': [],
  'waive conditions': [],
  'run studies': ['an analyst'],
  'publish studies': ['an analyst'],
  // Representatives where their organisation is the government of the country; these two are not.
  'assess capacity': ['an analyst'],
  'record budget figures': ['an analyst'],
  'take part in a campaign': everybody,
  // Each for the organisation they stand for, where none is named.
  'run campaigns': ['a representative', 'a representative of another'],
  // Of a fact that the house brings, where none is named.
  'correct bills': ['an analyst', 'an administrator'],
  'see supporters': [],
  'check cards': ['a member', 'a representative'],
  'record meetings': ['a member', 'a representative'],
  'read campaign notes': [],
  'hold consultations': ['an analyst', 'an administrator'],
  'take part in a consultation': signedIn,
}

/** Routes about somebody else, who has let nobody in. */
const ofAnother = ['/protected/:person']

let house: TestHouse
let http: HttpServer
let organisation: string
let other: string
let assessment: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-06-15T12:00:00Z'), furnished: withPack })
  assessment = (await historicAssessment(house)).id
  organisation = await anOrganisation(house)
  other = await anOrganisation(house)
  http = await openHouse(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const opened = () =>
  http.routeTable.filter(
    ({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && !url.startsWith('/assets/'),
  )

describe('Every route', () => {
  it('names an action that somebody thought about', () => {
    expect(opened().length).toBeGreaterThan(60)
    expect(opened().filter((route) => !actions.includes(route.may))).toEqual([])
    expect(Object.keys(may).sort()).toEqual([...actions].sort())
  })

  it.each(everybody)('answers %s as is written here, and nobody more', async (who) => {
    const wrong: string[] = []
    // Reading ends no sign-in and no account: one reader for all. Who changes something comes anew each time.
    const reader = await cookieOf(who)
    for (const route of opened()) {
      const asked = route.url
        .replace(':hash', 'a'.repeat(64))
        .replace(/^(.*\/organisations\/):id/, `$1${organisation}`)
        .replace(/^(.*\/history\/):kind\/:id/, '$1installation/this')
        .replace(/^(.*\/assessments\/):id/, `$1${assessment}`)
        .replace(/:[a-zA-Z0-9]+/g, 'none')
      const answer = await http.inject({
        method: route.method as 'GET',
        url: asked,
        // As if from another machine: standing at this one proves something by itself.
        remoteAddress: '192.0.2.7',
        headers: {
          accept: 'application/json',
          ...(route.method === 'GET' ? reader : await cookieOf(who)),
          'sec-fetch-site': 'same-origin',
        },
      })
      const type = String(answer.headers['content-type']).includes('problem+json') ? answer.json().type : ''
      const refused = /:(refused|not-signed-in)$/.test(type)
      const told = `${route.method} ${asked} (${route.may}): ${answer.statusCode}`
      if (answer.statusCode >= 500) wrong.push(`${told}, broken`)
      // Of what is not there it may be said that it is not there, to whom it would be refused as well.
      const opens = ofAnother.includes(route.url) ? [] : may[route.may]
      if (opens.includes(who) ? refused : !refused && answer.statusCode !== 404) wrong.push(told)
    }
    expect(wrong).toEqual([])
  }, 120_000)
})

async function cookieOf(who: Body): Promise<{ cookie?: string }> {
  if (who === 'a visitor') return {}
  const roles = {
    'somebody signed in': [],
    'a member': [{ role: 'member', organisation }],
    'a representative': [{ role: 'representative', organisation }],
    'a representative of another': [{ role: 'representative', organisation: other }],
    'an analyst': [{ role: 'analyst' }],
    'an auditor': [{ role: 'auditor' }],
    'an administrator': [{ role: 'administrator' }],
    'an administrator without the second factor': [{ role: 'administrator' }],
  } as const
  const secondFactor = who !== 'an administrator without the second factor'
  const { cookie } = await signInForTest(house, { roles: [...roles[who]], secondFactor })
  return { cookie }
}
