/**
 * Ranks many score columns of one size without making anything new: the same places as `rankScores` gives (1 is best,
 * equals within the tolerance of the first of them share the smaller place), with the order kept for what else is asked.
 */
export function openPlaces(size: number, tolerance = 1e-10) {
  /** Units from best to worst; the first `count` of them count. */
  const order = new Int32Array(size)
  const spare = new Int32Array(size)
  /** Place by unit; 0 for those not ranked. */
  const places = new Int32Array(size)
  /** By position in `order`: where the set of equals of that position ends. */
  const setEnds = new Int32Array(size)
  let count = 0

  /** Ranks those units for which `who` is 1 and the score is known; returns how many these are. */
  function rank(scores: Float64Array, who: Uint8Array): number {
    count = 0
    for (let i = 0; i < size; i++) {
      places[i] = 0
      const score = scores[i] as number
      if (who[i] === 1 && !Number.isNaN(score)) order[count++] = i
    }
    sort(scores)
    for (let k = 0; k < count; ) {
      const first = scores[order[k] as number] as number
      let end = k + 1
      while (end < count && first - (scores[order[end] as number] as number) <= tolerance) end++
      for (let m = k; m < end; m++) {
        places[order[m] as number] = k + 1
        setEnds[m] = end
      }
      k = end
    }
    return count
  }

  /** By insertion in short runs, then by merging; equal scores keep the order of the units. */
  function sort(scores: Float64Array): void {
    const run = 8
    for (let from = 0; from < count; from += run) {
      const end = Math.min(from + run, count)
      for (let k = from + 1; k < end; k++) {
        const unit = order[k] as number
        const score = scores[unit] as number
        let m = k - 1
        while (m >= from && (scores[order[m] as number] as number) < score) {
          order[m + 1] = order[m] as number
          m--
        }
        order[m + 1] = unit
      }
    }
    let source = order
    let target = spare
    for (let width = run; width < count; width *= 2) {
      for (let from = 0; from < count; from += 2 * width) {
        const middle = Math.min(from + width, count)
        const end = Math.min(from + 2 * width, count)
        let a = from
        let b = middle
        for (let k = from; k < end; k++) {
          const takeFirst =
            a < middle &&
            (b >= end || (scores[source[a] as number] as number) >= (scores[source[b] as number] as number))
          target[k] = (takeFirst ? source[a++] : source[b++]) as number
        }
      }
      const swapped = source
      source = target
      target = swapped
    }
    if (source !== order) order.set(source)
  }

  /** The place a score would take among those ranked. */
  function placeOf(score: number, scores: Float64Array): number {
    // First position whose score is not better by more than the tolerance.
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((scores[order[middle] as number] as number) - score > tolerance) low = middle + 1
      else high = middle
    }
    return low + 1
  }

  return { rank, placeOf, order, places, setEnds }
}
