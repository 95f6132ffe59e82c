import type { en } from './en.ts'

/** Português: números pedidos ao Banco Mundial. */
export const pt: Record<keyof typeof en, string> = {
  'page.title': 'Números do Banco Mundial',
  'page.question': 'O que diz hoje o Banco Mundial?',
  'page.text':
    'Este servidor pergunta ao Banco Mundial só quando envia este formulário, e a mais ninguém. Primeiro vê o que mudaria; nada é escrito até que o confirme.',
  'page.terms':
    'Licença: CC BY 4.0, segundo as condições do Banco Mundial para os seus próprios dados. As séries de outros produtores podem ter outras condições; veja os metadados do indicador antes de publicar.',
  'page.first': 'Perguntar primeiro',
  'page.answer': 'O que foi respondido?',
  'page.changes': 'O que mudaria aqui?',
  'field.connector': 'De onde',
  'field.series': 'Que números',
  'field.code': 'Ou o código de outro indicador',
  'field.code hint':
    'Como o Banco Mundial o escreve, por exemplo SH.DYN.MORT. Torna-se aqui uma série própria.',
  'field.from': 'Desde o ano',
  'field.to': 'Até ao ano',
  'field.submit': 'Perguntar ao Banco Mundial',
  'connector.world-bank': 'Banco Mundial, API de indicadores',
  'connector.wgi': 'Indicadores mundiais de governação',
  'answer.read':
    '{figures, plural, one {Foi lido um número} other {Foram lidos # números}} de {places, plural, one {um país} other {# países}}.',
  'answer.blank':
    '{n, plural, one {Um lugar está vazio} other {# lugares estão vazios}} na resposta: não há número, não é zero.',
  'answer.edition': 'Edição: última atualização em {day}.',
  'answer.no edition': 'A resposta não diz quando foi atualizada.',
  'answer.codes': 'Pedido: {codes}.',
  'answer.left out':
    '{n, plural, one {Um lugar não é aqui um país e ficou de fora} other {# lugares não são aqui países e ficaram de fora}}: {names}.',
  'answer.no error': '{n, plural, one {Uma estimativa vem} other {# estimativas vêm}} sem erro-padrão.',
  'answer.rejected': '{n, plural, one {Foi recusada uma linha} other {Foram recusadas # linhas}}',
  'answer.rejected rule':
    'Enquanto houver linhas recusadas nada é escrito, a não ser que diga que podem ficar de fora.',
  'answer.digest': 'SHA-256 da resposta: {sha}.',
  'changes.counts':
    '{added} acrescentados, {changed} alterados, {withdrawn} retirados, {unchanged} sem alteração.',
  'changes.none': 'Tudo já cá estava; nada mudaria.',
  'changes.rounding':
    '{n, plural, one {Um dos números alterados difere} other {# dos números alterados diferem}} só em casas que antes foram arredondadas.',
  'changes.kept':
    'Um número alterado substitui o anterior, que continua legível. São retirados os que o editor dá agora sem valor.',
  'changes.other editions':
    '{n, plural, one {Um número de outro ano fica como está, de outra edição} other {# números de outros anos ficam como estão, de outras edições}}. Peça todos os anos de uma vez antes de os comparar entre si.',
  'changes.new series': 'Novo aqui: {names}.',
  'changes.sample': 'Os primeiros de cada tipo',
  'column.change': 'Alteração',
  'column.series': 'Série',
  'column.country': 'País',
  'column.year': 'Ano',
  'column.before': 'Antes',
  'column.after': 'Depois',
  'change.added': 'acrescentado',
  'change.changed': 'alterado',
  'change.withdrawn': 'retirado',
  'with error': '{value} (erro-padrão {error})',
  'confirm.submit': 'Escrever estas alterações',
  'confirm.skip': 'Deixar de fora as linhas recusadas e escrever as outras',
  'confirm.again':
    'Antes de escrever pergunta-se outra vez ao Banco Mundial: só se toma a resposta que vê aqui.',
  'confirm.other': 'A resposta já não é a que lhe foi mostrada. Nada foi escrito; veja-a de novo.',
  'done.written': 'Escrito. As alterações já valem.',
  'notice.done': 'Feito',
  'notice.other': 'Ver de novo',
  'option.wgi': 'Governação: seis estimativas, cada uma com o seu erro-padrão',
  'done.nothing': 'Tudo já cá estava; nada foi escrito.',
  'link.ask': 'Pedir números mais recentes ao Banco Mundial',
  'link.who': 'Para quem pode importar números.',
  'cli.answers': '{n, plural, one {Uma resposta} other {# respostas}} de {host}',
  'cli.confirm': 'Isto foi uma comparação: nada foi escrito. Acrescente --confirm para escrever.',
  'cli.skip': 'Nada foi escrito. Acrescente --skip-rejected --confirm para escrever as outras.',
  'fault.title': 'A resposta do Banco Mundial não pode ser usada',
  'fault.unreached': 'Não foi possível alcançar {host} ({why}).',
  'fault.unreached.remedy':
    'Há ligação à internet, e esta máquina pode usá-la? Senão, traga os números num ficheiro.',
  'fault.late': '{host} não respondeu em {seconds} segundos.',
  'fault.late.remedy': 'Tente mais tarde, ou peça menos anos.',
  'fault.status': '{host} respondeu com o estado {status}.',
  'fault.status.remedy': 'Tente mais tarde; nada foi escrito.',
  'fault.elsewhere': '{host} remete para {other}, o que não é seguido.',
  'fault.elsewhere.remedy':
    'Só se pergunta ao endereço oficial. Se mudou, é precisa uma nova edição deste programa.',
  'fault.large': 'A resposta passa de {most} megabytes.',
  'fault.large.remedy': 'Peça menos anos ou menos séries.',
  'fault.no json': 'A resposta não é JSON; começa por «{begins}».',
  'fault.no json.remedy': 'É assim uma página de um proxy ou de manutenção. Tente mais tarde.',
  'fault.cut': 'A resposta ficou cortada.',
  'fault.cut.remedy': 'Tente de novo; nada foi escrito.',
  'fault.shape': 'A resposta não tem a forma documentada: {what}.',
  'fault.shape.remedy':
    'Nada foi escrito. Se continuar assim, a interface mudou e este programa tem de a seguir.',
  'fault.refused': '{host} não aceita a pergunta sobre {code}: {said}',
  'fault.refused.remedy':
    'Verifique o código em data.worldbank.org; pode ter mudado de nome ou sido retirado.',
  'fault.empty': 'A resposta sobre {code} não traz nenhum número.',
  'fault.empty.remedy': 'Peça outros anos, ou verifique o código.',
  'fault.twice': '{code} de {country} em {year} vem mais de uma vez.',
  'fault.twice.remedy': 'Não se pode saber qual está certo: nada é tomado.',
  'fault.code': '«{code}» não é um código de indicador.',
  'fault.code.remedy':
    'Um código tem letras, algarismos, pontos e sublinhados, como SP.POP.TOTL. Conhecidos aqui: {known}.',
  'fault.nothing asked': 'Não se escolheu nenhum número.',
  'fault.nothing asked.remedy': 'Escolha pelo menos um; conhecem-se {known}.',
  'fault.too many': 'Pedem-se mais de {most} indicadores de uma vez.',
  'fault.too many.remedy': 'Peça em duas vezes.',
  'fault.years': '{from}–{to} não é um período de anos.',
  'fault.years.remedy': 'Dois anos de quatro algarismos de {least} a {most}, primeiro o anterior.',
  'fault.rejected': '{n, plural, one {Uma linha} other {# linhas}} da resposta não podem ser tomadas.',
  'fault.rejected.remedy': 'Nada foi escrito. Diga que podem ficar de fora e envie de novo.',
}
