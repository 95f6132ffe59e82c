import { type Language, languages } from '../../ui/language.ts'
import {
  type Agreement,
  type Component,
  components,
  type Money,
  type PlanLine,
  type Text,
} from '../agreement.ts'
import { words } from '../words/words.ts'
import { readAmount } from './amounts.ts'
import { called, contributionOptions, initiativeOptions, keyFrom } from './elements.ts'
import {
  at,
  carried,
  choice,
  type Field,
  type FormContext,
  money,
  numberFault,
  reference,
  referenceNeeded,
  rows,
  shape,
  textNames,
  texts,
  tidy,
  typedAt,
  unprintable,
} from './field.ts'

/** A line of a year as it is typed: one amount, which is the original or, in an amendment, the revised one. */
export type LineRow = {
  /** Empty for a line that is new. */
  key: string
  component: Component
  initiative: string | null
  contribution: string
  amount: Money
  note: Text
  /** Empty where nothing is said, as in every text but an amendment. */
  belowMoney: Text
}

export const amountOf = ({ original, revised }: PlanLine): Money => revised ?? original

export const rowOf = (line: PlanLine): LineRow => ({
  key: line.key,
  component: line.component,
  initiative: line.initiative,
  contribution: line.contribution,
  amount: amountOf(line),
  note: line.note,
  belowMoney: line.belowMoney ?? {},
})

const currencyIn = ({ agreement }: FormContext, contribution: string): string | null =>
  agreement.plan.contributions.find(({ key }) => key === contribution)?.amount.currency ?? null

const NEW = 'new'

const said = texts({ label: 'field.belowMoney', hint: 'hint.belowMoney', rows: 1 })
/** Asked of an amendment alone: of a first text no money stands anywhere. */
const belowMoney: Field<Text> = {
  controls: (name, form) => (form.amends ? said.controls(name, form) : []),
  read: (name, form) => (form.amends ? said.read(name, form) : { value: {} }),
  write: (value, name, form) => (form.amends ? said.write(value, name, form) : {}),
}

/** The lines of one year, as rows of a table. */
export const linesField: Field<LineRow[]> = rows(
  { label: 'lines.title', hint: 'hint.lines', more: 'form.more rows', title: 'row.line' },
  shape<LineRow>({
    key: carried(() => NEW),
    component: choice(components, { label: 'field.component', said: (value) => `component.${value}` }),
    initiative: reference({
      label: 'field.initiative',
      none: 'form.no initiative',
      among: initiativeOptions,
    }),
    contribution: referenceNeeded({ label: 'field.contribution', among: contributionOptions }),
    amount: money({
      label: 'field.amount',
      currencyOf: (form, name) => currencyIn(form, typedAt(form, name.replace(/amount$/, 'contribution'))),
    }),
    note: texts({ label: 'field.note', rows: 1 }),
    belowMoney,
  }),
  (name, form) => [
    ...['component', 'initiative', 'contribution', 'amount.amount'].map((each) => at(name, each)),
    ...textNames(at(name, 'note'), form),
    ...(form.amends ? textNames(at(name, 'belowMoney'), form) : []),
  ],
)

/**
 * The plan with the lines of one year as they were typed. `signed` is the text in force, whose
 * lines keep what was first signed: for them the typed amount is the revised one, one that is not typed
 * is set to nothing, and a new one was not promised at first.
 */
export function withLines(
  agreement: Agreement,
  year: string,
  typed: readonly LineRow[],
  signed: Agreement | null,
  taken: ReadonlySet<string>,
): Agreement {
  const before = new Map(agreement.plan.lines.map((line) => [line.key, line]))
  const first = new Map(signed?.plan.lines.map((line) => [line.key, line]))
  const used = new Set(taken)
  const made = typed.map(({ key, amount, belowMoney, ...row }): PlanLine => {
    const own = key !== NEW && key !== '' ? key : freshKey(row, year, used)
    used.add(own)
    return {
      ...row,
      ...amounts(amount, before.get(own), first.get(own), signed !== null),
      ...(Object.keys(belowMoney).length === 0 ? {} : { belowMoney }),
      key: own,
      year,
    }
  })
  const kept = new Set(made.map(({ key }) => key))
  for (const line of signed?.plan.lines ?? [])
    if (line.year === year && !kept.has(line.key)) made.push({ ...line, revised: nothingOf(line) })
  // Every line stays where it stands, and new ones come behind the last of their year: what a reader
  // of the next version finds moved, nobody has moved.
  const now = new Map(made.map((line) => [line.key, line]))
  const lines = agreement.plan.lines.flatMap((line) => {
    const own = now.get(line.key)
    if (line.year !== year) return [line]
    now.delete(line.key)
    return own === undefined ? [] : [own]
  })
  const last = lines.findLastIndex((line) => line.year === year)
  const behind = last === -1 ? lines.length : last + 1
  return {
    ...agreement,
    plan: { ...agreement.plan, lines: [...lines.slice(0, behind), ...now.values(), ...lines.slice(behind)] },
  }
}

