import { describe, expect, it } from 'vitest';
import { isFault, parseFault } from './faults.ts';

const fault = (detail: string) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="http://www.w3.org/2001/XMLSchema-instance">` +
  `<s:Body><s:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Falscher Wert &amp; mehr</faultstring><detail>${detail}</detail></s:Fault></s:Body></s:Envelope>`;

describe('parseFault', () => {
  it('reads type, text and fields of a typed fault under any prefix', () => {
    const read = parseFault(
      fault(
        '<InvalidPropertyFault xmlns="urn:vim25" q:type="InvalidProperty"><name>config.foo</name></InvalidPropertyFault>',
      ),
      'M',
    );
    expect(isFault(read, 'InvalidProperty')).toBe(true);
    expect(read?.fields).toEqual({ name: 'config.foo' });
    expect(read?.message).toBe('The server refused M: InvalidProperty ("Falscher Wert & mehr").');
  });

  it('takes the type from the element when xsi:type is missing', () => {
    expect(parseFault(fault('<NotAuthenticatedFault/>'), 'M')?.code).toBe('not-authenticated');
  });

  it('reads a fault without detail', () => {
    expect(parseFault(fault(''), 'M')?.type).toBe('');
  });

  it.each([
    ['a page', '<html><body>502</body></html>'],
    ['broken XML', fault('<a>')],
    ['a DTD', `<!DOCTYPE a [<!ENTITY b "x">]>${fault('<AFault/>')}`],
    ['nothing', ''],
  ])('is no fault: %s', (_, body) => {
    expect(parseFault(body, 'M')).toBeUndefined();
  });
});
