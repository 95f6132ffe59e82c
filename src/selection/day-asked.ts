import { WrongUse } from '../house/errors.ts'
import { type House, today } from '../house/house.ts'

/** What is wrong with a day that was asked for; null when it exists and has come. */
export function faultOfDay(text: string, house: Pick<House, 'now'>): 'no day' | 'to come' | null {
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  if (!exists) return 'no day'
  return text > today(house) ? 'to come' : null
}

/** A day that exists and has come, as a command asks for it. */
export function dayOf(text: string, house: Pick<House, 'now'>): string {
  const fault = faultOfDay(text, house)
  if (fault === 'no day')
    throw new WrongUse(`“${text.slice(0, 40)}” is not a day`, [
      {
        place: '--as-of',
        message: 'A day is written YYYY-MM-DD.',
        remedy: 'For example --as-of 2014-02-28.',
      },
    ])
  if (fault === 'to come')
    throw new WrongUse(`${text} is still to come`, [
      {
        place: '--as-of',
        message: 'What will be known then is not known now.',
        remedy: `Ask for ${today(house)} or earlier.`,
      },
    ])
  return text
}
