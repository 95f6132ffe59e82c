import { describe, expect, it } from 'vitest'
import { type Element, RecordReader, readActivities, UnreadableXml, type XmlSource } from './read.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(source: XmlSource): Promise<Element[]> {
  const records: Element[] = []
  for await (const record of readActivities(source)) records.push(record)
  return records
}

async function faultOf(source: XmlSource): Promise<UnreadableXml> {
  try {
    await read(source)
  } catch (error) {
    if (error instanceof UnreadableXml) return error
    throw error
  }
  throw new Error('it was read')
}

const small = `<?xml version="1.0"?>
<iati-activities version="2.03">
  <iati-activity xml:lang="en">
    <title>
      <narrative>Safe &amp; <![CDATA[free]]></narrative>
    </title>
  </iati-activity>
</iati-activities>`

describe('Reading an IATI file', () => {
  it('gives each activity as a tree with lines, attributes and text', async () => {
    const [activity] = await read(bytes(small))
    expect(activity).toMatchObject({ name: 'iati-activity', line: 3, attributes: { 'xml:lang': 'en' } })
    const narrative = activity!.children[0]!.children[0]!
    expect(narrative).toMatchObject({ name: 'narrative', line: 5, text: 'Safe & free', children: [] })
  })

  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['CR LF', '\r\n'],
  ])('counts the same lines with %s', async (_, end) => {
    const [activity] = await read(bytes(small.replaceAll('\n', end)))
    expect(activity!.children[0]!.children[0]!.line).toBe(5)
  })

  it('does not care where the stream is cut', async () => {
    const whole = await read(bytes(small))
    async function* bitByBit() {
      for (const byte of bytes(small)) yield new Uint8Array([byte])
    }
    expect(await read(bitByBit())).toEqual(whole)
  })

  it.each([
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-16, little end first', [0xff, 0xfe], 'utf16le'],
  ] as const)('reads %s', async (_, mark, encoding) => {
    const text = small.replace('Safe', 'Sûre')
    const file = Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)])
    expect((await read(file))[0]!.children[0]!.children[0]!.text).toBe('Sûre & free')
  })

  it('reads UTF-16, big end first', async () => {
    const file = Buffer.from(`\uFEFF${small.replace('Safe', 'Sûre')}`, 'utf16le').swap16()
    expect((await read(file))[0]!.children[0]!.children[0]!.text).toBe('Sûre & free')
  })

  it.each(['ISO-8859-1', 'windows-1252'])('reads declared %s', async (encoding) => {
    const text = small.replace('"1.0"', `"1.0" encoding="${encoding}"`).replace('Safe', 'Sûre')
    const file = Buffer.from(text, 'latin1')
    expect((await read(file))[0]!.children[0]!.children[0]!.text).toBe('Sûre & free')
  })

  it('names the encoding it does not know, and the line of bytes that are no letters', async () => {
    const unknown = await faultOf(bytes('<?xml version="1.0" encoding="klingon"?><a/>'))
    expect(unknown).toMatchObject({ fault: 'encoding', line: 1, detail: 'klingon' })
    const wrong = await faultOf(Buffer.from(small.replace('Safe', 'Sûre'), 'latin1'))
    expect(wrong).toMatchObject({ fault: 'bytes', line: 5, detail: 'UTF-8' })
  })
})

describe('Reading what means harm or is broken', () => {
  it('refuses an entity bomb without opening it', async () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE iati-activities [
  <!ENTITY a "aaaaaaaaaa">${'bcdefghij'.replace(/./g, (name, at) => `\n  <!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`)}
]>
<iati-activities version="2.03"><iati-activity>&j;</iati-activity></iati-activities>`
    expect(await faultOf(bytes(bomb))).toMatchObject({ fault: 'doctype' })
  })

  it('refuses an external entity and never fetches it', async () => {
    const external = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<iati-activities>&x;</iati-activities>`
    expect(await faultOf(bytes(external))).toMatchObject({ fault: 'doctype', line: 1 })
  })

  it('names an entity that nobody defined', async () => {
    expect(await faultOf(bytes('<a>\n<b>&nbsp;</b></a>'))).toMatchObject({ fault: 'entity', line: 2 })
  })

  it('refuses 100,000 elements within one another', async () => {
    const deep = `<iati-activities>${'<a>'.repeat(100_000)}`
    expect(await faultOf(bytes(deep))).toMatchObject({ fault: 'deep' })
  })

  it('refuses an attribute of 50 MB long before its end', async () => {
    let taken = 0
    async function* endless() {
      yield bytes('<iati-activities><iati-activity hidden="')
      for (; taken < 50; taken += 1) yield new Uint8Array(1_000_000).fill(0x61)
      yield bytes('"/></iati-activities>')
    }
    expect(await faultOf(endless())).toMatchObject({ fault: 'long' })
    expect(taken).toBeLessThan(12)
  })

  it.each([
    ['an empty file', '', 'empty', 1],
    ['a NUL byte', '<a>\n\0</a>', 'character', 2],
    ['a file cut off in a tag', '<a><b', 'cut', 1],
    ['a file cut off in its text', '<a>\n<b>text', 'cut', 2],
    ['tags that close in another order', '<a>\n<b></a></b>', 'tags', 2],
    ['an attribute given twice', '<a b="1"\n b="2"/>', 'twice', 2],
    ['text alone', 'hello', 'outside', 1],
    ['two outermost elements', '<a/>\n<b/>', 'outside', 2],
    ['an attribute without quotes', '<a b=1/>', 'syntax', 1],
  ])('names the line of %s', async (_, text, fault, line) => {
    expect(await faultOf(bytes(text))).toMatchObject({ fault, line })
  })
})

describe('Reading a very large file', () => {
  it('hands out each activity before it asks for much more', async () => {
    const one = bytes(`<iati-activity>${'<a b="c">text</a>'.repeat(1000)}</iati-activity>\n`)
    let given = 0
    let met = 0
    const wanted = 12_000
    async function* large() {
      yield bytes('<iati-activities version="2.03">')
      for (; given < wanted; given += 1) yield one
      yield bytes('</iati-activities>')
    }
    let furthest = 0
    for await (const activity of readActivities(large())) {
      met += 1
      furthest = Math.max(furthest, given - met)
      if (activity.children.length !== 1000) throw new Error('a part is missing')
      if (met === 400) break
    }
    expect(met).toBe(400)
    expect(furthest).toBeLessThan(5)
  })

  it('keeps no record that it has handed out', () => {
    let met = 0
    const reader = new RecordReader({
      onRoot: () => {},
      onRecord: () => {
        met += 1
      },
    })
    reader.write(bytes('<iati-activities>'))
    for (let i = 0; i < 1000; i += 1) reader.write(bytes('<iati-activity><title/></iati-activity>'))
    reader.write(bytes('</iati-activities>'))
    reader.end()
    expect(met).toBe(1000)
    expect(reader.root!.children).toEqual([])
  })
})
