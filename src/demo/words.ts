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
    'The invented example is being lived through; this takes about a minute. Ctrl-C stops it: what was done until then is taken away by `tp demo remove`.',
    'L’exemple inventé se déroule ; cela prend environ une minute. Ctrl-C l’arrête : `tp demo remove` retire ce qui a été fait jusque-là.',
    'El ejemplo inventado se está desarrollando; tarda alrededor de un minuto. Ctrl-C lo detiene: `tp demo remove` retira lo hecho hasta entonces.',
    'O exemplo inventado está a decorrer; leva cerca de um minuto. Ctrl-C interrompe-o: `tp demo remove` retira o que foi feito até então.',
  ],
  progress: [
    '{share} % – {day}, {requests, plural, one {# request sent} other {# requests sent}}',
    '{share} % – {day}, {requests, plural, one {# requête envoyée} other {# requêtes envoyées}}',
    '{share} % – {day}, {requests, plural, one {# petición enviada} other {# peticiones enviadas}}',
    '{share} % – {day}, {requests, plural, one {# pedido enviado} other {# pedidos enviados}}',
  ],
  stopped: [
    'Stopped. What was done until now stays, each step whole. Take it away with `tp demo remove`, or begin again with `tp demo load --anew`.',
    'Arrêté. Ce qui a été fait demeure, chaque étape entière. Le retirer avec `tp demo remove`, ou recommencer avec `tp demo load --anew`.',
    'Detenido. Lo hecho hasta ahora permanece, cada paso entero. Retírelo con `tp demo remove` o empiece de nuevo con `tp demo load --anew`.',
    'Interrompido. O que foi feito permanece, cada passo inteiro. Retire-o com `tp demo remove` ou recomece com `tp demo load --anew`.',
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
    'Each signs in with address, password and a code of an authenticator app. Under each address stands the set-up key to type into the app:',
    'Chacun se connecte avec adresse, mot de passe et un code d’une application d’authentification. Sous chaque adresse figure la clé à saisir dans l’application :',
    'Cada cuenta inicia sesión con dirección, contraseña y un código de una aplicación de autenticación. Bajo cada dirección está la clave que se introduce en la aplicación:',
    'Cada conta inicia sessão com endereço, palavra-passe e um código de uma aplicação de autenticação. Sob cada endereço está a chave a introduzir na aplicação:',
  ],
  'demo machine': [
    'Password and keys are for a machine that shows the example, and kept nowhere. Whoever reads them here can sign, approve and release in it.',
    'Mot de passe et clés sont destinés à une machine de démonstration et ne sont conservés nulle part. Qui les lit ici peut y signer, approuver et débloquer.',
    'La contraseña y las claves son para una máquina de demostración y no se guardan en ningún sitio. Quien las lea aquí puede firmar, aprobar y liberar en él.',
    'A palavra-passe e as chaves são para uma máquina de demonstração e não são guardadas em lado nenhum. Quem as ler aqui pode assinar, aprovar e libertar nele.',
  ],
  'how to remove': [
    'Take it away again with: tp demo remove',
    'Pour le retirer : tp demo remove',
    'Para retirarlo: tp demo remove',
    'Para o retirar: tp demo remove',
  ],
  'removed first': [
    'What was here of an example was taken away.',
    'Ce qu’il y avait d’un exemple a été retiré.',
    'Lo que había de un ejemplo se ha retirado.',
    'O que havia de um exemplo foi retirado.',
  ],
  removed: [
    'The example was taken away: {compacts, plural, one {# compact} other {# compacts}}, {organisations, plural, one {# organisation} other {# organisations}}, {people, plural, one {# account} other {# accounts}}.',
    'L’exemple a été retiré : {compacts, plural, one {# pacte} other {# pactes}}, {organisations, plural, one {# organisation} other {# organisations}}, {people, plural, one {# compte} other {# comptes}}.',
    'El ejemplo se ha retirado: {compacts, plural, one {# pacto} other {# pactos}}, {organisations, plural, one {# organización} other {# organizaciones}}, {people, plural, one {# cuenta} other {# cuentas}}.',
    'O exemplo foi retirado: {compacts, plural, one {# pacto} other {# pactos}}, {organisations, plural, one {# organização} other {# organizações}}, {people, plural, one {# conta} other {# contas}}.',
  ],
  'removed one': [
    'The example compact {id} was taken away. The accounts and organisations that took part in it stay.',
    'Le pacte d’exemple {id} a été retiré. Les comptes et organisations qui y prenaient part demeurent.',
    'El pacto de ejemplo {id} se ha retirado. Las cuentas y organizaciones que participaban en él permanecen.',
    'O pacto de exemplo {id} foi retirado. As contas e organizações que nele participavam permanecem.',
  ],
  kept: [
    'The organisation {name} ({id}) stays: something that is not of the example refers to it.',
    'L’organisation {name} ({id}) demeure : quelque chose hors de l’exemple s’y réfère.',
    'La organización {name} ({id}) permanece: algo ajeno al ejemplo se refiere a ella.',
    'A organização {name} ({id}) permanece: algo alheio ao exemplo refere-se a ela.',
  ],
  stays: [
    'Its history stays, names nobody, and tells that it was taken away.',
    'Son historique demeure, ne nomme personne et dit que l’exemple a été retiré.',
    'Su historial permanece, no nombra a nadie y dice que se retiró.',
    'O seu histórico permanece, não nomeia ninguém e diz que foi retirado.',
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
