import { WrongData } from '../estimate.ts'

/** An assumption lies within its bounds. @throws WrongData where it does not */
export function inRange(what: string, value: number, least = 0, most = 1): void {
  if (!(value >= least && value <= most))
    throw new WrongData({ code: 'out-of-range', what, value, least, most })
}
