import ExcelJS from 'exceljs'
import { type CellField, cellFields } from '../monitoring/reading.ts'

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type Filled = { indicator: string; cell: string; fields: Partial<Record<CellField, string>> }

/**
 * Fills the workbook of a report in as a reporter does in a spreadsheet: values stand in the columns at the end of each
 * row, whose first two cells name indicator and cell. Throws Error for a cell that the workbook does not ask for.
 */
export async function filledIn(bytes: Buffer, cells: readonly Filled[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  // The types of the library know a Buffer of an older Node: what it reads are bytes all the same.
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  const [sheet] = workbook.worksheets
  if (sheet === undefined) throw new Error('The workbook has no sheet')
  const first = sheet.getRow(2).cellCount - cellFields.length
  for (const { indicator, cell, fields } of cells) {
    let found = false
    sheet.eachRow((row) => {
      if (row.getCell(1).text !== indicator || row.getCell(2).text !== cell) return
      found = true
      cellFields.forEach((field, place) => {
        const value = fields[field]
        if (value !== undefined)
          row.getCell(first + place + 1).value = /^\d+([.]\d+)?$/.test(value) ? Number(value) : value
      })
    })
    if (!found) throw new Error(`The workbook does not ask for ${indicator} ${cell}`)
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
