import { ROOT_FOLDER } from '../estate/ancestry.ts';
import { Dice } from '../estate/dice.ts';
import { type Reference, reference } from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';
import { escapeAttribute, escapeText } from '../model/xml-text.ts';
import type { ContainerView, Session } from './session.ts';

export const API_VERSION = '8.0.2.0';
const PRIOR_VERSIONS = [
  '8.0.1.0',
  '8.0.0.1',
  '7.0.3.2',
  '7.0.3.0',
  '7.0.2.0',
  '7.0.1.0',
  '7.0',
  '6.9.1',
  '6.8.7',
  '6.7.3',
  '6.7.2',
  '6.7.1',
  '6.7',
  '6.5',
  '6.0',
  '5.5',
  '5.1',
  '5.0',
  '4.1',
  '4.0',
  '2.5u2',
  '2.5',
  '2.0',
];

/** Answer to GET /sdk/vimServiceVersions.xml. */
export const SERVICE_VERSIONS = `<?xml version="1.0" encoding="UTF-8" ?>
<namespaces version="1.0"><namespace><name>urn:vim25</name><version>${API_VERSION}</version><priorVersions>${PRIOR_VERSIONS.map((version) => `<version>${version}</version>`).join('')}</priorVersions></namespace></namespaces>
`;

export const SERVICE_INSTANCE: Reference = { type: 'ServiceInstance', id: 'ServiceInstance' };
export const SESSION_MANAGER: Reference = { type: 'SessionManager', id: 'SessionManager' };
export const VIEW_MANAGER: Reference = { type: 'ViewManager', id: 'ViewManager' };
export const PROPERTY_COLLECTOR: Reference = { type: 'PropertyCollector', id: 'propertyCollector' };

/** The identity of a demo vCenter: the same seed and size are the same vCenter. */
export function instanceUuidOf(estate: Estate): string {
  return new Dice(estate.seed, 77, estate.vms).uuid(1);
}

function about(estate: Estate): string {
  const fields: readonly (readonly [string, string])[] = [
    ['name', 'Heapsphere demo vCenter'],
    ['fullName', `Heapsphere demo vCenter 8.0.2 (${estate.vms} virtual machines, seed ${estate.seed})`],
    ['vendor', 'Heapsphere'],
    ['version', '8.0.2'],
    ['build', '22617221'],
    ['localeVersion', 'INTL'],
    ['localeBuild', '000'],
    ['osType', 'linux-x64'],
    ['productLineId', 'vpx'],
    ['apiType', 'VirtualCenter'],
    ['apiVersion', API_VERSION],
    ['instanceUuid', instanceUuidOf(estate)],
    ['licenseProductName', 'VMware VirtualCenter Server'],
    ['licenseProductVersion', '8.0'],
  ];
  return `<about>${fields.map(([name, value]) => `<${name}>${escapeText(value)}</${name}>`).join('')}</about>`;
}

/** A reference as an element. */
export function referenceXml(tag: string, { type, id }: Reference, attributes = ''): string {
  return `<${tag} type="${escapeAttribute(type)}"${attributes}>${escapeText(id)}</${tag}>`;
}

/** Managers that clients take for granted and only use when told to; here they answer NotSupported. */
const OTHER_MANAGERS: readonly (readonly [field: string, type: string])[] = [
  ['authorizationManager', 'AuthorizationManager'],
  ['perfManager', 'PerformanceManager'],
  ['eventManager', 'EventManager'],
  ['taskManager', 'TaskManager'],
  ['customFieldsManager', 'CustomFieldsManager'],
  ['searchIndex', 'SearchIndex'],
  ['fileManager', 'FileManager'],
];

/** The fields of the ServiceContent. */
export function serviceContent(estate: Estate): string {
  return (
    referenceXml('rootFolder', reference(ROOT_FOLDER.kind, ROOT_FOLDER.index)) +
    referenceXml('propertyCollector', PROPERTY_COLLECTOR) +
    referenceXml('viewManager', VIEW_MANAGER) +
    about(estate) +
    referenceXml('sessionManager', SESSION_MANAGER) +
    OTHER_MANAGERS.map(([field, type]) => referenceXml(field, { type, id: type })).join('')
  );
}

