import type { Sheet, SheetColumn } from '../sheet.ts'

/**
 * The first column left in whose heading says what is looked for; '' where none does. Patterns are tried in order
 * against the heading in small letters without accents, points, dashes and underlines being spaces.
 */
export function suggestColumn(
  sheet: Sheet | undefined,
  patterns: readonly RegExp[],
  fits: (column: SheetColumn) => boolean = () => true,
): string {
  const columns = (sheet?.columns ?? []).filter((column) => !column.struck && fits(column))
  for (const pattern of patterns) {
    const found = columns.find(({ name }) => pattern.test(plain(name)))
    if (found) return found.name
  }
  return ''
}

/** A heading without capitals, accents and marks. */
export function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[._\-/]+/g, ' ')
    .trim()
}

/** Usual headings in English, French, Spanish and Portuguese. */
export const headings = {
  weight: [
    /^(p?w|wt|pw|weight|weights|poids|peso|pesos|ponderacion|ponderacao)\b/,
    /(weight|poids|\bpeso|ponder)/,
  ],
  strata: [/^(strat\w*|strate|estrato|estratos)$/, /strat/],
  cluster: [
    /^(psu|upm|upe|cluster|clusters|village|grappe|grappes|conglomerado|conglomerados|conglomerat|agregado)$/,
    /(cluster|grappe|conglomerad|\bpsu\b|\bupm\b|enumeration area)/,
  ],
  fpc: [/^fpc$/],
  wave: [
    /^(wave|round|vague|olas?|oleada|ronda|onda|vaga|year|annee|ano|phase|periodo?)$/,
    /(wave|vague|\bronda)/,
  ],
  event: [/^(event|evenement|evento)( id)?$/, /(event|evenement|evento)/, /^(venue|lieu|lugar|local)( id)?$/],
  chance: [/(chance|probab|probability)/],
  counted: [/^(counted|count|compte|comptes|contados|contadas|enumerated)$/, /(counted|comptees?|contad)/],
  visits: [
    /^(visits|visites|visitas|frequency|frequence|frecuencia|frequencia)$/,
    /(visit|frequen|frecuen|how often)/,
  ],
  knowers: [
    /^(knowers|visibility|connaisseurs|conocedores|conhecedores)$/,
    /(knowers|know of|connaissent|conocen|conhecem|visib)/,
  ],
  outcome: [
    /(trafick|traffick|forced|exploit|outcome|victim|traite|force|exploitation|trata|forzad|explota|trafico|forcad|resultado|reponse|resposta)/,
    /^y$/,
    /(disease|positive)/,
  ],
  id: [/^(id|respondent|respondent id|repondant|encuestado|entrevistado|participante?)$/, /\bid$/],
  recruiter: [
    /^(recruiter|recruiter id|recruteur|reclutador|recrutador)( id)?$/,
    /(recruiter|recruteur|reclutador|recrutador)/,
  ],
  degree: [
    /^(degree|network size|degre|grado|grau|tamano de la red|tamanho da rede|taille du reseau)$/,
    /(network|reseau|\bred\b|\brede\b|degree)/,
  ],
} as const
