import { allCountries, country } from '../../countries/registry.ts'
import type { Ask } from '../coalition/schema.ts'
import { type FieldFault, faultsOf, limits, type Signer } from '../signing/signer.ts'
import { type Delivery, type DeliveryChannel, leftBy } from './schema.ts'

/*
 * Open Supporter Data Interface 1.2 (HAL and JSON), spoken at the edge and modelled on nowhere: it has no state of
 * confirmation, no consent and no erasure. What it cannot say stands under `tip:`.
 */

/** The most that one page holds, as the entry point says. */
export const PAGE = 25

export type Link = { href: string; title?: string }
export type Resource = {
  identifiers?: string[]
  created_date?: string
  modified_date?: string
  _links: Record<string, Link | Link[]>
  [name: string]: unknown
}

/** Where the resources of a campaign stand. */
export const osdiPath = (slug: string, rest = ''): string => `/api/v1/osdi/${slug}${rest}`

export const collections = [
  'people',
  'petitions',
  'signatures',
  'advocacy_campaigns',
  'outreaches',
  'events',
  'attendances',
] as const
export type Collection = (typeof collections)[number]

/** The door: what there is, and how it is paged. */
export function entryPoint(slug: string, { organisation }: { organisation: { name: string } }): Resource {
  return {
    motd: 'Supporters are here for who may see them, under the consent they gave. Nothing is promised of deliveries.',
    max_pagesize: PAGE,
    vendor_name: organisation.name,
    product_name: 'TIPping Point',
    osdi_version: '1.2.0',
    namespace: 'tip',
    _links: {
      self: { href: osdiPath(slug) },
      ...Object.fromEntries(
        collections.map((name) => [`osdi:${name}`, { href: osdiPath(slug, `/${name}`), title: name }]),
      ),
      'tip:import': { href: osdiPath(slug, '/imports'), title: 'Preview, then bring signatures in' },
    },
  }
}

/** Reads `page` and `per_page`; null where they are no numbers. */
export function pageAsked(query: {
  page?: string
  per_page?: string
}): { page: number; size: number } | null {
  const read = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null
  const page = read(query.page, 1)
  const size = read(query.per_page, PAGE)
  return page === null || size === null ? null : { page, size: Math.min(size, PAGE) }
}

/** One page of a collection. */
export function pageOf(
  path: string,
  name: Collection,
  { page, size, total, rows }: { page: number; size: number; total: number; rows: readonly Resource[] },
): Resource {
  const pages = Math.ceil(total / size)
  const at = (n: number): Link => ({ href: `${path}?page=${n}&per_page=${size}` })
  return {
    total_pages: pages,
    per_page: size,
    page,
    total_records: total,
    _links: {
      self: at(page),
      ...(page < pages ? { next: at(page + 1) } : {}),
      ...(page > 1 ? { previous: at(page - 1) } : {}),
      [`osdi:${name}`]: rows.flatMap(({ _links: { self } }) => self ?? []),
    },
    _embedded: { [`osdi:${name}`]: rows },
  }
}

export type Exported = {
  id: string
  ask: string
  signer: Signer
  region: string | null
  division: string | null
  language: string
  channel: string
  counts: boolean
  submitted: string
  confirmed: string | null
  /** What the signer agreed to with the organisation that asks, and has not taken back. */
  consents: { purpose: string; version: number; on: string }[]
}

/** Purposes for which somebody is written to. */
const BY_MAIL = ['updates of this campaign', 'news of the organisation']

/**
 * Who signed. A name and where somebody lives go along with who agreed to anything with the organisation, an address of
 * mail with who agreed to hear from it by mail; of everybody else it is told that somebody of a state signed.
 */
