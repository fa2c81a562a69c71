import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ErrorBoundary } from './error-boundary.tsx';

test('draws what is inside, and in its place what was thrown and what to do', () => {
  expect(renderToStaticMarkup(<ErrorBoundary of="memory">rows</ErrorBoundary>)).toBe('rows');
  const boundary = new ErrorBoundary({ of: 'memory', children: 'rows' });
  boundary.state = ErrorBoundary.getDerivedStateFromError(new RangeError('Invalid array length.'));
  const html = renderToStaticMarkup(boundary.render());
  expect(html).toContain('role="alert"');
  expect(html).toContain('This screen could not be drawn: RangeError: Invalid array length.');
  expect(html).toContain('Draw it again');
  expect(html).toContain('Copy details');
  expect(html).not.toContain('rows');
});

test('whatever is thrown can be told', () => {
  expect(ErrorBoundary.getDerivedStateFromError('no').error).toMatchObject({
    code: 'internal',
    message: 'This screen could not be drawn: no.',
  });
});
