import { useRef, useState } from 'react'
import { v4 } from 'uuid'
import { sha256hex } from '../../../estimators/digest.ts'
import { pathIn } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { KeptComputed, KeptOverlapTable } from '../../estimates/kept.ts'
import type { CheckOutcome } from '../../estimates/recompute.ts'
import { isEnoughTogether, withoutCounts } from '../../estimates/without-counts.ts'
import { Choose, Line, Ticks } from '../fields.tsx'
import type { Sheets } from '../path.ts'
import type { AnyPath } from '../paths.ts'
import type { SaveFacts } from '../save-facts.ts'
import { workbenchWords } from '../words.ts'

type Typed = {
  study: string
  why: string
  definition: string
  codebook: string
  codebookNotStated: string
  unit: string
  stockOrFlow: string
  periodFrom: string
  periodTo: string
  firstFrom: string
  firstTo: string
  base: string
  baseNumber: string
  baseUnknown: string
  place: string
  otherBecause: string
  overlap: boolean
}

type Fault = { message: string; details: { place?: string; message: string; remedy?: string }[] }
type Field = Exclude<keyof Typed, 'overlap'>

/** Which field of the form fills a place of what is sent. */
const fieldOf: { [place: string]: Field } = {
  'result/why': 'why',
  definition: 'definition',
  codebook: 'codebook',
  codebookNotStated: 'codebookNotStated',
  unit: 'unit',
  stockOrFlow: 'stockOrFlow',
  periodFrom: 'periodFrom',
  periodTo: 'periodTo',
  'firstWave/from': 'firstFrom',
  'firstWave/to': 'firstTo',
  'populationBase/words': 'base',
  'populationBase/number': 'baseNumber',
  'populationBase/unknownBecause': 'baseUnknown',
  'place/words': 'place',
  otherBecause: 'otherBecause',
}
type Saved = { page: string; found: string | null }

/**
 * Keeps a figure with a study, by choice: asked of the house only when somebody presses the button, and shown in full
 * before it is sent.
 */
