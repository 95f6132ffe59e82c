import type { Finding } from '../findings.ts'
import type { Model } from './notation.ts'
import { sizeOf } from './overlap-table.ts'

/** More models than this are not fitted one by one. Six lists in pairs, 32,768 models, are still below it. */
export const MOST_MODELS = 50_000

/**
 * A model on the way through all of them: `parent` is the place of the model to which it adds the term
 * `added`, so a fit can begin from that of its parent. The first is independence, without either.
 */
export type ModelStep = { model: Model; parent: number; added: number }

/**
 * All hierarchical models that keep every list and join at most `order` of them in a term, each once.
 * A model comes after its parent, which it differs from by one term.
 *
 * Three lists have 8; four have 64 in pairs, 113 with triples; five have 1,024, 6,212 and, up to order
 * four, 6,893. The term that joins all lists is never among them: it could not be told from the unseen.
 *
 * @param order - from 1 (independence alone); beyond the number of lists less one it changes nothing
 * @returns the models, or what to say where there are more than {@link MOST_MODELS}
 */
export function allModels(lists: number, order: number): ModelStep[] | Finding {
  const highest = Math.min(order, lists - 1)
  const main = Array.from({ length: lists }, (_, k) => 1 << k)
  // By size, then by mask: what a term contains is decided before it, so a model is reached in one way only.
  const terms = Array.from({ length: 2 ** lists - 1 }, (_, k) => k + 1)
    .filter((term) => sizeOf(term) > 1 && sizeOf(term) <= highest)
    .sort((a, b) => sizeOf(a) - sizeOf(b) || a - b)
  const pairs = terms.filter((term) => sizeOf(term) === 2).length
  const tooMany = (is: number): Finding => ({ code: 'too-many', what: 'models', is, most: MOST_MODELS })
  if (2 ** pairs > MOST_MODELS) return tooMany(2 ** pairs)

  const steps: ModelStep[] = [{ model: main, parent: -1, added: 0 }]
  const inModel = new Uint8Array(2 ** lists)
  for (const list of main) inModel[list] = 1

  function extend(at: number, from: number): void {
    const { model } = steps[at] as ModelStep
    for (let i = from; i < terms.length && steps.length <= MOST_MODELS; i++) {
      const term = terms[i] as number
      if (!main.every((list) => (term & list) === 0 || inModel[term ^ list] === 1)) continue
      steps.push({ model: [...model, term], parent: at, added: term })
      inModel[term] = 1
      extend(steps.length - 1, i + 1)
      inModel[term] = 0
    }
  }
  extend(0, 0)
  return steps.length > MOST_MODELS ? tooMany(steps.length) : steps
}
