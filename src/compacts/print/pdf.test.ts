import { describe, expect, it } from 'vitest'
import { languages } from '../../ui/language.ts'
import { aDraft } from '../forms/agreement.test-data.ts'
import { printed } from './document.ts'
import { pdfOf } from './pdf.ts'

const version = (over: Parameters<typeof aDraft>[0] = {}) => ({
  number: 3,
  hash: 'ab12'.repeat(16),
  frozenAt: '2026-11-22T12:00:00.000Z',
  agreement: aDraft(over),
})
const make = async (
  what: Parameters<typeof printed>[0],
  language: 'en' | 'fr' | 'es' | 'pt' = 'en',
  more: Parameters<typeof printed>[3] = {},
) => pdfOf(printed(what, [], language, more), { language, instead: '/compacts/x/versions/3' })

describe('An agreement on paper', () => {
  it('is data: every clause of both languages, the plan with its sums, the hash, and who signs', () => {
    const { blocks, foot, about } = printed(version(), [], 'fr')
    const all = JSON.stringify(blocks)
    for (const words of [
      'Fewer children fish',
      'Moins d’enfants pêchent',
      'Section G says what both will do.',
      'La section G dit ce que les deux feront.',
      'Les enfants',
      'Children in fishing',
      'Une ligne au budget',
      'Signature, nom et qualité, lieu et date',
    ])
      expect(all + JSON.stringify(printed(version(), [], 'fr').titles), words).toContain(words)
    expect(foot).toContain('ab12'.repeat(16))
    expect(about.flat()).toContain('ab12'.repeat(16))
    // Sums of the plan: 1,000,000.50 of the grant, and the staff in cedis.
    expect(all).toContain('1\u202f000\u202f000,50')
  })

  it.each(languages)('is tagged, in a compact of %s and another language', async (language) => {
    const { pdf, standard } = await make(version({ languages: [language, 'de'] }), language)
    expect(standard).toBe('ua-1')
    const text = pdf.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    for (const mark of ['/StructTreeRoot', '/MarkInfo', '/Lang', 'pdfuaid', 'ab12'.repeat(16)])
      expect(text).toContain(mark)
  })

  it('is tagged, with its mark and its links, when it is of an invented compact', async () => {
    const { pdf, standard } = await make(
      version({ chosenBy: { assessment: '0198c0de-1111-7000-8000-000000000001' } }),
      'fr',
      { example: true, origin: 'https://tip.example.org' },
    )
    expect(standard).toBe('ua-1')
    expect(pdf.toString('latin1')).toContain(
      'https://tip.example.org/fr/assessments/0198c0de-1111-7000-8000-000000000001',
    )
  })

  it('prints what would be commands to a typesetter, and obeys none of it', async () => {
    const hostile = [
      '#panic("no") $x^2$ \\ *b* _i_ `c` <l> @r //c /*c*/ = h - l ~ "q" #{ } ] [ ) (',
      '#import "/etc/passwd": * #read("/etc/passwd") #sys.inputs.data',
      '&lt;script&gt;\u0000\u0007\u202Eturned\u2069 \uFFFD',
      'مرحبا שלום',
      'x'.repeat(3000),
      'words '.repeat(1700),
    ].join('\n\n')
    const text = { en: hostile, fr: hostile }
    const what = version({
      languages: ['en', 'ar'],
      title: { en: '#panic() $', ar: hostile.slice(0, 120) },
      sections: Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((each) => [each, text])) as never,
      legalBasis: { en: hostile, ar: hostile },
    })
    const { pdf } = await make(what)
    const raw = pdf.toString('latin1')
    expect(raw).toContain('/StructTreeRoot')
    expect(raw).toContain('/MarkInfo')
  })

  it('is set once for all who ask for the same', async () => {
    const [one, other] = [await make(version()), await make(version())]
    expect(other.pdf).toBe(one.pdf)
  })

  it('is set beside the thread that answers requests', async () => {
    let turns = 0
    const ticking = setInterval(() => {
      turns += 1
    }, 5)
    await make({ ...version(), number: 9 })
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(0)
  })

  it('is refused with what to do instead on a machine without the program', async () => {
    await expect(
      pdfOf(printed(version(), [], 'fr'), {
        language: 'fr',
        instead: '/fr/compacts/x/versions/3',
        program: 'no-such-program',
      }),
    ).rejects.toMatchObject({
      status: 503,
      message: 'Le PDF ne peut pas être fait sur cette machine',
      details: [{ place: '/fr/compacts/x/versions/3', remedy: expect.stringContaining('Imprimez') }],
    })
  })
})
