import type { Language } from '../ui/language.ts'

/**
 * Regions of the world after the United Nations Statistics Division's standard
 * M49 ("Standard country or area codes for statistical use"): five regions, and
 * within each the finest geographical grouping M49 gives (an intermediate region
 * where there is one, else the sub-region). M49 groups for statistical convenience
 * and says nothing on anybody's political status.
 *
 * Own placements, because M49 has no entry: Kosovo with Southern Europe (beside
 * its neighbours), Taiwan with Eastern Asia; withdrawn entities stand where their
 * successors do. Antarctica and its surrounding islands that M49 leaves without
 * a region have none here either.
 */
export type RegionCode = '002' | '009' | '019' | '142' | '150'

type Words = Record<Language, string>

export const regionNames: Record<RegionCode, Words> = {
  '002': { en: 'Africa', fr: 'Afrique', es: 'África', pt: 'África' },
  '009': { en: 'Oceania', fr: 'Océanie', es: 'Oceanía', pt: 'Oceânia' },
  '019': { en: 'Americas', fr: 'Amériques', es: 'Américas', pt: 'Américas' },
  '142': { en: 'Asia', fr: 'Asie', es: 'Asia', pt: 'Ásia' },
  '150': { en: 'Europe', fr: 'Europe', es: 'Europa', pt: 'Europa' },
}

export type Subregion = { code: string; region: RegionCode; name: Words; members: string }

export const subregions: Subregion[] = [
  {
    code: '015',
    region: '002',
    name: { en: 'Northern Africa', fr: 'Afrique du Nord', es: 'África septentrional', pt: 'África do Norte' },
    members: 'DZA EGY ESH LBY MAR SDN TUN',
  },
  {
    code: '014',
    region: '002',
    name: { en: 'Eastern Africa', fr: 'Afrique de l’Est', es: 'África oriental', pt: 'África Oriental' },
    members: 'IOT BDI COM DJI ERI ETH ATF KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD UGA TZA ZMB ZWE',
  },
  {
    code: '017',
    region: '002',
    name: { en: 'Middle Africa', fr: 'Afrique centrale', es: 'África central', pt: 'África Central' },
    members: 'AGO CMR CAF TCD COG COD GNQ GAB STP',
  },
  {
    code: '018',
    region: '002',
    name: { en: 'Southern Africa', fr: 'Afrique australe', es: 'África austral', pt: 'África Austral' },
    members: 'BWA SWZ LSO NAM ZAF',
  },
  {
    code: '011',
    region: '002',
    name: { en: 'Western Africa', fr: 'Afrique de l’Ouest', es: 'África occidental', pt: 'África Ocidental' },
    members: 'BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO',
  },
  {
    code: '029',
    region: '019',
    name: { en: 'Caribbean', fr: 'Caraïbes', es: 'Caribe', pt: 'Caraíbas' },
    members:
      'AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR ANT',
  },
  {
    code: '013',
    region: '019',
    name: { en: 'Central America', fr: 'Amérique centrale', es: 'América Central', pt: 'América Central' },
    members: 'BLZ CRI SLV GTM HND MEX NIC PAN',
  },
  {
    code: '005',
    region: '019',
    name: { en: 'South America', fr: 'Amérique du Sud', es: 'América del Sur', pt: 'América do Sul' },
    members: 'ARG BOL BVT BRA CHL COL ECU FLK GUF GUY PRY PER SGS SUR URY VEN',
  },
  {
    code: '021',
    region: '019',
    name: {
      en: 'Northern America',
      fr: 'Amérique septentrionale',
      es: 'América septentrional',
      pt: 'América Setentrional',
    },
    members: 'BMU CAN GRL SPM USA',
  },
  {
    code: '143',
    region: '142',
    name: { en: 'Central Asia', fr: 'Asie centrale', es: 'Asia central', pt: 'Ásia Central' },
    members: 'KAZ KGZ TJK TKM UZB',
  },
  {
    code: '030',
    region: '142',
    name: { en: 'Eastern Asia', fr: 'Asie de l’Est', es: 'Asia oriental', pt: 'Ásia Oriental' },
    members: 'CHN HKG MAC PRK JPN MNG KOR TWN',
  },
  {
    code: '035',
    region: '142',
    name: { en: 'South-eastern Asia', fr: 'Asie du Sud-Est', es: 'Asia sudoriental', pt: 'Sudeste Asiático' },
    members: 'BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM',
  },
  {
    code: '034',
    region: '142',
    name: { en: 'Southern Asia', fr: 'Asie du Sud', es: 'Asia meridional', pt: 'Ásia Meridional' },
    members: 'AFG BGD BTN IND IRN MDV NPL PAK LKA',
  },
  {
    code: '145',
    region: '142',
    name: { en: 'Western Asia', fr: 'Asie occidentale', es: 'Asia occidental', pt: 'Ásia Ocidental' },
    members: 'ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM',
  },
  {
    code: '151',
    region: '150',
    name: { en: 'Eastern Europe', fr: 'Europe de l’Est', es: 'Europa oriental', pt: 'Europa Oriental' },
    members: 'BLR BGR CZE HUN POL MDA ROU RUS SVK UKR',
  },
  {
    code: '154',
    region: '150',
    name: { en: 'Northern Europe', fr: 'Europe du Nord', es: 'Europa septentrional', pt: 'Europa do Norte' },
    members: 'ALA GGY JEY DNK EST FRO FIN ISL IRL IMN LVA LTU NOR SJM SWE GBR',
  },
  {
    code: '039',
    region: '150',
    name: { en: 'Southern Europe', fr: 'Europe du Sud', es: 'Europa meridional', pt: 'Europa Meridional' },
    members: 'ALB AND BIH HRV GIB GRC VAT ITA MLT MNE MKD PRT SMR SRB SVN ESP XKX SCG',
  },
  {
    code: '155',
    region: '150',
    name: { en: 'Western Europe', fr: 'Europe de l’Ouest', es: 'Europa occidental', pt: 'Europa Ocidental' },
    members: 'AUT BEL FRA DEU LIE LUX MCO NLD CHE',
  },
  {
    code: '053',
    region: '009',
    name: {
      en: 'Australia and New Zealand',
      fr: 'Australie et Nouvelle-Zélande',
      es: 'Australia y Nueva Zelanda',
      pt: 'Austrália e Nova Zelândia',
    },
    members: 'AUS CXR CCK HMD NZL NFK',
  },
  {
    code: '054',
    region: '009',
    name: { en: 'Melanesia', fr: 'Mélanésie', es: 'Melanesia', pt: 'Melanésia' },
    members: 'FJI NCL PNG SLB VUT',
  },
  {
    code: '057',
    region: '009',
    name: { en: 'Micronesia', fr: 'Micronésie', es: 'Micronesia', pt: 'Micronésia' },
    members: 'GUM KIR MHL FSM NRU MNP PLW UMI',
  },
  {
    code: '061',
    region: '009',
    name: { en: 'Polynesia', fr: 'Polynésie', es: 'Polinesia', pt: 'Polinésia' },
    members: 'ASM COK PYF NIU PCN WSM TKL TON TUV WLF',
  },
]
