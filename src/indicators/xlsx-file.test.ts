import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipOf } from '../house/documents/zip.test-data.ts'
import { type Cell, usualLimits } from './table.ts'
import { readXlsx } from './xlsx-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tip-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true }))

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const parts = (cells: string, shared = '', styles = '') => ({
  'xl/workbook.xml': `<workbook ${main} xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/sharedStrings.xml': `<sst ${main}>${shared}</sst>`,
  'xl/styles.xml': `<styleSheet ${main}>${styles}</styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
})
async function cellsOf(of: Record<string, string>, asShown = false): Promise<Cell[]> {
  const file = path.join(folder, 'a.xlsx')
  await writeFile(file, zipOf(of))
  const rows = []
  for await (const batch of readXlsx(file, { limits: usualLimits, asShown })) rows.push(...batch)
  return rows.flatMap(({ cells }) => cells)
}

describe('A cell of a workbook', () => {
  it.each([
    ['all of its runs', '<r><t>12</t></r><r><t>3</t></r>', '123'],
    [
      'nothing of how it is spoken',
      '<t>12</t><rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="1"/>',
      '12',
    ],
    [
      'a raised digit as one',
      '<r><t>24</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>',
      '24²',
    ],
    [
      'no raised digit after it',
      '<r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t>4</t></r>',
      '₂4',
    ],
    ['its spaces and signs', '<t xml:space="preserve"> a &lt; b </t>', ' a < b '],
    ['nothing but an empty text', '<t/>', ''],
  ])('is read with %s, in the cell and among the shared texts alike', async (_, runs, text) => {
    const inline = `<c r="A1" t="inlineStr"><is>${runs}</is></c><c r="B1"><v>1</v></c>`
    expect(await cellsOf(parts(inline))).toEqual([text, 1])
    const shared = '<c r="A1" t="s"><v>1</v></c><c r="B1"><v>1</v></c>'
    expect(await cellsOf(parts(shared, `<si><t>other</t></si><si>${runs}</si>`))).toEqual([text, 1])
  })

  it('is no number where it begins like one, and no text that is not there', async () => {
    const cells = await cellsOf(
      parts(
        '<c r="A1"><v>12abc</v></c><c r="B1" t="s"><v>5</v></c><c r="D1"><f>1+1</f><v>2</v></c><c r="E1" t="e"><v>#N/A</v></c>',
      ),
    )
    expect(
      cells.map((cell) => (typeof cell === 'object' ? cell.fault.split(' ').slice(2).join(' ') : cell)),
    ).toEqual([
      'holds the error 12abc',
      'holds the error of a text that is not there',
      '',
      expect.stringContaining('holds a formula'),
      'holds the error #N/A',
    ])
  })

  it('is what whoever opens the file sees, where that is asked: per cent with its sign, a day no number', async () => {
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="171" formatCode="[Red]dd/mm/yy"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>`
    const row = [0, 1, 2, 3, 4]
      .map((style, at) => `<c r="${'ABCDE'[at]}1" s="${style}"><v>0.07</v></c>`)
      .join('')
    const shown = await cellsOf(parts(row, '', styles), true)
    expect(shown.map((cell) => (typeof cell === 'object' ? cell.why : cell))).toEqual([
      0.07,
      '7%',
      'day',
      0.07,
      'day',
    ])
    expect(await cellsOf(parts(row, '', styles))).toEqual([0.07, 0.07, 0.07, 0.07, 0.07])
  })

  it.each([
    ['without its column', '<c><v>1</v></c>', 'in which column'],
    ['twice', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', 'the same place'],
  ])('that stands there %s makes no table', async (_, cells, message) => {
    await expect(cellsOf(parts(cells))).rejects.toMatchObject({
      details: [{ message: expect.stringContaining(message) }],
    })
  })
})
