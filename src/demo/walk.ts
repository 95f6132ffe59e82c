import { agreementParts, type Money } from '../compacts/agreement.ts'
import type { TypedPart } from '../monitoring/reading.ts'
import { afterFloods, type ExampleParty, examplelandAgreement } from './exampleland.ts'
import type { Stage } from './load.ts'
import type { Player } from './scene.ts'
import { filledIn, WORKBOOK } from './workbook.ts'

/* What happens in the example, in the order of its days. All of it is invented. */

/** Where a load may stop: the text in negotiation, signed, in its fourth year, closed. */
export const chapters = ['draft', 'signed', 'in-force', 'closed'] as const
export type Chapter = (typeof chapters)[number]

const page = (name: string) => `https://example.org/exampleland/${name}`
const dollars = (thousand: number): Money => ({ minor: thousand * 100_000, currency: 'USD' })
const euros = (thousand: number): Money => ({ minor: thousand * 100_000, currency: 'EUR' })

/** Walks until the end of a chapter; answers the id of the compact. */
export async function walk(
  stage: Stage,
  until: Chapter,
  tell: (chapter: Chapter) => void = () => {},
): Promise<string> {
  const told = (chapter: Chapter) => {
    tell(chapter)
    return chapter === until
  }
  const compact = await drafted(stage)
  if (told('draft')) return compact
  await signed(stage, compact)
  if (told('signed')) return compact
  await firstThreeYears(stage, compact)
  if (told('in-force')) return compact
  await toTheEnd(stage, compact)
  told('closed')
  return compact
}

const api = (compact: string, rest = '') => `/api/v1/compacts/${compact}${rest}`

/* ---- the text */

async function drafted({ scene, send, on }: Stage): Promise<string> {
  const { organisations } = scene
  on('2020-12-01')
  const started = await send('start', 'manager.donor', 'POST', '/api/v1/compacts', {
    country: 'ZZE',
    languages: ['en', 'fr'],
    currency: 'USD',
    example: true,
    party: { organisation: organisations.mission, side: 'donor', part: 'government' },
  })
  const compact = textIn(started, 'id')
  const admitted: [ExampleParty, 'partner' | null, string][] = [
    ['republic', 'partner', 'government'],
    ['labour', 'partner', 'ministry'],
    ['lake-trust', null, 'implementer'],
    ['institute', null, 'implementer'],
    ['advisers', null, 'survivors'],
  ]
  // Each side names its own; the first of the other side is named by who begins.
  for (const [party, side, part] of admitted)
    await send(
      `admit ${party}`,
      party === 'labour' ? 'manager.partner' : 'manager.donor',
      'POST',
      api(compact, '/parties'),
      {
        organisation: organisations[party],
        side,
        part,
      },
    )
  on('2020-12-07')
  const agreement = examplelandAgreement(organisations, null)
  let base = 0
  for (const part of agreementParts) {
    // Both sides write: the partner what it takes on, the donor the rest.
    const who = ['responsibilities', 'sustainability', 'risks'].includes(part)
      ? 'manager.partner'
      : 'manager.donor'
    const saved = await send(`write ${part}`, who, 'PUT', api(compact, `/draft/${part}`), {
      base,
      value: agreement[part],
    })
    base = numberIn(saved, 'revision')
  }
  const step = (who: Player, to: string) => send(`step to ${to}`, who, 'POST', api(compact, '/steps'), { to })
  on('2020-12-10')
  await step('manager.donor', 'proposed')
  on('2020-12-14')
  await step('manager.partner', 'negotiating')
  on('2020-12-16')
  const comment = textIn(
    await send('comment', 'manager.partner', 'POST', api(compact, '/comments'), {
      place: 'objectives/lake/text',
      text: 'Half of what, and measured when? The text must say that it is the share of the baseline study.',
      blocking: true,
    }),
    'id',
  )
  on('2020-12-18')
  await send('answer the comment', 'manager.donor', 'POST', api(compact, `/comments/${comment}/answers`), {
    text: 'Of the share of the baseline study, by the endline: the sheet of the indicator says both.',
  })
  await send('close the comment', 'manager.partner', 'POST', api(compact, `/comments/${comment}/close`), {
    settled: 'The indicator sheet says it; the sentence may stay short.',
  })
  return compact
}

async function signed(stage: Stage, compact: string): Promise<void> {
  const { send, on } = stage
  const { organisations } = stage.scene
  on('2021-01-05')
  const objection = textIn(
    await send('object', 'adviser.lake', 'POST', api(compact, '/review/objections'), {
      place: 'initiatives/lake-watch',
      text: 'Watch groups that only report to the police drive boats further out. Families are asked last.',
      instead: 'Watch groups speak with families first, and shelters have a place before a boat is stopped.',
      public: true,
      as: 'group',
    }),
    'id',
  )
  on('2021-01-08')
  await send(
    'answer the objection',
    'manager.partner',
    'POST',
    api(compact, `/review/objections/${objection}/answers`),
    {
      outcome: 'partly',
      text: 'No boat is stopped before a shelter has a place; the clause says so now. Police stay informed, since the law asks for it.',
    },
  )
  const { revision } = objectIn(
    await send('read the draft', 'manager.partner', 'GET', api(compact, '/draft')),
  )
  await send('take the objection up', 'manager.partner', 'PUT', api(compact, '/draft/initiatives'), {
    base: revision,
    value: examplelandAgreement(organisations, null).initiatives.map((each) =>
      each.key === 'lake-watch' ? { ...each, description: sheltersFirst(each.description) } : each,
    ),
  })
  on('2021-01-12')
  const frozen = await reviewAndFreeze(stage, compact, '2021-01-11')
  await sign(stage, compact, frozen, ['2021-01-20', '2021-01-22', '2021-01-22'])
}

