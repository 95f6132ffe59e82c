import { Unusable } from '../../house/errors.ts'
import { type Element, RecordReader, UnreadableXml } from '../../iati/read.ts'
import { isDay } from '../../indicators/days.ts'
import type { PackCard } from '../legislatures/schema.ts'
import { contentFaults, type ReadBill, type ReadEntry, readBillText, stateFaults } from './files.ts'
import { freeKey } from './keys.ts'
import type { BillHead, BillSource, EntryContent, Who } from './schema.ts'

/*
 * Bills of the Congress of the United States as its public services write them: BILLSTATUS XML of the Government
 * Publishing Office (version 3, and what came before it where it differs in names alone), and answers of the
 * Congress.gov API, whole bills or only their cosponsors or actions. Files are read; nothing is fetched.
 */

/** What both write, once the XML is turned into lists and texts. */
type Fields = { readonly [name: string]: unknown }

export type PublicFile = ReadBill & { format: 'ours' | 'billstatus' | 'congress.gov' }

/**
 * Reads a file of a bill, whichever of the three it is. Throws Unusable where it is none of them, or tells nothing that
 * can be kept.
 */
export function readPublic(
  bytes: Uint8Array,
  place: string,
  machineOf: (legislature: string) => PackCard['billStates'] | null,
): PublicFile {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes).replace(/^\uFEFF/, '')
  if (text.trimStart().startsWith('<'))
    return fromFields(fieldsOfXml(bytes, place), place, 'billstatus', machineOf)
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Unusable('The file is neither XML nor JSON', [
      { place, message: 'BILLSTATUS XML, Congress.gov JSON and our own JSON are read.' },
    ])
  }
  const file = fields(read)
  if (file.format === 1)
    return { ...readBillText(text, place, machineOf(String(file.legislature))), format: 'ours' }
  return fromFields(fieldsOfApi(file), place, 'congress.gov', machineOf)
}

/* the two forms made one */

function fieldsOfXml(bytes: Uint8Array, place: string): Fields {
  let bill: Element | null = null
  const reader = new RecordReader({
    onRoot: () => {},
    onRecord: (record) => {
      if (record.name === 'bill') bill = record
    },
  })
  try {
    reader.write(bytes)
    reader.end()
  } catch (error) {
    if (error instanceof UnreadableXml)
      throw new Unusable('The file cannot be read as XML', [{ place, message: error.message }])
    throw error
  }
  if (reader.root?.name !== 'billStatus' || bill === null)
    throw new Unusable('The file is no BILLSTATUS', [
      { place, message: 'It has no <billStatus> with a <bill> in it.' },
    ])
  return fields(plain(bill))
}

/** An element as the API would write it: lists where there are items, texts where there are no children. */
function plain({ children, text }: Element): unknown {
  if (children.length === 0) return text.trim()
  if (children.every(({ name }) => name === 'item' || name === 'bill')) return children.map(plain)
  const made: Record<string, unknown> = {}
  for (const child of children)
    if (!Object.hasOwn(made, child.name)) Object.defineProperty(made, child.name, own(plain(child)))
  return made
}
const own = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true })

