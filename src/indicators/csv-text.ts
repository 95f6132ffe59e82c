/** A row of CSV as RFC 4180 has it: quoted where needed, one line feed at its end. */
export function csvLine(cells: (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

function csvCell(cell: string | number | null): string {
  const text = cell === null ? '' : String(cell)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The same for text that came from somebody else and may be opened in a spreadsheet:
 * what would start a formula there gets an apostrophe in front (OWASP, CSV injection).
 */
export function guardedCsvLine(cells: string[]): string {
  return csvLine(
    cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d*\.?\d+$/.test(cell) ? `'${cell}` : cell)),
  )
}
