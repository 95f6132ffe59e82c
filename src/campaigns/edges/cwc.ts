import { createHash } from 'node:crypto'
import type { Seat } from '../legislatures/schema.ts'
import type { Signer } from '../signing/signer.ts'
import type { Agent } from './schema.ts'

/*
 * A message to an office of the U.S. Congress in the format Communicating with Congress 2.0, one document each. What the
 * coalition wrote goes into OrganizationStatement, what a signer wrote into ConstituentMessage: an office tells the two
 * apart. Documents are made and checked here, by rules of our own after the format as it is published; they are never
 * sent from here.
 */

/** An element with its text, or with the elements in it. */
export type Node = readonly [name: string, content: string | readonly Node[]]

export type CwcMessage = {
  /** Of this one message, 32 characters. */
  id: string
  /** YYYY-MM-DD */
  on: string
  agent: Agent & { organisation: string }
  organisation: { name: string; about: string }
  campaign: string
  office: string
  constituent: Constituent
  /** Whether the address of mail was confirmed by a link of this house; elsewhere is somebody else’s word. */
  confirmedHere: boolean
  subject: string
  topics: readonly string[]
  bills: readonly { congress: string; type: string; number: string }[]
  side: 'Pro' | 'Con' | null
  /** What everybody sends. */
  statement: string
  /** The signer’s own words; null where there are none. */
  own: string | null
  more: string | null
}

export type Constituent = {
  prefix: string
  first: string
  last: string
  address: string
  city: string
  state: string
  zip: string
  email: string
}

/** Titles that the Senate takes; the House takes others as well. */
export const senatePrefixes: readonly string[] = ['Mr.', 'Mrs.', 'Miss', 'Ms.', 'Dr.']

/** Subjects of the Library of Congress that a message on trafficking is filed under. */
export const topics = ['Crime and Law Enforcement', 'International Affairs'] as const

/**
 * The office as the Congress names it: H, the state and two digits, 00 for the whole state; S, the state and the class.
 * Null for a seat of another legislature.
 */
export function officeCode({
  chamber,
  division,
  class: itsClass,
  seat,
}: Pick<Seat, 'chamber' | 'division' | 'class' | 'seat'>): string | null {
  if (!seat.startsWith('us-congress/')) return null
  const [, state, , district] =
    /^ocd-division\/country:us\/(?:state|district|territory):([a-z]{2})(\/cd:(at-large|\d{1,2}))?$/.exec(
      division,
    ) ?? []
  if (state === undefined) return null
  if (chamber === 'house' && district !== undefined)
    return `H${state.toUpperCase()}${district === 'at-large' ? '00' : district.padStart(2, '0')}`
  if (chamber === 'senate' && itsClass !== null && district === undefined)
    return `S${state.toUpperCase()}${itsClass.padStart(2, '0')}`
  return null
}

/** Why somebody’s letter cannot go as such a message. */
export const leftOut = ['prefix', 'prefix-senate', 'name', 'street', 'city', 'zip', 'email', 'state'] as const
export type LeftOut = (typeof leftOut)[number]

/**
 * Who signed as the format wants them, or what is missing: nothing is made up. The last word of a name is the family
 * name; the town is what stands after the last comma of the street, without a state or a code behind it.
 */
export function constituentOf(
  signer: Signer,
  office: string,
  region: string | null,
): { constituent: Constituent; missing: null } | { constituent: null; missing: LeftOut[] } {
  const missing: LeftOut[] = []
  const prefix = signer.title?.trim() ?? ''
  if (prefix === '') missing.push('prefix')
  else if (office.startsWith('S') && !senatePrefixes.includes(prefix)) missing.push('prefix-senate')
  const names = signer.name.trim().split(/\s+/)
  const last = names.length > 1 ? (names.at(-1) ?? '') : ''
  if (last === '') missing.push('name')
  const parts = (signer.street ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^([A-Z]{2}\.?)?\s*(\d{5}(-?\d{4})?)?$/.test(part))
  const city = parts.length > 1 ? (parts.at(-1) ?? '').replace(/\s+[A-Z]{2}(\s+\d{5}(-\d{4})?)?$/, '') : ''
  if (parts.length === 0) missing.push('street')
  else if (city === '') missing.push('city')
  const digits = signer.postalCode.replace(/[^0-9]/g, '')
  const zip = digits.length === 9 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits
  if (signer.country !== 'USA' || !/^\d{5}(-\d{4})?$/.test(zip)) missing.push('zip')
  if (signer.email === null) missing.push('email')
  if (region === null) missing.push('state')
  if (missing.length > 0 || signer.email === null || region === null) return { constituent: null, missing }
  return {
    constituent: {
      prefix,
      first: names.slice(0, -1).join(' '),
      last,
      address: parts.slice(0, -1).join(', '),
      city,
      state: region,
      zip,
      email: signer.email,
    },
    missing: null,
  }
}

