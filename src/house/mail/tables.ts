/** `outbox`: kept to be read here, since there is no mail server; `dropped`: never meant for anybody. */
export type MailState = 'queued' | 'outbox' | 'sent' | 'failed' | 'dropped'

declare module '../database.ts' {
  interface Tables {
    mails: {
      id: string
      /** What sort of mail it is, such as `invitation`; says nothing of whom it is for. */
      kind: string
      /** Address, subject and text under a key of the house; null once they are no longer needed. */
      sealed: string | null
      state: MailState
      attempts: number
      queued_at: Date
      next_at: Date
      done_at: Date | null
      /** Why the last attempt failed, in the words of a code, without addresses. */
      fault: string | null
    }
  }
}