/** What was first signed stays; what is typed for it is the revision. Another currency is another promise. */
function amounts(
  typed: Money,
  now: PlanLine | undefined,
  signed: PlanLine | undefined,
  amends: boolean,
): Pick<PlanLine, 'original' | 'revised'> {
  if (amends && signed === undefined) return { original: { ...typed, minor: 0 }, revised: typed }
  if (signed === undefined || signed.original.currency !== typed.currency)
    return { original: typed, revised: null }
  const { original } = signed
  const untouched =
    original.minor === typed.minor && signed.revised === null && (now?.revised ?? null) === null
  if (untouched) return { original, revised: null }
  // Back at what was signed, and never amended in a text in force: as if nothing had been revised.
  if (original.minor === typed.minor && signed.revised === null) return { original, revised: null }
  return { original, revised: typed }
}

const nothingOf = ({ original }: PlanLine): Money => ({ ...original, minor: 0 })

function freshKey(row: Pick<LineRow, 'component' | 'contribution'>, year: string, used: ReadonlySet<string>) {
  const wanted = `${keyFrom(`${row.component}-${row.contribution}`, 'line').slice(0, 24)}-${year}`.slice(
    0,
    36,
  )
  for (let count = 1; ; count++) {
    const key = count === 1 ? wanted : `${wanted}-${count}`
    if (!used.has(key)) return key
  }
}

// ---- pasted from a spreadsheet

export type PastedLine =
  | { row: number; what: 'add'; line: LineRow }
  | { row: number; what: 'change'; line: LineRow; before: PlanLine }
  | { row: number; what: 'same'; line: LineRow }
  | { row: number; what: 'refused'; text: string; faults: string[] }

const MOST_PASTED = 500

/**
 * Rows copied out of a spreadsheet: component, initiative, contribution, amount, and a note in
 * each language, separated by tabs. Elements are told by their key or name. A row of the same
 * component, initiative and contribution as a line changes that line; what is not pasted stays.
 */
export function readPasted(text: string, year: string, form: FormContext): PastedLine[] {
  const { agreement, language, say } = form
  const lines = agreement.plan.lines.filter((line) => line.year === year)
  const told = new Set<string>()
  const found: PastedLine[] = []
  tidyTable(text).forEach((cells, index) => {
    const row = index + 1
    if (cells.every((cell) => cell === '')) return
    if (found.length >= MOST_PASTED) {
      if (found.length === MOST_PASTED)
        found.push({ row, what: 'refused', text: '', faults: [say('paste.too many', { most: MOST_PASTED })] })
      return
    }
    const [componentCell = '', initiativeCell = '', contributionCell = '', amountCell = '', ...notes] = cells
    const component = componentIn(componentCell)
    // The heads of the columns may come along.
    if (row === 1 && component === null && !/\d/.test(amountCell)) return
    const faults: string[] = []
    if (component === null) faults.push(say('paste.no component', { cell: componentCell }))
    const initiative =
      initiativeCell === '' ? null : keyOf(initiativeCell, agreement.initiatives, ({ title }) => title)
    if (initiative === undefined) faults.push(say('paste.no initiative', { cell: initiativeCell }))
    const contribution = keyOf(contributionCell, agreement.plan.contributions, ({ what }) => what)
    if (contribution === undefined) faults.push(say('paste.no contribution', { cell: contributionCell }))
    const currency = contribution === undefined ? null : currencyIn(form, contribution)
    const amount = currency === null ? null : readAmount(amountCell, currency, language)
    if (amount !== null && 'fault' in amount)
      faults.push(`${amountCell} · ${numberFault(amount.fault, form, { currency: currency ?? '' })}`)
    if (notes.some((note) => unprintable(note) || note.length > 2000))
      faults.push(say('fault.text unprintable'))
    if (notes.slice(agreement.languages.length).some((note) => note !== ''))
      faults.push(say('paste.too wide'))
    if (
      faults.length > 0 ||
      component === null ||
      initiative === undefined ||
      contribution === undefined ||
      currency === null ||
      amount === null ||
      'fault' in amount
    ) {
      found.push({ row, what: 'refused', text: cells.join(' · ').slice(0, 200), faults })
      return
    }
    const same = lines.filter(
      (line) =>
        line.component === component && line.initiative === initiative && line.contribution === contribution,
    )
    const [before] = same
    const note = Object.fromEntries(
      agreement.languages.flatMap((each, place) => (notes[place] ? [[each, notes[place]]] : [])),
    )
    const mark = `${component} ${initiative} ${contribution}`
    if (same.length > 1 || told.has(mark)) {
      found.push({
        row,
        what: 'refused',
        text: cells.join(' · ').slice(0, 200),
        faults: [say(same.length > 1 ? 'paste.several lines' : 'paste.twice')],
      })
      return
    }
    told.add(mark)
    const line: LineRow = {
      key: before?.key ?? NEW,
      component,
      initiative,
      contribution,
      amount: { minor: amount.minor, currency },
      // An empty cell leaves the note as it is.
      note: { ...before?.note, ...note },
      belowMoney: before?.belowMoney ?? {},
    }
    if (before === undefined) found.push({ row, what: 'add', line })
    else if (
      amountOf(before).minor === amount.minor &&
      agreement.languages.every((each) => (before.note[each] ?? '') === (line.note[each] ?? ''))
    )
      found.push({ row, what: 'same', line })
    else found.push({ row, what: 'change', line, before })
  })
  return found
}

