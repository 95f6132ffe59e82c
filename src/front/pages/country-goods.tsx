import { AsWritten } from '../../indicators/pages/as-written.tsx'
import type { Fact } from '../../indicators/schema.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useWords } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { textField } from '../fact-fields.ts'
import { frontWords } from '../words.ts'

/** Goods listed as made by child or forced labour. */
export function Goods({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const { goods } = facts
  const edition = goods.dataset.editions.at(-1)
  const yes = (fact: Fact, field: string) =>
    say(fact.fields[field] === true ? 'goods.listed' : 'goods.notListed')
  return (
    <Section title={say('goods.title')} note={say('goods.note')}>
      {goods.facts.length === 0 ? (
        <p>
          {say('goods.none', { year: edition?.key ?? '' })}
          <SourceMark id={goods.dataset.source} />
        </p>
      ) : (
        <>
          <DataTable
            caption={say('goods.title')}
            captionHidden
            tight
            columns={[
              { key: 'good', head: say('goods.good') },
              { key: 'child', head: say('goods.child') },
              { key: 'forced', head: say('goods.forced') },
              { key: 'sector', head: say('goods.sector') },
            ]}
            rows={goods.facts.map((fact) => ({
              key: fact.key,
              cells: {
                good: <AsWritten>{textField(fact, 'good') ?? fact.key}</AsWritten>,
                child: yes(fact, 'childLabor'),
                forced: yes(fact, 'forcedLabor'),
                sector: <AsWritten>{textField(fact, 'sector') ?? '–'}</AsWritten>,
              },
            }))}
          />
          <p className="note">
            {say('goods.list', { year: edition?.key ?? '' })}
            <SourceMark id={goods.dataset.source} />
          </p>
        </>
      )}
    </Section>
  )
}
