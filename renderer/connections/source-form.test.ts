import { describe, expect, it } from 'vitest';
import { collectionSourceSchema } from '../../shared/contract.ts';
import { gapOf, initialForm, sourceOf } from './source-form.ts';

const form = { server: ' vc.example ', user: ' operator ', datacenters: 'Berlin, , Hamburg ,' };

describe('source form', () => {
  it('starts from what the settings say', () => {
    expect(initialForm({ server: 'vc', user: 'me', datacenters: ['A', 'B'] })).toEqual({
      server: 'vc',
      user: 'me',
      datacenters: 'A, B',
    });
  });

  it('tells the first thing that is missing', () => {
    expect(gapOf({ ...form, server: '  ' }, 'x')).toBe('Enter the server.');
    expect(gapOf({ ...form, user: '' }, 'x')).toBe('Enter the user.');
    expect(gapOf(form, '')).toBe('Enter the password.');
    expect(gapOf(form, ' ')).toBeUndefined();
  });

  it('asks for a collection as the contract has it; the password stays as it was typed', () => {
    const source = sourceOf(form, ' pass word ', undefined);
    expect(source).toEqual({
      kind: 'vcenter',
      server: 'vc.example',
      user: 'operator',
      password: ' pass word ',
      datacenters: ['Berlin', 'Hamburg'],
    });
    expect(collectionSourceSchema.parse(source)).toEqual(source);
  });

  it('pins a certificate that was confirmed', () => {
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
    expect(sourceOf(form, 'x', fingerprint).fingerprint256).toBe(fingerprint);
    expect(sourceOf({ ...form, datacenters: '' }, 'x', undefined).datacenters).toEqual([]);
  });
});
