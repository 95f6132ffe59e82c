import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { sha256 } from '../../house/history/event.ts'
import { erasePerson } from '../../house/history/personal-values.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { transact } from '../../house/transact.ts'
import { aDecision, anAssessment, by, somebody, someContent, twoSigners } from './decisions.test-data.ts'
import { DecisionFault } from './faults.ts'
import {
  beginDecision,
  beginNextVersion,
  changeDecision,
  DecisionOvertaken,
  decisionRecord,
  declare,
  dissent,
  keepDecision,
  publishDecision,
  returnToDraft,
  setAside,
  signDecision,
  submitDecision,
} from './life.ts'
import { memoOf } from './read-memo.ts'
import { dissentHead, saidWhen } from './say.ts'
import type { Dissenting, Signer } from './schema.ts'
import { decisionOf, dissentsOf, listDecisions, signaturesOf } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const none = { none: true } as const
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof DecisionFault) return error.fault
    throw error
  }
  throw new Error('nothing was refused')
}
const sign = (person: string, id: string, hash: string | null, as: Signer) =>
  by(house, person, (trx, change) => signDecision(trx, change, { id, hash: hash ?? '', as, declared: none }))
/** The same house at another moment. */
const at = (moment: string): TestHouse => ({ ...house, now: () => new Date(moment) })
const [asAuditor, asAdministrator] = twoSigners as [Signer, Signer]

