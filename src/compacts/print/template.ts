/**
 * How an agreement is set on paper, in the language of typst. It holds no word of any
 * agreement: everything comes in as JSON (`sys.inputs.data`) and is set as text, never read as
 * markup, so that `#panic()` or `$` in a clause is printed and not obeyed.
 *
 * Blocks are what `document.ts` makes; headings, tables and languages are tagged (PDF/UA-1).
 */
export const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#let small = 8pt
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
#show heading.where(level: 1): it => block(above: 22pt, below: 10pt, sticky: true)[
  #line(length: 100%, stroke: 0.6pt)
  #v(3pt)
  #text(size: 15pt, weight: "regular", it.body)
]
#show heading.where(level: 2): it => block(above: 14pt, below: 6pt, sticky: true, text(size: 11.5pt, weight: "bold", it.body))

#let paragraphs(words) = {
  for each in words.split(regex("\n[ \t]*\n")) { block(below: 7pt, text(each.trim())) }
}
#let speech(words) = lower(words.lang.split("-").at(0))
#let one(words) = text(lang: speech(words), dir: if words.rtl { rtl } else { ltr }, {
  if words.text == "" { text(style: "italic", data.missing) } else { paragraphs(words.text) }
})
#let side(texts) = if texts.len() == 1 { one(texts.at(0)) } else {
  grid(columns: (1fr, 1fr), gutter: 14pt, ..texts.map(one))
}
#let labelled(label, texts) = block(below: 8pt)[
  #if label != "" { block(below: 3pt, sticky: true, text(size: small, weight: "bold", label)) }
  #side(texts)
]
// A hash is one long word, which would run over the edge.
#let plain(it) = text(size: if it.split(" ").any(word => word.len() > 60) { 9pt } else { 10.5pt }, it)
#let value(it) = if type(it) == str { plain(it) } else { link(it.href, text(it.text)) }
#let cell(it) = if type(it) == str { text(it) } else {
  for words in it { block(above: 0pt, below: 4pt, text(lang: speech(words), dir: if words.rtl { rtl } else { ltr }, words.text)) }
}
#let facts(rows) = block(below: 8pt, grid(
  columns: (34%, 1fr),
  gutter: 5pt,
  ..rows.map(row => (text(size: 9pt, row.at(0)), value(row.at(1)))).flatten(),
))
#let numbers(rows, heads, right) = block(below: 10pt, {
  set text(size: if heads.len() > 5 { 7pt } else { 8.5pt })
  table(
    columns: heads.len(),
    align: (x, y) => if right.contains(x) { end } else { start },
    stroke: (x, y) => (bottom: if y == 0 { 0.7pt } else { 0.3pt }),
    inset: (x: 4pt, y: 4pt),
    table.header(..heads.map(head => text(weight: "bold", head))),
    ..rows.map(row => row.map(cell)).flatten(),
  )
})
#let signature(row) = block(breakable: false, below: 16pt, width: 100%)[
  #text(weight: "bold", row.party) \
  #text(size: 9pt, row.side)
  #v(26pt)
  #line(length: 70%, stroke: 0.5pt)
  #text(size: small, row.line)
  #if row.given != "" [ \ #text(size: 9pt, row.given) ]
]

#if data.example != none {
  block(above: 0pt, width: 100%, stroke: 1pt, inset: 10pt)[
    #text(size: 14pt, weight: "bold", upper(data.example.word)) \
    #text(size: 10.5pt, data.example.text)
  ]
}
#block(above: 60pt, below: 26pt, text(size: 9pt, tracking: 0.06em, data.kind))
#for words in data.titles {
  block(below: 12pt, text(lang: speech(words), dir: if words.rtl { rtl } else { ltr }, size: 24pt, words.text))
}
#v(14pt)
#facts(data.about)
#pagebreak()

#for each in data.blocks {
  if each.is == "part" { heading(level: 1, each.title) }
  else if each.is == "element" { heading(level: 2, each.title) }
  else if each.is == "texts" { labelled(each.label, each.texts) }
  else if each.is == "facts" { facts(each.rows) }
  else if each.is == "note" { block(below: 8pt, text(size: 9pt, each.text)) }
  else if each.is == "table" {
    if each.caption != "" { block(below: 4pt, sticky: true, text(size: 9pt, weight: "bold", each.caption)) }
    numbers(each.rows, each.heads, each.right)
  }
  else if each.is == "signatures" { for row in each.rows { signature(row) } }
}
`
