import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'page.title': 'O seu nome, e como contactar consigo',
  'page.text':
    'Aqui decide o que os outros veem de si, e quem pode contactar consigo, como e quando. Não tem de preencher nada. Tudo pode ser mudado ou retirado, a qualquer momento, sem dar razões.',
  leave: 'Sair depressa desta página',
  'leave.text':
    'Abre-se uma enciclopédia em vez dela. A sua passagem por aqui fica no histórico do navegador até que o apague.',
  'done.name': 'A partir de agora os outros veem o nome que escolheu.',
  'done.own': 'Os outros voltam a ver o seu próprio nome.',
  'done.contact': 'Está guardado. Só a própria pessoa e as suas pessoas de confiança o podem ver.',
  'done.removed': 'A forma de contactar consigo foi retirada. Ninguém a poderá voltar a ler.',
  'done.named':
    'A sua pessoa de confiança está nomeada. Não se envia nenhum correio: diga-lho, da forma que lhe for melhor.',
  'done.dismissed': 'A partir deste momento não vê nada disso.',

  'name.title': 'O nome que os outros veem',
  'name.own': 'Os outros veem o seu próprio nome: {shown}.',
  'name.other':
    'Os outros conhecem o nome {shown}. O seu próprio nome, {own}, está guardado sob selo. Não é mostrado a mais ninguém, e só aqui.',
  'name.known':
    'Quem já conhece o seu nome não o esquece. Quem lhe enviou o convite também conhece o endereço para onde escreveu; esse endereço não é mostrado em lado nenhum junto do seu outro nome.',
  'name.field': 'Outro nome',
  'name.hint': 'O nome por que gosta de ser tratado. Não tem de ser verdadeiro. Até {most} caracteres.',
  'name.button': 'Mostrar este nome',
  'name.back': 'Voltar a mostrar o meu próprio nome',
  'fault.name': 'Escreva um nome de 1 a {most} caracteres, sem @.',
  'fault.same name': 'Os outros já veem este nome.',

  'contact.title': 'Como contactar consigo em segurança',
  'contact.text':
    'Pode anotar como alguém em quem confia pode contactar consigo sem perigo. Fica guardado à parte da sua conta e sob selo. Só é visto por si, e pelas pessoas de confiança que nomear.',
  'contact.none': 'Não há nada anotado.',
  'contact.kept': 'Há algo anotado, mudado pela última vez em {day}.',
  'contact.write': 'Anotar',
  'contact.open': 'Ler ou mudar',
  'contact.remove': 'Retirar tudo',
  'contact.factor': 'Para ler e mudar, entra-se com o segundo fator. Retirar é sempre possível.',
  'contact.factor link': 'Sobre o segundo fator',
  'contact.page': 'Como contactar consigo',
  'contact.not': 'O que não escrever aqui',
  'contact.not text':
    'Por favor, não escreva nada do que lhe aconteceu, nada sobre um caso, e nada sobre outras pessoas além de quem se deve chamar. Ninguém aqui precisa disso, e o que não está escrito não pode fazer mal a ninguém. Basta uma linha; deixe em branco o que quiser.',
  'contact.button': 'Guardar',
  'contact.back': 'Voltar',
  'field.reach': 'Telefone, e de que forma',
  'field.reach.hint': 'Por exemplo um número, e se se deve ligar ou escrever.',
  'field.messenger': 'Mensagens ou correio eletrónico',
  'field.messenger.hint': 'Qual, e o nome que lá tem.',
  'field.hours': 'Quando é seguro',
  'field.hours.hint': 'Dias e horas, e em que fuso horário.',
  'field.never': 'O que nunca se deve dizer, escrever nem deixar em mensagem',
  'field.never.hint': 'Por exemplo de onde vem a chamada, ou um certo nome.',
  'field.call': 'A quem ligar quando não se consegue contactar consigo',
  'field.call.hint': 'Alguém que sabe e está de acordo.',
  'fault.long': 'No máximo {most} caracteres: escreva só o que é preciso para contactar consigo.',
  'fault.characters': 'Há nele caracteres que não se podem mostrar. Volte a escrevê-lo, por favor.',
  'fault.empty':
    'Nada está preenchido. Para tirar o que está anotado, use «Retirar tudo» na página anterior.',

  'guardians.title': 'As suas pessoas de confiança',
  'guardians.text':
    'Uma pessoa de confiança vê como contactar consigo, e antes de cada consulta tem de escrever porquê. Pode ler quem consultou, quando e porquê. Mais ninguém a pode nomear ou dispensar por si.',
  'guardians.none': 'Não nomeou ninguém. Por isso mais ninguém vê como contactar consigo.',
  'guardians.since': 'desde {day}',
  'guardians.dismiss': 'Dispensar<hidden> {name}</hidden>',
  'guardians.left': 'não vê nada: já não está em {organisation}',
  'guardians.choose': 'Alguém para nomear',
  'guardians.choose hint':
    'Pessoas das organizações a que pertence. Precisam do segundo fator para consultar. Se deixar essa organização, continuam a ver até que as dispense; se forem elas a deixá-la, não veem nada a partir desse momento.',
  'guardians.nobody yet': 'Escolher…',
  'guardians.button': 'Nomear como pessoa de confiança',
  'guardians.nobody':
    'Não há ninguém que possa nomear: escolhe-se entre pessoas das organizações a que se pertence.',
  'guardians.option': '{name} – {organisation}',
  'fault.guardian': 'Escolha alguém da lista.',
  'fault.guardian gone': 'Esta pessoa já não pertence a nenhuma das suas organizações.',

  'looks.title': 'Quem consultou',
  'looks.text':
    'Cada consulta de como contactar consigo, a mais recente primeiro. Ninguém pode consultar sem constar aqui.',
  'looks.none': 'Ninguém consultou.',
  'looks.operator': 'quem faz funcionar esta instalação',
  'looks.erased': 'alguém cuja conta já não existe',

  'for.title': 'Quem lhe confiou esse papel',
  'for.text':
    'Vê como contactar com estas pessoas quando há uma razão. Elas leem quem consultou, quando e porquê.',
  someone: 'alguém sem nome',

  'look.title': 'Como contactar com {name}',
  'look.text':
    '{name} confia-lhe isto. Escreva por que precisa disto agora; {name} vai ler a sua razão, com o seu nome e a hora. Não escreva nada que possa fazer mal a {name} se outra pessoa o lesse.',
  'look.nothing': 'De momento {name} não anotou nada. Não há nada para ver.',
  'look.reason': 'Por que precisa disto agora',
  'look.reason hint': 'De 3 a {most} caracteres.',
  'look.button': 'Mostrar, e registar que consultei',
  'look.recorded': 'A sua consulta foi registada em {at}, antes de isto ser mostrado.',
  'look.once':
    'É mostrado esta única vez, e não se imprime. Anote só o necessário, onde mais ninguém o possa ler. Depois de deixar esta página é pedida uma nova razão.',
  'look.paper': 'O que está aqui não se imprime.',
  'look.again': 'Isto já foi mostrado. Para voltar a ver, escreva de novo uma razão.',
  'look.blank': 'Não preenchido',
  'fault.reason': 'Escreva uma razão de 3 a {most} caracteres.',
}
