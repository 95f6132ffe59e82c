import { dictionaryOf } from '../rows.ts'

export const faultWords = dictionaryOf({
  'no methodology': [
    'There is no methodology “{id}”',
    'Il n’existe pas de méthodologie « {id} »',
    'No hay ninguna metodología «{id}»',
    'Não há nenhuma metodologia «{id}»',
  ],
  'no methodology.remedy': [
    'Known are {known}.',
    'Sont connues : {known}.',
    'Se conocen {known}.',
    'São conhecidas {known}.',
  ],
  'no methodology, near': [
    'There is no methodology “{id}”',
    'Il n’existe pas de méthodologie « {id} »',
    'No hay ninguna metodología «{id}»',
    'Não há nenhuma metodologia «{id}»',
  ],
  'no methodology, near.remedy': [
    'Did you mean {near}? Known are {known}.',
    'Vouliez-vous dire {near} ? Sont connues : {known}.',
    '¿Quiso decir {near}? Se conocen {known}.',
    'Queria dizer {near}? São conhecidas {known}.',
  ],
  'no version': [
    'There is no version {version} of {id}',
    'Il n’existe pas de version {version} de {id}',
    'No hay versión {version} de {id}',
    'Não há versão {version} de {id}',
  ],
  'no version.remedy': [
    'Versions there are: {known}.',
    'Versions existantes : {known}.',
    'Versiones que hay: {known}.',
    'Versões que há: {known}.',
  ],
  'no reason': [
    'A new version needs a reason',
    'Une nouvelle version demande un motif',
    'Una versión nueva necesita un motivo',
    'Uma versão nova precisa de um motivo',
  ],
  'no reason.remedy': [
    'Say in a sentence what was changed and why. It is public and stays beside the version.',
    'Dites en une phrase ce qui a changé et pourquoi. Ce motif est public et reste avec la version.',
    'Diga en una frase qué cambió y por qué. Es público y queda junto a la versión.',
    'Diga numa frase o que mudou e porquê. É público e fica junto da versão.',
  ],
  'long reason': [
    'The reason is longer than {most} characters',
    'Le motif dépasse {most} caractères',
    'El motivo supera los {most} caracteres',
    'O motivo tem mais de {most} caracteres',
  ],
  'long reason.remedy': [
    'Shorten it, and put the rest into “choices:” of the document.',
    'Raccourcissez-le et mettez le reste sous « choices: » dans le document.',
    'Acórtelo y ponga el resto en «choices:» del documento.',
    'Encurte-o e ponha o resto em «choices:» do documento.',
  ],
  'same rules': [
    'These rules are those of {id}, version {version}',
    'Ces règles sont celles de {id}, version {version}',
    'Estas reglas son las de {id}, versión {version}',
    'Estas regras são as de {id}, versão {version}',
  ],
  'same rules.remedy': [
    'Nothing was saved. Change a weight, a threshold or another rule first.',
    'Rien n’a été enregistré. Modifiez d’abord un poids, un seuil ou une autre règle.',
    'No se guardó nada. Cambie antes un peso, un umbral u otra regla.',
    'Nada foi guardado. Mude primeiro um peso, um limiar ou outra regra.',
  ],
  'name taken': [
    'There is a methodology “{id}” already',
    'Il existe déjà une méthodologie « {id} »',
    'Ya hay una metodología «{id}»',
    'Já há uma metodologia «{id}»',
  ],
  'name taken.remedy': [
    'Give yours another name in “methodology:”, or save it as a new version of that one.',
    'Donnez-lui un autre nom sous « methodology: », ou enregistrez une nouvelle version de celle-là.',
    'Dé otro nombre a la suya en «methodology:», o guárdela como versión nueva de esa.',
    'Dê outro nome à sua em «methodology:», ou guarde-a como versão nova dessa.',
  ],
  'not derived': [
    'The text has no place for its version',
    'Le texte n’a pas de place pour sa version',
    'El texto no tiene lugar para su versión',
    'O texto não tem lugar para a sua versão',
  ],
  'not derived.remedy': [
    'Write “version: 1” on a line of its own near the beginning.',
    'Écrivez « version: 1 » seul sur une ligne au début.',
    'Escriba «version: 1» en una línea propia cerca del principio.',
    'Escreva «version: 1» numa linha própria perto do início.',
  ],
  stopped: [
    'This version cannot be published yet',
    'Cette version ne peut pas encore être publiée',
    'Esta versión aún no se puede publicar',
    'Esta versão ainda não pode ser publicada',
  ],
  'stopped.remedy': [
    'Settle what is named here first, or save it as a draft.',
    'Réglez d’abord ce qui est nommé ici, ou enregistrez-la comme projet.',
    'Resuelva antes lo que aquí se nombra, o guárdela como borrador.',
    'Resolva primeiro o que aqui se nomeia, ou guarde-a como rascunho.',
  ],
})
export type FaultName =
  | 'no methodology'
  | 'no methodology, near'
  | 'no version'
  | 'no reason'
  | 'long reason'
  | 'same rules'
  | 'name taken'
  | 'not derived'
  | 'stopped'
