import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'home.title': 'Histórico',
  'home.question': 'Quem fez o quê aqui, e pode isso mudar-se sem que se note?',
  'home.aside':
    'Cada mudança de um registo é anotada com quem a fez, quando e porquê. Cada entrada traz a impressão da anterior, e pontos de controlo assinados seguram-nas a todas.',
  'home.last': 'Último ponto de controlo',
  'home.none': 'Ainda não há nenhum.',
  'home.number': 'número {number}, {when}',
  'home.covers': 'Abrange',
  'home.covered':
    '{events, plural, one {# acontecimento novo} other {# acontecimentos novos}} de {records, plural, one {# registo} other {# registos}}',
  'home.open': 'Ainda por ancorar',
  'home.waiting': '{count, plural, =0 {nenhum acontecimento} one {# acontecimento} other {# acontecimentos}}',
  'home.check': 'Como verificar por si',
  'home.copy':
    'Guarde de vez em quando uma cópia dos <checkpoints>pontos de controlo</checkpoints> e das <keys>chaves públicas</keys> com que são assinados. Quem tiver uma cópia poderá dizer mais tarde se algo do que ela abrange foi mudado ou retirado, seja quem for que opere esta instalação.',
  'home.event':
    'Uma decisão cita-se pelo endereço do seu acontecimento. A página dele dá a impressão, o texto exato de que foi tirada e o caminho daí até um ponto de controlo assinado.',
  'home.cannot':
    'O que isto não pode mostrar: acontecimentos cortados por inteiro antes de um ponto de controlo os abranger. Dizem-se ainda por ancorar.',
  'record.title': 'Histórico: {record}',
  'record.full name': 'Nome completo',
  'record.about': 'Do mais recente ao mais antigo. As horas são UTC.',
  'record.own page': 'O próprio registo',
  'record.older': 'Acontecimentos mais antigos',
  'record.newest': 'Acontecimentos mais recentes',
  'record.none': 'Nada está anotado aqui.',
  'record.public': 'Qualquer pessoa pode ler este histórico.',
  'record.not public': 'Este histórico é lido por aqueles a quem diz respeito.',
  'section.title': 'Histórico',
  'section.all': 'Todo o histórico deste registo',
  'section.none': 'Nada foi ainda anotado desde que o histórico é mantido.',
  'event.title': 'Acontecimento {seq}, {record}',
  'event.link': 'Ligação permanente: <link/>',
  'event.what': 'O que foi feito',
  'event.when': 'Quando',
  'event.who': 'Quem',
  'event.way': 'Por que via',
  'event.why': 'Porquê',
  'event.no reason': 'Não foi dada nenhuma razão.',
  'event.request': 'Pedido',
  'event.no request': 'nenhum, não veio pela web',
  'event.hash': 'Impressão',
  'event.previous': 'Impressão do acontecimento anterior',
  'event.first': 'nenhuma, é o primeiro deste registo',
  'event.anchor': 'Ancorado',
  'event.anchored': 'pelo ponto de controlo {number} de {when}',
  'event.not anchored': 'ainda não; o próximo ponto de controlo vai abrangê-lo',
  'event.changes': 'O que mudou',
  'event.no changes': 'Nenhum campo do registo mudou.',
  'event.field': 'Campo',
  'event.before': 'Antes',
  'event.after': 'Depois',
  'event.absent': 'nada',
  'event.apart': 'pessoal, guardado à parte',
  'event.cut': 'abreviado; o JSON tem-no inteiro',
  'event.proof': 'Como verificar este acontecimento',
  'event.proof text':
    'A impressão é SHA-256 do texto abaixo, em UTF-8. O <json>JSON deste acontecimento</json> tem o mesmo texto e o seu caminho até ao ponto de controlo assinado.',
  'event.cite': 'Ligação permanente',
  'event.cite note': 'Este endereço fica com este acontecimento; a impressão que contém prova o que ele diz.',
  'who.operator': 'quem opera a instalação',
  'who.system': 'o programa',
  'who.erased': 'uma pessoa que foi apagada',
  'who.unnamed': 'uma pessoa ({id})',
  'via.page': 'numa página',
  'via.api': 'pela API',
  'via.command': 'por um comando',
  'via.job': 'como tarefa do programa',
  'cli.read':
    '{events, plural, one {# acontecimento lido} other {# acontecimentos lidos}} de {records, plural, one {# registo} other {# registos}}, de {from} a {to}.',
  'cli.empty': 'O histórico está vazio.',
  'cli.anchored':
    'Pontos de controlo assinados abrangem {anchored}; o último é o número {number} de {at}, com a impressão {hash}.',
  'cli.not anchored':
    '{count, plural, one {# acontecimento não está} other {# acontecimentos não estão}} ainda ancorados: se depois deles outros tivessem sido escritos e cortados por inteiro, não se saberia antes de um ponto de controlo os abranger.',
  'cli.no copy':
    'Sem uma cópia dos pontos de controlo guardada noutro lugar não se sabe se os últimos foram cortados com tudo o que abrangem: --against FICHEIRO.',
  'cli.copy':
    '{count, plural, one {O ponto de controlo da cópia foi comparado} other {Os # pontos de controlo da cópia foram comparados}}.',
  'cli.untold':
    '{count, plural, one {Um registo está nas tabelas e não no histórico:} other {# registos estão nas tabelas e não no histórico:}}',
  'cli.intact': 'Tudo o que lá está é como foi escrito.',
  'cli.faults': '{count, plural, one {# falha} other {# falhas}}:',
  'cli.more faults': 'e mais {count}',
  'cli.event': 'acontecimento {seq}',
  'cli.checkpoint': 'ponto de controlo {number}',
  'cli.nothing new': 'Nada aconteceu desde o último ponto de controlo.',
  'cli.made':
    'O ponto de controlo {number} abrange {events, plural, one {# acontecimento novo} other {# acontecimentos novos}} de {records, plural, one {# registo} other {# registos}}. A sua impressão é {hash}.',
  'cli.keys': 'Em uso agora: chave mestra {master}, chave de assinatura {signing}.',
  'cli.sealed':
    '{count, plural, =0 {nada para selar de novo} one {# linha selada de novo} other {# linhas seladas de novo}}',
  'cli.rotated':
    'O que estava selado está selado com a chave nova. Faça agora uma cópia de {folder}; as chaves anteriores ficam, porque o que assinaram e selaram nas cópias de segurança precisa delas.',
  'cli.not rotated':
    'Por renovar: o que deriva da primeira chave mestra ({first}) e assim fica: o segredo das sessões e dos segundos fatores, os códigos de recuperação, as marcas dos limites, dos navegadores conhecidos e dos endereços convidados.',
  'cli.after a leak':
    'Se alguém pode ter lido a pasta das chaves: termine as sessões de todos (`tp admin end-sign-ins --everybody`) e retire o segundo fator de cada pessoa (`tp admin remove-second-factor EMAIL`), para que configure um novo. docs/operations.md diz o resto.',
  'cli.gone all':
    'O histórico foi cortado: o ponto de controlo {known} de {at}, anotado em {folder}, não está nesta base de dados, que não contém nenhum. Foi esvaziada, ou outra está no seu lugar.',
  'cli.gone':
    'O histórico foi cortado: o ponto de controlo {known} de {at}, anotado em {folder}, não está nesta base de dados, que termina no número {found}. Uma mais antiga está no seu lugar.',
  'cli.gone other':
    'Este é outro histórico: o ponto de controlo {known} de {at}, anotado em {folder}, não é o que tem esse número nesta base de dados.',
  'cli.rotate again':
    'Algumas linhas ainda estão sob uma chave anterior, porque estavam a ser mudadas. Repita com --continue.',
}
