import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../house/command.ts'
import { WrongUse } from '../house/errors.ts'
import { type House, today } from '../house/house.ts'
import { speak } from '../ui/language.ts'
import { type Agreement, inLanguage } from './agreement.ts'
import { commandWords } from './command-words.ts'
import { type Change, compareAgreements, type Plain } from './diff.ts'
import { alone, type CompactWiring } from './effects.ts'
import { gapsOf, matterOf } from './facts.ts'
import { CompactFault } from './faults.ts'
import { type Step, steps } from './gap-codes.ts'
import { sayGap } from './pages/gaps.tsx'
import { type Leaf, leavesOf } from './print/leaves.ts'
import { signaturesOf } from './signing.ts'
import { nextStates } from './steps.ts'
import {
  type CompactRow,
  draftOf,
  findCompact,
  partiesOf,
  presentText,
  searchCompacts,
  versionOf,
  versionsOf,
} from './store.ts'
import { words } from './words/words.ts'

const usage = `tp compact list                          [--country ISO3] [--json]
tp compact show     ID                     where it stands, its parties, its text as JSON with --json
tp compact gaps     ID [--step STEP]       what is lacking before a step; exit 1 when something is
tp compact versions ID                     every text that was frozen, with hash and signatures
tp compact compare  ID FROM TO             what one text changes in another

  STEP is ${steps.join(', ')}; frozen unless told otherwise.
  FROM and TO are numbers of versions, or “draft”.  --json  --lang en|fr|es|pt`

/**
 * `tp compact …`: the room of compacts by command, for whoever has the shell of the machine. It
 * reads only: what two governments agree is written and signed by people who are known.
 */
export async function compactCommand(
  house: House,
  argv: string[],
  io: Io,
  wiring: Pick<CompactWiring, 'moreGaps'> = alone,
): Promise<ExitCode> {
  const [verb, ...rest] = argv
  switch (verb) {
    case 'list':
      return list(house, rest, io)
    case 'show':
      return show(house, rest, io)
    case 'gaps':
      return gaps(house, rest, io, wiring)
    case 'versions':
      return versions(house, rest, io)
    case 'compare':
      return compare(house, rest, io)
    case undefined:
    case 'help':
    case '--help':
      io.out(usage)
      return verb === undefined ? 2 : 0
    default:
      throw new WrongUse(`“tp compact ${verb}” is not a command`, [
        { message: 'Known are list, show, gaps, versions and compare.', remedy: 'See `tp compact help`.' },
      ])
  }
}

