/**
 * Our own WSDL for the few methods a collector needs. The vendor's WSDL describes thousands of types and costs
 * megabytes per worker; this one lets the `soap` package encode our requests and decode the small answers.
 * Messages and types follow the vSphere Web Services API reference, namespace urn:vim25.
 */

const element = (name: string, type: string, occurs = '') => `<xsd:element name="${name}" type="${type}"${occurs}/>`;
const optional = ' minOccurs="0"';
const many = ' minOccurs="0" maxOccurs="unbounded"';

const complexType = (name: string, ...elements: string[]) =>
  `<xsd:complexType name="${name}"><xsd:sequence>${elements.join('')}</xsd:sequence></xsd:complexType>`;

const REFERENCE =
  '<xsd:complexType name="ManagedObjectReference"><xsd:simpleContent><xsd:extension base="xsd:string">' +
  '<xsd:attribute name="type" type="xsd:string"/></xsd:extension></xsd:simpleContent></xsd:complexType>';

const TYPES = [
  REFERENCE,
  complexType(
    'AboutInfo',
    element('name', 'xsd:string'),
    element('fullName', 'xsd:string'),
    element('version', 'xsd:string'),
    element('build', 'xsd:string'),
    element('apiType', 'xsd:string'),
    element('apiVersion', 'xsd:string'),
    element('instanceUuid', 'xsd:string', optional),
  ),
  complexType(
    'ServiceContent',
    element('rootFolder', 'tns:ManagedObjectReference'),
    element('propertyCollector', 'tns:ManagedObjectReference'),
    element('viewManager', 'tns:ManagedObjectReference', optional),
    element('about', 'tns:AboutInfo'),
    element('sessionManager', 'tns:ManagedObjectReference', optional),
  ),
  complexType('UserSession', element('key', 'xsd:string'), element('userName', 'xsd:string')),
  complexType(
    'PropertySpec',
    element('type', 'xsd:string'),
    element('all', 'xsd:boolean', optional),
    element('pathSet', 'xsd:string', many),
  ),
  complexType(
    'TraversalSpec',
    element('name', 'xsd:string', optional),
    element('type', 'xsd:string'),
    element('path', 'xsd:string'),
    element('skip', 'xsd:boolean', optional),
    element('selectSet', 'tns:TraversalSpec', many),
  ),
  complexType(
    'ObjectSpec',
    element('obj', 'tns:ManagedObjectReference'),
    element('skip', 'xsd:boolean', optional),
    element('selectSet', 'tns:TraversalSpec', many),
  ),
  complexType(
    'PropertyFilterSpec',
    element('propSet', 'tns:PropertySpec', many),
    element('objectSet', 'tns:ObjectSpec', many),
    element('reportMissingObjectsInResults', 'xsd:boolean', optional),
  ),
  complexType('RetrieveOptions', element('maxObjects', 'xsd:int', optional)),
  complexType(
    'WaitOptions',
    element('maxWaitSeconds', 'xsd:int', optional),
    element('maxObjectUpdates', 'xsd:int', optional),
  ),
];

const SELF = element('_this', 'tns:ManagedObjectReference');

/** Method -> elements of its request after _this, and the element of its answer. */
const METHODS: Readonly<Record<string, { readonly input: readonly string[]; readonly output: readonly string[] }>> = {
  RetrieveServiceContent: { input: [], output: [element('returnval', 'tns:ServiceContent')] },
  Login: {
    input: [
      element('userName', 'xsd:string'),
      element('password', 'xsd:string'),
      element('locale', 'xsd:string', optional),
    ],
    output: [element('returnval', 'tns:UserSession')],
  },
  Logout: { input: [], output: [] },
  CurrentTime: { input: [], output: [element('returnval', 'xsd:dateTime')] },
  CreateContainerView: {
    input: [
      element('container', 'tns:ManagedObjectReference'),
      element('type', 'xsd:string', many),
      element('recursive', 'xsd:boolean'),
    ],
    output: [element('returnval', 'tns:ManagedObjectReference')],
  },
  DestroyView: { input: [], output: [] },
  RetrievePropertiesEx: {
    input: [element('specSet', 'tns:PropertyFilterSpec', many), element('options', 'tns:RetrieveOptions')],
    output: [element('returnval', 'xsd:anyType', optional)],
  },
  ContinueRetrievePropertiesEx: {
    input: [element('token', 'xsd:string')],
    output: [element('returnval', 'xsd:anyType')],
  },
  RetrieveProperties: {
    input: [element('specSet', 'tns:PropertyFilterSpec', many)],
    output: [element('returnval', 'xsd:anyType', many)],
  },
  CancelRetrievePropertiesEx: { input: [element('token', 'xsd:string')], output: [] },
  CreatePropertyCollector: { input: [], output: [element('returnval', 'tns:ManagedObjectReference')] },
  DestroyPropertyCollector: { input: [], output: [] },
  CreateFilter: {
    input: [element('spec', 'tns:PropertyFilterSpec'), element('partialUpdates', 'xsd:boolean')],
    output: [element('returnval', 'tns:ManagedObjectReference')],
  },
  DestroyPropertyFilter: { input: [], output: [] },
  WaitForUpdatesEx: {
    input: [element('version', 'xsd:string', optional), element('options', 'tns:WaitOptions', optional)],
    output: [element('returnval', 'xsd:anyType', optional)],
  },
  CancelWaitForUpdates: { input: [], output: [] },
};

const names = Object.keys(METHODS);

const elements = names.map((name) => {
  const { input, output } = METHODS[name] ?? { input: [], output: [] };
  return (
    complexType(`${name}RequestType`, SELF, ...input) +
    `<xsd:element name="${name}" type="tns:${name}RequestType"/>` +
    `<xsd:element name="${name}Response"><xsd:complexType><xsd:sequence>${output.join('')}</xsd:sequence></xsd:complexType></xsd:element>`
  );
});

const part = (message: string, of: string) =>
  `<wsdl:message name="${message}"><wsdl:part name="parameters" element="tns:${of}"/></wsdl:message>`;

/** The WSDL text, ready for soap.createClientAsync, which takes a document that begins with an XML declaration. */
export const VIM25_WSDL: string = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<wsdl:definitions targetNamespace="urn:vim25" xmlns:tns="urn:vim25" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"',
  ' xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
  '<wsdl:types><xsd:schema targetNamespace="urn:vim25" elementFormDefault="qualified">',
  ...TYPES,
  ...elements,
  '</xsd:schema></wsdl:types>',
  ...names.map((name) => part(`${name}Request`, name) + part(`${name}Answer`, `${name}Response`)),
  '<wsdl:portType name="VimPortType">',
  ...names.map(
    (name) =>
      `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}Request"/><wsdl:output message="tns:${name}Answer"/></wsdl:operation>`,
  ),
  '</wsdl:portType><wsdl:binding name="VimBinding" type="tns:VimPortType">',
  '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
  ...names.map(
    (name) =>
      `<wsdl:operation name="${name}"><soap:operation soapAction="urn:vim25" style="document"/>` +
      '<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>',
  ),
  '</wsdl:binding><wsdl:service name="VimService"><wsdl:port name="VimPort" binding="tns:VimBinding">',
  '<soap:address location="https://localhost/sdk"/></wsdl:port></wsdl:service></wsdl:definitions>',
].join('');
