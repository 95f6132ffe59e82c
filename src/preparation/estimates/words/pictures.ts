/* What a report draws of how a figure came about: English, French, Spanish, Portuguese. */

export const said = {
  'r.says': [
    'The sample was drawn anew {count} times from itself; this is how often which figure came out.',
    'L’échantillon a été tiré à nouveau {count} fois à partir de lui-même ; voici combien de fois chaque chiffre est sorti.',
    'La muestra se sorteó de nuevo {count} veces a partir de sí misma; así de a menudo salió cada cifra.',
    'A amostra foi sorteada de novo {count} vezes a partir de si mesma; eis quantas vezes saiu cada número.',
  ],
  'r.caption': [
    'How often which figure came out',
    'Combien de fois chaque chiffre est sorti',
    'Cuántas veces salió cada cifra',
    'Quantas vezes saiu cada número',
  ],
  'r.from': ['From', 'De', 'Desde', 'De'],
  'r.to': ['To below', 'À moins de', 'Hasta menos de', 'Até menos de'],
  'r.not kept': [
    'How the resamples lay was not kept; the seed repeats them from the same file.',
    'La répartition des rééchantillonnages n’a pas été conservée ; la graine les reproduit à partir du même fichier.',
    'No se guardó cómo se repartieron los remuestreos; la semilla los repite a partir del mismo archivo.',
    'Não se guardou como se distribuíram as reamostragens; a semente repete-as a partir do mesmo ficheiro.',
  ],
  'r.kept back': [
    'How the resamples lay is kept back: with the seed, what was counted could be worked out from it. Who may run studies in the country sees it.',
    'La répartition des rééchantillonnages est retenue : avec la graine, on pourrait en déduire ce qui a été compté. Qui peut mener des études dans le pays la voit.',
    'Se retiene cómo se repartieron los remuestreos: con la semilla podría deducirse lo que se contó. Quien puede llevar estudios en el país lo ve.',
    'Retém-se como se distribuíram as reamostragens: com a semente poderia deduzir-se o que foi contado. Quem pode conduzir estudos no país vê-o.',
  ],
  'r.says waves': [
    'Up to each wave of recruitment the share lay between {low} and {high}; it ended at {last}.',
    'Jusqu’à chaque vague de recrutement, la part se situait entre {low} et {high} ; elle a fini à {last}.',
    'Hasta cada ronda de reclutamiento la proporción estuvo entre {low} y {high}; acabó en {last}.',
    'Até cada vaga de recrutamento a proporção esteve entre {low} e {high}; acabou em {last}.',
  ],
  'r.says trees': [
    'Each tree by itself says {low} to {high}. Trees far apart point to parts of the population that hardly recruit one another.',
    'Chaque arbre pris seul dit de {low} à {high}. Des arbres très différents signalent des parties de la population qui ne se recrutent guère entre elles.',
    'Cada árbol por sí solo dice de {low} a {high}. Árboles muy distintos apuntan a partes de la población que apenas se reclutan entre sí.',
    'Cada árvore por si só diz de {low} a {high}. Árvores muito diferentes apontam para partes da população que mal se recrutam entre si.',
  ],
  'r.says truth': [
    '{near} of {of} groups of known size come out within one and a half times of it. Where this fails, it fails for the hidden group as well.',
    '{near} groupes de taille connue sur {of} sont estimés à une fois et demie près. Là où cela échoue, cela échoue aussi pour le groupe caché.',
    '{near} de {of} grupos de tamaño conocido se estiman dentro de una vez y media. Donde esto falla, falla también para el grupo oculto.',
    '{near} de {of} grupos de tamanho conhecido são estimados dentro de uma vez e meia. Onde isto falha, falha também para o grupo oculto.',
  ],
  'r.waves': [
    'The share from all respondents up to each wave of recruitment',
    'La part d’après tous les répondants jusqu’à chaque vague de recrutement',
    'La proporción según todas las personas hasta cada ronda de reclutamiento',
    'A proporção segundo todos os inquiridos até cada vaga de recrutamento',
  ],
  'r.wave': ['Wave', 'Vague', 'Ronda', 'Vaga'],
  'r.wave n': ['Wave {number}', 'Vague {number}', 'Ronda {number}', 'Vaga {number}'],
  'r.trees': [
    'The share in each tree of recruitment by itself',
    'La part dans chaque arbre de recrutement pris seul',
    'La proporción en cada árbol de reclutamiento por separado',
    'A proporção em cada árvore de recrutamento por si só',
  ],
  'r.tree': ['Tree', 'Arbre', 'Árbol', 'Árvore'],
  'r.tree n': ['Tree {number}', 'Arbre {number}', 'Árbol {number}', 'Árvore {number}'],
  'r.share': ['Share, %', 'Part, %', 'Proporción, %', 'Proporção, %'],
} as const
