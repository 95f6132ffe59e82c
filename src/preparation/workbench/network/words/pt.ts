import type { PathWord } from './en.ts'

export const pt: Record<PathWord, string> = {
  short: 'Em resumo',
  numbers: 'Em números',
  none: 'Sem estimativa. {reason}',
  'none.short': 'nenhuma',
  figure: '{value} (95%: de {low} a {high})',
  'figure.open': '{value} (95%: a partir de {low}, sem limite superior)',
  doubts: 'O que é duvidoso',
  'doubts.none': 'As verificações feitas a qualquer amostra assim nada encontraram a dizer.',
  limits: 'Os números completos, com os seus limites',
  'limits.figure': 'Número',
  'limits.estimate': 'Estimativa',
  'limits.level': 'Intervalo',
  'limits.low': 'De',
  'limits.high': 'A',
  'limits.kind': 'Feito por',
  'limits.cases': 'Vistos',
  'limits.none': 'não se fez nenhum intervalo',
  'limits.open': 'sem limite superior',
  'ask.number': 'Isto não é um número que se possa ler aqui: {text}.',
  'ask.outcome': 'Coluna da resposta',
  'ask.outcome.hint':
    '1 e 0, números, ou palavras para sim e não. Uma coluna de outras palavras não é oferecida: escreva-as antes como 1 e 0.',
  'ask.population': 'Tamanho da população',
  'ask.resamples': 'Reamostras',
  'ask.resamples.hint': 'Quantas vezes a amostra é tirada de novo para o intervalo; 0 para nenhuma.',
  'ask.seed': 'Semente do acaso',
  'ask.seed.hint': 'A mesma semente dá os mesmos algarismos, aqui e por comando.',
  'ask.none': 'nenhuma',
  'ask.more': 'Outras definições',
  'missing.columns': 'Diga que colunas contêm: {columns}.',
  'missing.numbers': 'Um número não pode ser lido; está marcado junto do seu campo.',
  invented: 'Inventado para experimentar; não há nenhuma pessoa real por trás. {truth}',

  resampled: '19 em cada 20 reamostras ficam entre {low} e {high}',
  'resampled.bare': 'Sorteada de novo, a amostra daria números como estes',
  'resampled.subtitle':
    '«{method}»: {count} amostras sorteadas de novo da que existe, e o número de cada uma.',
  'rds.slot': 'A amostra',
  'rds.slot.hint':
    'Uma linha por inquirido: o seu número, o de quem o recrutou (vazio ou “seed” para as sementes), quantas pessoas da população conhece, e a resposta.',
  'rds.example': '{people} pessoas recrutadas a partir de oito sementes',
  'rds.example.truth': 'Na verdade, {share} de {people} respondem 1.',
  'rds.id': 'Coluna com o número do inquirido',
  'rds.recruiter': 'Coluna com o número do recrutador',
  'rds.code.hint': 'Liga linhas e nada mais: não é mostrado nem guardado.',
  'rds.degree': 'Coluna com o tamanho da rede',
  'rds.degree.hint': 'Quantas pessoas desta população o inquirido conhece.',
  'rds.group': 'A resposta cuja parte se pergunta',
  'rds.population.hint':
    'Se for conhecida ou suposta: usa-se então a amostragem sucessiva, que tem em conta que se perguntou a grande parte de todos. Deixada vazia, RDS-II.',
  'rds.zero': 'Quem não conhece ninguém, segundo diz',
  'rds.zero.leave-out': 'fica fora da estimativa',
  'rds.zero.as-one': 'é tido como conhecendo uma pessoa',
  'rds.seeds': 'Sementes',
  'rds.seeds.counted': 'contam como todos',
  'rds.seeds.left-out': 'recrutam, e não contam',
  'rds.says':
    'Segundo a estimativa, <strong>{estimate}</strong> da população responderia “{group}”; o intervalo de 95% vai de {low} a {high}.',
  'rds.says.bare':
    'Segundo a estimativa, <strong>{estimate}</strong> da população responderia “{group}”. Não se fez nenhum intervalo.',
  'rds.sample':
    'Entre os {people} inquiridos que contam foi {share}. A quem conhece muita gente chega-se mais facilmente; pesa menos.',
  'rds.total': 'Se a população fosse de {population}, seriam cerca de {total} pessoas.',
  'rds.effective':
    'O recrutamento diz tanto como {effective} pessoas tiradas ao acaso (efeito do plano {effect}).',
  'rds.tree':
    '{people, plural, one {# pessoa veio} other {# pessoas vieram}} de {seeds, plural, one {uma semente} other {# sementes}}, em até {waves, plural, one {# vaga} other {# vagas}}',
  'rds.tree.subtitle': 'Cada árvore começa à esquerda com a sua semente; cada coluna é uma vaga.',
  'rds.settled': 'Nos últimos {last} inquiridos a estimativa moveu-se no máximo {moved} pontos',
  'rds.moving': 'Nos últimos {last} inquiridos a estimativa ainda se movia {moved} pontos',
  'rds.settled.subtitle': 'RDS-II com todos os inquiridos até aí; o que diz no início depende das sementes.',
  'rds.apart': 'As árvores de sementes diferentes dizem de {low} a {high}',
  'rds.apart.one': 'Só uma árvore é grande o bastante para ser vista à parte',
  'rds.apart.subtitle':
    'RDS-II de cada árvore de dez pessoas ou mais. Árvores afastadas apontam para um estrangulamento: partes da população que quase não se recrutam entre si.',
  'rds.apart.row': 'Semente {seed}: {people, plural, one {# pessoa} other {# pessoas}}',
  'rds.apart.all': 'Todas juntas',
  'rds.apart.head': 'Árvore',
  'rds.share': 'Parte',
  'rds.homophily':
    'Os recrutados eram do grupo do seu recrutador {homophily} vezes tão frequentemente como se recrutassem sem olhar ao grupo',
  'rds.homophily.none': 'Não se pode dizer se as pessoas recrutam os seus',
  'rds.homophily.subtitle': 'Quem recrutou quem, em pessoas.',
  'rds.homophily.table': 'Recrutamentos, do grupo do recrutador ao do recrutado',
  'rds.homophily.from': 'Recrutador',
  'rds.homophily.made': 'Recrutados por cada um',
  'rds.homophily.recruiting': 'Recrutaram alguém',
  'rds.activity':
    'Os membros do grupo conhecem {activity} vezes tantas pessoas como os outros (médias harmónicas).',
  'rds.wavesNeeded':
    'Após {needed, plural, one {# vaga} other {# vagas}} o recrutamento teria esquecido as suas sementes; durou {reached}.',
  'rds.methods': 'Outros métodos dizem de {low} a {high}',
  'rds.methods.subtitle': 'A mesma amostra por cada método; o intervalo onde foi feito.',
  'rds.methods.sample': 'Sem ponderação',
  'rds.methods.head': 'Método',
  'rds.over': 'O tamanho da população move a parte de {low} a {high}',
  'rds.over.subtitle':
    'O estimador de Gile por amostragem sucessiva precisa do tamanho da população. Eis o que diria de vários.',
  'rds.over.table': 'Parte segundo o tamanho da população',
  'rds.over.population': 'População',
  'rds.over.infinite': 'sem limite (RDS-II)',
  'rds.over.below': 'menor do que a amostra',
  'rds.bootstraps': 'Tirada de novo de outras maneiras',
  'rds.bootstraps.which': 'Como',
  'rds.bootstraps.tree': 'árvores: sementes, depois recrutados',
  'rds.bootstraps.population': 'recrutamento repetido numa população estimada',
  'rds.bootstraps.chain': 'uma cadeia por grupo',
  'rds.bootstraps.error': 'Erro padrão',

  'nsum.answers': 'As respostas',
  'nsum.answers.hint':
    'Uma linha por inquirido; uma coluna por grupo perguntado, com quantos dos seus membros conhece.',
  'nsum.sizes': 'Os tamanhos dos grupos conhecidos',
  'nsum.sizes.hint': 'Duas colunas: o grupo, chamado como nas respostas, e quantas pessoas tem.',
  'nsum.example': '400 pessoas perguntadas sobre sete grupos conhecidos e um oculto',
  'nsum.example.truth':
    'Na verdade, {hidden} de {population} pessoas estão em trabalho forçado, e de quem conhece uma, {transmission} sabem-no.',
  'nsum.hidden': 'Coluna do grupo oculto',
  'nsum.population.hint':
    'Todos aqueles entre os quais vivem as pessoas conhecidas, como os habitantes do país.',
  'nsum.without': 'Grupos conhecidos a deixar de fora',
  'nsum.without.hint':
    'Aqueles cuja estimativa pelos outros está longe da verdade dizem que a sua gente é conhecida de forma desigual.',
  'nsum.weight': 'Coluna com os pesos',
  'nsum.cluster': 'Coluna com as unidades de amostragem',
  'nsum.strata': 'Coluna com os estratos',
  'nsum.transmission': 'Parte dos conhecidos que o sabe (transmissão)',
  'nsum.transmission.hint':
    'De quem conhece um membro do grupo oculto, quantos sabem que o é. Deixado vazio: todos.',
  'nsum.degreeRatio': 'Rede das pessoas ocultas sobre a das outras (razão de graus)',
  'nsum.degreeRatio.hint': 'Por exemplo 0,7 se conhecem menos gente. Deixado vazio: tanta.',
  'nsum.frameRatio': 'Pessoas conhecidas pelos perguntados sobre as conhecidas por todos (razão da base)',
  'nsum.frameRatio.hint': 'Deixado vazio: tantas.',
  'nsum.precision': 'Parte das menções que são de membros verdadeiros (precisão)',
  'nsum.precision.hint': 'Deixado vazio: todas.',
  'nsum.cutAt': 'Respostas acima disto são cortadas a isto',
  'nsum.example.members': 'O mesmo, com sessenta membros do grupo oculto',
  'nsum.members': 'O que dizem membros do grupo oculto (uma segunda amostra)',
  'nsum.members.hint':
    'Uma linha por membro entrevistado: quantas pessoas sabem que o é, ou quantas de cada grupo conhecido. Com ela, nem as barreiras nem o silêncio baixam o número.',
  'nsum.knowers': 'Coluna com quantas pessoas o sabem',
  'nsum.knowers.hint':
    'Nenhuma: calcula-se pelas colunas dos grupos conhecidos, se se perguntou aos membros quantos de cada um o sabem.',
  'nsum.membersWeight': 'Coluna com os pesos dos membros',
  'nsum.frame': 'Pessoas entre as quais se sortearam os inquiridos',
  'nsum.frame.hint': 'Por exemplo todos os adultos, se só eles foram inquiridos. Vazio: toda a população.',
  'nsum.both':
    'Os inquiridos indicaram {reports} membros; os {members} membros entrevistados dizem que, em média, {known} pessoas o sabem de cada um deles.',
  'nsum.beside': 'As duas amostras juntas, ao lado da primeira sozinha',
  'nsum.beside.subtitle':
    'Pessoas, com intervalos de 95%. A primeira amostra sozinha toma por certas a proporção que sabe e o tamanho das redes, tal como foram fixadas.',
  'nsum.says':
    'Segundo a estimativa, <strong>{estimate}</strong> pessoas são de “{group}”; o intervalo de 95% vai de {low} a {high}.',
  'nsum.says.bare':
    'Segundo a estimativa, <strong>{estimate}</strong> pessoas são de “{group}”. Não se fez nenhum intervalo.',
  'nsum.perThousand': 'São {rate} em cada 1000 da população.',
  'nsum.degree':
    'Os inquiridos conhecem {degree} pessoas em média; juntos mencionaram {reports} do grupo oculto.',
  'nsum.limit':
    'Ninguém foi mencionado. Se as pessoas se encontrassem ao acaso, seriam menos de {limit} pessoas, com 95% de confiança.',
  'nsum.back': '{near} de {of} grupos conhecidos saem a menos de uma vez e meia do tamanho verdadeiro',
  'nsum.back.none': 'Com um só grupo conhecido nada pode ser verificado',
  'nsum.back.subtitle':
    'Cada grupo conhecido estimado a partir dos outros, como se fosse oculto. Onde isto falha, falha também para o grupo oculto.',
  'nsum.tau': 'Se só metade dos conhecidos o soubesse, seriam {half}',
  'nsum.tau.beyond': 'Se só metade dos conhecidos o soubesse, seriam mais do que a população',
  'nsum.tau.subtitle':
    'A estimativa, com o seu intervalo de 95%, segundo a parte dos conhecidos de uma pessoa oculta que sabe que ela o é. As respostas não podem dizer esta parte; tem de vir de outro lado.',
  'nsum.tau.head': 'Parte que o sabe',
  'nsum.beyond': 'mais do que a população: nenhuma',
  'nsum.people': 'Pessoas',
  'nsum.ratio':
    'Se as pessoas ocultas conhecessem {ratio} vezes tanta gente como as outras, seriam {estimate}',
  'nsum.ratio.beyond':
    'Se as pessoas ocultas conhecessem {ratio} vezes tanta gente como as outras, seriam mais do que a população',
  'nsum.ratio.subtitle': 'A estimativa segundo o tamanho da rede das pessoas ocultas ao lado da das outras.',
  'nsum.ratio.head': 'A sua rede sobre a dos outros',
  'nsum.leave': 'Deixar de fora um grupo conhecido move-a entre {low} e {high}',
  'nsum.leave.subtitle':
    'A estimativa sem cada um dos grupos conhecidos, e sem os inquiridos que mais mencionam.',
  'nsum.leave.head': 'Deixado de fora',
  'nsum.leave.nothing': 'Nada',
  'nsum.leave.largest':
    '{count, plural, one {o inquirido que mais menciona} other {os # inquiridos que mais mencionam}}',
  'nsum.spread': 'Quão desigualmente os grupos são conhecidos',
  'nsum.spread.group': 'Grupo',
  'nsum.spread.index': 'Dispersão das respostas sobre a de encontros ao acaso',
  'nsum.spread.twentieth': 'Menções da vigésima parte de inquiridos que mais mencionam',

  'survey.slot': 'O inquérito',
  'survey.slot.hint':
    'Uma linha por inquirido, com a resposta como 1 ou 0 (ou um número), e as colunas do plano de amostragem.',
  'survey.example.one': '1200 pessoas perguntadas em quarenta aldeias',
  'survey.example.one.truth': 'Na verdade a parte é {share}; as aldeias diferem.',
  'survey.example': '2400 pessoas perguntadas em quarenta aldeias, em dois anos',
  'survey.example.truth': 'Na verdade a parte caiu de {first} para {second}; as aldeias diferem.',
  'survey.weight': 'Coluna com os pesos',
  'survey.weight.hint': 'Quantas pessoas da população um inquirido representa.',
  'survey.strata': 'Coluna com os estratos',
  'survey.strata.hint': 'Partes do país de que a amostra foi tirada uma a uma.',
  'survey.cluster': 'Coluna com os conglomerados',
  'survey.cluster.hint': 'O que se tirou primeiro: aldeias, distritos, escolas.',
  'survey.fpc': 'Coluna com o número de conglomerados que há',
  'survey.fpc.hint':
    'No estrato, ou a parte deles que foi tirada. Deixada de fora: como se houvesse muitíssimos.',
  'survey.domain': 'Coluna cujos valores são vistos um a um',
  'survey.domain.hint': 'Como sexo ou região: cada um recebe o seu próprio número.',
  'survey.population.hint': 'Se for conhecida por um recenseamento: a parte é então dita também em pessoas.',
  'survey.lonely': 'Onde se tirou um conglomerado de um estrato que tem mais',
  'survey.lonely.refuse': 'não dar nenhum número',
  'survey.lonely.centre': 'tomar a sua distância à média de todos',
  'survey.lonely.certainty': 'tomá-lo como tirado com certeza',
  'survey.lonely.collapse': 'juntar o estrato ao seguinte',
  'survey.missing': 'Inquiridos sem peso',
  'survey.missing.refuse': 'são um erro do ficheiro',
  'survey.missing.leave-out': 'são deixados de fora e contados',
  'survey.says':
    'Segundo a estimativa, <strong>{estimate}</strong> da população tinha “{outcome}”; o intervalo de 95% vai de {low} a {high}.',
  'survey.says.mean':
    'A média de “{outcome}” na população é estimada em <strong>{estimate}</strong>; o intervalo de 95% vai de {low} a {high}.',
  'survey.says.bare':
    'A estimativa para “{outcome}” é <strong>{estimate}</strong>. Não se pode fazer um intervalo dela.',
  'survey.says.none':
    'Nenhum dos {people} inquiridos tinha “{outcome}”. Isso não é zero na população: com 95% de confiança a parte está <strong>abaixo de {high}</strong> (a regra de três, sobre o equivalente a {effective} inquiridos).',
  'survey.says.everybody':
    'Todos os {people} inquiridos tinham “{outcome}”. Isso não é toda a gente na população: com 95% de confiança a parte está <strong>acima de {low}</strong>.',
  'survey.clustersAlike':
    'Se as pessoas de um mesmo conglomerado partilham todas a mesma sorte, o limite é {limit}.',
  'survey.total': 'De uma população de {population} são cerca de {total} pessoas, de {low} a {high}.',
  'survey.asked':
    '{withOutcome} de {people} inquiridos tinham-no, em {clusters, plural, one {# conglomerado} other {# conglomerados}} de {strata, plural, one {um estrato} other {# estratos}}.',
  'survey.effect':
    'Pela maneira como a amostra foi tirada, {people} respostas dizem tanto como {effective} de pessoas tiradas uma a uma (efeito do plano {effect}; só de pesos desiguais {kish}).',
  'survey.parts': '“{column}”: de {low} a {high}',
  'survey.parts.subtitle':
    'Parte com “{outcome}” em cada grupo, com o seu intervalo de 95%; os outros continuam a dizer como a amostra foi tirada.',
  'survey.parts.mean': 'Média de “{outcome}” em cada grupo, com o seu intervalo de 95%.',
  'survey.parts.more':
    '{count, plural, one {Outro valor foi deixado} other {Outros # valores foram deixados}} de fora.',
  'survey.parts.head': 'Grupo',
  'survey.parts.asked': 'Perguntados',
  'survey.parts.with': 'Com a resposta',
  'survey.parts.effect': 'Efeito do plano',
  'survey.parts.table': 'Cada grupo em números',
  'survey.all': 'Todos',
  'survey.part': '{column} = {value}',

  'venues.slot.hint':
    'Uma linha por pessoa encontrada: em que evento (um local a uma hora), a probabilidade de esse evento ser sorteado, quantas pessoas foram ali contadas, com que frequência vem, e a resposta.',
  'venues.example': 'Cerca de 400 pessoas encontradas em trinta horas sorteadas de um mercado',
  'venues.example.truth':
    'Na verdade, {share} das pessoas que vêm estão em trabalho forçado; vêm mais vezes do que as outras.',
  'venues.event': 'Coluna com o evento',
  'venues.event.hint': 'Um local, num dia, a uma hora: o que foi sorteado.',
  'venues.chance': 'Coluna com a probabilidade do evento',
  'venues.chance.hint': 'Acima de 0 e no máximo 1: 0,5 se metade de tais eventos foi sorteada.',
  'venues.counted': 'Coluna com as pessoas ali contadas',
  'venues.counted.hint': 'Todas as da população que lá estavam, não só as inquiridas.',
  'venues.visits': 'Coluna com a frequência das visitas',
  'venues.visits.hint': 'A qualquer local no período, incluindo esta vez.',
  'venues.strata': 'Coluna com os estratos',
  'venues.strata.hint': 'Dentro dos quais se sortearam os eventos, como distritos.',
  'venues.cluster': 'Coluna com o que foi sorteado primeiro',
  'venues.cluster.hint': 'Se não foi o evento: por exemplo o local, visitado em vários dias.',
  'venues.unsaid': 'Quem não disse com que frequência',
  'venues.unsaid.leave-out': 'fica de fora e é contado',
  'venues.unsaid.as-one': 'é tomado como tendo vindo uma vez',
  'venues.says':
    'Estima-se que <strong>{estimate}</strong> das pessoas que vêm a estes locais tinham «{outcome}»; o intervalo de 95% vai de {low} a {high}.',
  'venues.says.bare':
    'Estima-se que <strong>{estimate}</strong> das pessoas que vêm a estes locais tinham «{outcome}». Não se pode dar um intervalo.',
  'venues.met':
    'Foram encontradas {people} pessoas em {events} eventos. De quem nunca vem a um local destes nada se diz.',
  'venues.visitors':
    'Se as probabilidades abrangem todos os eventos que há, vêm cerca de {visitors} pessoas.',
  'venues.weights':
    'Entre as pessoas encontradas foi {plain}; ponderada pela frequência das visitas, a proporção é {weighted}',
  'venues.weights.bare': 'O que fazem os pesos',
  'venues.weights.subtitle':
    'A proporção, em percentagem, com o seu intervalo de 95%. Quem vem muitas vezes é encontrado mais vezes; pesa menos.',
  'venues.weighted': 'Ponderada',

  'waves.slot': 'As duas vagas',
  'waves.slot.hint':
    'Um ficheiro com ambas: uma linha por inquirido, uma coluna que diz a vaga, a resposta, e as colunas do plano de amostragem.',
  'waves.wave': 'Coluna que diz a vaga',
  'waves.from': 'Primeira vaga',
  'waves.to': 'Segunda vaga',
  'waves.domain': 'Só quem nesta coluna',
  'waves.domainValue': 'tem o valor',
  'waves.target': 'Queda prometida, em por cento do primeiro número',
  'waves.target.hint': 'Por exemplo 25. Deixado vazio: nenhuma foi.',
  'waves.same': 'As duas vagas são a mesma.',
  'waves.says.fell':
    'De {from} a {to} a parte <strong>caiu</strong>, de {first} para {second}: {points} pontos (95%: de {low} a {high}).',
  'waves.says.rose':
    'De {from} a {to} a parte <strong>subiu</strong>, de {first} para {second}: {points} pontos (95%: de {low} a {high}).',
  'waves.says.none':
    'De {from} a {to} <strong>nenhuma mudança se distingue do acaso</strong>: {first} e {second}, uma diferença de {points} pontos (95%: de {low} a {high}).',
  'waves.says.bare':
    'De {from} a {to} passou de {first} para {second}. Não se pode fazer um intervalo da diferença.',
  'waves.detectable':
    'A menor mudança que este plano encontra quatro vezes em cinco é de {points} pontos. Uma menor pode ser real e passar despercebida.',
  'waves.shared':
    'Ambas as vagas visitaram {clusters, plural, one {# conglomerado} other {# conglomerados}} em comum, o que torna a diferença mais bem conhecida: o seu erro padrão é de {error} pontos, e de {independent} se tivessem sido esquecidos.',
  'waves.target.reached':
    'A queda prometida de {fall} foi alcançada, com uma probabilidade de {probability}.',
  'waves.target.missed':
    'A queda prometida de {fall} não foi alcançada; a probabilidade de ter vindo é de {probability}.',
  'waves.target.undecided':
    'Se a queda prometida de {fall} veio, este inquérito não o pode decidir: a probabilidade é de {probability}.',
  'waves.effect': 'Uma mudança entre duas vagas não é por si só o efeito de um programa.',
  'waves.both': 'As duas vagas, cada uma com o seu intervalo',
  'waves.both.subtitle':
    'Parte com “{outcome}”. Que dois intervalos se sobreponham não diz que nada mudou; a diferença tem o seu.',
  'waves.head': 'Vaga',
  'waves.falls': 'Probabilidade de uma queda de pelo menos {fall}: {probability}',
  'waves.falls.subtitle': 'Como se nada se soubesse de antemão; quanto caiu pelo menos a parte verdadeira.',
  'waves.change': 'Diferença, segunda menos primeira, em pontos',
  'waves.wave.name': 'Vaga {wave}',

  'compare.arm': 'Coluna que diz quem participou no programa',
  'compare.arm.hint':
    'Com ela, a mudança de quem participou é posta ao lado da mudança dos outros (diferença em diferenças).',
  'compare.arm.none': 'ninguém com quem comparar',
  'compare.treated': 'O seu valor para quem participou',
  'compare.treated.hint': 'Todos os outros são o grupo com que se comparam.',
  'compare.before': 'Vagas de antes do início',
  'compare.after': 'Vagas de depois do início',
  'compare.twice': 'Uma vaga está antes do início e também depois.',
  'compare.missing.treated': 'Diga que valor tem quem participou.',
  'compare.missing.waves': 'Diga pelo menos uma vaga de antes do início, e uma de depois.',
  'compare.resamples':
    'Se houver menos de 40 conglomerados, tiram-se também limites de 1999 reamostras deles (bootstrap selvagem por conglomerados). Deixe o número vazio para que assim seja.',
  'compare.says.less':
    'Quem participou ({arm}) mudou {treated} pontos, os outros {compared}: a parte dos primeiros <strong>caiu mais</strong>, ou subiu menos. Entre as duas mudanças há <strong>{points} pontos</strong> (95%: de {low} a {high}).',
  'compare.says.more':
    'Quem participou ({arm}) mudou {treated} pontos, os outros {compared}: a parte dos primeiros <strong>subiu mais</strong>, ou caiu menos. Entre as duas mudanças há <strong>{points} pontos</strong> (95%: de {low} a {high}).',
  'compare.says.none':
    'Quem participou ({arm}) mudou {treated} pontos, os outros {compared}. Que as duas mudanças difiram <strong>não se distingue do acaso</strong>: há {points} pontos entre elas (95%: de {low} a {high}).',
  'compare.chance':
    'O erro padrão é de {error} pontos, segundo {clusters, plural, one {# conglomerado} other {# conglomerados}}. Se ambos os grupos tivessem mudado do mesmo modo, só o acaso daria uma diferença tão grande com uma probabilidade de {p}.',
  'compare.wild':
    'Tirada de novo por conglomerados inteiros ({count} reamostras), essa probabilidade é de {p}, e os limites são {low} e {high}.',
  'compare.wild.bare':
    'Tirada de novo por conglomerados inteiros ({count} reamostras), essa probabilidade é de {p}.',
  'compare.trend':
    'Antes do início, quem participou movia-se {points} pontos mais por vaga do que os outros (só por acaso com uma probabilidade de {p}); uma diferença de {detectable} ter-se-ia visto quatro vezes em cinco.',
  'compare.effect':
    'É o efeito do programa só se ambos os grupos tivessem mudado do mesmo modo sem ele. Nada no inquérito o pode provar.',
  'compare.changes': 'O que mudou com o programa, sem ele, e entre os dois',
  'compare.changes.subtitle':
    'Média das vagas de depois do início menos a das de antes, com limites de 95% segundo os conglomerados.',
  'compare.head': 'Mudança',
  'compare.points': 'Pontos',
  'compare.row.treated': 'Quem participou',
  'compare.row.compared': 'Os outros',
  'compare.row.between': 'Diferença em diferenças',
  'compare.cells': 'Ambos os grupos em cada vaga',
  'compare.cells.subtitle': 'Parte com “{outcome}”, cada uma com o seu intervalo de 95%.',
  'compare.cell.treated': 'Participaram, vaga {wave}',
  'compare.cell.compared': 'Os outros, vaga {wave}',
  'compare.caption': 'Mudança de quem participou menos a dos outros',
  'compare.tests': 'Se ambos os grupos tivessem mudado do mesmo modo: o que dizem dois testes',
  'compare.test': 'Teste',
  'compare.test.t': 't, com {df} graus de liberdade',
  'compare.test.wild': 'Bootstrap selvagem por conglomerados, {count} reamostras',
  'compare.p': 'Probabilidade só por acaso',
}
