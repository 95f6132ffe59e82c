import { country } from '../../countries/registry.ts'
import { hasControls, isUuid, oneLine } from '../../house/form-fields.ts'
import { isDay } from '../../indicators/days.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, languages, type Say } from '../../ui/language.ts'
import { listIn, type Sent, textIn } from '../desk.ts'
import type { CampaignValues, NewEndorser } from './life.ts'
import {
  type Ask,
  type AskContent,
  type AskKind,
  type AskTarget,
  askKinds,
  billWants,
  type Campaign,
  type CampaignState,
  type ConsentPurpose,
  type ConsentText,
  campaignStates,
  consentPurposes,
  countingPolicies,
  type Endorsement,
  endorsementStates,
} from './schema.ts'
import type { Word } from './words/words.ts'

/** Read, or what is wrong with each field. */
export type Read<Values> = { values: Values; errors: [] } | { values: null; errors: FieldError[] }

/** Names that stand in addresses of the room itself. */
export const reserved = [
  'new',
  'mine',
  'confirm',
  'campaigns',
  'search',
  'pledge',
  'cards',
  'meetings',
  'osdi',
]

/** A language written into a message: each message names it in its own language. */
type LanguageWord = `language.${Language}`

/** Reads fields one by one and collects what is wrong with them, in the words of the reader. */
class Reader {
  readonly errors: FieldError[] = []
  readonly #sent: Sent
  readonly say: Say<Word>

  constructor(sent: Sent, say: Say<Word>) {
    this.#sent = sent
    this.say = say
  }

