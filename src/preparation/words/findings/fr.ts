import type { FindingWord } from './keys.ts'

export const fr: Record<FindingWord, string> = {
  'too-few': 'Il y en a trop peu ({what} : {is}) ; il en faut au moins {least}.',
  'too-many': 'Il y en a trop ({what} : {is}) ; au plus {most} peuvent être pris en compte.',
  'too-few.lists':
    'Trop peu de listes : {is} ; il en faut au moins {least}. Apportez-en une de plus, ou prenez une méthode sans listes (enquête, échantillon par recrutement, décompte par réseaux).',
  'too-many.lists':
    'Trop de listes : {is} ; {most} au plus peuvent être prises. Réunissez en une les listes de même sorte, ou laissez les plus petites.',
  'too-many.models':
    'Trop de modèles : {is} ; {most} au plus peuvent être comparés. Choisissez pas à pas (stepwise), prenez un ordre plus bas, ou réunissez des listes.',
  'not-a-count':
    'Ligne {row}, colonne {column} : il faut un nombre entier à partir de 0, et la cellule porte {text}. Corrigez-la.',

  // Réseaux
  'rows-left-out':
    '{count, plural, one {# personne interrogée sur {of} a été écartée} other {# personnes interrogées sur {of} ont été écartées}} : {why}. Le chiffre ne vaut que pour les autres.',
  'not-a-number-from':
    'Ligne {row}, colonne {column} : il faut un nombre à partir de {least}, et la cellule porte {text}. Corrigez-la.',
  'id-missing': 'Ligne {row} : la personne interrogée n’a pas d’identifiant. Chaque ligne doit en avoir un.',
  'id-twice':
    'Les lignes {earlier} et {row} ont le même identifiant, {id}. Chaque personne interrogée doit avoir le sien.',
  'unknown-recruiter':
    'Ligne {row} : {recruiter}, qui aurait recruté {id}, n’est pas parmi les personnes interrogées. Ajoutez cette ligne, ou marquez {id} comme graine (personne choisie par l’équipe de recherche).',
  'self-recruitment':
    'Ligne {row} : {id} se serait recruté soi-même. Indiquez qui l’a fait, ou marquez {id} comme graine (personne choisie par l’équipe de recherche).',
  'recruitment-cycle':
    'Ligne {row} : le recrutement tourne en rond ({ids}), si bien que personne n’est venu en premier. Corrigez qui a recruté qui.',
  'seeds-only':
    'Aucune personne interrogée ({cases} en tout) n’a été recrutée par une autre. Sans recrutement, cette méthode ne peut rien dire.',
  'more-recruits-than-coupons':
    '{count, plural, one {# personne interrogée a recruté plus de gens que ses coupons ne le permettent} other {# personnes interrogées ont recruté plus de gens que leurs coupons ne le permettent}} ({coupons} par personne) ; {first} en a recruté {recruits}. Les recruteurs sont peut-être confondus : vérifiez qui a recruté qui.',
  'degree-below-recruits':
    '{count, plural, one {# personne interrogée sur {of} dit} other {# personnes interrogées sur {of} disent}} connaître moins de gens que le recrutement ne le montre. Ces réponses pèsent trop dans le chiffre.',
  'degrees-heaped':
    'Parmi les grands nombres de connaissances, {share} sont des multiples de cinq ; le hasard en donnerait environ {expected}. Beaucoup ont été devinés : les poids sont approximatifs.',
  'weights-concentrated':
    'Les {share} de personnes interrogées qui connaissent le moins de gens portent {largest} du poids. Quelques réponses décident du chiffre.',
  'group-unknown': 'Il n’y a pas de groupe {group}. On connaît : {known}.',
  'one-outcome':
    'Toutes les personnes interrogées ({cases}) ont donné la même réponse, {group}. L’échantillon ne peut dire à quelle distance se trouve la population.',
  'group-never-recruits':
    'Personne du groupe {group} n’a recruté quelqu’un dont on connaît le groupe. Rien ne montre qui ces gens connaissent ; cette méthode ne donne donc pas de chiffre.',
  'groups-apart':
    'Aucun recrutement ne mène de {from} à {to}. L’échantillon ne peut dire quelle est la taille de l’un par rapport à l’autre.',
  'population-missing':
    'La taille de la population n’a pas été donnée, et cette méthode en a besoin : {method}. Donnez-la, ou choisissez une autre méthode.',
  'population-below-sample':
    'La population donnée est de {population}, moins que les {sample} personnes de l’échantillon. Corrigez-la.',
  'large-sampling-fraction':
    'L’échantillon représente {share} de la population. Au-delà de {above}, cette méthode peut se tromper ; le tirage successif (RDS-SS) en tient compte.',
  'not-converged':
    'Sur les {last} dernières personnes interrogées, l’estimation bougeait encore de {moved} points de pourcentage ; {allowed} sont admis. Un recrutement plus long pourrait en donner une autre.',
  'resamples-elsewhere':
    'Répété avec des personnes tirées de nouveau au sort, l’échantillon donne en moyenne {resampledMean} au lieu de {estimate}, à {standardErrors} fois l’erreur type. Les premières personnes choisies, ou quelques autres, décident d’une bonne part du chiffre : ne vous fiez pas à lui seul.',
  'seeds-not-forgotten':
    '{wavesNeeded, select, none {Même prolongé, le recrutement dépendrait toujours des premières personnes choisies par l’équipe de recherche.} other {Le recrutement a atteint la vague {wavesReached} ; il faut la vague {wavesNeeded} pour que les premières personnes choisies n’importent plus.}} Le chiffre peut pencher de leur côté.',
  'seeds-of-one-group':
    'Les {seeds} premières personnes choisies par l’équipe de recherche sont toutes d’un même groupe, {group}. Le chiffre peut pencher de son côté.',
  'trees-apart':
    'Selon la personne de départ, le recrutement donne des chiffres de {low} à {high} ({trees} comparés). Il ne passe peut-être pas entre certaines parties de la population ; l’intervalle est alors trop étroit.',
  'strong-homophily':
    'Les gens recrutent leurs semblables {homophily} fois plus souvent que ne le voudrait le hasard. L’intervalle est peut-être trop étroit.',
  'uneven-recruitment':
    'Les personnes du groupe {most} ont amené chacune {ratio} fois plus de gens que celles du groupe {least}. Le chiffre peut pencher vers leurs connaissances.',
  'outside-own-interval':
    'Le chiffre est hors de son propre intervalle ({levels}) : avec des personnes tirées de nouveau au sort, il se fixe ailleurs. Ne vous fiez ni à l’un ni à l’autre ; quelques personnes, comme les premières choisies, peuvent en décider une grande part.',
  'few-respondents':
    'Seuls {is} répondants comptent, alors qu’il en faudrait {least}. Si peu ne disent rien de leur écart à la population : aucun intervalle n’est fait, et rien ne peut reposer sur le chiffre. Continuez à recruter.',
  'resamples-failed':
    'Il n’y a pas eu d’estimation dans {failed} rééchantillons sur {of} (répétitions où les personnes sont tirées de nouveau au sort). L’intervalle repose sur les autres et peut être trop étroit.',
  'interval-needs-resamples':
    'Il n’y a pas d’intervalle à {level} : il faut au moins {least} rééchantillons (répétitions où les personnes sont tirées de nouveau au sort) avec une estimation, et on en compte {is}. Demandez-en mille ou plus.',
  'too-little-branching':
    'Le recrutement ne s’est guère ramifié. Tirés de nouveau, des arbres entiers laissent {places} endroits au hasard (personnes choisies en premier, et celles qui en ont recruté au moins deux ; il en faudrait {least}), et {fixed} des répondants y sont toujours. L’erreur paraîtrait trop petite ; le recrutement est donc tiré de nouveau comme une seule chaîne. Cet intervalle peut encore être trop étroit.',
  'interval-too-short':
    'Dans des simulations, ce type d’intervalle ({kind}) a manqué la vérité plus souvent qu’il ne l’annonce : il est trop étroit. Préférez celui où des arbres de recrutement entiers sont tirés de nouveau au sort.',
  'group-size-missing': 'La taille du groupe {group} manque. Donnez-la, ou laissez ce groupe de côté.',
  'group-twice': 'La taille du groupe {group} est donnée deux fois. Gardez la ligne qui est juste.',
  'group-answers-missing':
    'Les réponses n’ont pas de colonne pour le groupe {group}. Ajoutez-la, ou laissez ce groupe de côté.',
  'group-above-population':
    'Le groupe {group} compterait {size} personnes, au moins autant que toute la population ({population}). L’un des deux nombres est faux.',
  'no-degrees':
    'Aucune personne interrogée ({cases} en tout) ne connaît quelqu’un des groupes connus. Rien ne dit alors combien de gens elles connaissent, et il n’y a pas de chiffre.',
  'none-reported':
    'Aucune personne interrogée ({cases} en tout) ne connaît quelqu’un de {group}. Cela donne tout au plus une limite supérieure.',
  'reports-without-degrees':
    'Les personnes interrogées connaissent {reports} personnes de {group}, mais toutes celles qui en connaissent ne connaissent personne des groupes connus. Cette méthode les laisse de côté et n’a donc pas de chiffre ; celle qui divise tous les signalements par toutes les connaissances en a un.',
  'back-estimate-off':
    'Le groupe {group} compte {known} personnes ; estimé à partir des autres groupes, il en aurait {estimate} ({ratio} fois autant). Le chiffre se trompe peut-être d’autant.',
  'formula-error-too-small':
    'L’erreur type par formule ({formula}) est trop petite : en tirant de nouveau les personnes au sort, elle est de {resampled}, soit {ratio} fois autant. Préférez l’intervalle de ce tirage.',
  'transmission-taken-as-complete':
    'On a admis que les gens savent si leurs connaissances appartiennent au groupe caché. Beaucoup le cachent : le nombre réel est sans doute plus élevé.',
  'answers-overdispersed':
    'Les réponses sur {group} varient {index} fois plus que si les gens se rencontraient au hasard. Les groupes se mêlent inégalement ; les formules donnent donc un intervalle trop étroit.',
  'reports-concentrated':
    'Les {respondents} de personnes interrogées qui connaissent le plus de gens de {group} font {share} des signalements. Le chiffre repose sur quelques réponses.',
  'factor-out-of-range':
    '{factor} : {value} est impossible. Ce facteur doit être supérieur à 0, et ne pas dépasser 1 si c’est une part.',
  'factors-taken-as-exact':
    'Tenus pour connus exactement : {factors}. Leur propre incertitude n’est pas dans l’intervalle, qui est donc trop étroit.',
  'hidden-group-known':
    '{group} est donné à la fois comme groupe caché et comme groupe de taille connue. Il ne peut être que l’un des deux.',
  'strata-of-one-unit':
    'Une seule unité a été tirée dans {count} strates sur {of} (parties échantillonnées séparément). Leur part d’incertitude ne se voit pas : l’intervalle est trop étroit.',
  'averaged-shares-lean':
    'La moyenne des parts propres à chaque personne interrogée vaut {ratio} fois la part calculée sur toutes ensemble. Les petits réseaux pèsent trop : le nombre réel est sans doute plus bas.',
  'few-reports':
    'Peu de connaissances appartenant à {group} ont été signalées : {reports} en tout, alors qu’il en faudrait {least}. L’intervalle est approximatif.',
  'answers-cut':
    'Les réponses au-dessus de {at} ont été ramenées à {at} : {count} sur {of}. Le chiffre dépend de ce plafond.',
  'no-visibility':
    'Les membres du groupe caché ({cases} interrogés) disent que personne ne sait pour eux. Les signalements des autres ne peuvent donc pas donner un nombre.',
  'estimate-above-population':
    'L’estimation ({estimate}) dépasse la population dont elle fait partie ({population}). Un facteur ou une taille est faux.',
  'limits-above-population':
    'En tirant de nouveau les personnes au sort, le chiffre dépasse la population entière ({population}) dans {beyond} répétitions sur {of}. La limite supérieure ({levels}) y est ramenée : les réponses ne bornent guère le chiffre vers le haut. Vérifiez-les, ainsi que les tailles et les facteurs.',
  'size-not-positive': 'Taille ({what}) : {value} est impossible. Il faut un nombre supérieur à 0.',
  'probability-out-of-range':
    'Ligne {row}, colonne {column} : il faut une probabilité supérieure à 0 et d’au plus 1, et la cellule porte {text}. Corrigez-la.',
  'frequency-taken-as-one':
    'Sur {of} personnes interrogées, {count} n’ont pas dit combien de fois elles viennent dans ces lieux. On a compté une fois ; elles pèsent peut-être trop.',
  'event-contradicted':
    'Ligne {row} : pour l’événement {event}, une autre ligne dit autre chose ({column}). Toutes les lignes d’un événement doivent concorder.',
  'more-interviewed-than-counted':
    'À l’événement {event}, plus de personnes ont été interrogées ({interviewed}) que comptées sur place ({counted}). L’un des deux nombres est faux.',
  'weights-uneven':
    'Les poids sont très inégaux : les {of} personnes interrogées en disent autant que {effective} de même poids. L’intervalle est large pour cette raison.',

  // Tableaux de listes qui se recoupent
  'row-width':
    'La ligne {row} a {is, plural, one {# cellule} other {# cellules}}, et l’en-tête {expected}. Cherchez une virgule en trop ou qui manque.',
  'not-zero-or-one':
    'Ligne {row}, liste {column} : il faut 1 (sur la liste) ou 0 (pas sur la liste), et la cellule porte {text}. Corrigez-la.',
  'unseen-counted':
    'La ligne {row} compte des personnes qui ne sont sur aucune liste ({count}). Nul ne peut les avoir comptées : c’est leur nombre qu’on estime. Retirez la ligne.',
  'unseen-row-left-out':
    'La ligne {row}, pour les personnes qui ne sont sur aucune liste, a été écartée. Elle ne comptait personne : le chiffre reste le même.',
  'history-twice':
    'Les lignes {first} et {row} concernent toutes deux les personnes de ces listes : {lists}. Additionnez-les ou retirez-en une : nul ne peut dire laquelle vaut.',
  'list-without-name': 'La liste de la colonne {column} n’a pas de nom. Écrivez-en un dans l’en-tête.',
  'counts-like-a-list':
    'La dernière colonne, {column}, a été lue comme des effectifs et ne contient que 0 et 1. Si c’est aussi une liste et chaque ligne une personne, il n’y a pas de colonne d’effectifs : comptez les personnes de chaque combinaison de listes, et mettez-les en dernier.',
  'list-twice': 'Deux listes s’appellent {list}. Donnez à chacune son propre nom.',
  'empty-list': 'Personne n’est sur la liste {list}. Elle n’ajoute rien au chiffre.',
  'no-overlap':
    'Personne n’est sur plus d’une liste. Nul ne peut alors dire combien de personnes ont échappé à toutes.',
  'all-overlap':
    'Tout le monde est sur toutes les listes. Rien ne montre que quelqu’un a échappé au compte, ni que personne n’y a échappé.',
  'list-within-list':
    'Toutes les personnes de {inner} sont aussi sur {outer}. Si l’une a été copiée de l’autre, elles ne font qu’une liste : retirez-en une.',
  'model-not-read':
    'Le modèle {text} n’est pas compris à {at}. Écrivez ses termes avec les numéros des listes, par exemple [12,13,4].',
  'list-not-in-model': 'Le modèle {text} oublie la liste {list}. Chaque liste doit avoir un terme.',

  // Enquêtes et changement
  'missing-weights':
    '{count, plural, one {# personne interrogée n’a pas de poids} other {# personnes interrogées n’ont pas de poids}} (lignes : {rows}) : nul ne sait combien de gens cela représente, et rien ne se compte sans poids.',
  'missing-outcomes':
    '{count, plural, one {# personne interrogée n’a pas répondu} other {# personnes interrogées n’ont pas répondu}} (lignes : {rows}), soit {shareOfWeight} du poids. Le chiffre est faussé si les absents diffèrent des présents.',
  'not-a-weight': 'Ligne {row} : {value} ne peut être un poids. Il faut un nombre supérieur à 0.',
  'not-a-size':
    'Ligne {row}, colonne {column} : {value} ne peut être une taille. Il faut un nombre supérieur à 0.',
  'missing-design': 'Ligne {row} : il manque ceci : {column}. Chaque personne interrogée en a besoin.',
  'sampling-fraction-varies':
    'Dans la strate (partie échantillonnée séparément) {stratum}, la ligne {row} donne une autre taille de la population que les lignes d’avant. Une strate n’a qu’une taille.',
  'stratum-below-sample':
    'Dans la strate {stratum}, plus de grappes ont été tirées ({sampled}) qu’elle n’en aurait ({population}). L’un des deux nombres est faux.',
  'cluster-in-several-strata':
    'Le même nom de grappe figure dans plusieurs strates : {clusters} ({count} en tout). On y a vu des grappes différentes ; si ce sont les mêmes, l’intervalle est faux.',
  'one-cluster-in-stratum':
    'Une seule grappe a été tirée dans {strata}. On n’y voit pas combien les grappes diffèrent ; l’incertitude reste inconnue tant que vous n’avez pas choisi : {choices}.',
  'lonely-clusters-settled':
    'Une seule grappe a été tirée dans {strata}. Ce qui a été choisi : {how}. L’intervalle en dépend.',
  'weights-against-population':
    'Dans la strate {stratum}, la somme des poids est de {sumOfWeights}, et la population serait de {population}. L’un des deux nombres est faux.',
  'weights-not-expanded':
    'La somme des poids est de {sumOfWeights} pour {respondents} personnes interrogées : ils ne représentent pas une population. Un total n’a pas de sens ici : donnez la taille de la population.',
  'no-variation':
    '{all, select, 1 {Toutes les personnes interrogées étaient dans la situation} other {Aucune personne interrogée n’était dans la situation}}. Les données ne donnent de limite que d’un côté, comme le feraient {effectiveSize} personnes tirées une à une. {limitIfClustersAlike, select, none {Ce n’est pas une preuve pour toute la population.} other {Si toutes les personnes d’une grappe se ressemblent, la limite est de {limitIfClustersAlike}.}}',
  'clusters-agree':
    'Les {clusters} grappes ont toutes donné le même résultat. Rien ne montre combien d’autres peuvent différer : l’incertitude est inconnue, et non nulle.',
  'few-degrees-of-freedom':
    'Il y a peu de grappes pour le nombre de strates : {degreesOfFreedom} de plus, alors qu’il en faudrait {least}. L’intervalle est approximatif.',
  'out-of-range':
    '{what} : {value} est impossible. {most, select, none {Il faut plus de {least}.} other {Il faut entre {least} et {most}.}}',
  'not-comparable':
    'Les deux chiffres diffèrent en ceci : {what} ({first} ; {second}). Leur différence n’est pas, ou pas seulement, un changement du monde.',
  'no-ratio':
    'Dans la vague {wave}, la part est de {share} : on ne peut diviser une vague par l’autre. Le changement n’est donné que comme différence.',
  'wave-without-estimate': 'La vague {wave} n’a pas d’estimation : nul ne peut dire ce qui a changé.',
  'trend-unchecked':
    '{periods, plural, one {Il y a # période} other {Il y a # périodes}} avant le début, trop peu pour voir si les deux groupes évoluaient de même jusque-là. Le résultat l’admet sans preuve.',
  'trends-differ-before':
    'Les deux groupes s’écartaient déjà avant le début, de {difference} par période (par pur hasard dans {p} de telles comparaisons). Le résultat mesure peut-être cela.',
  'few-clusters-in-group':
    'Peu de grappes dans le {group} : {clusters}, alors qu’il en faudrait {least}. Ne vous fiez pas à l’intervalle.',
  'resamples-without-estimate':
    'Dans la vague {wave}, il n’y a pas eu d’estimation dans {failed} rééchantillons sur {of} (répétitions où les personnes sont tirées de nouveau au sort). Ils comptent comme plus grands que tout autre : les listes tiennent à peine ensemble.',
  'poor-fit-before':
    'Avant le début, le meilleur mélange d’autres lieux se trompe de {error} en moyenne : plus de {most} fois l’écart entre lieux ({spread}). Il ne peut montrer ce qui se serait passé.',
  'few-places-to-compare':
    'Il n’y a que {places} autres lieux : même le plus grand effet pourrait venir du hasard dans {smallestP} des cas. Comparez avec plus de lieux.',
  'plan-assumes-independence':
    'Le plan tient les {lists} listes pour indépendantes. Si être sur l’une rend plus probable d’être sur une autre, l’intervalle sera plus large et l’estimation pourra se tromper.',
  'few-expected-cases':
    'Il ne faut attendre qu’environ {expected} personnes dans la situation (ou hors d’elle), alors qu’il en faudrait {least}. L’intervalle sera approximatif.',
  'plan-passes-ends':
    'Une part de {share} avec {halfWidth} points de chaque côté va {side, select, none {au-dessous de rien} other {au-delà de tous}} : autant de réponses ne peuvent la montrer. Demandez une demi-largeur bien plus petite.',
  'few-clusters-planned':
    'Le plan a peu de grappes : {clusters}, alors qu’il en faudrait {least}. Leurs écarts seront mal connus : prévoyez-en davantage, plus petites.',
  'few-expected-in-overlap':
    'Il ne faut attendre qu’environ {expected} personnes sur plus d’une liste, alors qu’il en faudrait {least}. L’estimation se trompera : prévoyez des listes plus longues, ou davantage de listes.',

  // Deux listes et bornes inférieures
  'not-a-whole-count':
    'Le nombre de personnes {what} doit être un nombre entier à partir de 0 ; on a donné {value}.',
  'both-above-list':
    'Plus de personnes seraient sur les deux listes ({both}) que sur la liste {list} ({size}). L’un des deux nombres est faux.',
  'overlap-small':
    'Peu de personnes sont à la fois sur {first} et sur {second} : {overlap}, alors qu’il en faudrait {least}. L’estimation se trompe peut-être de beaucoup.',
  'independence-untestable':
    'Avec deux listes, rien ne peut montrer si être sur {first} rend plus probable d’être sur {second}. Si oui, le nombre réel est plus élevé ; si c’est moins probable, plus bas.',
  'interval-without-width':
    'La formule donne un intervalle sans largeur, comme si le chiffre était certain. Il ne l’est pas : aucun n’est montré.',
  'no-upper-limit':
    'Les données ne fixent pas de limite supérieure à {level} ({kind}). Nul ne peut dire jusqu’où va le nombre.',
  'lower-bound': 'C’est une borne inférieure : le nombre réel est sans doute plus élevé.',
  'bound-not-proved':
    'Cette forme de la borne vaut pour de nombreuses listes qui trouvent autant de personnes. Avec ces {lists} listes, la borne qui peut être prouvée est {provable}.',
  'nobody-on-two':
    'Personne n’est sur deux listes exactement. La borne repose sur les personnes d’une seule liste ({ones}), et reste approximative.',

  // Fichiers contenant un tableau
  'file-empty': 'Le fichier est vide. Regardez si c’est le bon.',
  'file-not-text': 'Le fichier n’est pas du texte. Enregistrez le tableau en CSV, en UTF-8.',
  'file-without-rows': 'Le tableau a un en-tête et aucune ligne en dessous.',
  'quote-not-closed':
    'Un guillemet est ouvert et jamais fermé (remarqué à la ligne {row}). Fermez-le, ou retirez-le.',
  'heading-of-numbers':
    'La première ligne doit porter des en-têtes, et {text} figure là où il en faut un : ce que cette ligne compte serait perdu. Écrivez une ligne d’en-têtes au-dessus.',
  'column-twice': 'Deux colonnes s’appellent {column}. Donnez à chacune son propre en-tête.',
  'column-unknown': 'Aucune colonne ne s’appelle {column}. Le tableau a : {known}.',
  'not-a-number':
    'Ligne {row}, colonne {column} : il faut un nombre, et la cellule porte {text}. Corrigez-la.',
  'same-table-twice':
    'Les deux tableaux sont les mêmes : rien ne peut avoir changé entre eux. Un fichier a peut-être été nommé deux fois.',
  'size-varies-without-strata':
    'La ligne {row} donne une autre taille de la population que les lignes d’avant, et aucune colonne de strates (parties échantillonnées séparément) n’est nommée. Nommez cette colonne, ou laissez les tailles de côté.',
  'thousands-or-decimals':
    'Ligne {row}, colonne {column} : {text} peut être un nombre en milliers ou un nombre décimal. Écrivez les milliers sans signe, et les décimales après une virgule.',
  'mean-not-share':
    'Les réponses portent {others, plural, one {une autre valeur} other {# autres valeurs}} que 1 et 0 (de {least} à {most}). Le chiffre est la moyenne de toutes, et non une part des personnes.',
  'not-yes-or-no':
    'Ligne {row}, colonne {column} : il faut une réponse par oui ou non (1 ou 0), et la cellule porte {text}. Écrivez 1 pour oui, 0 pour non, et rien si la personne ne l’a pas dit.',

  // Méthodes bayésiennes
  'setting-out-of-range': 'Réglage ({setting}) : {is} est impossible. Il faut entre {least} et {most}.',
  'posterior-cut-off':
    'On a essayé jusqu’à {maxMissing} personnes jamais vues, et {beyond, select, none {nul ne peut dire à quel point un nombre plus grand est probable} other {la probabilité d’un nombre plus grand est de {beyond}}}. On ne peut se fier à la limite supérieure : admettez plus de personnes jamais vues.',
  'unseen-beyond-grid':
    'D’après une borne inférieure, environ {atLeast} personnes au moins n’ont pas été vues, et cette méthode ne peut en essayer que {most}. Elle ne donne pas de chiffre pour ce tableau : choisissez-en une autre.',
  'several-peaks':
    'Les données racontent plus d’une histoire : des totaux autour de {at}, avec des probabilités de {shares} dans cet ordre. Le chiffre du milieu peut tomber là où aucune ne se trouve.',
  'chains-not-converged':
    'Les {chains} parcours de la simulation ne concordaient pas après {iterations} pas{apart, select, none {} other { : la plus haute de leurs médianes vaut {apart} fois la plus basse}} (R-hat {rHat}, au plus {mostRHat} ; échantillon effectif {ess}, au moins {leastEss}). Aucun chiffre n’est donné. Prolongez-la ; si le désaccord dure, les données racontent plus d’une histoire.',
  'posterior-improper':
    'Les listes se recoupent si peu, ou l’une d’elles contient tout le monde, que rien ne borne le nombre de personnes jamais vues. Il n’y a pas de chiffre.',
  'close-to-threshold':
    'Savoir si {lists} dépendent les unes des autres se joue de peu : {statistic}, pour un seuil de {threshold} et une erreur de simulation de {monteCarloError}. Un autre passage pourrait en décider autrement et donner un autre chiffre.',

  // Modèles log-linéaires de listes qui se recoupent
  'no-mle':
    'Sur ce tableau, le modèle {model} n’a pas de meilleur ajustement : trop de combinaisons de listes sont vides. Tout total serait inventé. Essayez un modèle plus simple ; si chaque liste y est déjà seule, il n’y en a pas, et seuls plus de recoupements ou des listes réunies aident.',
  'not-identifiable':
    'Avec le modèle {model}, des totaux différents s’ajustent aussi bien à ce tableau, et nul ne peut dire lequel est vrai. Essayez un modèle plus simple ; si chaque liste y est déjà seule, il n’y en a pas, et seuls plus de recoupements ou des listes réunies aident.',
  'fit-not-converged':
    'L’ajustement du modèle {model} ne s’est pas stabilisé : il n’y a pas de chiffre. Essayez un autre modèle.',
  'nothing-left-to-test':
    'Le modèle {model} s’ajuste parfaitement au tableau parce qu’il emploie tout ce que celui-ci dit. Il ne reste rien pour montrer s’il est juste.',
  'model-does-not-fit':
    'Le modèle {model} ne s’ajuste pas au tableau : sa déviance est de {deviance} pour {degreesOfFreedom} degrés de liberté, et le hasard seul n’en éloignerait autant le tableau que dans {p} des cas au plus. Ne vous fiez pas à ce total : essayez un modèle où les listes dépendent les unes des autres.',
  'fit-not-judged':
    'Le tableau est loin du modèle {model} (déviance de {deviance} pour {degreesOfFreedom} degrés de liberté). Comme on attend moins d’une personne dans {below} des {of} combinaisons de listes, nul ne peut dire si le hasard y suffirait. Comparez avec d’autres modèles.',
  'high-order-model':
    'Le modèle {model} joint {order} listes dans un seul terme. Peu de tableaux en supportent plus de trois : le chiffre se trompe peut-être de beaucoup.',
  'choice-not-repeated':
    'L’intervalle tient le modèle pour connu d’avance, alors qu’il a été choisi sur le même tableau. Il est trop étroit.',
  'resamples-unbounded':
    'Il n’y a pas d’estimation dans {failed} rééchantillons sur {of} (répétitions où les personnes sont tirées de nouveau au sort). Ils comptent comme plus grands que tout autre : la limite supérieure est très haute ou manque.',
  'resamples-one-sided':
    'Sur {of} rééchantillons (répétitions où les personnes sont tirées de nouveau au sort), {below} tombent sous l’estimation. Un résultat si penché ne peut être corrigé : l’intervalle est approximatif.',
  'one-less-leaves-none':
    'Avec une personne de moins, il n’y aurait pas d’estimation. Cela vaut pour les personnes de : {histories}. Le chiffre tient à quelques personnes, et l’intervalle est approximatif.',
  'one-less-moves-total':
    'Une personne de moins sur les listes porte le total entre {low} et {high}. Le chiffre tient à quelques personnes.',
  'few-together':
    'Personnes présentes sur plus d’une liste : {is}, alors qu’il en faudrait {least}. Dans les simulations de tels tableaux, l’intervalle corrigé du biais tombait trop souvent trop bas ; il a été élargi pour contenir aussi l’intervalle simple. Seules davantage de personnes trouvées par plusieurs listes le resserreraient.',
  'limit-on-last-resample':
    '{side, select, low {La limite inférieure à {level} est le plus bas des rééchantillons (répétitions où les personnes sont tirées de nouveau au sort) : la vraie limite est là ou plus bas.} other {La limite supérieure à {level} est le plus haut des rééchantillons (répétitions où les personnes sont tirées de nouveau au sort) : la vraie limite est là ou plus haut.}}',

  // Choix parmi les modèles log-linéaires
  'no-model-has-estimate':
    'Aucun des modèles essayés ({models}) n’a d’estimation sur ce tableau. Les listes se recoupent trop peu.',
  'good-models-disagree':
    'Des modèles qui s’ajustent à peu près aussi bien ({models}) donnent des totaux de {low} à {high}. Le choix entre eux compte, et rien dans les données ne le tranche.',
  'models-refused':
    '{refused} modèles sur {of} n’ont pas d’estimation sur ce tableau. Le choix s’est fait parmi les autres.',
  'depends-on-models-tried':
    'L’intervalle à {level} change encore avec le nombre de modèles essayés : limite inférieure {low}, limite supérieure {high}. Il est peut-être trop étroit.',

  // Le tableau de toutes les méthodes
  'below-lower-bound':
    '{label} : {estimate}, sous {bound}, le minimum qui découle du nombre de personnes trouvées une et deux fois, hasard compris. Soit certaines personnes sont plus difficiles à trouver que d’autres, soit des listes évitent les personnes des autres.',
  'inconsistent-list':
    'La liste {list} compte {truth} personnes ; estimée à partir des autres listes, elle en aurait {estimate}. Les listes ne sont pas indépendantes, et le total se trompe peut-être d’autant.',
  'methods-disagree':
    'Les {methods} méthodes donnent des totaux de {low} à {high}. Le choix de la méthode compte plus que tout intervalle.',

  // Mots dans une phrase
  'what.lists': 'listes',
  'what.cases': 'personnes',
  'what.groups': 'groupes',
  'what.clusters': 'grappes',
  'what.periods': 'périodes',
  'what.chains': 'parcours de la simulation',
  'what.resamples': 'rééchantillons, répétitions où les personnes sont tirées de nouveau au sort',
  'what.models': 'modèles',
  'what.rows': 'lignes',
  'what.replicates': 'réplications, répétitions des poids',
  'why.degree-missing': 'il n’est pas dit combien de gens elles connaissent',
  'why.degree-zero': 'elles disent ne connaître personne',
  'why.outcome-missing': 'la réponse manque',
  'why.answer-missing': 'des réponses manquent',
  'why.weight-missing': 'le poids manque',
  'why.frequency-missing': 'elles n’ont pas dit combien de fois elles viennent dans ces lieux',
  'difference.unit': 'ce qui est compté',
  'difference.stock-or-flow': 'compté un jour donné ou sur une période',
  'difference.population': 'de qui ils parlent',
  'difference.definition': 'la définition',
  'difference.codebook-version': 'la version du livre de codes',
  'difference.frame': 'la base de sondage',
  'difference.lists': 'les listes',
  'difference.method': 'la méthode',
  'difference.reference-period': 'les mois sur lesquels porte la question',
  'design.strata': 'la strate (partie échantillonnée séparément)',
  'design.clusters': 'la grappe (personnes tirées ensemble)',
  'design.fpc': 'la taille de la population',
  'design.wave': 'la vague',
  'design.group': 'le groupe',
  'lonely.centre': 'la mesurer à partir de la moyenne de toutes (centre)',
  'lonely.certainty': 'la tenir pour tirée à coup sûr (certainty)',
  'lonely.collapse': 'la joindre à une autre strate (collapse)',
  'list.first': 'sur la première liste',
  'list.second': 'sur la seconde liste',
  'list.both': 'sur les deux listes',
  'factor.frameRatio':
    'rapport de base (réseau des personnes de la base de sondage, comparé à celui de tous)',
  'factor.degreeRatio': 'rapport de degré (réseau du groupe caché, comparé à celui des autres)',
  'factor.transmission': 'transmission (part des connaissances qui le savent)',
  'factor.precision': 'précision (part des signalements qui sont vrais)',
  'size.population': 'population',
  'size.frame': 'base de sondage, d’où l’échantillon est tiré',
  'bootstrap.tree': 'arbres de recrutement entiers tirés de nouveau au sort',
  'bootstrap.population': 'recrutement répété dans une population inventée',
  'bootstrap.chain': 'recrutement répété en une seule chaîne',
  'arm.treated': 'groupe où l’on a agi',
  'arm.compared': 'groupe de comparaison',
  'column.weight': 'poids',
  'column.degree': 'nombre de connaissances',
  'column.eventProbability': 'probabilité de l’événement',
  'column.counted': 'personnes comptées sur place',
  'column.visits': 'nombre de visites',
  'column.fpc': 'taille de la population',
  'setting.order': 'nombre maximal de listes dans un terme',
  'setting.chains': 'parcours de la simulation',
  'setting.draws': 'tirages',
  'setting.threshold': 'seuil',
  'setting.priorVariance': 'variance de la loi a priori',
  'setting.iterations': 'pas',
  'setting.burnIn': 'pas écartés au début',
  'setting.classes': 'nombre de classes',
  'setting.maxMissing': 'nombre maximal de personnes jamais vues',
  'setting.resamples': 'rééchantillons',
  'setting.level': 'niveau de l’intervalle',
  'quantity.share': 'Part',
  'quantity.first': 'Part dans la première vague',
  'quantity.second': 'Part dans la seconde vague',
  'quantity.change': 'Changement entre les vagues',
  'quantity.combinations': 'Combinaisons d’hypothèses',
  'quantity.power': 'Chance de déceler le changement',
  'quantity.target': 'Cible',
  'quantity.fall': 'Baisse',
  'quantity.start': 'Période du début',
  'quantity.divisor': 'Somme par laquelle diviser',
  'quantity.population': 'Taille de la population',
  'quantity.fay': 'Facteur des demi-échantillons de Fay',
  'quantity.factor': 'Facteur des réplications',
  'quantity.design effect': 'Effet de plan (perte due au mode de tirage)',
  'quantity.cluster size': 'Personnes par grappe',
  'quantity.correlation within': 'Ressemblance des personnes d’une grappe',
  'quantity.weight loss': 'Perte due aux poids inégaux',
  'quantity.half width': 'Demi-largeur de l’intervalle',
  'quantity.relative half width': 'Demi-largeur de l’intervalle, en part du chiffre',
  'quantity.respondents': 'Personnes interrogées',
  'quantity.level': 'Niveau de l’intervalle',
  'quantity.response rate': 'Part des personnes qui répondent',
  'quantity.correlation': 'Ressemblance des deux vagues',
  'quantity.hidden': 'Taille du groupe caché',
  'quantity.mean degree': 'Personnes connues en moyenne',
  'quantity.transmission': 'Part des connaissances qui le savent',
  'quantity.resamples': 'Rééchantillons',
  'quantity.odds ratio': 'Rapport de cotes',
  'quantity.list of the dependence': 'Listes qui dépendent l’une de l’autre',
  'quantity.lists': 'Listes',
  'quantity.coverage': 'Part des personnes sur une liste',
  'said.stock': 'un jour donné',
  'said.flow': 'sur une période',
  'said.none': 'non précisé',
  'empty.cell': '(rien)',
  'empty.name': '(sans nom)',
  'empty.list': '(néant)',
  'empty.number': '(pas de nombre)',
  more: '{count, plural, one {# autre} other {# autres}}',
}