const sheltersFirst = ({ en, fr }: Record<string, string>) => ({
  en: `${en} No boat is stopped before a shelter has a place.`,
  fr: `${fr} Aucun bateau n’est arrêté avant qu’un foyer n’ait une place.`,
})

/** The advisers read the draft as it stands, then it is frozen; answers its hash. */
async function reviewAndFreeze({ send }: Stage, compact: string, heldOn: string): Promise<string> {
  const { revision } = objectIn(await send('read the draft', 'manager.donor', 'GET', api(compact, '/draft')))
  await send('hold the review', 'adviser.lake', 'POST', api(compact, '/review/held'), {
    base: revision,
    heldOn,
    how: 'meeting',
    as: 'group',
  })
  return textIn(await send('freeze', 'manager.donor', 'POST', api(compact, '/freeze'), { revision }), 'hash')
}

async function sign(
  { send, on }: Stage,
  compact: string,
  hash: string,
  days: readonly [string, string, string],
): Promise<void> {
  const signatures: [Player, ExampleParty, string][] = [
    ['signatory.donor', 'mission', 'Ambassador of the Donor Republic'],
    ['signatory.partner', 'republic', 'Minister for Foreign Affairs'],
    ['signatory.labour', 'labour', 'Minister of Labour'],
  ]
  for (const [index, [who, party, capacity]] of signatures.entries()) {
    on(days[index] ?? '')
    await send(`sign for ${party}`, who, 'POST', api(compact, '/signatures'), { party, hash, capacity })
  }
}

/* ---- money */

type Entry = {
  kind: 'pledge' | 'commitment' | 'disbursement' | 'expenditure' | 'refund'
  value: Money
  contribution: string
  provider: Holder
  receiver: Holder
  line?: string
  tranche?: string
  award?: string
  document?: string
  note?: string
}

/** Who holds money: a party, or who received an award. */
type Holder = ExampleParty | `award:${string}`

type Act = { act: string; url?: string; document?: string; reason?: string; capacity?: string }

/** Rows of a file of entries, all of one kind and day. */
type FileRow = {
  contribution: string
  line: string
  thousand: number
  currency: 'USD' | 'EUR'
  note?: string
}

