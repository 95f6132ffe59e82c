import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { PageLinks, pageFrom, pageIn, pagingWords } from './paging.tsx'

describe('A page of a long list', () => {
  const rows = Array.from({ length: 250 }, (_, row) => row)

  it('is one of those there are, whatever was asked', () => {
    expect([undefined, '', '0', '-2', '1e3', '3'].map(pageIn)).toEqual([1, 1, 1, 1, 1, 3])
    expect(pageFrom(rows, 3)).toMatchObject({ page: 3, pages: 3, all: 250 })
    expect(pageFrom(rows, 3).rows[0]).toBe(200)
    expect(pageFrom(rows, 400)).toEqual(pageFrom(rows, 3))
    expect(pageFrom([], 9)).toEqual({ rows: [], page: 1, pages: 1, all: 0 })
  })

  it('links to those beside it, with all that was asked', () => {
    const links = (page: number) =>
      renderToStaticMarkup(
        <PageLinks
          of={pageFrom(rows, page)}
          path="/list"
          query={{ country: 'GHA', state: '' }}
          language="fr"
        />,
      )
    expect(links(1)).toContain('href="/fr/list?country=GHA&amp;page=2" rel="next"')
    expect(links(1)).not.toContain('rel="prev"')
    expect(links(2)).toContain('href="/fr/list?country=GHA" rel="prev"')
    expect(links(3)).toContain('201–250 sur 250')
  })

  it('is said in four languages', () => {
    expect(checkDictionary(pagingWords, ['fr:pages'])).toEqual([])
  })
})
