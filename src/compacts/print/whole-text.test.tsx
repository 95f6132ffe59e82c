import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { LanguageContext } from '../../ui/voice.tsx'
import {
  Agreement,
  aggregations,
  components,
  documentKinds,
  frequencies,
  instruments,
  levels,
  measures,
  parts,
} from '../agreement.ts'
import { compareAgreements } from '../diff.ts'
import { aDraft } from '../forms/agreement.test-data.ts'
import { AgreementText } from '../pages/agreement-text.tsx'
import { ComparePage } from '../pages/compare-page.tsx'
import type { CompactView } from '../pages/frame.tsx'
import type { CompactRow } from '../store.ts'
import { textWords } from '../words/text.ts'
import { blocksOf, openingBlocks } from './blocks.ts'
import { printed } from './document.ts'
import { fields, patternOf } from './leaves.ts'

const organisation = '00000000-0000-7000-8000-000000000001'
const other = '00000000-0000-7000-8000-000000000002'
const organisations = new Map([
  [organisation, 'Donor Republic'],
  [other, 'Another Republic'],
])

/** A draft in which every list has an element and every field a value. */
function whole(over: Partial<Agreement> = {}): Agreement {
  const text = aDraft()
  const [donor, ...others] = text.parties
  const [line, ...lines] = text.plan.lines
  const both = (words: string) => ({ en: words, fr: `${words} (fr)` })
  return {
    ...text,
    term: { years: 5, begins: '2027-01-01', ends: '2031-12-31' },
    parties: [{ ...(donor as (typeof text.parties)[0]), organisation }, ...others],
    plan: {
      ...text.plan,
      lines: [
        {
          ...(line as (typeof text.plan.lines)[0]),
          revised: { minor: 70_000_050, currency: 'USD' },
          belowMoney: both('Floods came'),
        },
        ...lines,
      ],
    },
    entry: [
      { key: 'act', text: both('The act is passed'), party: 'ministry', evidence: both('The gazette') },
    ],
    documents: [
      ...text.documents,
      {
        key: 'kept',
        kind: 'study',
        title: both('A study'),
        date: '2026-02-02',
        url: null,
        file: 'ab'.repeat(32),
      },
    ],
    ...over,
  }
}
const noBaseline = (): Agreement => {
  const text = whole({ chosenBy: { assessment: '0198c0de-1111-7000-8000-000000000001' } })
  return {
    ...text,
    indicators: text.indicators.map((each) => ({
      ...each,
      baseline: { reason: { en: 'Not measured', fr: 'Pas mesuré' }, due: '2028-02-01' },
    })),
  }
}

/** Every value of a text by its place, keys of elements apart. */
function* valuesOf(value: unknown, place: string): Generator<{ place: string; value: unknown }> {
  if (value === null) return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const key = typeof item === 'object' && item !== null && 'key' in item ? String(item.key) : index
      yield* valuesOf(item, `${place}/${key}`)
    }
  } else if (typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) {
      if (name !== 'key' && place + name !== 'format')
        yield* valuesOf(inner, place === '' ? name : `${place}/${name}`)
    }
  else yield { place, value }
}

const choices: readonly (readonly string[])[] = [
  components,
  parts,
  instruments,
  frequencies,
  levels,
  measures,
  aggregations,
  documentKinds,
  ['donor', 'partner', 'both', 'civil-society'],
  ['children', 'all'],
  ['cash', 'in-kind'],
  ['up', 'down'],
  ['initial', 'ongoing'],
  ['policy', 'performance', 'fiduciary'],
]

/** Another value that could stand there. */
function another(value: unknown, place: string): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return place.endsWith('minor') ? value + 100 : value === 5 ? 4 : value + 1
  const text = String(value)
  if (place === 'country') return 'KEN'
  if (/^languages\/[01]$/.test(place)) return 'de'
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return '2030-05-05'
  if (/^\d{2}-\d{2}$/.test(text)) return '05-05'
  if (/^[A-Z]{3}$/.test(text)) return 'CHF'
  if (/^-?\d+(\.\d+)?$/.test(text)) return '77.7'
  if (text === organisation) return other
  const list = choices.find((each) => each.includes(text))
  if (list !== undefined) return list.find((each) => each !== text)
  return text.startsWith('http') ? `${text}-2` : `other-${text}`.slice(0, 64)
}

function withValue(agreement: Agreement, place: string, value: unknown): Agreement {
  const copy = structuredClone(agreement)
  let here: unknown = copy
  const steps = place.split('/')
  for (const [index, step] of steps.entries()) {
    const next = Array.isArray(here)
      ? here.findIndex((item, at) => (item as { key?: string })?.key === step || String(at) === step)
      : step
    const holder = here as Record<string | number, unknown>
    if (index === steps.length - 1) holder[next] = value
    else here = holder[next]
  }
  return copy
}

