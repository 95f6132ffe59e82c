import type { FrontKey } from '../words.ts'

/** O que dizem as páginas de várias salas. */
export const pt: Record<FrontKey, string> = {
  unknown: 'desconhecido',
  notStated: 'não indicado',
  'data.package': 'Todos os dados num só pacote',

  'home.promise':
    'TIPping Point encontra os países onde a ajuda poderia acabar com o tráfico de pessoas, transforma-a em acordos que qualquer um pode verificar e mede honestamente se resultou.',
  'home.now.title': 'Pontuações mais altas: {first}, entre {count} países que passam',
  'home.now.subtitle':
    '{summary} {method}, o nosso próprio método, sobre o relatório de {year} e tudo o mais que se sabia em {day}.',
  'home.now.weak':
    '{transcribed, plural, =0 {} one {# classificação assenta numa só transcrição privada. } other {# classificações assentam numa só transcrição privada. }}{eliminated, plural, =0 {} one {# foi encontrada por eliminação. } other {# foram encontradas por eliminação. }}',
  'home.now.caveat':
    'Estar na lista quer dizer que a ajuda pode fazer pender a balança, não que o fará. Projeção Equal Earth; as fronteiras são do cartógrafo.',
  'home.now.list': 'Os {count} primeiros por pontuação',
  'home.listOf': '{list} ({method})',
  'home.map.label': 'Mapa do mundo da avaliação. À frente da lista: {first}. A lista ao lado tem o resto.',
  'home.map.in': 'passa a barreira, {score} de 100',
  'home.map.out': 'fora em «{gate}»',
  'home.map.unknown': 'falta algo, por isso não há pontuação',
  'home.key.first': 'os {count} primeiros',
  'home.key.in': 'passam, mais abaixo na lista',
  'home.key.out': 'não passam',
  'home.key.unknown': 'sem pontuação: falta algo',
  'home.key.none': 'sem classificação de {year} aqui',
  'home.dagger':
    '† A classificação assenta numa só transcrição privada ou numa eliminação; o próprio relatório não foi lido.',
  'home.range': 'Lugares: intervalo de sensibilidade, 90% dos ensaios.',
  'home.all': '{count, plural, one {Ver o que passa} other {Ver os # que passam, e com que certeza}}',
  'home.then.title':
    'Quando se propuseram os primeiros países prioritários, faltava um facto sobre {unknown}',
  'home.then.subtitle':
    '{summary} {method}, o método que uma coligação propôs ao governo dos EUA, em {day}: nível, crianças-soldado, missão da USAID.',
  'home.then.caveat':
    'Desconhecido não é um não: não se encontrou nenhuma lista completa de missões desse ano. Uma lista não pode dizer se algum deles teria virado.',
  'home.then.in': 'Passam as três barreiras.',
  'home.then.why': '{count}: {what}',
  'home.then.far': '{what}, com data demasiado longe do dia',
  'home.then.rest': '{count}: por outras razões',
  'home.then.noEvidence': 'sem prova datada de «{gate}»',
  'home.then.revised':
    'Pontuação segundo a governação de 2012, valores revistos depois, não como se conheciam então.',

  'cycle.title': 'Sete passos, e de novo ao princípio',
  'cycle.around':
    'À volta, toda a gente: <represent>quem fala pela sua morada</represent>, <campaigns>campanhas</campaigns>, <bills>projetos de lei</bills> e <cents>dois cêntimos de cada dólar</cents>.',
  'cycle.none': 'Nada ainda',
  'cycle.observe': 'Observar',
  'cycle.observe.question': 'O que diz o registo de cada país, ano a ano, com as suas lacunas?',
  'cycle.observe.holds':
    '{count, plural, =0 {nenhuma classificação} one {classificação} other {classificações, com as lacunas}}',
  'cycle.select': 'Escolher',
  'cycle.select.question': 'Onde poderia a ajuda fazer pender a balança, com um método que se pode discutir?',
  'cycle.select.holds':
    '{count, plural, =0 {nenhuma avaliação} one {avaliação guardada} other {avaliações guardadas}}',
  'cycle.prepare': 'Preparar',
  'cycle.prepare.question': 'Quem já sabe fazer o quê, e o que há a medir antes de começar?',
  'cycle.prepare.holds':
    '{count, plural, =0 {nenhum estudo de base} one {estudo de base} other {estudos de base}}',
  'cycle.agree': 'Acordar',
  'cycle.agree.question': 'Quem prometeu o quê, para que três a cinco anos?',
  'cycle.agree.holds': '{count, plural, =0 {nenhum pacto} one {pacto assinado} other {pactos assinados}}',
  'cycle.fund': 'Financiar',
  'cycle.fund.question': 'O dinheiro avançou quando as condições foram cumpridas?',
  'cycle.fund.holds':
    '{sums, plural, =0 {nenhuma soma publicada} one {soma publicada} other {somas publicadas, cada uma do seu tipo, por isso não somadas}}{books, plural, =0 {} one {; um livro de contas aberto} other {; # livros de contas abertos}}',
  'cycle.measure': 'Medir',
  'cycle.measure.question': 'Há menos pessoas traficadas, e com que dúvida?',
  'cycle.measure.holds':
    '{count, plural, =0 {nenhum relatório de resultados publicado} one {relatório de resultados publicado} other {relatórios de resultados publicados}}',
  'cycle.learn': 'Aprender',
  'cycle.learn.question': 'O que resultou, onde, e resultaria noutro lugar?',
  'cycle.learn.holds':
    '{count, plural, =0 {nenhum registo de provas} one {registo de provas} other {registos de provas}}',

  'compacts.title': 'O que foi assinado?',
  'compacts.note': 'Pactos de proteção da criança entre os Estados Unidos e um governo parceiro.',
  'compacts.all': 'Todos os pactos que aqui se conhecem',
  'compacts.finding':
    '{count, plural, one {Um pacto e a sua soma} other {# pactos, # tipos de soma: por isso não as somamos}}',
  'compacts.subtitle': 'Prazo de cada pacto e financiamento dos EUA, nas palavras da fonte (em inglês).',
  'compacts.caveat':
    'Tracejado: assinado nesse ano, o dia não está confirmado. Pactos posteriores não foram encontrados nem excluídos.',
  'compact.signed': 'Assinado',
  'compact.term': 'Prazo',
  'compact.us': 'Estados Unidos',
  'compact.words': 'Nas palavras da fonte',
  'compact.own': 'Contributo do próprio país',
  'compact.with': 'Realizado com',
  'compact.status': 'Estado',
  'compact.baseline': 'Medição inicial e final',
  'compact.noBaseline': 'Nenhuma que conheçamos',

  'news.title': 'O que há de novo?',
  'news.data': 'Dados',
  'news.data.title': 'O relatório de {year} chegou, quase todo em segunda mão',
  'news.data.text':
    'Temos {held} classificações dele. {weak} assentam numa só transcrição privada e são assinaladas onde quer que se usem.',
  'news.assessment': 'Avaliação',
  'news.assessment.title': '{method}, versão {version}, sobre o que se sabia em {day}',
  'news.assessment.text':
    '{summary} Uma de <link>{count, plural, one {# avaliação} other {# avaliações}}</link>. Cada uma guarda tudo o que viu e pode ser repetida.',
  'news.compact': 'Pacto',
  'news.compact.title': '{country} assina o pacto mais recente de que há registo',
  'news.compact.text': 'Não se encontrou nenhum relato do que mudou.',
  'news.run': 'Os nossos dados foram lidos pela última vez em {day}.',

  'list.country': 'País',
  'list.tier': 'Nível',
  'list.score': 'Pontos',
  'list.of100': '0–100',
  'list.ranks': 'Lugares',
  'list.range': '90% dos ensaios',
  'list.region': 'Região',
  'list.newestTier': 'Último nível',

  'countries.title': 'Países',
  'countries.question': 'O que se sabe de cada país?',
  'countries.description': 'Cada país com o seu último nível e o lugar que cada método lhe dá.',
  'countries.aside':
    'O nível é o juízo do Departamento de Estado dos EUA sobre os esforços de um governo, não sobre o tamanho do problema. Um país sem classificação é desconhecido, nem bom nem mau.',
  'countries.find': 'Nome',
  'countries.findHint': 'Em qualquer língua, também nomes antigos',
  'countries.everywhere': 'Todas as regiões',
  'countries.show': 'Mostrar países',
  'countries.count':
    '{count, plural, one {# país} other {# países}} de {all}. A lista inteira: <csv>CSV</csv>, <json>JSON</json>.',
  'countries.all': 'Mostrar todos',
  'countries.none':
    'Nenhum país se chama ou se chamou «{q}» aqui. Tente com menos letras ou com todas as regiões.',
  'countries.weak':
    '† A classificação assenta numa transcrição, numa eliminação ou em cópias que não coincidem. Métodos: lugar e pontos de 100.',
  'countries.noTier': 'sem classificação',
  'countries.rank': 'lugar {rank}, {points} em 100',
  'countries.would': 'lugar {rank} se confirmado',
  'countries.unknown': 'Nenhum país se chama ou se chamou «{text}» aqui',
  'countries.suggest': 'Queria dizer {names}?',
  'countries.lookUp': 'A lista de países encontra nomes em quatro línguas, também antigos.',
  'countries.noRegion': 'Não há nenhuma região «{region}»',
  'countries.regions': 'As regiões são {regions}.',

  'country.brief': 'Uma página para imprimir',
  'country.sourcesNote': 'Os números pequenos do texto abrem-nas no lugar.',
  'about.people': '{size, select, millions {{count} de habitantes} other {{count} habitantes}}',
  'about.noPeople': 'População desconhecida aqui',
  'about.income': '{sum} de produção por habitante em {year}',
  'about.noIncome': 'Produção por habitante desconhecida aqui',
  'about.compact': 'Parceiro num pacto de proteção da criança, {year}.',

  'short.title': 'Em resumo',
  'short.note': 'Escrito a partir dos dados por regras fixas. Cada frase nomeia as suas fontes.',
  'short.tier': '{country}: {tier} no relatório de {year}.',
  'short.oldTier':
    '{country}: não há aqui classificação do relatório de {last}; a última conhecida é {tier}, de {year}.',
  'short.noTier': '{country}: não se conhece aqui nenhum nível, nem no relatório de {year} nem antes.',
  'short.count': '{tier} em {count, plural, one {um relatório} other {# relatórios}}',
  'short.record': '{kinds, plural, one {Desde {since}, {counts}.} other {Desde {since}: {counts}.}}',
  'short.gaps':
    '{count, plural, one {De um relatório desde então não há classificação.} other {De # relatórios desde então não há classificação.}}',
  'short.by': 'Segundo o método «{method}»: {sentence}',
  'short.weak.one transcription': 'A última classificação assenta numa só transcrição privada.',
  'short.weak.by elimination': 'A última classificação foi encontrada por eliminação, não lida.',
  'short.weak.inferred': 'A última classificação foi deduzida de outros textos, não lida.',
  'short.weak.imported here':
    'A última classificação foi importada aqui por um utilizador; não vem do pacote de referência.',
  'short.weak.conflicting copies': 'As cópias do relatório não coincidem na última classificação.',
  'short.notJudged': '«{method}» não julga {country} em {day}: {why}.',
  'short.unknown':
    '{country}: não se sabe quantas pessoas são traficadas; não conhecemos nenhuma estimativa nacional medida.',
  'short.measured': 'Medido: {method}, {period}. {figure} Conta-se: {definition}',
  'short.several': 'É uma de {count} estimativas atuais.',
  'short.severalApart': 'É uma de {count} estimativas atuais, que vão de {low} a {high}.',
  'short.unknownNext':
    'O que falta: um inquérito ou listas de casos com definição, lugar, período e intervalo declarados.',

  'tiers.title': '{country}: como o classificam os EUA?',
  'tiers.note':
    'O nível no relatório anual sobre o tráfico de pessoas. Julga os esforços de um governo, não o tamanho do problema.',
  'tiers.finding':
    '{tier} em {reports} de {of} relatórios, {ups, plural, =0 {nunca subiu} one {subiu uma vez} other {subiu # vezes}}, {downs, plural, =0 {nunca desceu} one {desceu uma vez} other {desceu # vezes}}',
  'tiers.none': '{country}: nenhuma classificação aqui',
  'tiers.subtitle':
    'Nível por ano do relatório. Abaixo, {count, plural, one {o vizinho mais próximo} other {os # vizinhos mais próximos}} em população ({region}); os anos tracejados não se conhecem aqui.',
  'tiers.alone': 'Nível por ano do relatório; os anos tracejados não se conhecem aqui.',
  'tiers.caption': 'Nível por ano do relatório',
  'tiers.report': 'Relatório',
  'tiers.compact': 'pacto, {when}',
  'tiers.weak': '{years}: {why}',

  'gates.title': 'Passa as barreiras?',
  'gates.note': 'Uma barreira passa-se, falha-se ou não se conhece. Desconhecido nunca é um não.',
  'gates.date': '{method}, {day}',
  'gates.notAsked': 'Não se pergunta',
  'gates.notAskedWhy': 'Este método não tem essa barreira.',
  'gates.notJudged': 'Não julgado',
  'gates.notJudgedWhy':
    'Não está entre os países que este método julga: não há classificação ou fica de fora à partida.',
  'gates.in': 'Dentro: lugar {rank} de {of}',
  'gates.would': 'Não se pode julgar; lugar {rank} se confirmado',

  'places.title': 'Onde o coloca cada método?',
  'places.note':
    'Os intervalos são de sensibilidade: quanto se movem os lugares quando se sorteia de novo o erro de medida.',
  'places.method': 'Método',
  'places.asOf': 'Sabido em',
  'places.standing': 'Resultado',
  'places.rank': 'Lugar',
  'places.madeBy': '{method}, versão {version}, semente {seed}, {runs} ensaios',

  'governance.title': 'Como é governado?',
  'governance.note': 'O que os métodos pontuam depois de passadas as barreiras.',
  'governance.caption': 'A governação com o seu erro, ao lado dos vizinhos',
  'governance.finding':
    '{ahead, plural, =0 {Em nenhuma de {of} medidas acima do meio dos seus {count} vizinhos} =3 {Acima do meio dos seus {count} vizinhos nas três medidas} other {Acima do meio dos seus {count} vizinhos em # de {of} medidas}}',
  'governance.none': '{country}: nenhum valor de governação aqui',
  'governance.subtitle':
    'Indicadores mundiais de governação {year}, revistos em {revised}; escala de −2,5 a 2,5. Ponto: estimativa; linha: ±1,645 erros-padrão, um intervalo de 90%.',
  'governance.caveat':
    'Vizinhos pela ordem da sua média. Onde duas linhas se sobrepõem, a ordem dos dois países não é certa.',
  'missing.not published': 'não publicado',
  'missing.not applicable': 'não se aplica',
  'missing.not yet imported': 'ainda não importado',
  'missing.suppressed': 'retido pela fonte',
  'missing.not yet released': 'ainda não divulgado',

  'people.title': 'Quantas pessoas?',
  'people.note': 'O medido e o modelado ficam separados; o segundo deduz.',
  'people.measured': 'Medido aqui',
  'people.none': 'Não conhecemos nenhuma estimativa nacional medida.',
  'people.axis': 'pessoas por 1000: em qualquer ponto desta linha',
  'people.report': 'o relatório',
  'people.trend':
    'Cada número vale por si. Se a definição, o método ou o lugar mudam, dois números não são uma tendência.',
  'people.figure': 'Número',
  'people.definition': 'Definição',
  'people.when': 'Período e lugar',
  'people.how': 'Método',
  'people.listed': 'Estimativas de {country}',
  'people.modelledHere': 'Modelado',
  'people.missingTitle': 'O que falta',
  'people.missing':
    'Um inquérito, ou listas de casos comparáveis, com definição, lugar, período e intervalo declarados. Sem isso ninguém pode dizer por esta página se algo mudou.',
  'people.modelled':
    'Há modelos mundiais que deduzem um número ({region}) de inquéritos de outros países. As suas condições não nos deixam reproduzi-lo e aqui nunca servem de medição inicial.',

  'agreed.title': 'O que foi acordado?',
  'agreed.note': 'Pactos de proteção da criança com os Estados Unidos.',
  'agreed.untitled': 'Um pacto sem título',
  'agreed.here':
    'Em vigor de {begins} a {ends}; o seu dinheiro, as suas condições e os seus resultados estão ali à vista de todos.',
  'agreed.soon': 'Publicado, ainda não em vigor.',
  'agreed.example': 'Um exemplo: tudo nele é inventado.',
  'agreed.none':
    '{country}: não conhecemos nenhum pacto de proteção da criança. Pactos posteriores a 2022 não foram encontrados nem excluídos.',
  'agreed.notStated': 'Não indicado nos textos que temos',

  'grants.title': 'O que pagaram antes os EUA?',
  'grants.note': 'Subvenções de agências dos EUA contra o tráfico com este país como lugar de trabalho.',
  'grants.none':
    'Nenhuma subvenção aqui de {first} a {last}. As regionais e mundiais, que podem ter chegado, não são contadas, e os anos posteriores não são cobertos.',
  'grants.finding':
    '{sum} indicados em {count, plural, one {uma subvenção} other {# subvenções}}, de {first} a {last}{unstated, plural, =0 {} one {; uma delas não indica montante} other {; # delas não indicam montante}}',
  'grants.subtitle': 'Subvenções por ano, dólares correntes. As regionais e mundiais não são contadas.',
  'grants.caveat': 'Um montante em falta não foi indicado; não é zero. Nada depois de {last} é coberto.',
  'grants.noneThen': 'nenhuma',
  'grants.unstatedToo': '{count, plural, one {# sem montante} other {# sem montante}}',
  'grants.year': 'Ano',
  'grants.recipient': 'Beneficiário',
  'grants.amount': 'Montante',

  'goods.title': 'Que bens estão assinalados?',
  'goods.note':
    'Bens que o Departamento do Trabalho dos EUA tem razões para crer feitos com trabalho infantil ou forçado.',
  'goods.none':
    'Nenhum bem deste país está na lista de {year}. A lista nomeia o que se procurou e encontrou: um país sem menção é desconhecido, não isento.',
  'goods.good': 'Bem',
  'goods.child': 'Trabalho infantil',
  'goods.forced': 'Trabalho forçado',
  'goods.sector': 'Setor',
  'goods.listed': 'assinalado',
  'goods.notListed': 'não assinalado',
  'goods.list': 'Lista de {year}, nomes em inglês. Os acréscimos posteriores não estão nos nossos dados.',

  'downloads.title': 'Para levar',
  'downloads.brief': 'Em papel',
  'downloads.briefText':
    '<link>Uma página para imprimir</link>; esta página também se imprime como documento.',
  'downloads.figures': 'Como dados',
  'downloads.figuresText':
    'Os valores em <csv>CSV</csv>, o que consta de pactos, bens e subvenções em <facts>CSV</facts>, tudo desta página em <json>JSON</json>. No CSV, um texto que uma folha de cálculo tomaria por fórmula leva um apóstrofo à frente.',

  'brief.title': '{country} numa página',
  'brief.tiers': 'Níveis',
  'brief.asked': 'Pergunta-se',
  'brief.known': 'Sabe-se aqui',
  'brief.compact': 'Pacto, {when}',
  'brief.goods': 'Bens assinalados',
  'brief.grants': 'Subvenções',
  'brief.about': 'O país',
  'brief.sources': 'Endereços, edições e de que se fez a pontuação: {address}',
}
