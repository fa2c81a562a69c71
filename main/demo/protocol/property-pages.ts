import { invalidArgument, noPermission } from './fault.ts';
import { type RequestScope, selectObjects } from './object-selection.ts';
import { PageCursor, type ResultObject } from './page-cursor.ts';
import { parseFilterSpecs } from './property-request.ts';
import { PROPERTY_COLLECTOR } from './service-objects.ts';
import type { Session } from './session.ts';
import { childOf, type RequestElement, textOf } from './xml-request.ts';

/** Most objects of a page, whatever a client asks for. */
export const PAGE_CAP = 100;

function* objects(list: Iterable<ResultObject>, tag: string): Generator<string> {
  for (const object of list) yield `<${tag}>${object.write()}</${tag}>`;
}

/** The next page, with a token if there is more. No objects at all is no result, not an empty one. */
function* writePage(session: Session, cursor: PageCursor): Generator<string> {
  const page = cursor.takePage();
  if (page.length === 0) return;
  yield '<returnval>';
  if (!cursor.isEmpty) yield `<token>${session.addToken(cursor)}</token>`;
  yield* objects(page, 'objects');
  yield '</returnval>';
}

/** RetrievePropertiesEx: the first page. */
export function firstPage(scope: RequestScope, method: RequestElement, collector: string): Iterable<string> {
  const options = childOf(method, 'options');
  const maxObjects = options && textOf(options, 'maxObjects');
  if (maxObjects !== undefined && !(Number.isInteger(Number(maxObjects)) && Number(maxObjects) > 0))
    throw invalidArgument('options.maxObjects');
  const pageSize = Math.min(PAGE_CAP, maxObjects === undefined ? PAGE_CAP : Number(maxObjects));
  const selected = selectObjects(scope, parseFilterSpecs(method, scope.audience));
  return writePage(scope.session, new PageCursor(collector, pageSize, selected));
}

/** Takes a token out of its session; a token works once, and only with the collector that gave it. */
function takeCursor(session: Session, method: RequestElement, collector: string): PageCursor {
  const token = textOf(method, 'token') ?? '';
  const cursor = session.tokens.get(token);
  if (cursor?.collector !== collector) throw invalidArgument('token');
  session.tokens.delete(token);
  return cursor;
}

/** ContinueRetrievePropertiesEx. `denied` answers as some versions do to accounts without a role on the root folder. */
export function nextPage(
  scope: RequestScope,
  method: RequestElement,
  collector: string,
  denied: boolean,
): Iterable<string> {
  if (denied) throw noPermission(PROPERTY_COLLECTOR);
  return writePage(scope.session, takeCursor(scope.session, method, collector));
}

/** CancelRetrievePropertiesEx. */
export function cancelPages(scope: RequestScope, method: RequestElement, collector: string): string {
  takeCursor(scope.session, method, collector);
  return '';
}

/** RetrieveProperties, the older method: everything in one answer, written as fast as the client reads it. */
export function allObjects(scope: RequestScope, method: RequestElement): Iterable<string> {
  return objects(selectObjects(scope, parseFilterSpecs(method, scope.audience)), 'returnval');
}
