import { expect, it } from 'vitest';
import { parseAttributes } from './tag-attributes.ts';
import { XmlTypeScope } from './xml-type-scope.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

it('knows a prefix inside the element that binds it, and not after', () => {
  const scope = new XmlTypeScope();
  const open = (text: string) => scope.open(parseAttributes(text));
  expect(open(` xmlns:a="${XSI}" a:type="xsd:int"`)).toBe('int');
  expect(open(' a:type="VirtualDisk"')).toBe('VirtualDisk');
  expect(open(' xmlns:a="urn:other" a:type="VirtualDisk"')).toBeUndefined();
  scope.close();
  expect(open(' a:type="VirtualDisk"')).toBe('VirtualDisk');
  scope.close();
  scope.close();
  scope.close();
  expect(open(' a:type="VirtualDisk"')).toBeUndefined();
});

it('keeps its bindings apart, however many prefixes a server invents', () => {
  const scope = new XmlTypeScope();
  const open = (text: string) => scope.open(parseAttributes(text));
  open(` xmlns:xsi="${XSI}"`);
  for (let count = 0; count < 1000; count += 1) {
    expect(open(` xmlns:p${count}="${XSI}" p${count}:type="Folder"`)).toBe('Folder');
    scope.close();
    expect(open(` p${count}:type="Folder" xsi:type="Datacenter"`)).toBe('Datacenter');
    scope.close();
  }
});
