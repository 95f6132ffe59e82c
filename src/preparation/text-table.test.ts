import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimators/estimate.ts'
import { cellsOf, columnNamed, numbersOf, readTextTable } from './text-table.ts'

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

  it('is never guessed from marks that may part thousands', () => {
    for (const text of ['1 000', '1’000', '1.000.000', '12 persons', '0x10', 'Infinity', '1e999'])
      expect(wrong(() => one(text, ';'))).toMatchObject({ code: 'not-a-number', text })
  })
})
