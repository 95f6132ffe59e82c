import { Fault } from '../../house/errors.ts'
import { typeset } from '../../house/typeset.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import { unitName } from '../sentences.ts'
import { commandsOf, type Memo, signingOf } from './memo.ts'
import {
  assessedSentence,
  declaredWords,
  departureHead,
  dissentHead,
  type marksOf,
  methodWords,
  nameOr,
  rangeText,
  rankText,
  saidWhen,
  sayOf,
  shortSentences,
  signerName,
  sourceLines,
  stateWords,
} from './say.ts'

/**
 * How a memo is set on paper, in the language of typst. It holds no word of any memo: everything comes in as JSON and
 * is set as text, never read as markup. Headings and tables are tagged (PDF/UA-1).
 */
const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author, keywords: data.keywords, date: none)
#set text(font: ("Libertinus Serif", "New Computer Modern"), size: 10.5pt, lang: data.lang)
#set par(justify: false, leading: 0.62em)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 22mm, bottom: 26mm),
  footer: context [
    #set text(size: 7pt)
    #line(length: 100%, stroke: 0.4pt)
    #grid(columns: (1fr, auto), gutter: 6pt, data.foot, counter(page).display("1 / 1", both: true))
  ],
)
#show heading.where(level: 1): it => block(above: 0pt, below: 10pt, text(size: 22pt, weight: "regular", it.body))
#show heading.where(level: 2): it => block(above: 20pt, below: 8pt, sticky: true)[
  #line(length: 100%, stroke: 0.6pt)
  #v(3pt)
  #text(size: 14pt, weight: "regular", it.body)
]
#let own(it) = text(lang: data.written, it)
#let lines(it) = for each in it.split("\n") { if each.trim() != "" { block(above: 0pt, below: 5pt, each.trim()) } }
#let said(it) = if it.own { own(lines(it.text)) } else { lines(it.text) }
#let cell(it) = if type(it) == str { text(it) } else { said(it) }

