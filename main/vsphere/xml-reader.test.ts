import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { XmlReader } from './xml-reader.ts';

/** What a document consists of, with texts that lie side by side put together. */
type Events = (readonly [what: string, text: string])[];

function note(events: Events, what: string, text = ''): void {
  const last = events.at(-1);
  if (what === 'text' && last?.[0] === 'text') events[events.length - 1] = ['text', last[1] + text];
  else if (what !== 'text' || text !== '') events.push([what, text]);
}

function read(pieces: readonly string[]): Events {
  const events: Events = [];
  const reader = new XmlReader({
    open: ({ qualified }, attributes) => note(events, 'open', `${qualified} ${attributes?.type ?? ''}`),
    text: (text) => note(events, 'text', text),
    close: () => note(events, 'close'),
    doctype: (text) => note(events, 'doctype', text),
    encoding: (name) => note(events, 'encoding', name),
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return events;
}

function readWithSaxes(text: string): Events {
  const events: Events = [];
  let depth = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    note(events, 'open', `${name} ${attributes.type ?? ''}`);
  });
  // saxes tells of line ends around the root element too.
  parser.on('text', (piece) => depth > 0 && note(events, 'text', piece));
  parser.on('cdata', (piece) => note(events, 'text', piece));
  parser.on('closetag', () => {
    depth -= 1;
    note(events, 'close');
  });
  parser.on('xmldecl', ({ encoding }) => encoding !== undefined && note(events, 'encoding', encoding));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return events;
}

const DOCUMENTS = {
  'a recorded answer': readFileSync(new URL('./testdata/two-vms.xml', import.meta.url), 'utf8'),
  'all kinds of things':
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- a <b> c --><?pi a > b?><r:oot\n type = "a&amp;&#x42;>/"\ttwo=\'"\'>' +
    'text &lt;1&gt; &#128512; \r\nline\rline<!-- - x --><![CDATA[<b>&amp;]] ]>]]><empty/><empty type="x" />' +
    '<ä-1.b>東京</ä-1.b ><?pi?>]]<a>&quot;&apos;</a></r:oot>\n<!-- end -->',
};

describe.each(Object.entries(DOCUMENTS))('%s', (_, document) => {
  it('consists of what saxes says', () => {
    expect(read([document])).toEqual(readWithSaxes(document));
  });

  it('is the same wherever it is cut, and character by character', () => {
    const whole = JSON.stringify(read([document]));
    const step = Math.max(1, Math.floor(document.length / 3000));
    for (let cut = 1; cut < document.length; cut += step) {
      const parts = JSON.stringify(read([document.slice(0, cut), document.slice(cut)]));
      if (parts !== whole) expect.fail(`cut at ${cut} changes the result`);
    }
    expect(JSON.stringify(read([...document]))).toBe(whole);
  });
});

describe('what is not well-formed', () => {
  it.each([
    ['', 'no element'],
    ['<a>', 'unclosed tag: a'],
    ['<a></b>', 'unexpected close tag: b'],
    ['</a>', 'unexpected close tag: a'],
    ['<a></ab>', 'unexpected close tag: ab'],
    ['<a/><b/>', 'more than one root'],
    ['<a/>text', 'outside of the root'],
    ['text<a/>', 'outside of the root'],
    ['<![CDATA[x]]><a/>', 'outside of the root'],
    ['<1/>', 'no tag'],
    ['<a<b/>', 'no tag'],
    ['< a/>', 'attribute that cannot be read'],
    ['< a="1"/>', 'no tag'],
    ['<a b=c/>', 'attribute that cannot be read'],
    ['<a b/>', 'attribute that cannot be read'],
    ['<a b="<"/>', 'attribute that cannot be read'],
    ['<a b="1"c="2"/>', 'attribute that cannot be read'],
    ['<a b="1" b="2"/>', 'stands twice'],
    ['<a b="&c;"/>', 'undefined entity &c;'],
    ['<a>&c;</a>', 'undefined entity &c;'],
    ['<a>&lt</a>', 'undefined entity'],
    ['<a>&#0;</a>', 'undefined entity &#0;'],
    ['<a>&#xD800;</a>', 'undefined entity'],
    ['<a>&constructor;</a>', 'undefined entity'],
    ['<a><!-- ', 'middle of something'],
    ['<a><![CDATA[x', 'middle of something'],
    ['<a b="', 'middle of something'],
    ['<!ELEMENT a><a/>', 'unknown declaration'],
  ])('%s', (text, message) => {
    expect(() => read([text])).toThrow(message);
    expect(() => read([...text]), 'character by character').toThrow(message);
  });

  it('hands a document type on, and reads nothing of it', () => {
    expect(read(['<!DOCTYPE html><a/>'])).toContainEqual(['doctype', ' html']);
  });

  it('does not wait for ever for the end of a tag', () => {
    expect(() => read(['<a b="', ...Array.from({ length: 70 }, () => 'x'.repeat(1024))])).toThrow('longer than 65536');
  });

  it('knows no end of different names and attributes', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `<n${index} type="t${index}"/>`).join('');
    const opened = read([`<a>${many}</a>`]).filter(([what]) => what === 'open');
    expect(opened).toHaveLength(20_001);
    expect(opened.at(-1)).toEqual(['open', 'n19999 t19999']);
  });
});
