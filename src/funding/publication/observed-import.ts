import { v7 } from 'uuid'
import { sha256hex } from '../../estimators/digest.ts'
import type { Actor } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Db } from '../../house/database.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import { transact } from '../../house/transact.ts'
import type { Activity } from '../../iati/model.ts'
import { minorUnits, organisationRole, transactionType } from '../../iati/model.ts'
import type { Stage, StatementTopic } from '../../indicators/compact-statements.ts'
import { recordRun, takeTurn, writeDefinitions, writeFacts } from '../../indicators/ingest.ts'
import type { Source } from '../../indicators/schema.ts'

/** What an IATI file says of a compact, as one statement among those of other sources. */
export type SaidInFile = {
  topic: StatementTopic
  part: 'whole' | 'total'
  value: string
  amount: { minor: number; currency: string } | null
  stage: Stage | null
  asOf: string | null
}

const statusNames: Record<string, string> = {
  '1': 'pipeline',
  '2': 'implementation',
  '3': 'finalisation',
  '4': 'closed',
  '5': 'cancelled',
  '6': 'suspended',
}

/**
 * What one activity states of the topics that are kept of observed compacts. Sums of different currencies
 * stay apart; an amount finer than its currency is left out rather than rounded.
 */
export function statementsIn(activity: Activity): SaidInFile[] {
  const asOf = activity.lastUpdated?.slice(0, 10) ?? null
  const said: SaidInFile[] = []
  const money = (
    topic: StatementTopic,
    stage: Stage,
    values: { amount: string; currency?: string | undefined }[],
  ) => {
    const sums = new Map<string, bigint | null>()
    for (const { amount, currency = activity.defaultCurrency } of values) {
      if (currency === undefined) continue
      const known = sums.get(currency)
      try {
        if (known !== null) sums.set(currency, (known ?? 0n) + minorUnits(amount, currency))
      } catch {
        sums.set(currency, null)
      }
    }
    for (const [currency, sum] of sums) {
      const minor = Number(sum ?? 0n)
      if (sum === null || sum === 0n || !Number.isSafeInteger(minor)) continue
      said.push({
        topic,
        part: 'total',
        value: `${currency} ${minor} in minor units`,
        amount: { minor, currency },
        stage,
        asOf,
      })
    }
  }
  const budgets = activity.budgets ?? []
  // A revised budget takes the place of the original of the same period in the same currency.
  const currencyOf = ({ value }: (typeof budgets)[number]) => value.currency ?? activity.defaultCurrency
  const current = budgets.filter(
    (each) =>
      each.type === '2' ||
      !budgets.some(
        (other) =>
          other.type === '2' &&
          other.periodStart === each.periodStart &&
          other.periodEnd === each.periodEnd &&
          currencyOf(other) === currencyOf(each),
      ),
  )
  money(
    'donor-funding',
    'planned',
    current.map(({ value }) => value),
  )
  const ofType = (type: string) =>
    (activity.transactions ?? []).filter((each) => each.type === type).map(({ value }) => value)
  money('donor-funding', 'awarded', ofType(transactionType.outgoingCommitment))
  money('donor-funding', 'pledged', ofType(transactionType.outgoingPledge))
  money('partner-contribution', 'pledged', ofType(transactionType.incomingPledge))
  money('partner-contribution', 'awarded', ofType(transactionType.incomingCommitment))
  const implementers = activity.participatingOrgs
    .filter(({ role }) => role === organisationRole.implementing)
    .flatMap(({ narratives, ref }) => narratives?.[0]?.text ?? ref ?? [])
  const plain = (topic: StatementTopic, value: string) =>
    said.push({ topic, part: 'whole', value, amount: null, stage: null, asOf })
  if (implementers.length > 0) plain('implementers', [...new Set(implementers)].join('; '))
  const status = statusNames[activity.status]
  if (status !== undefined) plain('status', `IATI status: ${status}`)
  const ended = activity.dates.find(({ type }) => type === '4')
  if (ended !== undefined) plain('ended', ended.date)
  return said
}

const source: Source = {
  id: 'iati-files',
  publisher: 'IATI files taken in here',
  title: 'What publishers state of compacts in their IATI files',
  url: null,
  licence: 'As the publisher of each file says',
  attribution: null,
  retrieved: null,
  revised: null,
  coverage: 'Single statements, each with the identifier of its activity.',
  gaps: 'Not checked by anybody but whoever took the file in.',
  inPack: false,
}

/**
 * Keeps what a file says beside what other sources say of an observed compact; nothing is corrected by it.
 * The same statement of the same activity is kept once. Answers how many were new.
 */
export async function keepStatements(
  db: Db,
  now: Date,
  actor: Actor,
  about: { compact: string; country: string; file: string; identifier: string; publisher: string },
  statements: readonly SaidInFile[],
): Promise<number> {
  const keyed = statements.map((statement) => ({
    ...statement,
    key: `iati ${sha256hex(JSON.stringify([about.compact, about.identifier, statement])).slice(0, 16)}`,
  }))
  return transact(db, async (trx) => {
    await takeTurn(trx)
    const known = await trx
      .selectFrom('facts')
      .select('fact_key')
      .where('dataset', '=', 'compact_statement')
      .where('iso3', '=', about.country)
      .where('superseded_by', 'is', null)
      .execute()
    const kept = new Set(known.map(({ fact_key }) => fact_key))
    const fresh = keyed.filter(({ key }) => !kept.has(key))
    if (fresh.length === 0) return 0
    const run = v7({ msecs: now.getTime() })
    const text = JSON.stringify(fresh)
    const counts = {
      added: 0,
      changed: 0,
      withdrawn: 0,
      unchanged: 0,
      keptOwn: 0,
      factsAdded: fresh.length,
      factsChanged: 0,
      factsWithdrawn: 0,
    }
    await recordRun(
      trx,
      {
        id: run,
        kind: 'file',
        fileName: about.file,
        sha256: sha256hex(text),
        bytes: text.length,
        who: `${actor.as} of this installation`,
        started: now,
        finished: now,
        counts,
      },
      true,
      actor,
    )
    for (const { key, ...statement } of fresh)
      await recordEvent(trx, {
        record: { kind: 'fact', id: `compact_statement/${about.country}/${key.replace('iati ', '')}` },
        action: 'recorded',
        before: null,
        after: { ...statement, compact: about.compact, identifier: about.identifier, run },
        actor,
        at: now,
      })
    await writeDefinitions(trx, run, [{ kind: 'source', definition: source }])
    const day = now.toISOString().slice(0, 10)
    await writeFacts(trx, run, {
      added: fresh.map(({ key, topic, part, value, amount, stage, asOf }) => ({
        dataset: 'compact_statement',
        iso3: about.country,
        key,
        from: asOf ?? day,
        to: asOf ?? day,
        when: asOf ?? day,
        fields: {
          compact: about.compact,
          topic,
          part,
          value,
          asOf,
          url: null,
          ...(amount === null
            ? {}
            : { amountMinor: amount.minor, currency: amount.currency, stage, bound: 'exactly' }),
        },
        source: source.id,
        evidence: `IATI file of ${about.publisher}, activity ${about.identifier}`,
        note: null,
      })),
      changed: [],
      withdrawn: [],
    })
    await bumpDataVersion(trx)
    return fresh.length
  })
}
