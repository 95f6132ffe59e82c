import { type Static, type TObject, Type } from 'typebox'

/*
 * Everything that is held about one person, as one document. Programs may rely on its
 * shape: parts are added, none is renamed or taken away while `version` stays 1.
 */

const Moment = Type.String({ description: 'ISO 8601, UTC' })
const Maybe = <Shape extends ReturnType<typeof Type.String>>(shape: Shape) => Type.Union([shape, Type.Null()])
const MaybeText = Maybe(Type.String())
const MaybeMoment = Maybe(Moment)
const Scope = Type.Union([Type.Object({ kind: Type.String(), id: Type.String() }), Type.Null()])
const Organisation = Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()])
const exactly = { additionalProperties: false }

const Event = Type.Object(
  {
    record: Type.Object({ kind: Type.String(), id: Type.String() }),
    seq: Type.Integer(),
    at: Moment,
    action: Type.String(),
    byYou: Type.Boolean(),
    reason: MaybeText,
    before: Type.Unknown({ description: 'The record before; personal values stand in personalValues by id' }),
    after: Type.Unknown(),
    hash: Type.String(),
  },
  exactly,
)

const Contact = Type.Object(
  {
    reach: Type.String(),
    messenger: Type.String(),
    hours: Type.String(),
    never: Type.String(),
    call: Type.String(),
  },
  exactly,
)

/** Each part of the document. */
export const sections = {
  person: Type.Object({ id: Type.String(), created: Moment, ended: MaybeMoment }, exactly),
  account: Type.Union([
    Type.Object(
      {
        nameOthersSee: Type.String(),
        ownName: Type.String(),
        email: Type.String(),
        emailProven: Type.Boolean(),
        secondFactor: Type.Boolean(),
        recoveryCodesLeft: Type.Union([Type.Integer(), Type.Null()]),
        made: Moment,
        changed: Moment,
        waysToSignIn: Type.Array(Type.Object({ by: Type.String(), since: Moment, changed: Moment }, exactly)),
      },
      exactly,
    ),
    Type.Null(),
  ]),
  signIns: Type.Array(
    Type.Object(
      { device: MaybeText, began: Moment, lastSeen: Moment, secondFactorAt: MaybeMoment, ends: Moment },
      exactly,
    ),
  ),
  linksWaiting: Type.Array(Type.Object({ purpose: Type.String(), made: Moment, ends: Moment }, exactly)),
  memberships: Type.Array(
    Type.Object(
      { organisation: Organisation, began: Moment, ended: MaybeMoment, endReason: MaybeText },
      exactly,
    ),
  ),
  roles: Type.Array(
    Type.Object(
      {
        role: Type.String(),
        organisation: Organisation,
        scope: Scope,
        given: Moment,
        until: MaybeMoment,
        ended: MaybeMoment,
        endReason: MaybeText,
      },
      exactly,
    ),
  ),
  invitations: Type.Array(
    Type.Object(
      {
        id: Type.String(),
        yours: Type.Array(Type.Enum(['sent', 'accepted', 'addressed to you', 'withdrawn'])),
        organisation: Organisation,
        role: Type.String(),
        scope: Scope,
        made: Moment,
        expires: Moment,
        accepted: MaybeMoment,
        withdrawn: MaybeMoment,
      },
      exactly,
    ),
  ),
  contact: Type.Union([
    Contact,
    Type.Null(),
    Type.Object({ withheld: Type.Literal('sign in with the second factor') }, exactly),
  ]),
  guardians: Type.Array(
    Type.Object(
      {
        is: Type.Enum(['your guardian', 'you are theirs']),
        name: MaybeText,
        organisation: Organisation,
        named: Moment,
        dismissed: MaybeMoment,
      },
      exactly,
    ),
  ),
  looks: Type.Array(Type.Object({ at: Moment, by: MaybeText, reason: MaybeText }, exactly)),
  mails: Type.Array(
    Type.Object(
      {
        kind: Type.String(),
        state: Type.String(),
        queued: Moment,
        subject: Type.String(),
        text: Type.String(),
      },
      exactly,
    ),
  ),
  sentForms: Type.Array(
    Type.Object(
      { place: Type.String(), at: Moment, status: Type.Union([Type.Integer(), Type.Null()]) },
      exactly,
    ),
  ),
  saidForGroup: Type.Array(
    Type.Object(
      {
        action: Type.String(),
        at: Moment,
        id: Type.String(),
        compact: MaybeText,
        clause: MaybeText,
        text: MaybeText,
        instead: MaybeText,
        shownAs: MaybeText,
        alias: MaybeText,
      },
      exactly,
    ),
  ),
  consultations: Type.Array(
    Type.Object(
      {
        action: Type.String(),
        at: Moment,
        consultation: Type.String(),
        question: Type.String(),
        group: MaybeText,
        criterion: MaybeText,
        text: MaybeText,
        comment: MaybeText,
      },
      exactly,
    ),
  ),
  events: Type.Array(Event),
  personalValues: Type.Array(Type.Object({ id: Type.String(), at: Moment, value: MaybeText }, exactly)),
} as const

export type Section = keyof typeof sections
export const sectionNames = Object.keys(sections) as Section[]

export const OwnDataDocument = Type.Object(
  {
    format: Type.Literal('tipping-point/own-data'),
    version: Type.Literal(1),
    made: Moment,
    ...sections,
  },
  exactly,
) satisfies TObject

export type OwnData = Static<typeof OwnDataDocument>
