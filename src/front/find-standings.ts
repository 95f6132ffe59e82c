import { dataVersion } from '../house/data-version.ts'
import { type House, today } from '../house/house.ts'
import { shippedMethodologies, shippedMethodology } from '../selection/catalogue.ts'
import { currentAssessment, historicAssessment } from '../selection/run.ts'
import type { Standings } from './standings.ts'

/**
 * The newest assessment of every shipped methodology, made where there is none yet.
 * Kept in memory until the public data or the day change.
 */
export async function standingsOf(house: House): Promise<Standings> {
  const kept = memory.get(house.db)
  if (kept && kept.key === (await stateOf(house))) return kept.standings
  // Whoever asks while they are being made waits for the same ones: made for each, they would keep everybody waiting.
  const begun = making.get(house.db) ?? make(house).finally(() => making.delete(house.db))
  making.set(house.db, begun)
  return begun
}

const making = new WeakMap<object, Promise<Standings>>()

async function make(house: House): Promise<Standings> {
  const current = shippedMethodology('tipping-point')
  const historic = shippedMethodology('atest-2014')
  const rest = shippedMethodologies().filter(
    ({ methodology: { methodology } }) =>
      methodology !== current.methodology.methodology && methodology !== historic.methodology.methodology,
  )
  const standings: Standings = {
    current: { methodology: current.methodology, assessment: await currentAssessment(house, current) },
    historic: { methodology: historic.methodology, assessment: await historicAssessment(house) },
    others: [],
  }
  for (const document of rest) {
    standings.others.push({
      methodology: document.methodology,
      assessment: await currentAssessment(house, document),
    })
  }
  // Making an assessment raises the version, so the state is read when all are there.
  memory.set(house.db, { key: await stateOf(house), standings })
  return standings
}

const memory = new WeakMap<object, { key: string; standings: Standings }>()

async function stateOf(house: House): Promise<string> {
  return `${await dataVersion(house.db)} ${today(house)}`
}