export function personOf(
  slug: string,
  { id, signer, region, division, language, ...of }: Exported,
): Resource {
  if (of.consents.length === 0)
    return {
      identifiers: [`tip:${id}`],
      created_date: of.submitted,
      modified_date: of.confirmed ?? of.submitted,
      languages_spoken: [language],
      postal_addresses: region === null ? [] : [{ primary: true, region }],
      'tip:consents': [],
      _links: {
        self: { href: osdiPath(slug, `/people/${id}`) },
        'osdi:signatures': { href: osdiPath(slug, `/signatures/${id}`) },
      },
    }
  const names = signer.name.trim().split(/\s+/)
  return {
    identifiers: [`tip:${id}`],
    created_date: of.submitted,
    modified_date: of.confirmed ?? of.submitted,
    given_name: names.length > 1 ? names.slice(0, -1).join(' ') : signer.name,
    family_name: names.length > 1 ? names.at(-1) : '',
    ...(signer.title === null ? {} : { honorific_prefix: signer.title }),
    languages_spoken: [language],
    email_addresses:
      signer.email !== null && of.consents.some(({ purpose }) => BY_MAIL.includes(purpose))
        ? [{ primary: true, address: signer.email, status: 'subscribed' }]
        : [],
    postal_addresses: [
      {
        primary: true,
        ...(signer.street === null ? {} : { address_lines: [signer.street] }),
        ...(region === null ? {} : { region }),
        ...(signer.postalCode === '' ? {} : { postal_code: signer.postalCode }),
        country: country(signer.country)?.iso2 ?? signer.country,
      },
    ],
    ...(division === null ? {} : { divisions: [{ ocdid: division }] }),
    'tip:consents': of.consents,
    _links: {
      self: { href: osdiPath(slug, `/people/${id}`) },
      'osdi:signatures': { href: osdiPath(slug, `/signatures/${id}`) },
    },
  }
}

export function signatureOf(slug: string, exported: Exported): Resource {
  const { id, ask, signer, counts, channel, submitted, confirmed } = exported
  return {
    identifiers: [`tip:${id}`],
    created_date: submitted,
    modified_date: confirmed ?? submitted,
    // Words of one’s own name their writer to whoever knows them.
    ...(signer.words === null || exported.consents.length === 0 ? {} : { comments: signer.words }),
    'tip:counts': counts,
    'tip:channel': channel,
    _links: {
      self: { href: osdiPath(slug, `/signatures/${id}`) },
      'osdi:petition': { href: osdiPath(slug, `/petitions/${ask}`) },
      'osdi:person': { href: osdiPath(slug, `/people/${id}`) },
    },
    _embedded: { 'osdi:person': personOf(slug, exported) },
  }
}

export function petitionOf(
  slug: string,
  { id, key, words, official, made, ended, target }: Ask,
  counted: number,
  policy: string,
): Resource {
  const said = words.en ?? Object.values(words)[0]
  return {
    identifiers: [`tip:${id}`],
    created_date: made,
    modified_date: ended ?? made,
    title: said?.title ?? key,
    name: key,
    description: said?.text ?? '',
    petition_text: official?.text ?? '',
    total_signatures: counted,
    ...(target.kind === 'letter' ? { target: [{ name: target.office }] } : {}),
    'tip:policy': policy,
    _links: {
      self: { href: osdiPath(slug, `/petitions/${key}`) },
      'osdi:signatures': { href: osdiPath(slug, '/signatures') },
    },
  }
}

/** An ask as far as letters on it were handed over. */
export function advocacyOf(slug: string, { id, key, words, made }: Ask, deliveries: number): Resource {
  const said = words.en ?? Object.values(words)[0]
  return {
    identifiers: [`tip:${id}`],
    created_date: made,
    modified_date: made,
    title: said?.title ?? key,
    name: key,
    description: said?.text ?? '',
    type: 'email',
    total_outreaches: deliveries,
    _links: {
      self: { href: osdiPath(slug, `/advocacy_campaigns/${key}`) },
      'osdi:outreaches': { href: osdiPath(slug, '/outreaches') },
    },
  }
}

const outreachTypes: Record<DeliveryChannel, string> = {
  cwc: 'email',
  post: 'postal mail',
  email: 'email',
  form: 'form',
  phone: 'phone',
}

