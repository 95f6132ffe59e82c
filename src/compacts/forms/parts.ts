import type { FieldError, Option } from '../../ui/form.tsx'
import {
  type Agreement,
  type AgreementPart,
  entryConditions,
  type SectionName,
  sections,
  type Text,
} from '../agreement.ts'
import type { Word } from '../words/en.ts'
import {
  benchmarkShape,
  conditionShape,
  contributionShape,
  documentShape,
  entryShape,
  indicatorShape,
  initiativeShape,
  keyFrom,
  objectiveShape,
  partyShape,
  ratesField,
  responsibilityShape,
  riskShape,
  sustainabilityShape,
  trancheShape,
  yearsField,
} from './elements.ts'
import {
  at,
  type Control,
  choice,
  currency,
  day,
  dayOfYear,
  type Field,
  type FormContext,
  group,
  orNone,
  shape,
  type Typed,
  texts,
  typedAt,
  whole,
  wrong,
} from './field.ts'

/** A form of the draft: what it is called, which part of the document it changes, and how. */
export type PartForm = {
  /** The last word of its address: /compacts/…/draft/scope. */
  at: string
  part: AgreementPart
  title: Word
  note?: Word
  controls(form: FormContext): Control[]
  /** What stands in the controls now. */
  typed(form: Omit<FormContext, 'typed'>): Typed
  /** The document with what was typed in it, or what is wrong with it. */
  change(form: FormContext): { agreement: Agreement } | { errors: FieldError[] }
  /** What the form shows of the document: two writers are in each other’s way only here. */
  holds(agreement: Agreement): unknown
}

/** Forms of a list: one for each element, and one for what is added. */
export type ElementForm = {
  /** `objectives`; `tranches/first/conditions` for the conditions of one tranche. */
  at: string
  part: AgreementPart
  /** Where its elements stand in the document, as paths of comments and gaps have it. */
  place: string
  title: Word
  add: Word
  note?: Word
  elements(agreement: Agreement): { key: string; name: Text }[]
  controls(form: FormContext): Control[]
  /** What stands in the controls of an element; of none for a new one. */
  typed(form: Omit<FormContext, 'typed'>, key: string | null): Typed
  change(
    form: FormContext,
    key: string | null,
    /** Keys that a new element may not have: those of this and every earlier text. */
    taken: ReadonlySet<string>,
  ): { agreement: Agreement; key: string } | { errors: FieldError[] }
  remove(agreement: Agreement, key: string): Agreement
  /** One place up or down. */
  move(agreement: Agreement, key: string, by: -1 | 1): Agreement
  /** What the form of an element shows of the document; null for one that is not there. */
  holds(agreement: Agreement, key: string): unknown
}

function partForm<Value>(
  given: Pick<PartForm, 'at' | 'part' | 'title' | 'note'>,
  name: string,
  field: Field<Value>,
  get: (agreement: Agreement) => Value,
  set: (agreement: Agreement, value: Value) => Agreement,
): PartForm {
  return {
    ...given,
    controls: (form) => field.controls(name, form),
    typed: (form) => field.write(get(form.agreement), name, { ...form, typed: {} }),
    change(form) {
      const read = field.read(name, form)
      return 'errors' in read ? read : { agreement: set(form.agreement, read.value) }
    },
    holds: get,
  }
}

