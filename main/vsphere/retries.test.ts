import { beforeEach, describe, expect, it } from 'vitest';
import { connectError } from './connect-error.ts';
import { parseFault } from './faults.ts';
import { httpStatusError, retryAfterMs } from './http-status-error.ts';
import { ManagedObjectReference } from './managed-object-reference.ts';
import { repeatable } from './repeatable.ts';
import { Retries } from './retries.ts';

const failure = new Error('vc.example closed the connection.');
const never = new AbortController().signal;

describe('Retries', () => {
  let pauses: number[];
  let random: number;
  const retries = (limit = 5) =>
    new Retries({
      limit,
      random: () => random,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      now: () => 1_000_000,
      onChange: () => {},
    });
  beforeEach(() => {
    pauses = [];
    random = 0.5;
  });

  it('waits twice as long each time, at most 30 s, and gives up after its limit with the failure itself', async () => {
    const tries = retries(7);
    for (let attempt = 0; attempt < 7; attempt += 1) await tries.wait(failure, { because: 'lost' }, never);
    expect(pauses).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500]);
    await expect(tries.wait(failure, { because: 'lost' }, never)).rejects.toBe(failure);
    expect(tries.view).toBeUndefined();
    expect(tries.total).toBe(7);
  });

  it('spreads the pauses of many collectors over half of their length', async () => {
    random = 0;
    await retries().wait(failure, { because: 'lost' }, never);
    random = 0.999;
    await retries().wait(failure, { because: 'lost' }, never);
    expect(pauses).toEqual([500, 1000]);
  });

  it('waits as long as the server asks, never less, and not for one that asks for minutes', async () => {
    const tries = retries();
    await tries.wait(failure, { because: 'busy', afterMs: 10_000 }, never);
    expect(pauses[0]).toBeGreaterThanOrEqual(10_000);
    expect(pauses[0]).toBeLessThanOrEqual(11_000);
    await expect(tries.wait(failure, { because: 'busy', afterMs: 600_000 }, never)).rejects.toBe(failure);
  });

  it('counts anew after progress, but not for ever', async () => {
    const tries = retries(2);
    for (let round = 0; round < 8; round += 1) {
      await tries.wait(failure, { because: 'lost' }, never);
      expect(tries.view).toMatchObject({ attempt: 1, limit: 2, at: 1_000_750 });
      tries.succeeded();
      expect(tries.view).toBeUndefined();
    }
    await expect(tries.wait(failure, { because: 'lost' }, never)).rejects.toBe(failure);
  });

  it('does not wait at first where only the estate changed meanwhile', async () => {
    const tries = retries();
    await tries.wait(failure, { because: 'changed' }, never);
    await tries.wait(failure, { because: 'changed' }, never);
    expect(pauses).toEqual([1500]);
  });

  it('repeats nothing with a limit of 0, and nothing that was cancelled', async () => {
    await expect(retries(0).wait(failure, { because: 'lost' }, never)).rejects.toBe(failure);
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    await expect(retries().wait(failure, { because: 'lost' }, cancelled)).rejects.toThrow('cancelled');
    expect(pauses).toEqual([]);
  });
});

describe('repeatable', () => {
  const root = new ManagedObjectReference('Folder', 'group-d1');
  const fault = (type: string, fields = '', method = 'RetrievePropertiesEx') =>
    parseFault(
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultstring>x</faultstring><detail>' +
        `<${type}Fault xmlns="urn:vim25" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${fields}</${type}Fault>` +
        '</detail></e:Fault></e:Body></e:Envelope>',
      method,
    );
  const lost = (code: string) => connectError(Object.assign(new Error(code), { code }), 'vc.example');

  it.each(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'])('is %s', (code) => {
    expect(repeatable(lost(code), root)).toEqual({ because: 'lost' });
  });

  it.each(['ENOTFOUND', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'EWHATEVER'])('is not %s', (code) => {
    expect(repeatable(lost(code), root)).toBeUndefined();
  });

  it.each([429, 502, 503, 504])('is status %i, after the time the server names', (status) => {
    expect(repeatable(httpStatusError('vc', 'Login', status, '7'), root)).toEqual({ because: 'busy', afterMs: 7000 });
    expect(repeatable(httpStatusError('vc', 'Login', status, undefined), root)).toEqual({ because: 'busy' });
  });

  it.each([401, 403, 404, 413])('is not status %i', (status) => {
    expect(repeatable(httpStatusError('vc', 'Login', status, '7'), root)).toBeUndefined();
  });

  it('is an object that went meanwhile, or a page token that nobody knows, but no refusal', () => {
    const gone = fault('ManagedObjectNotFound', '<obj type="VirtualMachine">vm-7</obj>');
    expect(repeatable(gone, root)).toEqual({ because: 'changed' });
    const noContainer = fault('ManagedObjectNotFound', '<obj type="Folder">group-d1</obj>');
    expect(repeatable(noContainer, root)).toBeUndefined();
    const noToken = fault('InvalidArgument', '', 'ContinueRetrievePropertiesEx');
    expect(repeatable(noToken, root)).toEqual({ because: 'changed' });
    for (const type of ['InvalidArgument', 'NoPermission', 'InvalidLogin', 'SystemError'])
      expect(repeatable(fault(type), root)).toBeUndefined();
  });
});

describe('retryAfterMs', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Fri, 01 Jan 2027 00:00:10 GMT', 10_000],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['2027', 2_027_000],
    [undefined, undefined],
  ])('reads %s', (value, expected) => {
    expect(retryAfterMs(value, Date.parse('2027-01-01T00:00:00Z'))).toBe(expected);
  });
});
