import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'account.title': 'A sua conta',
  'account.who': 'Quem é aqui',
  'account.name': 'Nome',
  'account.email': 'Endereço de e-mail',
  'account.proven': 'confirmado',
  'account.unproven': 'ainda por confirmar',
  'account.second factor': 'Segundo fator',
  'account.factor on': 'ativado',
  'account.factor off': 'por ativar',
  'account.factor used': 'Esta sessão passou-o.',
  'account.factor not used': 'Esta sessão não o passou nas últimas 24 horas.',
  'account.pass factor': 'Passá-lo agora',
  'account.codes left':
    '{count, plural, =0 {Não resta nenhum código de recuperação.} one {Resta um código de recuperação.} other {Restam # códigos de recuperação.}}',
  'account.factor why':
    'Quem administra a instalação ou fala por uma organização precisa dele. Protege a sua conta quando outra pessoa conhece a sua palavra-passe.',
  'account.keys': 'Como entra',
  'account.change email': 'Mudar o endereço',
  'account.change password': 'Mudar a palavra-passe',
  'account.set up factor': 'Ativar o segundo fator',
  'account.look after factor': 'Segundo fator e códigos de recuperação',
  'account.sign-ins': 'Onde tem sessão iniciada',
  'account.rest': 'O que lhe diz respeito',
  'account.protected': 'O seu nome, e como chegar até si em segurança',
  'account.may': 'O que pode fazer aqui, e porquê',
  'account.data': 'Os seus dados: levá-los ou mandá-los apagar',
  'account.organisations': 'Organizações',
  'account.history': 'Histórico da sua conta',
  'account.sign out': 'Terminar sessão',

  'sign-in.title': 'Iniciar sessão',
  'sign-in.text': 'As contas fazem-se por convite. Tudo o que é público lê-se sem conta.',
  'sign-in.email': 'Endereço de e-mail',
  'sign-in.password': 'Palavra-passe',
  'sign-in.button': 'Entrar',
  'sign-in.forgotten': 'Não sei a minha palavra-passe',
  'sign-in.refused':
    'O endereço e a palavra-passe não correspondem. Verifique ambos; se não sabe a palavra-passe, defina uma nova.',
  'sign-in.unproven.title': 'Confirme primeiro o seu endereço',
  'sign-in.unproven.text':
    'Enviámos-lhe um e-mail com uma ligação. Abra-a, carregue no botão e inicie sessão de novo. A ligação vale 24 horas.',
  'sign-in.already': 'Tem sessão iniciada como {name}.',
  'sign-in.out': 'A sessão terminou.',
  'sign-in.password set':
    'A sua nova palavra-passe está definida e todas as sessões anteriores terminaram. Entre agora com ela.',
  'sign-in.proved': 'O seu endereço está confirmado. Já pode iniciar sessão.',
  'sign-in.begin again': 'Demorou demasiado ou houve demasiados códigos errados. Comece de novo.',
  'say.done': 'Feito',
  'say.note': 'Nota',

  'factor.title': 'Mais um passo',
  'factor.text':
    'Abra a sua aplicação de autenticação e escreva os seis algarismos que mostra para TIPping Point.',
  'factor.code': 'Código',
  'factor.code hint': 'Seis algarismos da aplicação, ou um dos seus códigos de recuperação.',
  'factor.button': 'Continuar',
  'factor.lost':
    'Sem o telefone, escreva um dos códigos de recuperação que guardou. Cada um serve uma vez. Se também não lhe resta nenhum, dirija-se a quem opera esta instalação, em pessoa ou por um número de telefone que conheça: pode retirar o seu segundo fator, e volta a ativá-lo.',
  'factor.wrong': 'Este código não está certo ou já foi usado. Espere pelo seguinte e escreva-o.',
  'factor.locked':
    'Houve demasiados códigos errados para esta conta. Volta a aceitar códigos dentro de um quarto de hora.',

  'confirm.title': 'Ainda é você?',
  'confirm.text':
    'O que vai fazer exige ter mostrado há instantes que é mesmo você. Escreva de novo a sua palavra-passe, e o código se ativou um segundo fator.',
  'confirm.button': 'Sou eu',
  'confirm.wrong': 'Esta palavra-passe não está certa.',

  'setup.title': 'O segundo fator',
  'setup.why':
    'Um segundo fator é um código que muda a cada meio minuto e que só o seu telefone conhece. Uma palavra-passe sozinha pode ser adivinhada, roubada ou lida por cima do ombro; com o código, isso não chega para entrar.',
  'setup.begin':
    'Precisa de uma aplicação de autenticação, como Aegis, FreeOTP ou a que o telefone traz. Para começar, escreva a sua palavra-passe.',
  'setup.begin button': 'Começar',
  'setup.step one': '1. Leia isto com a aplicação',
  'setup.picture':
    'Imagem com a chave para a aplicação de autenticação; a mesma chave está em letras por baixo.',
  'setup.key': 'Se não pode usar a câmara, escreva esta chave na aplicação:',
  'setup.step two': '2. Escreva o código que a aplicação mostra',
  'setup.button': 'Ativá-lo',
  'setup.again': 'Começar de novo com outra chave',
  'setup.on.title': 'O segundo fator está ativado',
  'setup.codes.title': 'Os seus códigos de recuperação',
  'setup.codes.text':
    'Estes códigos deixam-no entrar se perder o telefone. Cada um serve uma vez. São mostrados agora e nunca mais: imprima esta página ou copie-os para lugar seguro, não para o telefone que tem a aplicação.',
  'setup.codes.go': 'Guardei-os. Ir para a minha conta',
  'setup.new codes': 'Novos códigos de recuperação',
  'setup.new codes text': 'Os antigos deixam logo de servir.',
  'setup.new codes button': 'Fazer novos códigos de recuperação',
  'setup.remove': 'Retirar o segundo fator',
  'setup.remove text':
    'As suas outras sessões terminam, e o que exige um segundo fator fica-lhe fechado até o ativar de novo.',
  'setup.remove button': 'Retirá-lo',
  'setup.removed': 'O segundo fator foi retirado.',

  'sign-ins.title': 'Onde tem sessão iniciada',
  'sign-ins.text':
    'Uma sessão termina por si após oito horas sem uso, e ao fim de trinta dias em qualquer caso. Se não reconhece alguma, termine-a e mude a sua palavra-passe.',
  'sign-ins.line': 'Sessão iniciada a {began}, vista pela última vez a {seen}. Segundo fator: {factor}.',
  'sign-ins.passed': 'passado',
  'sign-ins.not passed': 'não foi pedido',
  'sign-ins.own': 'esta',
  'sign-ins.end': 'Terminar',
  'sign-ins.end one': 'Terminar a sessão em {device} de {began}',
  'sign-ins.others': 'Terminar todas as outras',
  'sign-ins.all': 'Terminar sessão em todo o lado, aqui também',
  'sign-ins.ended':
    '{count, plural, =0 {Não havia nenhuma para terminar.} one {Terminou uma sessão.} other {Terminaram # sessões.}}',
  'device.both': '{browser} em {system}',
  'device.unknown': 'Aparelho desconhecido',

  'password.title': 'Mudar a sua palavra-passe',
  'password.current': 'Palavra-passe atual',
  'password.new': 'Nova palavra-passe',
  'password.hint':
    'Pelo menos {shortest} caracteres. Várias palavras seguidas são boas; os tipos de caracteres não importam. Pode colar de um gestor de palavras-passe.',
  'password.again': 'Nova palavra-passe, outra vez',
  'password.button': 'Mudá-la',
  'password.note': 'Todas as suas outras sessões terminam.',
  'password.done': 'A sua palavra-passe mudou e as suas outras sessões terminaram.',

  'forgotten.title': 'Definir uma nova palavra-passe',
  'forgotten.text':
    'Indique o endereço com que entra. Se houver uma conta com ele, um e-mail com uma ligação segue já.',
  'forgotten.button': 'Enviem-me uma ligação',
  'forgotten.sent.title': 'Veja o seu e-mail',
  'forgotten.sent.text':
    'Se houver uma conta com este endereço, enviámos para lá uma ligação. Vale uma hora e serve uma vez. Não chegou nada? Veja no correio indesejado e confirme que é o endereço com que entra.',
  'reset.title': 'Definir uma nova palavra-passe',
  'reset.text': 'Toda a sessão com a antiga termina.',
  'reset.button': 'Defini-la',
  'reset.gone': 'Esta ligação já não vale',
  'reset.gone text': 'Já foi usada, foi enviada outra mais nova ou o seu tempo acabou. Peça outra.',

  'verify.title': 'Confirmar este endereço',
  'verify.text': 'Veio pela ligação de um e-mail. Carregue no botão e o endereço conta como seu.',
  'verify.button': 'É o meu endereço',
  'verify.gone text':
    'Já foi usada, foi enviada outra mais nova ou o seu tempo acabou. Inicie sessão com a sua palavra-passe e será enviada outra.',

  'email.title': 'Mudar o seu endereço',
  'email.now': 'Endereço atual: {email}',
  'email.new': 'Novo endereço',
  'email.button': 'Enviar para lá uma ligação',
  'email.text':
    'Enviamos uma ligação para o novo endereço. Até a usar nada muda; depois o endereço antigo é avisado.',
  'email.sent.title': 'Veja o e-mail do novo endereço',
  'email.sent.text': 'Enviámos um e-mail para {email}. A ligação nele vale duas horas.',
  'email.confirm.title': 'Passar para o novo endereço',
  'email.confirm.text':
    'Veio pela ligação que enviámos para o novo endereço. Carregue no botão e a partir de agora entra com ele. As suas outras sessões terminam.',
  'email.confirm.button': 'Mudar de endereço',
  'email.gone text':
    'Já foi usada, foi enviada outra mais nova, o seu tempo acabou ou pertence a outra pessoa. Peça outra na sua conta.',
  'email.done': 'O seu endereço mudou.',

  'fault.email': 'Indique um endereço de e-mail, por exemplo nome@example.org.',
  'fault.same email': 'Este já é o seu endereço.',
  'fault.empty': 'Falta «{field}».',
  'fault.different': 'As duas não são iguais. Escreva duas vezes a nova palavra-passe.',
  'fault.current': 'Esta não é a sua palavra-passe atual.',
  'fault.password.too short': 'Use pelo menos {shortest} caracteres; várias palavras seguidas são boas.',
  'fault.password.too long': 'Use no máximo {longest} caracteres.',
  'fault.password.too plain':
    'É uma série ou uma repetição e adivinha-se depressa. Tome palavras que não andem juntas.',
  'fault.password.too common':
    'Está em listas de palavras-passe roubadas. Tome palavras que não andem juntas.',
  'fault.password.own words':
    'É feita do seu nome, do seu endereço ou do nome desta instalação. Tome outras palavras.',

  'mail.signature': 'TIPping Point. Ninguém lê as respostas a este endereço.',
  'mail.ignore': 'Se não pediu isto, não precisa de fazer nada.',
  'mail.verify.subject': 'Confirme que este endereço é seu',
  'mail.verify.text':
    'Abra esta ligação e carregue no botão para confirmar que este endereço é seu. Vale {hours} horas.',
  'mail.reset.subject': 'Definir uma nova palavra-passe',
  'mail.reset.text':
    'Alguém, provavelmente você, pediu para definir uma nova palavra-passe para TIPping Point. Esta ligação leva lá. Vale uma hora e serve uma vez.',
  'mail.address.subject': 'O seu novo endereço para TIPping Point',
  'mail.address.text':
    'Abra esta ligação no navegador onde tem sessão iniciada e carregue no botão para entrar a partir de agora com este endereço. Vale {hours} horas.',
  'mail.taken.text':
    'Alguém pediu para usar este endereço na sua conta TIPping Point. Já existe uma conta com ele, por isso nada foi mudado.',
  'notice.password.subject': 'A sua palavra-passe mudou',
  'notice.password.text': 'A palavra-passe da sua conta TIPping Point acaba de ser mudada.',
  'notice.second factor on.subject': 'Foi ativado um segundo fator',
  'notice.second factor on.text': 'Acaba de ser ativado um segundo fator para a sua conta TIPping Point.',
  'notice.second factor off.subject': 'O segundo fator foi retirado',
  'notice.second factor off.text': 'O segundo fator da sua conta TIPping Point acaba de ser retirado.',
  'notice.second factor taken.subject': 'O seu segundo fator foi retirado',
  'notice.second factor taken.text':
    'Quem opera esta instalação retirou o segundo fator da sua conta TIPping Point, e todas as suas sessões terminaram. Entre com a sua palavra-passe e ative-o de novo.',
  'notice.recovery code.subject': 'Foi usado um código de recuperação',
  'notice.recovery code.text':
    'Alguém acaba de entrar na sua conta TIPping Point com um dos seus códigos de recuperação.',
  'notice.recovery codes.subject': 'Foram feitos novos códigos de recuperação',
  'notice.recovery codes.text':
    'Acabam de ser feitos novos códigos de recuperação para a sua conta TIPping Point; os antigos já não servem.',
  'notice.address.subject': 'O seu endereço mudou',
  'notice.address.text': 'A sua conta TIPping Point usa-se a partir de agora com outro endereço.',
  'notice.not you':
    'Se foi você, está tudo bem. Se não, defina logo uma nova palavra-passe e avise quem opera esta instalação: {address}',
}
