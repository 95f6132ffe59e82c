import type { Kysely } from 'kysely'

/**
 * The tables of the house. Every room adds its own beside its store:
 *
 *     declare module '../house/database.ts' {
 *       interface Tables { observations: ObservationsTable }
 *     }
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add their tables by declaration merging
export interface Tables {}

export type Db = Kysely<Tables>
