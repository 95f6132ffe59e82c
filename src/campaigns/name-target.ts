import { allFacts, linePath } from '../budget/store.ts'
import { today } from '../house/house.ts'
import { formatDay, speak } from '../ui/language.ts'
import { stateShort } from './bills/pages/frame.tsx'
import type { BillHead } from './bills/schema.ts'
import { standingOn } from './bills/standing.ts'
import { billOrNull, listBills, machineFor } from './bills/store.ts'
import { words } from './bills/words.ts'
import type { AroundCampaigns } from './coalition/panels.ts'

/** A bill or a line of the budget that a campaign asks about, by name and with its page; null where it is not known here. */
export const nameTarget: NonNullable<AroundCampaigns['nameTarget']> = async (
  house,
  target,
  language,
  asOf,
) => {
  const { db } = house
  if (target.kind === 'bill') {
    const bill = await billOrNull(db, target.bill)
    if (bill === null) return null
    const now = today(house)
    const day = asOf !== null && asOf < now ? asOf : now
    const path = `/bills/${bill.id}${day === now ? '' : `?on=${day}`}`
    const machine = await machineFor(db, bill.legislature, bill.session.id)
    const stands = standingOn(bill, machine, day)
    // Of a bill whose ways no pack knows, its page alone tells.
    if (machine === null || stands.state === null) return { name: nameOfBill(bill), path }
    const say = speak(words, language)
    const stood = say('ask.stood', {
      day: formatDay(language, day),
      state: stateShort(stands, machine, language),
    })
    const late = target.wanted === 'cosponsor' && (stands.end !== null || passed.test(stands.state))
    return { name: nameOfBill(bill), path, stood: late ? `${stood} ${say('ask.left')}` : stood }
  }
  if (target.kind !== 'budget line') return null
  const name = (await nameLines(db)).get(target.line)
  return name === undefined ? null : { name, path: linePath(target.line) }
}

/** States of a bill that its first chamber has decided on. */
const passed = /^(PASS|CONFERENCE|VETO|PROV_KILL:(VETO|PINGPONG))/

/** Bills that an ask may be about. */
export const billsToAsk: NonNullable<AroundCampaigns['bills']> = async ({ db }) =>
  (await listBills(db)).map((bill) => ({ value: bill.id, name: nameOfBill(bill) }))

/** Lines of the budget that an ask may be about, by name. */
export const linesToAsk: NonNullable<AroundCampaigns['lines']> = async ({ db }) =>
  [...(await nameLines(db))]
    .map(([value, name]) => ({ value, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))

const nameOfBill = ({ printed, session, title }: BillHead) => `${printed} (${session.id}), ${title}`

/** Lines by key. Programmes are renamed over the years: the newest name is the one people know. */
async function nameLines(db: Parameters<typeof allFacts>[0]): Promise<Map<string, string>> {
  const facts = (await allFacts(db)).toSorted((one, other) => one.fiscalYear - other.fiscalYear)
  return new Map(facts.map(({ line, program, agency }) => [line, `${program} (${agency})`]))
}