/** An id of one message, the same whenever its file is made again; it tells nothing of who signed. */
export const messageId = (delivery: string, signature: string): string =>
  createHash('sha256').update(`${delivery}\n${signature}`).digest('hex').slice(0, 32)

/** The document as elements. */
export function cwcTree(message: CwcMessage): Node {
  const { agent, organisation, constituent } = message
  return [
    'CWC',
    [
      ['CWCVersion', '2.0'],
      [
        'Delivery',
        [
          ['DeliveryId', message.id],
          ['DeliveryDate', message.on.replaceAll('-', '')],
          ['DeliveryAgent', agent.organisation],
          ['DeliveryAgentAckEmailAddress', agent.email],
          [
            'DeliveryAgentContact',
            [
              ['DeliveryAgentContactName', agent.name],
              ['DeliveryAgentContactEmail', agent.email],
              ['DeliveryAgentContactPhone', agent.phone],
            ],
          ],
          ['Organization', organisation.name],
          ...(organisation.about === '' ? [] : [['OrganizationAbout', organisation.about] as const]),
          ['CampaignId', message.campaign],
        ],
      ],
      [
        'Recipient',
        [
          ['MemberOffice', message.office],
          ['IsResponseRequested', 'Y'],
          // Nobody agreed to an office’s newsletter by signing a letter.
          ['NewsletterOptIn', 'N'],
        ],
      ],
      [
        'Constituent',
        [
          ['Prefix', constituent.prefix],
          ['FirstName', constituent.first],
          ['LastName', constituent.last],
          ['Address1', constituent.address],
          ['City', constituent.city],
          ['StateAbbreviation', constituent.state],
          ['Zip', constituent.zip],
          // The street was never compared with anything; the address of mail was, by the link that confirmed it here.
          ['AddressValidation', 'N'],
          ['Email', constituent.email],
          ['EmailValidation', message.confirmedHere ? 'Y' : 'N'],
        ],
      ],
      [
        'Message',
        [
          ['Subject', message.subject],
          [
            'LibraryOfCongressTopics',
            message.topics.map((each) => ['LibraryOfCongressTopic', each] as const),
          ],
          ...(message.bills.length === 0
            ? []
            : [
                [
                  'Bills',
                  message.bills.map(
                    ({ congress, type, number }) =>
                      [
                        'Bill',
                        [
                          ['BillCongress', congress],
                          ['BillTypeAbbreviation', type],
                          ['BillNumber', number],
                        ],
                      ] as const,
                  ),
                ] as const,
              ]),
          ...(message.side === null ? [] : [['ProOrCon', message.side] as const]),
          ['OrganizationStatement', message.statement],
          ...(message.own === null ? [] : [['ConstituentMessage', message.own] as const]),
          ...(message.more === null ? [] : [['MoreInfo', message.more] as const]),
        ],
      ],
    ],
  ]
}

