import type { Visitor } from './visitor.d.mts'

export type Tp = { tp: string[]; home: string; env?: Record<string, string> }

/** Lets the first administrator in, as the documents say; answers the visitor who is signed in as one. */
export function letAdministratorIn(options: Tp & { address: string; email?: string }): Promise<Visitor>
/** Runs one `tp` command on a home. */
export function runTp(where: Tp, argv: string[]): Promise<{ code: number | null; out: string; err: string }>
