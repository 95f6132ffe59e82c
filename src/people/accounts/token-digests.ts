import { createHash } from 'node:crypto'
import type { DBAdapter, Where } from 'better-auth'

/** What stands in the database for the token of a sign-in. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/**
 * An adapter of the sign-in library that keeps tokens of sign-ins only as digests: the
 * library asks and writes with the token, the database sees what it hashes to, and
 * answers carry the token again that was asked with. Rows found otherwise carry the
 * digest, which opens nothing. (The library has no setting for this.)
 */
export function withTokenDigests<Adapter extends DBAdapter>(adapter: Adapter): Adapter {
  const own = { ...adapter }
  own.create = async (request) => {
    if (request.model !== 'session') return adapter.create(request)
    const token = tokenOf(request.data)
    return named(await adapter.create({ ...request, data: digested(request.data) }), token)
  }
  own.findOne = async (request) => {
    if (request.model !== 'session') return adapter.findOne(request)
    const asked = asking(request.where)
    return named(await adapter.findOne({ ...request, where: asked.where }), asked.token)
  }
  own.findMany = (request) =>
    request.model === 'session' && request.where
      ? adapter.findMany({ ...request, where: asking(request.where).where })
      : adapter.findMany(request)
  own.count = (request) =>
    request.model === 'session' && request.where
      ? adapter.count({ ...request, where: asking(request.where).where })
      : adapter.count(request)
  own.update = async (request) => {
    if (request.model !== 'session') return adapter.update(request)
    const asked = asking(request.where)
    return named(
      await adapter.update({ ...request, where: asked.where, update: digested(request.update) }),
      asked.token,
    )
  }
  own.updateMany = (request) =>
    request.model === 'session'
      ? adapter.updateMany({
          ...request,
          where: asking(request.where).where,
          update: digested(request.update),
        })
      : adapter.updateMany(request)
  own.delete = (request) =>
    request.model === 'session'
      ? adapter.delete({ ...request, where: asking(request.where).where })
      : adapter.delete(request)
  own.deleteMany = (request) =>
    request.model === 'session'
      ? adapter.deleteMany({ ...request, where: asking(request.where).where })
      : adapter.deleteMany(request)
  // What the library does together it does through another adapter, which must be ours too.
  own.transaction = (work) => adapter.transaction((within) => work(withTokenDigests(within as Adapter)))
  return own
}

function tokenOf(data: Record<string, unknown>): string | null {
  return typeof data.token === 'string' ? data.token : null
}

function digested<Data extends Record<string, unknown>>(data: Data): Data {
  const token = tokenOf(data)
  return token === null ? data : { ...data, token: tokenDigest(token) }
}

function asking(where: Where[]): { where: Where[]; token: string | null } {
  let token: string | null = null
  const own = where.map((condition) => {
    if (condition.field !== 'token') return condition
    if (Array.isArray(condition.value))
      return { ...condition, value: condition.value.map((each) => tokenDigest(String(each))) }
    token = String(condition.value)
    return { ...condition, value: tokenDigest(token) }
  })
  return { where: own, token }
}

function named<Row>(row: Row, token: string | null): Row {
  return row !== null && typeof row === 'object' && token !== null ? { ...row, token } : row
}