function treasury({ send, form }: Stage, compact: string) {
  const decide = (step: string, draft: string) =>
    send(`approve ${step}`, 'approver.donor', 'POST', api(compact, `/ledger/drafts/${draft}/decision`), {
      verdict: 'approved',
    })
  const approved = async (step: string, who: Player, body: object): Promise<string> => {
    const entered = await send(`enter ${step}`, who, 'POST', api(compact, '/ledger/drafts'), body)
    return textIn(await decide(step, textIn(entered, 'draft')), 'entry')
  }
  const enter = (who: Player, date: string, entry: Entry) =>
    approved(`${entry.kind} of ${date}`, who, {
      date,
      ...(entry.document === undefined ? { url: page(`payments/${date}`) } : {}),
      ...entry,
    })

  const act = (who: Player, tranche: string, condition: string, body: Act) =>
    send(`${condition}: ${body.act}`, who, 'POST', api(compact, `/conditions/${tranche}/${condition}`), body)

  return {
    enter,
    /** Pledges or commitments by a CSV file, looked at as a page shows it and then entered; what takes back comes first. */
    byFile: async (
      kind: 'pledge' | 'commitment',
      who: Player,
      party: ExampleParty,
      date: string,
      rows: readonly FileRow[],
    ) => {
      const heads = [
        'kind',
        'date',
        'amount',
        'currency',
        'contribution',
        'line',
        'provider',
        'receiver',
        'url',
        'note',
      ]
      const text = [
        heads.join(','),
        ...rows.map(({ contribution, line, thousand, currency, note = '' }) =>
          [
            kind,
            date,
            `${thousand * 1000}.00`,
            currency,
            contribution,
            line,
            party,
            party === 'mission' ? 'republic' : 'labour',
            page(`${kind}s/${date}`),
            `"${note}"`,
          ].join(','),
        ),
      ].join('\n')
      const path = `/compacts/${compact}/ledger/import`
      const file = { name: `${kind}s.csv`, type: 'text/csv', bytes: Buffer.from(`${text}\n`) }
      await form(`look at a file of ${kind}s`, who, path, {}, file, [200])
      await form(`enter a file of ${kind}s`, who, path, { step: 'enter', text })
      const waiting = await send('read what waits', who, 'GET', api(compact, '/ledger/drafts'))
      const drafts = listIn(waiting, 'drafts').map((row) => ({
        id: textIn(row, 'id'),
        minor: numberIn(row, 'minor'),
      }))
      for (const { id } of drafts.sort((one, other) => one.minor - other.minor)) await decide(`a ${kind}`, id)
    },
    /** What the ledger does not take meanwhile, whoever approves it; so it is refused by hand. */
    refused: async (who: Player, date: string, entry: Entry, reason: string) => {
      const step = `${entry.kind} that cannot be`
      const body = { date, url: page(`payments/${date}`), ...entry }
      const entered = await send(`enter ${step}`, who, 'POST', api(compact, '/ledger/drafts'), body)
      const at = api(compact, `/ledger/drafts/${textIn(entered, 'draft')}/decision`)
      await send(`approve ${step}`, 'approver.donor', 'POST', at, { verdict: 'approved' }, [409, 422])
      await send(`refuse ${step}`, 'approver.donor', 'POST', at, { verdict: 'refused', reason })
    },
    /** Entered by the partner, agreed to by the donor. */
    rate: async (date: string, rate: string) => {
      await form(`rate of ${date}`, 'officer.partner', `/compacts/${compact}/rates`, {
        base: 'EUR',
        rate,
        date,
        until: date,
        source: `European Central Bank, euro foreign exchange reference rates, ${date}`,
      })
      const known = await send('read the rates', 'approver.donor', 'GET', api(compact, '/rates'))
      for (const each of listIn(known, 'rates'))
        if (objectIn(each).verdict === null)
          await send(
            `agree to the rate of ${date}`,
            'approver.donor',
            'POST',
            api(compact, `/rates/${textIn(each, 'id')}/answer`),
            { verdict: 'agreed' },
          )
    },
    award: async (who: Player, fields: Record<string, string>) => {
      await form(`award ${fields.key}`, who, `/compacts/${compact}/awards`, fields)
      await form(
        `agree to award ${fields.key}`,
        'approver.donor',
        `/compacts/${compact}/awards/${fields.key}`,
        {
          verdict: 'agreed',
        },
      )
    },
    /** A quarterly package, and the decision on what it asks for: its letter. */
    package: async (
      fields: Record<string, string>,
      verdict: 'released' | 'refused',
      letter: string,
      onAnswer: () => void,
    ) => {
      await form(`package for ${fields.quarter}`, 'officer.donor', `/compacts/${compact}/packages`, fields)
      onAnswer()
      const board = await send('read the board', 'approver.donor', 'GET', api(compact, '/conditions'))
      const tranche = listIn(board, 'tranches').find((row) => textIn(row, 'key') === fields.tranche)
      const asked = textIn(objectIn(tranche).open, 'id')
      await send(
        `${verdict} ${fields.tranche}`,
        'approver.donor',
        'POST',
        api(compact, `/tranches/${fields.tranche}/requests/${asked}/decision`),
        { verdict, reason: letter },
      )
    },
    reverse: (date: string, entry: string, note: string) =>
      approved('a reversal', 'officer.lake', { kind: 'reversal', date, reverses: entry, note }),
    act,
    /** By an address, or by a file that is kept. */
    evidence: (who: Player, tranche: string, condition: string, document?: string) =>
      act(who, tranche, condition, {
        act: 'evidence',
        ...(document === undefined ? { url: page(`conditions/${condition}`) } : { document }),
      }),
    satisfied: (tranche: string, condition: string) =>
      act('verifier.donor', tranche, condition, { act: 'satisfied' }),
    ask: async (tranche: string, thousand: number, note: string) => {
      const asked = await send(
        `ask for ${tranche}`,
        'officer.donor',
        'POST',
        api(compact, `/tranches/${tranche}/requests`),
        { minor: dollars(thousand).minor, note },
      )
      const at = api(compact, `/tranches/${tranche}/requests/${textIn(asked, 'request')}/decision`)
      return {
        decide: (verdict: 'released' | 'refused', reason: string, expected?: readonly number[]) =>
          send(`${verdict} ${tranche}`, 'approver.donor', 'POST', at, { verdict, reason }, expected),
      }
    },
    /** Pays a tranche out, line by line, to who carries it out. */
    pay: async (
      tranche: string,
      date: string,
      lines: readonly [string, ExampleParty, number][],
      receipt?: string,
    ) => {
      for (const [line, receiver, thousand] of lines)
        await enter('officer.donor', date, {
          kind: 'disbursement',
          value: dollars(thousand),
          contribution: 'donor-cash',
          provider: 'mission',
          receiver,
          line,
          tranche,
          ...(receiver === 'lake-trust' ? { award: 'lake-grant' } : {}),
          ...(receipt === undefined ? {} : { document: receipt }),
        })
    },
    /** What an implementer spent of what it holds. */
    spend: (who: Player, provider: Holder, date: string, line: string, thousand: number, note?: string) =>
      enter(who, date, {
        kind: 'expenditure',
        value: dollars(thousand),
        contribution: 'donor-cash',
        provider,
        receiver: provider,
        line,
        ...(note === undefined ? {} : { note }),
      }),
    /** What the partner spent of its own in a year: salaries, and premises and staff at their value. */
    own: async (year: number, date: string, inspectors: number) => {
      for (const [contribution, line, receiver, thousand] of [
        ['partner-cash', 'inspectors', 'labour', inspectors],
        ['partner-cash', 'judges', 'republic', 200],
        ['partner-kind', 'premises', 'republic', 100],
        ['partner-kind', 'staff', 'republic', 50],
      ] as const)
        await enter('officer.partner', date, {
          kind: 'expenditure',
          value: euros(thousand),
          contribution,
          provider: 'republic',
          receiver,
          line: `${line}-y${year}`,
        })
    },
  }
}

/* ---- results */

const share = (numerator: number, denominator: number): TypedPart => ({
  cells: {
    total: {
      value: ((100 * numerator) / denominator).toFixed(1),
      numerator: String(numerator),
      denominator: String(denominator),
    },
  },
})
const estimate = (value: string, low: string, high: string): TypedPart => ({
  cells: { total: { value, low, high, level: '95' } },
})
const children = (girls: number, boys: number): TypedPart => ({
  cells: {
    total: { value: String(girls + boys) },
    'sex=girls': { value: String(girls) },
    'sex=boys': { value: String(boys) },
  },
})
const count = (value: number): TypedPart => ({ cells: { total: { value: String(value) } } })

/** What each party reports for a year. In the first the girls are few enough to be kept back. */
const results: Record<number, Partial<Record<ExampleParty, Record<string, TypedPart>>>> = {
  1: {
    labour: { 'landing-share': share(31, 76) },
    'lake-trust': { 'children-served': children(7, 27) },
    institute: { 'fee-share': estimate('59', '55', '63') },
    republic: { 'court-share': share(27, 208), 'regions-linked': count(0) },
  },
  2: {
    labour: { 'landing-share': share(40, 78) },
    'lake-trust': { 'children-served': children(41, 57) },
    institute: { 'fee-share': estimate('54', '50', '58') },
    republic: { 'court-share': share(39, 221), 'regions-linked': count(2) },
  },
  3: {
    labour: { 'landing-share': share(33, 61) },
    'lake-trust': { 'children-served': children(66, 85) },
    institute: { 'fee-share': estimate('47', '43', '51') },
    republic: {
      'court-share': {
        cells: {},
        missing: 'not collected',
        why: 'The floods closed the registries of two regions for five months; a share without them would mislead.',
      },
      'regions-linked': count(3),
    },
  },
  4: {
    labour: { 'landing-share': share(48, 77) },
    'lake-trust': { 'children-served': children(101, 132) },
    institute: { 'fee-share': estimate('41', '37', '45') },
    republic: { 'court-share': share(71, 236), 'regions-linked': count(5) },
  },
  5: {
    labour: { 'landing-share': share(55, 79) },
    'lake-trust': { 'children-served': children(128, 170) },
    institute: { 'fee-share': estimate('34', '30', '38'), 'lake-share': estimate('3.4', '2.5', '4.3') },
    republic: { 'court-share': share(84, 229), 'regions-linked': count(6) },
  },
}

