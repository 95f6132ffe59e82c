import { readFileSync } from 'node:fs'
import { sharedData } from '../../../test/support/shared.ts'
import type { Respondent } from './rds-data.ts'

/** Rows of a plain CSV file of the reference data, keyed by its headings; null where the data is not there. */
export function referenceRows(file: string): Record<string, string>[] | null {
  const path = sharedData(`prevalence/${file}`)
  if (path === null) return null
  const [heading = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const names = heading.split(',').map((name) => name.replaceAll('"', ''))
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

/** A respondent-driven sample of the reference data. */
export function referenceSample(file: string, degree: string, outcome: string): Respondent[] | null {
  return (
    referenceRows(file)?.map((row) => ({
      id: row.id!,
      recruiter: row['recruiter.id']!,
      degree: row[degree]!,
      outcome: row[outcome]!,
    })) ?? null
  )
}

/** Respondents from short lines: number, recruiter (0 for a seed), degree, answer. */
export function respondents(lines: string): Respondent[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', recruiter = '', degree = '', outcome = ''] = line.trim().split(/\s+/)
      return { id, recruiter, degree, outcome }
    })
}
