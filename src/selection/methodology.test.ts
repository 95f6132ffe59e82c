import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Unusable } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { shippedMethodologies, shippedMethodology } from './catalogue.ts'
import { seriesNamed } from './criteria.ts'
import { nearest, readMethodology, unknownNames } from './methodology.ts'

const good = readFileSync(path.join(projectRoot(), 'examples', 'example-method.yaml'), 'utf8')
const faultsOf = (text: string) => {
  try {
    readMethodology(text, 'm.yaml')
  } catch (error) {
    if (error instanceof Unusable) return error.details
    throw error
  }
  return []
}
const change = (from: string | RegExp, to: string) => {
  expect(good).toMatch(from)
  return faultsOf(good.replace(from, to))
}
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

describe('A methodology document', () => {
  it('is read when nothing is wrong with it', () => {
    expect(faultsOf(good)).toEqual([])
  })

  it.each([
    'atest-2014',
    'tipping-point',
    'mcc-scorecard',
    'child-protection-compact',
  ])('ships as %s, with every text in four languages', (id) => {
    const { methodology } = shippedMethodology(id)
    const texts: Record<string, string>[] = []
    const collect = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      if ('en' in value && typeof value.en === 'string') texts.push(value as Record<string, string>)
      else for (const part of Object.values(value)) collect(part)
    }
    collect(methodology)
    expect(texts.length).toBeGreaterThanOrEqual(20)
    for (const text of texts) expect(Object.keys(text).sort(), text.en).toEqual(['en', 'es', 'fr', 'pt'])
  })

  it('names every series it reads, so that a run can say which are missing', () => {
    expect(seriesNamed(shippedMethodology('atest-2014').methodology).map(({ name }) => name)).toEqual([
      'tip_tier',
      'tip_tier',
      'cspa_list',
      'usaid_presence',
      'wgi_rule_of_law',
      'wgi_control_of_corruption',
      'wgi_voice_accountability',
      'immigrants_pct_population',
      'emigrants_pct_population',
    ])
    expect(seriesNamed(shippedMethodology('mcc-scorecard').methodology)).toHaveLength(21)
  })

  it('is found by its name, and a misspelt name gets the nearest', () => {
    expect(() => shippedMethodology('atest-2041')).toThrow('There is no methodology “atest-2041”')
    expect(shippedMethodologies().map(({ methodology }) => methodology.methodology)).toEqual([
      'tipping-point',
      'atest-2014',
      'child-protection-compact',
      'mcc-scorecard',
    ])
  })
})

describe('A fault in a methodology is told by line, with its remedy', () => {
  it('when it is empty or no YAML', () => {
    expect(faultsOf('  \n')).toMatchObject([{ place: 'm.yaml', message: 'no methodology in it' }])
    expect(faultsOf('a: [1, 2\nb: 3')[0]).toMatchObject({ place: expect.stringMatching(/^m\.yaml:\d+$/) })
  })

  it('when indentation breaks, or a name stands twice', () => {
    expect(change('version: 1', 'version: 1\nversion: 2')[0]).toMatchObject({
      place: `m.yaml:${lineOf(good, 'version: 1') + 1}`,
    })
    expect(change('version: 1', 'version: 1\n\tstatus: draft').length).toBeGreaterThan(0)
  })

  it('when a needed part is missing', () => {
    expect(change(/^tip:\n( {2}.*\n)+/m, '')).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('lacks “tip”'), remedy: 'add “tip:”' }),
    )
  })

  it('when a name has no meaning', () => {
    const [fault] = change('version: 1', 'version: 1\ncolour: red')
    expect(fault).toMatchObject({
      place: `m.yaml:${lineOf(good, 'version: 1') + 1}`,
      message: '“colour” has no meaning here',
    })
  })

  it('when weights do not sum to 100', () => {
    const [fault] = change('weight: 60', 'weight: 50')
    expect(fault).toMatchObject({
      message: 'the weights of “readiness” sum to 90',
      remedy: expect.stringContaining('100'),
    })
    expect(fault?.place).toMatch(/^m\.yaml:\d+$/)
  })

  it('when a weight is zero and would change nothing', () => {
    const faults = change('weight: 60', 'weight: 0')
    expect(faults).toContainEqual(
      expect.objectContaining({ message: '“justice” has weight 0 and would change nothing' }),
    )
  })

  it('when two parts have one name', () => {
    expect(change('id: openness', 'id: justice')).toContainEqual(
      expect.objectContaining({ message: '“justice” is used twice' }),
    )
  })

  it('when a gate asks for nothing', () => {
    expect(change('    atLeast: 2\n', '')).toContainEqual(
      expect.objectContaining({ message: 'gate “effort” asks for nothing' }),
    )
  })

  it('when goalposts are one, or the points of a trapezoid do not rise', () => {
    expect(change('goalposts: [0, 10]', 'goalposts: [3, 3]')).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('goalposts of “justice” are one') }),
    )
    expect(change('trapezoid: [1, 3, 7, 9]', 'trapezoid: [1, 7, 3, 9]')).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('do not rise') }),
    )
  })

  it('when the tree is cyclic: an alias inside what it names', () => {
    const cyclic = good
      .replace('criteria:\n', 'criteria: &top\n')
      .replace(/ {2}children:\n/, '  children:\n    - *top\n')
    expect(faultsOf(cyclic)[0]).toMatchObject({
      message: expect.stringContaining('the tree would never end'),
    })
  })

  it('when aliases multiply without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`)
      .join('\n')}\n`
    expect(faultsOf(bomb).length).toBeGreaterThan(0)
  })

  it('when a hurdle names no indicator of the card', () => {
    const card = shippedMethodology('mcc-scorecard').text.replace(
      'anyOf: [control-of-corruption]',
      'anyOf: [control-of-coruption]',
    )
    expect(faultsOf(card)).toContainEqual(
      expect.objectContaining({ remedy: 'did you mean control-of-corruption?' }),
    )
  })
})

describe('A series nobody has defined', () => {
  it('is refused with the names that are near', () => {
    const { methodology } = shippedMethodology('atest-2014')
    const known = new Set([
      'tip_tier',
      'cspa_list',
      'usaid_presence',
      'wgi_rule_of_law',
      'wgi_control_of_corruptions',
      'wgi_voice_accountability',
      'immigrants_pct_population',
      'emigrants_pct_population',
    ])
    expect(unknownNames(methodology, known)).toEqual([
      {
        place: 'criterion control-of-corruption',
        message: '“wgi_control_of_corruption” is not a known series or dataset',
        remedy: 'did you mean wgi_control_of_corruptions?',
      },
    ])
  })

  it('has no near name where nothing is alike', () => {
    expect(nearest('xyz', ['tip_tier', 'cspa_list'])).toEqual([])
  })
})
