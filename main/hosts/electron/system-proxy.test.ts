import { expect, it } from 'vitest';
import { systemProxy } from './system-proxy.ts';

const VCENTER = new URL('https://vc.example/sdk');
const answering = (answer: string) => systemProxy(async () => ({ resolveProxy: async () => answer }));

it.each([
  ['DIRECT', undefined],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['HTTPS proxy.example:443;PROXY other:1', 'https://proxy.example:443'],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['SOCKS socks.example:1080; DIRECT', undefined],
])('"%s" leads to %s', async (answer, proxy) => expect(await answering(answer)(VCENTER)).toBe(proxy));

it.each(['SOCKS5 socks.example:1080', 'PROXY', ''])('"%s" is no way', async (answer) => {
  await expect(answering(answer)(VCENTER)).rejects.toMatchObject({
    data: { code: 'usage', message: expect.stringContaining('vc.example') },
  });
});

it('is not asked for plain http, which is for servers on this machine', async () => {
  expect(await answering('PROXY p:1')(new URL('http://127.0.0.1/sdk'))).toBeUndefined();
});
