import { type Static, Type } from 'typebox'

/*
 * What a backup says of itself, at its end. The bytes of the file are described in docs/backup.md.
 */

const strict = { additionalProperties: false }
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const Name = Type.String({ minLength: 1, maxLength: 200 })

/** Where a part lies in the file, and what it must be. */
export const Part = Type.Object(
  {
    /** First byte in the file. */
    offset: Count,
    packedBytes: Count,
    packedSha256: Sha256,
    /** After unpacking. */
    bytes: Count,
    sha256: Sha256,
    /** Rows: one line each. */
    rows: Count,
  },
  strict,
)
export type Part = Static<typeof Part>

export const TablePart = Type.Object({ table: Name, columns: Type.Array(Name), part: Part }, strict)
export type TablePart = Static<typeof TablePart>

export const Manifest = Type.Object(
  {
    format: Type.Literal(1),
    program: Type.Literal('tipping-point'),
    application: Type.String(),
    postgresql: Type.String(),
    madeAt: Type.String(),
    /** Changes of the tables that had been made, oldest first. */
    migrations: Type.Array(Name),
    tables: Type.Array(TablePart),
    sequences: Type.Array(Type.Object({ name: Name, last: Type.String(), called: Type.Boolean() }, strict)),
    /** Work that waited to be done; null where nothing that keeps such work was set up. */
    jobs: Type.Union([
      Type.Null(),
      Type.Object({ version: Type.Integer(), queues: Part, jobs: Part, schedules: Part }, strict),
    ]),
    /** The keys without which the sealed values of the tables cannot be read. */
    keys: Type.Array(Name),
    /** The newest signed checkpoint of the history, or null when there was none. */
    checkpoint: Type.Union([
      Type.Null(),
      Type.Object({ number: Count, hash: Type.String(), at: Type.String() }, strict),
    ]),
  },
  strict,
)
export type Manifest = Static<typeof Manifest>

/** Who says so: the house that made the backup, by one of its keys; null when it had none at hand. */
export const Signature = Type.Union([
  Type.Null(),
  Type.Object({ keyId: Type.String(), signature: Type.String() }, strict),
])
export type Signature = Static<typeof Signature>

/** Every part of a backup in the order of the file, with what it is called. */
export function partsOf(manifest: Manifest): { name: string; part: Part }[] {
  const parts = manifest.tables.map(({ table, part }) => ({ name: table, part }))
  if (manifest.jobs !== null) {
    const { queues, jobs, schedules } = manifest.jobs
    parts.push({ name: 'queues of jobs', part: queues })
    parts.push({ name: 'jobs', part: jobs })
    parts.push({ name: 'schedules of jobs', part: schedules })
  }
  return parts
}