function elementForm<Element extends { key: string }>(
  given: Pick<ElementForm, 'at' | 'part' | 'title' | 'add' | 'note'> & { place?: string },
  fields: Field<Omit<Element, 'key'>>,
  get: (agreement: Agreement) => readonly Element[],
  set: (agreement: Agreement, elements: Element[]) => Agreement,
  name: (element: Element) => Text,
  /** What the form does not show of an element, for one that is there and for a new one. */
  rest: (before: Element | undefined) => Partial<Element> = () => ({}),
): ElementForm {
  const find = (agreement: Agreement, key: string) => get(agreement).find((each) => each.key === key)
  return {
    ...given,
    place: given.place ?? given.at,
    elements: (agreement) => get(agreement).map((each) => ({ key: each.key, name: name(each) })),
    controls: (form) => fields.controls('', form),
    typed(form, key) {
      const element = key === null ? undefined : find(form.agreement, key)
      return element === undefined ? {} : fields.write(element, '', { ...form, typed: {} })
    },
    change(form, key, taken) {
      const asked = key ?? typedAt(form, 'key').toLowerCase()
      const read = fields.read('', form)
      const errors = 'errors' in read ? [...read.errors] : []
      if (key === null && asked !== '') {
        if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(asked))
          errors.push({ field: 'key', message: form.say('fault.key') })
        else if (taken.has(asked)) errors.push({ field: 'key', message: form.say('fault.key taken') })
      }
      if (errors.length > 0 || 'errors' in read) return { errors }
      const before = key === null ? undefined : find(form.agreement, key)
      // The fields are those of an element, and `rest` gives the others.
      const made = { ...read.value, ...rest(before) } as Element
      const words = Object.values(name(made))[0] ?? ''
      const own =
        asked === '' ? freeKey(keyFrom(words, given.part.replace(/s$/, '').toLowerCase()), taken) : asked
      const element = { ...made, key: own }
      const all = get(form.agreement)
      // An element that somebody removed meanwhile stands at the end again: nothing typed is lost.
      const elements =
        before === undefined ? [...all, element] : all.map((each) => (each.key === key ? element : each))
      return { agreement: set(form.agreement, elements), key: own }
    },
    remove: (agreement, key) =>
      set(
        agreement,
        get(agreement).filter((each) => each.key !== key),
      ),
    move(agreement, key, by) {
      const elements = [...get(agreement)]
      const from = elements.findIndex((each) => each.key === key)
      const to = from + by
      const [element, other] = [elements[from], elements[to]]
      if (element === undefined || other === undefined) return agreement
      elements[to] = element
      elements[from] = other
      return set(agreement, elements)
    },
    holds: (agreement, key) => find(agreement, key) ?? null,
  }
}

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const key = count === 1 ? wanted : `${wanted}-${count}`
    if (!taken.has(key)) return key
  }
}

const inPlan = (agreement: Agreement, change: Partial<Agreement['plan']>): Agreement => ({
  ...agreement,
  plan: { ...agreement.plan, ...change },
})

type Chosen = Agreement['chosenBy']

/** The assessment that chose the country, or the published reason why none did. */
const chosenBy: Field<Chosen> = {
  controls: (name, form) => [
    {
      kind: 'line',
      type: 'text',
      optional: true,
      name: at(name, 'assessment'),
      label: form.say('field.assessment'),
      hint: form.say('hint.assessment'),
    },
    ...whyNone.controls(at(name, 'reason'), form),
  ],
  read(name, form) {
    const typed = typedAt(form, at(name, 'assessment'))
    const id = /([0-9a-zA-Z-]{8,64})\/?$/.exec(typed)?.[1] ?? ''
    const reason = whyNone.read(at(name, 'reason'), form)
    if ('errors' in reason) return reason
    const said = Object.keys(reason.value).length > 0
    if (typed === '') return { value: said ? { reason: reason.value } : null }
    if (id === '') return wrong(at(name, 'assessment'), form.say('fault.assessment'))
    return said
      ? wrong(at(name, 'assessment'), form.say('fault.assessment and reason'))
      : { value: { assessment: id } }
  },
  write(value, name, form) {
    if (value === null) return {}
    if ('assessment' in value) return { [at(name, 'assessment')]: value.assessment }
    return whyNone.write(value.reason, at(name, 'reason'), form)
  },
}
const whyNone = texts({ label: 'field.no assessment', hint: 'hint.no assessment' })

const sectionTexts: Field<Record<SectionName, Text>> = shape<Record<SectionName, Text>>(
  // One field for each letter.
  Object.fromEntries(
    sections.map((each) => [
      each,
      texts({ label: `section.${each}`, hint: `section hint.${each}`, rows: 10 }),
    ]),
  ) as Record<SectionName, Field<Text>>,
)

