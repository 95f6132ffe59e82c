import { DotRange } from '../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Facts, Sentence, Verdict } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { useWords } from '../../../ui/voice.tsx'
import { DistributionPicture } from '../../pictures/distribution.tsx'
import { OverlapPicture } from '../../pictures/overlap.tsx'
import { TruthAndEstimate } from '../../pictures/truth-and-estimate.tsx'
import { forestDomain } from '../forest.ts'
import type { Block } from '../report.ts'
import { estimateWords } from '../words.ts'

/** The blocks of a section as the page shows them; long lines of hexadecimal may break. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one section have no other name
        <OneBlock key={at} block={block} />
      ))}
    </>
  )
}

function OneBlock({ block }: { block: Block }) {
  const say = useWords(estimateWords)
  switch (block.is) {
    case 'verdict':
      return <Verdict>{block.text}</Verdict>
    case 'sentence':
      return <Sentence>{block.text}</Sentence>
    case 'note':
      return <p className="prose">{block.text}</p>
    case 'unknown':
      return <Unknown>{block.text}</Unknown>
    case 'list':
      return (
        <ul className="prose">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <Facts
          rows={block.rows.map(([name, value]) => ({
            name,
            value: /^[0-9a-f]{64}$/.test(value) ? (
              <code className="hash">{value}</code>
            ) : (
              <Lines text={value} />
            ),
          }))}
        />
      )
    case 'table':
      return (
        <DataTable
          caption={block.caption}
          columns={block.heads.map((head, at) => ({
            key: String(at),
            head,
            ...(block.right.includes(at) ? { number: true } : {}),
          }))}
          rows={block.rows.map((cells, at) => ({
            key: String(at),
            cells: Object.fromEntries(cells.map((cell, place) => [String(place), cell])),
          }))}
        />
      )
    case 'overlaps':
      return <OverlapPicture lists={block.lists} counts={block.counts} sizes={block.sizes} />
    case 'distribution':
      return <DistributionPicture histogram={block.histogram} estimate={block.estimate} of={block.of} />
    case 'truth':
      return <TruthAndEstimate groups={block.groups} />
    case 'dots':
      return (
        <DotRange
          caption={block.caption}
          rowHead={block.rowHead}
          digits={1}
          panels={[{ key: 'share', name: block.axis, domain: forestDomain(block.rows) }]}
          rows={block.rows.map(({ key, name, value, low, high, missing }) => ({
            key,
            name,
            values: { share: { value, low, high, ...(missing === undefined ? {} : { missing }) } },
          }))}
        />
      )
    case 'forest':
      return (
        <DotRange
          caption={block.caption}
          rowHead={say('side.method')}
          digits={0}
          panels={[{ key: 'estimate', name: say('side.axis'), domain: forestDomain(block.rows) }]}
          rows={block.rows.map(({ key, name, own, value, low, high, missing }) => ({
            key,
            name,
            own,
            values: { estimate: { value, low, high, ...(missing === undefined ? {} : { missing }) } },
          }))}
        />
      )
  }
}

/** A text with the lines it was typed in. */
export function Lines({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (
    <>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
        <span key={at} className={at === 0 ? undefined : 'line-below'}>
          {line}
        </span>
      ))}
    </>
  )
}
