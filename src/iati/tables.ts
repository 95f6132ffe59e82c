import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * The tables of the IATI standard in `data/iati`, made by `scripts/iati-tables.mjs`. Each is read when it
 * is first asked for and then kept, so that a command that needs one of them does not wait for all.
 */

/** The versions of the standard that files are read in. */
export const versions = ['2.01', '2.02', '2.03'] as const
export type Version = (typeof versions)[number]

export const isVersion = (text: string | undefined): text is Version =>
  (versions as readonly (string | undefined)[]).includes(text)

/** Outermost elements and the kind of file they make. */
export const kinds = { 'iati-activities': 'activities', 'iati-organisations': 'organisations' } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

/** An attribute’s simple type; `!` at the end marks one that must be there. */
type AttributeRule = string
/** Name (`*` is any element of another namespace), its type, least and most; −1 is without bound. */
export type Particle = [name: string, type: number, least: number, most: number]
export type SchemaType =
  | { any: 1 }
  | { a?: Record<string, AttributeRule>; x?: 0 | 1; s: string }
  | { a: Record<string, AttributeRule>; x: 0 | 1; c: Particle[] }

export type SchemaTable = {
  version: Version
  root: keyof typeof kinds
  elements: Record<string, number>
  attributes: Record<string, string>
  types: SchemaType[]
}

export type Severity = 'critical' | 'error' | 'warning' | 'advisory'

export type CodeUse = { id: string; severity: Severity; list: string; without?: string[] }
export type CodeRule = { path: string; at: string } & (
  | CodeUse
  | { by: string; unsaid: string; when: Record<string, CodeUse> }
)

export type RuleRow = {
  id: string
  severity: Severity
  category: string
  context: string
  kind: string
  paths?: string[]
  foreach?: string
  subs?: string[]
  condition?: string
  idCondition?: string
  prefix?: string[]
  separator?: string
  start?: string
  end?: string
  date?: string
  less?: string
  more?: string
  regex?: string
  sum?: number
  min?: number
  max?: number
  one?: string
  all?: string
  excluded?: string[]
  if?: string
  then?: string
}

export function schemaTable(version: Version, kind: Kind): SchemaTable {
  return read<SchemaTable>(`schema-${version}-${kind}.json`)
}

export const codeRules = () => read<{ rules: CodeRule[] }>('code-rules.json').rules
export const rules = () => read<{ rules: RuleRow[] }>('rules.json').rules

/** The codes of a list of the standard, withdrawn ones included; null when there is no such list. */
export function codesOf(list: string): ReadonlySet<string> | null {
  const known = codeSets.get(list)
  if (known) return known
  const { lists } = read<CodeTable>('codelists.json')
  if (!Object.hasOwn(lists, list)) return null
  const codes = new Set(lists[list])
  codeSets.set(list, codes)
  return codes
}

/** Codes of a short list with their names, English and where there is one French; null for a long list. */
export function namesOf(list: string): { code: string; en: string; fr: string | null }[] | null {
  const { lists, names } = read<CodeTable>('codelists.json')
  const found = Object.hasOwn(names, list) ? names[list]! : null
  return found?.map(([en, fr], at) => ({ code: lists[list]![at]!, en: en ?? '', fr: fr ?? null })) ?? null
}

type CodeTable = { lists: Record<string, string[]>; names: Record<string, string[][]> }
const codeSets = new Map<string, ReadonlySet<string>>()

const tables = new Map<string, unknown>()
let folder: string | null = null

function read<Table>(file: string): Table {
  let table = tables.get(file)
  if (table === undefined) {
    folder ??= tablesFolder()
    table = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
    tables.set(file, table)
  }
  // What the file holds is the word of the script that made it; a test makes it again and compares.
  return table as Table
}

/** `data/iati` above this code, sources or build alike. */
function tablesFolder(): string {
  let above = path.dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const found = path.join(above, 'data', 'iati')
    if (existsSync(path.join(found, 'rules.json'))) return found
    const next = path.dirname(above)
    if (next === above) throw new Error('The folder data/iati was not found above the code that needs it')
    above = next
  }
}
