import { Fault } from '../../house/errors.ts'
import { typeset } from '../../house/typeset.ts'
import { type Language, speak } from '../../ui/language.ts'
import type { Report } from './report.ts'
import { drawnBlocks } from './report-pictures.ts'
import { estimateWords } from './words.ts'

/**
 * How a report is set on paper, in the language of typst. It holds no word of any report: everything comes in as
 * JSON and is set as text, never read as markup. Headings, lists and tables are tagged (PDF/UA-1).
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
#show heading.where(level: 1): it => block(above: 0pt, below: 8pt, text(size: 22pt, weight: "regular", it.body))
#show heading.where(level: 2): it => block(above: 20pt, below: 8pt, sticky: true)[
  #line(length: 100%, stroke: 0.6pt)
  #v(3pt)
  #text(size: 14pt, weight: "regular", it.body)
]
#let lines(words) = for each in words.split("\n") { if each.trim() != "" { block(above: 0pt, below: 5pt, each.trim()) } }
// A hash is one long word, which would run over the edge.
#let plain(it) = { set text(size: if it.split(regex("[ \n]")).any(word => word.len() > 60) { 8pt } else { 10pt }); lines(it) }
#let facts(rows) = block(below: 8pt, grid(
  columns: (34%, 1fr),
  gutter: 6pt,
  ..rows.map(row => (text(size: 9pt, row.at(0)), plain(row.at(1)))).flatten(),
))
#let numbers(each) = {
  block(below: 4pt, sticky: true, text(size: 9pt, weight: "bold", each.caption))
  block(below: 10pt, {
    set text(size: if each.heads.len() > 7 { 6.5pt } else if each.heads.len() > 5 { 7.5pt } else { 8.5pt })
    table(
      columns: if each.heads.len() < 5 { (auto,) + (1fr,) * (each.heads.len() - 1) } else { each.heads.len() },
      align: (x, y) => if each.right.contains(x) { end } else { start },
      stroke: (x, y) => (bottom: if y == 0 { 0.7pt } else { 0.3pt }),
      inset: (x: 4pt, y: 4pt),
      table.header(..each.heads.map(head => text(weight: "bold", head))),
      ..each.rows.map(row => row.map(cell => text(cell))).flatten(),
    )
  })
}

#block(above: 20pt, below: 6pt, text(size: 9pt, tracking: 0.06em, data.kind))
#heading(level: 1, data.title)
#block(below: 14pt, text(size: 13pt, data.study))
#for mark in data.marks {
  block(below: 8pt, width: 100%, stroke: (left: 2pt), inset: (left: 8pt, y: 3pt))[
    #text(weight: "bold", mark.word). #mark.text
  ]
}
#for section in data.sections {
  heading(level: 2, section.title)
  for each in section.blocks {
    if each.is == "verdict" { block(below: 8pt, text(size: 14pt, each.text)) }
    else if each.is == "sentence" { block(below: 7pt, each.text) }
    else if each.is == "unknown" { block(below: 7pt, text(style: "italic", each.text)) }
    else if each.is == "note" { block(below: 8pt, text(size: 9pt, each.text)) }
    else if each.is == "list" { list(..each.items) }
    else if each.is == "facts" { facts(each.rows) }
    else if each.is == "table" { numbers(each) }
  }
}
`

/** The report as a tagged PDF, with the digest of what was kept where the reader may have it. Throws Fault 503 where the program that sets it is not there, naming the page to be printed. */
export async function reportPdf(
  report: Report,
  {
    hash,
    whole,
    language,
    instead,
  }: { hash: string | null; whole: boolean; language: Language; instead: string },
): Promise<Buffer> {
  const say = speak(estimateWords, language)
  const kept = hash === null ? '' : say('pdf.foot', { hash })
  const answer = await typeset(template, {
    lang: language,
    title: report.title,
    author: report.study,
    keywords: hash === null ? [] : [`SHA-256 ${hash}`],
    kind: say('kind'),
    study: report.study,
    marks: report.marks.map(({ word, text }) => ({ word, text })),
    foot: `${say(whole ? 'pdf.whole' : 'pdf.public')} ${kept}`.trim(),
    sections: report.sections.map(({ title, blocks }) => ({
      title,
      // What is drawn stands in the table after it.
      blocks: blocks.filter((block) => !drawnBlocks.some((drawn) => drawn === block.is)),
    })),
  })
  if ('missing' in answer)
    throw new Fault(503, 'no-typesetter', say('pdf.missing'), [
      { place: instead, message: say('pdf.missing message'), remedy: say('pdf.missing remedy') },
    ])
  if ('fault' in answer)
    throw new Fault(500, 'not-printed', say('pdf.missing'), [
      { message: answer.fault.slice(0, 500), remedy: say('pdf.missing remedy') },
    ])
  return answer.pdf
}