  raw(field: string): string {
    return textIn(this.#sent, field)
  }

  list(field: string): readonly string[] {
    return listIn(this.#sent, field)
  }

  wrong(field: string, word: Word, label: string, more: Record<string, string | number> = {}): void {
    this.errors.push({ field, message: this.say(word, { field: label, ...more }) })
  }

  /** A text of any number of lines; null where nothing is typed. */
  text(field: string, label: string, most: number): string | null {
    const text = this.raw(field).normalize('NFC').replaceAll('\r\n', '\n').trim()
    if (text === '') return null
    if (text.length > most) this.wrong(field, 'wrong.long', label, { most })
    if (hasControls(text.replace(/[\n\t]/g, ' '))) this.wrong(field, 'wrong.characters', label)
    return text
  }

  line(field: string, label: string, most: number): string | null {
    const text = this.text(field, label, most)
    return text === null ? null : oneLine(text)
  }

  needed(field: string, label: string, most: number): string {
    const text = this.text(field, label, most)
    if (text === null) this.wrong(field, 'wrong.needed', label)
    return text ?? ''
  }

  day(field: string, label: string): string | null {
    const text = this.raw(field).trim()
    if (text === '') return null
    if (isDay(text) && text >= '1900' && text < '2200') return text
    this.wrong(field, 'wrong.day', label)
    return null
  }

  /** A day that has come. */
  past(field: string, label: string, today: string): string {
    const day = this.day(field, label)
    if (day !== null && day > today) this.wrong(field, 'wrong.future', label)
    return day ?? today
  }

  number(field: string, label: string, most = 2_000_000_000): number | null {
    const text = this.raw(field).replace(/\s/g, '')
    if (text === '') return null
    const number = /^\d{1,10}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > most) this.wrong(field, 'wrong.number', label)
    return number
  }

  choice<const Choice extends string>(field: string, label: string, among: readonly Choice[]): Choice | null {
    const text = this.raw(field)
    const found = among.find((each) => each === text)
    if (found === undefined) this.wrong(field, 'wrong.choice', label)
    return found ?? null
  }

  /** A name in an address, or a key. */
  name(field: string, label: string, least: number): string {
    const text = this.raw(field).trim()
    if (text === '') this.wrong(field, 'wrong.needed', label)
    else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) || text.length < least || text.length > 60)
      this.wrong(field, 'wrong.slug', label, { least })
    else if (reserved.includes(text)) this.wrong(field, 'wrong.reserved', label)
    return text
  }

  /** An address of the web, or null. */
  address(field: string, label: string): string | null {
    const text = this.raw(field).trim()
    if (text === '') return null
    if (text.length > 500 || !/^https?:\/\/[^\s<>"]+$/.test(text) || !URL.canParse(text))
      this.wrong(field, 'wrong.address', label)
    return text
  }

  tongue(language: Language): string {
    const word: LanguageWord = `language.${language}`
    return this.say(word)
  }

  done<Values>(values: Values): Read<Values> {
    return this.errors.length === 0 ? { values, errors: [] } : { values: null, errors: this.errors }
  }
}

export const campaignFields = [
  'slug',
  'languages',
  'first',
  ...languages.flatMap((each) => [`title-${each}`, `story-${each}`]),
  'legislature',
  'asOf',
  'policy',
  'goal',
  'opens',
  'closes',
  'reason',
]

/** What a campaign says, as its form shows it. */
export function sentFrom(campaign: Campaign): Sent {
  return {
    slug: campaign.slug,
    languages: campaign.languages,
    first: campaign.languages[0] ?? 'en',
    ...Object.fromEntries(
      languages.flatMap((each) => [
        [`title-${each}`, campaign.words[each]?.title ?? ''],
        [`story-${each}`, campaign.words[each]?.story ?? ''],
      ]),
    ),
    legislature: campaign.legislature ?? '',
    asOf: campaign.asOf ?? '',
    policy: campaign.policy,
    goal: campaign.goal === null ? '' : String(campaign.goal),
    opens: campaign.opens ?? '',
    closes: campaign.closes ?? '',
  }
}

/** What is said of a campaign. What is fixed since it went live is taken from how it stands. */
export function readCampaign(
  sent: Sent,
  say: Say<Word>,
  fixed: Campaign | null,
): Read<CampaignValues & { reason: string | null }> {
  const read = new Reader(sent, say)
  const declared = languages.filter((each) => read.list('languages').includes(each))
  if (declared.length === 0) read.wrong('languages', 'wrong.no language', say('field.languages'))
  const first = read.choice('first', say('field.first'), languages)
  if (first !== null && declared.length > 0 && !declared.includes(first))
    read.wrong('first', 'wrong.first', say('field.first'))
  const words: CampaignValues['words'] = {}
  for (const each of languages) {
    const language = read.tongue(each)
    const title = read.line(`title-${each}`, say('field.title in', { language }), 200)
    const story = read.text(`story-${each}`, say('field.story in', { language }), 20_000)
    if ((title === null) !== (story === null))
      read.wrong(title === null ? `title-${each}` : `story-${each}`, 'wrong.pair', '', { language })
    if (title === null || story === null) continue
    if (!declared.includes(each)) read.wrong('languages', 'wrong.not declared', '', { language })
    words[each] = { title, story }
  }
  const opens = read.day('opens', say('field.opens'))
  const closes = read.day('closes', say('field.closes'))
  if (opens !== null && closes !== null && closes < opens)
    read.wrong('closes', 'wrong.order', say('field.closes'))
  const legislature = read.raw('legislature').trim()
  if (fixed === null && legislature !== '' && !/^[a-z]{2}(-[a-z0-9]+)+$/.test(legislature))
    read.wrong('legislature', 'wrong.choice', say('field.legislature'))
  const terms =
    fixed === null
      ? {
          slug: read.name('slug', say('field.slug'), 3),
          legislature: legislature === '' ? null : legislature,
          asOf: read.day('asOf', say('field.asOf')),
          policy: read.choice('policy', say('field.policy'), countingPolicies) ?? 'strict',
        }
      : {
          slug: fixed.slug,
          legislature: fixed.legislature,
          asOf: fixed.asOf,
          policy: fixed.policy,
        }
  return read.done({
    ...terms,
    languages: first === null ? declared : [first, ...declared.filter((each) => each !== first)],
    words,
    goal: read.number('goal', say('field.goal')),
    opens,
    closes,
    reason: fixed === null ? null : read.needed('reason', say('field.reason'), 1000),
  })
}

/** A change of state: to what, on which day, and why. */
export function readStep(
  sent: Sent,
  say: Say<Word>,
  today: string,
): Read<{ to: CampaignState; on: string; why: string }> {
  const read = new Reader(sent, say)
  const to = read.choice('to', say('field.to'), campaignStates)
  const on = read.past('on', say('field.on'), today)
  const why = read.needed('why', say('field.why'), 2000)
  return read.done({ to: to ?? 'draft', on, why })
}

/** Why something is ended, in one field. */
export function readWhy(sent: Sent, say: Say<Word>): Read<string> {
  const read = new Reader(sent, say)
  return read.done(read.needed('why', say('field.why'), 2000))
}

export const kindIn = (sent: Sent): AskKind | null =>
  askKinds.find((each) => each === textIn(sent, 'kind')) ?? null

export const askFields = [
  'key',
  'bill',
  'wanted',
  'office',
  'address',
  'line',
  'fiscalYear',
  'usdMillions',
  'countries',
  ...languages.flatMap((each) => [`askTitle-${each}`, `askText-${each}`]),
  'officialLanguage',
  'official',
  'reason',
]

/** What an ask says, as its form shows it. */
export function sentFromAsk({ key, target, words, official }: Ask): Sent {
  return {
    key,
    kind: target.kind,
    ...(target.kind === 'bill' ? { bill: target.bill, wanted: target.wanted } : {}),
    ...(target.kind === 'letter' ? { office: target.office, address: target.address ?? '' } : {}),
    ...(target.kind === 'budget line'
      ? {
          line: target.line,
          fiscalYear: String(target.fiscalYear),
          usdMillions: target.usdMillions === null ? '' : String(target.usdMillions),
        }
      : {}),
    ...(target.kind === 'country choice' ? { countries: target.countries.join(' ') } : {}),
    ...Object.fromEntries(
      languages.flatMap((each) => [
        [`askTitle-${each}`, words[each]?.title ?? ''],
        [`askText-${each}`, words[each]?.text ?? ''],
      ]),
    ),
    officialLanguage: official?.language ?? '',
    official: official?.text ?? '',
  }
}

export type AskValues = { key: string; target: AskTarget; content: AskContent; reason: string | null }

/** What an ask says. What people have agreed to since the campaign went live is taken from how it stands. */
export function readAsk(
  sent: Sent,
  say: Say<Word>,
  kind: AskKind,
  campaign: Pick<Campaign, 'languages'>,
  { before = null, fixed = false }: { before?: Ask | null; fixed?: boolean } = {},
): Read<AskValues> {
  const read = new Reader(sent, say)
  const target = before !== null && fixed ? before.target : readTarget(read, kind)
  const words: AskContent['words'] = {}
  for (const each of languages) {
    const language = read.tongue(each)
    const title = read.line(`askTitle-${each}`, say('field.askTitle in', { language }), 200)
    const text = read.text(`askText-${each}`, say('field.askText in', { language }), 10_000)
    if ((title === null) !== (text === null))
      read.wrong(title === null ? `askTitle-${each}` : `askText-${each}`, 'wrong.ask pair', '', { language })
    if (title === null || text === null) continue
    if (!campaign.languages.includes(each))
      read.wrong(`askTitle-${each}`, 'wrong.not declared', '', { language })
    words[each] = { title, text }
  }
  if (Object.keys(words).length === 0 && read.errors.length === 0)
    read.wrong(`askTitle-${campaign.languages[0] ?? 'en'}`, 'wrong.no language', '')
  let official: AskContent['official'] = before !== null && fixed ? before.official : null
  if (!fixed) {
    // A language without a text says nothing: that of a letter is missed before it goes live.
    const text = read.text('official', say('field.official'), 20_000)
    if (text !== null) {
      const language = read.choice('officialLanguage', say('field.officialLanguage'), languages)
      if (language !== null) official = { language, text }
    }
  }
  return read.done({
    key: before?.key ?? read.name('key', say('field.key'), 2),
    target,
    content: { words, official },
    reason: fixed ? read.needed('reason', say('field.reason'), 1000) : null,
  })
}

function readTarget(read: Reader, kind: AskKind): AskTarget {
  const { say } = read
  switch (kind) {
    case 'bill': {
      const bill = read.raw('bill').trim()
      if (!/^[a-z0-9]+(-[a-z0-9]+){2,8}$/.test(bill) || bill.length > 60)
        read.wrong('bill', 'wrong.bill', say('field.bill'))
      return { kind, bill, wanted: read.choice('wanted', say('field.wanted'), billWants) ?? 'cosponsor' }
    }
    case 'letter':
      return {
        kind,
        office: oneLine(read.needed('office', say('field.office'), 200)),
        address: read.text('address', say('field.address'), 500),
      }
    case 'budget line': {
      const line = read.raw('line').trim()
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(line) || line.length > 80)
        read.wrong('line', 'wrong.line', say('field.line'))
      const fiscalYear = read.raw('fiscalYear').trim()
      if (!/^(19|20|21)\d\d$/.test(fiscalYear))
        read.wrong('fiscalYear', 'wrong.year', say('field.fiscalYear'))
      const amount = read.raw('usdMillions').replace(/\s/g, '')
      if (amount !== '' && !/^\d{1,7}(\.\d{1,6})?$/.test(amount))
        read.wrong('usdMillions', 'wrong.amount', say('field.usdMillions'))
      return {
        kind,
        line,
        fiscalYear: Number(fiscalYear) || 0,
        usdMillions: amount === '' ? null : Number(amount),
      }
    }
    case 'country choice': {
      const codes = read
        .raw('countries')
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean)
      if (codes.length === 0) read.wrong('countries', 'wrong.needed', say('field.countries'))
      const unknown = codes.find((code) => country(code) === undefined)
      if (unknown !== undefined)
        read.wrong('countries', 'wrong.countries', say('field.countries'), { code: unknown.slice(0, 20) })
      return { kind, countries: [...new Set(codes)] }
    }
  }
}

