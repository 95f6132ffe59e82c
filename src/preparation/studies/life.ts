import { v7 } from 'uuid'
import { bumpDataVersion } from '../../house/data-version.ts'
import { type Change, studyRecord, type Trx, tell } from './change.ts'
import { StudyFault } from './faults.ts'
import { type Gap, gaps } from './gaps.ts'
import type { CodebookRef, Study, StudyFacts, StudyStep } from './schema.ts'
import { codebookVersionById, type EstimatesOf, lockStudy, studyOf } from './store.ts'

/** All that is said of a study by a form, besides its country, which never changes. */
export type StudyValues = {
  facts: StudyFacts
  confidential: boolean
  /** Id of a version. */
  codebook: string | null
  /** Id of an organisation of the house. */
  organisation: string | null
  baselineOf: string | null
}

/** What the history keeps of a study. */
const told = ({
  country,
  state,
  confidential,
  revision,
  facts,
  codebook,
  organisation,
  baselineOf,
}: Study) => ({
  country,
  state,
  confidential,
  revision,
  facts,
  codebook: codebook?.id ?? null,
  organisation: organisation?.id ?? null,
  baselineOf,
})

/** Plans a study; answers its id. Throws Fault 422 for a codebook or organisation that is not there. */
export async function planStudy(
  trx: Trx,
  change: Change,
  country: string,
  values: StudyValues,
): Promise<string> {
  await assertThere(trx, values, null)
  const id = v7()
  await trx
    .insertInto('studies')
    .values({
      id,
      country,
      state: 'planned',
      confidential: values.confidential,
      revision: 1,
      facts: JSON.stringify(values.facts),
      codebook_version_id: values.codebook,
      organisation_id: values.organisation,
      baseline_of: values.baselineOf,
      no_estimate: null,
      made: change.at,
      made_by: change.actor.person,
      analysed_by: null,
      published: null,
      published_by: null,
      stopped_why: null,
    })
    .execute()
  await tell(trx, change, {
    record: studyRecord(id),
    action: 'planned a study',
    before: null,
    after: told(await studyOf(trx, id)),
  })
  if (!values.confidential) await bumpDataVersion(trx)
  return id
}

/** Somebody else changed the study since the form was opened; carries what is there now. */
export class StudyOvertaken extends StudyFault {
  readonly now: Study

  constructor(now: Study) {
    super('overtaken')
    this.now = now
  }
}

/**
 * Changes what is said of a study. A published one is corrected with a reason, and keeps its definition; from the first
 * day in the field on the version of the codebook stays what people were asked by.
 *
 * Throws StudyOvertaken when it is not the revision that was read, Fault 409 for a stopped study or another codebook
 * after fieldwork began, 422 when a correction gives no reason.
 */
export async function changeStudy(
  trx: Trx,
  change: Change,
  {
    id,
    revision,
    values,
    reason,
  }: { id: string; revision: number; values: StudyValues; reason: string | null },
): Promise<Study> {
  const before = await lockStudy(trx, id)
  if (before.state === 'stopped') throw new StudyFault('stopped already')
  if (before.revision !== revision) throw new StudyOvertaken(before)
  const published = before.state === 'published'
  if (published && reason === null) throw new StudyFault('reason needed')
  if (!['planned', 'approved'].includes(before.state) && values.codebook !== (before.codebook?.id ?? null))
    throw new StudyFault('definition is fixed')
  const codebook = await assertThere(trx, values, before)
  // What a step asked for, it goes on asking for: a change must not take it back.
  const lost = lostBy(before, { ...before, facts: values.facts, codebook })
  if (lost.length > 0) throw new GapsRemain(lost)
  await trx
    .updateTable('studies')
    .set({
      // What everybody has read is not taken back out of sight.
      confidential: published ? before.confidential : values.confidential,
      revision: revision + 1,
      facts: JSON.stringify(values.facts),
      codebook_version_id: values.codebook,
      organisation_id: values.organisation,
      baseline_of: values.baselineOf,
    })
    .where('id', '=', id)
    .execute()
  const after = await studyOf(trx, id)
  await tell(trx, change, {
    record: studyRecord(id),
    action: published ? 'corrected a published study' : 'changed a study',
    before: told(before),
    after: told(after),
    reason,
  })
  await bumpDataVersion(trx)
  return after
}

/** What a study in a state past planning would lack for that very state after a change. Estimates are not at stake here. */
function lostBy(before: Study, after: Study): Gap[] {
  if (before.state === 'planned' || before.state === 'stopped') return []
  const entered = { estimates: [{ id: '', enteredBy: null }] }
  const lacked = gaps({ ...before, ...entered }, before.state).map(({ code }) => code)
  return gaps({ ...after, ...entered }, before.state).filter(
    ({ code }) => code !== 'not from here' && !lacked.includes(code),
  )
}

