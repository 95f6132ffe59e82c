import { useWords } from '../../../ui/voice.tsx'
import { answerIn, isUnsaid, lonelyChoices } from '../../reading/choices.ts'
import { Choose, ChooseColumn } from '../fields.tsx'
import type { Sheet, SheetColumn } from '../sheet.ts'
import { pathWords } from './network-words.ts'
import { headings, suggestColumn } from './suggest.ts'
import type { SurveySettings } from './survey/settings.ts'

/** What both paths of surveys ask of the design. */
export type DesignSettings = Pick<
  SurveySettings,
  'weight' | 'strata' | 'cluster' | 'fpc' | 'lonely' | 'missingWeights'
>

const columns = ['weight', 'strata', 'cluster', 'fpc'] as const

/** What the headings suggest of the design. */
export function beginDesign(sheet: Sheet | undefined): DesignSettings {
  const number = ({ holds }: { holds: string }) => holds === 'number' || holds === 'whole'
  return {
    weight: suggestColumn(sheet, headings.weight, number),
    strata: suggestColumn(sheet, headings.strata),
    cluster: suggestColumn(sheet, headings.cluster),
    fpc: suggestColumn(sheet, headings.fpc, number),
    lonely: 'refuse',
    missingWeights: 'refuse',
  }
}

/** The column of answers: one whose heading says so, or one of yes and no that serves nothing else. */
export function suggestOutcome(sheet: Sheet | undefined, taken: readonly string[]): string {
  const free = (column: SheetColumn) =>
    !taken.includes(column.name) && (column.holds === 'zero-or-one' || isYesOrNo(column))
  return suggestColumn(sheet, headings.outcome, free) || suggestColumn(sheet, [/.*/], free)
}

/** Flags of the command for the same design. */
export function designFlags(settings: DesignSettings): { [flag: string]: string | null } {
  return {
    weight: settings.weight,
    strata: settings.strata,
    cluster: settings.cluster,
    fpc: settings.fpc,
    lonely: settings.lonely === 'refuse' ? null : settings.lonely,
  }
}

/** Settings of the design as they are kept. */
export function keptDesign({ weight, strata, cluster, fpc, lonely, missingWeights }: DesignSettings) {
  const said = (column: string) => column || null
  return {
    weight: said(weight),
    strata: said(strata),
    cluster: said(cluster),
    fpc: said(fpc),
    lonely,
    missingWeights,
  }
}

/** Words for yes and no, and nothing else. */
function isYesOrNo({ holds, few }: SheetColumn): boolean {
  if (holds !== 'text' || few === null) return false
  const said = few.filter((cell) => !isUnsaid(cell))
  return said.length > 0 && said.every((cell) => answerIn(cell) !== undefined)
}

/** Where the answer stands: numbers, 1 and 0, or yes and no. */
export function OutcomeColumn({ prefix, sheet, value, change }: ColumnAsked) {
  const say = useWords(pathWords)
  return (
    <ChooseColumn
      name={`${prefix}-outcome`}
      label={say('ask.outcome')}
      hint={say('ask.outcome.hint')}
      sheet={sheet}
      only={(column) => column.holds !== 'text' || isYesOrNo(column)}
      value={value}
      change={change}
    />
  )
}

/** A column whose values are parts of the sample. */
export function PartsColumn({
  prefix,
  label,
  hint,
  sheet,
  value,
  change,
}: ColumnAsked & { label: string; hint?: string }) {
  const say = useWords(pathWords)
  return (
    <ChooseColumn
      name={`${prefix}-domain`}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      none={say('ask.none')}
      sheet={sheet}
      only={({ few }) => few !== null}
      value={value}
      change={change}
    />
  )
}

type ColumnAsked = { prefix: string; sheet: Sheet; value: string; change: (column: string) => void }

/** The columns of the design, and behind a fold what to do where they leave it open. */
export function DesignFields({
  prefix,
  sheet,
  settings,
  change,
}: {
  prefix: string
  sheet: Sheet
  settings: DesignSettings
  change: (part: Partial<DesignSettings>) => void
}) {
  const say = useWords(pathWords)
  return (
    <>
      {columns.map((name) => (
        <ChooseColumn
          key={name}
          name={`${prefix}-${name}`}
          label={say(`survey.${name}`)}
          hint={say(`survey.${name}.hint`)}
          none={say('ask.none')}
          sheet={sheet}
          value={settings[name]}
          change={(value) => change({ [name]: value })}
        />
      ))}
      <details>
        <summary>{say('ask.more')}</summary>
        <Choose
          name={`${prefix}-lonely`}
          label={say('survey.lonely')}
          value={settings.lonely}
          options={lonelyChoices.map((value) => ({ value, name: say(`survey.lonely.${value}`) }))}
          change={(value) => change({ lonely: value as DesignSettings['lonely'] })}
        />
        <Choose
          name={`${prefix}-missing`}
          label={say('survey.missing')}
          value={settings.missingWeights}
          options={(['refuse', 'leave-out'] as const).map((value) => ({
            value,
            name: say(`survey.missing.${value}`),
          }))}
          change={(value) => change({ missingWeights: value as DesignSettings['missingWeights'] })}
        />
      </details>
    </>
  )
}