const drawn = (node: React.ReactElement) =>
  renderToStaticMarkup(<LanguageContext value="en">{node}</LanguageContext>)
const onScreen = (agreement: Agreement) =>
  drawn(<AgreementText agreement={agreement} organisations={organisations} />)

const row = {
  id: '0198c0de-0000-7000-8000-000000000001',
  kind: 'managed',
  country: 'GHA',
  example: false,
  state: 'in force',
  inForceVersion: 1,
} as CompactRow
const context: PageContext = { language: 'en', path: '/compare', assets: { css: [], js: [] }, sources: [] }
const view: CompactView = {
  compact: row,
  title: 'Title',
  standing: { suspended: [], lastDay: null },
  tabs: {},
}
const compared = (from: Agreement, to: Agreement, why: { amendment: number; reason: string }[] = []) =>
  drawn(
    <ComparePage
      context={context}
      view={view}
      from={{ name: 'Version 1', agreement: from }}
      to={{ name: 'Version 2', agreement: to }}
      changes={compareAgreements(from, to)}
      options={[]}
      chosen={{ from: '1', to: '2' }}
      why={why}
      organisations={organisations}
    />,
  ).replaceAll('\u00a0', ' ')

describe('The whole text', () => {
  it.each([
    ['with everything in it', whole()],
    ['without a baseline, chosen by an assessment', noBaseline()],
  ])('%s is in the blocks that are read and printed: no value changes without them', (_, agreement) => {
    const read = (of: Agreement) => {
      const on = { agreement: of, language: 'en', organisations } as const
      return JSON.stringify([openingBlocks(on), blocksOf(on)])
    }
    const before = read(agreement)
    const hidden = [...valuesOf(agreement, '')]
      .filter(({ place, value }) => read(withValue(agreement, place, another(value, place))) === before)
      .map(({ place }) => place)
    expect(hidden).toEqual([])
  })

  it('is on the page as it is on paper, each clause in both languages', () => {
    const agreement = whole()
    const escaped = (text: string) => renderToStaticMarkup(<p>{text}</p>).slice(3, -4)
    const page = onScreen(agreement)
    const { blocks } = printed(
      { number: 1, hash: 'ab'.repeat(32), frozenAt: '2026-11-22T12:00:00Z', agreement },
      [],
      'en',
      { organisations },
    )
    const missing: string[] = []
    const seek = (text: string) => {
      for (const paragraph of text.split(/\n{2,}/))
        if (!page.includes(escaped(paragraph))) missing.push(paragraph)
    }
    for (const block of blocks.slice(
      0,
      blocks.findIndex((each) => each.is === 'part' && each.id === 'signatures'),
    )) {
      if (block.is === 'texts') for (const { text } of block.texts) seek(text)
      if (block.is === 'facts')
        for (const [label, value] of block.rows) {
          seek(label)
          seek(typeof value === 'string' ? value : value.text)
        }
      if (block.is === 'table')
        for (const cell of block.rows.flat())
          if (typeof cell === 'string') seek(cell)
          else for (const { text } of cell) seek(text)
      if (block.is === 'note') seek(block.text)
    }
    expect(missing).toEqual([])
  })

  it('links the assessment that chose the country and the study of the baseline, and prints both', () => {
    const chosen = whole({ chosenBy: { assessment: '0198c0de-1111-7000-8000-000000000001' } })
    const page = onScreen(chosen)
    expect(page).toContain('href="/assessments/0198c0de-1111-7000-8000-000000000001"')
    expect(page).toContain('href="https://example.org/study"')
    const paper = printed(
      { number: 1, hash: 'ab'.repeat(32), frozenAt: '2026-11-22T12:00:00Z', agreement: chosen },
      [],
      'en',
      { origin: 'https://tip.example.org' },
    )
    const all = JSON.stringify(paper.blocks)
    expect(all).toContain('https://tip.example.org/assessments/0198c0de-1111-7000-8000-000000000001')
    expect(all).toContain('https://example.org/study')
  })

  it('names each table apart, so that no two landmarks are called the same', () => {
    const text = whole()
    const [sheet] = text.indicators
    const twice = { ...text, indicators: [sheet, { ...sheet, key: 'again' }] as Agreement['indicators'] }
    const names = [...onScreen(twice).matchAll(/<section class="table-frame" aria-label="([^"]*)"/g)].map(
      ([, name]) => name,
    )
    expect(names.length).toBeGreaterThan(5)
    expect(new Set(names).size).toBe(names.length)
  })

  it('says of a term that was extended how long it was at first, and that its end was moved', () => {
    const extended = whole({ term: { years: 5, begins: '2024-02-01', ends: '2030-01-31' } })
    expect(onScreen(extended)).toContain('5 as first signed, extended to 31 January 2030')
    expect(onScreen(whole({ term: { years: 5, begins: null, ends: '2030-01-31' } }))).toContain('extended to')
    expect(onScreen(whole())).not.toContain('extended to')
  })

  it('has a name for every field there is, in words of four languages', () => {
    expect(checkDictionary(textWords, [])).toEqual([])
    const unnamed = [...valuesOf(whole(), ''), ...valuesOf(noBaseline(), '')]
      .map(({ place }) => patternOf(place))
      // Languages of a clause, parts of an amount or of a cell, and what stands in a list of keys belong to the field above.
      .filter(
        (pattern) =>
          fields[pattern]?.kind === undefined &&
          fields[pattern.slice(0, pattern.lastIndexOf('/'))]?.kind === undefined,
      )
    expect(unnamed).toEqual([])
    const all = patternsOf(JSON.parse(JSON.stringify(Agreement)) as Schema)
    expect(all.length).toBeGreaterThan(130)
    expect(all.filter((pattern) => fields[pattern] === undefined)).toEqual([])
  })
})

