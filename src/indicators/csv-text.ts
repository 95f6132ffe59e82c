/** A row of CSV as RFC 4180 has it: quoted where needed, one line feed at its end. */
export function csvLine(cells: (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

function csvCell(cell: string | number | null): string {
  const text = cell === null ? '' : String(cell)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * The same for text that came from somebody else and may be opened in a spreadsheet:
 * what would start a formula there gets an apostrophe in front (OWASP, CSV injection).
 * Numbers, also written out, stay as they are: a reader must find a number.
 */
export function guardedCsvLine(cells: (string | number | null)[]): string {
  return csvLine(
    cells.map((cell) =>
      typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell,
    ),
  )
}
