import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { namesOf } from '../../people/organisations/people.ts'
import type { CompactSubject } from '../../people/policy/actions.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { entryConditions, inLanguage, type Text } from '../agreement.ts'
import type { Change, Trx } from '../change.ts'
import { closingAsked, dropClosing } from '../closing.ts'
import { actsFor, idIn, mayDo } from '../desk.ts'
import { entryFindingsOf, findEntryCondition, mayJudgeEntry } from '../entry.ts'
import { gapsOf } from '../facts.ts'
import { CompactFault } from '../faults.ts'
import type { Typed } from '../forms/field.ts'
import type { Step } from '../gap-codes.ts'
import {
  bringCorrection,
  confirmCorrection,
  inForceSince,
  lessonsOf,
  makePublic,
  recordLesson,
  reinstate,
  suspend,
  suspensionsOf,
  takeEffect,
  takeStep,
} from '../life.ts'
import { nothingReturned, type Returned } from '../pages/action-form.tsx'
import { ConfirmPage, type GraveStep, graveSteps } from '../pages/confirm-page.tsx'
import { needsOf } from '../pages/needed.tsx'
import { typedOf } from '../pages/sent.ts'
import { type EntryState, StepsPage } from '../pages/steps-page.tsx'
import { endPart, partEndsOf } from '../part-ends.ts'
import { amendmentsOf, openAmendment, withdrawAmendment } from '../signing.ts'
import { bindingStates, isOver, nextStates, proposerIn } from '../steps.ts'
import {
  agreementInForce,
  type CompactRow,
  draftOf,
  frozenVersionOf,
  partiesOf,
  presentText,
  sidesOf,
  stepsOf,
  type Version,
  versionOf,
  versionsOf,
} from '../store.ts'
import { type CompactState, grounds } from '../tables.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, ByStep, Form } from './shapes.ts'

