import { formatDay, formatNumber, type Language, speak } from '../../ui/language.ts'
import { citation } from '../bills/pages/frame.tsx'
import { type Bill, entriesOf } from '../bills/schema.ts'
import { cosponsorsOn, isOf } from '../bills/standing.ts'
import { billOrNull, billsNaming } from '../bills/store.ts'
import type { Ask } from '../coalition/schema.ts'
import type { LedgerEntry, LedgerPart, OfLedger } from './entry.ts'
import { words } from './words.ts'

/**
 * What bills show of a legislator: whom they sponsored, joined and left, how they voted, what they wrote or said of a
 * bill. A position follows only where the source has a day.
 */
export const fromBills: LedgerPart = async ({ house, legislator, language }) =>
  (await billsNaming(house.db, legislator.key)).flatMap((bill) => linesOf(bill, legislator.key, language))

export function linesOf(bill: Bill, person: string, language: Language): LedgerEntry[] {
  const say = speak(words, language)
  const named = citation(bill, language)
  const line = (
    entry: Pick<LedgerEntry, 'kind' | 'event' | 'on' | 'text' | 'position' | 'source'>,
  ): LedgerEntry => ({
    campaign: null,
    ask: null,
    bill: bill.id,
    count: null,
    private: false,
    ...entry,
  })
  const lines: LedgerEntry[] = []
  for (const { id, content, source } of entriesOf(bill, 'sponsor'))
    if (isOf(content.who, person))
      lines.push(
        line({
          kind: 'sponsor',
          event: id,
          on: content.on,
          text: say('bill.sponsor', { bill: named }),
          position: content.on === null ? null : { stands: 'support', ground: 'cosponsorship' },
          source,
        }),
      )
  for (const { id, content, source } of entriesOf(bill, 'cosponsor')) {
    if (!isOf(content.who, person)) continue
    lines.push(
      line({
        kind: 'cosponsor',
        event: id,
        on: content.joined,
        text: say(content.original === true ? 'bill.original' : 'bill.cosponsor', { bill: named }),
        position: content.joined === null ? null : { stands: 'support', ground: 'cosponsorship' },
        source,
      }),
    )
    if (content.withdrawn !== null)
      lines.push(
        line({
          kind: 'cosponsor',
          event: `${id}/withdrawn`,
          on: content.withdrawn,
          text: say('bill.withdrawn', { bill: named }),
          position: { stands: 'unknown', ground: 'cosponsorship' },
          source,
        }),
      )
  }
  for (const { id, content, source } of entriesOf(bill, 'vote')) {
    const cast = content.cast.find(({ who }) => isOf(who, person))
    if (cast === undefined) continue
    const shows = content.onPassage && (cast.vote === 'yea' || cast.vote === 'nay')
    lines.push(
      line({
        kind: 'vote',
        event: id,
        on: content.on,
        text: say(`vote.${cast.vote}`, { bill: named, question: content.question }),
        position: shows ? { stands: cast.vote === 'yea' ? 'support' : 'against', ground: 'vote' } : null,
        source,
      }),
    )
  }
  for (const { id, content, source } of entriesOf(bill, 'position'))
    if (isOf(content.who, person))
      lines.push(
        line({
          kind: 'position',
          event: id,
          on: content.on,
          text: say(`said.${content.ground}`, { bill: named, text: content.text }),
          position: { stands: content.stands, ground: content.ground },
          source,
        }),
      )
  return lines
}

/**
 * Of an ask to cosponsor: what is not known where nothing names somebody as having joined. Names are missing as long as a
 * source prints more than are known, or none says how many there are.
 */
export async function whetherJoined(
  { house, asOf, language }: Pick<OfLedger, 'house' | 'asOf' | 'language'>,
  target: Ask['target'],
  entries: readonly LedgerEntry[],
): Promise<string | null> {
  if (target.kind !== 'bill' || target.wanted !== 'cosponsor') return null
  if (entries.some(({ kind, bill }) => bill === target.bill && (kind === 'cosponsor' || kind === 'sponsor')))
    return null
  const bill = await billOrNull(house.db, target.bill)
  if (bill === null) return null
  const { printed, difference, count } = cosponsorsOn(bill, asOf)
  if (difference !== null && difference <= 0) return null
  const say = speak(words, language)
  return printed === null
    ? say('joined.not known', { bill: bill.printed })
    : say('joined.not named', {
        bill: bill.printed,
        total: formatNumber(language, printed.content.total),
        named: count,
      })
}

/** What is known of somebody on the bill of an ask up to a day, in lines: what they did, and what is not known of it. */
export async function knownOn(of: OfLedger, target: Ask['target']): Promise<string[]> {
  if (target.kind !== 'bill') return []
  const entries = (await fromBills(of)).filter(
    ({ bill, on }) => bill === target.bill && (on === null || on <= of.asOf),
  )
  const notKnown = await whetherJoined(of, target, entries)
  return [
    ...entries.map(({ on, text }) => (on === null ? text : `${formatDay(of.language, on)}: ${text}`)),
    ...(notKnown === null ? [] : [notKnown]),
  ]
}
