import { describe, expect, it } from 'vitest';
import { parseEndpoint } from './endpoint.ts';

describe('parseEndpoint', () => {
  it.each([
    ['vc.example', 'https://vc.example/sdk'],
    [' vc.example:8443 ', 'https://vc.example:8443/sdk'],
    ['https://vc.example/', 'https://vc.example/sdk'],
    ['https://vc.example/custom/sdk?x#y', 'https://vc.example/custom/sdk'],
    ['http://127.0.0.1:8989/sdk', 'http://127.0.0.1:8989/sdk'],
    ['[2001:db8::1]:443', 'https://[2001:db8::1]/sdk'],
  ])('reads %s', (text, url) => {
    expect(parseEndpoint(text).href).toBe(url);
  });

  it.each([
    ['http://vc.example', /readable over the network/],
    ['ftp://vc.example', /scheme ftp:/],
    ['https://user:secret@vc.example', /carries a user or password/],
    ['not a host', /is not a host name/],
    ['', /is not a host name/],
  ])('refuses "%s"', (text, message) => {
    expect(() => parseEndpoint(text)).toThrow(message);
  });

  it('never repeats a password from an address', () => {
    expect(() => parseEndpoint('https://user:secret@vc.example')).toThrow(expect.not.stringContaining('secret'));
  });
});
