import { conditionType } from '../../../iati/model.ts'
import type { Published } from './published.ts'
import { narrativesOf } from './texts.ts'

export function conditionsOf(of: Published) {
  const conditions = of.agreement.tranches.flatMap((tranche) =>
    tranche.conditions.flatMap(({ type, text }) => {
      const narratives = narrativesOf(of, text)
      return narratives.length === 0 ? [] : [{ type: conditionType[type], narratives }]
    }),
  )
  return conditions.length === 0 ? { attached: false } : { attached: true, conditions }
}
