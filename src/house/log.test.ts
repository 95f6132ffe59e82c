import { describe, expect, it } from 'vitest'
import { openLog } from './log.ts'

const moment = () => new Date('2025-07-01T12:00:00Z')

function written(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info') {
  const lines: string[] = []
  return {
    log: openLog(level, (line) => lines.push(line), moment),
    read: () => lines.map((line) => JSON.parse(line)),
  }
}

describe('The log', () => {
  it('is one JSON object a line, with moment, level and fields', () => {
    const { log, read } = written()
    log.with({ requestId: 'r1' }).info('answered\nthus', { status: 200, count: 3n })
    expect(read()).toEqual([
      {
        time: '2025-07-01T12:00:00.000Z',
        level: 'info',
        message: 'answered\nthus',
        requestId: 'r1',
        status: 200,
        count: '3',
      },
    ])
  })

  it('says what went wrong, with code and cause', () => {
    const { log, read } = written()
    const error = Object.assign(new Error('refused', { cause: new Error('deeper') }), { code: '40001' })
    log.error('Failed', { error })
    expect(read()[0].error).toMatchObject({ message: 'refused', code: '40001', cause: { message: 'deeper' } })
    expect(read()[0].error.stack).toContain('log.test.ts')
  })

  it('still says the message when a field cannot be written', () => {
    const { log, read } = written()
    const ring: Record<string, unknown> = {}
    ring.ring = ring
    log.info('Round', { ring })
    expect(read()[0]).toMatchObject({ message: 'Round', unreadable: expect.stringContaining('circular') })
  })

  it('leaves out what is below its level', () => {
    const { log, read } = written('warn')
    log.debug('no')
    log.info('no')
    log.warn('yes')
    expect(read().map(({ message }) => message)).toEqual(['yes'])
    const { log: mute, read: heard } = written('silent')
    mute.error('no')
    expect(heard()).toEqual([])
  })
})
