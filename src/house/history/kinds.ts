import type { CompactSubject } from '../../people/policy/actions.ts'
import type { Language } from '../../ui/language.ts'

/** A kind of record with a history, as pages name it. */
export type RecordKind = {
  title: Record<Language, string>
  /** Address of the record's own page without language; null where it has none. */
  page: (id: string) => string | null
  /**
   * Whether everybody may read its history, from who did it to why. The policy asks this;
   * what is not public is for those it concerns.
   */
  public: boolean
}

const at = (folder: string) => (id: string) => `/${folder}/${encodeURIComponent(id)}`
const nowhere = () => null

/** Every kind of record, one line each. A kind that is not here is public to nobody. */
export const recordKinds: Readonly<Record<string, RecordKind>> = {
  assessment: {
    title: { en: 'Assessment', fr: 'Évaluation', es: 'Evaluación', pt: 'Avaliação' },
    page: at('assessments'),
    public: true,
  },
  // Who wrote, signed and dissented; the memo tells everybody what is theirs to know.
  decision: {
    title: { en: 'Decision', fr: 'Décision', es: 'Decisión', pt: 'Decisão' },
    page: at('decisions'),
    public: false,
  },
  // What somebody said as “a member”: of nobody, and in no place between the others of the decision.
  'decision-dissent': {
    title: {
      en: 'Dissent in a decision',
      fr: 'Désaccord sur une décision',
      es: 'Desacuerdo sobre una decisión',
      pt: 'Desacordo sobre uma decisão',
    },
    page: nowhere,
    public: false,
  },
  methodology: {
    title: { en: 'Methodology', fr: 'Méthodologie', es: 'Metodología', pt: 'Metodologia' },
    page: at('methodologies'),
    public: true,
  },
  'import-run': {
    title: { en: 'Import', fr: 'Importation', es: 'Importación', pt: 'Importação' },
    page: nowhere,
    public: true,
  },
  fact: {
    title: { en: 'Recorded fact', fr: 'Fait consigné', es: 'Hecho registrado', pt: 'Facto registado' },
    page: nowhere,
    public: true,
  },
  legislature: {
    title: { en: 'Legislature', fr: 'Assemblée', es: 'Asamblea', pt: 'Assembleia' },
    // `us-congress 2014-08-31`: what was so on that day.
    page: (id) => `/legislatures/${encodeURIComponent(id.split(' ')[0] ?? id)}`,
    public: true,
  },
  // What was entered of a line of a budget, by whom, and what it took the place of.
  'budget-line': {
    title: {
      en: 'Line of a budget',
      fr: 'Ligne budgétaire',
      es: 'Línea de presupuesto',
      pt: 'Linha de orçamento',
    },
    page: at('budget/lines'),
    public: true,
  },
  // Who joins and leaves stands in it.
  organisation: {
    title: { en: 'Organisation', fr: 'Organisation', es: 'Organización', pt: 'Organização' },
    page: at('organisations'),
    public: false,
  },
  invitation: {
    title: { en: 'Invitation', fr: 'Invitation', es: 'Invitación', pt: 'Convite' },
    page: nowhere,
    public: false,
  },
  person: {
    title: { en: 'Person', fr: 'Personne', es: 'Persona', pt: 'Pessoa' },
    page: nowhere,
    public: false,
  },
  // The name a person chose, how to reach them, whom they trust with it, and who looked.
  contact: {
    title: { en: 'Name and contact', fr: 'Nom et contact', es: 'Nombre y contacto', pt: 'Nome e contacto' },
    page: nowhere,
    public: false,
  },
  // The parties read all of it, be the compact public or not; everybody reads the page.
  compact: {
    title: { en: 'Compact', fr: 'Pacte', es: 'Pacto', pt: 'Pacto' },
    page: at('compacts'),
    public: false,
  },
  // Who typed what in a draft; what became of the report stands in the history of its compact.
  'result-report': {
    title: { en: 'Report', fr: 'Rapport', es: 'Informe', pt: 'Relatório' },
    page: nowhere,
    public: false,
  },
  // Which adviser spoke for a group; the history of the compact names the group alone.
  'survivor-review': {
    title: {
      en: 'Survivors’ review',
      fr: 'Examen de personnes survivantes',
      es: 'Revisión de sobrevivientes',
      pt: 'Exame de sobreviventes',
    },
    page: nowhere,
    public: false,
  },
  // Planned ones may be confidential; who runs studies in the country reads it on the page of the study.
  study: {
    title: { en: 'Study', fr: 'Étude', es: 'Estudio', pt: 'Estudo' },
    page: at('studies'),
    public: false,
  },
  // Until it is published it is for who may run studies in the country, on its own page.
  estimate: {
    title: { en: 'Estimate', fr: 'Estimation', es: 'Estimación', pt: 'Estimativa' },
    page: at('estimates'),
    public: false,
  },
  // Which version was frozen when, and why it differs from the one before; what a draft said is not in it.
  codebook: {
    title: { en: 'Codebook', fr: 'Référentiel', es: 'Libro de códigos', pt: 'Livro de códigos' },
    page: at('codebooks'),
    public: true,
  },
  // Who said what of a country's institutions; the map itself is public, without the people.
  'capacity-map': {
    title: {
      en: 'Capacity map',
      fr: 'Carte des capacités',
      es: 'Mapa de capacidades',
      pt: 'Mapa de capacidades',
    },
    page: at('capacity'),
    public: false,
  },
  // What is known of a bill is public, and so is who entered it from where.
  bill: {
    title: { en: 'Bill', fr: 'Proposition de loi', es: 'Proyecto de ley', pt: 'Projeto de lei' },
    page: at('bills'),
    public: true,
  },
  // Who typed what, drafts included; each change of state stands on the page of the campaign for everybody.
  campaign: {
    title: { en: 'Campaign', fr: 'Campagne', es: 'Campaña', pt: 'Campanha' },
    page: nowhere,
    public: false,
  },
  // Who planned, announced or called it off; what people answered stands nowhere here.
  consultation: {
    title: { en: 'Consultation', fr: 'Consultation', es: 'Consulta', pt: 'Consulta' },
    page: at('consultations'),
    public: true,
  },
  // That somebody joined or answered, and not what.
  'consultation-part': {
    title: {
      en: 'Part in a consultation',
      fr: 'Part à une consultation',
      es: 'Participación en una consulta',
      pt: 'Participação numa consulta',
    },
    page: nowhere,
    public: false,
  },
  installation: {
    title: { en: 'Installation', fr: 'Installation', es: 'Instalación', pt: 'Instalação' },
    page: nowhere,
    public: false,
  },
}

/** What a policy needs to know of a history: `{ kind: 'history', record, public }`. */
export function historySubject(record: { kind: string; id: string }) {
  return { kind: 'history' as const, record, public: kindOf(record.kind)?.public ?? false }
}

/** What a record belongs to, for whoever has a part in that reads its history: a compact, a country, an organisation; null for none. */
export type RecordBelongsTo = (record: {
  kind: string
  id: string
}) => Promise<{ compact: CompactSubject } | { country: string } | { organisation: string } | null>

export function kindOf(kind: string): RecordKind | undefined {
  return Object.hasOwn(recordKinds, kind) ? recordKinds[kind] : undefined
}

export function kindTitle(kind: string, language: Language): string {
  return kindOf(kind)?.title[language] ?? kind
}

/** A record as a title names it; a long id by its beginning. */
export function recordTitle({ kind, id }: { kind: string; id: string }, language: Language): string {
  return `${kindTitle(kind, language)} ${id.length > 20 ? `${id.slice(0, 8)}…` : id}`
}

/** Address of a record's history, without language. */
export const historyPath = ({ kind, id }: { kind: string; id: string }) =>
  `/history/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`

/** Address an event is cited by, for ever; without language. */
export const eventPath = (hash: string) => `/history/event/${hash}`
