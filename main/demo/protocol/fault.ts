import type { Reference } from '../estate/kinds.ts';
import { escapeAttribute, escapeText } from '../model/xml-text.ts';

/** A fault of the vSphere API; it ends a request with HTTP 500 and a SOAP fault of its type. */
export class VimFault extends Error {
  readonly type: string;
  /** Fields of the fault as XML. */
  readonly fields: string;

  constructor(type: string, message: string, fields = '') {
    super(message);
    this.name = type;
    this.type = type;
    this.fields = fields;
  }

  /** The content of a SOAP body. */
  toXml(): string {
    return `<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>${escapeText(this.message)}</faultstring><detail><${this.type}Fault xmlns="urn:vim25" xsi:type="${this.type}">${this.fields}</${this.type}Fault></detail></soapenv:Fault>`;
  }
}

const element = (name: string, { type, id }: Reference): string =>
  `<${name} type="${escapeAttribute(type)}">${escapeText(id)}</${name}>`;

export const invalidRequest = (message: string): VimFault => new VimFault('InvalidRequest', message);

export const invalidArgument = (property: string): VimFault =>
  new VimFault(
    'InvalidArgument',
    `A specified parameter was not correct: ${property}`,
    `<invalidProperty>${escapeText(property)}</invalidProperty>`,
  );

export const invalidProperty = (path: string): VimFault =>
  new VimFault('InvalidProperty', `Invalid property: ${path}`, `<name>${escapeText(path)}</name>`);

export const notFound = (object: Reference): VimFault =>
  new VimFault(
    'ManagedObjectNotFound',
    `The object '${object.type}:${object.id}' has already been deleted or has not been completely created`,
    element('obj', object),
  );

export const notAuthenticated = (object: Reference): VimFault =>
  new VimFault(
    'NotAuthenticated',
    'The session is not authenticated.',
    `${element('object', object)}<privilegeId>System.View</privilegeId>`,
  );

export const noPermission = (object: Reference): VimFault =>
  new VimFault(
    'NoPermission',
    'Permission to perform this operation was denied.',
    `${element('object', object)}<privilegeId>System.Read</privilegeId>`,
  );

export const invalidLogin = (): VimFault =>
  new VimFault('InvalidLogin', 'Cannot complete login due to an incorrect user name or password.');

export const requestCanceled = (): VimFault => new VimFault('RequestCanceled', 'The request was canceled by a user.');

export const unknownVersion = (): VimFault =>
  new VimFault('InvalidCollectorVersion', 'The version is not one that this collector gave out, or too old.');

export const notSupported = (method: string): VimFault =>
  new VimFault('NotSupported', `The demo vCenter does not support the operation ${method}.`);

export const limitExceeded = (property: string, limit: number): VimFault =>
  new VimFault(
    'LimitExceeded',
    `The limit of ${limit} ${property} is reached.`,
    `<property>${escapeText(property)}</property><limit>${limit}</limit>`,
  );
