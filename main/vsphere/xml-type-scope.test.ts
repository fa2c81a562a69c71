import { expect, it } from 'vitest';
import { XmlTypeScope } from './xml-type-scope.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

it('knows a prefix inside the element that binds it, and not after', () => {
  const scope = new XmlTypeScope();
  expect(scope.open({ 'xmlns:a': XSI, 'a:type': 'xsd:int' })).toBe('int');
  expect(scope.open({ 'a:type': 'VirtualDisk' })).toBe('VirtualDisk');
  expect(scope.open({ 'xmlns:a': 'urn:other', 'a:type': 'VirtualDisk' })).toBeUndefined();
  scope.close();
  expect(scope.open({ 'a:type': 'VirtualDisk' })).toBe('VirtualDisk');
  scope.close();
  scope.close();
  scope.close();
  expect(scope.open({ 'a:type': 'VirtualDisk' })).toBeUndefined();
});

it('keeps its bindings apart, however many prefixes a server invents', () => {
  const scope = new XmlTypeScope();
  scope.open({ 'xmlns:xsi': XSI });
  for (let count = 0; count < 1000; count += 1) {
    expect(scope.open({ [`xmlns:p${count}`]: XSI, [`p${count}:type`]: 'Folder' })).toBe('Folder');
    scope.close();
    expect(scope.open({ [`p${count}:type`]: 'Folder', 'xsi:type': 'Datacenter' })).toBe('Datacenter');
    scope.close();
  }
});
