import type { FindingWord } from './keys.ts'

export const pt: Record<FindingWord, string> = {
  'too-few': 'Não chega ({what}: {is}); são precisos pelo menos {least}.',
  'too-many': 'É demasiado ({what}: {is}); cabem no máximo {most}.',
  'too-few.lists':
    'Muito poucas listas: {is}; são precisas pelo menos {least}. Traga mais uma, ou use um método sem listas (inquérito, amostra por recrutamento, contagem por redes).',
  'too-many.lists':
    'Demasiadas listas: {is}; cabem no máximo {most}. Junte numa as listas do mesmo género, ou deixe as mais pequenas.',
  'too-many.models':
    'Demasiados modelos: {is}; podem comparar-se no máximo {most}. Escolha passo a passo (stepwise), use uma ordem menor, ou junte listas.',
  'not-a-count':
    'Linha {row}, coluna {column}: é preciso um número inteiro a partir de 0, e a célula diz {text}. Corrija-a.',

  // Redes
  'rows-left-out':
    '{count, plural, one {# de {of} pessoas inquiridas ficou de fora} other {# de {of} pessoas inquiridas ficaram de fora}}: {why}. O número vale apenas para as outras.',
  'not-a-number-from':
    'Linha {row}, coluna {column}: é preciso um número a partir de {least}, e a célula diz {text}. Corrija-a.',
  'id-missing': 'Linha {row}: a pessoa inquirida não tem identificador. Cada linha precisa de um.',
  'id-twice':
    'As linhas {earlier} e {row} têm o mesmo identificador, {id}. Cada pessoa inquirida precisa do seu.',
  'unknown-recruiter':
    'Linha {row}: {recruiter}, que teria recrutado {id}, não está entre as pessoas inquiridas. Acrescente essa linha, ou marque {id} como semente (pessoa escolhida pela equipa de investigação).',
  'self-recruitment':
    'Linha {row}: {id} figura como recrutado por si próprio. Indique quem o fez, ou marque {id} como semente (pessoa escolhida pela equipa de investigação).',
  'recruitment-cycle':
    'Linha {row}: o recrutamento anda em círculo ({ids}), pelo que ninguém veio primeiro. Corrija quem recrutou quem.',
  'seeds-only':
    'Nenhuma pessoa inquirida ({cases} ao todo) foi recrutada por outra. Sem recrutamento, este método nada pode dizer.',
  'more-recruits-than-coupons':
    '{count, plural, one {# pessoa inquirida recrutou} other {# pessoas inquiridas recrutaram}} mais gente do que os seus cupões permitem ({coupons} cada uma); {first} recrutou {recruits}. Talvez haja recrutadores trocados: verifique quem recrutou quem.',
  'degree-below-recruits':
    '{count, plural, one {# de {of} pessoas inquiridas diz} other {# de {of} pessoas inquiridas dizem}} conhecer menos gente do que o recrutamento mostra. Essas respostas pesam demasiado no número.',
  'degrees-heaped':
    'Dos números maiores de conhecidos, {share} são múltiplos de cinco; por acaso seriam cerca de {expected}. Muitos foram ditos a olho: os pesos são aproximados.',
  'weights-concentrated':
    'Os {share} de pessoas inquiridas que menos gente conhecem têm {largest} do peso. Poucas respostas decidem o número.',
  'group-unknown': 'Não há nenhum grupo {group}. Conhecem-se: {known}.',
  'one-outcome':
    'Todas as pessoas inquiridas ({cases}) deram a mesma resposta, {group}. A amostra não pode dizer quanto a população se afasta dela.',
  'group-never-recruits':
    'Ninguém do grupo {group} recrutou alguém cujo grupo se conheça. Nada mostra quem conhecem, pelo que este método não dá nenhum número.',
  'groups-apart':
    'Nenhum recrutamento leva de {from} a {to}. A amostra não pode dizer qual é o tamanho de um ao lado do outro.',
  'population-missing':
    'O tamanho da população não foi dado, e este método precisa dele: {method}. Indique-o, ou escolha outro método.',
  'population-below-sample':
    'A população foi dada como {population}, menos do que as {sample} pessoas da amostra. Corrija-a.',
  'large-sampling-fraction':
    'A amostra é {share} da população. Acima de {above} este método pode errar; a amostragem sucessiva (RDS-SS) tem-no em conta.',
  'not-converged':
    'Nas últimas {last} pessoas inquiridas a estimativa ainda se movia {moved} pontos percentuais; admitem-se {allowed}. Com mais recrutamento poderia ser outra.',
  'resamples-elsewhere':
    'Repetida com pessoas sorteadas de novo, a amostra dá {resampledMean} em média em vez de {estimate}, a {standardErrors} vezes o erro-padrão. As primeiras pessoas escolhidas, ou algumas poucas, decidem boa parte do número: não se fie nele sozinho.',
  'seeds-not-forgotten':
    '{wavesNeeded, select, none {Por mais que durasse, o recrutamento dependeria sempre das primeiras pessoas escolhidas pela equipa de investigação.} other {O recrutamento chegou à vaga {wavesReached}; é precisa a vaga {wavesNeeded} para que deixe de importar quem foi escolhido primeiro.}} O número pode pender para essas pessoas.',
  'seeds-of-one-group':
    'As {seeds} primeiras pessoas escolhidas pela equipa de investigação são todas de um grupo, {group}. O número pode pender para ele.',
  'trees-apart':
    'Conforme a pessoa de que parte, o recrutamento dá números de {low} a {high} ({trees} comparados). Talvez não passe entre partes da população; o intervalo é então demasiado estreito.',
  'strong-homophily':
    'As pessoas recrutam os seus semelhantes {homophily} vezes mais do que daria o acaso. O intervalo pode ser demasiado estreito.',
  'uneven-recruitment':
    'As pessoas do grupo {most} trouxeram, cada uma, {ratio} vezes mais gente do que as de {least}. O número pode pender para quem elas conhecem.',
  'outside-own-interval':
    'O número fica fora do seu próprio intervalo ({levels}): ao sortear de novo as pessoas, assenta noutro lugar. Não confie em nenhum dos dois; poucas pessoas, como as primeiras escolhidas, podem decidir muito dele.',
  'few-respondents':
    'Só contam {is} inquiridos, quando seriam precisos {least}. Tão poucos nada dizem de quanto se afastam da população: não se faz nenhum intervalo, e nada pode assentar no número. Continue a recrutar.',
  'resamples-failed':
    'Não houve estimativa em {failed} de {of} reamostras (repetições em que se sorteiam de novo as pessoas). O intervalo assenta nas outras e pode ser demasiado estreito.',
  'interval-needs-resamples':
    'Não há intervalo a {level}: são precisas pelo menos {least} reamostras (repetições em que se sorteiam de novo as pessoas) com uma estimativa, e o número delas é {is}. Peça mil ou mais.',
  'too-little-branching':
    'O recrutamento quase não se ramificou. Sorteadas de novo, as árvores inteiras deixam {places} pontos ao acaso (pessoas escolhidas primeiro, e as que recrutaram duas ou mais; seriam precisos {least}), e {fixed} dos inquiridos estão em todas. O erro pareceria demasiado pequeno; por isso o recrutamento é sorteado de novo como uma só cadeia. Esse intervalo ainda pode ser demasiado estreito.',
  'interval-too-short':
    'Em simulações, este tipo de intervalo ({kind}) falhou a verdade mais vezes do que diz: é demasiado estreito. Prefira o que sorteia de novo árvores de recrutamento inteiras.',
  'group-size-missing': 'Falta o tamanho do grupo {group}. Indique-o, ou deixe o grupo de fora.',
  'group-twice': 'O tamanho do grupo {group} figura duas vezes. Mantenha a linha correta.',
  'group-answers-missing':
    'As respostas não têm coluna para o grupo {group}. Acrescente-a, ou deixe o grupo de fora.',
  'group-above-population':
    'Diz-se que o grupo {group} tem {size} pessoas, não menos do que toda a população ({population}). Um dos dois números está errado.',
  'no-degrees':
    'Nenhuma pessoa inquirida ({cases} ao todo) conhece alguém dos grupos conhecidos. Nada diz então quanta gente conhecem, e não há número.',
  'none-reported':
    'Nenhuma pessoa inquirida ({cases} ao todo) conhece alguém de {group}. Isso dá, quando muito, um limite superior.',
  'reports-without-degrees':
    'As pessoas inquiridas conhecem {reports} pessoas de {group}, mas nenhuma das que as conhecem conhece alguém dos grupos conhecidos. Este método deixa-as de fora e por isso não tem número; o que divide todas as menções por todos os conhecidos tem-no.',
  'back-estimate-off':
    'O grupo {group} tem {known} pessoas; estimado a partir dos outros grupos teria {estimate} ({ratio} vezes tantas). O número pode errar outro tanto.',
  'formula-error-too-small':
    'O erro-padrão por fórmula ({formula}) é demasiado pequeno: sorteando de novo as pessoas inquiridas é {resampled}, {ratio} vezes maior. Prefira o intervalo desse sorteio.',
  'transmission-taken-as-complete':
    'Deu-se por certo que as pessoas sabem se alguém que conhecem é do grupo oculto. Muitos escondem-no: o número real é provavelmente maior.',
  'answers-overdispersed':
    'As respostas sobre {group} variam {index} vezes mais do que se as pessoas se encontrassem ao acaso. Os grupos misturam-se de forma desigual, e as fórmulas dão um intervalo demasiado estreito.',
  'reports-concentrated':
    'Os {respondents} de pessoas inquiridas que mais gente conhecem de {group} fazem {share} das menções. O número assenta em poucas respostas.',
  'factor-out-of-range':
    '{factor}: {value} não pode ser. Este fator deve ser superior a 0, e no máximo 1 se for uma proporção.',
  'factors-taken-as-exact':
    'Tomados como conhecidos com exatidão: {factors}. A sua própria incerteza não está no intervalo, que por isso é demasiado estreito.',
  'hidden-group-known':
    '{group} figura tanto como grupo oculto como entre os grupos de tamanho conhecido. Só pode ser um dos dois.',
  'strata-of-one-unit':
    'Só foi sorteada uma unidade em {count} de {of} estratos (partes amostradas em separado). Não se vê o que juntam à incerteza: o intervalo é demasiado estreito.',
  'averaged-shares-lean':
    'A média das proporções próprias de cada pessoa inquirida é {ratio} vezes a proporção calculada sobre todas juntas. As redes pequenas pesam demasiado: o número real é provavelmente menor.',
  'few-reports':
    'Foram mencionados poucos conhecidos de {group}: {reports} ao todo, quando seriam precisos {least}. O intervalo é aproximado.',
  'answers-cut':
    'As respostas acima de {at} foram cortadas em {at}: {count} de {of}. O número depende desse teto.',
  'no-visibility':
    'Os membros do grupo oculto ({cases} inquiridos) dizem que ninguém sabe deles. O que outros mencionam não se pode converter num número.',
  'estimate-above-population':
    'A estimativa ({estimate}) excede a população de que faz parte ({population}). Um fator ou um tamanho está errado.',
  'limits-above-population':
    'Ao sortear de novo as pessoas, o número passa de toda a população ({population}) em {beyond} de {of} repetições. O limite superior ({levels}) é cortado nela: as respostas quase não limitam o número por cima. Reveja-as, assim como os tamanhos e os fatores.',
  'size-not-positive': 'Tamanho ({what}): {value} não pode ser. É preciso um número superior a 0.',
  'probability-out-of-range':
    'Linha {row}, coluna {column}: é precisa uma probabilidade superior a 0 e no máximo 1, e a célula diz {text}. Corrija-a.',
  'frequency-taken-as-one':
    'De {of} pessoas inquiridas, {count} não disseram com que frequência vão a esses lugares. Contou-se uma vez, e talvez pesem demasiado.',
  'event-contradicted':
    'Linha {row}: para o evento {event}, outra linha diz outra coisa ({column}). Todas as linhas de um evento têm de concordar.',
  'more-interviewed-than-counted':
    'No evento {event} foram inquiridas mais pessoas ({interviewed}) do que as contadas no local ({counted}). Um dos dois números está errado.',
  'weights-uneven':
    'Os pesos são muito desiguais: as {of} pessoas inquiridas dizem tanto como {effective} de igual peso. Por isso o intervalo é largo.',

  // Tabelas de listas que se sobrepõem
  'row-width':
    'A linha {row} tem {is, plural, one {# célula} other {# células}}, e o cabeçalho {expected}. Procure uma vírgula a mais ou a menos.',
  'not-zero-or-one':
    'Linha {row}, lista {column}: é preciso 1 (na lista) ou 0 (fora dela), e a célula diz {text}. Corrija-a.',
  'unseen-counted':
    'A linha {row} conta pessoas que não estão em nenhuma lista ({count}). Ninguém as pode ter contado: são elas que se estimam. Retire a linha.',
  'unseen-row-left-out':
    'A linha {row}, de pessoas que não estão em nenhuma lista, ficou de fora. Não contava ninguém: o número não muda.',
  'history-twice':
    'As linhas {first} e {row} são ambas de pessoas destas listas: {lists}. Some-as ou retire uma: ninguém pode dizer qual vale.',
  'list-without-name': 'A lista da coluna {column} não tem nome. Escreva-o no cabeçalho.',
  'counts-like-a-list':
    'A última coluna, {column}, foi lida como contagens e só contém 0 e 1. Se também é uma lista e cada linha uma pessoa, não há coluna de contagens: conte quantas pessoas têm cada combinação de listas, e ponha isso no fim.',
  'list-twice': 'Duas listas chamam-se {list}. Dê a cada uma um nome próprio.',
  'empty-list': 'Não há ninguém na lista {list}. Nada acrescenta ao número.',
  'no-overlap': 'Ninguém está em mais de uma lista. Ninguém pode então dizer quantos não foram encontrados.',
  'all-overlap': 'Todos estão em todas as listas. Nada mostra que falte alguém, nem que não falte ninguém.',
  'list-within-list':
    'Todos os de {inner} estão também em {outer}. Se uma foi copiada da outra, contam como uma só lista: retire uma.',
  'model-not-read':
    'O modelo {text} não se entende em {at}. Escreva os seus termos com os números das listas, como [12,13,4].',
  'list-not-in-model': 'O modelo {text} deixa de fora a lista {list}. Cada lista precisa de um termo.',

  // Inquéritos e mudança
  'missing-weights':
    '{count, plural, one {# pessoa inquirida não tem peso} other {# pessoas inquiridas não têm peso}} (linhas: {rows}): ninguém sabe quanta gente representam. Sem peso não podem ser contadas.',
  'missing-outcomes':
    '{count, plural, one {# pessoa inquirida não respondeu} other {# pessoas inquiridas não responderam}} (linhas: {rows}), {shareOfWeight} do peso. O número erra se diferirem das outras.',
  'not-a-weight': 'Linha {row}: {value} não pode ser um peso. É preciso um número superior a 0.',
  'not-a-size':
    'Linha {row}, coluna {column}: {value} não pode ser um tamanho. É preciso um número superior a 0.',
  'missing-design': 'Linha {row}: falta isto: {column}. Cada pessoa inquirida precisa disso.',
  'sampling-fraction-varies':
    'No estrato (parte amostrada em separado) {stratum}, a linha {row} dá outro tamanho da população do que as linhas anteriores. Um estrato tem um só tamanho.',
  'stratum-below-sample':
    'No estrato {stratum} foram sorteados mais conglomerados ({sampled}) do que se diz que tem ({population}). Um dos dois números está errado.',
  'cluster-in-several-strata':
    'O mesmo nome de conglomerado está em vários estratos: {clusters} ({count} ao todo). Foram contados como diferentes; se são os mesmos, o intervalo está errado.',
  'one-cluster-in-stratum':
    'Só foi sorteado um conglomerado em {strata}. Não se vê quanto diferem ali, pelo que a incerteza não se conhece até que escolha: {choices}.',
  'lonely-clusters-settled':
    'Só foi sorteado um conglomerado em {strata}. O que se escolheu: {how}. O intervalo depende disso.',
  'weights-against-population':
    'No estrato {stratum} os pesos somam {sumOfWeights}, e diz-se que a população é de {population}. Um dos dois números está errado.',
  'weights-not-expanded':
    'Os pesos somam {sumOfWeights} para {respondents} pessoas inquiridas: não representam uma população. Um total não tem sentido aqui: indique o tamanho da população.',
  'no-variation':
    '{all, select, 1 {Todas as pessoas inquiridas estavam na situação} other {Nenhuma pessoa inquirida estava na situação}}. Os dados só dão um limite de um dos lados, como com {effectiveSize} pessoas sorteadas uma a uma. {limitIfClustersAlike, select, none {Não é uma prova para toda a população.} other {Se em cada conglomerado todas se parecerem, o limite é {limitIfClustersAlike}.}}',
  'clusters-agree':
    'Os {clusters} conglomerados deram o mesmo resultado. Nada mostra quanto outros podem diferir: a incerteza não se conhece, e não é zero.',
  'few-degrees-of-freedom':
    'Há poucos conglomerados para o número de estratos: mais {degreesOfFreedom}, quando seriam precisos {least}. O intervalo é aproximado.',
  'out-of-range':
    '{what}: {value} não pode ser. {most, select, none {Deve ser superior a {least}.} other {Deve estar entre {least} e {most}.}}',
  'not-comparable':
    'Os dois números diferem nisto: {what} ({first}; {second}). A sua diferença não é, ou não é só, uma mudança no mundo.',
  'no-ratio':
    'Na vaga {wave} a proporção é {share}, pelo que não se pode dividir uma vaga pela outra. A mudança é dada apenas como diferença.',
  'wave-without-estimate': 'A vaga {wave} não tem estimativa, pelo que ninguém pode dizer a mudança.',
  'trend-unchecked':
    '{periods, plural, one {Há # período} other {Há # períodos}} antes do início: não chega para ver se ambos os grupos iam a par até então. O resultado dá-o por certo.',
  'trends-differ-before':
    'Os dois grupos já se afastavam antes do início, {difference} por período (por puro acaso em {p} de tais comparações). O resultado talvez meça isso.',
  'few-clusters-in-group':
    'Há poucos conglomerados no {group}: {clusters}, quando seriam precisos {least}. Não se fie no intervalo.',
  'resamples-without-estimate':
    'Na vaga {wave} não houve estimativa em {failed} de {of} reamostras (repetições em que se sorteiam de novo as pessoas). Contam como maiores do que qualquer outra: as listas mal se ligam entre si.',
  'poor-fit-before':
    'Antes do início, a melhor mistura de outros lugares erra {error} em média: mais de {most} vezes o que os lugares diferem ({spread}). Não pode mostrar o que teria acontecido.',
  'few-places-to-compare':
    'Só há mais {places} lugares: mesmo o maior efeito poderia vir do acaso em {smallestP} dos casos. Compare com mais lugares.',
  'plan-assumes-independence':
    'O plano toma as {lists} listas como independentes. Se estar numa torna mais provável estar noutra, o intervalo será mais largo e a estimativa pode errar.',
  'few-expected-cases':
    'Só se podem esperar cerca de {expected} pessoas na situação (ou fora dela), quando seriam precisas {least}. O intervalo será aproximado.',
  'plan-passes-ends':
    'Uma parte de {share} com {halfWidth} pontos para cada lado vai {side, select, none {abaixo de nada} other {além de todos}}: tantas respostas não a podem mostrar. Peça uma meia largura bem menor.',
  'few-clusters-planned':
    'O plano tem poucos conglomerados: {clusters}, quando seriam precisos {least}. Mal se saberá quanto diferem: preveja mais, e mais pequenos.',
  'few-expected-in-overlap':
    'Só se podem esperar cerca de {expected} pessoas em mais de uma lista, quando seriam precisas {least}. A estimativa errará: preveja listas mais longas, ou mais listas.',

  // Duas listas e limites inferiores
  'not-a-whole-count':
    'O número de pessoas {what} deve ser um número inteiro a partir de 0; foi dado {value}.',
  'both-above-list':
    'Diz-se que há mais pessoas em ambas as listas ({both}) do que na lista {list} ({size}). Um dos dois números está errado.',
  'overlap-small':
    'Poucas pessoas estão ao mesmo tempo em {first} e em {second}: {overlap}, quando seriam precisas {least}. A estimativa pode errar muito.',
  'independence-untestable':
    'Com duas listas nada pode mostrar se estar em {first} torna mais provável estar em {second}. Se assim for, o número real é maior; se o torna menos provável, menor.',
  'interval-without-width':
    'A fórmula dá um intervalo sem largura, como se o número fosse certo. Não o é: nenhum é mostrado.',
  'no-upper-limit':
    'Os dados não põem limite superior a {level} ({kind}). Ninguém pode dizer até onde vai o número.',
  'lower-bound': 'É um limite inferior: o número real é provavelmente maior.',
  'bound-not-proved':
    'Esta forma do limite é para muitas listas que encontram o mesmo número de pessoas. Com estas {lists} listas, o limite que se pode provar é {provable}.',
  'nobody-on-two':
    'Ninguém está exatamente em duas listas. O limite assenta nas pessoas de uma só lista ({ones}), e é aproximado.',

  // Ficheiros com uma tabela
  'file-empty': 'O ficheiro está vazio. Veja se é o certo.',
  'file-not-text': 'O ficheiro não é texto. Guarde a tabela como CSV em UTF-8.',
  'file-without-rows': 'A tabela tem um cabeçalho e nenhuma linha por baixo.',
  'quote-not-closed': 'Umas aspas abrem e não fecham (notado na linha {row}). Feche-as, ou retire-as.',
  'heading-of-numbers':
    'A primeira linha deve ter cabeçalhos, e onde um devia estar figura {text}: o que essa linha conta perder-se-ia. Escreva por cima uma linha de cabeçalhos.',
  'column-twice': 'Duas colunas chamam-se {column}. Dê a cada uma um cabeçalho próprio.',
  'column-unknown': 'Nenhuma coluna se chama {column}. A tabela tem: {known}.',
  'not-a-number': 'Linha {row}, coluna {column}: é preciso um número, e a célula diz {text}. Corrija-a.',
  'same-table-twice':
    'As duas tabelas são a mesma: nada pode ter mudado entre elas. Talvez o mesmo ficheiro tenha sido indicado duas vezes.',
  'size-varies-without-strata':
    'A linha {row} dá outro tamanho da população do que as linhas anteriores, e não se indica nenhuma coluna de estratos (partes amostradas em separado). Indique essa coluna, ou deixe os tamanhos de lado.',
  'thousands-or-decimals':
    'Linha {row}, coluna {column}: {text} pode ser um número de milhares ou um com decimais. Escreva os milhares sem sinal, e os decimais depois de uma vírgula.',
  'mean-not-share':
    'As respostas têm {others, plural, one {outro valor} other {# outros valores}} que 1 e 0 (de {least} a {most}). O número é a média de todos, não uma proporção de pessoas.',
  'not-yes-or-no':
    'Linha {row}, coluna {column}: é precisa uma resposta de sim ou não (1 ou 0), e a célula diz {text}. Escreva 1 para sim, 0 para não, e nada se a pessoa não o disse.',

  // Métodos bayesianos
  'setting-out-of-range': 'Definição ({setting}): {is} não pode ser. Deve estar entre {least} e {most}.',
  'posterior-cut-off':
    'Experimentou-se até {maxMissing} pessoas não vistas, e {beyond, select, none {ninguém pode dizer quão provável é que haja ainda mais} other {a probabilidade de haver ainda mais é de {beyond}}}. O limite superior não é de fiar: admita mais pessoas não vistas.',
  'unseen-beyond-grid':
    'Segundo um limite inferior, pelo menos cerca de {atLeast} pessoas não foram vistas, e este método não pode experimentar mais de {most}. Não dá nenhum número para esta tabela: escolha outro método.',
  'several-peaks':
    'Os dados contam mais de uma história: totais à volta de {at}, com probabilidades de {shares} por essa ordem. O número do meio pode cair onde não está nenhuma.',
  'chains-not-converged':
    'Os {chains} percursos da simulação não concordavam após {iterations} passos{apart, select, none {} other {: a mais alta das suas medianas é {apart} vezes a mais baixa}} (R-hat {rHat}, no máximo {mostRHat}; amostra efetiva {ess}, pelo menos {leastEss}). Não é dado nenhum número. Prolongue-a; se continuarem a discordar, os dados contam mais de uma história.',
  'posterior-improper':
    'As listas sobrepõem-se tão pouco, ou uma delas contém todos, que nada limita o número de pessoas não vistas. Não há número.',
  'close-to-threshold':
    'Decide-se por pouco se {lists} dependem entre si: {statistic}, para um limiar de {threshold} e um erro de simulação de {monteCarloError}. Outra execução poderia decidir o contrário e dar outro número.',

  // Modelos log-lineares de listas que se sobrepõem
  'no-mle':
    'Nesta tabela o modelo {model} não tem um melhor ajuste: demasiadas combinações de listas estão vazias. Qualquer total seria inventado. Experimente um modelo mais simples; se cada lista já está sozinha, não o há, e só ajudam mais coincidências ou listas juntas.',
  'not-identifiable':
    'Com o modelo {model}, totais diferentes ajustam-se igualmente bem a esta tabela, e ninguém pode dizer qual é verdadeiro. Experimente um modelo mais simples; se cada lista já está sozinha, não o há, e só ajudam mais coincidências ou listas juntas.',
  'fit-not-converged':
    'O ajuste do modelo {model} não estabilizou, pelo que não há número. Experimente outro modelo.',
  'nothing-left-to-test':
    'O modelo {model} ajusta-se perfeitamente à tabela porque gasta tudo o que ela diz. Nada resta que mostre se está certo.',
  'model-does-not-fit':
    'O modelo {model} não se ajusta à tabela: o seu desvio é de {deviance} com {degreesOfFreedom} graus de liberdade, e o acaso sozinho afastaria tanto a tabela, quando muito, em {p} dos casos. Não confie neste total: experimente um modelo em que as listas dependam umas das outras.',
  'fit-not-judged':
    'A tabela está longe do modelo {model} (desvio de {deviance} com {degreesOfFreedom} graus de liberdade). Como em {below} das {of} combinações de listas se espera menos de uma pessoa, ninguém pode dizer se o acaso bastaria. Compare com outros modelos.',
  'high-order-model':
    'O modelo {model} junta {order} listas num termo. Poucas tabelas suportam mais de três: o número pode errar muito.',
  'choice-not-repeated':
    'O intervalo toma o modelo como conhecido de antemão, embora tenha sido escolhido na mesma tabela. É demasiado estreito.',
  'resamples-unbounded':
    'Não há estimativa em {failed} de {of} reamostras (repetições em que se sorteiam de novo as pessoas). Contam como maiores do que qualquer outra: o limite superior fica muito acima ou falta.',
  'resamples-one-sided':
    'De {of} reamostras (repetições em que se sorteiam de novo as pessoas), {below} ficam abaixo da estimativa. Um resultado tão inclinado não se pode corrigir: o intervalo é aproximado.',
  'one-less-leaves-none':
    'Com uma pessoa a menos não haveria estimativa. Isto vale para as pessoas de: {histories}. O número depende de poucas pessoas, e o intervalo é aproximado.',
  'one-less-moves-total':
    'Uma pessoa a menos nas listas leva o total para entre {low} e {high}. O número depende de poucas pessoas.',
  'few-together':
    'Pessoas que estão em mais de uma lista: {is}, quando seriam precisas {least}. Nas simulações de tabelas assim, o intervalo corrigido do viés ficava baixo demais com demasiada frequência; foi alargado para abranger também o simples. Só mais pessoas encontradas por várias listas o estreitariam.',
  'limit-on-last-resample':
    '{side, select, low {O limite inferior a {level} é a mais baixa das reamostras (repetições em que se sorteiam de novo as pessoas): o limite verdadeiro está aí ou mais abaixo.} other {O limite superior a {level} é a mais alta das reamostras (repetições em que se sorteiam de novo as pessoas): o limite verdadeiro está aí ou mais acima.}}',

  // Escolher entre modelos log-lineares
  'no-model-has-estimate':
    'Nenhum dos modelos experimentados ({models}) tem estimativa nesta tabela. As listas sobrepõem-se demasiado pouco.',
  'good-models-disagree':
    'Modelos que se ajustam mais ou menos igualmente bem ({models}) dão totais de {low} a {high}. Importa qual se escolhe, e nada nos dados o decide.',
  'models-refused': '{refused} de {of} modelos não têm estimativa nesta tabela. Escolheu-se entre os outros.',
  'depends-on-models-tried':
    'O intervalo a {level} ainda muda com o número de modelos experimentados: limite inferior {low}, limite superior {high}. Pode ser demasiado estreito.',

  // A tabela de todos os métodos
  'below-lower-bound':
    '{label}: {estimate}, abaixo de {bound}, o mínimo que decorre de quantas pessoas foram encontradas uma e duas vezes, contando com o acaso. Ou algumas pessoas são mais difíceis de encontrar do que outras, ou umas listas evitam as pessoas de outras.',
  'inconsistent-list':
    'A lista {list} tem {truth} pessoas; estimada a partir das outras listas teria {estimate}. As listas não são independentes, e o total pode errar outro tanto.',
  'methods-disagree':
    'Os {methods} métodos dão totais de {low} a {high}. Importa mais qual método se escolhe do que qualquer intervalo.',

  // Palavras dentro de uma frase
  'what.lists': 'listas',
  'what.cases': 'pessoas',
  'what.groups': 'grupos',
  'what.clusters': 'conglomerados',
  'what.periods': 'períodos',
  'what.chains': 'percursos da simulação',
  'what.resamples': 'reamostras, repetições em que se sorteiam de novo as pessoas',
  'what.models': 'modelos',
  'what.rows': 'linhas',
  'what.replicates': 'réplicas, repetições dos pesos',
  'why.degree-missing': 'não se diz quanta gente conhecem',
  'why.degree-zero': 'dizem não conhecer ninguém',
  'why.outcome-missing': 'falta a resposta',
  'why.answer-missing': 'faltam respostas',
  'why.weight-missing': 'falta o peso',
  'why.frequency-missing': 'não disseram com que frequência vão a esses lugares',
  'difference.unit': 'o que é contado',
  'difference.stock-or-flow': 'contado num dia ou durante um período',
  'difference.population': 'de quem falam',
  'difference.definition': 'a definição',
  'difference.codebook-version': 'a versão do livro de códigos',
  'difference.frame': 'a base de amostragem',
  'difference.lists': 'as listas',
  'difference.method': 'o método',
  'difference.reference-period': 'os meses sobre os quais se pergunta',
  'design.strata': 'o estrato (parte amostrada em separado)',
  'design.clusters': 'o conglomerado (pessoas sorteadas em conjunto)',
  'design.fpc': 'o tamanho da população',
  'design.wave': 'a vaga',
  'design.group': 'o grupo',
  'lonely.centre': 'medi-lo a partir da média de todos (centre)',
  'lonely.certainty': 'tomá-lo como sorteado com certeza (certainty)',
  'lonely.collapse': 'juntá-lo a outro estrato (collapse)',
  'list.first': 'na primeira lista',
  'list.second': 'na segunda lista',
  'list.both': 'em ambas as listas',
  'factor.frameRatio': 'razão da base (rede de quem está na base de amostragem, ao lado da de todos)',
  'factor.degreeRatio': 'razão de grau (rede do grupo oculto, ao lado da dos outros)',
  'factor.transmission': 'transmissão (proporção de conhecidos que o sabem)',
  'factor.precision': 'precisão (proporção de menções que são verdadeiras)',
  'size.population': 'população',
  'size.frame': 'base de amostragem, de onde a amostra foi tirada',
  'bootstrap.tree': 'árvores de recrutamento inteiras sorteadas de novo',
  'bootstrap.population': 'recrutamento repetido numa população inventada',
  'bootstrap.chain': 'recrutamento repetido como uma só cadeia',
  'arm.treated': 'grupo onde se agiu',
  'arm.compared': 'grupo de comparação',
  'column.weight': 'peso',
  'column.degree': 'número de conhecidos',
  'column.eventProbability': 'probabilidade do evento',
  'column.counted': 'pessoas contadas no local',
  'column.visits': 'número de visitas',
  'column.fpc': 'tamanho da população',
  'setting.order': 'máximo de listas num termo',
  'setting.chains': 'percursos da simulação',
  'setting.draws': 'sorteios',
  'setting.threshold': 'limiar',
  'setting.priorVariance': 'variância da distribuição a priori',
  'setting.iterations': 'passos',
  'setting.burnIn': 'passos deitados fora no início',
  'setting.classes': 'número de classes',
  'setting.maxMissing': 'máximo de pessoas não vistas',
  'setting.resamples': 'reamostras',
  'setting.level': 'nível do intervalo',
  'quantity.share': 'Proporção',
  'quantity.first': 'Proporção na primeira vaga',
  'quantity.second': 'Proporção na segunda vaga',
  'quantity.change': 'Mudança entre as vagas',
  'quantity.combinations': 'Combinações de pressupostos',
  'quantity.power': 'Probabilidade de encontrar a mudança',
  'quantity.target': 'Meta',
  'quantity.fall': 'Descida',
  'quantity.start': 'Período do início',
  'quantity.divisor': 'Soma pela qual se divide',
  'quantity.population': 'População',
  'quantity.fay': 'Fator das meias amostras de Fay',
  'quantity.factor': 'Fator das réplicas',
  'quantity.design effect': 'Efeito do desenho (perda pelo modo de amostrar)',
  'quantity.cluster size': 'Pessoas por conglomerado',
  'quantity.correlation within': 'Semelhança das pessoas de um conglomerado',
  'quantity.weight loss': 'Perda por pesos desiguais',
  'quantity.half width': 'Metade da largura do intervalo',
  'quantity.relative half width': 'Metade da largura do intervalo, como proporção do número',
  'quantity.respondents': 'Pessoas inquiridas',
  'quantity.level': 'Nível do intervalo',
  'quantity.response rate': 'Proporção de pessoas que respondem',
  'quantity.correlation': 'Semelhança das duas vagas',
  'quantity.hidden': 'Tamanho do grupo oculto',
  'quantity.mean degree': 'Pessoas conhecidas em média',
  'quantity.transmission': 'Proporção de conhecidos que o sabem',
  'quantity.resamples': 'Reamostras',
  'quantity.odds ratio': 'Razão de possibilidades (odds ratio)',
  'quantity.list of the dependence': 'Listas que dependem uma da outra',
  'quantity.lists': 'Listas',
  'quantity.coverage': 'Proporção de pessoas numa lista',
  'said.stock': 'num dia',
  'said.flow': 'durante um período',
  'said.none': 'não se diz',
  'empty.cell': '(nada)',
  'empty.name': '(sem nome)',
  'empty.list': '(nenhum)',
  'empty.number': '(não é um número)',
  more: '{count, plural, one {mais #} other {mais #}}',
}
