import { isDay } from '../../indicators/days.ts'
import { BillFault } from './faults.ts'

/**
 * The day an address asks for; today where it asks for none. Throws BillFault 422 for what is no day, and for one that has
 * not come: of it nothing can be known.
 */
export function dayAsked(asked: string | undefined, today: string): string {
  if (asked === undefined || asked.trim() === '') return today
  if (!isDay(asked)) throw new BillFault('no day')
  if (asked > today) throw new BillFault('day to come', { today })
  return asked
}