/** A step was refused; carries what is lacking. */
export class GapsRemain extends StudyFault {
  readonly gaps: Gap[]

  constructor(lacking: Gap[]) {
    super(
      'gaps remain',
      {},
      'en',
      lacking.map(({ code, field }) => ({ ...(field === null ? {} : { place: field }), message: code })),
    )
    this.gaps = lacking
  }
}

const actionOf = {
  approved: 'approved a study',
  'in the field': 'began the fieldwork of a study',
  analysed: 'finished the analysis of a study',
} as const

/**
 * The next step of a study, short of its publication. `noEstimate` says why there is none, where the analysis ended
 * without one. Throws StudyOvertaken, GapsRemain.
 */
export async function moveStudy(
  trx: Trx,
  change: Change,
  {
    id,
    revision,
    to,
    noEstimate = null,
  }: {
    id: string
    revision: number
    to: Exclude<StudyStep, 'planned' | 'published'>
    noEstimate?: string | null
  },
  estimatesOf: EstimatesOf,
): Promise<Study> {
  const before = await lockStudy(trx, id)
  if (before.revision !== revision) throw new StudyOvertaken(before)
  const estimates = await estimatesOf(trx, id)
  const said = to === 'analysed' && estimates.length === 0 ? noEstimate : null
  const lacking = gaps({ ...before, noEstimate: said ?? before.noEstimate, estimates }, to)
  if (lacking.length > 0) throw new GapsRemain(lacking)
  await trx
    .updateTable('studies')
    .set({
      state: to,
      revision: revision + 1,
      ...(to === 'analysed' ? { analysed_by: change.actor.person, no_estimate: said } : {}),
    })
    .where('id', '=', id)
    .execute()
  const after = await studyOf(trx, id)
  await tell(trx, change, {
    record: studyRecord(id),
    action: actionOf[to],
    before: { state: before.state, revision: before.revision },
    after: { state: after.state, revision: after.revision, noEstimate: said },
  })
  await bumpDataVersion(trx)
  return after
}

/**
 * Publishes a study: from then on everybody reads all that is said of it. Never by who entered its estimate, asked
 * here under a lock. Throws StudyOvertaken, GapsRemain, Fault 403.
 */
export async function publishStudy(
  trx: Trx,
  change: Change,
  { id, revision }: { id: string; revision: number },
  estimatesOf: EstimatesOf,
): Promise<Study> {
  const before = await lockStudy(trx, id)
  if (before.revision !== revision) throw new StudyOvertaken(before)
  const estimates = await estimatesOf(trx, id)
  const lacking = gaps({ ...before, estimates }, 'published', change.actor.person)
  if (lacking.some(({ code }) => code === 'own estimate')) throw new StudyFault('own estimate')
  if (lacking.length > 0) throw new GapsRemain(lacking)
  await trx
    .updateTable('studies')
    .set({
      state: 'published',
      revision: revision + 1,
      published: change.at,
      published_by: change.actor.person,
    })
    .where('id', '=', id)
    .execute()
  const after = await studyOf(trx, id)
  await tell(trx, change, {
    record: studyRecord(id),
    action: 'published a study',
    before: { state: before.state },
    after: { ...told(after), estimates: estimates.map((each) => each.id) },
  })
  await bumpDataVersion(trx)
  return after
}

/** Stops a study for good, with the reason. Throws StudyOvertaken, Fault 409 for one that is published or stopped. */
export async function stopStudy(
  trx: Trx,
  change: Change,
  { id, revision, reason }: { id: string; revision: number; reason: string },
): Promise<void> {
  const before = await lockStudy(trx, id)
  if (before.state === 'stopped') throw new StudyFault('stopped already')
  if (before.state === 'published') throw new StudyFault('not now', { state: before.state })
  if (before.revision !== revision) throw new StudyOvertaken(before)
  await trx
    .updateTable('studies')
    .set({ state: 'stopped', revision: revision + 1, stopped_why: reason })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: studyRecord(id),
    action: 'stopped a study',
    before: { state: before.state },
    after: { state: 'stopped' },
    reason,
  })
  await bumpDataVersion(trx)
}

/** The codebook that is named, once it and the organisation are found to be there. */
async function assertThere(
  trx: Trx,
  { codebook, organisation }: StudyValues,
  before: Study | null,
): Promise<CodebookRef | null> {
  const version = codebook === null ? null : await codebookVersionById(trx, codebook)
  if (codebook !== null && version === null) throw new StudyFault('unknown codebook')
  if (organisation !== null && organisation !== before?.organisation?.id) {
    const row = await trx
      .selectFrom('organisations')
      .select(['ended', 'listed'])
      .where('id', '=', organisation)
      .executeTakeFirst()
    // Of one that is not listed not even the name is told, which the study would.
    if (row === undefined || row.ended !== null || !row.listed) throw new StudyFault('unknown organisation')
  }
  return version
}
