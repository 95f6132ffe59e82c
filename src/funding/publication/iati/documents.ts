import type { Agreement } from '../../../compacts/agreement.ts'
import type { DocumentLink, Narrative } from '../../../iati/model.ts'
import type { Published } from './published.ts'
import { narrativesOf } from './texts.ts'

export function documentsOf(of: Published): DocumentLink[] {
  const { languages, documents } = of.agreement
  const { versions } = of.snapshot
  const title = (text: string) => [{ text, language: 'en' }]
  const own = (path: string, format: string, name: string, category: string, day?: string): DocumentLink => ({
    url: `${of.at}${path}`,
    format,
    title: title(name),
    categories: [category],
    ...(day === undefined ? {} : { date: day }),
  })
  const tongues = languages.map((language) => language.split('-')[0] ?? language)
  return [
    { ...own('', 'text/html', 'Public page of the compact', 'A12'), languages: tongues },
    ...versions.map(({ number, takenEffect }) => ({
      ...own(
        `/agreement.pdf?version=${number}`,
        'application/pdf',
        `Text of the compact, version ${number}`,
        'A09',
        takenEffect,
      ),
      languages: tongues,
    })),
    own('/data/plan.csv', 'text/csv', 'Financial plan by line', 'A05'),
    own(
      '/data/conditions.csv',
      'text/csv',
      'State of every condition, with decisions, deferrals, waivers and releases',
      'A04',
    ),
    own('/data/results.csv', 'text/csv', 'Results with intervals, methods and what is kept back', 'A08'),
    own('/data/ledger.csv', 'text/csv', 'Ledger, entry by entry', 'A05'),
    ...documents.flatMap(({ url, title: named, kind, date }) => {
      const narratives = narrativesOf(of, named)
      return url === null || narratives.length === 0 || !URL.canParse(url)
        ? []
        : [linkTo(url, narratives, categoryOf[kind], date)]
    }),
  ]
}

const categoryOf: Record<Agreement['documents'][number]['kind'], string> = {
  'national-plan': 'A02',
  recommendation: 'A02',
  agreement: 'A09',
  study: 'A01',
  budget: 'A05',
  evaluation: 'A07',
  audit: 'B07',
  other: 'A12',
}

/** A document at an address that `URL` can read. */
export function linkTo(url: string, title: Narrative[], category: string, date: string | null): DocumentLink {
  return {
    url: new URL(url).href,
    format: url.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'text/html',
    title,
    categories: [category],
    ...(date === null ? {} : { date }),
  }
}