/** The document as a file. Characters that XML cannot hold are left out. */
export function xmlOf(node: Node): string {
  const write = ([name, content]: Node, depth: number): string => {
    const pad = '  '.repeat(depth)
    return typeof content === 'string'
      ? `${pad}<${name}>${escaped(content)}</${name}>\n`
      : `${pad}<${name}>\n${content.map((each) => write(each, depth + 1)).join('')}${pad}</${name}>\n`
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(node, 0)}`
}

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those XML 1.0 cannot hold, and halves of pairs
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

// ---- the check

type Rule = { name: string; needed?: true; many?: true; most?: number; like?: RegExp; in?: readonly Rule[] }
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\d{3}-\d{3}-\d{4}$/
const YES_OR_NO = /^[YN]$/
const state =
  /^(A[KLRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])$/
const text = (name: string, most: number): Rule => ({ name, needed: true, most })

/** Elements in the order they come in. Lengths are bounds of our own: an office’s system cuts what is longer. */
const rules: Rule = {
  name: 'CWC',
  needed: true,
  in: [
    { name: 'CWCVersion', needed: true, like: /^2\.0$/ },
    {
      name: 'Delivery',
      needed: true,
      in: [
        { name: 'DeliveryId', needed: true, like: /^[0-9A-Za-z]{32}$/ },
        { name: 'DeliveryDate', needed: true, like: /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/ },
        text('DeliveryAgent', 100),
        { name: 'DeliveryAgentAckEmailAddress', needed: true, like: EMAIL },
        {
          name: 'DeliveryAgentContact',
          needed: true,
          in: [
            text('DeliveryAgentContactName', 100),
            { name: 'DeliveryAgentContactEmail', needed: true, like: EMAIL },
            { name: 'DeliveryAgentContactPhone', needed: true, like: PHONE },
          ],
        },
        text('Organization', 200),
        { name: 'OrganizationAbout', most: 2_000 },
        text('CampaignId', 64),
      ],
    },
    {
      name: 'Recipient',
      needed: true,
      in: [
        { name: 'MemberOffice', needed: true, like: /^(H[A-Z]{2}\d\d|S[A-Z]{2}0[1-3])$/ },
        { name: 'IsResponseRequested', like: YES_OR_NO },
        { name: 'NewsletterOptIn', like: YES_OR_NO },
      ],
    },
    {
      name: 'Constituent',
      needed: true,
      in: [
        text('Prefix', 20),
        text('FirstName', 100),
        { name: 'MiddleName', most: 100 },
        text('LastName', 100),
        { name: 'Suffix', most: 20 },
        { name: 'Title', most: 100 },
        { name: 'ConstituentOrganization', most: 200 },
        text('Address1', 200),
        { name: 'Address2', most: 200 },
        { name: 'Address3', most: 200 },
        text('City', 100),
        { name: 'StateAbbreviation', needed: true, like: state },
        { name: 'Zip', needed: true, like: /^\d{5}(-\d{4})?$/ },
        { name: 'Phone', like: PHONE },
        { name: 'AddressValidation', like: YES_OR_NO },
        { name: 'Email', needed: true, like: EMAIL },
        { name: 'EmailValidation', like: YES_OR_NO },
      ],
    },
    {
      name: 'Message',
      needed: true,
      in: [
        text('Subject', 500),
        {
          name: 'LibraryOfCongressTopics',
          needed: true,
          in: [{ name: 'LibraryOfCongressTopic', needed: true, many: true, most: 100 }],
        },
        {
          name: 'Bills',
          in: [
            {
              name: 'Bill',
              needed: true,
              many: true,
              in: [
                { name: 'BillCongress', needed: true, like: /^\d{1,3}$/ },
                { name: 'BillTypeAbbreviation', needed: true, like: /^(hr|s|h(con|j)?res|s(con|j)?res)$/ },
                { name: 'BillNumber', needed: true, like: /^[1-9]\d{0,4}$/ },
              ],
            },
          ],
        },
        { name: 'ProOrCon', like: /^(Pro|Con)$/ },
        { name: 'OrganizationStatement', most: 20_000 },
        { name: 'ConstituentMessage', most: 20_000 },
        { name: 'MoreInfo', like: /^https?:\/\/\S+$/ },
      ],
    },
  ],
}

/** What is wrong with an element, with its path; never what stands in it. */
export type CwcFault = {
  path: string
  fault: 'missing' | 'not here' | 'twice' | 'empty' | 'too long' | 'not as it must be'
}

/** Checks a document by the rules above; empty when it may go. */
export function checkCwc(document: Node): CwcFault[] {
  const faults: CwcFault[] = []
  const check = ([name, content]: Node, rule: Rule, at: string): void => {
    const path = `${at}/${name}`
    const say = (fault: CwcFault['fault'], where = path) => faults.push({ path: where, fault })
    if (rule.in === undefined) {
      if (typeof content !== 'string') say('not as it must be')
      else if (content.trim() === '') say('empty')
      else if (rule.like !== undefined && !rule.like.test(content)) say('not as it must be')
      else if (rule.most !== undefined && content.length > rule.most) say('too long')
      return
    }
    if (typeof content === 'string') return void say('not as it must be')
    let place = 0
    for (const child of content) {
      const found = rule.in.findIndex((each) => each.name === child[0])
      const its = rule.in[found]
      // One that comes after a later one is not where it belongs.
      if (its === undefined || found < place) say('not here', `${path}/${child[0]}`)
      else {
        place = found
        check(child, its, path)
      }
    }
    for (const { name: wanted, needed, many } of rule.in) {
      const n = content.filter(([each]) => each === wanted).length
      if (needed && n === 0) say('missing', `${path}/${wanted}`)
      if (n > 1 && !many) say('twice', `${path}/${wanted}`)
    }
    if (
      name === 'Message' &&
      !content.some(([each]) => /^(OrganizationStatement|ConstituentMessage)$/.test(each))
    )
      say('missing', `${path}/OrganizationStatement`)
  }
  if (document[0] !== 'CWC') return [{ path: `/${document[0]}`, fault: 'not here' }]
  check(document, rules, '')
  return faults
}
