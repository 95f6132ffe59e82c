import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Source } from '../indicators/schema.ts'
import { readSorting, sortHref, sortRows } from './data-table.tsx'
import { ErrorPage } from './error-page.tsx'
import { Figure } from './figure.tsx'
import { Island, jsonForHtml } from './island.tsx'
import { pathIn, typeset } from './language.ts'
import { Page, renderPage } from './page.tsx'
import { richText } from './rich.tsx'
import { SourceMark } from './sources.tsx'

const aSource = (id: string, publisher: string): Source => ({
  id,
  publisher,
  title: `Title of ${id}`,
  url: `https://example.org/${id}`,
  licence: 'CC BY 4.0',
  attribution: null,
  retrieved: '2026-07-01',
  revised: '2024-09',
  coverage: 'all years',
  gaps: 'none known',
  inPack: true,
})

const sources = [
  aSource('tiers', 'Department of State'),
  aSource('wgi', 'World Bank'),
  aSource('idle', 'Nobody'),
]
const assets = { css: ['/assets/a.css'], js: ['/assets/a.js'] }

const page = (body: React.ReactNode, language: 'en' | 'fr' = 'en') =>
  renderPage(
    <Page
      title="Ghana"
      language={language}
      path="/countries/GHA?year=2013"
      section="countries"
      assets={assets}
      sources={sources}
    >
      {body}
    </Page>,
  )

