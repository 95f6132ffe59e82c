import type { NetworkWord } from './en.ts'

export const pt: Record<NetworkWord, string> = {
  'tree.label':
    'Árvore de {people, plural, one {# pessoa recrutada} other {# pessoas recrutadas}} a partir de uma semente, em {waves, plural, one {# vaga} other {# vagas}}: {inGroup} com “{group}”',
  'tree.head':
    'Semente {number}: {people, plural, one {# pessoa} other {# pessoas}}, {waves, plural, one {# vaga} other {# vagas}}',
  'tree.key.in': 'respondeu “{group}”',
  'tree.key.out': 'outra resposta',
  'tree.key.unknown': 'falta a resposta ou o tamanho da rede',
  'tree.key.seed': 'maior: uma semente, escolhida e não recrutada',
  'tree.more': '{trees, plural, one {A outra árvore} other {As outras # árvores}}',
  'tree.tooMany': 'Árvores com mais de {most} pessoas não são desenhadas; estão na tabela.',
  'tree.table': 'As árvores por semente',
  'tree.seed': 'Semente',
  'tree.people': 'Pessoas',
  'tree.waves': 'Vagas',
  'tree.inGroup': 'Com “{group}”',
  'tree.missing': 'Em falta',
  'converge.label':
    'A estimativa desde os primeiros inquiridos, por ordem de vaga: termina em {final} e nos últimos {last} esteve entre {low} e {high}',
  'converge.axis': 'Inquiridos, por ordem de vaga. Linhas verticais finas: onde acaba uma vaga.',
  'converge.band': 'a menos de dois pontos do fim',
  'converge.clipped': 'Os primeiros inquiridos, cuja estimativa salta, ficam em parte acima da imagem.',
  'converge.table': 'Estimativa por vaga',
  'converge.wave': 'Vaga',
  'converge.people': 'Inquiridos nela',
  'converge.estimate': 'Estimativa com todos até ela',
  'truth.label':
    'Grupos conhecidos: o seu tamanho verdadeiro e o estimado a partir dos outros grupos. {near} de {of} afastam-se menos de uma vez e meia',
  'truth.x': 'Tamanho verdadeiro, em pessoas',
  'truth.y': 'Estimado a partir dos outros grupos',
  'truth.equal': 'estimativa = verdade',
  'truth.band':
    'Tracejado: uma vez e meia alto demais, e baixo demais. Ambos os eixos crescem dez vezes a passos iguais.',
  'truth.table': 'Grupos conhecidos, verdadeiros e estimados',
  'truth.group': 'Grupo',
  'truth.size': 'Tamanho verdadeiro',
  'truth.estimate': 'Estimado',
  'truth.ratio': 'Estimativa sobre verdade',
  'truth.none': 'sem estimativa',
  'truth.narrow': 'Estimativa sobre verdade; a linha é 1, onde são iguais',
  'falls.label': 'Probabilidade de o número verdadeiro ter caído pelo menos tanto',
  'falls.axis': 'Queda, como parte do primeiro número',
  'falls.target': 'prometida: {fall}',
  'falls.table': 'Probabilidade de uma queda',
  'falls.fall': 'Uma queda de pelo menos',
  'falls.probability': 'Probabilidade',
}
