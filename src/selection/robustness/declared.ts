import { shippedMethodologies } from '../catalogue.ts'
import type { Methodology, Robustness } from '../schema.ts'
import { rulesDigest } from '../store.ts'
import { doubtOf } from './model.ts'

/**
 * A methodology with what it says it doubts. An assessment keeps the text its version was first used with; what is
 * doubted may have been written into the document later, without making it another method, and is then taken from there.
 * `declared` is false where no document says it, and the published errors alone are drawn.
 */
export function withDoubt(kept: Methodology): {
  methodology: Methodology & { robustness: Robustness }
  declared: boolean
} {
  if (kept.robustness) return { methodology: { ...kept, robustness: kept.robustness }, declared: true }
  const today = shippedMethodologies().find(
    ({ methodology: { methodology, version } }) =>
      methodology === kept.methodology && version === kept.version,
  )?.methodology
  if (today?.robustness && rulesDigest(today) === rulesDigest(kept))
    return { methodology: { ...kept, robustness: today.robustness }, declared: true }
  return { methodology: { ...kept, robustness: doubtOf(kept) }, declared: false }
}
