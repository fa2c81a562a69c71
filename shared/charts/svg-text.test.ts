import { describe, expect, it } from 'vitest';
import { element, textElement } from './svg-node.ts';
import { escapeMarkup, toSvgText } from './svg-text.ts';

describe('SVG as text', () => {
  it('nests elements and closes empty ones', () => {
    const tree = element('g', { class: 'a', x: 1.5 }, [
      element('path', { d: 'M0 0' }),
      textElement('text', {}, 'words'),
    ]);
    expect(toSvgText(tree)).toBe('<g class="a" x="1.5"><path d="M0 0"/><text>words</text></g>');
  });

  it('escapes texts and values', () => {
    const hostile = `</text><script>alert("1" + '2') && 3</script>`;
    expect(toSvgText(textElement('text', { 'aria-label': hostile }, hostile))).not.toMatch(/<script|"1"|'2'/);
    expect(escapeMarkup(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
  });

  it('replaces what XML forbids', () => {
    expect(escapeMarkup('a\u0000b\u001b\ud800c\ttab\n')).toBe('a\ufffdb\ufffd\ufffdc\ttab\n');
  });
});