/** The parts that are one form each. */
export const partForms: readonly PartForm[] = [
  partForm(
    { at: 'title', part: 'title', title: 'part title.title' },
    'title',
    texts({ label: 'field.compact title', rows: 2 }),
    ({ title }) => title,
    (agreement, title) => ({ ...agreement, title }),
  ),
  partForm<Agreement['scope']>(
    { at: 'scope', part: 'scope', title: 'part title.scope' },
    '',
    shape<Agreement['scope']>({
      who: choice(['children', 'all'], { label: 'field.who', said: (value) => `who.${value}` }),
      forms: texts({ label: 'field.forms', hint: 'hint.forms' }),
      regions: texts({ label: 'field.regions' }),
    }),
    ({ scope }) => scope,
    (agreement, scope) => ({ ...agreement, scope }),
  ),
  partForm(
    { at: 'legalBasis', part: 'legalBasis', title: 'part title.legalBasis' },
    'legalBasis',
    texts({ label: 'field.legal basis', hint: 'hint.legal basis', rows: 8 }),
    ({ legalBasis }) => legalBasis,
    (agreement, legalBasis) => ({ ...agreement, legalBasis }),
  ),
  partForm<Agreement['term']>(
    { at: 'term', part: 'term', title: 'part title.term', note: 'note.term' },
    '',
    shape<Agreement['term']>({
      years: orNone(whole({ label: 'field.years', hint: 'hint.years of term', least: 1, most: 20 })),
      begins: orNone(day({ label: 'field.begins', hint: 'hint.begins' })),
      ends: orNone(day({ label: 'field.ends' })),
    }),
    ({ term }) => term,
    (agreement, term) => ({ ...agreement, term }),
  ),
  partForm(
    { at: 'chosenBy', part: 'chosenBy', title: 'part title.chosenBy' },
    'chosenBy',
    chosenBy,
    (agreement) => agreement.chosenBy,
    (agreement, value) => ({ ...agreement, chosenBy: value }),
  ),
  partForm<Agreement['sections']>(
    { at: 'sections', part: 'sections', title: 'part title.sections', note: 'note.sections' },
    '',
    sectionTexts,
    (agreement) => agreement.sections,
    (agreement, value) => ({ ...agreement, sections: value }),
  ),
]

type PlanFrame = Pick<Agreement['plan'], 'currency' | 'fiscalYears' | 'mechanisms' | 'oversight'>

/** The forms of the plan, but for its lines. */
export const planForms: readonly PartForm[] = [
  partForm<PlanFrame>(
    { at: 'frame', part: 'plan', title: 'part title.frame' },
    '',
    shape<PlanFrame>({
      currency: currency({ label: 'field.plan currency', hint: 'hint.plan currency' }),
      fiscalYears: group(
        { label: 'field.fiscal years', hint: 'hint.fiscal years' },
        shape<PlanFrame['fiscalYears']>({
          donor: dayOfYear({ label: 'side.donor' }),
          partner: dayOfYear({ label: 'side.partner' }),
        }),
      ),
      mechanisms: texts({ label: 'field.mechanisms', rows: 6 }),
      oversight: texts({ label: 'field.oversight', rows: 6 }),
    }),
    ({ plan }) => ({
      currency: plan.currency,
      fiscalYears: plan.fiscalYears,
      mechanisms: plan.mechanisms,
      oversight: plan.oversight,
    }),
    inPlan,
  ),
  partForm(
    { at: 'years', part: 'plan', title: 'part title.years' },
    'years',
    yearsField,
    ({ plan }) => plan.years,
    (agreement, years) => inPlan(agreement, { years }),
  ),
  partForm(
    { at: 'rates', part: 'plan', title: 'part title.rates' },
    'rates',
    ratesField,
    ({ plan }) => plan.rates,
    (agreement, rates) => inPlan(agreement, { rates }),
  ),
]

