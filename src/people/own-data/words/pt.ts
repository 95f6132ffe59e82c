import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'data.title': 'Os seus dados',
  'data.text':
    'Aqui está tudo o que esta instalação guarda sobre si. Pode levá-lo consigo, e pode fazê-lo apagar.',
  'data.count': '{count, plural, =0 {nada} one {uma entrada} other {# entradas}}',
  'data.what': 'O que se guarda',
  'data.part': 'Parte',
  'data.how much': 'Quanto',
  'data.take': 'Levar consigo',
  'data.take text':
    'Recebe um ficheiro em JSON, uma forma que outros programas sabem ler. É tão privado como o que contém: guarde-o onde mais ninguém o possa abrir. Que o levou fica anotado no seu histórico.',
  'data.take button': 'Dar-me o ficheiro',
  'data.read': 'Ler tudo numa página',
  'data.contact withheld':
    'A forma de contactar consigo só é mostrada a uma sessão com o segundo fator. Até lá, falta no ficheiro e na página.',
  'data.erase': 'Fazer apagar',
  'data.erase text': 'Pode ir-se embora de vez. Primeiro dizemos-lhe o que desaparece, o que fica, e porquê.',
  'data.erase link': 'Ir-me embora de vez',
  'read.title': 'Tudo o que se guarda sobre si',
  'read.text': 'Tal como estava em {at}. Os nomes dos campos são os do ficheiro.',
  'read.nothing': 'Nada.',
  'read.more': '{count, plural, one {Há mais uma} other {Há mais #}} no ficheiro.',
  'section.person': 'A sua pessoa, como número',
  'section.account': 'A sua conta',
  'section.signIns': 'Onde tem sessões abertas',
  'section.linksWaiting': 'Ligações que lhe foram enviadas e ainda servem',
  'section.memberships': 'Organizações a que pertence ou pertenceu',
  'section.roles': 'Papéis que lhe foram dados',
  'section.invitations': 'Convites enviados ou aceites por si, ou para o seu endereço',
  'section.contact': 'Como contactar consigo em segurança',
  'section.guardians': 'Pessoas de confiança',
  'section.looks': 'Quem consultou como contactar consigo',
  'section.mails': 'Correios para si que esperam aqui',
  'section.sentForms': 'Formulários que enviou nos últimos dias',
  'section.events': 'O que fez, e o que foi feito que lhe diz respeito',
  'section.personalValues': 'Nomes, endereços e razões guardados junto do histórico',
  'erase.title': 'Ir-se embora de vez',
  'erase.goes': 'O que desaparece, já e para sempre',
  'erase.goes.account': 'a sua conta com nome, endereço, palavra-passe e segundo fator, e todas as sessões',
  'erase.goes.protected': 'o nome que escolheu, como contactar consigo, e as pessoas de confiança que nomeou',
  'erase.goes.mails':
    'os correios para si que ainda aqui estão, as ligações que lhe foram enviadas e os convites para o seu endereço',
  'erase.goes.rights': 'todas as filiações e todos os papéis',
  'erase.goes.key':
    'a chave do seu nome, dos seus endereços e das razões que deu no histórico: ninguém os poderá voltar a ler',
  'erase.stays': 'O que fica, e porquê',
  'erase.stays.history':
    'O que fez aqui fica no histórico sob um número, sem nome: outros têm de poder confiar nele, e com uma falha não se poderia provar.',
  'erase.stays.signed': 'O que assinou continua assinado, sob o mesmo número.',
  'erase.stays.words':
    'O que outros escreveram nas suas palavras, numa razão por exemplo, fica como o escreveram. Se o seu nome lá estiver, diga-o a quem faz funcionar esta instalação.',
  'erase.stays.copies':
    'O que outros copiaram antes, e os correios que já partiram, estão fora do nosso alcance.',
  'erase.stays.backups':
    'As cópias de segurança feitas antes contêm os seus dados, sob selo, até serem deitadas fora. Quem repuser uma encontra o seu número anotado como apagado, e volta a ser apagado antes que alguém possa entrar.',
  'erase.no way back': 'Não há volta. Ninguém, nem quem faz funcionar esta instalação, o pode desfazer.',
  'erase.take first': 'Leve primeiro os seus dados',
  'erase.password': 'A sua palavra-passe',
  'erase.word': 'Escreva a palavra {word}',
  'erase.the word': 'apagar',
  'erase.button': 'Apagar-me de vez',
  'erase.back': 'Voltar aos meus dados',
  'erase.blocked': 'Ainda não pode ir-se embora',
  'fault.password': 'A palavra-passe não está certa.',
  'fault.empty': 'Isto é necessário.',
  'fault.word': 'Escreva a palavra {word}, em minúsculas.',
  'done.title': 'Está feito',
  'done.text':
    'A sua conta e tudo o que dizia quem era estão apagados. As suas sessões terminaram em todo o lado. Não se envia nenhum correio sobre isto: já não sabemos para onde.',
  'done.history': 'O que fez aqui fica sob um número, sem nome.',
  'done.home': 'Para a primeira página',
  'cli.usage':
    'tp admin export-person ID|ENDEREÇO FICHEIRO --reason TEXTO [--json]; tp admin erase-person ID|ENDEREÇO --reason TEXTO --yes [--json]',
  'cli.exported': 'Tudo o que se guarda sobre {person} está em {file}. Não o dê a mais ninguém.',
  'cli.would erase':
    'Isto apagaria {person}: filiações {memberships}, papéis {roles}, eventos que ficam sem nome {events}. Não há volta. Acrescente --yes para o fazer.',
  'cli.erased': '{person} está apagado.',
  'cli.was erased': '{person} já tinha sido apagado. Nada foi mudado.',
}
