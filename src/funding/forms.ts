import { readAmount, showMoney } from '../compacts/forms/amounts.ts'
import { isDay } from '../compacts/forms/field.ts'
import { isUuid } from '../house/form-fields.ts'
import type { FieldError } from '../ui/form.tsx'
import { type Language, speak } from '../ui/language.ts'
import type { ImportPlan } from './csv.ts'
import { MoneyFault, saidOf } from './faults.ts'
import type { EntryValues } from './ledger.ts'
import type { Typed } from './pages/entry-form-page.tsx'
import type { MoneyPageView } from './pages/parts.tsx'
import { entryKinds } from './tables.ts'
import { words } from './words/words.ts'

export const entryFields = [
  'kind',
  'date',
  'contribution',
  'amount',
  'provider',
  'receiver',
  'line',
  'tranche',
  'award',
  'url',
  'note',
  'exception',
] as const

export function readEntry(
  typed: Typed,
  { agreement }: Pick<MoneyPageView, 'agreement'>,
  language: Language,
): { values: EntryValues } | { errors: FieldError[] } {
  const say = speak(words, language)
  const errors: FieldError[] = []
  const wrong = (name: string, message: string) => errors.push({ field: name, message })
  const orNull = (name: string) => typed[name] || null
  const reverses = isUuid(typed.reverses) ? typed.reverses : null
  const kind = reverses === null ? entryKinds.find((each) => each === typed.kind) : 'reversal'
  if (kind === undefined || (kind === 'reversal') !== (reverses !== null))
    wrong('kind', say('form.fault choose'))
  if (!isDay(typed.date ?? '')) wrong('date', say('form.fault day'))
  const of = agreement.plan.contributions.find(({ key }) => key === typed.contribution)
  let minor = 0
  if (reverses === null) {
    for (const name of ['contribution', 'provider', 'receiver'])
      if (!typed[name]) wrong(name, say('form.fault choose'))
    const read = readAmount(typed.amount ?? '', of?.amount.currency ?? agreement.plan.currency, language)
    if ('fault' in read)
      wrong('amount', amountFault(of?.amount.currency ?? agreement.plan.currency, language))
    else minor = read.minor
  }
  if (typed.url && !/^https?:\/\/\S+$/.test(typed.url)) wrong('url', say('form.fault url'))
  for (const name of ['note', 'exception'])
    if ((typed[name] ?? '').length > 2000) wrong(name, say('form.fault long', { most: 2000 }))
  if (errors.length > 0 || kind === undefined) return { errors }
  return {
    values: {
      kind,
      date: typed.date ?? '',
      amount: { minor, currency: of?.amount.currency ?? agreement.plan.currency },
      contribution: typed.contribution ?? '',
      line: orNull('line'),
      tranche: orNull('tranche'),
      award: orNull('award'),
      provider: typed.provider ?? '',
      receiver: typed.receiver ?? '',
      document: null,
      url: orNull('url'),
      note: orNull('note'),
      reverses,
      exception: orNull('exception'),
    },
  }
}

export function amountFault(currency: string, language: Language): string {
  const example = showMoney({ minor: 120_050, currency }, language)
  return speak(words, language)('form.fault amount', { example })
}

/** One quarter a line with its amount; null where a line is something else. */
export function readForecast(
  text: string,
  currency: string,
  language: Language,
): { quarter: string; minor: number }[] | null {
  const lines = text.split('\n').map((line) => line.trim())
  const rows: { quarter: string; minor: number }[] = []
  for (const line of lines.filter((each) => each !== '')) {
    const found = /^(\d{4}-Q[1-4])\s+(.+)$/.exec(line)
    const read = found === null ? null : readAmount(found[2] ?? '', currency, language)
    if (found === null || read === null || 'fault' in read) return null
    rows.push({ quarter: found[1] ?? '', minor: read.minor })
  }
  return rows
}

/** A file as text; null when it is none in UTF-8. */
export function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The lines of a file that would be refused, for the summary of the page: each a link to its row. */
export function linesRefused({ rows }: ImportPlan, language: Language): FieldError[] {
  const say = speak(words, language)
  return rows
    .flatMap(({ line, refused }) =>
      refused === undefined
        ? []
        : [
            {
              field: `line-${line}`,
              message: say('import.at line', { line, said: saidOf(refused, language) }),
            },
          ],
    )
    .slice(0, 20)
}

/** A refusal with the line of the file it came from. */
export function atLine(error: unknown, line: number): unknown {
  if (!(error instanceof MoneyFault)) return error
  return new MoneyFault(error.fault, error.status, {
    ...error.facts,
    place: `${line}: ${error.facts.place ?? ''}`,
  })
}
