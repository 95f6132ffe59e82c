import type { Finding } from '../../estimators/findings.ts'
import type { Progress } from '../../estimators/numeric/run.ts'
import type { PathKey } from './path.ts'
import type { Sheet } from './sheet.ts'

/** Where a table comes from. A file is read in the worker: its cells are never on the page. */
export type Given = { text: string; name: string | null } | { file: File }

/** What the page asks of the worker. `id` is that of the answer. */
export type Asked =
  | { ask: 'read'; id: number; slot: string; given: Given; keep: string[] }
  | { ask: 'forget'; id: number; slot: string }
  | { ask: 'compute'; id: number; path: PathKey; settings: object }
  | { ask: 'stop'; id: number }

/** What the worker tells. Each `read`, `forget` and `compute` ends with one of `sheet`, `result`, `wrong`, `stopped` or `broken`. */
export type Told =
  | { tell: 'sheet'; id: number; sheet: Sheet | null }
  | { tell: 'progress'; id: number; progress: Progress }
  | { tell: 'result'; id: number; result: unknown; milliseconds: number }
  /** The data or settings cannot be used as they are: a code with its values, to be said in words. */
  | { tell: 'wrong'; id: number; finding: Finding }
  | { tell: 'strange-file'; id: number; why: StrangeFile }
  | { tell: 'stopped'; id: number }
  /** A fault of the program itself. */
  | { tell: 'broken'; id: number; message: string }

/** Why a file could not be opened, before there was a table. */
export type StrangeFile = 'encoding' | 'workbook' | 'old-workbook' | 'no-sheet' | 'formula' | 'too-large'