#block(below: 6pt, text(size: 9pt, tracking: 0.06em, data.kind))
#heading(level: 1, own(data.title))
#for mark in data.marks {
  block(below: 8pt, width: 100%, stroke: (left: 2pt), inset: (left: 8pt, y: 3pt))[#text(weight: "bold", mark.at(0)). #mark.at(1)]
}
#block(below: 10pt, grid(
  columns: (30%, 1fr),
  gutter: 5pt,
  ..data.about.map(row => (text(size: 9pt, row.at(0)), text(size: if row.at(1).len() > 60 { 8pt } else { 10pt }, row.at(1)))).flatten(),
))
#for section in data.sections {
  heading(level: 2, section.title)
  for each in section.blocks {
    if each.is == "verdict" { block(below: 8pt, text(size: 13pt, said(each))) }
    else if each.is == "sentence" { block(below: 7pt, said(each)) }
    else if each.is == "head" { block(above: 10pt, below: 4pt, sticky: true, text(weight: "bold", each.text)) }
    else if each.is == "note" { block(below: 7pt, text(size: 8.5pt, each.text)) }
    else if each.is == "command" { block(below: 7pt, text(font: "DejaVu Sans Mono", size: 7pt, each.text)) }
    else if each.is == "table" {
      block(below: 10pt, {
        set text(size: 8.5pt)
        table(
          columns: each.widths.map(width => if width == 0 { auto } else { width * 1fr }),
          align: (x, y) => if each.right.contains(x) { end } else { start },
          stroke: (x, y) => (bottom: if y == 0 { 0.7pt } else { 0.3pt }),
          inset: (x: 4pt, y: 4pt),
          table.header(..each.heads.map(head => text(weight: "bold", head))),
          ..each.rows.map(row => row.map(cell)).flatten(),
        )
      })
    }
  }
}
`

type Said = { own: boolean; text: string }
type Block =
  | ({ is: 'verdict' | 'sentence' } & Said)
  | { is: 'head' | 'note' | 'command'; text: string }
  | { is: 'table'; heads: string[]; widths: number[]; right: number[]; rows: (string | Said)[][] }

/** What the author or a member wrote, in the language it was written in. */
const own = (text: string): Said => ({ own: true, text })
const sentence = (text: string): Block => ({ is: 'sentence', own: false, text })
const note = (text: string): Block => ({ is: 'note', text })
const command = (text: string): Block => ({ is: 'command', text })

/** The memo as blocks on paper. */
function sectionsOf(memo: Memo, language: Language): { title: string; blocks: Block[] }[] {
  const say = sayOf(language)
  const { decision, assessment } = memo
  const { content } = decision
  const name = (unit: string) => unitName(language, unit)
  const run = commandsOf(memo)
  const departing = memo.rows.filter(({ departure }) => departure !== null)
  const listNote =
    assessment.replicates > 0
      ? say('memo.list note', {
          size: content.size,
          runs: writeNumber(language, assessment.replicates),
          seed: String(assessment.seed),
        })
      : say('memo.list no runs', { size: content.size })
  return [
    {
      title: say(decision.signedOff === null ? 'memo.to decide' : 'memo.in short'),
      blocks: [
        ...(content.summary === ''
          ? [note(say('memo.no words'))]
          : [{ is: 'verdict', ...own(content.summary) } satisfies Block]),
        ...shortSentences(language, memo).map(sentence),
      ],
    },
    {
      title: say('memo.list'),
      blocks: [
        note(listNote),
        {
          is: 'table',
          heads: [
            say('label.country'),
            say('label.rank'),
            say('label.range'),
            say('label.score'),
            say('label.reason'),
          ],
          widths: [2, 0, 0, 0, 5],
          right: [1, 2, 3],
          rows: memo.rows
            .filter(({ chosen }) => chosen)
            .map((row) => [
              name(row.unit),
              rankText(language, row),
              rangeText(language, row.rankRange, 0),
              row.score === null ? '–' : writeNumber(language, row.score, { digits: 1 }),
              row.reason === '' ? say('memo.unreasoned') : own(row.reason),
            ]),
        },
        note(say('memo.commands')),
        command(run.list),
        command(run.ranks),
      ],
    },
    {
      title: say('memo.departures'),
      blocks:
        departing.length === 0
          ? [sentence(say('memo.departures none', { size: content.size }))]
          : [
              ...departing.flatMap((row): Block[] => [
                { is: 'head', text: departureHead(language, row) },
                note(assessedSentence(language, memo, row)),
                row.justification === ''
                  ? note(say('memo.unjustified'))
                  : { is: 'sentence', ...own(row.justification) },
              ]),
              note(say('memo.commands')),
              command(run.departures),
            ],
    },
    {
      title: say('memo.dissent'),
      blocks:
        memo.dissents.length === 0
          ? [sentence(say('memo.dissent none'))]
          : memo.dissents.flatMap((each): Block[] => [
              { is: 'head', text: dissentHead(language, memo, each) },
              { is: 'sentence', ...own(each.text) },
            ]),
    },
    {
      title: say('memo.signed'),
      blocks: [
        {
          is: 'table',
          heads: [say('label.role'), say('label.name'), say('label.when'), say('label.conflict')],
          widths: [3, 3, 2, 4],
          right: [],
          rows: signingOf(memo).map(({ signer, signature }) => [
            signerName(language, memo, signer),
            signature === null ? say('memo.not signed') : nameOr(language, signature.name),
            signature === null ? '–' : saidWhen(language, memo, signature),
            signature === null ? '–' : declaredIn(signature.declared),
          ]),
        },
      ],
    },
    {
      title: say('memo.conflicts'),
      blocks:
        memo.declarations.length === 0
          ? [sentence(say('memo.conflicts none'))]
          : [
              {
                is: 'table',
                heads: [say('label.name'), say('label.role'), say('label.when'), say('label.conflict')],
                widths: [3, 3, 2, 4],
                right: [],
                rows: memo.declarations.map((each) => [
                  nameOr(language, each.name),
                  say(each.author ? 'memo.author' : 'memo.took part'),
                  saidWhen(language, memo, each),
                  declaredIn(each.declared),
                ]),
              } satisfies Block,
            ],
    },
    ...(decision.hash === null
      ? []
      : [
          {
            title: say('memo.text'),
            blocks: [sentence(decision.hash), note(say('memo.text file')), command(run.text)],
          },
        ]),
    { title: say('label.sources'), blocks: sourceLines(memo).map(note) },
  ]

  function declaredIn(declared: Parameters<typeof declaredWords>[1]): string | Said {
    return declared.none ? declaredWords(language, declared) : own(declared.conflict)
  }
}

/** The memo as a tagged PDF. Throws Fault 503 where the program that sets it is not there, naming the page to be printed. */
export async function memoPdf(
  memo: Memo,
  { language, instead, marks }: { language: Language; instead: string; marks: ReturnType<typeof marksOf> },
): Promise<{ pdf: Buffer; standard: 'ua-1' | 'tagged' }> {
  const say = sayOf(language)
  const { decision, assessment } = memo
  const answer = await typeset(template, {
    lang: language,
    written: decision.content.language,
    title: decision.content.title,
    author: 'TIPping Point',
    keywords: decision.hash === null ? [] : [`SHA-256 ${decision.hash}`],
    kind: say('pdf.kind'),
    marks: marks.map(({ word, sentence: said }) => [word, said.replace(/<\/?a>/g, '')]),
    foot: say('pdf.foot', {
      id: decision.id,
      version: decision.version,
      hash: decision.hash ?? say('pdf.no hash'),
    }),
    about: [
      [say('memo.method'), methodWords(language, memo)],
      [say('memo.as of'), formatDay(language, assessment.asOf)],
      [say('field.assessment'), assessment.id],
      [say('memo.version'), String(decision.version)],
      [say('memo.state'), stateWords(language, memo)],
    ],
    sections: sectionsOf(memo, language),
  })
  if ('missing' in answer)
    throw new Fault(503, 'no-typesetter', say('pdf.missing'), [
      { place: instead, message: say('pdf.missing'), remedy: say('pdf.missing remedy') },
    ])
  if ('fault' in answer)
    throw new Fault(500, 'not-printed', say('pdf.missing'), [
      { message: answer.fault.slice(0, 500), remedy: say('pdf.missing remedy') },
    ])
  return answer
}