/** The bill of an answer; of an answer that holds only a list, the list with the bill its request names. */
function fieldsOfApi(file: Fields): Fields {
  if (file.bill !== undefined) return fields(file.bill)
  const request = fields(file.request)
  return {
    congress: request.congress,
    type: request.billType,
    number: request.billNumber,
    cosponsors: file.cosponsors,
    actions: file.actions,
    partial: true,
  }
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const list = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(fields) : Array.isArray(fields(value).item) ? list(fields(value).item) : []
const text = (value: unknown): string | null => {
  const told = typeof value === 'number' ? String(value) : value
  return typeof told === 'string' && told.trim() !== '' ? told.trim() : null
}
const day = (value: unknown): string | null => {
  const told = text(value)?.slice(0, 10) ?? null
  return told !== null && isDay(told) ? told : null
}
const truth = (value: unknown): boolean | null => {
  const told = String(value ?? '').toLowerCase()
  return told === 'true' || told === 'y' ? true : told === 'false' || told === 'n' ? false : null
}

/* what they tell */

const types: Record<string, { printed: string; chamber: 'house' | 'senate' }> = {
  hr: { printed: 'H.R.', chamber: 'house' },
  hres: { printed: 'H.Res.', chamber: 'house' },
  hjres: { printed: 'H.J.Res.', chamber: 'house' },
  hconres: { printed: 'H.Con.Res.', chamber: 'house' },
  s: { printed: 'S.', chamber: 'senate' },
  sres: { printed: 'S.Res.', chamber: 'senate' },
  sjres: { printed: 'S.J.Res.', chamber: 'senate' },
  sconres: { printed: 'S.Con.Res.', chamber: 'senate' },
}

function fromFields(
  bill: Fields,
  place: string,
  format: 'billstatus' | 'congress.gov',
  machineOf: (legislature: string) => PackCard['billStates'] | null,
): PublicFile {
  const congress = Number(text(bill.congress))
  const type = (text(bill.type) ?? text(bill.billType) ?? '').toLowerCase()
  const number = Number(text(bill.number) ?? text(bill.billNumber))
  const known = Object.hasOwn(types, type) ? types[type] : undefined
  if (
    known === undefined ||
    !Number.isInteger(congress) ||
    !Number.isInteger(number) ||
    congress < 1 ||
    number < 1
  )
    throw new Unusable('The file does not say of which bill it is', [
      {
        place,
        message: 'Congress, type and number are needed.',
        remedy: 'A list from Congress.gov carries them under “request”: keep it.',
      },
    ])
  const id = `us-${congress}-${type}-${number}`
  const session = {
    id: String(congress),
    // Terms begin and end at noon on 3 January (Twentieth Amendment).
    firstDay: `${1787 + 2 * congress}-01-03`,
    lastDay: `${1789 + 2 * congress}-01-02`,
  }
  const printed = `${known.printed} ${number}`
  const source: BillSource = {
    name:
      format === 'billstatus'
        ? `Government Publishing Office, BILLSTATUS of ${printed} (${congress}), as of ${day(bill.updateDate) ?? 'a day it does not say'}`
        : `Congress.gov API, ${printed} (${congress})${day(bill.updateDate) === null ? '' : `, as of ${day(bill.updateDate)}`}`,
    address:
      format === 'billstatus'
        ? `https://www.govinfo.gov/bulkdata/BILLSTATUS/${congress}/${type}/BILLSTATUS-${congress}${type}${number}.xml`
        : `https://api.congress.gov/v3/bill/${congress}/${type}/${number}`,
  }
  const law = list(bill.laws)[0]
  const title = text(bill.title)
  const head: BillHead | null =
    bill.partial === true || title === null
      ? null
      : {
          id,
          legislature: 'us-congress',
          session,
          chamber: known.chamber,
          type,
          number,
          printed,
          language: 'en',
          title,
          officialTitle: officialTitle(bill),
          summary: [],
          contains: [],
          law:
            law === undefined
              ? null
              : { name: [text(law.type), text(law.number)].filter(Boolean).join(' '), statutes: null },
        }
  const contents: EntryContent[] = [
    ...list(bill.sponsors).flatMap((each) => {
      const who = whoIn(each)
      return who === null ? [] : [{ kind: 'sponsor' as const, who, on: day(bill.introducedDate) }]
    }),
    ...list(bill.cosponsors).flatMap((each) => {
      const who = whoIn(each)
      return who === null
        ? []
        : [
            {
              kind: 'cosponsor' as const,
              who,
              joined: day(each.sponsorshipDate),
              original: truth(each.isOriginalCosponsor),
              withdrawn: day(each.sponsorshipWithdrawnDate),
            },
          ]
    }),
    ...printedIn(bill),
    ...actionsIn(list(bill.actions), known.chamber),
    ...list(bill.relatedBills).flatMap((each) => companionIn(each, congress, type)),
  ]
  const machine = machineOf('us-congress')
  const taken = new Map<string, EntryContent>()
  const entries: ReadEntry[] = []
  for (const content of contents) {
    const key = freeKey(content, taken)
    if (taken.has(key) || contentFaults(content, key).length > 0) continue
    taken.set(key, content)
    entries.push({ key, content, source })
  }
  const faults = machine === null ? [] : stateFaults(entries, session, machine, place)
  if (faults.length > 0) throw new Unusable('The steps in the file do not follow one another', faults)
  if (head === null && entries.length === 0)
    throw new Unusable('The file tells nothing of the bill', [
      { place, message: 'It has no title, cosponsors or actions.' },
    ])
  return { id, head, entries, format }
}

/** `Rep. Smith, Christopher H. [R-NJ-4]`, by its parts. */
function whoIn(each: Fields): Who | null {
  const bioguide = text(each.bioguideId) ?? text(fields(each.identifiers).bioguideId)
  const parts = [text(each.firstName), text(each.middleName), text(each.lastName)]
  const name = parts[2] === null ? text(each.fullName) : parts.filter((part) => part !== null).join(' ')
  if (name === null) return null
  return {
    person: bioguide !== null && /^[A-Z]\d{6}$/.test(bioguide) ? `bioguide-${bioguide}` : null,
    name,
    party: text(each.party),
    state: text(each.state),
    district: text(each.district),
  }
}

/** How many cosponsors an answer counts without naming them: the names are under another address. */
function printedIn(bill: Fields): EntryContent[] {
  const count = Array.isArray(bill.cosponsors) ? null : text(fields(bill.cosponsors).count)
  if (count === null || !/^\d+$/.test(count)) return []
  return [{ kind: 'cosponsors printed', total: Number(count), parties: null, on: day(bill.updateDate) }]
}

function officialTitle(bill: Fields): string | null {
  const found = list(bill.titles).find((each) =>
    /^official title as introduced/i.test(text(each.titleType) ?? ''),
  )
  return found === undefined ? null : text(found.title)
}

function companionIn(each: Fields, congress: number, type: string): EntryContent[] {
  const same = list(each.relationshipDetails).some(
    (detail) => text(detail.type)?.toLowerCase() === 'identical bill',
  )
  const other = (text(each.type) ?? '').toLowerCase()
  const number = Number(text(each.number))
  if (!same || Number(text(each.congress)) !== congress || !Number.isInteger(number)) return []
  if (!Object.hasOwn(types, other) || types[other]?.chamber === types[type]?.chamber) return []
  return [{ kind: 'related', bill: `us-${congress}-${other}-${number}`, relation: 'companion' }]
}

/** Actions, the oldest first; those that move the bill get the state they move it to, by their code. */
function actionsIn(actions: readonly Fields[], origin: 'house' | 'senate'): EntryContent[] {
  // Files have the newest first; what is of one day stays in the order that gives.
  const ordered = actions
    .toReversed()
    .map((action, place) => ({ action, place, on: day(action.actionDate) }))
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : a.place - b.place))
  let before: string | null = null
  const contents: EntryContent[] = []
  for (const { action, on } of ordered) {
    const told = text(action.text)
    if (told === null || on === null) continue
    const code = text(action.actionCode) ?? ''
    const chamber = chamberOf(action, code, origin)
    const moved = stateAfter({ code, told, chamber, origin, before })
    const status: string | null = moved === before ? null : moved
    if (status !== null) before = status
    contents.push({ kind: 'action', on, by: null, chamber, text: told.slice(0, 4000), status, note: null })
  }
  return contents
}