/** The lines of a year once what was pasted has been taken in. */
export function pastedInto(agreement: Agreement, year: string, pasted: readonly PastedLine[]): LineRow[] {
  const changed = new Map(
    pasted.flatMap((each) => (each.what === 'change' ? [[each.line.key, each.line]] : [])),
  )
  return [
    ...agreement.plan.lines
      .filter((line) => line.year === year)
      .map((line) => changed.get(line.key) ?? rowOf(line)),
    ...pasted.flatMap((each) => (each.what === 'add' ? [each.line] : [])),
  ]
}

/** Cells between tabs, as spreadsheets copy them: a cell with a tab, line feed or quote in it stands in quotes. */
function tidyTable(text: string): string[][] {
  const table: string[][] = [[]]
  const source = tidyEnds(text)
  let cell = ''
  let quoted = false
  const end = () => {
    table.at(-1)?.push(tidy(cell))
    cell = ''
  }
  for (let place = 0; place < source.length; place++) {
    const sign = source[place]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[place + 1] === '"') {
        cell += '"'
        place += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') end()
    else if (sign === '\n') {
      end()
      table.push([])
    } else cell += sign
  }
  end()
  return table
}

const tidyEnds = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')

const sameWords = (one: string, other: string) =>
  one.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() ===
  other.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

function componentIn(cell: string): Component | null {
  return (
    components.find(
      (each) =>
        sameWords(cell, each) ||
        languages.some((language) => sameWords(cell, words[language][`component.${each}`])),
    ) ?? null
  )
}

/** The key of the element a cell names by its key or by its words in any language; undefined when none, or several. */
function keyOf<Element extends { key: string }>(
  cell: string,
  elements: readonly Element[],
  name: (element: Element) => Text,
): string | undefined {
  const byKey = elements.find(({ key }) => key === cell)
  if (byKey !== undefined) return byKey.key
  const byName = elements.filter((each) => Object.values(name(each)).some((text) => sameWords(text, cell)))
  return byName.length === 1 ? byName[0]?.key : undefined
}

/** Sums of rows as they are typed, one for each currency; rows that cannot be read are left out. */
export function sumsOf(rows: readonly { amount: Money }[]): Money[] {
  const sums = new Map<string, bigint>()
  for (const { amount } of rows)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor))
  return [...sums].map(([currency, minor]) => ({ currency, minor: Number(minor) }))
}

/** A line in one phrase: “Prevention · Safe boats · Ministry’s budget”. */
export function lineName(
  line: Pick<LineRow, 'component' | 'initiative' | 'contribution'>,
  agreement: Agreement,
  language: Language,
): string {
  const initiative = agreement.initiatives.find(({ key }) => key === line.initiative)
  const contribution = agreement.plan.contributions.find(({ key }) => key === line.contribution)
  return [
    words[language][`component.${line.component}`],
    ...(initiative === undefined
      ? []
      : [called(initiative.key, initiative.title, language, agreement.languages)]),
    contribution === undefined
      ? line.contribution
      : called(contribution.key, contribution.what, language, agreement.languages),
  ].join(' · ')
}