const reporters = {
  labour: 'reporter.labour',
  'lake-trust': 'reporter.lake',
  institute: 'reporter.institute',
  republic: 'reporter.partner',
} as const satisfies Partial<Record<ExampleParty, Player>>

function reporting({ send, get, form, on }: Stage, compact: string) {
  const at = (year: number, party: string) => api(compact, `/reports/${2021 + year}-01-31/${party}`)
  const shown = (year: number, typed: TypedPart, name: string): TypedPart =>
    typed.missing === undefined ? { ...typed, evidence: page(`results/${name}-${year}`) } : typed
  /** Types and sends a report. */
  const sent = async (year: number, party: keyof typeof reporters, version: number, base = 0) => {
    const who = reporters[party]
    const parts = Object.fromEntries(
      Object.entries(results[year]?.[party] ?? {}).map(([indicator, typed]) => [
        indicator,
        { base, typed: shown(year, typed, indicator) },
      ]),
    )
    await send(`report of ${party}, year ${year}`, who, 'PUT', at(year, party), { parts })
    await send(`send it, year ${year}`, who, 'POST', `${at(year, party)}/submission`, { version })
  }
  /** The same by a workbook that goes out, is filled in and comes back; the page shows what it would change first. */
  const byWorkbook = async (year: number, party: keyof typeof reporters, version: number) => {
    const who = reporters[party]
    const path = `/compacts/${compact}/report/${2021 + year}-01-31/${party}`
    const empty = await get(`workbook of ${party}, year ${year}`, who, `${path}/workbook.xlsx`)
    const cells = Object.entries(results[year]?.[party] ?? {}).flatMap(([indicator, typed]) =>
      Object.entries(shown(year, typed, indicator).cells).map(([cell, fields]) => ({
        indicator,
        cell,
        fields,
      })),
    )
    const file = { name: `report-${party}.xlsx`, type: WORKBOOK, bytes: await filledIn(empty, cells) }
    const { body } = await form(
      `bring the workbook of ${party} back`,
      who,
      `${path}/workbook`,
      {},
      file,
      [200],
    )
    const [, parts = ''] = /name="parts" value="([^"]*)"/.exec(body) ?? []
    await form(`take what the workbook of ${party} says`, who, `${path}/take`, { parts: unescaped(parts) })
    await send(`send it, year ${year}`, who, 'POST', `${at(year, party)}/submission`, { version })
  }
  const judged = async (year: number, party: string) => {
    const act = (name: string) =>
      send(`${name} of ${party}, year ${year}`, 'verifier.donor', 'POST', `${at(year, party)}/${name}`, {})
    await act('verification')
    await act('publication')
  }
  return {
    sent,
    judged,
    /** All reports of a year, sent on one day and published on another. */
    year: async (
      year: number,
      version: number,
      days: readonly [string, string],
      workbook: keyof typeof reporters | null = null,
    ) => {
      const parties = Object.keys(reporters) as (keyof typeof reporters)[]
      on(days[0])
      for (const party of parties)
        await (party === workbook ? byWorkbook(year, party, version) : sent(year, party, version))
      on(days[1])
      for (const party of parties) await judged(year, party)
    },
    returned: (year: number, party: string, reason: string) =>
      send(`return ${party}`, 'verifier.donor', 'POST', `${at(year, party)}/return`, { reason }),
    corrected: async (
      year: number,
      party: keyof typeof reporters,
      indicator: string,
      typed: TypedPart,
      reason: string,
    ) => {
      const asked = await send(
        `ask to correct ${indicator}`,
        reporters[party],
        'POST',
        `${at(year, party)}/corrections`,
        { indicator, typed: shown(year, typed, `${indicator}-corrected`), reason },
      )
      await send(
        `agree to correct ${indicator}`,
        'verifier.donor',
        'POST',
        `${at(year, party)}/corrections/${textIn(asked, 'correction')}/decision`,
        { agree: true },
      )
    },
  }
}

/* ---- what was promised beside money and figures */

type PromiseName = `${'benchmark' | 'responsibility' | 'sustainability'}:${string}`

/**
 * What became of a promise, as a verifier records it on its page: kept, by what shows it, which another party confirms,
 * or not, and why.
 */
const recorder =
  ({ form, get, on }: Stage, compact: string) =>
  async (
    recorded: string,
    promise: PromiseName,
    day: string,
    became: { met: true; evidence: string; text?: string } | { met: false; text: string },
  ) => {
    on(recorded)
    const path = `/compacts/${compact}/promises`
    await form(`what became of ${promise}`, 'verifier.donor', path, {
      promise,
      met: became.met ? 'yes' : 'no',
      day,
      evidence: became.met ? page(became.evidence) : '',
      text: became.text ?? '',
    })
    if (!became.met) return
    const html = (await get('read what waits for another party', 'signatory.labour', path)).toString('utf8')
    const [, check = 'nothing'] = /\/promises\/([0-9a-f-]{36})\/confirmation"/.exec(html) ?? []
    await form(`confirm ${promise}`, 'signatory.labour', `${path}/${check}/confirmation`, {})
  }

