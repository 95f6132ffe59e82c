import { setTimeout as sleep } from 'node:timers/promises'
import { ConnectorFault } from './faults.ts'

/** The official address; there is no other. */
export const officialBase = 'https://api.worldbank.org/v2'

export type DoorOptions = {
  /** Another address than the official one: for tests, never for users. */
  base?: string
  /** Longest wait for one answer, in milliseconds. */
  timeout?: number
  /** Longest wait for all answers together, in milliseconds. */
  wholeTime?: number
  /** Largest answer, and largest sum of answers, in bytes. */
  mostBytes?: number
  /** Pauses before trying again, in milliseconds; as many as there are further tries. */
  pauses?: readonly number[]
  /** Told after each answer: how many came so far. */
  onAnswer?: (count: number) => void
}

/** The one way out: asks the official host, within limits, and hands back the text of its answer. */
export type Door = {
  host: string
  /** `path` begins with a slash. @throws ConnectorFault */
  get(path: string, query: Record<string, string>): Promise<string>
}

const usual = { timeout: 30_000, wholeTime: 180_000, mostBytes: 40_000_000, pauses: [500, 2000] } as const
/** A server that says when to come back is believed up to so many milliseconds. */
const longestPause = 10_000
const mostHops = 3

/**
 * Opens the way to the World Bank’s API. Every request has a time limit, answers have a limit of size,
 * what is busy or broken is asked again after a pause, and an answer that sends on is followed within
 * the same host only.
 */
export function openDoor(options: DoorOptions = {}): Door {
  const { base = officialBase, timeout, wholeTime, mostBytes, pauses } = { ...usual, ...options }
  const end = Date.now() + wholeTime
  const origin = new URL(base).origin
  const { host } = new URL(base)
  let bytes = 0
  let answers = 0

  async function once(url: URL): Promise<string | { again: number | null; fault: ConnectorFault }> {
    const until = AbortSignal.timeout(Math.max(1, Math.min(timeout, end - Date.now())))
    try {
      const response = await followed(url, until)
      if (response.status === 429 || response.status >= 500) {
        await response.body?.cancel()
        return { again: retryAfter(response), fault: new ConnectorFault('status', at(response.status)) }
      }
      const text = await readWithin(response)
      // Some faults of the question come with a status of 400 and the same body as with 200.
      if (!response.ok && !/^\s*\[/.test(text)) throw new ConnectorFault('status', at(response.status))
      return text
    } catch (error) {
      if (error instanceof ConnectorFault) throw error
      const late = until.aborted
      return {
        again: null,
        fault: late
          ? new ConnectorFault('late', { host, seconds: String(Math.ceil(timeout / 1000)) })
          : new ConnectorFault('unreached', { host, why: reasonOf(error) }),
      }
    }
  }

  function at(status: number) {
    return { host, status: String(status) }
  }

  async function followed(from: URL, signal: AbortSignal): Promise<Response> {
    let url = from
    for (let hop = 0; ; hop++) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: { accept: 'application/json', 'user-agent': 'TIPping Point (tp data connect)' },
      })
      const to = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (to === null) return response
      await response.body?.cancel()
      const next = URL.canParse(to, url) ? new URL(to, url) : null
      if (next === null || next.origin !== origin || hop >= mostHops)
        throw new ConnectorFault('elsewhere', { host, other: next?.host ?? '?' })
      url = next
    }
  }

  async function readWithin(response: Response): Promise<string> {
    const tooLarge = () => new ConnectorFault('large', { most: String(Math.floor(mostBytes / 1e6)) })
    if (Number(response.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge()
    const parts: Uint8Array[] = []
    for await (const part of response.body ?? []) {
      bytes += part.byteLength
      if (bytes > mostBytes) throw tooLarge()
      parts.push(part)
    }
    return new TextDecoder('utf-8').decode(Buffer.concat(parts))
  }

  return {
    host,
    async get(path, query) {
      const url = new URL(`${base}${path}`)
      url.search = new URLSearchParams(query).toString()
      for (let attempt = 0; ; attempt++) {
        const found = await once(url)
        if (typeof found === 'string') {
          options.onAnswer?.(++answers)
          return found
        }
        const pause = pauses[attempt]
        if (pause === undefined || Date.now() + pause > end) throw found.fault
        await sleep(found.again === null ? pause : Math.min(longestPause, Math.max(pause, found.again)))
      }
    },
  }
}

/** `Retry-After` in milliseconds: seconds or a day and time. */
function retryAfter({ headers }: Response): number | null {
  const said = headers.get('retry-after')
  if (said === null) return null
  if (/^\d{1,6}$/.test(said)) return Number(said) * 1000
  const moment = Date.parse(said)
  return Number.isNaN(moment) ? null : Math.max(0, moment - Date.now())
}

/** The network’s own word for what happened, such as ECONNREFUSED; no address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.name : 'Error'
}
