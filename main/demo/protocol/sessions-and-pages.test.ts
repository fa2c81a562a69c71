import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER } from '../demo-vcenter.ts';
import { faultOf, readPage, SoapClient, viewSpec } from '../testing/soap-client.ts';
import { COLLECTOR, startDemoForEachTest } from '../testing/started-demo.ts';

const started = startDemoForEachTest();

describe('sessions', () => {
  it('begin with a quoted cookie and end with the logout', async () => {
    const other = new SoapClient(started.demo.url);
    const answer = await other.login(DEMO_USER, DEMO_PASSWORD);
    expect(answer.cookie).toMatch(/^vmware_soap_session="[0-9a-f-]{36}"; Path=\/; HttpOnly$/);
    expect(answer.text).toContain(`<userName>${DEMO_USER}</userName>`);
    expect(started.demo.activity().sessions).toBe(2);
    expect((await other.logout()).status).toBe(200);
    expect(started.demo.activity().sessions).toBe(1);
    expect(faultOf(await other.logout())).toBe('NotAuthenticated');
  });

  it.each([
    [DEMO_USER, 'wrong'],
    ['somebody', DEMO_PASSWORD],
    [DEMO_USER, ''],
    ['', ''],
  ])('do not begin for %s with the password %j', async (user, password) => {
    const answer = await started.client.login(user, password);
    expect(faultOf(answer)).toBe('InvalidLogin');
    expect(answer.cookie).toBeNull();
  });

  it('are needed for everything but the service content and the login', async () => {
    const stranger = new SoapClient(started.demo.url);
    const about = await stranger.call(
      'RetrieveServiceContent',
      '<_this type="ServiceInstance">ServiceInstance</_this>',
    );
    expect(about.text).toContain('<apiType>VirtualCenter</apiType><apiVersion>8.0.2.0</apiVersion>');
    expect(about.text).toContain(`<instanceUuid>${started.demo.instanceUuid}</instanceUuid>`);
    for (const method of [
      'CurrentTime',
      'CreateContainerView',
      'RetrievePropertiesEx',
      'ContinueRetrievePropertiesEx',
      'RetrieveProperties',
      'Fetch',
      'DestroyView',
      'NoSuchMethod',
    ]) {
      expect(faultOf(await stranger.call(method, COLLECTOR)), method).toBe('NotAuthenticated');
    }
    stranger.cookie = 'vmware_soap_session="00000000-0000-4000-8000-000000000000"';
    expect(faultOf(await stranger.call('CurrentTime', COLLECTOR))).toBe('NotAuthenticated');
  });

  it('end when they idle, with everything they hold', async () => {
    let now = 0;
    await started.restart({ sessionIdleMs: 1000, now: () => now });
    const view = await started.client.view(['VirtualMachine']);
    await started.client.retrieve(view, 'VirtualMachine', ['name'], 10);
    now = 900;
    expect((await started.client.call('CurrentTime', COLLECTOR)).status).toBe(200);
    now = 1800;
    expect(started.demo.activity()).toMatchObject({ sessions: 1, views: 1, tokens: 1 });
    now = 1901;
    expect(started.demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
    expect(faultOf(await started.client.call('CurrentTime', COLLECTOR))).toBe('NotAuthenticated');
  });

  it('are bounded in number, and so are their views and page tokens', async () => {
    await started.restart({ maxSessions: 2 });
    const other = await started.secondClient();
    expect((await started.client.login(DEMO_USER, DEMO_PASSWORD)).status).toBe(503);
    let refused = 0;
    const view = await other.view(['VirtualMachine']);
    for (let n = 0; n < 80; n++) {
      if ((await other.view(['Folder'])) === '') refused++;
      await other.retrieve(view, 'VirtualMachine', ['name'], 1);
    }
    expect(refused).toBeGreaterThan(0);
    expect(started.demo.activity().views).toBe(64);
    expect(started.demo.activity().tokens).toBe(32);
  });
});

describe('pages', () => {
  it('have at most 100 objects, whatever is asked for', async () => {
    const view = await started.client.view(['VirtualMachine']);
    for (const [asked, expected] of [
      [undefined, 100],
      [1000, 100],
      [100, 100],
      [37, 37],
      [1, 1],
    ] as const) {
      expect(
        readPage((await started.client.retrieve(view, 'VirtualMachine', ['name'], asked)).text).objects,
      ).toHaveLength(expected);
    }
    const sizes: number[] = [];
    for await (const page of started.client.pages(view, 'VirtualMachine', ['name'])) sizes.push(page.objects.length);
    expect(sizes).toEqual([100, 100, 53]);
  });

  it.each([0, -1, 1.5, 'many'])('cannot have a size of %s', async (size) => {
    const view = await started.client.view(['VirtualMachine']);
    const options = `<options><maxObjects>${size}</maxObjects></options>`;
    expect(
      faultOf(
        await started.client.call(
          'RetrievePropertiesEx',
          `${COLLECTOR}${viewSpec(view, 'VirtualMachine', ['name'])}${options}`,
        ),
      ),
    ).toBe('InvalidArgument');
  });

  it('go on with a token that is good once, in its session and with its collector', async () => {
    const view = await started.client.view(['VirtualMachine']);
    const { token = '' } = readPage((await started.client.retrieve(view, 'VirtualMachine', ['name'])).text);
    const other = await started.secondClient();
    expect(faultOf(await other.next(token))).toBe('InvalidArgument');
    const created = await started.client.call('CreatePropertyCollector', COLLECTOR);
    const collector = /<returnval type="PropertyCollector">([^<]+)</.exec(created.text)?.[1] ?? '';
    expect(faultOf(await started.client.next(token, collector))).toBe('InvalidArgument');
    expect(readPage((await started.client.next(token)).text).objects).toHaveLength(100);
    expect(faultOf(await started.client.next(token))).toBe('InvalidArgument');
    expect(faultOf(await started.client.next('no such token'))).toBe('InvalidArgument');
  });

  it('end when they are cancelled', async () => {
    const view = await started.client.view(['VirtualMachine']);
    const { token = '' } = readPage((await started.client.retrieve(view, 'VirtualMachine', ['name'])).text);
    expect(started.demo.activity().tokens).toBe(1);
    const cancelled = await started.client.call('CancelRetrievePropertiesEx', `${COLLECTOR}<token>${token}</token>`);
    expect(cancelled.status).toBe(200);
    expect(started.demo.activity().tokens).toBe(0);
    expect(faultOf(await started.client.next(token))).toBe('InvalidArgument');
  });

  it('of nothing are no result at all', async () => {
    const answer = await started.client.retrieve(
      await started.client.view(['VirtualMachine'], '<container type="Folder">group-h5</container>', false),
      'VirtualMachine',
      ['name'],
    );
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('returnval');
  });

  it('can be had in one answer by the older method', async () => {
    const view = await started.client.view(['VirtualMachine']);
    const { text } = await started.client.call(
      'RetrieveProperties',
      `${COLLECTOR}${viewSpec(view, 'VirtualMachine', 'all')}`,
    );
    expect(text.match(/<returnval><obj type="VirtualMachine">/g)).toHaveLength(253);
    expect(text.endsWith('</soapenv:Envelope>')).toBe(true);
    expect(started.demo.activity().tokens).toBe(0);
  });
});