describe('Sources of a page', () => {
  it('are numbered in the order of their first use and listed once each', () => {
    const html = page(
      <p>
        One <SourceMark id="wgi" /> two <SourceMark id={['tiers', 'wgi']} />
      </p>,
    )
    expect(html.indexOf('Source 1: World Bank')).toBeLessThan(html.indexOf('Source 2: Department of State'))
    expect(html.match(/<li id="source-/g)).toHaveLength(2)
    expect(html).not.toContain('Nobody')
  })

  it('start again at 1 with every page', () => {
    const first = page(<SourceMark id="wgi" />)
    expect(page(<SourceMark id="wgi" />)).toBe(first)
  })

  it('say so when a source is not described', () => {
    expect(page(<SourceMark id="unheard-of" />)).toContain('named “unheard-of” and is not described here')
  })
})

describe('A figure', () => {
  it('shows value, unit, interval, year and source together', () => {
    const html = page(
      <Figure
        value={52.1}
        digits={1}
        unit="of 100"
        interval={{ low: 49.2, high: 54.9, kind: 'sensitivity', level: 90 }}
        year={2012}
        revised="2024-09"
        source="wgi"
      />,
    )
    expect(html).toContain('52.1 of 100')
    expect(html).toContain('(49.2–54.9)')
    expect(html).toContain('sensitivity range, 90% of runs')
    expect(html).toContain('2012, values as revised in September 2024')
    expect(html).toContain('World Bank, Title of wgi')
  })

  it('never turns what is not known into a number', () => {
    const html = page(<Figure value={null} source="wgi" missing="not published" />)
    expect(html).toContain('not known')
    expect(html).toContain('not published')
    expect(html).not.toMatch(/figure-value">0/)
  })

  it('writes numbers as the reader does, and a range below zero in words', () => {
    const html = page(
      <Figure
        value={-0.39}
        digits={2}
        interval={{ low: -0.6, high: -0.2, kind: 'confidence', level: 90 }}
        source="wgi"
      />,
      'fr',
    )
    expect(html).toContain('−0,39')
    expect(html).toContain('de −0,60 à −0,20')
  })
})

describe('A page', () => {
  it('links to itself in the other languages and marks its own', () => {
    const html = page('', 'fr')
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('href="/countries/GHA?year=2013" lang="en"')
    expect(html).toContain('href="/es/countries/GHA?year=2013" lang="es"')
    expect(html).toMatch(/lang="fr" hrefLang="fr" aria-current="true"/i)
  })

  it('has no inline style and no inline script, which the content policy forbids', () => {
    const html = page(<Figure value={1} source="wgi" />)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<script(?![^>]*(src=|application\/json))/)
  })

  it('puts other languages behind a prefix', () => {
    expect(pathIn('en', '/')).toBe('/')
    expect(pathIn('pt', '/')).toBe('/pt')
    expect(pathIn('es', '/sources')).toBe('/es/sources')
  })
})

describe('Sorting a table by link', () => {
  const columns = [
    { key: 'name', head: 'Country', sorts: true },
    { key: 'score', head: 'Score', sorts: true, number: true },
    { key: 'note', head: 'Note' },
  ]

  it('reads the column and the direction, and nothing it does not know', () => {
    expect(readSorting('-score', columns)).toEqual({ by: 'score', down: true })
    expect(readSorting('name', columns)).toEqual({ by: 'name', down: false })
    expect(readSorting('note', columns)).toBeNull()
    expect(readSorting('password', columns)).toBeNull()
  })

  it('keeps what is not known at the end whichever way the order runs', () => {
    const rows = [{ v: 2 }, { v: null }, { v: 10 }]
    const order = (down: boolean) =>
      sortRows(rows, { by: 'v', down }, (row) => row.v, 'en').map((row) => row.v)
    expect(order(false)).toEqual([2, 10, null])
    expect(order(true)).toEqual([10, 2, null])
  })

  it('keeps the other parts of the address', () => {
    expect(sortHref('/countries?region=africa&sort=name', '-score')).toBe(
      '/countries?region=africa&sort=-score',
    )
  })
})

describe('A sentence with slots', () => {
  it('takes nodes where its tags stand', () => {
    const html = renderToStaticMarkup(
      richText('Read <a>why <b>not</b></a>.<mark/>', {
        a: (t) => <i>{t}</i>,
        b: (t) => <b>{t}</b>,
        mark: '†',
      }),
    )
    expect(html).toBe('Read <i>why <b>not</b></i>.†')
  })

  it('refuses a tag nobody gave a part for', () => {
    expect(() => richText('Read <link>more</link>', {})).toThrow('<link>')
  })
})

describe('An island', () => {
  it('is drawn on the server in the language of the page, with its data beside it', () => {
    const Counter = ({ start }: { start: number }) => <p>from {start}</p>
    const html = page(<Island of={Counter} name="demo/counter" with={{ start: 4 }} />)
    expect(html).toContain('<div data-island="demo/counter"><p>from <!-- -->4</p></div>')
    expect(html).toContain('<script type="application/json">{"start":4}</script>')
  })
})

describe('An error page', () => {
  it('says once what is so where a place says nothing else', () => {
    const message = 'There is no version 9 of tipping-point'
    const html = renderPage(
      <ErrorPage
        status={404}
        message={message}
        details={[{ message, remedy: 'Versions there are: 1.' }, { message }]}
        requestId="r-18"
        language="en"
        path="/methodologies"
        assets={assets}
      />,
    )
    expect(html.split(message)).toHaveLength(2)
    expect(html).toContain('Versions there are: 1.')
    expect(/fault-list">(.*?)<\/ul>/.exec(html)?.[1]?.match(/<li>/g)).toHaveLength(1)
  })

  it('says what is so, where, what to do and which request it was', () => {
    const html = renderPage(
      <ErrorPage
        status={422}
        message="The file cannot be used"
        details={[{ place: 'line 3', message: '20I4 is not a year', remedy: 'Write 2014' }]}
        requestId="r-17"
        language="en"
        path="/indicators"
        assets={assets}
      />,
    )
    for (const words of [
      'The file cannot be used',
      'line 3',
      '20I4 is not a year',
      'Write 2014',
      'Request r-17',
    ]) {
      expect(html).toContain(words)
    }
  })
})

describe('Data of an island', () => {
  it('cannot end the element it stands in', () => {
    expect(jsonForHtml({ a: '</script><script>alert(1)' })).not.toContain('<')
  })
})

describe('French typesetting', () => {
  it('keeps high punctuation and quotation marks with their words', () => {
    expect(typeset('fr', 'Pays : « Ghana » ; oui ?')).toBe(
      'Pays\u202f: «\u202fGhana\u202f»\u202f; oui\u202f?',
    )
    expect(typeset('en', 'At 10 : 30')).toBe('At 10 : 30')
  })
})