type Schema = {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  patternProperties?: Record<string, Schema>
}
/** Places of every field that the schema has. */
function patternsOf(schema: Schema, place = ''): string[] {
  const found = place === '' || place.endsWith('*') ? [] : [place]
  // Clauses and amounts are one field each; so is a cell.
  if (schema.patternProperties !== undefined) {
    const texts = Object.values(schema.patternProperties)
    const names = Object.keys(schema.patternProperties).join('')
    return place === 'sections'
      ? [...found, ...[...'ABCDEFG'].map((each) => `sections/${each}`)]
      : [...found, ...(texts.length + names.length === 0 ? [place] : [])]
  }
  if (schema.properties !== undefined) {
    if ('minor' in schema.properties) return found
    return [
      ...found,
      ...Object.entries(schema.properties)
        .filter(([name]) => name !== 'key')
        .flatMap(([name, inner]) => patternsOf(inner, place === '' ? name : `${place}/${name}`)),
    ]
  }
  if (schema.items !== undefined)
    return schema.items.properties === undefined
      ? found
      : [...found, ...patternsOf(schema.items, `${place}/*`)]
  if (schema.anyOf !== undefined)
    return [...new Set([...found, ...schema.anyOf.flatMap((each) => patternsOf(each, place))])]
  return found
}

