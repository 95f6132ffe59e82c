import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { FileChanges } from '../../ui/file-changes.tsx'
import { speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Asked } from '../asked.ts'
import type { CellFault, FileDiff } from '../file-diff.ts'
import type { NumeralFault } from '../numerals.ts'
import { words } from '../words/pages.ts'
import { readingWords } from '../words/reading.ts'
import { cellName, textIn } from './parts.tsx'

/** What a file would change in a draft, before anything is written. */
export function DiffPage({
  context,
  view,
  agreement,
  asked,
  diff,
  version,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  asked: Asked
  diff: FileDiff
  version: number
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const path = compactPath(language, id, `/report/${asked.round.ends}/${asked.round.party}`)
  const ofFile = [
    'formula',
    'unknown row',
    'twice',
    'unmapped',
    'other period',
    'other place',
    'part refused',
    'parts missing',
    'no sum',
    'day',
  ] as const
  const faultText = (fault: CellFault, text: string) => {
    const own = ofFile.find((each) => each === fault)
    if (own !== undefined) return say(`cellfault.${own}`, { typed: text })
    const [one = '', rest = ''] = text.split(/[.,]/)
    return speak(readingWords, language)(fault as NumeralFault, {
      typed: text,
      one: one + rest,
      other: `${one}.${rest}0`,
    })
  }
  const where = (indicator: string, cell: string) => {
    const sheet = asked.indicators.get(indicator)?.sheet
    if (sheet === undefined) return `${indicator} ${cell}`
    return `${textIn(sheet.title, language, agreement.languages, indicator)}: ${cellName(sheet, cell, language, agreement.languages)}`
  }
  return (
    <CompactFrame
      context={context}
      view={view}
      here="results"
      title={say('diff.title')}
      crumbs={[{ name: say('verify.now'), href: path }, { name: say('diff.title') }]}
    >
      <Section wide>
        {diff.madeUnder !== null && diff.madeUnder !== version ? (
          <Notice word={say('report.changed word')}>
            {say('diff.version', { made: diff.madeUnder, now: version })}
          </Notice>
        ) : null}
        <FileChanges
          say={say}
          heads={{ where: say('diff.what'), field: say('report.conflict field'), at: say('diff.line') }}
          changes={diff.changes.map(({ indicator, cell, field, ...change }) => ({
            ...change,
            key: `${indicator} ${cell} ${field}`,
            where: where(indicator, cell),
            field: say(`report.${field}`),
          }))}
          left={diff.left}
          refused={diff.refused.map(({ row, text, fault }) => ({
            at: String(row),
            text,
            fault: faultText(fault, text),
          }))}
          back={path}
        >
          <input type="hidden" name="parts" value={JSON.stringify(diff.parts)} />
        </FileChanges>
      </Section>
    </CompactFrame>
  )
}