/* ---- files and dialogues */

/** Keeps a file of invented lines for everybody to read; answers its hash. */
async function kept(
  { form }: Stage,
  compact: string,
  who: Player,
  name: string,
  lines: readonly string[],
): Promise<string> {
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const type = name.endsWith('.csv') ? 'text/csv' : 'text/plain'
  const { body } = await form(
    `keep ${name}`,
    who,
    api(compact, '/documents'),
    { public: 'yes' },
    { name, type, bytes },
    [201],
  )
  return textIn(JSON.parse(body), 'hash')
}

/** One dialogue of the parties, from its plan to what became of its decisions. */
async function dialogue({ send, get, form, on }: Stage, compact: string) {
  const path = `/compacts/${compact}/dialogues`
  let at = ''
  const actions: { text: string; day: string }[] = []
  const idOf = new Map<string, string>()
  const act = (step: string, name: string, fields: Record<string, string | readonly string[]> = {}) =>
    form(`dialogue: ${step}`, 'manager.partner', `${at}/${name}`, fields)
  return {
    planned: async (day: string, heldOn: string) => {
      on(day)
      await form('plan a dialogue', 'manager.partner', path, { day: heldOn })
      const { dialogues } = objectIn(
        await send('read the dialogues', 'manager.partner', 'GET', api(compact, '/dialogues')),
      )
      at = `${path}/${textIn(Array.isArray(dialogues) ? dialogues.at(-1) : null, 'id')}`
    },
    fixed: (indicators: readonly string[]) => act('fix', 'fix', { indicators }),
    frozen: () => act('freeze', 'freeze'),
    point: (indicator: string, text: string, decision: string) =>
      act('point', 'points', { indicator, text, decision }),
    action: (text: string, party: ExampleParty, day: string) => {
      actions.push({ text, day })
      return act('action', 'actions', { text, party, day })
    },
    closed: async () => {
      await act('close', 'close')
      // Their ids stand in the forms of the page alone, which has them in the order of their days.
      const html = (await get('read the dialogue', 'manager.partner', at)).toString('utf8')
      const ids = [...html.matchAll(/\/actions\/([0-9a-f-]{36})\/done/g)].map(([, id = '']) => id)
      actions.sort((one, other) => (one.day < other.day ? -1 : 1))
      for (const [index, { text }] of actions.entries()) idOf.set(text, ids[index] ?? '')
    },
    done: (text: string, day: string, note: string) =>
      act(`done: ${text}`, `actions/${idOf.get(text)}/done`, { day, note }),
  }
}

/* ---- the years */

