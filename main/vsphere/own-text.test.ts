import { getHeapStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { forceGc } from '../memory/force-gc.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import { ownName, ownText } from './own-text.ts';
import { PropertyIndex } from './property-index.ts';

it.each(['', 'vm-1', 'exactly 13 ch', 'a text of more than a few characters', 'Büro & Lager, 東京 😀 %2f'])(
  'keeps the text %j',
  (text) => {
    expect(ownText(text)).toBe(text);
    expect(ownName(text)).toBe(text);
  },
);

it('lets the chunk go that a kept object was cut out of', () => {
  const chunks = 200;
  const chunkBytes = 64 * 1024;
  const decoder = new ObjectDecoder(new PropertyIndex(['name', 'parent']));
  decoder.write(
    Buffer.from('<Envelope><Body><RetrievePropertiesResponse xmlns:i="http://www.w3.org/2001/XMLSchema-instance">'),
  );
  const kept: ObjectContent[] = [];
  const used = () => {
    forceGc('major');
    return getHeapStatistics().used_heap_size;
  };
  const before = used();
  for (let count = 0; count < chunks; count += 1) {
    const object =
      `<returnval><obj type="VirtualMachine">vm-of-a-long-name-${count}</obj>` +
      `<propSet><name>name</name><val i:type="xsd:string">a machine with number ${count}</val></propSet>` +
      `<propSet><name>parent</name><val type="ResourcePool" i:type="ManagedObjectReference">resgroup-v-${count}-of-many</val></propSet>` +
      '<missingSet><path>config.template</path><fault><fault i:type="NoPermission"/></fault></missingSet></returnval>';
    decoder.write(Buffer.from(object.padEnd(chunkBytes)));
    kept.push(...decoder.take(1));
  }
  const perObject = (used() - before) / chunks;
  expect(kept).toHaveLength(chunks);
  expect(kept.at(-1)?.values[0]).toBe(`a machine with number ${chunks - 1}`);
  expect(perObject).toBeLessThan(8192);
});
