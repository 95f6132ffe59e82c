import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'slot.name': 'Tabela das listas',
  'slot.hint':
    'Uma linha por pessoa, por registo numa lista, ou por combinação de listas com um número de pessoas.',
  'example.uk': 'Reino Unido 2013: seis listas',
  'example.australia': 'Austrália 2015 a 2017: quatro listas',
  'example.entries': 'Inventado: registos com códigos, por ligar',
  'example.entries.source': 'Inventado para esta página; não fala de ninguém.',
  'ask.form': 'O que é uma linha?',
  'ask.form.overlap': 'Uma combinação de listas, com quantas pessoas a têm',
  'ask.form.people': 'Uma pessoa, com uma coluna para cada lista',
  'ask.form.entries': 'Um registo numa lista, com um código para a pessoa',
  'ask.lists': 'Colunas que são listas',
  'ask.lists.hint':
    'Cada uma contém 1 ou sim para quem está na lista, 0 ou não para quem não está. De duas a dez.',
  'ask.count': 'Coluna dos números de pessoas',
  'ask.code': 'Coluna do código que liga as linhas',
  'ask.code.hint':
    'As linhas com exatamente o mesmo código são uma pessoa. Nada mais serve para as ligar; os códigos não são mostrados nem guardados.',
  'ask.code.none': 'Nenhuma: cada linha é outra pessoa',
  'ask.list': 'Coluna dos nomes das listas',
  'ask.methods': 'Métodos',
  'ask.methods.hint': 'Nenhum é o certo por si só: a distância entre eles faz parte da resposta.',
  'ask.resamples': 'Quantas vezes se sorteiam de novo as pessoas',
  'ask.resamples.hint':
    'Para intervalos que tenham em conta a escolha do modelo. 1000 é habitual; 0 dispensa-o.',
  'ask.seed': 'Semente',
  'ask.seed.hint': 'A mesma semente repete os mesmos sorteios, aqui e por comando.',
  'missing.lists': 'Escolha de duas a dez colunas que sejam listas.',
  'missing.left':
    'Numa tabela de combinações conta cada lista: «{column}» parece ser uma e fica de fora. Assinale-a; com mais de dez listas, junte primeiro algumas no ficheiro.',
  'missing.people':
    '«{column}» parece conter números de pessoas. Diga que uma linha é uma combinação de listas; se cada linha é uma pessoa, retire essa coluna do ficheiro.',
  'missing.count': 'Escolha a coluna dos números de pessoas; não é uma lista.',
  'missing.code': 'Escolha a coluna dos códigos e a dos nomes das listas.',
  'missing.methods': 'Escolha pelo menos um método.',
  'missing.numbers': 'Os sorteios e a semente são números inteiros, como 1000 e 1.',
  'show.title': 'Em resumo',
  'show.seen': '{lists} listas encontraram {cases} pessoas.',
  'show.chosen':
    'Pelo método «{method}», são cerca de <b>{estimate}</b> no total; o intervalo de {level} vai de {low} a {high}.',
  'show.chosen.open':
    'Pelo método «{method}», são cerca de <b>{estimate}</b> no total; o intervalo de {level} começa em {low} e não tem limite superior.',
  'show.chosen.conditional':
    'Pelo método «{method}», são cerca de <b>{estimate}</b> no total. Nenhum intervalo tem em conta a escolha do modelo: dando-o por conhecido, o intervalo de {level} iria de {low} a {high}, o que é demasiado estreito.',
  'show.chosen.point': 'Pelo método «{method}», são cerca de <b>{estimate}</b> no total; não tem intervalo.',
  'show.bound':
    'Pelo método «{method}», são pelo menos cerca de <b>{estimate}</b> no total. Quantas mais, não o diz.',
  'show.prior':
    'Mas nenhum modelo sem distribuição a priori dá uma estimativa com esta tabela: este número vem sobretudo do que o método dá por assente, não das listas. Não o publique como encontrado.',
  'show.none': 'Pelo método «{method}» não há estimativa. {reason}',
  'show.range':
    'Entre {count, plural, one {# método que dá} other {# métodos que dão}} um total, a resposta fica entre {low} e {high}.',
  'show.range.same':
    '{count, plural, one {# método dá} other {# métodos dão}} um total, de cerca de {total}.',
  'show.noTotal': 'Nenhum método dá um total a partir desta tabela.',
  'show.onePerson':
    'Com uma pessoa a mais ou a menos numa lista, o método “{method}” daria entre {low} e {high}.',
  'show.onePerson.none': 'Com uma pessoa a mais ou a menos numa lista, poderia não haver estimativa nenhuma.',
  'show.doubts': 'O que é duvidoso',
  'show.noDoubts':
    'Nada na própria tabela contradiz os métodos. Se as listas foram mantidas em separado e se qualquer um podia estar nelas, a tabela não o pode dizer.',
  'show.below':
    '{count, plural, one {# outro total de {of} fica} other {# outros totais de {of} ficam}} abaixo do limite inferior (Chao): são demasiado baixos.',
  'show.linked': 'Como as linhas se tornaram pessoas',
  'linked.people': '{rows} linhas são {people} pessoas que constam de pelo menos uma lista.',
  'linked.withoutCode':
    '{count, plural, one {# linha não tem código e ficou de fora: ninguém pode dizer de quem é.} other {# linhas não têm código e ficaram de fora: ninguém pode dizer de quem são.}}',
  'linked.again':
    '{count, plural, one {# linha repete o que outra disse.} other {# linhas repetem o que outras disseram.}}',
  'linked.onNoList':
    '{count, plural, one {# pessoa não consta de nenhuma lista e ficou de fora} other {# pessoas não constam de nenhuma lista e ficaram de fora}}: as que nenhuma lista encontrou são as que se estimam.',
  'linked.alike':
    '{count, plural, one {# código difere} other {# códigos diferem}} de outros só em maiúsculas, espaços ou sinais. Foram tomados por pessoas diferentes: se não o são, a estimativa é demasiado alta.',
  'pictures.title': 'O que mostra a tabela',
  'overlap.title': '{share} das pessoas encontradas foram-no por uma só lista',
  'overlap.subtitle':
    'Quantas pessoas foram encontradas por exatamente estas listas. Quanto menos se partilham, mais ficam provavelmente por ver.',
  'forest.title': 'A resposta depende do método: de {low} a {high}',
  'forest.title.same': 'Todo o método que dá um total diz {total}',
  'forest.title.none': 'Nenhum método dá um total',
  'forest.subtitle':
    'Pessoas no total, segundo cada método, e segundo {main} sem uma das listas ou com duas tomadas como uma. A linha à esquerda é quantas foram vistas.',
  'forest.caveat': 'Nenhuma linha é a certa. Um intervalo estreito não torna certo um método.',
  'dependence.title': '«{first}» e «{second}» andam juntas {ratio} vezes tanto quanto o acaso quereria',
  'dependence.title.none': 'Como as listas se ligam',
  'dependence.subtitle':
    'As listas que encaminham pessoas umas às outras encontram as mesmas, e tornam demasiado baixo um total que o ignore; as que repartem o trabalho tornam-no demasiado alto.',
  'distribution.title': 'Sorteadas de novo, as mesmas pessoas dariam totais como estes',
  'distribution.subtitle': '«{method}», {count} reamostras, com o modelo escolhido de novo em cada uma.',
  'consistency.title':
    'Tomadas por toda a gente, {right} de {of} listas são estimadas no seu tamanho conhecido',
  'consistency.subtitle':
    'Cada lista é conhecida; as outras estimam-na. Onde falham, procuram nos mesmos sítios, ou noutros.',
  'consistency.list': 'Lista',
  'consistency.truth': 'Tamanho conhecido',
  'consistency.estimate': 'Estimado pelas outras',
  'consistency.holds': 'O intervalo contém-no?',
  'consistency.yes': 'sim',
  'consistency.no': 'não',
  'consistency.unknown': 'não se sabe',
  'download.label': 'rótulo',
  'download.overlap': 'tabela de sobreposições',

  'two.first': 'A primeira tabela',
  'two.second': 'A segunda tabela',
  'two.first.named': 'Primeira: {name}',
  'two.second.named': 'Segunda: {name}',
  'two.slot.hint':
    'As mesmas listas em ambas, com os mesmos nomes. Uma linha por pessoa, por registo numa lista, ou por combinação de listas com um número de pessoas.',
  'two.example': 'Inventado: três listas, com dois anos de intervalo',
  'two.definition': 'Quem é contado nela',
  'two.definition.hint':
    'Nas palavras da definição. Se as duas diferirem, a página avisa que a mudança pode ser só de palavras.',
  'two.target': 'Queda prometida, em por cento do primeiro total',
  'two.target.hint': 'Por exemplo 25. Deixado vazio: nenhuma foi.',
  'two.more': 'Sorteios e semente',
  'two.resamples.hint':
    'O modelo é escolhido de novo em cada um. O usual é 1000; com menos de 40 não há resposta.',
  'two.missing': '{table} – {lacking}',
  'two.missing.numbers':
    'Sorteios e semente são números inteiros, como 1000 e 1; uma queda vai em por cento.',
  'two.says.fell':
    'De “{from}” a “{to}” o número de pessoas <strong>caiu</strong>: cerca de {first} na primeira, {second} na segunda, que é {ratio} vezes tanto (95%: de {low} a {high}).',
  'two.says.rose':
    'De “{from}” a “{to}” o número de pessoas <strong>subiu</strong>: cerca de {first} na primeira, {second} na segunda, que é {ratio} vezes tanto (95%: de {low} a {high}).',
  'two.says.none':
    'De “{from}” a “{to}” <strong>nenhuma mudança se distingue do acaso</strong>: cerca de {first} na primeira, {second} na segunda, que é {ratio} vezes tanto (95%: de {low} a {high}; 1 é nenhuma mudança).',
  'two.says.open':
    'De “{from}” a “{to}”: cerca de {first} na primeira, {second} na segunda, que é {ratio} vezes tanto (95%: a partir de {low}, sem limite superior; 1 é nenhuma mudança).',
  'two.says.bare':
    'De “{from}” a “{to}”: cerca de {first} na primeira, {second} na segunda, que é {ratio} vezes tanto. Não se fez nenhum intervalo.',
  'two.people': 'Em pessoas são {people} (95%: de {low} a {high}).',
  'two.target.reached': 'A queda prometida de {fall} foi alcançada, com uma probabilidade de {probability}.',
  'two.target.missed':
    'A queda prometida de {fall} não foi alcançada; a probabilidade de ter vindo é de {probability}.',
  'two.target.undecided':
    'Se a queda prometida de {fall} veio, estas listas não o podem decidir: a probabilidade é de {probability}.',
  'two.drawn':
    'Cada tabela foi sorteada de novo por si, {first} e {second} vezes, com o modelo escolhido outra vez em cada uma; cada sorteio de uma é posto ao lado de cada sorteio da outra.',
  'two.why':
    'O que falta às listas por igual em ambas desaparece da razão. O que mudou na maneira de chegar às listas, não: a razão tomá-lo-ia por uma mudança no número de pessoas.',
  'two.kept':
    'Esta razão não pode ser guardada com um estudo: não é um número de pessoas nem uma parte delas. Cada total pode, por si, em “Listas que se sobrepõem”.',
  'two.totals': 'O total de cada tabela, com o seu intervalo',
  'two.totals.subtitle':
    'Pessoas ao todo, pelo modelo passo a passo, com intervalos de 95%. Que dois intervalos se sobreponham não diz que nada mudou; a razão tem o seu.',
  'two.table': 'Tabela',
  'two.people.head': 'Pessoas',
  'two.ratio': 'Segundo total sobre o primeiro',
  'two.ratio.title': 'O segundo total é {ratio} vezes o primeiro',
  'two.ratio.subtitle': 'Com o seu intervalo de 95%; a linha mais forte, em 1, é nenhuma mudança.',
  'two.ratio.caption': 'A razão por inteiro, com os seus limites',
  'two.totals.caption': 'As pessoas por inteiro, com os seus limites',
  'two.difference': 'Segundo total menos o primeiro',
  'two.falls': 'Probabilidade de uma queda de pelo menos {fall}: {probability}',
  'two.falls.subtitle': 'A parte dos pares de sorteios em que o total caiu tanto.',
  'two.download': 'sobreposições: {table}',
}
