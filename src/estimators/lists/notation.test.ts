import { describe, expect, it } from 'vitest'
import { closureOf, independence, orderOf, printModel, printModelByNames, readModel } from './notation.ts'

const lists = ['LA', 'NG', 'PF', 'GO']

describe('The notation of a model', () => {
  it('implies the lower terms', () => {
    expect(readModel('[123,4]', lists)).toEqual([1, 2, 4, 8, 3, 5, 6, 7])
    expect(orderOf(readModel('[123,4]', lists))).toBe(3)
    expect(closureOf([3])).toEqual([1, 2, 3])
  })

  it('is printed with the largest terms first, and read back as the same model', () => {
    for (const text of ['[1,2,3,4]', '[12,13,4]', '[123,24,34]', '[1234]', '[23,1,4]'])
      expect(printModel(readModel(text, lists))).toBe(text)
    expect(printModel(readModel(' 4, 31,2 ', lists))).toBe('[13,2,4]')
    expect(printModel(independence(4))).toBe('[1,2,3,4]')
  })

  it('can name the lists instead', () => {
    const model = readModel('[LA:NG, PF:LA, GO]', lists)
    expect(printModelByNames(model, lists)).toBe('[LA:NG,LA:PF,GO]')
    expect(printModel(model)).toBe('[12,13,4]')
  })

  it('writes the tenth list as 0', () => {
    const ten = Array.from({ length: 10 }, (_, k) => `L${k + 1}`)
    const text = '[10,20,3,4,5,6,7,8,9]'
    expect(printModel(readModel(text, ten))).toBe(text)
  })

  it.each([
    ['[12,5,3,4]', { code: 'model-not-read', text: '[12,5,3,4]', at: '5' }],
    ['[LA:XX,3]', { code: 'model-not-read', text: '[LA:XX,3]', at: 'LA:XX' }],
    ['[11,2,3,4]', { code: 'model-not-read', text: '[11,2,3,4]', at: '11' }],
    ['[12,,3,4]', { code: 'model-not-read', text: '[12,,3,4]', at: '' }],
    ['[12,3]', { code: 'list-not-in-model', list: 'GO', text: '[12,3]' }],
  ])('refuses %s', (text, finding) => {
    expect(() => readModel(text, lists)).toThrow(JSON.stringify(finding))
  })
})
