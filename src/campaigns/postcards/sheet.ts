import { sql } from 'kysely'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { typeset } from '../../house/typeset.ts'
import { formatDay, formatNumber, type Language, speak } from '../../ui/language.ts'
import { titleOf } from '../coalition/pages/frame.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { asksOf } from '../coalition/store.ts'
import { officesOf } from '../legislatures/store.ts'
import { signerOf } from '../signing/submit.ts'
import { placeOfLegislator } from './people.ts'
import { cardsByPlace } from './progress.ts'
import { words } from './words/words.ts'
import './tables.ts'

/** What goes with the cards to one office: whose cards they are, what they ask, and a receipt to be signed. */
export type Sheet = {
  title: string
  campaign: string
  organisation: string
  to: string
  /** Addresses as dated; empty where none is known. */
  offices: string[]
  /** Says that no office is known, or of which day the addresses are. */
  officesNote: string
  /** Counted cards of the place they stand for. */
  counted: string
  /** What is asked, with the text that is handed over where there is one. */
  asks: { title: string; text: string; language: Language }[]
  /** Names and postal codes from compared lists; null where they are left out. */
  names: string[] | null
}

/** The sheet for the office of a legislator; null for one who holds no seat of the legislature on the day of the campaign. */
export async function sheetFor(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  campaign: Campaign,
  { key, today, language, names }: { key: string; today: string; language: Language; names: boolean },
): Promise<Sheet | null> {
  const say = speak(words, language)
  const of = await placeOfLegislator(db, campaign, key, today)
  if (of === null || campaign.legislature === null) return null
  const theirs = ({ region, division }: { region: string | null; division: string | null }) =>
    of.division === null ? of.region !== null && region === of.region : division === of.division
  const cards = (await cardsByPlace(db, campaign.id))
    .filter(theirs)
    .reduce((sum, each) => sum + each.cards, 0)
  const { known, offices, asOf } = await officesOf(db, key, {
    legislature: campaign.legislature,
    day: campaign.asOf ?? today,
  })
  return {
    title: say('sheet.title'),
    campaign: titleOf(campaign, language),
    organisation: campaign.organisation.name,
    to: of.name,
    offices: offices.map((office) =>
      [office.address, office.suite, office.building, office.city, office.state, office.postalCode]
        .filter((part) => part !== null && part !== '')
        .join(', '),
    ),
    officesNote:
      known && asOf !== null
        ? say('sheet.offices as of', { day: formatDay(language, asOf) })
        : say('sheet.no offices'),
    counted: say('sheet.counted', { cards, shown: formatNumber(language, cards) }),
    asks: (await asksOf(db, campaign.id)).map(({ key: ask, words: told, official }) => {
      const [[spoken, said] = [language, undefined]] = Object.entries(told) as [
        Language,
        { title: string; text: string },
      ][]
      const own = told[language]
      return {
        title: own?.title ?? said?.title ?? ask,
        text: official?.text ?? own?.text ?? said?.text ?? '',
        language: official?.language ?? (own === undefined ? spoken : language),
      }
    }),
    names: names ? await namesOf({ db, keys }, campaign.id, theirs) : null,
  }
}

async function namesOf(
  { db, keys }: Pick<House, 'db' | 'keys'>,
  campaign: string,
  theirs: (place: { region: string | null; division: string | null }) => boolean,
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
    sealed: string | null
    region: string | null
    division: string | null
  }>`
    select signatures.id, signatures.sealed, signatures.region, signatures.division
    from postcard_signatures join signatures on signatures.id = postcard_signatures.signature_id
    where signatures.campaign_id = ${campaign} and signatures.state = 'validated'`.execute(db)
  return rows
    .filter(theirs)
    .flatMap((row) => {
      const signer = signerOf(keys, row)
      return signer === null ? [] : [`${signer.name}, ${signer.postalCode}`]
    })
    .toSorted((a, b) => a.localeCompare(b))
}

/** How a sheet is set on paper, in the language of typst: it holds no word of its own, and obeys none of the data. */
const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.organisation, date: none)
#set text(font: ("Libertinus Serif", "New Computer Modern"), size: 11pt, lang: data.lang)
#set par(justify: false, leading: 0.62em)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 22mm, bottom: 24mm),
  footer: context [
    #set text(size: 8pt)
    #grid(columns: (1fr, auto), data.foot, counter(page).display("1 / 1", both: true))
  ],
)
#show heading.where(level: 1): it => block(above: 0pt, below: 10pt, text(size: 20pt, weight: "regular", it.body))
#show heading.where(level: 2): it => block(above: 18pt, below: 6pt, sticky: true, text(size: 13pt, weight: "regular", it.body))
#let lines(words) = for each in words.split("\n") { if each.trim() != "" { block(above: 0pt, below: 6pt, each.trim()) } }

#block(below: 6pt, text(size: 9pt, data.kind))
#heading(level: 1, data.to)
#for each in data.offices { block(above: 0pt, below: 3pt, each) }
#block(below: 10pt, text(size: 9pt, data.officesNote))
#block(below: 4pt, text(size: 14pt, data.campaign))
#block(below: 10pt, data.by)
#block(below: 10pt, text(size: 13pt, data.counted))
#for each in data.asks {
  heading(level: 2, each.title)
  { set text(lang: each.language); lines(each.text) }
}
#if data.names.len() > 0 {
  heading(level: 2, data.namesTitle)
  list(..data.names)
}
#heading(level: 2, data.receipt.title)
#block(below: 12pt, data.receipt.text)
#for each in data.receipt.fields {
  block(above: 16pt, below: 0pt, breakable: false)[
    #text(size: 9pt, each)
    #v(14pt)
    #line(length: 100%, stroke: 0.4pt)
  ]
}
`

/** The sheet as a tagged PDF. Throws Fault 503 where the program that sets it is not there, naming the page to be printed. */
export async function sheetPdf(sheet: Sheet, language: Language, instead: string): Promise<Buffer> {
  const say = speak(words, language)
  const answer = await typeset(template, {
    lang: language,
    title: `${sheet.title}: ${sheet.to}`,
    kind: sheet.title,
    organisation: sheet.organisation,
    by: say('sheet.by', { organisation: sheet.organisation }),
    foot: sheet.campaign,
    to: sheet.to,
    offices: sheet.offices,
    officesNote: sheet.officesNote,
    campaign: sheet.campaign,
    counted: sheet.counted,
    asks: sheet.asks,
    names: sheet.names ?? [],
    namesTitle: say('sheet.names'),
    receipt: {
      title: say('sheet.receipt'),
      text: say('sheet.receipt text'),
      fields: receiptFields(language),
    },
  })
  if ('missing' in answer)
    throw new Fault(503, 'no-typesetter', say('sheet.no pdf'), [
      { place: instead, message: say('sheet.no pdf'), remedy: say('sheet.print') },
    ])
  if ('fault' in answer)
    throw new Fault(500, 'not-printed', say('sheet.no pdf'), [
      { message: answer.fault.slice(0, 500), remedy: say('sheet.print') },
    ])
  return answer.pdf
}

/** What whoever takes the cards writes on the receipt. */
export function receiptFields(language: Language): string[] {
  const say = speak(words, language)
  return [say('sheet.how many'), say('sheet.day'), say('sheet.stamp')]
}
