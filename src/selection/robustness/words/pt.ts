import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'link.title': 'É seguro?',
  'link.text':
    'Medições, pesos e escolhas de método são sorteados de novo em conjunto, e a classificação é refeita de cada vez.',
  'link.action': 'Ver o que se mantém e o que não',

  'page.title': 'É segura esta lista restrita?',
  'page.description':
    'O que se mantém desta lista restrita, e o que não, quando tudo o que é duvidoso é sorteado de novo.',
  'page.crumb': 'É segura?',
  'about.assessment': 'Avaliação',
  'about.runs': 'Ensaios',
  'about.seed': 'Semente',
  'nav.places': 'Lugares',
  'nav.matters': 'O que mais conta',
  'nav.near': 'Por pouco',
  'nav.heat': 'Lugar a lugar',
  'nav.gates': 'Barreiras',
  'nav.flip': 'O que a mudaria',
  'nav.reversal': 'Quem mais está na lista',
  'nav.doubt': 'O que se pôs em dúvida',
  'nav.again': 'Perguntar de novo',

  'verdict.stay':
    'Dos {k} países da lista restrita, <b>{n, plural, =0 {nenhum se mantém} one {# mantém-se} other {# mantêm-se}}</b> nela em mais de 95 % de {runs} ensaios.',
  'verdict.stay plain':
    'Dos {k} países da lista restrita, {n, plural, =0 {nenhum se mantém} one {# mantém-se} other {# mantêm-se}} nela em mais de 95 % de {runs} ensaios.',
  'verdict.none': 'Ninguém está na lista restrita, por isso nada dela pode ser seguro nem inseguro.',
  'verdict.sure': 'Seguros dentro do que foi sorteado: {names}.',
  'verdict.unsure': 'Hoje nela, e fora em pelo menos um de cada dez ensaios: {names}.',
  'verdict.outside': 'Hoje fora dela, e dentro em pelo menos um de cada dez ensaios: {names}.',
  'verdict.first': 'Em primeiro lugar em {share} dos ensaios: {name}.',
  'verdict.matters':
    'O que mais move os lugares: {what}. Daí vêm cerca de {share} de todo o movimento, por si só ou com o resto (intervalo de sensibilidade de {low} a {high}).',
  'verdict.unknown':
    '{n, plural, one {# não pode ser avaliado} other {# não podem ser avaliados}}. Se as barreiras desconhecidas fossem passadas, {m, plural, =0 {nenhum estaria} one {# estaria} other {# estariam}} na lista restrita em pelo menos um de cada dez ensaios{list}',
  'names.more': '{n, plural, one {mais #} other {mais #}}',
  'notice.word': 'Intervalo de sensibilidade',
  'notice.text':
    'Um intervalo de sensibilidade contém os 90 % centrais dos ensaios. Não é um intervalo de confiança: conhece o que foi sorteado e nada mais. O que aqui ninguém pôs em dúvida pode estar errado na mesma.',

  'doubt.title': 'O que se pôs em dúvida?',
  'doubt.note': 'Cada ensaio sorteia tudo ao mesmo tempo. O documento dá as razões.',
  'doubt.measurement': 'Medições',
  'doubt.imputation': 'Valores em falta',
  'doubt.weights': 'Pesos',
  'doubt.alternatives': 'Escolhas de método',
  'doubt.from everybody': 'Sorteados dos valores conhecidos de todos.',
  'doubt.from same region': 'Sorteados dos valores conhecidos da mesma sub-região das Nações Unidas.',
  'doubt.concentration': 'Sorteados à volta dos pesos do documento, concentração {value}.',
  'doubt.bounds': 'Qualquer valor dentro de limites: {bounds}.',
  'doubt.bound': '{name}, de {low} a {high}',
  'doubt.order': 'Quaisquer pesos na ordem que o documento dá.',
  'doubt.choices': 'Uma destas opções, todas igualmente prováveis: {choices}.',
  'doubt.drawn': 'Sorteados: {names}.',
  'doubt.nothing': 'Não há aqui nada a sortear.',
  'doubt.across units': 'Correlação dos erros entre países {value}: {names}.',
  'doubt.across series': 'Correlação dos erros dentro de um mesmo país {value}: {names}.',
  'doubt.independent':
    'O documento não indica nenhuma correlação dos erros: são sorteados como independentes, salvo os de um valor que é lido duas vezes. Onde os valores têm a mesma fonte, os intervalos das notas ficam então demasiado curtos, e as diferenças entre países parecem mais duvidosas do que são.',
  'doubt.independent rest': 'Todos os outros erros são sorteados como independentes.',
  'doubt.changes':
    'Não se sorteia nenhum erro para uma variação ao longo dos anos, pois ninguém o publicou: {names}.',
  'doubt.not declared':
    'Este documento não diz o que nele é duvidoso. Só os erros publicados são sorteados; pesos e escolhas de método são tomados como estão, pelo que os intervalos são demasiado estreitos.',
  'doubt.not measurement': 'Os erros de medição são tomados como nulos.',
  'doubt.not imputation': 'Os valores em falta são tratados em cada ensaio como diz o documento.',
  'doubt.not weights': 'Os pesos são tomados como estão.',
  'doubt.not alternatives': 'Nenhuma outra escolha de método é experimentada.',
  'doubt.always':
    'Nunca se põe em dúvida aqui: que países são avaliados, as provas e listas por trás das barreiras, e os erros que ninguém publicou.',

  'note.nothing to draw': 'O documento põe em dúvida «{source}», e não há nada a sortear para isso.',
  'note.constant leaf': '«{leaf}» é igual para todos: não distingue ninguém.',
  'note.nobody ranked': 'Em nenhum ensaio houve quem classificar.',
  'note.still missing':
    '«{leaf}» continua por conhecer em cada ensaio para {n} dos avaliados: não se conhece nada que possa ocupar o seu lugar.',
  'note.score ranges thinned': 'Os intervalos das notas assentam em {runs} dos ensaios.',
  'note.negative under this mean':
    '«{leaf}» desce abaixo de zero onde a sua regra não o admite: esses ensaios não dão nota.',
  'note.weights walked':
    'Chegou-se aos pesos de «{leaf}» passo a passo, pelo que ensaios vizinhos se parecem um pouco.',

  'places.title': 'Lugares que se mantêm e lugares que não',
  'places.subtitle':
    'Lugar com o seu intervalo de sensibilidade, e parte de {runs} ensaios entre os {k} primeiros. Mostram-se os que têm pelo menos uma hipótese em vinte.',
  'places.place': 'Lugar',
  'places.share': 'Ensaios entre os {k} primeiros, %',
  'places.rest':
    '{n, plural, =0 {Ninguém mais passa todas as barreiras.} one {O outro esteve menos vezes entre os {k} primeiros; está no CSV.} other {Os outros # estiveram menos vezes entre os {k} primeiros; estão no CSV.}}',
  'label.country': 'País',
  'label.place': 'Lugar',
  'label.range': 'Intervalo de sensibilidade do lugar',
  'label.expected': 'Lugar médio',
  'label.score': 'Nota',
  'label.score range': 'Intervalo de sensibilidade da nota',
  'label.in': 'Entre os {k} primeiros',
  'label.passes': 'Passa todas as barreiras',
  'label.gate': 'Barreira',
  'label.now': 'Hoje',
  'label.own weights': 'Primeiro com os seus próprios pesos',
  'label.source': 'O que é sorteado',
  'label.alone': 'Por si só',
  'label.together': 'Com tudo aquilo por que atua',
  'label.change': 'O que teria de mudar',
  'label.from': 'De',
  'label.to': 'Para',
  'label.size': 'Tamanho',
  'label.flip': 'Estaria então',
  'label.left out': 'Deixado de fora',
  'label.moves': 'Lugares que mudam',
  range: '{low} a {high}',
  'share.always': 'sempre',
  'share.never': 'nunca',
  'share.over': 'mais de 99 %',
  'share.under': 'menos de 1 %',
  'share.unknown': 'não se conhece',
  'standing.on': 'na lista restrita',
  'standing.off': 'fora da lista restrita',
  'outcome.passed': 'passada',
  'outcome.failed': 'não passada',
  'outcome.unknown': 'não se conhece',

  'matters.title': 'Que pressuposto conta mais?',
  'matters.note':
    'Quanto do movimento dos lugares vem de cada coisa sorteada: por si só, e com tudo aquilo por que atua em conjunto com outras.',
  'matters.finding': 'O que mais conta: {what}. Daí vêm {share} de todo o movimento',
  'matters.even': 'Nada do que foi sorteado moveu um lugar.',
  'matters.subtitle':
    'Parte da variância da mudança média de lugar (índice de Sobol total), com um intervalo de sensibilidade de 90 % obtido ao sortear de novo os ensaios. {n} ensaios.',
  'matters.no effect': 'Uma escolha sem efeito: {names}. Seja qual for a resposta, nenhum lugar se move.',
  'matters.reach':
    'Pouco movimento, e ainda assim decide quem está. «{choice}» por si só ({title}): {parts}.',
  'reach.placed': 'obtêm lugar: {names}',
  'reach.unplaced': 'perdem o seu: {names}',
  'reach.onto': 'entram na lista restrita: {names}',
  'reach.off': 'saem dela: {names}',
  'matters.idle nothing': '«{choice}» não muda nenhuma nota: {title}.',
  'matters.idle scores only': '«{choice}» muda notas e nenhum lugar: {title}.',
  'matters.doubtful':
    'Para {names}, a parte por si só saiu maior do que a parte com outras, o que não pode ser: poucos ensaios para uma diferença tão pequena.',
  'matters.caveat':
    'As partes com outras contam duas vezes o que duas coisas fazem juntas, pelo que podem somar mais de 100 %.',
  'matters.one': 'Aqui só isto é sorteado, e todo o movimento vem daí: {what}.',
  'source.measurement': 'os erros de medição',
  'source.imputation': 'os valores em falta',
  'source.weights': 'os pesos',
  'source.alternative': '«{title}»',

  'near.title': 'Quem ficou de fora por pouco e quem está dentro por pouco?',
  'near.note': 'Decisões que bem podiam ter saído ao contrário.',
  'near.none':
    'Ninguém: quem está na lista restrita está nela em nove de cada dez ensaios ou mais, e mais ninguém está nela num de cada dez.',
  'near.caption': 'Na lista restrita nuns ensaios e fora noutros',
  'near.on': '{name}: na lista restrita, e apenas em {share} dos ensaios.',
  'near.off': '{name}: fora da lista restrita, e nela em {share} dos ensaios.',
  'near.gate passed': '{name}: passa «{gate}», em {share} dos ensaios.',
  'near.gate failed': '{name}: não passa «{gate}», e passa-a em {share} dos ensaios.',

  'heat.title': 'Onde cada um ficou',
  'heat.subtitle':
    'Parte de {runs} ensaios em cada lugar, em percentagem. Quanto mais forte a cor, mais vezes. Abaixo de 10, sem número.',
  'heat.caption': 'Parte dos ensaios em cada lugar, em percentagem',
  'heat.beyond': '{from} e mais',

  'gates.title': 'São seguras as barreiras?',
  'gates.fixed':
    'Nenhuma barreira depende aqui de uma estimativa com erro publicado. Cada uma é passada, não passada ou desconhecida em todos os ensaios; não se sorteia se os códigos, listas e provas estão certos.',
  'gates.drawn':
    'Barreiras que dependem de uma estimativa com erro publicado, onde a probabilidade não é nem nula nem certa.',
  'gates.certain':
    'Toda a barreira que depende de uma estimativa com erro publicado saiu igual em praticamente todos os ensaios.',
  'gates.unknown':
    'Uma barreira desconhecida continua a sê-lo em cada ensaio: nenhuma probabilidade é inventada.',
  'gates.open': 'podiam sair ao contrário',
  'gates.chance': 'Parte dos ensaios em que é passada',

  'flip.title': 'Qual é a menor mudança que a mudaria?',
  'flip.note': 'Muda uma só coisa e tudo o resto fica. De várias maneiras mostra-se a menor.',
  'flip.weight': 'peso de «{what}»',
  'flip.value': 'o seu valor de «{what}»',
  'flip.threshold': 'limite de «{what}»',
  'flip.figure': 'o seu valor por trás de «{what}»',
  'flip.outcome': '«{what}» passada',
  'flip.in errors': '{size} erros publicados',
  'flip.just below': 'logo abaixo de {at}',
  'flip.just above': 'logo acima de {at}',
  'flip.searched':
    'Alguns foram encontrados numa grelha; pode ter escapado uma mudança menor entre os seus pontos.',
  'flip.none': 'Nenhuma mudança de um só peso, de um só limite ou de um só valor seu o muda.',
  'flip.on': 'na lista restrita',
  'flip.off': 'fora da lista restrita',
  'flip.weights note':
    'Os pesos são partes do seu grupo, em percentagem; os outros do grupo mantêm as proporções.',

  'reversal.title': 'A ordem depende de quem mais está na lista?',
  'reversal.note':
    'Cada país, e depois cada critério, é deixado de fora uma vez e o resto é classificado de novo.',
  'reversal.units none':
    'Não: aqui nada se mede com quem mais é avaliado, pelo que deixar de fora um país não faz outro passar à frente de outro.',
  'reversal.units some':
    'Sim: deixar de fora um de {n, plural, one {# país} other {# países}} faz outros passarem à frente uns dos outros, porque um valor se mede com quem mais é avaliado.',
  'reversal.units tried':
    'Deixados de fora um a um, {n, plural, one {# país não faz} other {# países não fazem}} outros passar à frente uns dos outros, embora haja valores que se medem com quem mais é avaliado.',
  'reversal.criterion': '{n, plural, =0 {nenhum} one {# lugar} other {# lugares}}',
  'reversal.criteria': 'Deixar de fora um critério',
  'reversal.on': 'Entra na lista restrita',
  'reversal.off': 'Sai dela',
  'reversal.nobody': 'ninguém',

  'why.title': 'O que se pode dizer aqui e o que não',
  'why.scorecard':
    'Este documento é uma ficha: conta indicadores passados e não tem critérios que contem por graus. Os seus lugares e pesos não podem ser postos à prova; das suas barreiras, o que se sabe está mais abaixo.',
  'why.no gates': 'Não tem barreiras ao lado da ficha.',
  'why.cannot judge':
    'Não há resultado de cuja segurança se possa perguntar: {n, plural, one {falta # série} other {faltam # séries}}. Traga-as com tp data import e faça a avaliação.',
  'why.rule':
    'O grupo «{group}» é juntado por uma regra ou por pesos que olham para todos ao mesmo tempo. Não se oferecem ensaios disso; as barreiras estão mais abaixo.',
  'why.gate row':
    '{gate}: {passed} passam-na, {failed} não, {unknown} não se conhecem, {open} podiam sair ao contrário',

  'wait.title': 'Os ensaios estão a ser feitos',
  'wait.text': 'Até agora {done} %. Esta página mostra-os quando estiverem prontos.',
  'wait.queued': 'Outros foram pedidos antes. Os seus vêm a seguir.',
  'wait.look': 'Ver de novo',
  'wait.cancel': 'Parar',
  'wait.note': 'Ver de novo espera por eles até {seconds} segundos.',
  'wait.progress': 'Avanço dos ensaios',
  'wait.stopped': 'Parado. Nada foi guardado.',
  'wait.again': 'Começar de novo',
  'wait.lost': 'Perdeu-se a ligação. Os ensaios talvez continuem; veja de novo.',

  'again.title': 'Perguntar de novo',
  'again.text':
    'A mesma avaliação, número de ensaios e semente dão os mesmos números em qualquer máquina. Por comando: <code>tp select robustness --assessment {id}</code>',
  'again.runs': 'Ensaios',
  'again.runs hint': 'De {least} a {most}. Mais ensaios afinam as partes; não estreitam os intervalos.',
  'again.seed': 'Semente',
  'again.seed hint': 'Um número inteiro. Outra semente mostra quanto é acaso do sorteio.',
  'again.submit': 'Fazer estes ensaios',
  'again.back': 'Voltar à avaliação',
  'action.csv': 'Descarregar CSV',
  'action.json': 'Descarregar JSON',

  'asked.runs': '«{said}» não serve como número de ensaios',
  'asked.runs.message':
    'É preciso um número inteiro de {least} a {most}: menos nada diz de um intervalo, mais nada diz de novo.',
  'asked.runs.remedy': 'Deixe vazio para {usual}, ou peça por exemplo 5000.',
  'asked.seed': '«{said}» não serve como semente',
  'asked.seed.message': 'É preciso um número inteiro de {least} a {most}.',
  'asked.seed.remedy': 'Deixe vazio para {usual}.',

  'cli.byline': '{title}, versão {version}, com o que se conhecia em {day}; semente {seed}, {runs} ensaios',
  'cli.byline own data': '{title}, versão {version}, com {file}; semente {seed}, {runs} ensaios',
  'cli.more': '{n, plural, one {mais #} other {mais #}} com menos de uma hipótese em vinte.',
  'cli.kept': 'Avaliação {id}',
  'cli.unit on': '{name}: lugar {place}, na lista restrita, e nela em {share} dos ensaios.',
  'cli.unit off': '{name}: lugar {place}, fora da lista restrita, e nela em {share} dos ensaios.',
  'cli.unit unranked': '{name}: sem lugar ({standing}).',
}