export const endorserFields = [
  'organisation',
  'name',
  'website',
  'state',
  'on',
  'proofAddress',
  'proofLetter',
  'why',
]

/** What an endorser says now, with what shows it. */
export function readEndorsement(sent: Sent, say: Say<Word>, today: string): Read<Endorsement> {
  const read = new Reader(sent, say)
  return read.done(endorsementIn(read, today))
}

/** An endorser that is named anew, with what it says. */
export function readEndorser(
  sent: Sent,
  say: Say<Word>,
  today: string,
): Read<{ endorser: NewEndorser; endorsement: Endorsement }> {
  const read = new Reader(sent, say)
  const organisation = read.raw('organisation').trim()
  const name = read.line('name', say('field.name'), 200)
  const website = read.address('website', say('field.website'))
  if ((organisation === '') === (name === null)) read.wrong('name', 'wrong.who', say('field.name'))
  if (organisation !== '' && !isUuid(organisation))
    read.wrong('organisation', 'wrong.choice', say('field.organisation'))
  const endorsement = endorsementIn(read, today)
  const endorser: NewEndorser =
    name === null ? { organisation, name: null, website: null } : { organisation: null, name, website }
  return read.done({ endorser, endorsement })
}

function endorsementIn(read: Reader, today: string): Endorsement {
  const { say } = read
  const state = read.choice('state', say('field.state'), endorsementStates) ?? 'invited'
  const proofAddress = read.address('proofAddress', say('field.proofAddress'))
  const proofLetter = read.text('proofLetter', say('field.proofLetter'), 500)
  if (state === 'endorsed' && proofAddress === null && proofLetter === null)
    read.wrong('proofAddress', 'wrong.proof', say('field.proofAddress'))
  return {
    state,
    on: read.past('on', say('field.on'), today),
    proofAddress,
    proofLetter,
    ownWord: false,
    why: read.text('why', say('field.why'), 500),
  }
}

