import { at, type Dice } from './dice.ts';

const APPLICATIONS = [
  'erp',
  'crm',
  'web',
  'shop',
  'billing',
  'payroll',
  'mail',
  'dns',
  'ldap',
  'file',
  'print',
  'git',
  'ci',
  'build',
  'registry',
  'wiki',
  'chat',
  'voip',
  'proxy',
  'vpn',
  'fw',
  'ids',
  'siem',
  'log',
  'metrics',
  'grafana',
  'kafka',
  'redis',
  'rabbit',
  'etcd',
  'k8s',
  'ceph',
  'backup',
  'archive',
  'dwh',
  'bi',
  'etl',
  'gis',
  'cad',
  'scada',
  'hmi',
  'lims',
  'pacs',
  'ris',
  'mes',
  'wms',
  'vdi',
  'citrix',
  'sccm',
  'wsus',
  'adfs',
  'exchange',
  'sql',
  'oracle',
  'pg',
  'mongo',
  'elastic',
  'jump',
  'license',
  'camera',
];
const ROLES = ['app', 'db', 'fe', 'be', 'node', 'srv', 'master', 'worker', 'cache', 'gw', 'test', 'adm'];
const STAGES = ['prd', 'prd', 'prd', 'stg', 'tst', 'dev', 'dr', 'lab'];
const PLACES = [
  'Frankfurt',
  'Ashburn',
  'Singapore',
  'Zürich',
  'São Paulo',
  '東京',
  'Dublin',
  'Toronto',
  'Αθήνα',
  'Pune',
  'Oslo',
  'Sydney',
];
const CODES = ['fra', 'iad', 'sin', 'zrh', 'gru', 'tyo', 'dub', 'yyz', 'ath', 'pnq', 'osl', 'syd'];
const TEAMS = [
  'Finance',
  'Human Resources',
  'R&D',
  'Logistics',
  'Web Shop',
  'Platform',
  'Security',
  'Kunden & Partner',
  'QA <lab>',
  'Архив',
  'Legacy',
  'DMZ',
];
const QUESTION = { style: 1, application: 2, role: 3, stage: 4, number: 5, team: 6 } as const;

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Names as vCenter holds them: /, \ and % are written %2f, %5c and %25; everything else is literal, and not unique. */
export function machineName(dice: Dice, index: number): string {
  const application = dice.pick(QUESTION.application, APPLICATIONS);
  const role = dice.pick(QUESTION.role, ROLES);
  const stage = dice.pick(QUESTION.stage, STAGES);
  const small = dice.between(QUESTION.number, 1, 24);
  const style = dice.below(QUESTION.style, 1000);
  if (style < 4) return `${application}%2f${role} ${small}`;
  if (style < 7) return `${stage}%5c${application}-${small}`;
  if (style < 10) return `${application} 100%25 ${role} ${small}`;
  if (style < 13) return `サーバー-${application}-${pad(small, 2)}`;
  if (style < 16) return `خادم-${application}-${small}`;
  if (style < 19) return `Сервер ${application} №${small}`;
  if (style < 22) return `שרת ${application} ${small}`;
  if (style < 24) return `=${application.toUpperCase()}+${small}`;
  if (style < 26) return `-${application}-old`;
  if (style < 28) return `@${application}-${small}`;
  if (style < 32) return `${application.toUpperCase()} & Söhne <${stage}> "${small}"`;
  if (style < 34) return `${application}-${role}-${small} `;
  if (style < 300) return `${stage}-${application}-${role}-${pad(small, 2)}`;
  if (style < 650) return `${application}${role}${pad(index % 10_000, 4)}`;
  return `${stage}-${application}-${pad(index, 5)}`;
}

export function templateName(number: number): string {
  const system = at(
    ['rhel9', 'ubuntu2404', 'win2022', 'sles15', 'win11', 'debian12', 'photon5', 'win2019'],
    number % 8,
  );
  return number % 11 === 10 ? `tpl%2f${system} v${number}` : `tpl-${system}-v${1 + Math.floor(number / 8)}`;
}

export function datacenterName(index: number): string {
  return at(PLACES, index % PLACES.length);
}

/** The short code that names of a datacenter's infrastructure start with. */
export function datacenterCode(index: number): string {
  return at(CODES, index % CODES.length);
}

export function folderName(dice: Dice, local: number): string {
  if (local === 1) return 'Discovered virtual machine';
  const team = dice.pick(QUESTION.team, TEAMS);
  return local % 17 === 16 ? `${team} %2f archive` : `${team} ${local}`;
}

export function poolName(dice: Dice, local: number): string {
  return local === 0
    ? 'Resources'
    : `${at(['gold', 'silver', 'bronze', 'batch'], local % 4)}-${dice.pick(QUESTION.application, APPLICATIONS)}`;
}

export function hostName(datacenter: number, index: number): string {
  return `esx${pad(index + 1, 3)}.${datacenterCode(datacenter)}.example.net`;
}

export function domainOf(datacenter: number): string {
  return `${datacenterCode(datacenter)}.example.net`;
}

export function vAppName(dice: Dice, index: number): string {
  return `vApp ${dice.pick(QUESTION.application, APPLICATIONS)} ${index + 1}`;
}
