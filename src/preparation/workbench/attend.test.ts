import exceljs from 'exceljs'
import { describe, expect, it } from 'vitest'
import { attendant } from './attend.ts'
import type { Asked, Given, Told } from './messages.ts'

/** What the worker tells, in the order it tells it. */
function aWorker() {
  const told: Told[] = []
  const attend = attendant((each) => told.push(each))
  const read = async (given: Given, keep: string[] = []) => {
    await attend({ ask: 'read', id: 1, slot: 'table', given, keep })
    return told.at(-1) as Told
  }
  return { told, attend, read }
}
const file = (bytes: BlobPart, name = 'table.csv') => ({ file: new File([bytes], name) })
async function book(fill: (sheet: exceljs.Worksheet) => void): Promise<Given> {
  const workbook = new exceljs.Workbook()
  workbook.addWorksheet('Empty')
  fill(workbook.addWorksheet('Table'))
  return file(await workbook.xlsx.writeBuffer(), 'table.xlsx')
}
const lists = (settings: object): Asked => ({
  ask: 'compute',
  id: 2,
  path: 'lists',
  settings: {
    form: 'overlap',
    lists: ['a', 'b', 'c'],
    count: 'n',
    code: '',
    list: '',
    methods: ['stepwise-0.02'],
    resamples: '0',
    seed: '1',
    ...settings,
  },
})
const table = {
  text: 'a,b,c,n\n1,0,0,54\n0,1,0,31\n0,0,1,22\n1,1,0,7\n1,0,1,3\n0,1,1,4\n1,1,1,2\n',
  name: null,
}

describe('The worker of the workbench', () => {
  it('reads no sheet that is hidden, and no cell far to the right of any table', async () => {
    const { read } = aWorker()
    const workbook = new exceljs.Workbook()
    const people = workbook.addWorksheet('People', { state: 'hidden' })
    people.addRows([
      ['person', 'police'],
      ['Amina Diallo', 1],
    ])
    workbook.addWorksheet('Table').addRows([
      ['a', 'b', 'n'],
      [1, 0, 54],
    ])
    const told = await read(file(await workbook.xlsx.writeBuffer(), 'table.xlsx'))
    expect(told.tell === 'sheet' ? told.sheet?.columns.map(({ name }) => name) : told).toEqual([
      'a',
      'b',
      'n',
    ])

    const wide = await read(await book((sheet) => (sheet.addRow([]).getCell(16_000).value = 1)))
    expect(JSON.stringify(wide)).toContain('workbook')
  })

  it('reads a workbook and a text to the same columns, the first sheet with rows', async () => {
    const { read } = aWorker()
    const fromText = await read({ text: 'a,b,n\n1,0,54\n0,1,31\n', name: null })
    const fromBook = await read(
      await book((sheet) => {
        sheet.addRow(['a', 'b', 'n'])
        sheet.addRow([true, 0, 54])
        sheet.addRow([])
        sheet.addRow([0, 1, 31])
      }),
    )
    const columnsOf = (told: Told) => (told.tell === 'sheet' ? told.sheet?.columns : told)
    expect(columnsOf(fromBook)).toEqual(columnsOf(fromText))
  })

  it.each<[string, () => Promise<Given> | Given]>([
    [
      'formula',
      () =>
        book(
          (sheet) =>
            void sheet.addRows([
              ['a', 'b'],
              [1, { formula: 'A2+1', result: 2 }],
            ]),
        ),
    ],
    ['no-sheet', () => book(() => {})],
    ['encoding', () => file(new Uint8Array([0x61, 0x2c, 0xe9, 0x0a]))],
    ['old-workbook', () => file(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))],
    ['workbook', () => file(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))],
  ])('says “%s” of a file it cannot take, and keeps nothing of it', async (why, make) => {
    const { read, attend, told } = aWorker()
    await read(table)
    expect(await read(await make())).toEqual({ tell: 'strange-file', id: 1, why })
    await attend(lists({}))
    expect(told.at(-1)).toMatchObject({ tell: 'wrong', finding: { code: 'file-empty' } })
  })

  it('takes a workbook that was cut off anywhere for what it is', async () => {
    const given = await book(
      (sheet) =>
        void sheet.addRows([
          ['a', 'b'],
          [1, 2],
        ]),
    )
    const bytes = new Uint8Array(await ('file' in given ? given.file.arrayBuffer() : new ArrayBuffer(0)))
    const { read } = aWorker()
    for (let length = 5; length < bytes.length; length += 397)
      expect(await read(file(bytes.slice(0, length)))).toMatchObject({ tell: 'strange-file' })
  })

  it('computes nothing from a column that was struck out, unless a person kept it in', async () => {
    const { read, attend, told } = aWorker()
    const text = 'Phone,b,n\n1,0,54\n0,1,31\n1,1,4\n'
    await read({ text, name: null })
    await attend(lists({ lists: ['Phone', 'b'] }))
    expect(told.at(-1)).toMatchObject({
      tell: 'wrong',
      finding: { code: 'column-unknown', known: ['b', 'n'] },
    })
    await read({ text, name: null }, ['Phone'])
    await attend(lists({ lists: ['Phone', 'b'] }))
    expect(told.at(-1)).toMatchObject({ tell: 'result' })
  })

  it('keeps no column of names in, whoever asks', async () => {
    const { read } = aWorker()
    const told = await read({ text: 'Name,b,n\nAmina Diallo,0,54\nJosé da Silva,1,31\n', name: null }, [
      'Name',
    ])
    expect(told).toMatchObject({ sheet: { columns: [{ name: 'Name', struck: true, few: null }, {}, {}] } })
    expect(JSON.stringify(told)).not.toContain('Amina')
  })

  it('can be stopped in the middle, and computes the next', async () => {
    const { attend, read, told } = aWorker()
    await read(table)
    const running = attend(lists({ resamples: '1000000' }))
    await new Promise((resume) => setTimeout(resume, 60))
    await attend({ ask: 'stop', id: 2 })
    await running
    expect(told.at(-1)).toEqual({ tell: 'stopped', id: 2 })
    await attend(lists({}))
    expect(told.at(-1)).toMatchObject({ tell: 'result' })
  })
})
