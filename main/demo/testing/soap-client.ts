import { SaxesParser } from 'saxes';

/** An answer as it came, for tests that look at bytes. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | null;
}

/** One object of a property page: reference, values by path as XML of the `val` element, and missing paths with their fault. */
export interface ReadObject {
  readonly type: string;
  readonly id: string;
  readonly values: ReadonlyMap<string, string>;
  readonly missing: ReadonlyMap<string, string>;
}

export interface ReadPage {
  readonly token: string | undefined;
  readonly objects: readonly ReadObject[];
}

/** A plain SOAP client for tests of the demo vCenter: it knows nothing of the server's code and takes answers apart by text. */
export class SoapClient {
  readonly url: string;
  cookie = '';
  soapAction = 'urn:vim25/8.0.2.0';

  constructor(url: string) {
    this.url = url;
  }

  async post(body: string): Promise<RawAnswer> {
    const response = await fetch(this.url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/xml', Cookie: this.cookie, SOAPAction: this.soapAction },
    });
    return { status: response.status, text: await response.text(), cookie: response.headers.get('set-cookie') };
  }

  call(method: string, inner: string): Promise<RawAnswer> {
    return this.post(
      `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body><${method} xmlns="urn:vim25">${inner}</${method}></s:Body></s:Envelope>`,
    );
  }

  async login(user: string, password: string): Promise<RawAnswer> {
    const answer = await this.call(
      'Login',
      `<_this type="SessionManager">SessionManager</_this><userName>${user}</userName><password>${password}</password>`,
    );
    this.cookie = answer.cookie?.split(';')[0] ?? '';
    return answer;
  }

  logout(): Promise<RawAnswer> {
    return this.call('Logout', '<_this type="SessionManager">SessionManager</_this>');
  }

  /** A recursive view of some types below a container; its id. */
  async view(
    types: readonly string[],
    container = '<container type="Folder">group-d1</container>',
    recursive = true,
  ): Promise<string> {
    const answer = await this.call(
      'CreateContainerView',
      `<_this type="ViewManager">ViewManager</_this>${container}${types.map((type) => `<type>${type}</type>`).join('')}<recursive>${recursive}</recursive>`,
    );
    return /<returnval type="ContainerView">([^<]+)</.exec(answer.text)?.[1] ?? '';
  }

  async destroy(view: string): Promise<RawAnswer> {
    return this.call('DestroyView', `<_this type="ContainerView">${view}</_this>`);
  }

  retrieve(
    view: string,
    type: string,
    paths: readonly string[] | 'all',
    maxObjects: number | undefined = undefined,
  ): Promise<RawAnswer> {
    const options =
      maxObjects === undefined ? '<options/>' : `<options><maxObjects>${maxObjects}</maxObjects></options>`;
    return this.call(
      'RetrievePropertiesEx',
      `<_this type="PropertyCollector">propertyCollector</_this>${viewSpec(view, type, paths)}${options}`,
    );
  }

  next(token: string, collector = 'propertyCollector'): Promise<RawAnswer> {
    return this.call(
      'ContinueRetrievePropertiesEx',
      `<_this type="PropertyCollector">${collector}</_this><token>${token}</token>`,
    );
  }

  /** Every object of a view, page by page. */
  async *pages(
    view: string,
    type: string,
    paths: readonly string[] | 'all',
    maxObjects?: number,
  ): AsyncGenerator<ReadPage> {
    let page = readPage((await this.retrieve(view, type, paths, maxObjects)).text);
    yield page;
    while (page.token !== undefined) {
      page = readPage((await this.next(page.token)).text);
      yield page;
    }
  }
}

/** The specSet that reads a view. */
export function viewSpec(view: string, type: string, paths: readonly string[] | 'all'): string {
  const what =
    paths === 'all'
      ? '<all>true</all>'
      : `<all>false</all>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}`;
  return `<specSet><propSet><type>${type}</type>${what}</propSet><objectSet><obj type="ContainerView">${view}</obj><skip>true</skip><selectSet xsi:type="TraversalSpec"><name>view</name><type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet></specSet>`;
}

/** Takes a page apart. */
export function readPage(text: string): ReadPage {
  const objects: ReadObject[] = [];
  for (const [, body = ''] of text.matchAll(/<objects>(.*?)<\/objects>/gs)) {
    const [, type = '', id = ''] = /^<obj type="(\w+)">([^<]+)<\/obj>/.exec(body) ?? [];
    const values = new Map<string, string>();
    for (const [, path = '', value = ''] of body.matchAll(/<propSet><name>([^<]+)<\/name>(.*?)<\/propSet>/gs))
      values.set(path, value);
    const missing = new Map<string, string>();
    for (const [, path = '', fault = ''] of body.matchAll(
      /<missingSet><path>([^<]+)<\/path><fault><fault xsi:type="(\w+)">/g,
    ))
      missing.set(path, fault);
    objects.push({ type, id, values, missing });
  }
  return { objects, token: /<token>([^<]+)<\/token>/.exec(text)?.[1] };
}

/** The text of a simple value, entities decoded by a real parser. */
export function textOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  let text = '';
  parseXml(
    `<v xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${value}</v>`,
    (part) => {
      text += part;
    },
  );
  return text;
}

/** Throws when the text is not well-formed XML with every prefix declared. */
export function parseXml(xml: string, onText: (text: string) => void = () => {}): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('text', onText);
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** Type of the fault of an answer. */
export function faultOf({ status, text }: RawAnswer): string | undefined {
  return status === 500 ? /<detail><\w+Fault xmlns="urn:vim25" xsi:type="(\w+)">/.exec(text)?.[1] : undefined;
}
