import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  title: '«{method}» teria funcionado?',
  'page.name': 'Historial de acertos',
  'link.text': 'As suas listas de anos anteriores, confrontadas com o que foi feito desses países.',
  'about.method': 'Método',
  'about.outcome': 'Medido por',
  'about.lists': 'Listas de',
  'about.horizon': 'No prazo de',
  years: '{n, plural, one {# ano} other {# anos}}',
  span: '{from} a {to}',

  'verdict.no outcome':
    'Este método não pode ser posto à prova: não indica nada que se possa observar depois.',
  'verdict.nothing to judge':
    'Não pode ser posto à prova com o que se sabe: em nenhum ano o método conseguiu pontuar um único país.',
  'verdict.nothing known':
    'Não pode ser posto à prova com o que se sabe: de nenhuma lista se sabe o que foi feito dos seus países.',
  'verdict.places only':
    'Não pode ser posto à prova com o que se sabe: {n, plural, =0 {nada aconteceu que se possa contar} one {um só acontecimento é pouco} other {# acontecimentos são poucos}}. Abaixo de {least} mostram-se apenas lugares, sem medidas.',
  'against.random.better': 'Acerta mais do que um sorteio entre os países que cumprem.',
  'against.random.worse': 'Acerta menos do que um sorteio entre os países que cumprem.',
  'against.random.open':
    'Não está demonstrado que acerte mais do que um sorteio entre os países que cumprem.',
  'against.random.none': 'Não pode ser comparado com um sorteio.',
  'against.tier.better': 'Acerta mais do que o nível sozinho.',
  'against.tier.worse': 'É pior do que o nível sozinho.',
  'against.tier.open': 'Não está demonstrado que acerte mais do que o nível sozinho.',
  'against.tier.none': 'Não pode ser comparado com o nível sozinho.',
  'against.income.better': 'Acerta mais do que a produção por habitante sozinha.',
  'against.income.worse': 'É pior do que a produção por habitante sozinha.',
  'against.income.open': 'Não está demonstrado que acerte mais do que a produção por habitante sozinha.',
  'against.income.none': 'Não pode ser comparado com a produção por habitante sozinha.',
  coin: 'De dois países de uma mesma lista, um onde aconteceu e outro onde não, o método pôs o certo em primeiro em {share} dos pares ({low} a {high}); uma moeda, em {half}.',
  'coin alone':
    'De dois países de uma mesma lista, um onde aconteceu e outro onde não, o método pôs o certo em primeiro em {share} dos pares; uma moeda, em {half}. É pouco para um intervalo.',
  within:
    'Entre países do mesmo nível pôs o certo em primeiro em {share} dos pares ({low} a {high}). Um país de nível baixo tem mais degraus para subir: esta é a metade mais justa da pergunta.',
  'upside down': 'Lidas do fim, as suas listas teriam servido mais do que lidas do topo.',

  'section.known': 'O que se pode pôr à prova?',
  'known.note': 'Contado antes de olhar para qualquer pontuação.',
  'known.sum':
    '{cases, plural, one {# caso} other {# casos}} nas listas de {from} a {to}; o que se conta aconteceu {events, plural, =0 {zero vezes} one {uma vez} other {# vezes}}. Um país dá um caso por cada ano em que está na lista; o que aconteceu conta uma vez, por muitas listas que o precedam.',
  'known.none': 'Nenhuma lista dá um caso que se possa provar.',
  'known.dropped':
    'Provado sem a barreira «{gate}»: no fim de {year} no máximo de {share} dos países se podia dizer se a passavam. As listas feitas com ela seriam as dos países sobre os quais alguém tinha escrito.',
  'known.only gates': 'Provado com as barreiras: {gates}.',
  'known.no gates': 'Não resta nenhuma barreira: todo o país com pontuação está na lista.',
  'known.silent': 'Sem valor em nenhum destes anos e, por isso, sem parte nas pontuações: {criteria}.',
  'known.missing': 'Falta por completo: {series}.',
  'known.revised':
    'Tiradas de edições posteriores, logo não exatamente o que um leitor de então via: {series}. Se isso muda alguma coisa, favorece o método.',
  'known.weak out':
    'Os relatórios de que mais de {share} assenta numa só cópia ou em eliminação não mostram nenhuma subida: {reports}. Linhas isoladas desse tipo noutros relatórios contam como desconhecidas.',
  'known.weak taken':
    'As linhas que assentam numa só cópia ou em eliminação são aqui lidas como estão. Os níveis bons dependem delas mais vezes do que os maus.',
  'known.outcome source': 'O que foi feito dos países lê-se em',
  'known.list sources': 'O que as listas olharam vem de',
  'known.sources': 'Fontes: {sources}.',
  'table.known': 'Casos por ano da lista',
  'col.year': 'Ano',
  'col.judged': 'Examinados',
  'col.out': 'Fora',
  'col.unknown': 'Não se sabe',
  'col.no score': 'Sem pontuação',
  'col.listed': 'Na lista',
  'col.excluded': 'Excluídos',
  'col.censored': 'Censurados',
  'col.usable': 'Casos',
  'col.happened': 'Aconteceu',
  'col.why': 'Porque não todos',
  'left.at the top': '{n} já no nível mais alto',
  'left.no rank': '{n} sem classificação nesse relatório',
  'left.start weak': '{n} cujo lugar nesse ano está mal estabelecido',
  'left.horizon weak': '{n} cujo fim depende de uma linha mal estabelecida',
  'left.report missing': '{n} cujo fim depende de uma linha em falta',
  'left.happened before': '{n} onde já tinha acontecido',
  'left.record partial': '{n} de que o registo não está completo',
  'stop.open': 'ainda não se conhece o fim: {years}',
  'stop.weak reports': 'assenta em relatórios mal estabelecidos: {years}',
  'stop.other scale': 'esses níveis não existiam: {years}',
  'stop.before': 'não podia acontecer antes de {since}',

  'section.verdict': 'Teria funcionado?',
  'section.measures': 'Supera regras simples?',
  'measures.title': 'O método ao lado de três regras que dispensam método',
  'measures.sub':
    'Intervalos de {level}: países inteiros, com todos os seus anos, sorteados de novo {n} vezes (semente {seed}). Listas de {k}.',
  'ranking.method': 'O método',
  'ranking.random': 'Sorteio entre os que cumprem',
  'ranking.tier': 'Só o nível, o mais baixo primeiro',
  'ranking.income': 'Só a produção por habitante, a mais alta primeiro',
  'measure.concordance': 'O certo em primeiro',
  'panel.concordance': 'AUC',
  'panel.hitRate': 'Acertos em {k}',
  'panel.brier': 'Índice de Brier',
  'panel.note':
    'AUC: parte dos pares com o certo em primeiro. Acertos: parte dos {k} primeiros onde aconteceu. Índice de Brier: erro das previsões, 0 é perfeito.',
  'panel.forecasts':
    'Só há previsões para as listas de {years}: o seu erro assenta em {cases} de {all} casos.',
  'measure.hitRate': 'Acertos entre os {k} primeiros',
  'measure.brier': 'Erro das previsões',
  'measure.brier of': 'Erro das previsões, listas de {years}',
  'table.measures': 'O método menos cada regra simples, nos países que ambos podem ordenar',
  'col.beside': 'Ao lado de',
  'col.measure': 'Medida',
  'col.cases': 'Casos',
  'col.method': 'Método',
  'col.naive': 'Regra simples',
  'col.difference': 'Diferença',
  'col.finding': 'Resultado',
  'finding.better': 'melhor',
  'finding.worse': 'pior',
  'finding.open': 'sem diferença provada',
  'finding.same forecast': 'anuncia o mesmo para todos, por isso isto não pode diferir',
  'finding.none': 'não se pode dizer',
  range: '{value} ({low} a {high})',

  'section.years': 'Ano a ano',
  'years.title':
    'Dos {k} primeiros de cada ano, {hits} de {places} foram acertos; um sorteio teria dado {random}, o nível sozinho {tier}',
  'years.title short': 'Dos {k} primeiros de cada ano, {hits} de {places} foram acertos',
  'years.sub':
    'Acertos entre os {k} primeiros de cada lista. Os empatados no fim repartem os últimos lugares.',
  'years.known':
    'Onde não se conhece a produção por habitante de todos os países de uma lista, essa regra não tem acertos a mostrar.',
  'table.years': 'Acertos por ano da lista',
  'col.places': 'Lugares',

  'section.calibration': 'Quando dizia «um em cinco», era?',
  'calibration.title': 'O que o método teria anunciado, e o que veio',
  'calibration.sub':
    'Listas de {from} a {to}, cortadas em quintos. Anunciado: a parte observada em listas anteriores cujo fim já se conhecia.',
  'calibration.none':
    'Nenhuma previsão era possível: são precisas listas cujo fim já se conhecesse, com {least} casos.',
  'calibration.band': 'Quinto {n} da lista',
  'col.band': 'Parte da lista',
  'col.forecast': 'Anunciado',
  'col.observed': 'Veio',
  'table.calibration': 'Partes anunciadas e observadas por quinto da lista',

  'section.events': 'Onde estavam?',
  'events.title': 'Cada país onde aconteceu e o seu lugar na última lista anterior',
  'col.country': 'País',
  'col.when': 'Aconteceu em',
  'col.list': 'Lista de',
  'col.place': 'Lugar',
  'place.of': '{place} de {of}',
  'place.none': 'sem lugar',
  'place.no list': 'sem lista anterior provada',
  'place.not judged': 'não examinado',
  'place.gate': 'fora por «{gate}»',
  'place.unknown': 'não pode ser julgado',
  'place.no score': 'sem pontuação',
  'events.none': 'Não aconteceu em nenhum país nestes anos.',

  'section.how': 'Como se calcula?',
  'how.vintage':
    'Cada lista é feita com o que estava publicado a 31 de dezembro do seu ano. As classificações, provas e propostas posteriores são retiradas antes de se julgar seja o que for.',
  'how.pairs':
    'Os pares formam-se dentro de um ano. Sorteiam-se de novo países inteiros, não anos soltos: os anos de um país não são notícias separadas, e os intervalos que o esquecem são estreitos de mais.',
  'how.forecast':
    'As previsões seguem uma regra fixada de antemão: a parte das listas anteriores no mesmo quinto, nunca menor para um lugar melhor, e só de listas cujo fim já se conhecia.',
  'how.rules':
    'As regras simples também foram fixadas de antemão: primeiro o nível mais baixo, porque tem mais margem para subir; primeiro a maior produção por habitante, porque um Estado que pode pagar pode agir. Uma medida muito abaixo de metade diz que a outra ponta da lista teria sido a melhor.',
  'how.cause':
    'Pergunta-se aqui se o método encontrou os países onde ia acontecer, não o que mudaria por os escolher.',

  'section.ask': 'Perguntar de outro modo',
  'ask.version': 'Versão da metodologia',
  'ask.outcome': 'Medido por',
  'ask.from': 'Primeiro ano',
  'ask.to': 'Último ano',
  'ask.horizon': 'Anos até que se tenha de ver',
  'ask.weak': 'Linhas mal estabelecidas',
  'ask.weak out': 'contam como desconhecidas',
  'ask.weak taken': 'são lidas como estão',
  'ask.hint': 'Vazio: todos os anos cujo fim se conhece.',
  'ask.submit': 'Calcular de novo',
  'ask.csv': 'Casos por ano (CSV)',
  'ask.json': 'Tudo (JSON)',

  'progress.title': 'O historial está a ser calculado',
  'progress.waiting': 'Está a ser calculado outro; este vem a seguir.',
  'progress.start': 'Acabou de começar.',
  'progress.years': 'Foram lidos {done} de {total} anos.',
  'progress.resamples': 'Foram feitos {done} de {total} sorteios.',
  'progress.about': 'Demora alguns segundos e continua se sair desta página.',
  'progress.again': 'Ver de novo',

  'fault.no year': '«{year}» não é um ano',
  'fault.no year.message': 'Um ano tem quatro algarismos.',
  'fault.no year.remedy': 'Por exemplo 2008.',
  'fault.no horizon': 'Um prazo de «{horizon}» anos não se pode provar',
  'fault.no horizon.message': 'É um número inteiro de anos.',
  'fault.no horizon.remedy': 'De 1 a {most}.',
  'fault.horizon too short':
    'Nada se pode manter durante {held} relatórios em {n, plural, one {# ano} other {# anos}}',
  'fault.horizon too short.message': 'A medida pede {held} relatórios seguidos.',
  'fault.horizon too short.remedy': 'Ponha {held} ou mais.',
  'fault.years reversed': '{from} vem depois de {to}',
  'fault.years reversed.message': 'O primeiro ano é posterior ao último.',
  'fault.years reversed.remedy': 'Troque-os.',
  'fault.nothing known': 'Nada se sabe de {years}',
  'fault.nothing known.message':
    'O que serve de medida conhece-se de {known}; uma lista prova-se com os {n} anos que a seguem.',
  'fault.nothing known.remedy': 'Listas que se podem provar: {lists}.',
  'fault.nothing known.none': 'Com este prazo nenhuma lista se pode provar; escolha um mais curto.',
  'ask.testable': 'Listas que se podem provar em {n, plural, one {# ano} other {# anos}}: {lists}.',

  'cli.byline': '{method}, versão {version} · {outcome} em {years} · semente {seed}',
}
