import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../house/actor.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import type { RecordName } from '../house/history/event.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { Source } from '../indicators/schema.ts'
import { BudgetFault } from './faults.ts'
import { budgetPack } from './pack.ts'
import { identityOf, writtenValue } from './read-facts.ts'
import type { BudgetPack, Fact } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>
type Trx = Transaction<Tables>

export const lineRecord = (line: string): RecordName => ({ kind: 'budget-line', id: line })

/** The address of a line, without language. */
export const linePath = (line: string): string => `/budget/lines/${encodeURIComponent(line)}`

/** What holds today: the pack, and what was entered here in its place or beside it. */
export async function allFacts(db: Db): Promise<Fact[]> {
  const rows = await db.selectFrom('budget_facts').selectAll().orderBy('id').execute()
  return inPlace(
    budgetPack().facts,
    rows.map(
      (row): Fact => ({
        id: row.id,
        line: row.line,
        agency: row.agency,
        program: row.program,
        fiscalYear: row.fiscal_year,
        through: row.through,
        stage: row.stage,
        value: row.value_is === 'amount' ? { is: 'amount', minor: Number(row.minor) } : { is: row.value_is },
        kind: row.kind,
        sure: row.sure,
        note: row.note,
        source: row.source,
        entered: row.made.toISOString(),
        earlier: [],
      }),
    ),
  )
}

/** Facts with later ones in the place of earlier ones about the same; what each took the place of goes with it. */
export function inPlace(shipped: readonly Fact[], entered: readonly Fact[]): Fact[] {
  const facts = new Map(shipped.map((fact) => [identityOf(fact), fact]))
  for (const fact of entered) {
    const before = facts.get(identityOf(fact))
    const earlier = before === undefined ? [] : [{ ...before, earlier: [] }, ...before.earlier]
    facts.set(identityOf(fact), { ...fact, earlier })
  }
  return [...facts.values()]
}

export type Line = { key: string; agency: string; programs: string[]; facts: Fact[] }

/** Lines in the order in which they were first told, each with its facts. */
export function linesOf(facts: readonly Fact[]): Line[] {
  const lines = new Map<string, Line>()
  for (const fact of facts) {
    const line = lines.get(fact.line) ?? { key: fact.line, agency: fact.agency, programs: [], facts: [] }
    if (!line.programs.includes(fact.program)) line.programs.push(fact.program)
    line.facts.push(fact)
    lines.set(fact.line, line)
  }
  return [...lines.values()]
}

/** One line with its facts. Throws Fault 404. */
export function lineIn(facts: readonly Fact[], key: string): Line {
  const line = linesOf(facts.filter((fact) => fact.line === key))[0]
  if (line === undefined) throw new BudgetFault('no line')
  return line
}

/** What a line is called: its programme, or its agency and key where its parts are all it has. */
export const nameOfLine = ({ key, agency, programs }: Pick<Line, 'key' | 'agency' | 'programs'>): string =>
  programs.length === 1 ? (programs[0] ?? key) : `${agency} (${key})`

/** Sources as pages cite them: those of the pack, and one for each text that names one of an entered figure. */
export function sourcesOf(pack: BudgetPack, facts: readonly Fact[]): Source[] {
  const shipped = pack.sources.map(
    (each): Source => ({
      id: each.id,
      publisher: each.publisher,
      title: each.title,
      url: each.url,
      licence: each.licence,
      attribution: null,
      retrieved: pack.asOf,
      revised: each.said,
      coverage: each.coverage,
      gaps: each.gaps,
      inPack: true,
    }),
  )
  const known = new Set(shipped.map(({ id }) => id))
  const own = new Map<string, Source>()
  for (const { source } of facts.flatMap((fact) => [fact, ...fact.earlier]))
    if (!known.has(source))
      own.set(source, {
        id: source,
        publisher: source,
        title: '–',
        url: null,
        licence: '–',
        attribution: null,
        retrieved: null,
        revised: null,
        coverage: '',
        gaps: '',
        inPack: false,
      })
  return [...shipped, ...own.values()]
}

