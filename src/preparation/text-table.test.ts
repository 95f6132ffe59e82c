import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimators/estimate.ts'
import { cellsOf, cellsWithPoint, columnNamed, numbersOf, readTextTable } from './text-table.ts'

const wrong = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof WrongData) return error.finding
    throw error
  }
  return null
}

describe('A table in a text file', () => {
  it('is read with commas, semicolons and tabs, quotes, a byte order mark and empty lines', () => {
    const expected = {
      columns: ['id', 'place, town'],
      rows: [
        ['1', 'a "b"'],
        ['2', ''],
      ],
    }
    expect(readTextTable('id,"place, town"\n1,"a ""b"""\n2,\n')).toMatchObject(expected)
    expect(readTextTable('\ufeffid;"place, town"\r\n1;"a ""b"""\r\n\r\n2;\r\n')).toMatchObject(expected)
    expect(readTextTable('id\tplace, town\n1\t"a ""b"""\n2\t\n')).toMatchObject(expected)
  })

  it('is refused when it is none', () => {
    expect(wrong(() => readTextTable(' \n'))).toEqual({ code: 'file-empty' })
    expect(wrong(() => readTextTable('PK\0\0'))).toEqual({ code: 'file-not-text' })
    expect(wrong(() => readTextTable('a,b\n'))).toEqual({ code: 'file-without-rows' })
    const unheaded = { code: 'heading-of-numbers', text: '30' }
    expect(wrong(() => readTextTable('1,0,30\n0,1,20\n1,1,9\n'))).toEqual(unheaded)
    expect(readTextTable('place,2011,2012\nHere,1,2\n').columns).toEqual(['place', '2011', '2012'])
    expect(wrong(() => readTextTable('a,b\n1,"2\n'))).toMatchObject({ code: 'quote-not-closed' })
    expect(wrong(() => readTextTable('a,a\n1,2\n'))).toEqual({ code: 'column-twice', column: 'a' })
    expect(wrong(() => readTextTable('a,b\n1,2\n1\n'))).toEqual({
      code: 'row-width',
      row: 2,
      is: 1,
      expected: 2,
    })
  })

  it('gives a column by its heading, whatever its case, and names those there are', () => {
    const table = readTextTable('Id,Degree\n7,3\n')
    expect(cellsOf(table, columnNamed(table, 'degree'))).toEqual(['3'])
    expect(wrong(() => columnNamed(table, 'size'))).toEqual({
      code: 'column-unknown',
      column: 'size',
      known: ['Id', 'Degree'],
    })
  })
})

describe('A number in a table', () => {
  const one = (text: string, separator = ',') =>
    numbersOf(readTextTable(`a${separator}b\n"${text}"${separator}1\n`), 0)[0]

  it('may have a decimal comma where cells are parted by semicolons', () => {
    expect(one('0,35', ';')).toBe(0.35)
    expect(wrong(() => one('0,35'))).toEqual({ code: 'not-a-number', row: 1, column: 'a', text: '0,35' })
  })

  it('is unknown, not nought, where a cell is empty or says so', () => {
    for (const text of ['', 'NA', 'n/a', '–', '.']) expect(one(text)).toBeNull()
  })

  it('with a point and three digits between semicolons is taken neither as thousands nor as decimals', () => {
    const table = (...cells: string[]) =>
      readTextTable(['a;b', ...cells.map((cell) => `${cell};1`)].join('\n'))
    for (const cells of [
      ['900', '1.500'],
      ['2,5', '1.500'],
    ])
      for (const read of [numbersOf, cellsWithPoint])
        expect(wrong(() => read(table(...cells), 0))).toEqual({
          code: 'thousands-or-decimals',
          row: 2,
          column: 'a',
          text: '1.500',
        })
    // A cell beside it shows that points part decimals here; between commas nothing else can be meant.
    expect(numbersOf(table('1.500', '0.250'), 0)).toEqual([1.5, 0.25])
    expect(numbersOf(table('1.500', '12.5'), 0)).toEqual([1.5, 12.5])
    expect(one('1.500')).toBe(1.5)
  })

  it('is never guessed from marks that may part thousands', () => {
    for (const text of ['1 000', '1’000', '1.000.000', '12 persons', '0x10', 'Infinity', '1e999'])
      expect(wrong(() => one(text, ';'))).toMatchObject({ code: 'not-a-number', text })
  })
})
