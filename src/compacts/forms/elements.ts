import type { FieldError, Option } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import {
  type Agreement,
  aggregations,
  type Baseline,
  type Benchmark,
  type Condition,
  type Contribution,
  components,
  type Disaggregation,
  type DocumentLink,
  documentKinds,
  type EntryCondition,
  frequencies,
  type Indicator,
  type Initiative,
  inLanguage,
  instruments,
  levels,
  measures,
  type Objective,
  type Party,
  type PlanYear,
  parts,
  type Rate,
  type Responsibility,
  type Risk,
  type SustainabilityMeasure,
  sides,
  type Target,
  type Text,
  type Tranche,
} from '../agreement.ts'
import type { Word } from '../words/en.ts'
import {
  address,
  at,
  type Control,
  carried,
  check,
  choice,
  currency,
  day,
  decimal,
  type Field,
  type FormContext,
  group,
  level,
  line,
  money,
  orNone,
  type Read,
  reference,
  referenceNeeded,
  references,
  rows,
  shape,
  type Typed,
  textNames,
  texts,
  tidy,
  typedAt,
  unprintable,
  whole,
  wrong,
} from './field.ts'

/* What each element of the document is made of, as a form: all of it but its key. */

type Keyless<Element> = Omit<Element, 'key'>

/** A short name of an element for lists: its words, else its key. */
export function called(key: string, text: Text, language: Language, languages: readonly string[]): string {
  const words = inLanguage(text, language, languages)
  if (words === null) return key
  const line = words.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 88).trimEnd()}…` : line
}

const optionsOf =
  <Element extends { key: string }>(
    list: (agreement: Agreement) => readonly Element[],
    words: (element: Element) => Text,
  ) =>
  ({ agreement, language }: FormContext): Option[] =>
    list(agreement).map((each) => ({
      value: each.key,
      name: called(each.key, words(each), language, agreement.languages),
    }))

export const partyOptions = optionsOf(
  ({ parties }) => parties,
  ({ name }) => name,
)
export const objectiveOptions = optionsOf(
  ({ objectives }) => objectives,
  ({ text }) => text,
)
export const initiativeOptions = optionsOf(
  ({ initiatives }) => initiatives,
  ({ title }) => title,
)
/** Each with its currency, which is that of every line of it. */
export const contributionOptions = (form: FormContext): Option[] =>
  form.agreement.plan.contributions.map(({ key, what, amount }) => ({
    value: key,
    name: `${called(key, what, form.language, form.agreement.languages)} (${amount.currency})`,
  }))
const indicatorOptions = optionsOf(
  ({ indicators }) => indicators,
  ({ title }) => title,
)
const benchmarkOptions = optionsOf(
  ({ benchmarks }) => benchmarks,
  ({ text }) => text,
)

/** A choice that may be left open. */
function maybe<const Value extends string>(
  values: readonly Value[],
  { none, said, label, hint }: { label: Word; hint?: Word; none: Word; said: (value: Value) => Word },
): Field<Value | null> {
  const named = { label, ...(hint === undefined ? {} : { hint }) }
  return {
    controls: (name, { say }) => [
      {
        kind: 'select',
        name,
        label: say(label),
        ...(hint === undefined ? {} : { hint: say(hint) }),
        options: [
          { value: '', name: say(none) },
          ...values.map((value) => ({ value, name: say(said(value)) })),
        ],
      },
    ],
    read: (name, form) =>
      typedAt(form, name) === '' ? { value: null } : choice(values, { said, ...named }).read(name, form),
    write: (value, name) => ({ [name]: value ?? '' }),
  }
}

const componentField = choice(components, {
  label: 'field.component',
  said: (value) => `component.${value}`,
})

/** Parties; `organisations` are those that take part in the compact. */
export const partyShape = (organisations: Option[]): Field<Keyless<Party>> =>
  shape<Keyless<Party>>({
    name: texts({ label: 'field.party name', rows: 2 }),
    part: choice(parts, { label: 'field.party part', said: (value) => `part.${value}` }),
    side: maybe(sides, {
      label: 'field.party side',
      none: 'side.none',
      said: (value) => `side.${value}`,
    }),
    organisation: reference({
      label: 'field.organisation',
      hint: 'hint.organisation',
      none: 'form.none yet',
      among: () => organisations,
    }),
    signs: check({ label: 'field.signs' }),
  })

export const objectiveShape: Field<Keyless<Objective>> = shape<Keyless<Objective>>({
  component: componentField,
  text: texts({ label: 'field.objective' }),
  theoryOfChange: texts({ label: 'field.theory', hint: 'hint.theory', rows: 6 }),
})

export const responsibilityShape: Field<Keyless<Responsibility>> = shape<Keyless<Responsibility>>({
  objective: reference({
    label: 'field.for objective',
    none: 'form.all objectives',
    among: objectiveOptions,
  }),
  side: choice(['donor', 'partner', 'both', 'civil-society'], {
    label: 'field.whose',
    said: (value) => `whose.${value}`,
  }),
  party: reference({ label: 'field.party', none: 'form.the side as a whole', among: partyOptions }),
  deliverable: texts({ label: 'field.deliverable' }),
  due: orNone(day({ label: 'field.due' })),
  evidence: texts({ label: 'field.evidence', hint: 'hint.evidence', rows: 3 }),
})

export const initiativeShape: Field<Keyless<Initiative>> = shape<Keyless<Initiative>>({
  objectives: references({ label: 'field.serves', among: objectiveOptions }),
  title: texts({ label: 'field.title', rows: 2 }),
  description: texts({ label: 'field.description', rows: 6 }),
  implementer: reference({ label: 'field.implementer', none: 'form.not chosen yet', among: partyOptions }),
  instrument: choice(instruments, { label: 'field.instrument', said: (value) => `instrument.${value}` }),
  sites: texts({ label: 'field.sites', rows: 2 }),
})

export const benchmarkShape: Field<Keyless<Benchmark>> = shape<Keyless<Benchmark>>({
  objective: referenceNeeded({ label: 'field.for objective', among: objectiveOptions }),
  text: texts({ label: 'field.benchmark' }),
  by: day({ label: 'field.by' }),
  measured: together(
    { label: 'field.measured', hint: 'hint.measured' },
    shape({
      indicator: referenceNeeded({ label: 'field.indicator', among: indicatorOptions }),
      value: decimal({ label: 'field.threshold' }),
    }),
  ),
})

export const sustainabilityShape: Field<Keyless<SustainabilityMeasure>> = shape<
  Keyless<SustainabilityMeasure>
>({
  text: texts({ label: 'field.measure' }),
  party: referenceNeeded({ label: 'field.party', among: partyOptions }),
  by: day({ label: 'field.by' }),
  evidence: texts({ label: 'field.evidence', hint: 'hint.evidence', rows: 3 }),
})

export const entryShape: Field<Keyless<EntryCondition>> = shape<Keyless<EntryCondition>>({
  text: texts({ label: 'field.condition' }),
  party: referenceNeeded({ label: 'field.brings about', among: partyOptions }),
  evidence: texts({ label: 'field.evidence', hint: 'hint.evidence', rows: 3 }),
})

export const riskShape: Field<Keyless<Risk>> = shape<Keyless<Risk>>({
  text: texts({ label: 'field.risk', rows: 3 }),
  likelihood: whole({ label: 'field.likelihood', hint: 'hint.likelihood', least: 1, most: 5 }),
  effect: whole({ label: 'field.effect', hint: 'hint.effect', least: 1, most: 5 }),
  owner: reference({ label: 'field.owner', none: 'form.nobody yet', among: partyOptions }),
  response: texts({ label: 'field.response', rows: 3 }),
})

export const documentShape: Field<Keyless<DocumentLink>> = (() => {
  const fields = shape<Keyless<DocumentLink>>({
    kind: choice(documentKinds, { label: 'field.document kind', said: (value) => `document.${value}` }),
    title: texts({ label: 'field.title', rows: 2 }),
    date: orNone(day({ label: 'field.date' })),
    url: orNone(address({ label: 'field.url' })),
    file: orNone(fingerprint()),
  })
  return {
    ...fields,
    read(name, form) {
      const read = fields.read(name, form)
      if ('errors' in read) return read
      const places = [read.value.url, read.value.file].filter((each) => each !== null).length
      return places === 1 ? read : wrong(at(name, 'url'), form.say('fault.one place'))
    },
  }
})()

/** The hash of a file that is kept here. */
function fingerprint(): Field<string> {
  const typed = line({ label: 'field.file', hint: 'hint.file', most: 64 })
  return {
    ...typed,
    read(name, form) {
      const text = typedAt(form, name).toLowerCase()
      return /^[0-9a-f]{64}$/.test(text) ? { value: text } : wrong(name, form.say('fault.file'))
    },
  }
}

/** Answers that are there together or not at all. A currency alone says nothing yet. */
function together<Value>(label: { label: Word; hint?: Word }, field: Field<Value>): Field<Value | null> {
  const grouped = group(label, field)
  return {
    controls: grouped.controls,
    read: (name, form) =>
      Object.keys(form.typed).some(
        (each) => each.startsWith(`${name}.`) && !each.endsWith('.currency') && typedAt(form, each) !== '',
      )
        ? grouped.read(name, form)
        : { value: null },
    write: (value, name, form) => (value === null ? {} : grouped.write(value, name, form)),
  }
}

// ---- the plan

const wholeContribution = shape<Required<Keyless<Contribution>>>({
  party: referenceNeeded({ label: 'field.party', among: partyOptions }),
  kind: choice(['cash', 'in-kind'], { label: 'field.contribution kind', said: (value) => `given.${value}` }),
  what: texts({ label: 'field.what', hint: 'hint.what', rows: 2 }),
  valuation: texts({ label: 'field.valuation', hint: 'hint.valuation', rows: 3 }),
  amount: money({ label: 'field.amount', hint: 'hint.amount' }),
  before: together(
    { label: 'field.before', hint: 'hint.before' },
    shape({
      year: whole({ label: 'field.year', least: 1990, most: 2100 }),
      amount: money({ label: 'field.amount' }),
      source: texts({ label: 'field.source', rows: 2 }),
    }),
  ),
  unconditional: texts({ label: 'field.unconditional', hint: 'hint.unconditional', rows: 3 }),
})

export const contributionShape: Field<Keyless<Contribution>> = {
  controls: wholeContribution.controls,
  read(name, form) {
    const read = wholeContribution.read(name, form)
    if ('errors' in read) return read
    const { unconditional, ...value } = read.value
    return { value: Object.keys(unconditional).length === 0 ? value : read.value }
  },
  write: (value, name, form) => wholeContribution.write({ unconditional: {}, ...value }, name, form),
}

/** Years of the plan; the key of a row comes with the year it begins in. */
export const yearsField: Field<PlanYear[]> = rows(
  { label: 'plan.years', hint: 'hint.years', more: 'form.more rows', title: 'row.year' },
  shape<PlanYear>({
    key: carried((name, form) =>
      freeKey(form, name, `year-${typedAt(form, name.replace(/key$/, 'begins')).slice(0, 4)}`),
    ),
    begins: day({ label: 'field.begins' }),
    ends: day({ label: 'field.ends' }),
  }),
  (name) => [at(name, 'begins'), at(name, 'ends')],
)

/** `year-2027`, or `year-2027-2` where a row before it has that already. */
function freeKey(form: FormContext, name: string, wanted: string): string {
  const [, before = '', index = '0'] = /^(.*\.|)(\d+)\.key$/.exec(name) ?? []
  const begins = Number(index)
  const taken = new Set(
    Object.entries(form.typed).flatMap(([each, key]) =>
      each.startsWith(before) && each.endsWith('.key') && key !== '' ? [key] : [],
    ),
  )
  let earlier = 0
  for (let each = 0; each < begins; each++) {
    const row = `${before}${each}`
    const year = `year-${typedAt(form, `${row}.begins`).slice(0, 4)}`
    if (typedAt(form, `${row}.key`) === '' && year === wanted) earlier += 1
  }
  for (let count = 1; ; count++) {
    const key = count === 1 ? wanted : `${wanted}-${count}`
    if (taken.has(key)) continue
    if (earlier === 0) return key
    earlier -= 1
  }
}

export const ratesField: Field<Rate[]> = rows(
  { label: 'plan.rates', hint: 'hint.rates', more: 'form.more rows', title: 'row.rate' },
  shape<Rate>({
    from: currency({ label: 'field.rate from' }),
    to: currency({ label: 'field.rate to' }),
    date: day({ label: 'field.date' }),
    rate: decimal({ label: 'field.rate', hint: 'hint.rate' }),
    source: line({ label: 'field.source' }),
  }),
  (name) => ['from', 'to', 'date', 'rate', 'source'].map((each) => at(name, each)),
)

const currencyOfContribution = ({ agreement }: FormContext, key: string): string | null =>
  agreement.plan.contributions.find((each) => each.key === key)?.amount.currency ?? null

const trancheFields = shape<Omit<Tranche, 'key' | 'conditions'>>({
  title: texts({ label: 'field.title', rows: 2 }),
  contribution: referenceNeeded({ label: 'field.contribution', among: contributionOptions }),
  amount: money({
    label: 'field.amount',
    hint: 'hint.amount of contribution',
    currencyOf: (form) => currencyOfContribution(form, typedAt(form, 'contribution')),
  }),
  planned: day({ label: 'field.planned' }),
})

/** A tranche without its conditions, which are forms of their own. */
export const trancheShape: Field<Keyless<Tranche>> = {
  ...trancheFields,
  read(name, form) {
    const read = trancheFields.read(name, form)
    return 'errors' in read ? read : { value: { ...read.value, conditions: [] } }
  },
}

export const conditionShape = (tranche: Tranche): Field<Keyless<Condition>> =>
  shape<Keyless<Condition>>({
    kind: choice(['initial', 'ongoing'], {
      label: 'field.condition kind',
      said: (value) => `condition.${value}`,
    }),
    type: choice(['policy', 'performance', 'fiduciary'], {
      label: 'field.condition type',
      said: (value) => `condition.${value}`,
    }),
    text: texts({ label: 'field.condition' }),
    benchmark: reference({ label: 'field.rests on', none: 'form.no benchmark', among: benchmarkOptions }),
    evidence: texts({ label: 'field.evidence', hint: 'hint.evidence', rows: 3 }),
    from: referenceNeeded({ label: 'field.brings evidence', among: partyOptions }),
    verifier: referenceNeeded({ label: 'field.judges evidence', among: partyOptions }),
    due: orNone(day({ label: 'field.due' })),
    holds: orNone(
      money({ label: 'field.holds', hint: 'hint.holds', currencyOf: () => tranche.amount.currency }),
    ),
  })

// ---- indicators

const disaggregations: Field<Disaggregation[]> = rows(
  {
    label: 'field.disaggregations',
    hint: 'hint.disaggregations',
    more: 'form.more rows',
    title: 'row.disaggregation',
  },
  shape<Disaggregation>({
    key: carried((name, form) => keyFrom(firstWords(form, name.replace(/key$/, 'name')), 'by')),
    name: texts({ label: 'field.disaggregation', rows: 1 }),
    categories: categories({ label: 'field.categories', hint: 'hint.categories' }),
    exclusive: check({ label: 'field.exclusive' }),
  }),
  (name, form) => [...textNames(at(name, 'name'), form), ...textNames(at(name, 'categories'), form)],
)

const firstWords = (form: FormContext, name: string): string =>
  textNames(name, form)
    .map((each) => typedAt(form, each))
    .find((words) => words !== '') ?? ''

/** A key out of words: `Girls in school` is `girls-in-school`; without any letter, `otherwise`. */
export function keyFrom(words: string, otherwise: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 32)
    .replace(/-+$/, '')
  return plain === '' ? otherwise : plain
}

/** Categories, one a line: `girls = Girls`; the same key in each language. */
function categories(label: { label: Word; hint: Word }): Field<Disaggregation['categories']> {
  const box = texts({ ...label, rows: 4 })
  return {
    controls: box.controls,
    read(name, form) {
      const errors: FieldError[] = []
      const found = new Map<string, Text>()
      for (const language of form.agreement.languages) {
        const field = at(name, language)
        for (const line of tidy(form.typed[field] ?? '').split('\n')) {
          if (line.trim() === '') continue
          const [, key = '', words = ''] = /^\s*([a-z0-9][a-z0-9-]{0,39})\s*=\s*(.*?)\s*$/.exec(line) ?? []
          if (key === '' || unprintable(words) || words.length > 200) {
            errors.push({ field, message: form.say('fault.category', { line: line.trim().slice(0, 60) }) })
            break
          }
          found.set(key, { ...found.get(key), ...(words === '' ? {} : { [language]: words }) })
        }
      }
      if (errors.length > 0) return { errors }
      return { value: [...found].map(([key, words]) => ({ key, name: words })) }
    },
    write: (value, name, { agreement }) =>
      Object.fromEntries(
        agreement.languages.map((language) => [
          at(name, language),
          value
            .flatMap(({ key, name: words }) =>
              // One without a name yet stands in the first language alone, so that it is not lost.
              words[language] || (language === agreement.languages[0] && Object.keys(words).length === 0)
                ? [`${key} = ${words[language] ?? ''}`.trimEnd()]
                : [],
            )
            .join('\n'),
        ]),
      ),
  }
}

const baselineKinds = ['estimate', 'reason'] as const
type Estimate = Extract<Baseline, { value: string }>
type NotYet = Extract<Baseline, { reason: Text }>

const estimateShape: Field<Estimate> = shape<Estimate>({
  value: decimal({ label: 'field.value' }),
  low: orNone(decimal({ label: 'field.low' })),
  high: orNone(decimal({ label: 'field.high' })),
  level: orNone(level({ label: 'field.confidence', hint: 'hint.confidence' })),
  date: day({ label: 'field.date' }),
  method: texts({ label: 'field.method', hint: 'hint.method', rows: 3 }),
  source: texts({ label: 'field.source', rows: 2 }),
  url: orNone(address({ label: 'field.url' })),
  definition: texts({ label: 'field.baseline definition', rows: 2 }),
})
const notYetShape: Field<NotYet> = shape<NotYet>({
  reason: texts({ label: 'field.no baseline', hint: 'hint.no baseline', rows: 3 }),
  due: day({ label: 'field.baseline due' }),
})

const baseline: Field<Baseline | null> = (() => {
  const which = maybe(baselineKinds, {
    label: 'field.baseline is',
    none: 'baseline.none',
    said: (value) => `baseline.${value}`,
  })
  const estimate = group({ label: 'baseline.estimate', hint: 'hint.if so' }, estimateShape)
  const reason = group({ label: 'baseline.reason', hint: 'hint.if so' }, notYetShape)
  const whole: Field<Baseline | null> = {
    controls: (name, form) => [
      ...which.controls(at(name, 'is'), form),
      ...estimate.controls(at(name, 'estimate'), form),
      ...reason.controls(at(name, 'reason'), form),
    ],
    read(name, form): Read<Baseline | null> {
      const kind = which.read(at(name, 'is'), form)
      if ('errors' in kind) return kind
      if (kind.value === 'estimate') return estimate.read(at(name, 'estimate'), form)
      if (kind.value === 'reason') return reason.read(at(name, 'reason'), form)
      // What was typed below without saying what it is would be lost.
      const typed = Object.entries(form.typed).some(
        ([each, text]) =>
          (each.startsWith(`${name}.estimate.`) || each.startsWith(`${name}.reason.`)) && text.trim() !== '',
      )
      return typed ? wrong(at(name, 'is'), form.say('fault.baseline')) : { value: null }
    },
    write(value, name, form): Typed {
      if (value === null) return { [at(name, 'is')]: '' }
      if ('value' in value)
        return { [at(name, 'is')]: 'estimate', ...estimate.write(value, at(name, 'estimate'), form) }
      return { [at(name, 'is')]: 'reason', ...reason.write(value, at(name, 'reason'), form) }
    },
  }
  return group({ label: 'field.baseline' }, whole)
})()

/** `sex:girls`, `age:under-18+sex:girls`; the total is empty. */
export const cellName = (cell: Target['cell']): string =>
  Object.entries(cell)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([by, category]) => `${by}:${category}`)
    .join('+')

function cellFrom(name: string): Target['cell'] {
  return Object.fromEntries(
    name.split('+').flatMap((each) => (each === '' ? [] : [each.split(':') as [string, string]])),
  )
}

/** The cells that may have a target: the total, each category, and those finer ones that have one already. */
function cellsOf(split: readonly Disaggregation[], targets: readonly string[]): string[] {
  const single = split.flatMap(({ key, categories: names }) => names.map((each) => `${key}:${each.key}`))
  const finer = targets.filter((each) => each.includes('+'))
  return [...new Set(['', ...single, ...finer])]
}

type Promised = Pick<Indicator, 'disaggregations' | 'targets' | 'noTarget'>

/**
 * Disaggregations, and under them a target for each year and category, or the reason why a
 * year has none. A category that is typed gets its own row of targets when the form comes back.
 */
const promised: Field<Promised> = {
  controls(name, form) {
    const split = readSplit(name, form)
    const typedCells = Object.keys(form.typed).flatMap(
      (each) => /^targets\.[^.]+\.([^.]*)\.value$/.exec(each)?.[1] ?? [],
    )
    const cells = cellsOf(split, typedCells)
    const said = (cell: string) =>
      cell === ''
        ? form.say('targets.total')
        : cell
            .split('+')
            .map((each) => {
              const [by = '', category = ''] = each.split(':')
              const found = split
                .find(({ key }) => key === by)
                ?.categories.find(({ key }) => key === category)
              return found ? called(category, found.name, form.language, form.agreement.languages) : category
            })
            .join(', ')
    const years = form.agreement.plan.years.map(
      ({ key }, place): Control => ({
        kind: 'group',
        name: `targets.${key}`,
        label: form.say('row.year', { number: place + 1 }),
        controls: [
          ...cells.flatMap((cell): Control[] => [
            {
              kind: 'line',
              type: 'text',
              inputMode: 'decimal',
              optional: true,
              name: targetName(key, cell, 'value'),
              label: form.say('targets.value', { cell: said(cell) }),
            },
            ...(cell === '' || (form.typed[targetName(key, cell, 'value')] ?? '') !== ''
              ? rationale.controls(targetName(key, cell, 'rationale'), form)
              : []),
          ]),
          ...whyNot.controls(`noTarget.${key}`, form),
        ],
      }),
    )
    return [
      ...disaggregations.controls(at(name, 'disaggregations'), form),
      {
        kind: 'group',
        name: at(name, 'targets'),
        label: form.say('field.targets'),
        hint: form.say(years.length === 0 ? 'hint.no years' : 'hint.targets'),
        controls: years,
      },
    ]
  },
  read(name, form): Read<Promised> {
    const errors: FieldError[] = []
    const targets: Target[] = []
    const noTarget: Promised['noTarget'] = []
    const split = disaggregations.read(at(name, 'disaggregations'), form)
    if ('errors' in split) errors.push(...split.errors)
    const known = new Set(form.agreement.plan.years.map(({ key }) => key))
    for (const typed of Object.keys(form.typed)) {
      const [, year = '', cell = ''] = /^targets\.([^.]+)\.([^.]*)\.value$/.exec(typed) ?? []
      if (!known.has(year) || typedAt(form, typed) === '') continue
      const value = targetValue.read(typed, form)
      const why = rationale.read(targetName(year, cell, 'rationale'), form)
      if ('errors' in value) errors.push(...value.errors)
      if ('errors' in why) errors.push(...why.errors)
      if ('value' in value && 'value' in why)
        targets.push({ year, cell: cellFrom(cell), value: value.value, rationale: why.value })
    }
    for (const year of known) {
      const why = whyNot.read(`noTarget.${year}`, form)
      if ('errors' in why) errors.push(...why.errors)
      else if (Object.keys(why.value).length > 0) noTarget.push({ year, reason: why.value })
    }
    if (errors.length > 0 || 'errors' in split) return { errors }
    const order = (year: string) => form.agreement.plan.years.findIndex(({ key }) => key === year)
    targets.sort((a, b) => order(a.year) - order(b.year))
    return { value: { disaggregations: split.value, targets, noTarget } }
  },
  write: (value, name, form) =>
    Object.assign(
      {},
      disaggregations.write(value.disaggregations, at(name, 'disaggregations'), form),
      ...value.targets.map(({ year, cell, value: number, rationale: why }) => ({
        ...targetValue.write(number, targetName(year, cellName(cell), 'value'), form),
        ...rationale.write(why, targetName(year, cellName(cell), 'rationale'), form),
      })),
      ...value.noTarget.map(({ year, reason }) => whyNot.write(reason, `noTarget.${year}`, form)),
    ),
}

const targetName = (year: string, cell: string, what: 'value' | 'rationale') =>
  `targets.${year}.${cell}.${what}`
const targetValue = decimal({ label: 'field.value' })
const rationale = texts({ label: 'field.rationale', rows: 2 })
const whyNot = texts({ label: 'field.no target', hint: 'hint.no target', rows: 2 })

/** Disaggregations as far as they can be read now, to draw the rows of their targets. */
function readSplit(name: string, form: FormContext): readonly Disaggregation[] {
  const read = disaggregations.read(at(name, 'disaggregations'), form)
  return 'value' in read ? read.value : []
}

type Code = NonNullable<Indicator['code']>
type Sheet = Omit<Indicator, 'key' | 'retired' | keyof Promised>
type Retired = NonNullable<Indicator['retired']>

/** From when an amendment asks for it no more; a text in which it is in use says nothing of that. */
const retired: Field<Retired | null> = together<Retired>(
  { label: 'field.retired', hint: 'hint.retired' },
  shape<Retired>({
    from: day({ label: 'field.retired from' }),
    reason: texts({ label: 'form.reason', rows: 3 }),
  }),
)

const sheet: Field<Sheet> = shape<Sheet>({
  objective: referenceNeeded({ label: 'field.for objective', among: objectiveOptions }),
  title: texts({ label: 'field.indicator title', rows: 2 }),
  code: together<Code>(
    { label: 'field.code', hint: 'hint.code' },
    shape<Code>({
      vocabulary: line({ label: 'field.vocabulary', most: 80 }),
      code: line({ label: 'field.code itself', most: 80 }),
    }),
  ),
  definition: texts({ label: 'field.definition', hint: 'hint.definition', rows: 6 }),
  unit: texts({ label: 'field.unit', rows: 1 }),
  measure: choice(measures, { label: 'field.measured as', said: (value) => `measure.${value}` }),
  formula: texts({ label: 'field.formula', hint: 'hint.formula', rows: 2 }),
  source: texts({ label: 'field.data source', rows: 2 }),
  responsible: reference({ label: 'field.responsible', none: 'form.nobody yet', among: partyOptions }),
  reporters: references({ label: 'field.reporters', among: partyOptions }),
  frequency: choice(frequencies, { label: 'field.frequency', said: (value) => `frequency.${value}` }),
  dueAfterDays: whole({ label: 'field.due after', hint: 'hint.due after', least: 0, most: 366 }),
  level: choice(levels, { label: 'field.level', said: (value) => `level.${value}` }),
  direction: choice(['up', 'down'], { label: 'field.direction', said: (value) => `direction.${value}` }),
  aggregation: choice(aggregations, {
    label: 'field.aggregation',
    hint: 'hint.aggregation',
    said: (value) => `aggregation.${value}`,
  }),
  cumulative: check({ label: 'field.cumulative' }),
  countsPeople: check({ label: 'field.counts people' }),
  estimated: check({ label: 'field.estimated' }),
  baseline,
  limits: texts({ label: 'field.limits', hint: 'hint.limits', rows: 3 }),
})

/** A reference sheet, its ten parts in the order of ADS 201. */
export const indicatorShape: Field<Keyless<Indicator>> = {
  controls(name, form) {
    const own = sheet.controls(name, form)
    const more = promised.controls(name, form)
    const before = (field: string) => own.findIndex((control) => control.name === at(name, field))
    // Disaggregations are the fourth of the ten parts, targets the ninth.
    const [fifth, tenth] = [before('source'), before('limits')]
    return [
      ...own.slice(0, fifth),
      ...more.slice(0, 1),
      ...own.slice(fifth, tenth),
      ...more.slice(1),
      ...own.slice(tenth),
      ...retired.controls(at(name, 'retired'), form),
    ]
  },
  read(name, form) {
    const one = sheet.read(name, form)
    const other = promised.read(name, form)
    const last = retired.read(at(name, 'retired'), form)
    if ('errors' in one || 'errors' in other || 'errors' in last)
      return { errors: [one, other, last].flatMap((each) => ('errors' in each ? each.errors : [])) }
    return {
      value: { ...one.value, ...other.value, ...(last.value === null ? {} : { retired: last.value }) },
    }
  },
  write: (value, name, form) => ({
    ...sheet.write(value, name, form),
    ...promised.write(value, name, form),
    ...retired.write(value.retired ?? null, at(name, 'retired'), form),
  }),
}