function chamberOf(action: Fields, code: string, origin: string): string {
  const system = text(fields(action.sourceSystem).name) ?? ''
  if (/^house/i.test(system) || /^H\d/.test(code)) return 'house'
  if (/^senate/i.test(system) || /^S\d/.test(code)) return 'senate'
  if (/^E\d/.test(code) || text(action.type) === 'President' || text(action.type) === 'BecameLaw')
    return 'executive'
  if (/^\d+$/.test(code)) {
    const value = Number(code)
    if (value < 10_000) return 'house'
    if (value < 20_000) return 'senate'
    if (value >= 28_000) return 'executive'
  }
  return origin
}

/**
 * The state a step leads to; the state there was where it moves nothing. By the codes of the Library of Congress, which
 * BILLSTATUS documents: 1000 and 10000 introduced, 5000 and 14000 reported, 8000 and 17000 passed, 9000 and 18000
 * failed, 31000 vetoed, 36000 became law.
 */
function stateAfter({
  code,
  told,
  chamber,
  origin,
  before,
}: {
  code: string
  told: string
  chamber: string
  origin: 'house' | 'senate'
  before: string | null
}): string | null {
  const first = { house: 'HOUSE', senate: 'SENATE' }[origin]
  const second = { house: 'SENATE', senate: 'HOUSE' }[origin]
  const early =
    before === null ||
    before === 'INTRODUCED' ||
    before === 'REFERRED' ||
    before === 'REPORTED' ||
    // A motion to suspend the rules that failed leaves the bill where it was.
    (before === 'PROV_KILL:SUSPENSIONFAILED' && first === 'HOUSE')
  const here = chamber === 'house' ? 'HOUSE' : 'SENATE'
  switch (code) {
    case '1000':
    case '10000':
    case 'Intro-H':
    case 'Intro-S':
      return before ?? 'INTRODUCED'
    case 'H11100':
    case 'H11000':
    case '11000':
      return chamber === origin && (before === null || before === 'INTRODUCED') ? 'REFERRED' : before
    case '5000':
    case '14000':
      return early && here === first ? 'REPORTED' : before
    case '8000':
    case '17000': {
      const passedIn = code === '8000' ? 'HOUSE' : 'SENATE'
      if (passedIn === first && early) return `PASS_OVER:${first}`
      const changed = /with (an )?amendments?/i.test(told) && !/without amendment/i.test(told)
      if (before === `PASS_OVER:${first}` && passedIn === second)
        return changed ? `PASS_BACK:${second}` : 'PASSED:BILL'
      return before
    }
    case '9000':
    case '18000': {
      const failedIn = code === '9000' ? 'HOUSE' : 'SENATE'
      if (
        failedIn === 'HOUSE' &&
        /suspend the rules/i.test(told) &&
        (early || before === `PASS_OVER:${first}`)
      )
        return 'PROV_KILL:SUSPENSIONFAILED'
      if (failedIn === first && early) return `FAIL:ORIGINATING:${first}`
      return failedIn === second && before === `PASS_OVER:${first}` ? `FAIL:SECOND:${second}` : before
    }
    case '31000':
    case 'E40000':
    case '36000':
      if (/veto/i.test(told) && !/became/i.test(told)) return 'PROV_KILL:VETO'
      if (!/became/i.test(told) && code !== '36000') return before
      if (before === 'PROV_KILL:VETO') return 'ENACTED:VETO_OVERRIDE'
      return /without.{0,40}signature/i.test(told) ? 'ENACTED:TENDAYRULE' : 'ENACTED:SIGNED'
    default:
      // A committee of the chamber that it is in takes it up; the Senate writes no code for it.
      if (
        before === 'INTRODUCED' &&
        chamber === origin &&
        /referred to (the )?(house |senate )?committee/i.test(told)
      )
        return 'REFERRED'
      return before
  }
}
