import { readFileSync } from 'node:fs'
import { sharedData } from '../../../test/support/shared.ts'

/** Columns of a reference file by name, or null where the reference data is not beside the checkout. */
export function columnsOf(file: string): { [name: string]: string[] } | null {
  const path = sharedData(`prevalence/${file}`)
  if (path === null) return null
  const [heading = [], ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return Object.fromEntries(heading.map((name, place) => [name, rows.map((row) => row[place] ?? '')]))
}

/** Reference outputs of one kind of method. */
export function golden<T>(part: string): T | null {
  const path = sharedData('prevalence/golden.json')
  return path === null ? null : JSON.parse(readFileSync(path, 'utf8'))[part]
}