describe('A decision', () => {
  it('goes from draft to review to signed off to published, each step in its history', async () => {
    const { decision } = await aDecision(house, { state: 'published' })
    expect(decision).toMatchObject({ state: 'published', version: 1 })
    const told = (await historyOf(house.db, decisionRecord(decision.id))).map(({ action }) => action)
    expect(told.reverse()).toEqual([
      'began a decision',
      'put a decision under review',
      'declared on a conflict of interest',
      'signed a decision',
      'signed a decision',
      'published a decision',
    ])
    expect(decision.hash).toBe(sha256(decision.text ?? ''))
    const memo = await memoOf(house, decision)
    expect(memo.rows.map(({ unit, departure }) => [unit, departure])).toEqual([
      ['GHA', null],
      ['BEN', null],
      ['SEN', 'ranks outside'],
      ['TGO', 'left out'],
    ])
    expect(JSON.parse(decision.text ?? '')).toMatchObject({
      assessment: { id: decision.assessment, resultDigest: memo.assessment.resultDigest },
      departures: [
        { unit: 'TGO', kind: 'left out', justification: 'No partner is there to work with.' },
        { unit: 'SEN', kind: 'ranks outside', justification: 'The government asked, and ranks overlap.' },
      ],
      signers: twoSigners,
    })
  })

  it('is not reviewed while a country lacks its reason or a departure its justification', async () => {
    const content = someContent({ justifications: [] })
    const { decision, author } = await aDecision(house, { content })
    const submit = by(house, author, (trx, change) =>
      submitDecision(trx, change, { id: decision.id, revision: 1, declared: none }),
    )
    await expect(submit).rejects.toThrow(
      'Togo departs from the ranking without a justification. Senegal departs from',
    )
    expect((await decisionOf(house.db, decision.id)).state).toBe('draft')
  })

  it('is not overwritten by who read an earlier revision', async () => {
    const { decision, author } = await aDecision(house)
    const save = (title: string) =>
      by(house, author, (trx, change) =>
        changeDecision(trx, change, { id: decision.id, revision: 1, content: someContent({ title }) }),
      )
    await save('The first')
    const second = await save('The second').catch((error: unknown) => error)
    expect(second).toBeInstanceOf(DecisionOvertaken)
    expect((second as DecisionOvertaken).now.content.title).toBe('The first')
    // Two at the same moment take turns.
    const both = await Promise.allSettled(
      ['A', 'B'].map((title) =>
        by(house, author, (trx, change) =>
          changeDecision(trx, change, { id: decision.id, revision: 2, content: someContent({ title }) }),
        ),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is signed by different people, once each, and never by its author alone', async () => {
    const { decision, author, auditor, administrator } = await aDecision(house, { state: 'in review' })
    const { id, hash } = decision
    await sign(auditor, id, hash, asAuditor)
    expect(await faultOf(sign(auditor, id, hash, asAdministrator))).toBe('own signature')
    expect(await faultOf(sign(administrator, id, hash, asAuditor))).toBe('signed already')
    expect((await sign(administrator, id, hash, asAdministrator)).state).toBe('signed off')

    const alone = await aDecision(house, { state: 'in review', signers: [asAuditor] })
    expect(await faultOf(sign(alone.author, alone.decision.id, alone.decision.hash, asAuditor))).toBe(
      'author alone',
    )
    expect(author).not.toBe(auditor)
  })

  it('keeps signatures of a text that was taken back, and counts them no more', async () => {
    const { decision, author, auditor } = await aDecision(house, { state: 'in review' })
    const { id, hash } = decision
    await sign(auditor, id, hash, asAuditor)
    await by(house, author, (trx, change) =>
      returnToDraft(trx, change, { id, revision: 2, reason: 'Benin needs another reason' }),
    )
    await by(house, author, (trx, change) => submitDecision(trx, change, { id, revision: 3, declared: none }))
    const again = await decisionOf(house.db, id)
    expect(again.hash).not.toBe(hash)
    expect(await signaturesOf(house.db, house.keys, id)).toHaveLength(1)
    expect((await memoOf(house, again)).unsigned).toEqual(twoSigners)
    await expect(sign(auditor, id, hash, asAuditor)).rejects.toBeInstanceOf(DecisionOvertaken)
  })

  it('signed off is changed by a new version alone, which says why and needs all signatures anew', async () => {
    const { decision, author } = await aDecision(house, { state: 'published' })
    const edit = by(house, author, (trx, change) =>
      changeDecision(trx, change, { id: decision.id, revision: decision.revision, content: someContent() }),
    )
    expect(await faultOf(edit)).toBe('not now')
    const next = (why: string) =>
      by(house, author, (trx, change) => beginNextVersion(trx, change, { id: decision.id, why }))
    expect(await faultOf(next(''))).toBe('reason needed')
    const id = await next('Senegal withdrew its request')
    expect(await faultOf(next('Once more'))).toBe('superseded already')
    const second = await decisionOf(house.db, id)
    expect(second).toMatchObject({
      version: 2,
      supersedes: decision.id,
      why: 'Senegal withdrew its request',
      state: 'draft',
      signers: twoSigners,
    })
    // One that is set aside leaves room for another.
    await by(house, author, (trx, change) =>
      setAside(trx, change, { id, revision: 1, reason: 'It did not withdraw' }),
    )
    await expect(next('Now it did')).resolves.toBeTruthy()
  })

  it('is kept unpublished only with a reason, and can be published later', async () => {
    const { decision, author } = await aDecision(house, { state: 'signed off' })
    const { id, revision } = decision
    const keep = (reason: string) =>
      by(house, author, (trx, change) => keepDecision(trx, change, { id, revision, reason }))
    expect(await faultOf(keep(' '))).toBe('reason needed')
    await keep('Talks with Senegal go on')
    const listed = async () =>
      (await listDecisions(house.db, { all: false })).decisions.map((each) => each.id)
    expect(await listed()).not.toContain(id)
    await by(house, author, (trx, change) => publishDecision(trx, change, { id, revision: revision + 1 }))
    expect(await listed()).toContain(id)
  })

  it('asks for roles that exist, each once, and an organisation where a role is held in one', async () => {
    const { id: assessment } = await anAssessment(house)
    const author = await somebody(house, 'Ama', 'analyst')
    const begin = (signers: Signer[]) =>
      faultOf(
        by(house, author, (trx, change) =>
          beginDecision(trx, change, { assessment, content: someContent(), signers }),
        ),
      )
    expect(await begin([])).toBe('unknown signer')
    expect(await begin([asAuditor, asAuditor])).toBe('unknown signer')
    expect(await begin([{ role: 'representative', organisation: null }])).toBe('unknown signer')
    expect(await begin([{ role: 'analyst', organisation: crypto.randomUUID() }])).toBe('unknown signer')
    expect(await begin([{ role: 'representative', organisation: crypto.randomUUID() }])).toBe(
      'unknown organisation',
    )
  })
})

describe('A dissent', () => {
  const said = 'Togo was left out\nwithout anybody asking there.  "Why?"'

  it('is kept as it was said, by the name of one’s account, for somebody who has none, or as a member', async () => {
    const { decision } = await aDecision(house, { state: 'signed off' })
    const esi = await somebody(house, 'Esi', 'auditor')
    const say = (name: Dissenting) =>
      by(house, esi, (trx, change) => dissent(trx, change, { id: decision.id, by: name, text: said }))
    await say('own name')
    await say({ name: 'Afi, of the survivors’ group' })
    await say('a member')
    expect(await faultOf(say({ name: 'x' }))).toBe('name needed')
    const told = async () =>
      new Set(
        (await dissentsOf(house.db, house.keys, decision.id)).map(({ by, recordedBy, text, hash }) =>
          JSON.stringify([by, recordedBy, text === said && hash === decision.hash]),
        ),
      )
    const expected = (...rows: unknown[]) => new Set(rows.map((row) => JSON.stringify(row)))
    expect(await told()).toEqual(
      expected(
        [{ name: 'Esi' }, null, true],
        [{ name: 'Afi, of the survivors’ group' }, { name: 'Esi' }, true],
        ['a member', null, true],
      ),
    )
    // A name goes with its person; what was said stays.
    await transact(house.db, (trx) => erasePerson(trx, esi))
    expect(await told()).toEqual(
      expected(['erased', null, true], ['erased', 'erased', true], ['a member', null, true]),
    )
  })

  it('as a member leads to nobody: not by moment, by order, by row or by history', async () => {
    const { decision, administrator } = await aDecision(house, { state: 'in review' })
    const { id } = decision
    const there = at('2026-11-23T03:52:12.305Z')
    const texts = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map((each) => `${each}: not so fast.`)
    for (const text of texts)
      await by(there, administrator, (trx, change) => dissent(trx, change, { id, by: 'a member', text }))
    const rows = await house.db
      .selectFrom('decision_dissents')
      .selectAll()
      .where('decision_id', '=', id)
      .orderBy('id')
      .execute()
    for (const row of rows) {
      expect(row.at.toISOString()).toBe('2026-11-23T00:00:00.000Z')
      expect([row.person_id, row.name, row.recorded_by]).toEqual([null, null, null])
    }
    const shown = (await dissentsOf(house.db, house.keys, id)).map(({ text }) => text)
    expect([...shown].sort()).toEqual([...texts].sort())
    expect(shown).not.toEqual(texts)
    expect(shown).toEqual([...texts].sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1)))
    const before = await historyOf(house.db, decisionRecord(id))
    expect(before.map(({ action }) => action)).not.toContain('recorded a dissent')
    const events = await house.db
      .selectFrom('events')
      .selectAll()
      .where('record_kind', '=', 'decision-dissent')
      .where(
        'record_id',
        'in',
        rows.map((row) => row.id),
      )
      .execute()
    expect(events).toHaveLength(texts.length)
    for (const event of events) {
      expect([event.actor_person, event.request_id, event.at]).toEqual([
        null,
        null,
        '2026-11-23T00:00:00.000Z',
      ])
      expect(JSON.stringify(event)).not.toContain(administrator)
    }
    await expect(
      sql`insert into decision_dissents (id, decision_id, hash, text, at)
        values (gen_random_uuid(), ${id}, ${decision.hash}, 'Not so', '2026-11-23T03:52:12.305Z')`.execute(
        house.db,
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('What was said on an earlier text', () => {
  it('names that text, and what the same person declared anew replaces it without taking it out', async () => {
    const { decision, author, auditor } = await aDecision(house, { state: 'in review' })
    const { id } = decision
    const first = decision.hash ?? ''
    const conflict = { none: false, conflict: 'My brother works there.' } as const
    const there = at('2026-11-23T09:00:00Z')
    await by(there, author, (trx, change) => declare(trx, change, { id, declared: conflict }))
    await by(there, auditor, (trx, change) =>
      dissent(trx, change, { id, by: 'own name', text: 'Not with Senegal.' }),
    )
    const later = at('2026-11-24T09:00:00Z')
    await by(later, author, (trx, change) =>
      returnToDraft(trx, change, { id, revision: 2, reason: 'Senegal goes' }),
    )
    await by(later, author, (trx, change) => submitDecision(trx, change, { id, revision: 3, declared: none }))
    const again = await decisionOf(house.db, id)
    const memo = await memoOf(house, again)
    expect(again.hash).not.toBe(first)
    expect(memo.declarations.map(({ declared, hash, replaced }) => [declared, hash, replaced])).toEqual([
      [none, first, '2026-11-23'],
      [conflict, first, '2026-11-24'],
      [none, again.hash, null],
    ])
    expect(memo.dissents.map(({ hash }) => hash)).toEqual([first])
    expect(memo.dissents.map((each) => dissentHead('en', memo, each))).toEqual([
      `Abla Auditor, 23 November 2026, on an earlier text (${first.slice(0, 8)})`,
    ])
    expect(memo.declarations.map((each) => saidWhen('en', memo, each)).slice(1)).toEqual([
      `23 November 2026, on an earlier text (${first.slice(0, 8)}), replaced on 24 November 2026`,
      '24 November 2026',
    ])
    // Words on a text that is no more are not taken for words on the one that stands.
    const late = by(later, auditor, (trx, change) =>
      dissent(trx, change, { id, by: 'own name', text: 'Not with Senegal.', hash: first }),
    )
    await expect(late).rejects.toBeInstanceOf(DecisionOvertaken)
    // A signature declares too.
    await sign(auditor, id, again.hash, asAuditor)
    await by(later, auditor, (trx, change) => declare(trx, change, { id, declared: conflict }))
    expect((await memoOf(house, again)).signatures.map(({ replaced }) => replaced)).toEqual(['2026-11-24'])
  })
})

describe('The database itself, asked by the everyday role,', () => {
  const refused = async (statement: ReturnType<typeof sql>) => {
    await expect(statement.execute(house.db)).rejects.toMatchObject({
      code: expect.stringMatching(/^(23|42501)/),
    })
  }

  it('changes nothing of what was signed off, and removes nothing', async () => {
    const { decision } = await aDecision(house, { state: 'published' })
    const { id } = decision
    await refused(sql`update decisions set content = jsonb_set(content, '{title}', '"x"') where id = ${id}`)
    await refused(sql`update decisions set text = '{}', hash = ${sha256('{}')} where id = ${id}`)
    await refused(sql`update decisions set state = 'signed off', published = null where id = ${id}`)
    await refused(sql`update decisions set made_by = gen_random_uuid() where id = ${id}`)
    await refused(
      sql`update decisions set signers = '[{"role":"analyst","organisation":null}]' where id = ${id}`,
    )
    await refused(sql`delete from decisions where id = ${id}`)
    await refused(sql`update decision_signatures set hash = 'x' where decision_id = ${id}`)
    await refused(sql`delete from decision_dissents`)
    await refused(sql`update decision_declarations set no_conflict = true, conflict = null`)
    expect(await decisionOf(house.db, id)).toEqual(decision)
  })

  it('signs off nothing that was not signed by all who must', async () => {
    const { decision } = await aDecision(house, { state: 'in review' })
    const off = sql`update decisions set state = 'signed off', signed_off = now() where id = ${decision.id}`
    await refused(off)
    await refused(sql`update decisions set state = 'published', published = now(), signed_off = now()
      where id = ${decision.id}`)
    const draft = await aDecision(house)
    await refused(sql`update decisions set state = 'signed off', signed_off = now(), text = '', hash = ${sha256('')}
      where id = ${draft.decision.id}`)
  })

  it('takes no signature of another text, for another role, of one person twice, or without a declaration', async () => {
    const { decision, author, auditor } = await aDecision(house, { state: 'in review' })
    const insert = (over: {
      hash?: string | null
      role?: string
      person?: string
      declared?: [boolean | null, string | null]
    }) => {
      const [no, conflict] = over.declared ?? [true, null]
      return sql`insert into decision_signatures (id, decision_id, hash, role, organisation_id, person_id, name,
          no_conflict, conflict, at) values (gen_random_uuid(), ${decision.id}, ${over.hash ?? decision.hash},
          ${over.role ?? 'auditor'}, null, ${over.person ?? auditor}, '{}', ${no}, ${conflict}, now())`
    }
    await refused(insert({ hash: 'another' }))
    await refused(insert({ role: 'analyst' }))
    await refused(insert({ declared: [null, null] }))
    await refused(insert({ declared: [false, null] }))
    await insert({}).execute(house.db)
    await refused(insert({ person: author }))
    await refused(insert({ role: 'administrator' }))
  })

  it('lets the author sign, and not alone', async () => {
    const { decision, author } = await aDecision(house, { state: 'in review', signers: [asAuditor] })
    await sql`insert into decision_signatures (id, decision_id, hash, role, person_id, name, no_conflict, at)
      values (gen_random_uuid(), ${decision.id}, ${decision.hash}, 'auditor', ${author}, '{}', true, now())`.execute(
      house.db,
    )
    await refused(
      sql`update decisions set state = 'signed off', signed_off = now() where id = ${decision.id}`,
    )
  })
})
