import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { capital, formatDay, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { Bill } from '../schema.ts'
import { cosponsorsOn, standingOn } from '../standing.ts'
import { words } from '../words.ts'
import { billPath, InItsTongue, type Machine, stateShort } from './frame.tsx'

/** Every bill there is, and its state on a day. */
export function BillsPage({
  context,
  bills,
  day,
}: {
  context: PageContext
  bills: { bill: Bill; machine: Machine; session: string }[]
  day: string
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('title')}
      description={say('note')}
      crumbs={[{ name: say('title') }]}
      alternates={[{ type: 'application/json', href: '/api/v1/bills' }]}
    >
      <Opening title={say('promise')}>
        <p className="prose">{say('note')}</p>
      </Opening>
      <Section wide>
        <form className="form form-inline" method="get" action={pathIn(language, '/bills')}>
          <TextField name="on" type="date" label={say('on.label')} value={day} />
          <Buttons>
            <Button>{say('on.ask')}</Button>
          </Buttons>
        </form>
        {bills.length === 0 ? (
          <Unknown next={say('none next')}>{say('none')}</Unknown>
        ) : (
          <DataTable
            caption={say('title')}
            captionHidden
            columns={[
              { key: 'bill', head: say('list.bill') },
              { key: 'session', head: say('list.session') },
              { key: 'state', head: say('list.state', { day: formatDay(language, day) }) },
              { key: 'cosponsors', head: say('list.cosponsors') },
            ]}
            rows={bills.map(({ bill, machine, session }) => {
              const { count, printed, unknown } = cosponsorsOn(bill, day)
              return {
                key: bill.id,
                cells: {
                  bill: (
                    <>
                      <a href={billPath(language, bill.id, `?on=${day}`)}>{bill.printed}</a>{' '}
                      <InItsTongue bill={bill} language={language}>
                        {bill.title}
                      </InItsTongue>
                    </>
                  ),
                  session,
                  state: capital(language, stateShort(standingOn(bill, machine, day), machine, language)),
                  cosponsors: unknown
                    ? say('state.none short')
                    : printed === null
                      ? say('count.named', { count })
                      : say('count.printed', {
                          total: formatNumber(language, printed.content.total),
                          named: say('count.named', { count }),
                        }),
                },
              }
            })}
          />
        )}
      </Section>
    </Page>
  )
}
