import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { element, textElement } from '../../shared/charts/svg-node.ts';
import { propertyName, SvgTree } from './svg-tree.tsx';

it('names attributes as React does', () => {
  expect(['class', 'stroke-width', 'aria-label', 'data-x', 'viewBox', 'x1'].map(propertyName)).toEqual([
    'className',
    'strokeWidth',
    'aria-label',
    'data-x',
    'viewBox',
    'x1',
  ]);
});

it('draws a tree with its attributes and texts, which are never markup', () => {
  const node = element('svg', { role: 'img', 'aria-label': 'Time', width: 10 }, [
    element('g', { class: 'hs-a' }, [textElement('text', { 'text-anchor': 'end' }, '<script>&')]),
    element('path', { d: 'M0 0', 'stroke-width': 2 }),
  ]);
  expect(renderToStaticMarkup(<SvgTree node={node} />)).toBe(
    '<svg role="img" aria-label="Time" width="10"><g class="hs-a">' +
      '<text text-anchor="end">&lt;script&gt;&amp;</text></g><path d="M0 0" stroke-width="2"></path></svg>',
  );
});
