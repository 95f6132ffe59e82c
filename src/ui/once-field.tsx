/**
 * The key of one sending, hidden in every form that changes something: sent twice, by a
 * double click or after a lost answer, it makes one record (`house/once.ts`).
 *
 * It is another one each time the page is drawn. So a page that holds it must never be kept
 * for all (`config: { public: true }`): two visitors with the same key would be taken for one.
 */
export function OnceField() {
  return <input type="hidden" name="once" value={crypto.randomUUID()} />
}
