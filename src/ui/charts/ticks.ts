import { scaleLinear } from 'd3-scale'

/** A few round numbers along an axis. */
export function ticks(domain: readonly [number, number], count: number): number[] {
  return scaleLinear()
    .domain([...domain])
    .ticks(count)
}