/** A delivery to one office: many letters in one, which OSDI has no word for. */
export function outreachOf(slug: string, delivery: Delivery): Resource {
  return {
    identifiers: [`tip:${delivery.id}`],
    created_date: delivery.steps[0]?.at ?? delivery.now.at,
    modified_date: delivery.now.at,
    type: outreachTypes[delivery.channel],
    targets: [
      { title: delivery.office, ...(delivery.seat === null ? {} : { ocdid: divisionIn(delivery.seat) }) },
    ],
    'tip:letters': leftBy(delivery, delivery.now.on)?.letters ?? delivery.letters,
    'tip:letters_put_up': delivery.letters,
    'tip:state': delivery.now.state,
    'tip:state_on': delivery.now.on,
    _links: {
      self: { href: osdiPath(slug, `/outreaches/${delivery.id}`) },
      'osdi:advocacy_campaign': { href: osdiPath(slug, `/advocacy_campaigns/${delivery.ask.key}`) },
    },
  }
}

const divisionIn = (seat: string): string => /ocd-division\/[^ ]*?(?=(\/\d)?$)/.exec(seat)?.[0] ?? seat

// ---- what others send

export const importFaults = ['no identifier', 'no person', 'twice', 'unusable'] as const
export type ImportFault = { at: number; fault: (typeof importFaults)[number]; fields?: FieldFault[] }
export type Incoming = { identifier: string; signer: Signer; created: string | null }

/** The most signatures of one document. */
export const MOST_AT_ONCE = 1_000

/**
 * Signatures of an OSDI document: a page of `osdi:signatures`, each with its `osdi:person`. One without an identifier
 * `system:id` is refused, for it could not be told apart when it is brought again.
 */
export function readSignatures(document: unknown): { incoming: Incoming[]; refused: ImportFault[] } {
  const incoming: Incoming[] = []
  const refused: ImportFault[] = []
  const seen = new Set<string>()
  for (const [at, each] of list(part(part(document, '_embedded'), 'osdi:signatures')).entries()) {
    const identifier = list(part(each, 'identifiers')).find(
      (id): id is string => typeof id === 'string' && /^[\w.-]{1,60}:\S{1,200}$/.test(id),
    )
    const person = part(part(each, '_embedded'), 'osdi:person') ?? part(each, 'person')
    if (identifier === undefined) refused.push({ at, fault: 'no identifier' })
    else if (seen.has(identifier)) refused.push({ at, fault: 'twice' })
    else if (typeof person !== 'object' || person === null) refused.push({ at, fault: 'no person' })
    else {
      seen.add(identifier)
      const signer = signerIn(person, text(each, 'comments', limits.words + 1))
      const fields = faultsOf(signer, { emailNeeded: true })
      if (fields.length > 0) refused.push({ at, fault: 'unusable', fields })
      else incoming.push({ identifier, signer, created: text(each, 'created_date', 40) || null })
    }
  }
  return { incoming, refused }
}

function signerIn(person: object, words: string): Signer {
  const email = primary(part(person, 'email_addresses'))
  const place = primary(part(person, 'postal_addresses'))
  const lines = list(part(place, 'address_lines')).filter((line): line is string => typeof line === 'string')
  const street = [...lines, text(place, 'locality', 100)]
    .map((line) => line.trim())
    .filter(Boolean)
    .join(', ')
  const code = text(place, 'country', 3).toUpperCase()
  const name = [text(person, 'given_name', 200), text(person, 'family_name', 200)].filter(Boolean).join(' ')
  const orNull = (written: string) => (written === '' ? null : written)
  return {
    title: orNull(text(person, 'honorific_prefix', 100)),
    name: name.normalize('NFC').replace(/\s+/g, ' ').trim(),
    email: orNull(text(email, 'address', 400)),
    country: allCountries().find(({ iso2, iso3 }) => iso2 === code || iso3 === code)?.iso3 ?? '',
    postalCode: text(place, 'postal_code', 100),
    street: lines.length === 0 ? null : orNull(street),
    words: orNull(words),
  }
}

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const primary = (value: unknown): unknown =>
  list(value).find((each) => part(each, 'primary') === true) ?? list(value)[0]
function text(value: unknown, name: string, most: number): string {
  const found = part(value, name)
  return typeof found === 'string' ? found.normalize('NFC').trim().slice(0, most) : ''
}
