import { describe, expect, it } from 'vitest'
import { Codes, type WrongCode } from './codes.ts'
import type { Element } from './read.ts'
import { type CodeRule, type CodeUse, codeRules, codesOf, namesOf } from './tables.ts'

const codes = new Codes(codeRules())

/** A record with one element at a path, holding a code where the rule looks for it. */
function recordWith({ path, at }: CodeRule, code: string, more: Record<string, string> = {}) {
  const [root = '', ...names] = path.slice(1).split('/')
  const elements = names.map((name): Element => ({ name, attributes: {}, line: 1, children: [], text: '' }))
  for (const [i, element] of elements.entries()) elements[i - 1]?.children.push(element)
  const last = elements.at(-1)!
  if (at === 'text()') last.text = code
  else last.attributes[at.slice(1)] = code
  Object.assign(last.attributes, more)
  return { root, record: elements[0]! }
}

function wrongIn({ root, record }: { root: string; record: Element }): string[] {
  const found: WrongCode[] = []
  codes.judge(root, record, (wrong) => found.push(wrong))
  return found.map(({ use, at, value }) => `${use.id} ${at} ${value}`)
}

const rightCode = ({ list, without }: CodeUse) =>
  [...codesOf(list)!].find((code) => !without?.includes(code))!

/** Each rule with each vocabulary it hangs on; those on a file’s root or on every text are others’. */
const cases = codeRules()
  .filter(({ path }) => path.split('/').length > 2)
  .flatMap((rule): [string, string, CodeRule, CodeUse, Record<string, string>][] =>
    'when' in rule
      ? Object.entries(rule.when).map(([said, use]) => [use.id, rule.path, rule, use, { [rule.by]: said }])
      : [[rule.id, rule.path, rule, rule, {}]],
  )

describe('A code', () => {
  it.each(cases)('of %s (%s) is told when it is not on its list, and only then', (id, _, rule, use, more) => {
    expect(wrongIn(recordWith(rule, 'no such code', more))).toEqual([`${id} ${rule.at} no such code`])
    expect(wrongIn(recordWith(rule, rightCode(use), more))).toEqual([])
  })

  it('without a vocabulary is one of the vocabulary that is meant then', () => {
    const sector = codeRules().find(({ path }) => path === '/iati-activities/iati-activity/sector')!
    expect(wrongIn(recordWith(sector, '1'))).toEqual(['9.76.1 @code 1'])
    expect(wrongIn(recordWith(sector, '1', { vocabulary: '' }))).toContain('9.76.1 @code 1')
  })

  it('of a vocabulary that nobody publishes is let pass', () => {
    const sector = codeRules().find(({ path }) => path === '/iati-activities/iati-activity/sector')!
    expect(wrongIn(recordWith(sector, 'ours', { vocabulary: '99' }))).toEqual([])
  })

  it('of a language is advice, whatever its capitals and region', () => {
    const element = (lang: string): Element => ({
      name: 'iati-activity',
      attributes: { 'xml:lang': lang },
      line: 1,
      children: [],
      text: '',
    })
    const said = (lang: string) => {
      const found: WrongCode[] = []
      codes.judge('iati-activities', element(lang), (wrong) => found.push(wrong))
      return found.map(({ use }) => `${use.id} ${use.severity}`)
    }
    expect(said('pt-BR')).toEqual([])
    expect(said('EN')).toEqual([])
    expect(said('english')).toEqual(['9.95.1 advisory'])
  })
})

describe('A code list', () => {
  it('that is short tells its names, in French too where they are published', () => {
    expect(namesOf('ActivityStatus')).toContainEqual({ code: '4', en: 'Closed', fr: 'Fermé' })
    expect(namesOf('Country')).toBeNull()
  })

  it('that does not exist holds nothing, whatever it is called', () => {
    expect(codesOf('constructor')).toBeNull()
    expect(namesOf('toString')).toBeNull()
  })
})
