import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { LanguageContext } from '../../ui/voice.tsx'
import type { CompactRow, StepRow } from '../store.ts'
import { nothingReturned } from './action-form.tsx'
import { StepsPage } from './steps-page.tsx'

const aStep = (seq: number, over: Partial<StepRow>): StepRow => ({
  seq,
  from: 'signed',
  to: 'in force',
  at: '2026-11-22T12:00:00.000Z',
  by: null,
  reason: null,
  details: { version: seq, amendment: seq - 1 },
  ...over,
})

it('An amendment that takes effect is told from the entry into force', () => {
  const compact = {
    id: 'x',
    kind: 'managed',
    country: 'GHA',
    example: false,
    state: 'extended',
  } as CompactRow
  const page = renderToStaticMarkup(
    <LanguageContext value="en">
      <StepsPage
        context={{ language: 'en', path: '/steps', assets: { css: [], js: [] }, sources: [] }}
        view={{
          compact: { ...compact, begins: null, ends: null },
          title: 'Title',
          standing: { suspended: [], lastDay: null },
          tabs: {},
        }}
        agreement={null}
        draft={null}
        record={[
          aStep(1, {}),
          aStep(2, { from: 'in force' }),
          aStep(3, { from: 'in force', to: 'extended' }),
        ]}
        next={[]}
        entry={null}
        conditions={[]}
        amendments={[]}
        suspensions={[]}
        partEnds={[]}
        lessons={[]}
        people={new Map()}
        may={{
          manage: false,
          amend: false,
          suspend: false,
          endParts: false,
          learn: false,
          publish: false,
          actsFor: [],
        }}
        returned={nothingReturned}
        today="2026-11-22"
      />
    </LanguageContext>,
  )
  const steps = [...page.matchAll(/<b>([^<]*)<\/b>/g)].map(([, step]) => step)
  expect(steps.filter((step) => step === 'in force')).toHaveLength(1)
  expect(steps).toContain('Amendment 1 took effect')
  expect(page).toMatch(/<b>extended<\/b><span class="block note">Amendment 2 took effect/)
})
