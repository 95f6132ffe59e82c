import { countryName } from '../../countries/registry.ts'
import { formatDay, type Language, speak, languages as spoken } from '../../ui/language.ts'
import { components } from '../agreement.ts'
import { called } from '../forms/elements.ts'
import { saySum } from '../pages/plan-page.tsx'
import { planSums } from '../plan.ts'
import type { Signature } from '../signing.ts'
import type { Version } from '../store.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'
import { type Block, blocksOf, inEach, openingBlocks, printable, type Words } from './blocks.ts'
import type { Reading } from './leaves.ts'
import type { Signer } from './signers.ts'

export type { Words } from './blocks.ts'

export type PrintedBlock =
  | Exclude<Block, { is: 'sums' }>
  | { is: 'signatures'; rows: { party: string; side: string; line: string; given: string }[] }

/** What is set on paper: the whole of an agreement as data, without a word of markup. */
export type Printed = {
  lang: string
  title: string
  author: string
  /** Said about the file: its hash, so that it can be found without being read. */
  keywords: string[]
  kind: string
  /** That it is invented, on the first sheet and, short, at the foot of every page; null for a real one. */
  example: { word: string; text: string } | null
  titles: Words[]
  about: [string, string][]
  /** On every page: which version, under which hash. */
  foot: string
  missing: string
  blocks: PrintedBlock[]
}

/**
 * A version of an agreement as it is printed, to be signed by two ministers: the headings in
 * one language of the house, every clause in each language of the compact. Pure. It has the same
 * blocks as the page on which the version is signed, and a line for each who must sign it or has.
 */
export function printed(
  version: Pick<Version, 'number' | 'hash' | 'frozenAt' | 'agreement'>,
  signatures: readonly { signature: Signature; name: string | null }[],
  reader: Language,
  {
    signers = version.agreement.parties
      .filter(({ signs }) => signs)
      .map(({ key, name, side, organisation }) => ({ key, organisation, name, side, leftOut: false })),
    example = false,
    organisations,
    origin = null,
  }: {
    /** Who must sign it, or has; without it those whom the text itself names. */
    signers?: readonly Signer[]
    example?: boolean
    organisations?: ReadonlyMap<string, string>
    /** The house’s own address on the web, for links to its pages. */
    origin?: string | null
  } = {},
): Printed {
  const { agreement } = version
  // Headings in a language of the compact where the house speaks it, so that the sheet is of one piece.
  const language =
    spoken.find((each) => each === reader && agreement.languages.includes(each)) ??
    spoken.find((each) => agreement.languages[0]?.split('-')[0] === each) ??
    reader
  const say = speak(words, language)
  const on: Reading = { agreement, language, organisations }
  const { languages } = agreement
  const nameOf = (each: Signer) =>
    printable(
      each.name === null
        ? ((each.organisation === null ? undefined : organisations?.get(each.organisation)) ?? each.key)
        : called(each.key, each.name, language, languages),
    )
  const rows = signers.map((each) => {
    const given = signatures.find(
      ({ signature }) =>
        !signature.void &&
        (each.organisation === null
          ? signature.party === each.key
          : signature.organisation === each.organisation),
    )
    const side = each.side === null ? say('side.none') : say(`side.${each.side}`)
    return {
      party: nameOf(each),
      side: each.leftOut ? `${side} · ${speak(textWords, language)('party.left out')}` : side,
      line: say('print.line'),
      given:
        given === undefined
          ? ''
          : say('print.signed here', {
              who: printable(
                [given.name ?? say('text.erased'), given.signature.capacity].filter(Boolean).join(', '),
              ),
              day: formatDay(language, given.signature.at.slice(0, 10)),
            }),
    }
  })
  const country = countryName(agreement.country, language)
  const titles = inEach(agreement.title, languages).filter(({ text }) => text !== '')
  const name = titles[0]?.text ?? say('compact.untitled', { country })
  const opening = openingBlocks(on).flatMap((block) => (block.is === 'facts' ? block.rows : []))
  const foot = `${say('version.number', { number: version.number })} · SHA-256 ${version.hash}`
  return {
    lang: language,
    title: name,
    author: rows.map(({ party }) => party).join('; '),
    keywords: [`SHA-256 ${version.hash}`],
    kind: say('compact.untitled', { country }),
    example: example ? { word: say('example.word'), text: say('example.text') } : null,
    titles: titles.length > 0 ? titles : [{ lang: language, rtl: false, text: name }],
    about: [
      [say('about.version'), say('version.number', { number: version.number })],
      [say('version.frozen'), formatDay(language, version.frozenAt.slice(0, 10))],
      ...opening.map(([label, value]): [string, string] => [
        label,
        typeof value === 'string' ? value : value.text,
      ]),
      ['SHA-256', version.hash],
    ],
    foot: example ? `${say('example.word').toLocaleUpperCase(language)} · ${foot}` : foot,
    missing: say('print.missing'),
    blocks: [
      ...blocksOf(on).flatMap((block) => onPaper(block, on, origin)),
      { is: 'part', id: 'signatures', title: say('version.signatures') },
      { is: 'note', text: say('print.signed text', { number: version.number, hash: version.hash }) },
      { is: 'signatures', rows },
    ],
  }
}

/** A block as it is set: links within the house need its whole address, and sums are a table. */
function onPaper(block: Block, on: Reading, origin: string | null): PrintedBlock[] {
  switch (block.is) {
    case 'sums':
      return sumBlocks(on)
    case 'texts':
      return block.optional && block.texts.every(({ text }) => text === '') ? [] : [block]
    case 'facts':
      return [
        {
          is: 'facts',
          rows: block.rows.map(([label, value]) => {
            if (typeof value === 'string' || !value.href.startsWith('/')) return [label, value]
            return [
              label,
              origin === null ? value.text : { text: value.text, href: `${origin}${value.href}` },
            ]
          }),
        },
      ]
    default:
      return [block]
  }
}

/** What the plan comes to, by component and year. */
function sumBlocks({ agreement, language }: Reading): PrintedBlock[] {
  const say = speak(words, language)
  const { plan } = agreement
  const sums = planSums(plan, { parties: agreement.parties })
  const sum = (of: Parameters<typeof saySum>[0]) => saySum(of, plan.currency, language)
  return [
    {
      is: 'table',
      caption: say('plan.by component'),
      heads: [
        say('field.component'),
        ...plan.years.map((_, place) => say('row.year', { number: place + 1 })),
        say('plan.all years'),
      ],
      right: [...plan.years.map((_, place) => place + 1), plan.years.length + 1],
      rows: [
        ...components
          .filter((each) => (sums.byComponent.get(each)?.lines ?? 0) > 0)
          .map((each) => [
            say(`component.${each}`),
            ...plan.years.map(({ key }) => sum(sums.byComponentAndYear.get(each)?.get(key))),
            sum(sums.byComponent.get(each)),
          ]),
        [say('plan.all'), ...plan.years.map(({ key }) => sum(sums.byYear.get(key))), sum(sums.all)],
      ],
    },
    ...sums.missing.map(
      ({ from, to }): PrintedBlock => ({ is: 'note', text: say('plan.no rate', { from, to }) }),
    ),
  ]
}