/** Its life: steps, entry into force, amendments, suspensions, lessons. */
export const lifeRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      house,
      db,
      wiring,
      contextOf,
      send,
      viewFor,
      readsDraft,
      acting,
      reasonErrors,
      stepErrors,
      readingPublic,
      managing,
    } = door

    async function sendSteps(
      request: FastifyRequest,
      reply: FastifyReply,
      returned: Returned = nothingReturned,
    ) {
      const { id, view, subject, compact } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(409)
      const drafts = readsDraft(request, subject)
      const draft = drafts ? await draftOf(db, id) : null
      const inForce = await agreementInForce(db, id)
      const frozen = drafts ? await frozenVersionOf(db, id) : null
      const gapsAt = (step: Step) => gapsOf(db, wiring, { compact: id, step, today: today(house) })
      const manages = mayDo(request.person, 'manage a compact', subject)
      const record = await stepsOf(db, id)
      const suspensions = await suspensionsOf(db, id)
      const partEnds = await partEndsOf(db, id)
      const lessons = await lessonsOf(db, id)
      const next: {
        passage: ReturnType<typeof nextStates>[number]
        gaps: Awaited<ReturnType<typeof gapsAt>>
      }[] = []
      if (drafts)
        for (const passage of nextStates(compact.state))
          if (passage.way === 'step')
            next.push({
              passage,
              gaps: passage.to === 'concept' ? [] : await gapsAt(passage.to as Step),
            })
      const first = inForce === null ? frozen : await firstInForce(id)
      const conditions = await entryStates(request, subject, first, compact.state === 'signed' && manages)
      const step: Step = inForce === null ? 'in force' : 'takes effect'
      const binding = bindingStates.includes(compact.state)
      return send(
        reply,
        <StepsPage
          context={contextOf(request, `/compacts/${id}/steps`)}
          view={view}
          agreement={inForce?.agreement ?? draft?.agreement ?? null}
          draft={draft}
          record={record}
          next={next}
          closing={drafts ? await closingAsked(db, id) : null}
          proposer={compact.state === 'proposed' ? proposerIn(record) : null}
          since={(await inForceSince(db, [id])).get(id) ?? null}
          needs={drafts ? needsOf(request.person, 'manage a compact', subject) : null}
          entry={
            frozen === null || isOver(compact.state)
              ? null
              : {
                  step,
                  gaps: [
                    ...(await gapsAt('takes effect')),
                    ...(step === 'in force' ? await gapsAt(step) : []),
                  ],
                }
          }
          conditions={conditions}
          amendments={drafts ? await amendmentsOf(db, id) : []}
          suspensions={suspensions}
          partEnds={partEnds}
          lessons={lessons}
          people={
            await namesOf(db, [
              ...new Set([...record, ...suspensions, ...partEnds, ...lessons].flatMap(({ by }) => by ?? [])),
            ])
          }
          may={{
            manage: manages,
            amend: manages && binding,
            suspend: manages && (binding || suspensions.some(({ ended }) => ended === null)),
            endParts: manages && inForce !== null && !isOver(compact.state),
            learn: manages && inForce !== null && compact.state !== 'closed',
            publish: manages,
            actsFor: manages
              ? sidesOf(actsFor(request.person, 'manage a compact', subject), subject.parties)
              : [],
          }}
          returned={returned}
          today={today(house)}
        />,
      )
    }

    /** The version that came into force first: conditions to entry into force are those of it. */
    async function firstInForce(id: string) {
      const version = (await versionsOf(db, id)).find(({ takenEffect }) => takenEffect !== null)
      return version === undefined ? null : versionOf(db, id, version.number)
    }

    async function entryStates(
      request: FastifyRequest,
      subject: CompactSubject,
      version: Pick<Version, 'number' | 'agreement'> | null,
      open: boolean,
    ): Promise<EntryState[]> {
      if (version === null) return []
      const { agreement, number } = version
      const found = await entryFindingsOf(db, subject.id, number)
      const parties = await partiesOf(db, subject.id)
      const acts = open ? actsFor(request.person, 'manage a compact', subject) : []
      const read = (text: Text) => inLanguage(text, request.language, agreement.languages) ?? '–'
      return entryConditions(agreement).map(({ key, text, party, evidence }) => {
        const by = agreement.parties.find((each) => each.key === party)
        return {
          key,
          text: read(text),
          party: by === undefined ? party : read(by.name),
          shows: read(evidence),
          found: found.get(key) ?? null,
          mayFind: open && mayJudgeEntry(acts, parties, agreement, party),
        }
      })
    }

    http.get(
      '/compacts/:id/steps',
      { config: readingPublic, schema: { params: ById } },
      async (request, reply) => sendSteps(request, reply),
    )

    /** A small form of the page of steps: what it does, and whether it needs a reason. */
    const onSteps = (
      at: string,
      needsReason: boolean,
      field: string,
      act: (trx: Trx, change: Change, id: string, typed: Typed) => Promise<unknown>,
      check: (request: FastifyRequest, typed: Typed) => FieldError[] = () => [],
      after = '/steps',
    ) =>
      http.post(
        `/compacts/:id/steps${at}`,
        { config: managing, schema: { params: ById, body: Form } },
        async (request, reply) => {
          const { form, typed } = typedOf(request.body)
          const id = idIn(request.params)
          const errors = [...check(request, typed), ...(needsReason ? reasonErrors(request, typed) : [])]
          if (errors.length > 0) return sendSteps(request, reply, { form, typed, errors })
          return acting(
            request,
            reply,
            (trx, change) => act(trx, change, id, typed),
            after,
            async (error) =>
              sendSteps(request, reply, { form, typed, errors: await stepErrors(request, error, field) }),
          )
        },
      )
    const own = (request: FastifyRequest, subject: CompactSubject) => {
      const acts = sidesOf(actsFor(request.person, 'manage a compact', subject), subject.parties)
      return acts.length === 1 ? (acts[0] ?? null) : null
    }
    const graveIn = (request: FastifyRequest): GraveStep => {
      const { step } = request.params as { step?: string }
      const found = graveSteps.find((each) => each === step)
      if (found === undefined) throw new CompactFault('no compact')
      return found
    }
    /** Where a grave step leads from a state; undefined where it does not. */
    const leads = ({ state, publicFrom }: CompactRow, step: GraveStep): boolean => {
      if (step === 'publish') return publicFrom === null
      if (step === 'resume') return state === 'closing'
      return nextStates(state).some(({ to, way }) => to === step && way === 'step')
    }

    async function sendConfirm(
      request: FastifyRequest,
      reply: FastifyReply,
      returned: Returned = nothingReturned,
    ) {
      const step = graveIn(request)
      const { id, view, subject, compact } = await viewFor(request)
      // What was linked before somebody else took the step leads to where it stands now.
      if (returned.errors.length === 0 && !leads(compact, step))
        return seeOther(reply, request, `/compacts/${id}/steps`)
      if (returned.errors.length > 0) reply.code(409)
      const now = today(house)
      return send(
        reply,
        <ConfirmPage
          context={contextOf(request, `/compacts/${id}/steps/take/${step}`)}
          view={view}
          step={step}
          early={compact.ends === null || now <= compact.ends}
          asked={await closingAsked(db, id)}
          own={own(request, subject)}
          today={now}
          returned={returned}
        />,
      )
    }
    http.get(
      '/compacts/:id/steps/take/:step',
      { config: managing, schema: { params: ByStep } },
      async (request, reply) => sendConfirm(request, reply),
    )
    http.post(
      '/compacts/:id/steps/take/:step',
      { config: managing, schema: { params: ByStep, body: Form } },
      async (request, reply) => {
        const step = graveIn(request)
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const errors = reasonErrors(request, typed)
        if (errors.length > 0) return sendConfirm(request, reply, { form, typed, errors })
        const reason = reasonOf(typed)
        return acting(
          request,
          reply,
          (trx, change) =>
            step === 'publish'
              ? makePublic(trx, change, { compact: id, reason })
              : takeStep(trx, change, wiring, {
                  compact: id,
                  to: step === 'resume' ? 'in force' : step,
                  reason,
                  lastDay: typed.on?.trim() || null,
                }),
          '/steps',
          async (error) =>
            sendConfirm(request, reply, {
              form,
              typed,
              errors: await stepErrors(request, error, step === 'closing' ? 'on' : 'reason'),
            }),
        )
      },
    )

    const reasonOf = (typed: Typed) => (typed.reason ?? '').trim()

    onSteps('', false, 'reason', (trx, change, id, typed) =>
      takeStep(trx, change, wiring, {
        compact: id,
        // What is no state is refused by the table of steps.
        to: (typed.to ?? '') as CompactState,
        reason: reasonOf(typed) || null,
      }),
    )
    onSteps('/drop', true, 'reason', (trx, change, id, typed) =>
      dropClosing(trx, change, { compact: id, reason: reasonOf(typed) }),
    )
    onSteps('/entry', true, 'reason', (trx, change, id, typed) =>
      findEntryCondition(trx, change, {
        compact: id,
        condition: typed.condition ?? '',
        met: typed.met === 'yes',
        evidence: reasonOf(typed),
      }),
    )
    onSteps('/effect', false, 'on', (trx, change, id, typed) =>
      takeEffect(trx, change, wiring, { compact: id, on: (typed.on ?? '').trim() }),
    )
    onSteps(
      '/amend',
      true,
      'reason',
      (trx, change, id, typed) => openAmendment(trx, change, { compact: id, reason: reasonOf(typed) }),
      undefined,
      '/draft',
    )
    onSteps('/withdraw', true, 'reason', (trx, change, id, typed) =>
      withdrawAmendment(trx, change, { compact: id, reason: reasonOf(typed) }),
    )
    onSteps(
      '/suspend',
      true,
      'reason',
      (trx, change, id, typed) => {
        return suspend(trx, change, {
          compact: id,
          elements: typed.scope === 'whole' ? 'all' : keysIn(typed.elements),
          ground: grounds.find((each) => each === typed.ground) ?? 'other',
          reason: reasonOf(typed),
          conditions: linesIn(typed.conditions),
        })
      },
      (request, typed) => {
        const say = speak(words, request.language)
        return [
          ...(grounds.some((each) => each === typed.ground)
            ? []
            : [{ field: 'ground', message: say('fault.choose') }]),
          // The gravest choice is nobody’s default, and both at once is none.
          ...(typed.scope === 'whole' || typed.scope === 'parts'
            ? (typed.scope === 'whole') === keysIn(typed.elements).length > 0
              ? [{ field: 'elements', message: say('fault.choose') }]
              : []
            : [{ field: 'scope', message: say('fault.choose') }]),
          ...(linesIn(typed.conditions).length === 0 ||
          linesIn(typed.conditions).some((each) => each.length < 3 || each.length > 1000)
            ? [{ field: 'conditions', message: say('fault.reason') }]
            : []),
        ]
      },
    )
    onSteps(
      '/part-end',
      true,
      'on',
      (trx, change, id, typed) => {
        const [what = '', key = ''] = (typed.part ?? '').split('/')
        return endPart(trx, change, {
          ...{ compact: id, key, on: typed.on ?? '', reason: reasonOf(typed) },
          what: what === 'contribution' ? what : 'initiative',
        })
      },
      (request, typed) =>
        /^(initiative|contribution)\/./.test(typed.part ?? '')
          ? []
          : [{ field: 'part', message: speak(words, request.language)('fault.choose') }],
    )
    onSteps('/correct', true, 'reason', (trx, change, id, typed) =>
      bringCorrection(trx, change, {
        compact: id,
        suspension: typed.suspension ?? '',
        condition: typed.condition ?? '',
        evidence: reasonOf(typed),
      }),
    )
    onSteps('/confirm', false, 'brought', (trx, change, id, typed) =>
      confirmCorrection(trx, change, {
        compact: id,
        suspension: typed.suspension ?? '',
        condition: typed.condition ?? '',
        brought: typed.brought ?? '',
      }),
    )
    onSteps('/reinstate', true, 'reason', (trx, change, id, typed) =>
      reinstate(trx, change, wiring, {
        compact: id,
        suspension: typed.suspension ?? '',
        reason: reasonOf(typed),
      }),
    )
    onSteps(
      '/lessons',
      false,
      'about',
      async (trx, change, id, typed) => {
        const languages = (await presentText(trx, id))?.languages ?? []
        return recordLesson(trx, change, {
          compact: id,
          about: typed.about || null,
          text: Object.fromEntries(
            languages.flatMap((tag) => {
              const text = (typed[`text.${tag}`] ?? '').trim()
              return text === '' ? [] : [[tag, text]]
            }),
          ),
        })
      },
      (request, typed) =>
        Object.entries(typed).some(([name, text]) => name.startsWith('text.') && text.trim().length >= 3)
          ? []
          : [{ field: 'about', message: speak(words, request.language)('fault.needed') }],
    )
  }

const keysIn = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(Boolean)

const linesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
