import type { Dictionary } from '../ui/language.ts'

/* What `tp demo` says, in the order en, fr, es, pt. */
const said = {
  'chapter.draft': [
    'Written, discussed and answered.',
    'Rédigé, discuté, avec réponses.',
    'Redactado, discutido y respondido.',
    'Redigido, discutido e respondido.',
  ],
  'chapter.signed': [
    'Reviewed by survivors’ advisers, frozen and signed.',
    'Relu par les conseillers survivants, figé et signé.',
    'Revisado por los asesores supervivientes, cerrado y firmado.',
    'Revisto pelos conselheiros sobreviventes, fechado e assinado.',
  ],
  'chapter.in-force': [
    'In force for three years: paid, reported, amended once, part of a payment held back.',
    'En vigueur depuis trois ans : paiements, rapports, un avenant, une part de paiement retenue.',
    'En vigor desde hace tres años: pagos, informes, una enmienda, parte de un pago retenida.',
    'Em vigor há três anos: pagamentos, relatórios, uma adenda, parte de um pagamento retida.',
  ],
  'chapter.closed': [
    'Measured at the end, closed, with what was learned.',
    'Mesuré à la fin, clos, avec ce qui a été appris.',
    'Medido al final, cerrado, con lo aprendido.',
    'Medido no fim, encerrado, com o que se aprendeu.',
  ],
  begun: [
    'The invented example is being lived through. This takes about half a minute.',
    'L’exemple inventé se déroule. Cela prend environ une demi-minute.',
    'El ejemplo inventado se está desarrollando. Tarda alrededor de medio minuto.',
    'O exemplo inventado está a decorrer. Leva cerca de meio minuto.',
  ],
  loaded: [
    'The example is there: {path}',
    'L’exemple est en place : {path}',
    'El ejemplo está listo: {path}',
    'O exemplo está pronto: {path}',
  ],
  dates: [
    'Its countries, organisations and figures do not exist. Events of the compact carry the dates of the example, from December 2020 on; its accounts and organisations were made today.',
    'Ses pays, organisations et chiffres n’existent pas. Les événements du pacte portent les dates de l’exemple, à partir de décembre 2020 ; ses comptes et organisations ont été créés aujourd’hui.',
    'Sus países, organizaciones y cifras no existen. Los sucesos del pacto llevan las fechas del ejemplo, desde diciembre de 2020; sus cuentas y organizaciones se crearon hoy.',
    'Os seus países, organizações e números não existem. Os eventos do pacto têm as datas do exemplo, desde dezembro de 2020; as suas contas e organizações foram criadas hoje.',
  ],
  password: [
    'Password of all accounts below, shown this once: {password}',
    'Mot de passe de tous les comptes ci-dessous, affiché cette seule fois : {password}',
    'Contraseña de todas las cuentas siguientes, mostrada solo esta vez: {password}',
    'Palavra-passe de todas as contas abaixo, mostrada só desta vez: {password}',
  ],
  'second factor': [
    'To sign, approve or release, an account needs a second factor: set it up under the account.',
    'Pour signer, approuver ou débloquer, un compte a besoin d’un second facteur : l’activer dans le compte.',
    'Para firmar, aprobar o liberar, una cuenta necesita un segundo factor: actívelo en la cuenta.',
    'Para assinar, aprovar ou libertar, uma conta precisa de um segundo fator: ative-o na conta.',
  ],
} as const
type Key = keyof typeof said

const inLanguage = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(said).map(([key, words]) => [key, words[place]])) as Record<Key, string>

export const words: Dictionary<Key> = {
  en: inLanguage(0),
  fr: inLanguage(1),
  es: inLanguage(2),
  pt: inLanguage(3),
}