describe('What one text changes in another', () => {
  const text = whole()
  const lists = [
    'parties',
    'objectives',
    'responsibilities',
    'initiatives',
    'indicators',
    'indicators/share/disaggregations',
    'indicators/share/disaggregations/sex/categories',
    'indicators/share/targets',
    'indicators/share/noTarget',
    'benchmarks',
    'plan/years',
    'plan/contributions',
    'plan/lines',
    'plan/rates',
    'tranches',
    'tranches/first/conditions',
    'entry',
    'sustainability',
    'risks',
    'documents',
  ]
  const listAt = (agreement: Agreement, place: string): unknown[] => {
    let here: unknown = agreement
    for (const step of place.split('/'))
      here = Array.isArray(here)
        ? here.find((item) => (item as { key: string }).key === step)
        : (here as Record<string, unknown>)[step]
    return here as unknown[]
  }

  it('is looked at in every list that an agreement has', () => {
    const all = Object.keys(fields).flatMap((each) =>
      each.includes('/*/') ? [each.slice(0, each.lastIndexOf('/*/'))] : [],
    )
    expect([...new Set(lists.map(patternOf))].sort()).toEqual([...new Set(all)].sort())
  })

  it.each(lists)('shows every value of an element that is added to or taken from %s', (place) => {
    const without = withValue(text, place, listAt(text, place).slice(0, -1))
    const [element] = listAt(text, place).slice(-1)
    const count = listAt(text, place).length - 1
    const key = (element as { key?: string }).key ?? String(count)
    const [added, removed] = [compared(without, text), compared(text, without)]
    const hidden = [...valuesOf(element, `${place}/${key}`)].flatMap(({ place: at, value }) => {
      const changed = withValue(text, at, another(value, at))
      return [
        ...(compared(without, changed) === added ? [`added ${at}`] : []),
        ...(compared(changed, without) === removed ? [`removed ${at}`] : []),
      ]
    })
    expect(hidden).toEqual([])
    expect(added).toContain('<ins>')
    expect(removed).toContain('<del>')
  })

  it('names the field of every value that changes, and shows it before and after', () => {
    const unnamed = [...valuesOf(text, '')].filter(({ place, value }) => {
      if (place.startsWith('languages')) return false
      const page = compared(text, withValue(text, place, another(value, place)))
      const list = page.slice(page.indexOf('standing-list'))
      return !/<(del|ins)>/.test(list) || /<p class="note">(Changed|undefined)/.test(list) === isNamed(place)
    })
    expect(unnamed.map(({ place }) => place)).toEqual([])
  })
  // The title and the like are named above, where it says which part changed.
  const isNamed = (place: string) => place.includes('/')

  it('names organisations, elements and years, and says by how much an amount changed', () => {
    const amended = whole()
    const [first] = amended.plan.lines
    const [donor] = amended.parties
    Object.assign(first as object, { revised: { minor: 110_000_000, currency: 'USD' } })
    Object.assign(donor as object, { organisation: other })
    const never = whole()
    Object.assign(never.plan.lines[0] as object, {
      original: { minor: 90_000_000, currency: 'USD' },
      revised: null,
    })
    const page = compared(
      never,
      {
        ...amended,
        plan: {
          ...amended.plan,
          lines: [
            {
              ...(amended.plan.lines[0] as Agreement['plan']['lines'][0]),
              original: { minor: 90_000_000, currency: 'USD' },
            },
            ...amended.plan.lines.slice(1),
          ],
        },
      },
      [{ amendment: 1, reason: 'More for the lake schools' }],
    )
    expect(page).toContain('<del>Donor Republic</del> → <ins>Another Republic</ins>')
    expect(page).toContain('Lines of the plan: Prevention · Lake schools · Donor’s grant · Year 1')
    expect(page).toContain('<del>USD 900,000.00</del> → <ins>USD 1,100,000.00</ins> (+200,000.00)')
    expect(page).not.toContain('prevention-grant-27')
    // Why, and what it comes to, stand above what changed.
    const changes = page.indexOf('What changed')
    for (const words of ['More for the lake schools', 'USD 1,300,000.00', '+200,000.00']) {
      expect(page.indexOf(words), words).toBeGreaterThan(-1)
      expect(page.indexOf(words), words).toBeLessThan(changes)
    }
  })

  it('of a year that has no target any more names the sheet, the field and the year, and does not call the sheet new', () => {
    const before = whole()
    const [sheet] = before.indicators
    const after = { ...before, indicators: [{ ...sheet, noTarget: [] }] as Agreement['indicators'] }
    const page = compared(after, before)
    expect(page).toContain('Indicators: Children in fishing · Why this year has no target: Year 2')
  })

  it('is told apart of two elements that are called the same', () => {
    const [risk] = text.risks
    const twins = { ...text, risks: [risk, { ...risk, key: 'twin' }] as Agreement['risks'] }
    const page = compared(twins, { ...twins, risks: twins.risks.map((each) => ({ ...each, effect: 5 })) })
    expect(page.split('<b>Risks: Floods</b>')).toHaveLength(3)
  })

  it('is nothing when only lines of the plan stand in another order', () => {
    const other_ = { ...text, plan: { ...text.plan, lines: [...text.plan.lines].reverse() } }
    expect(compareAgreements(text, other_)).toEqual([])
    const { entry: _, ...older } = text
    expect(compareAgreements(older as Agreement, { ...text, entry: [] })).toEqual([])
  })
})

describe('A text that was hashed with signs nobody sees', () => {
  it('shows on page and paper that they are there, and leaves none of its letters out', () => {
    const title = { en: 'Trial \u202Etcapmoc', fr: 'Essai\uFEFF' }
    const agreement = { ...whole(), title }
    const version = { number: 1, hash: 'ab'.repeat(32), frozenAt: '2026-11-22T12:00:00Z', agreement }
    const paper = JSON.stringify(printed(version, [], 'en'))
    expect(paper).toContain('Trial \uFFFDtcapmoc')
    expect(paper).not.toMatch(/[\u202E\uFEFF]/)
    const page = JSON.stringify(openingBlocks({ agreement, language: 'en', organisations } as never))
    expect(page).toContain('Trial \uFFFDtcapmoc')
    expect(page).toContain('Essai\uFFFD')
  })
})

describe('An invented compact on paper', () => {
  it('says so on its first sheet and at the foot of every page; a real one does not', () => {
    const version = { number: 1, hash: 'ab'.repeat(32), frozenAt: '2026-11-22T12:00:00Z', agreement: whole() }
    const invented = printed(version, [], 'fr', { example: true })
    expect(invented.example?.text).toContain('inventé')
    expect(invented.foot).toMatch(/^EXEMPLE · /)
    const real = printed(version, [], 'fr')
    expect(real.example).toBeNull()
    expect(real.foot).toMatch(/^Version/)
  })
})