/** The lists, in the order in which a text is read. `organisations` are those that take part in the compact. */
export function elementForms(organisations: Option[]): ElementForm[] {
  return [
    elementForm(
      {
        at: 'parties',
        part: 'parties',
        title: 'part title.parties',
        add: 'add.parties',
        note: 'note.parties',
      },
      partyShape(organisations),
      ({ parties }) => parties,
      (agreement, parties) => ({ ...agreement, parties }),
      ({ name }) => name,
    ),
    elementForm(
      { at: 'objectives', part: 'objectives', title: 'part title.objectives', add: 'add.objectives' },
      objectiveShape,
      ({ objectives }) => objectives,
      (agreement, objectives) => ({ ...agreement, objectives }),
      ({ text }) => text,
    ),
    elementForm(
      {
        at: 'responsibilities',
        part: 'responsibilities',
        title: 'part title.responsibilities',
        add: 'add.responsibilities',
      },
      responsibilityShape,
      ({ responsibilities }) => responsibilities,
      (agreement, responsibilities) => ({ ...agreement, responsibilities }),
      ({ deliverable }) => deliverable,
    ),
    elementForm(
      { at: 'initiatives', part: 'initiatives', title: 'part title.initiatives', add: 'add.initiatives' },
      initiativeShape,
      ({ initiatives }) => initiatives,
      (agreement, initiatives) => ({ ...agreement, initiatives }),
      ({ title }) => title,
    ),
    elementForm(
      {
        at: 'indicators',
        part: 'indicators',
        title: 'part title.indicators',
        add: 'add.indicators',
        note: 'note.indicators',
      },
      indicatorShape,
      ({ indicators }) => indicators,
      (agreement, indicators) => ({ ...agreement, indicators }),
      ({ title }) => title,
    ),
    elementForm(
      { at: 'benchmarks', part: 'benchmarks', title: 'part title.benchmarks', add: 'add.benchmarks' },
      benchmarkShape,
      ({ benchmarks }) => benchmarks,
      (agreement, benchmarks) => ({ ...agreement, benchmarks }),
      ({ text }) => text,
    ),
    elementForm(
      {
        at: 'contributions',
        part: 'plan',
        place: 'plan/contributions',
        title: 'part title.contributions',
        add: 'add.contributions',
      },
      contributionShape,
      ({ plan }) => plan.contributions,
      (agreement, contributions) => inPlan(agreement, { contributions }),
      ({ what }) => what,
    ),
    elementForm(
      {
        at: 'tranches',
        part: 'tranches',
        title: 'part title.tranches',
        add: 'add.tranches',
        note: 'note.tranches',
      },
      trancheShape,
      ({ tranches }) => tranches,
      (agreement, tranches) => ({ ...agreement, tranches }),
      ({ title }) => title,
      (before) => ({ conditions: before?.conditions ?? [] }),
    ),
    elementForm(
      { at: 'entry', part: 'entry', title: 'part title.entry', add: 'add.entry', note: 'note.entry' },
      entryShape,
      entryConditions,
      (agreement, entry) => ({ ...agreement, entry: [...entry] }),
      ({ text }) => text,
    ),
    elementForm(
      {
        at: 'sustainability',
        part: 'sustainability',
        title: 'part title.sustainability',
        add: 'add.sustainability',
      },
      sustainabilityShape,
      ({ sustainability }) => sustainability,
      (agreement, sustainability) => ({ ...agreement, sustainability }),
      ({ text }) => text,
    ),
    elementForm(
      { at: 'risks', part: 'risks', title: 'part title.risks', add: 'add.risks' },
      riskShape,
      ({ risks }) => risks,
      (agreement, risks) => ({ ...agreement, risks }),
      ({ text }) => text,
    ),
    elementForm(
      {
        at: 'documents',
        part: 'documents',
        title: 'part title.documents',
        add: 'add.documents',
        note: 'note.documents',
      },
      documentShape,
      ({ documents }) => documents,
      (agreement, documents) => ({ ...agreement, documents }),
      ({ title }) => title,
    ),
  ]
}

/** The conditions of one tranche; null when there is no such tranche. */
export function conditionForms(agreement: Agreement, key: string): ElementForm | null {
  const tranche = agreement.tranches.find((each) => each.key === key)
  if (tranche === undefined) return null
  return elementForm(
    {
      at: `tranches/${key}/conditions`,
      part: 'tranches',
      title: 'part title.conditions',
      add: 'add.conditions',
    },
    conditionShape(tranche),
    ({ tranches }) => tranches.find((each) => each.key === key)?.conditions ?? [],
    (whole, conditions) => ({
      ...whole,
      tranches: whole.tranches.map((each) => (each.key === key ? { ...each, conditions } : each)),
    }),
    ({ text }) => text,
  )
}

/** Every key of a document. One that is gone is never given to something else. */
export function keysIn(agreement: Agreement): Set<string> {
  const keys = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        if (name === 'key' && typeof inner === 'string') keys.add(inner)
        else walk(inner)
  }
  walk(agreement)
  return keys
}