/** What an organisation says of itself: that it endorses, or withdraws, and why if it likes. */
export function readOwnWord(sent: Sent, say: Say<Word>, today: string): Read<Endorsement> {
  const read = new Reader(sent, say)
  const state = read.choice('state', say('field.state'), ['endorsed', 'withdrawn'])
  return read.done({
    state: state ?? 'withdrawn',
    on: today,
    proofAddress: null,
    proofLetter: null,
    ownWord: true,
    why: read.text('why', say('field.why'), 500),
  })
}

/** What a partner asks people to agree to; without a text in any language it is asked no longer. */
export function readConsent(
  sent: Sent,
  say: Say<Word>,
  campaign: Pick<Campaign, 'languages'>,
): Read<{ purpose: ConsentPurpose; words: ConsentText['words'] }> {
  const read = new Reader(sent, say)
  const purpose = read.choice('purpose', say('field.purpose'), consentPurposes) ?? consentPurposes[0]
  const words: Partial<Record<Language, string>> = {}
  for (const each of languages) {
    const language = read.tongue(each)
    const text = read.line(`consent-${each}`, say('field.consent in', { language }), 1000)
    if (text === null) continue
    if (!campaign.languages.includes(each))
      read.wrong(`consent-${each}`, 'wrong.not declared', '', { language })
    words[each] = text
  }
  return read.done({ purpose, words: Object.keys(words).length === 0 ? null : words })
}
