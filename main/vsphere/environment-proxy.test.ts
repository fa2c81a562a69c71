import { describe, expect, it } from 'vitest';
import { isExcepted, proxyFromEnvironment } from './environment-proxy.ts';

const VCENTER = new URL('https://vc.lab.example:8443/sdk');

describe('the proxy of the environment', () => {
  it('is HTTPS_PROXY, in capitals or not, with http by default', () => {
    expect(proxyFromEnvironment(VCENTER, {})).toBeUndefined();
    expect(proxyFromEnvironment(VCENTER, { HTTPS_PROXY: '' })).toBeUndefined();
    expect(proxyFromEnvironment(VCENTER, { HTTP_PROXY: 'http://p:1' })).toBeUndefined();
    expect(proxyFromEnvironment(VCENTER, { HTTPS_PROXY: 'proxy:3128' })).toBe('http://proxy:3128/');
    expect(proxyFromEnvironment(VCENTER, { https_proxy: 'https://me:pw@proxy' })).toBe('https://me:pw@proxy/');
  });

  it('leads to nothing on this machine, and to nothing that is excepted', () => {
    const environment = { HTTPS_PROXY: 'proxy:3128', no_proxy: 'other,.lab.example' };
    for (const url of ['https://127.0.0.1:1/sdk', 'https://localhost/sdk', 'https://[::1]/sdk', 'http://127.0.0.1/sdk'])
      expect(proxyFromEnvironment(new URL(url), environment)).toBeUndefined();
    expect(proxyFromEnvironment(VCENTER, environment)).toBeUndefined();
    expect(proxyFromEnvironment(new URL('https://vc.prod.example'), environment)).toBe('http://proxy:3128/');
  });

  it.each(['socks5://me:hunter2@proxy:1080', 'http://me:hunter2@:x', 'http://'])('may not be %s', (proxy) => {
    const resolve = () => proxyFromEnvironment(VCENTER, { HTTPS_PROXY: proxy });
    expect(resolve).toThrow(/^HTTPS_PROXY \(not shown\)/);
    expect(resolve).not.toThrow(/hunter2/);
  });
});

describe('an exception', () => {
  it.each([
    ['*', true],
    ['vc.lab.example', true],
    ['VC.lab.Example', true],
    ['lab.example', true],
    ['.lab.example', true],
    ['*.lab.example', true],
    ['vc.lab.example:8443', true],
    ['vc.lab.example:443', false],
    ['b.example', false],
    ['other, vc.lab.example', true],
    ['10.0.0.0/8', false],
    ['', false],
  ])('"%s" for a name: %s', (list, excepted) => expect(isExcepted(VCENTER, list)).toBe(excepted));

  it.each([
    ['https://10.1.2.3', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.1.2.3', true],
    ['https://10.1.2.3', '2.3', false],
    ['https://11.1.2.3', '10.0.0.0/8', false],
    ['https://10.1.2.3', '10.0.0.0/64', false],
    ['https://[2001:db8::1]', '2001:db8::/32', true],
    ['https://[2001:db8::1]', '2001:db8::1', true],
    ['https://[2001:db8::1]', '[2001:db8::1]:443', true],
    ['https://[2001:db8::1]', '10.0.0.0/8', false],
  ])('of %s by "%s": %s', (url, list, excepted) => expect(isExcepted(new URL(url), list)).toBe(excepted));
});