const flags = {
  country: { type: 'string' },
  step: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

function read(argv: string[], taken: readonly string[], count: number) {
  const wrong = (message: string) =>
    new WrongUse(message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp compact help`.' },
    ])
  try {
    const { values, positionals } = parseArgs({ args: argv, options: flags, allowPositionals: true })
    const foreign = Object.keys(values).find((name) => name !== 'json' && !taken.includes(name))
    if (foreign !== undefined) throw wrong(`--${foreign} has no meaning here`)
    if (positionals.length !== count)
      throw wrong(`Words needed: ${count}; words there: ${positionals.length}`)
    return { values, words: positionals }
  } catch (error) {
    throw error instanceof WrongUse ? error : wrong((error as Error).message)
  }
}

const asJson = (io: Io, value: unknown) => io.out(JSON.stringify(value, null, 2))

async function list({ db }: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, ['country'], 0)
  const country = values.country?.toUpperCase()
  const all: CompactRow[] = []
  for (;;) {
    const page = await searchCompacts(db, { sees: 'all', country, after: all.at(-1)?.id, limit: 500 })
    all.push(...page)
    if (page.length < 500) break
  }
  const titled = await Promise.all(
    all.map(async (row) => ({ ...row, title: titleOf(await presentText(db, row.id), io) })),
  )
  if (values.json) {
    asJson(io, titled)
    return 0
  }
  const say = speak(commandWords, io.language)
  if (titled.length === 0) io.out(say('none'))
  for (const { id, country: iso3, state, kind, example, title } of titled)
    io.out(
      [
        id,
        iso3,
        stateIn(state, io),
        title ?? say('untitled'),
        ...(kind === 'observed' ? [say('observed')] : []),
        ...(example ? [say('example')] : []),
      ].join('  '),
    )
  return 0
}

const stateIn = (state: CompactRow['state'], io: Io) => speak(words, io.language)(`state.${state}`)
const titleOf = (text: Agreement | null, io: Io) =>
  text === null ? null : inLanguage(text.title, io.language, text.languages)

async function show({ db }: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, words: asked } = read(argv, [], 1)
  const [id = ''] = asked
  const row = await findCompact(db, id)
  const agreement = await presentText(db, id)
  const parties = await partiesOf(db, id)
  const draft = await draftOf(db, id)
  const next = nextStates(row.state).map(({ to }) => to)
  if (values.json) {
    const open = draft && { amendment: draft.amendment, revision: draft.revision, state: draft.state }
    asJson(io, { ...row, parties, next, draft: open, agreement })
    return 0
  }
  const say = speak(commandWords, io.language)
  io.out(titleOf(agreement, io) ?? say('untitled'))
  io.out(say('state', { state: stateIn(row.state, io) }))
  if (row.begins !== null) io.out(say('term', { begins: row.begins, ends: row.ends ?? '–' }))
  if (draft !== null) {
    const state = say(draft.state === 'frozen' ? 'draft.frozen' : 'draft.open')
    const { amendment, revision } = draft
    io.out(
      amendment === 0
        ? say('first draft', { revision, state })
        : say('draft', { amendment, revision, state }),
    )
  }
  io.out(`${say('parties')}:`)
  for (const { name, side, part } of parties)
    io.out(
      `  ${[name, speak(words, io.language)(`part.${part}`), side === null ? '' : speak(words, io.language)(`side.${side}`)].filter(Boolean).join('  ')}`,
    )
  io.out(
    next.length === 0
      ? say('nowhere')
      : say('next', { next: next.map((state) => stateIn(state, io)).join(', ') }),
  )
  return 0
}

async function gaps(
  house: House,
  argv: string[],
  io: Io,
  wiring: Pick<CompactWiring, 'moreGaps'>,
): Promise<ExitCode> {
  const { values, words: asked } = read(argv, ['step'], 1)
  const [compact = ''] = asked
  const step = stepOf(values.step)
  const day = today(house)
  const { agreement } = await matterOf(house.db, compact, day)
  const found = await gapsOf(house.db, wiring, { compact, step, today: day })
  const told = found.map((gap) => ({ ...gap, message: sayGap(gap, agreement, io.language) }))
  if (values.json) asJson(io, { step, gaps: told })
  else {
    const say = speak(commandWords, io.language)
    io.out(told.length === 0 ? say('no gaps', { step }) : say('gaps', { step, count: told.length }))
    for (const { place, section, message } of told)
      io.out(`  ${section === null ? '' : `${section}  `}${place}: ${message}`)
  }
  return told.length === 0 ? 0 : 1
}

function stepOf(text: string | undefined): Step {
  if (text === undefined) return 'frozen'
  const found = steps.find((step) => step === text)
  if (found !== undefined) return found
  throw new WrongUse(`“${text.slice(0, 40)}” is not a step`, [
    { place: '--step', message: `Steps are ${steps.join(', ')}.`, remedy: 'Name one of these.' },
  ])
}

async function versions({ db }: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, words: asked } = read(argv, [], 1)
  const [id = ''] = asked
  await findCompact(db, id)
  const cards = await versionsOf(db, id)
  if (values.json) {
    const given = await signaturesOf(db, id)
    asJson(
      io,
      cards.map((card) => ({ ...card, signatures: given.filter(({ version }) => version === card.number) })),
    )
    return 0
  }
  const say = speak(commandWords, io.language)
  if (cards.length === 0) io.out(say('no versions'))
  for (const { number, hash, frozenAt, end, takenEffect, signatures } of cards)
    io.out(
      [
        number,
        frozenAt.slice(0, 10),
        hash,
        say('signatures', { count: signatures }),
        end === 'took effect'
          ? say('end.took effect', { day: takenEffect ?? '' })
          : say(`end.${end ?? 'waits'}`),
      ].join('  '),
    )
  return 0
}

async function compare({ db }: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, words: asked } = read(argv, [], 3)
  const [id = '', from = '', to = ''] = asked
  await findCompact(db, id)
  const textOf = async (which: string): Promise<Agreement> => {
    if (which === 'draft') {
      const draft = await draftOf(db, id)
      if (draft === null) throw new CompactFault('no draft')
      return draft.agreement
    }
    if (!/^[1-9]\d{0,5}$/.test(which))
      throw new WrongUse(`“${which.slice(0, 40)}” is no version`, [
        { place: 'FROM TO', message: 'A version has a number.', remedy: 'Give its number, or “draft”.' },
      ])
    return (await versionOf(db, id, Number(which))).agreement
  }
  const [before, after] = [await textOf(from), await textOf(to)]
  const changes = compareAgreements(before, after)
  if (values.json) {
    asJson(io, changes)
    return 0
  }
  if (changes.length === 0) io.out(speak(commandWords, io.language)('same'))
  for (const change of changes) {
    io.out(`${change.place}: ${told(change, io)}`)
    const { language } = io
    if (change.what === 'added')
      listLeaves(leavesOf(change.after, change.place, { agreement: after, language }), io)
    if (change.what === 'removed')
      listLeaves(leavesOf(change.before, change.place, { agreement: before, language }), io)
  }
  return 0
}

/** Everything an added or removed element holds, a line each. */
function listLeaves(leaves: readonly Leaf[], io: Io, indent = '  '): void {
  for (const leaf of leaves) {
    if ('inner' in leaf) {
      io.out(`${indent}${[leaf.label, leaf.title].filter((name) => name !== '').join(': ')}`)
      listLeaves(leaf.inner, io, `${indent}  `)
    } else if ('said' in leaf.value) io.out(`${indent}${leaf.label}: ${leaf.value.said}`)
    else
      for (const [language, text] of Object.entries(leaf.value.text))
        io.out(`${indent}${leaf.label} (${language}): ${text.replaceAll('\n', ' ')}`)
  }
}

/** One change on one line: what is gone in [-brackets-], what is new in {+brackets+}, as version control shows words. */
function told(change: Change, io: Io): string {
  const say = speak(commandWords, io.language)
  switch (change.what) {
    case 'added':
      return say('added')
    case 'removed':
      return say('removed')
    case 'moved':
      return say('moved', { from: change.from, to: change.to })
    case 'value':
      return `${plainly(change.before)} → ${plainly(change.after)}`
    case 'text':
      return `(${change.language}) ${change.pieces
        .map(({ text, in: where }) =>
          where === 'both' ? text : where === 'before' ? `[-${text}-]` : `{+${text}+}`,
        )
        .join('')
        .replaceAll('\n', ' ')}`
  }
}

function plainly(value: Plain): string {
  if (value === null) return '–'
  if (typeof value === 'object' && 'currency' in value)
    return `${value.minor} ${value.currency} (minor units)`
  return typeof value === 'object' ? value.map(plainly).join(', ') : String(value)
}
