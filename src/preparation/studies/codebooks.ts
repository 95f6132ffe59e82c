import { v7 } from 'uuid'
import { canonicalJson } from '../../house/history/canonical.ts'
import { sha256 } from '../../house/history/event.ts'
import { type Change, codebookRecord, type Trx, tell } from './change.ts'
import { type Codebook, type CodebookProblem, checkCodebook } from './codebook.ts'
import { StudyFault } from './faults.ts'
import { type CodebookVersion, versionFrom } from './store.ts'

/** Begins a codebook with the draft of its first version; answers the id of the codebook. */
export async function beginCodebook(trx: Trx, change: Change, content: Codebook): Promise<string> {
  const id = v7()
  await trx.insertInto('codebooks').values({ id, made: change.at, made_by: change.actor.person }).execute()
  await insertDraft(trx, change, id, 1, { ...content, changes: null })
  await tell(trx, change, {
    record: codebookRecord(id),
    action: 'began a codebook',
    before: null,
    after: { version: 1 },
  })
  return id
}

/** Somebody else changed the draft since the form was opened; carries what is there now. */
export class CodebookOvertaken extends StudyFault {
  readonly now: CodebookVersion

  constructor(now: CodebookVersion) {
    super('overtaken')
    this.now = now
  }
}

/** Saves a draft. Throws Fault 409 when it is frozen, CodebookOvertaken when it is not the revision that was read. */
export async function changeDraft(
  trx: Trx,
  change: Change,
  {
    codebook,
    version,
    revision,
    content,
  }: { codebook: string; version: number; revision: number; content: Codebook },
): Promise<void> {
  const before = await lockVersion(trx, codebook, version)
  if (before.state === 'frozen') throw new StudyFault('frozen already')
  if (before.revision !== revision) throw new CodebookOvertaken(before)
  await trx
    .updateTable('codebook_versions')
    .set({ text: canonicalJson(content), revision: revision + 1 })
    .where('id', '=', before.id)
    .execute()
  // The history of a codebook is public, drafts are not: it says that one changed, by the digest of its text.
  await tell(trx, change, {
    record: codebookRecord(codebook),
    action: 'changed a draft of a codebook',
    before: { version, revision, digest: sha256(canonicalJson(before.content)) },
    after: { version, revision: revision + 1, digest: sha256(canonicalJson(content)) },
  })
}

/** A codebook was not frozen; carries what is wrong with it. */
export class CodebookUnsound extends StudyFault {
  readonly problems: CodebookProblem[]

  constructor(problems: CodebookProblem[]) {
    super(
      'codebook unsound',
      {},
      'en',
      problems.map(({ code, place, about }) => ({
        place,
        message: about === '' ? code : `${code}: ${about}`,
      })),
    )
    this.problems = problems
  }
}

/**
 * Freezes a draft: from then on neither this program nor the database lets it change. Answers the SHA-256 of its text.
 * Throws Fault 409 when it is frozen already, CodebookOvertaken, CodebookUnsound.
 */
export async function freezeCodebook(
  trx: Trx,
  change: Change,
  { codebook, version, revision }: { codebook: string; version: number; revision: number },
): Promise<string> {
  const before = await lockVersion(trx, codebook, version)
  if (before.state === 'frozen') throw new StudyFault('frozen already')
  if (before.revision !== revision) throw new CodebookOvertaken(before)
  const problems = checkCodebook(before.content, version)
  if (problems.length > 0) throw new CodebookUnsound(problems)
  const text = canonicalJson(before.content)
  const hash = sha256(text)
  await trx
    .updateTable('codebook_versions')
    .set({ state: 'frozen', text, hash, frozen: change.at, frozen_by: change.actor.person })
    .where('id', '=', before.id)
    .execute()
  await tell(trx, change, {
    record: codebookRecord(codebook),
    action: 'froze a codebook',
    before: { version, state: 'draft' },
    after: { version, state: 'frozen', hash, title: before.title, changes: before.content.changes },
  })
  return hash
}

/** Begins the next version from the last one that is frozen; answers its number. Throws Fault 409 while a draft is open. */
export async function beginVersion(trx: Trx, change: Change, codebook: string): Promise<number> {
  await lockCodebook(trx, codebook)
  const rows = await trx
    .selectFrom('codebook_versions')
    .selectAll()
    .where('codebook_id', '=', codebook)
    .orderBy('version', 'desc')
    .execute()
  const [last] = rows
  if (last === undefined) throw new StudyFault('nothing frozen')
  if (last.state === 'draft') throw new StudyFault('draft open')
  const version = last.version + 1
  // What changed is not known before it has been changed: freezing asks for it.
  await insertDraft(trx, change, codebook, version, { ...versionFrom(last).content, changes: null })
  await tell(trx, change, {
    record: codebookRecord(codebook),
    action: 'began a new version of a codebook',
    before: { version: last.version },
    after: { version },
  })
  return version
}

async function insertDraft(
  trx: Trx,
  change: Change,
  codebook: string,
  version: number,
  content: Codebook,
): Promise<void> {
  await trx
    .insertInto('codebook_versions')
    .values({
      id: v7(),
      codebook_id: codebook,
      version,
      state: 'draft',
      revision: 1,
      text: canonicalJson(content),
      hash: null,
      made: change.at,
      made_by: change.actor.person,
      frozen: null,
      frozen_by: null,
    })
    .execute()
}

/** Two who begin a version at once take turns. The row of a codebook never changes, so a lock on it lasts. */
async function lockCodebook(trx: Trx, id: string): Promise<void> {
  const row = await trx
    .selectFrom('codebooks')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new StudyFault('no codebook')
}

async function lockVersion(trx: Trx, codebook: string, version: number): Promise<CodebookVersion> {
  const row = await trx
    .selectFrom('codebook_versions')
    .selectAll()
    .where('codebook_id', '=', codebook)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new StudyFault('no codebook')
  return versionFrom(row)
}
