import { field } from '../../house/form-fields.ts'

/** The revision a form was read at; none that there is when it does not say. */
export function revisionIn(body: unknown): number {
  const text = field(body, 'revision')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