async function firstThreeYears(stage: Stage, compact: string): Promise<void> {
  const { send, on, scene } = stage
  const money = treasury(stage, compact)
  const reports = reporting(stage, compact)
  const became = recorder(stage, compact)

  on('2021-02-01')
  await send('take effect', 'manager.donor', 'POST', api(compact, '/effect'), { on: '2021-02-01' })
  on('2021-02-03')
  // What is pledged and committed names its line of the plan, so that it can be told by objective and year.
  const planned = examplelandAgreement(scene.organisations, null).plan.lines.map(
    ({ key, contribution, original }) => ({
      contribution,
      line: key,
      thousand: original.minor / 100_000,
      currency: original.currency === 'USD' ? ('USD' as const) : ('EUR' as const),
    }),
  )
  const ofDonor = ({ contribution }: { contribution: string }) => contribution === 'donor-cash'
  for (const kind of ['pledge', 'commitment'] as const) {
    await money.byFile(kind, 'officer.donor', 'mission', '2021-02-02', planned.filter(ofDonor))
    await money.byFile(
      kind,
      'officer.partner',
      'republic',
      '2021-02-02',
      planned.filter((row) => !ofDonor(row)),
    )
  }
  on('2021-02-20')
  const grant = {
    contribution: 'donor-cash',
    initiative: 'lake-watch',
    begins: '2021-03-15',
    ends: '2026-01-31',
  }
  await money.award('officer.donor', {
    ...grant,
    key: 'lake-grant',
    number: 'CA-2021-01',
    title: 'Watch and income on the lake',
    recipient: 'Lake Trust (example)',
    organisation: scene.organisations['lake-trust'],
    parent: '',
    instrument: 'cooperative-agreement',
    amount: '3100000',
  })

  // Payment 1: both conditions hold.
  on('2021-03-02')
  const budget = await kept(stage, compact, 'manager.partner', 'budget-2021-page-114.txt', [
    'NATIONAL BUDGET OF EXAMPLELAND 2021, PAGE 114 (invented)',
    'Line 7 044: task force against trafficking in persons. 310,000.',
  ])
  await money.evidence('manager.partner', 'p1', 'c11', budget)
  const gazette = await kept(stage, compact, 'manager.partner', 'gazette-2021-18.txt', [
    'OFFICIAL GAZETTE OF EXAMPLELAND, NUMBER 18 OF 2021 (invented)',
    'Rules on the records of survivors: totals are reported, names are not, and no record leaves its shelter.',
  ])
  await money.evidence('manager.partner', 'p1', 'c12', gazette)
  await became('2021-03-05', 'responsibility:budget-line', '2021-02-26', {
    met: true,
    evidence: 'budget/2021',
  })
  on('2021-03-11')
  await money.satisfied('p1', 'c11')
  await money.satisfied('p1', 'c12')
  const first = await money.ask('p1', 2_400, 'First payment, as planned.')
  await first.decide('released', 'Both conditions hold.')
  on('2021-03-16')
  const receipt = await kept(stage, compact, 'officer.donor', 'transfer-2021-03-15.csv', [
    'date,value,currency,to',
    '2021-03-15,2400000.00,USD,five receivers of payment 1 (invented)',
  ])
  await money.pay(
    'p1',
    '2021-03-15',
    [
      ['lake-y1', 'lake-trust', 600],
      ['fees-y1', 'labour', 700],
      ['benches-y1', 'republic', 400],
      ['counting-y1', 'institute', 400],
      ['lake-y2', 'lake-trust', 300],
    ],
    receipt,
  )
  await became('2021-04-06', 'responsibility:publish', '2021-03-16', {
    met: true,
    evidence: 'payments/2021-03-15',
  })
  // The trust passes part of its grant on: a shelter on the far shore, with an award of its own.
  on('2021-05-10')
  await money.award('officer.lake', {
    ...grant,
    key: 'north-shelter',
    number: 'LT-7',
    title: 'A shelter on the northern shore',
    recipient: 'Northern Shore Shelter (example)',
    parent: 'lake-grant',
    instrument: 'grant',
    amount: '160000',
    begins: '2021-06-01',
  })
  await money.enter('officer.lake', '2021-05-10', {
    kind: 'disbursement',
    value: dollars(100),
    contribution: 'donor-cash',
    provider: 'lake-trust',
    receiver: 'award:north-shelter',
    line: 'lake-y1',
    award: 'north-shelter',
  })

  on('2022-02-05')
  // Days on which the bank of the euro published these very rates.
  await money.rate('2021-12-31', '1.1326')
  await money.own(1, '2021-12-31', 200)
  await money.spend('officer.lake', 'lake-trust', '2022-01-31', 'lake-y1', 440)
  await money.spend('officer.lake', 'award:north-shelter', '2022-01-31', 'lake-y1', 95)
  await money.spend('reporter.institute', 'institute', '2022-01-31', 'counting-y1', 388)
  await reports.sent(1, 'lake-trust', 1)
  on('2022-02-20')
  await reports.returned(
    1,
    'lake-trust',
    'Boys are counted who had not been three months at school. Count them again.',
  )
  on('2022-03-01')
  await reports.sent(1, 'lake-trust', 1, 1)
  for (const party of ['labour', 'institute', 'republic'] as const) await reports.sent(1, party, 1)
  on('2022-03-20')
  for (const party of ['lake-trust', 'labour', 'institute', 'republic']) await reports.judged(1, party)

  // Payment 2: one condition is waived, in public and by name.
  on('2022-06-02')
  await money.evidence('reporter.institute', 'p2', 'c21')
  on('2022-06-10')
  await money.satisfied('p2', 'c21')
  // Two courts turn witnesses away: the part of the courts is suspended, and nothing is paid for it meanwhile.
  on('2022-06-20')
  const suspension = await send('suspend the courts', 'manager.donor', 'POST', api(compact, '/suspensions'), {
    elements: ['benches'],
    ground: 'responsibilities',
    reason: 'Two courts refused witnesses the screens that were agreed, and three complaints were withdrawn.',
    conditions: [
      'Both courts use screens for every witness who asks for one.',
      'The three who withdrew are told, in writing, that they may come back.',
    ],
  })
  on('2022-06-28')
  await money.refused(
    'officer.partner',
    '2022-06-28',
    {
      kind: 'expenditure',
      value: euros(40),
      contribution: 'partner-cash',
      provider: 'republic',
      receiver: 'republic',
      line: 'judges-y2',
    },
    'The courts are suspended: nothing is paid for them until both conditions are corrected.',
  )
  await became('2022-07-04', 'responsibility:inspectors', '2022-06-30', {
    met: false,
    text: 'Thirty of forty are posted; the examination for the others was put off.',
  })
  const suspended = textIn(suspension, 'id')
  const conditions = async () => {
    const known = await send('read the suspension', 'manager.donor', 'GET', api(compact, '/suspensions'))
    return listIn(
      listIn(known, 'suspensions').find((row) => textIn(row, 'id') === suspended),
      'conditions',
    )
  }
  // One side brings evidence; the side that suspended reads it and confirms.
  for (const [place, day, confirmed, evidence] of [
    [0, '2022-08-15', '2022-08-22', 'Report of both court presidents, with photographs of the rooms.'],
    [
      1,
      '2022-09-12',
      '2022-09-16',
      'Copies of three letters, names covered; two of the three have come back.',
    ],
  ] as const) {
    const condition = textIn((await conditions())[place], 'id')
    const at = api(compact, `/suspensions/${suspended}/conditions/${condition}`)
    on(day)
    await send('bring evidence of a correction', 'manager.partner', 'POST', at, { evidence })
    on(confirmed)
    const brought = textIn((await conditions())[place], 'brought')
    await send('confirm a correction', 'manager.donor', 'POST', `${at}/confirmation`, { brought })
  }
  on('2022-09-20')
  await send('reinstate the courts', 'manager.donor', 'POST', api(compact, `/suspensions/${suspended}/end`), {
    reason: 'Both conditions are corrected; the mission visited both courts.',
  })
  on('2022-11-02')
  await money.evidence('reporter.labour', 'p2', 'c22')
  on('2022-11-09')
  await money.act('verifier.donor', 'p2', 'c22', {
    act: 'not satisfied',
    reason: 'Thirty-three inspectors were in post on 31 October, not forty.',
  })
  on('2022-11-14')
  await money.act('signatory.donor', 'p2', 'c22', {
    act: 'waived',
    reason:
      'Seven more have been appointed and start in January. Holding the money would stop the training of those who are there; the same is asked again before payment 3.',
    capacity: 'Ambassador of the Donor Republic',
  })
  const second = await money.ask('p2', 3_100, 'Second payment, condition c22 waived.')
  await second.decide('released', 'One condition holds; the other is waived, with its reason.')
  on('2022-11-16')
  await money.pay('p2', '2022-11-15', [
    ['lake-y2', 'lake-trust', 500],
    ['fees-y2', 'labour', 1_000],
    ['benches-y2', 'republic', 500],
    ['counting-y2', 'institute', 150],
    ['lake-y3', 'lake-trust', 300],
    ['fees-y3', 'labour', 500],
    ['benches-y3', 'republic', 150],
  ])
  on('2022-12-12')
  await money.enter('officer.lake', '2022-12-10', {
    kind: 'refund',
    value: dollars(40),
    contribution: 'donor-cash',
    provider: 'lake-trust',
    receiver: 'mission',
    line: 'lake-y1',
    note: 'Not spent in year 1: one shelter opened four months late.',
  })
  on('2023-02-05')
  await money.rate('2022-12-30', '1.0666')
  await money.own(2, '2022-12-30', 200)
  const twice = await money.spend('officer.lake', 'lake-trust', '2023-01-31', 'lake-y2', 555)
  await money.spend('officer.lake', 'lake-trust', '2023-01-31', 'lake-y2', 555, 'Accounts of year 2.')
  on('2023-02-09')
  await money.reverse('2023-02-09', twice, 'The accounts of year 2 were entered twice.')
  const talk = await dialogue(stage, compact)
  await talk.planned('2023-02-10', '2023-04-25')
  await became('2023-02-13', 'responsibility:inspectors', '2023-01-16', {
    met: true,
    evidence: 'inspectors/2023-01',
    text: 'The examination for the last ten was put off twice.',
  })
  await reports.year(2, 1, ['2023-03-05', '2023-03-20'])
  on('2023-03-28')
  await talk.fixed(['landing-share', 'fee-share', 'court-share'])
  on('2023-04-18')
  await reports.corrected(
    2,
    'labour',
    'landing-share',
    share(41, 79),
    'The forms of one site arrived after the report was sent.',
  )

  on('2023-04-21')
  await talk.frozen()
  on('2023-04-25')
  await talk.point(
    'fee-share',
    'Fees fell by seven points in two years; the target was nine. Agencies of two towns answer for half of what is left.',
    'Licences of agencies in the two towns are looked at before those of others.',
  )
  await talk.point(
    'court-share',
    'The share is on its target, although courts were suspended for three months.',
    'No change; screens are asked about in every report.',
  )
  await talk.point(
    'landing-share',
    'Inspectors cannot reach the landing sites of two districts in the rains.',
    'The ministry rents boats for the season.',
  )
  await talk.action('Review the licences of agencies in the two towns', 'labour', '2023-09-30')
  await talk.action('Rent two boats for inspectors', 'labour', '2023-06-30')
  await talk.closed()

  // Floods close two lake districts: money of the courts goes to the work against fees for a year.
  on('2023-06-05')
  await send('open amendment 1', 'manager.partner', 'POST', api(compact, '/amendments'), {
    reason:
      'Floods closed two lake districts. Courts there cannot open this year; who lost a boat is offered jobs for a fee.',
  })
  const draft = objectIn(await send('read the amendment', 'manager.donor', 'GET', api(compact, '/draft')))
  await send('write the amended plan', 'manager.donor', 'PUT', api(compact, '/draft/plan'), {
    base: draft.revision,
    value: afterFloods(examplelandAgreement(scene.organisations, null)).plan,
  })
  on('2023-06-15')
  const hash = await reviewAndFreeze(stage, compact, '2023-06-14')
  await sign(stage, compact, hash, ['2023-06-26', '2023-06-27', '2023-06-28'])
  on('2023-07-01')
  await send('the amendment takes effect', 'manager.donor', 'POST', api(compact, '/effect'), {
    on: '2023-07-01',
  })

  on('2023-07-03')
  const moved = 'As amendment 1 moved it.'
  await money.byFile('commitment', 'officer.donor', 'mission', '2023-07-03', [
    { contribution: 'donor-cash', line: 'benches-y3', thousand: -200, currency: 'USD', note: moved },
    { contribution: 'donor-cash', line: 'fees-y3', thousand: 200, currency: 'USD', note: moved },
  ])
  on('2023-09-26')
  await talk.done(
    'Review the licences of agencies in the two towns',
    '2023-09-22',
    'Eleven of forty agencies lost their licence.',
  )
  await talk.done(
    'Rent two boats for inspectors',
    '2023-08-14',
    'Six weeks late: the floods took the boats that were offered first.',
  )

  // Payment 3: two conditions do not hold, so what they hold stays.
  on('2023-09-28')
  await money.evidence('reporter.labour', 'p3', 'c31')
  await money.evidence('manager.partner', 'p3', 'c32')
  await money.evidence('manager.partner', 'p3', 'c33')
  on('2023-10-10')
  await money.act('verifier.donor', 'p3', 'c31', {
    act: 'not satisfied',
    reason: 'Forty inspectors are in post, but none in two of the districts.',
  })
  await money.act('verifier.donor', 'p3', 'c32', {
    act: 'not satisfied',
    reason: 'Three regions use the system; six were agreed.',
  })
  await money.satisfied('p3', 'c33')
  await became('2023-10-10', 'benchmark:inspectors-40', '2023-01-16', {
    met: true,
    evidence: 'inspectors/2023-01',
  })
  const whole = await money.ask('p3', 3_200, 'Third payment, whole.')
  on('2023-10-12')
  await whole.decide('released', 'As asked.', [409, 422])
  await whole.decide('refused', 'Conditions c31 and c32 are open. Ask for what they do not hold.')
  on('2023-10-16')
  const partial = await money.ask('p3', 1_600, 'What the open conditions do not hold.')
  await partial.decide('released', 'What conditions c31 and c32 hold stays where it is.')
  on('2023-10-20')
  await money.pay('p3', '2023-10-19', [
    ['fees-y3', 'labour', 600],
    ['lake-y3', 'lake-trust', 500],
    ['benches-y3', 'republic', 150],
    ['counting-y3', 'institute', 150],
    ['lake-y4', 'lake-trust', 200],
  ])
  on('2024-02-05')
  await money.rate('2023-12-29', '1.1050')
  await money.own(3, '2023-12-29', 160)
  await money.spend('officer.lake', 'lake-trust', '2024-01-31', 'lake-y3', 905)
  await reports.year(3, 2, ['2024-03-05', '2024-03-22'])
}

