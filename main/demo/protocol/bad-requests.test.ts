import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER } from '../demo-vcenter.ts';
import { faultOf, readPage, textOf } from '../testing/soap-client.ts';
import { startDemoForEachTest } from '../testing/started-demo.ts';

const started = startDemoForEachTest();

describe('bad requests', () => {
  const envelope = (inner: string): string =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;

  it.each([
    ['nothing', ''],
    ['no XML', '{"method":"Login"}'],
    ['cut XML', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'],
    ['HTML', '<html><body>hello</body></html>'],
    ['an empty body', envelope('')],
    ['an undeclared prefix', '<x:Envelope/>'],
    ['no object', envelope('<CurrentTime xmlns="urn:vim25"/>')],
    ['too deep nesting', envelope('<a>'.repeat(5000) + '</a>'.repeat(5000))],
    ['an unknown entity', envelope('<Login xmlns="urn:vim25"><_this>&x;</_this></Login>')],
  ])('with %s get a fault', async (_what, body) => {
    expect(faultOf(await started.client.post(body))).toBe('InvalidRequest');
  });

  it('with a document type are refused before any entity is expanded', async () => {
    const bomb = `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;
    const answer = await started.client.post(
      `<?xml version="1.0"?>${bomb}${envelope('<Login xmlns="urn:vim25"><_this type="SessionManager">&j;</_this></Login>')}`,
    );
    expect(faultOf(answer)).toBe('InvalidRequest');
    expect(answer.text).toContain('document type');
  });

  it('that are too long are refused, announced or not', async () => {
    await started.restart({ maxRequestBytes: 2000 });
    const long = envelope(`<CurrentTime xmlns="urn:vim25"><_this>${'x'.repeat(3000)}</_this></CurrentTime>`);
    expect((await started.client.post(long)).status).toBe(413);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(started.demo.port, '127.0.0.1', () =>
        socket.write(
          `POST /sdk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`,
        ),
      );
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes;
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it('at other addresses are told so', async () => {
    const base = started.demo.url.replace(/\/sdk$/, '');
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect((await fetch(started.demo.url)).status).toBe(405);
    const versions = await fetch(`${started.demo.url}/vimServiceVersions.xml`);
    expect(await versions.text()).toContain('<name>urn:vim25</name><version>8.0.2.0</version><priorVersions><version>');
  });
});

describe('faults that can be asked for', () => {
  it('deny going on, as some versions do', async () => {
    await started.restart({ faults: { denyContinue: true } });
    const { token = '' } = readPage(
      (await started.client.retrieve(await started.client.view(['VirtualMachine']), 'VirtualMachine', ['name'])).text,
    );
    expect(faultOf(await started.client.next(token))).toBe('NoPermission');
  });

  it('end a session between two pages, once', async () => {
    await started.restart({ faults: { expireSessionAfterPages: 1 } });
    const first = readPage(
      (await started.client.retrieve(await started.client.view(['VirtualMachine']), 'VirtualMachine', ['name'])).text,
    );
    expect(first.objects).toHaveLength(100);
    expect(faultOf(await started.client.next(first.token ?? ''))).toBe('NotAuthenticated');
    await started.client.login(DEMO_USER, DEMO_PASSWORD);
    let rows = 0;
    for await (const page of started.client.pages(await started.client.view(['VirtualMachine']), 'VirtualMachine', [
      'name',
    ]))
      rows += page.objects.length;
    expect(rows).toBe(253);
  });

  it('break the connection in the middle of a page, once', async () => {
    await started.restart({ faults: { breakAfterBytes: 5000 } });
    const view = await started.client.view(['VirtualMachine']);
    await expect(started.client.retrieve(view, 'VirtualMachine', 'all')).rejects.toThrow();
    expect(
      textOf(
        readPage((await started.client.retrieve(view, 'VirtualMachine', ['name'])).text).objects[0]?.values.get('name'),
      ),
    ).toBeTruthy();
  });
});