/** The fields of a UserSession. */
export function userSession(session: Session): string {
  return (
    `<key>${session.key}</key><userName>${escapeText(session.userName)}</userName><fullName>${escapeText(session.userName)}</fullName>` +
    `<loginTime>${new Date(session.loginTime).toISOString()}</loginTime><lastActiveTime>${new Date(session.lastActive).toISOString()}</lastActiveTime>` +
    `<locale>en</locale><messageLocale>en</messageLocale><extensionSession>false</extensionSession><ipAddress>${escapeText(session.address)}</ipAddress>` +
    `<userAgent>${escapeText(session.userAgent)}</userAgent><callCount>${session.calls}</callCount>`
  );
}

/** A property of a service object as an element. `view` lists what is in a container view. */
type ServiceProperty = (tag: string, context: ServiceContext) => string;
export interface ServiceContext {
  readonly estate: Estate;
  readonly session: Session;
  readonly now: number;
  readonly view?: ContainerView;
  readonly contents?: () => Iterable<Reference>;
}

const references = (tag: string, list: Iterable<Reference>): string => {
  let items = '';
  for (const one of list) items += referenceXml('ManagedObjectReference', one, ' xsi:type="ManagedObjectReference"');
  return `<${tag} xsi:type="ArrayOfManagedObjectReference">${items}</${tag}>`;
};
const texts = (tag: string, list: readonly string[]): string =>
  `<${tag} xsi:type="ArrayOfString">${list.map((text) => `<string>${escapeText(text)}</string>`).join('')}</${tag}>`;

/** Objects of the service itself, with the properties that clients read. */
export const SERVICE_PROPERTIES: Readonly<Record<string, Readonly<Record<string, ServiceProperty>>>> = {
  ServiceInstance: {
    content: (tag, { estate }) => `<${tag} xsi:type="ServiceContent">${serviceContent(estate)}</${tag}>`,
    serverClock: (tag, { now }) => `<${tag} xsi:type="xsd:dateTime">${new Date(now).toISOString()}</${tag}>`,
    capability: (tag) =>
      `<${tag} xsi:type="Capability"><provisioningSupported>true</provisioningSupported><multiHostSupported>true</multiHostSupported><userShellAccessSupported>false</userShellAccessSupported></${tag}>`,
  },
  SessionManager: {
    sessionList: (tag, { session }) =>
      `<${tag} xsi:type="ArrayOfUserSession"><UserSession>${userSession(session)}</UserSession></${tag}>`,
    currentSession: (tag, { session }) => `<${tag} xsi:type="UserSession">${userSession(session)}</${tag}>`,
    message: (tag) => `<${tag} xsi:type="xsd:string"></${tag}>`,
    messageLocaleList: (tag) => texts(tag, ['en']),
    supportedLocaleList: (tag) => texts(tag, ['en']),
    defaultLocale: (tag) => `<${tag} xsi:type="xsd:string">en</${tag}>`,
  },
  ViewManager: {
    viewList: (tag, { session }) =>
      references(
        tag,
        [...session.views.values()].map((view) => view.reference),
      ),
  },
  PropertyCollector: {
    filter: (tag) => references(tag, []),
  },
  ContainerView: {
    container: (tag, { view }) =>
      view
        ? referenceXml(tag, reference(view.container.kind, view.container.index), ' xsi:type="ManagedObjectReference"')
        : '',
    type: (tag, { view }) => texts(tag, view?.types ?? []),
    recursive: (tag, { view }) => `<${tag} xsi:type="xsd:boolean">${view?.recursive === true}</${tag}>`,
    view: (tag, { contents }) => references(tag, contents?.() ?? []),
  },
};