async function toTheEnd(stage: Stage, compact: string): Promise<void> {
  const { send, on } = stage
  const money = treasury(stage, compact)
  const reports = reporting(stage, compact)
  const became = recorder(stage, compact)

  await became('2024-10-07', 'benchmark:system-six', '2024-09-30', {
    met: false,
    text: 'Five regions use the system; the sixth has no line yet.',
  })
  on('2024-10-30')
  await money.evidence('manager.partner', 'p4', 'c41')
  // Asked for by the package of the quarter: once too early, once as it should be.
  on('2024-11-04')
  const quarter = {
    quarter: '2024-Q4',
    tranche: 'p4',
    amount: '1300000',
    forecast: '2025-Q1 450000\n2025-Q2 400000\n2025-Q3 450000',
    exception: '',
  }
  await money.package(
    {
      ...quarter,
      progress: 'Shelters are open in all four districts; the audit of last year is with the printer.',
    },
    'refused',
    'Condition c41 has not been judged yet: send the package again when the audit is public.',
    () => on('2024-11-06'),
  )
  on('2024-11-11')
  await money.satisfied('p4', 'c41')
  on('2024-11-12')
  await money.package(
    {
      ...quarter,
      progress:
        'Shelters are open in all four districts, 45 inspectors are in post, five regions use the system. The audit of last year is published; what it asked for is done but for one point, the inventory of vehicles.',
    },
    'released',
    'The accounts were audited and published, condition c41 holds. The inventory is asked for with the next report.',
    () => on('2024-11-14'),
  )
  on('2024-11-16')
  await money.pay('p4', '2024-11-15', [
    ['lake-y4', 'lake-trust', 400],
    ['fees-y4', 'labour', 600],
    ['benches-y4', 'republic', 200],
    ['counting-y4', 'institute', 100],
  ])
  on('2025-02-05')
  await money.rate('2024-12-31', '1.0389')
  await money.own(4, '2024-12-31', 200)
  await money.spend('officer.lake', 'lake-trust', '2025-01-31', 'lake-y4', 480)
  await became('2025-02-10', 'sustainability:payroll', '2025-01-31', {
    met: true,
    evidence: 'payroll/2025-01',
  })
  await reports.year(4, 2, ['2025-03-05', '2025-03-21'], 'institute')

  on('2026-01-30')
  await money.rate('2025-06-30', '1.1720')
  await money.own(5, '2025-06-30', 200)
  await money.spend('reporter.institute', 'institute', '2026-01-30', 'counting-y4', 370)
  // Lines of which something was never released, since conditions c31 and c32 of payment 3 held it to the end.
  await money.byFile(
    'commitment',
    'officer.donor',
    'mission',
    '2026-01-30',
    Object.entries({
      'lake-y5': 300,
      'fees-y4': 200,
      'fees-y5': 400,
      'benches-y4': 200,
      'benches-y5': 200,
      'counting-y4': 50,
      'counting-y5': 250,
    }).map(([line, thousand]) => ({
      contribution: 'donor-cash',
      line,
      thousand: -thousand,
      currency: 'USD' as const,
      note: 'What conditions c31 and c32 of payment 3 held was never released.',
    })),
  )
  on('2026-02-02')
  await send('step to closing', 'manager.donor', 'POST', api(compact, '/steps'), { to: 'closing' })
  await reports.year(5, 2, ['2026-03-02', '2026-03-12'])
  await became('2026-03-16', 'benchmark:system-six', '2025-11-28', {
    met: true,
    evidence: 'regions/2025-11',
    text: 'The line to the sixth region came a year later than was planned.',
  })
  await became('2026-03-16', 'sustainability:shelters', '2026-03-16', {
    met: false,
    text: 'Three of four are in the budget of 2026; the trust pays for the fourth until the next.',
  })
  on('2026-03-20')
  for (const [about, en, fr] of [
    [
      'lake',
      'The share on the lake fell by less than was promised, and the survey was too small to tell a fall of that size from none. Decide on the survey before the promise.',
      'La part sur le lac a baissé moins que promis, et l’enquête était trop petite pour distinguer une telle baisse de l’absence de baisse. Choisir l’enquête avant la promesse.',
    ],
    [
      'fees',
      'Workers stopped paying once employers had to show receipts; inspectors alone had changed little.',
      'Les travailleurs ont cessé de payer quand les employeurs ont dû montrer des reçus ; les inspecteurs seuls avaient peu changé.',
    ],
    [
      null,
      'A condition that named districts moved more than one that named a total.',
      'Une condition nommant des districts a fait bouger plus qu’une condition nommant un total.',
    ],
  ] as const)
    await send('a lesson', 'manager.partner', 'POST', api(compact, '/lessons'), {
      ...(about === null ? {} : { about }),
      text: { en, fr },
    })
  on('2026-03-30')
  await send('step to closed', 'manager.donor', 'POST', api(compact, '/steps'), { to: 'closed' })
}

/* ---- reading answers */

function objectIn(answer: unknown): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null) throw new Error('An object was expected as the answer')
  return answer as Record<string, unknown>
}

function textIn(answer: unknown, name: string): string {
  const value = objectIn(answer)[name]
  if (typeof value !== 'string') throw new Error(`The answer has no text “${name}”`)
  return value
}

function numberIn(answer: unknown, name: string): number {
  const value = objectIn(answer)[name]
  if (typeof value !== 'number') throw new Error(`The answer has no number “${name}”`)
  return value
}

function listIn(answer: unknown, name: string): unknown[] {
  const value = objectIn(answer)[name]
  if (!Array.isArray(value)) throw new Error(`The answer has no list “${name}”`)
  return value
}

/** What stands in an attribute of a page. */
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