export function Save({
  path,
  result,
  settings,
  sheets,
  figure,
}: {
  path: AnyPath
  result: unknown
  settings: object
  sheets: Sheets
  figure: string
}) {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  const [facts, setFacts] = useState<SaveFacts | null>(null)
  const [typed, setTyped] = useState<Typed | null>(null)
  const [state, setState] = useState<'idle' | 'asking' | 'sending'>('idle')
  const [fault, setFault] = useState<Fault | null>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  // One key for what is sent: whoever presses twice on a bad line saves once.
  const key = useRef<{ for: string; key: string } | null>(null)

  async function begin(): Promise<void> {
    setState('asking')
    setFault(null)
    const answer = await asked('/api/v1/workbench')
    setState('idle')
    if (answer === null) return setFault({ message: say('save.unreachable'), details: [] })
    const known = answer.body as SaveFacts
    setFacts(known)
    const [first] = known.studies
    setTyped(first === undefined ? null : begun(known, first.id))
  }

  const button = (
    <div className="buttons">
      <button type="button" className="button" disabled={state === 'asking'} onClick={() => void begin()}>
        {say('save.begin')}
      </button>
    </div>
  )
  if (saved !== null)
    return (
      <p className="prose" role="status">
        <Rich
          say={say}
          word="save.done"
          parts={{ link: (text) => <a href={pathIn(language, saved.page)}>{text}</a> }}
        />{' '}
        {saved.found === 'same' ? say('save.same') : saved.found === 'differs' ? say('save.differs') : ''}
      </p>
    )
  if (facts === null || typed === null)
    return (
      <>
        <p className="prose">{say('save.what')}</p>
        {facts === null ? null : (
          <p className="prose" role="status">
            <Rich
              say={say}
              word={facts.signedIn ? 'save.noStudies' : 'save.signIn'}
              parts={{
                link: (text) => (
                  <a
                    href={pathIn(language, facts.signedIn ? '/studies/new' : '/account/sign-in')}
                    target="_blank"
                    rel="noopener"
                  >
                    {text}
                  </a>
                ),
              }}
            />
          </p>
        )}
        {fault === null ? null : <p className="error">{fault.message}</p>}
        {button}
      </>
    )

  const set = (some: Partial<Typed>) => setTyped({ ...typed, ...some })
  const table = path.overlapTable(result)
  const body = { kept: keptOf(typed, facts, table) }

  async function send(now: Typed): Promise<void> {
    const empty = wrongIn(now, say)
    if (empty.length > 0) return setFault({ message: say('save.incomplete'), details: empty })
    const text = JSON.stringify(body)
    if (key.current?.for !== text) key.current = { for: text, key: v4() }
    setState('sending')
    setFault(null)
    const answer = await asked(pathIn(language, `/api/v1/studies/${now.study}/estimates`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key.current.key },
      body: text,
    })
    setState('idle')
    if (answer === null) return setFault({ message: say('save.unreachable'), details: [] })
    if (!answer.ok) return setFault(faultIn(answer.body, say('save.refused')))
    const { page, computedAgain } = answer.body as { page: string; computedAgain: CheckOutcome | null }
    setSaved({ page, found: computedAgain?.found ?? null })
  }

  /** What is kept: the figures with what they are figures of; counts of the table only with the table itself. */
  function keptOf(now: Typed, { version }: SaveFacts, table: KeptOverlapTable | null): KeptComputed {
    const or = (text: string) => (text.trim() === '' ? null : text.trim())
    const number = or(now.baseNumber)
    const kept = path.kept(result, settings, figure, now.why.trim())
    const sent =
      kept.design !== 'lists' || now.overlap
        ? kept
        : withoutCounts(kept, table === null ? undefined : isEnoughTogether(table))
    const estimate = path
      .choices(result, settings, language)
      .find((choice) => choice.key === figure)?.estimate
    const digests = Object.entries(sheets)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { digest }]) => digest)
    return {
      source: 'computed',
      quantity: path.quantity(result, settings),
      codebook: or(now.codebook),
      codebookNotStated: now.codebook === '' ? or(now.codebookNotStated) : null,
      definition: now.definition.trim(),
      unit: now.unit.trim(),
      stockOrFlow: or(now.stockOrFlow) as KeptComputed['stockOrFlow'],
      periodFrom: or(now.periodFrom),
      periodTo: or(now.periodTo),
      ...(kept.design === 'two-waves' ? { firstWave: { from: or(now.firstFrom), to: or(now.firstTo) } } : {}),
      referenceMonths: null,
      populationBase: {
        words: now.base.trim(),
        number: number === null ? null : Number(number),
        unknownBecause: number === null ? or(now.baseUnknown) : null,
        source: null,
      },
      frame: null,
      place: { wholeCountry: now.place.trim() === '', words: or(now.place) },
      disaggregation: [],
      measured: 'measured',
      ...(or(now.otherBecause) === null ? {} : { otherBecause: or(now.otherBecause) }),
      // As it comes through JSON.
      result: JSON.parse(JSON.stringify(sent)) as KeptComputed['result'],
      ...(now.overlap && table !== null ? { overlapTable: table } : {}),
      provenance: {
        computedBy: 'browser',
        version,
        // Several files have one digest: that of theirs, in the order of their names.
        inputDigest: digests.length === 1 ? (digests[0] as string) : sha256hex(digests.join('\n')),
        ...(estimate?.seed === undefined ? {} : { seed: estimate.seed }),
        ...(estimate?.generator === undefined ? {} : { generator: estimate.generator }),
      },
    }
  }

  const wrong = faultsByField(fault)
  const isChange = body.kept.result.design === 'two-waves'
  const labelOf = (name: Field) =>
    isChange && (name === 'periodFrom' || name === 'periodTo')
      ? say(`save.second.${name}`)
      : say(`save.${name}`)
  const line = (
    name: Field,
    more: { hint?: string; rows?: number; inputMode?: 'numeric'; optional?: boolean } = {},
  ) => (
    <Line
      name={`save-${name}`}
      label={labelOf(name)}
      value={typed[name]}
      error={wrong.get(name)}
      change={(value) => set({ [name]: value })}
      {...more}
    />
  )
  return (
    <div className="form">
      <p className="prose">{say('save.what')}</p>
      <Choose
        name="save-study"
        label={say('save.study')}
        value={typed.study}
        options={facts.studies.map(({ id, country, title }) => ({ value: id, name: `${country}: ${title}` }))}
        change={(study) => setTyped({ ...begun(facts, study), why: typed.why })}
      />
      {line('why', { rows: 3 })}
      {line('definition', { rows: 3, hint: say('save.definition.hint') })}
      <Choose
        name="save-codebook"
        label={say('save.codebook')}
        value={typed.codebook}
        options={[
          { value: '', name: say('save.codebook.none') },
          ...facts.codebooks.map(({ id, name }) => ({ value: id, name })),
        ]}
        change={(codebook) => set({ codebook })}
      />
      {typed.codebook === '' ? line('codebookNotStated') : null}
      {line('unit', { hint: say('save.unit.hint') })}
      <Choose
        name="save-stockOrFlow"
        label={say('save.stockOrFlow')}
        value={typed.stockOrFlow}
        options={(['none', 'stock', 'flow'] as const).map((each) => ({
          value: each === 'none' ? '' : each,
          name: say(`save.stockOrFlow.${each}`),
        }))}
        change={(stockOrFlow) => set({ stockOrFlow })}
      />
      {isChange ? (
        <>
          {line('firstFrom', { hint: say('save.day.hint') })}
          {line('firstTo', { hint: say('save.day.hint') })}
        </>
      ) : null}
      {line('periodFrom', { hint: say('save.day.hint') })}
      {line('periodTo', { hint: say('save.day.hint') })}
      {line('base', { rows: 2 })}
      {line('baseNumber', { inputMode: 'numeric', optional: true })}
      {typed.baseNumber.trim() === '' ? line('baseUnknown') : null}
      {line('place', { optional: true })}
      {line('otherBecause', { rows: 3, hint: say('save.otherBecause.hint'), optional: true })}
      {table === null ? null : (
        <Ticks
          name="save-overlap"
          label={say('save.overlap')}
          hint={say('save.overlap.hint')}
          options={[{ value: 'yes', name: say('save.overlap') }]}
          chosen={typed.overlap ? ['yes'] : []}
          change={(chosen) => set({ overlap: chosen.length > 0 })}
        />
      )}
      <details className="workbench-more">
        <summary>{say('save.all')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="workbench-sent" tabIndex={0}>
          {JSON.stringify(body, null, 2)}
        </pre>
      </details>
      {fault === null ? null : (
        <div className="error-summary" role="alert">
          <h2>{fault.message}</h2>
          <ul>
            {[...wrong].map(([field, message]) => (
              <li key={field}>
                {field === '' ? message : <a href={`#save-${field}`}>{`${labelOf(field)}: ${message}`}</a>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="buttons">
        <button
          type="button"
          className="button button-first"
          disabled={state === 'sending'}
          onClick={() => void send(typed)}
        >
          {say('save.send')}
        </button>
        <span role="status" className="note">
          {state === 'sending' ? say('save.sending') : ''}
        </span>
      </div>
    </div>
  )
}

/** What is still to be filled in, or cannot be read: said before anything is sent. */
function wrongIn(typed: Typed, say: (word: keyof (typeof workbenchWords)['en']) => string): Fault['details'] {
  const isEmpty = (name: Field) => typed[name].trim() === ''
  const needed: Field[] = [
    'why',
    'definition',
    ...(typed.codebook === '' ? (['codebookNotStated'] as const) : []),
    'unit',
    'base',
    ...(isEmpty('baseNumber') ? (['baseUnknown'] as const) : []),
  ]
  const placeOf = (field: Field) => Object.keys(fieldOf).find((place) => fieldOf[place] === field) ?? field
  const days = (['firstFrom', 'firstTo', 'periodFrom', 'periodTo'] as const).filter(
    (name) => !isEmpty(name) && !/^\d{4}-\d{2}-\d{2}$/.test(typed[name].trim()),
  )
  const number = !isEmpty('baseNumber') && !/^\d{1,12}$/.test(typed.baseNumber.trim())
  return [
    ...needed.filter(isEmpty).map((field) => ({ place: placeOf(field), message: say('save.fill') })),
    ...days.map((field) => ({ place: placeOf(field), message: say('save.day.hint') })),
    ...(number ? [{ place: placeOf('baseNumber'), message: say('save.number') }] : []),
  ]
}

/** Each field’s fault once, in words; '' is what belongs to no field. */
function faultsByField(fault: Fault | null): Map<Field | '', string> {
  const found = new Map<Field | '', string[]>()
  for (const { place, message, remedy } of fault?.details ?? []) {
    const field = fieldOf[place ?? ''] ?? ''
    const told = field === '' && place ? `${message} ${remedy ?? ''} (${place})` : message
    found.set(field, [...new Set([...(found.get(field) ?? []), told])])
  }
  return new Map([...found].map(([field, told]) => [field, told.join(' ')]))
}

/** What the study already says; the rest is empty. */
function begun({ studies, codebooks }: SaveFacts, id: string): Typed {
  const study = studies.find((each) => each.id === id)
  return {
    study: id,
    why: '',
    definition: '',
    codebook: codebooks.some((each) => each.id === study?.codebook) ? (study?.codebook ?? '') : '',
    codebookNotStated: '',
    unit: study?.unit ?? '',
    stockOrFlow: study?.stockOrFlow ?? '',
    periodFrom: study?.periodFrom ?? '',
    periodTo: study?.periodTo ?? '',
    firstFrom: '',
    firstTo: '',
    base: study?.base ?? '',
    baseNumber: study?.baseNumber == null ? '' : String(study.baseNumber),
    baseUnknown: study?.baseUnknown ?? '',
    place: study?.place ?? '',
    otherBecause: '',
    overlap: false,
  }
}

/** Asks the house; null where it cannot be reached or answers no JSON. */
async function asked(
  address: string,
  how: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ ok: boolean; body: unknown } | null> {
  try {
    const { headers = {}, ...rest } = how
    const response = await fetch(address, { ...rest, headers: { accept: 'application/json', ...headers } })
    return { ok: response.ok, body: await response.json() }
  } catch {
    return null
  }
}

/** A problem as the house tells it (RFC 9457). */
function faultIn(body: unknown, otherwise: string): Fault {
  const { title, detail, details } = (body ?? {}) as {
    title?: string
    detail?: string
    details?: Fault['details']
  }
  return { message: detail ?? title ?? otherwise, details: Array.isArray(details) ? details : [] }
}