export type Difference = { act: 'add' | 'change'; fact: Fact; now: Fact | null }

/** What of these facts differs from what holds; what says the same is left. */
export function differences(
  facts: readonly Fact[],
  sent: readonly Fact[],
): { changes: Difference[]; left: number } {
  const known = new Map(facts.map((fact) => [identityOf(fact), fact]))
  const changes = sent.flatMap((fact): Difference[] => {
    const now = known.get(identityOf(fact)) ?? null
    if (now === null) return [{ act: 'add', fact, now }]
    return said(now) === said(fact) ? [] : [{ act: 'change', fact, now }]
  })
  return { changes, left: sent.length - changes.length }
}

const said = ({ agency, program, through, value, kind, sure, note, source }: Fact) =>
  JSON.stringify([agency, program, through, writtenValue(value), kind, sure, note, source])

/**
 * A name for what holds now about the same as some facts that were sent, so that a file is taken over only beside what
 * was looked at. What others write of other lines meanwhile is no matter.
 */
export function stateBeside(facts: readonly Fact[], sent: readonly Fact[]): string {
  const about = new Set(sent.map(identityOf))
  const now = facts
    .filter((fact) => about.has(identityOf(fact)))
    .map((fact) => `${identityOf(fact)} ${said(fact)}`)
  return createHash('sha256').update(JSON.stringify(now.sort())).digest('hex').slice(0, 32)
}

/**
 * Takes facts over, each in the place of what there was about the same. `seen` is the state they were looked at beside;
 * where another holds by now, nothing is written (Fault 409). Answers how many.
 */
export async function takeFacts(
  trx: Trx,
  change: { actor: Actor; at: Date; organisation: string | null },
  { sent, seen }: { sent: readonly Fact[]; seen: string },
): Promise<number> {
  // Who brings a file while another does waits here, and looks at what the other wrote.
  await trx
    .selectFrom('data_version')
    .select('version')
    .where('only_row', '=', 1)
    .forUpdate()
    .executeTakeFirst()
  const now = await allFacts(trx)
  if (stateBeside(now, sent) !== seen) throw new BudgetFault('overtaken')
  const { changes } = differences(now, sent)
  if (changes.length === 0) return 0
  const taking = v7({ msecs: change.at.getTime() })
  await trx
    .insertInto('budget_facts')
    .values(
      changes.map(({ fact }) => ({
        id: v7(),
        taking_id: taking,
        line: fact.line,
        agency: fact.agency,
        program: fact.program,
        fiscal_year: fact.fiscalYear,
        through: fact.through,
        stage: fact.stage,
        value_is: fact.value.is,
        minor: fact.value.is === 'amount' ? fact.value.minor : null,
        currency: budgetPack().currency,
        kind: fact.kind,
        sure: fact.sure,
        note: fact.note,
        source: fact.source,
        made: change.at,
        made_by: change.actor.person,
        organisation_id: change.organisation,
      })),
    )
    .execute()
  const toldOf = (fact: Fact) => ({
    program: fact.program,
    fiscalYear: fact.fiscalYear,
    through: fact.through,
    stage: fact.stage,
    usdMillions: writtenValue(fact.value),
    sure: fact.sure,
    source: fact.source,
  })
  for (const line of [...new Set(changes.map(({ fact }) => fact.line))].sort()) {
    const own = changes.filter(({ fact }) => fact.line === line)
    await recordEvent(trx, {
      record: lineRecord(line),
      action: 'took over figures of a budget',
      before: { figures: own.flatMap(({ now: before }) => (before === null ? [] : [toldOf(before)])) },
      after: { figures: own.map(({ fact }) => toldOf(fact)), organisation: change.organisation },
      actor: change.actor,
      at: change.at,
    })
  }
  await bumpDataVersion(trx)
  return changes.length
}
