/**
 * @typedef {object} FoundImport
 * @property {string} specifier
 * @property {number} line counted from 1
 * @property {boolean} typeOnly nothing of it is left at run time
 */

/** Characters after which a slash begins a regular expression and not a division. */
const BEFORE_PATTERN = new Set([...'(,=:[!&|?{};+-*%~^']);
const KEYWORD_BEFORE_PATTERN = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|await|yield|throw|new)$/;

/**
 * The source with comments, and the content of strings, templates and regular expressions, blanked out; every other
 * character stays in its place. Code inside of `${}` stays.
 *
 * @param {string} source TypeScript or TSX
 * @returns {string}
 */
export function maskSource(source) {
  const masked = [...source.split('')];
  /** Depth of braces at which each open `${` ends. @type {number[]} */
  const templates = [];
  let depth = 0;
  let index = 0;

  /** @param {number} from @param {number} to */
  const blank = (from, to) => {
    for (let at = from; at < to; at += 1) if (masked[at] !== '\n') masked[at] = ' ';
  };
  /** From inside of a template to its end, or to the next code in it. */
  const skipTemplate = () => {
    const from = index;
    while (index < source.length) {
      if (source[index] === '\\') index += 2;
      else if (source[index] === '`') break;
      else if (source.startsWith('${', index)) {
        blank(from, index);
        templates.push(depth);
        depth += 1;
        index += 2;
        return;
      } else index += 1;
    }
    blank(from, index);
    index += 1;
  };

  while (index < source.length) {
    const character = source[index];
    const end = endOfToken(source, masked, index);
    if (end !== undefined) {
      // Quotes stay, so that an import still has a place for its specifier.
      const quoted = character === "'" || character === '"';
      blank(quoted ? index + 1 : index, quoted ? end - 1 : end);
      index = end;
    } else if (character === '`') {
      index += 1;
      skipTemplate();
    } else if (character === '{') {
      depth += 1;
      index += 1;
    } else if (character === '}') {
      depth -= 1;
      index += 1;
      if (templates.at(-1) === depth) {
        templates.pop();
        skipTemplate();
      }
    } else {
      index += 1;
    }
  }
  return masked.join('');
}

/**
 * Where a comment, string or regular expression that begins here ends; undefined when none begins here.
 *
 * @param {string} source
 * @param {readonly string[]} masked
 * @param {number} index
 */
function endOfToken(source, masked, index) {
  const character = source[index];
  if (source.startsWith('//', index)) {
    const end = source.indexOf('\n', index);
    return end < 0 ? source.length : end;
  }
  if (source.startsWith('/*', index)) {
    const end = source.indexOf('*/', index + 2);
    return end < 0 ? source.length : end + 2;
  }
  if (character === "'" || character === '"') return endOnLine(source, index, character);
  // A slash before ">" closes a JSX tag.
  if (character === '/' && source[index + 1] !== '>' && beginsPattern(masked, index)) {
    return endOnLine(source, index, '/');
  }
  return undefined;
}

/**
 * Strings and patterns end on their line; a quote that has no partner there is an apostrophe in JSX text.
 *
 * @param {string} source
 * @param {number} start
 * @param {string} closing
 */
function endOnLine(source, start, closing) {
  let inClass = false;
  for (let index = start + 1; index < source.length && source[index] !== '\n'; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (closing === '/' && character === '[') inClass = true;
    else if (closing === '/' && character === ']') inClass = false;
    else if (character === closing && !inClass) return index + 1;
  }
  return undefined;
}

/**
 * @param {readonly string[]} masked
 * @param {number} index
 */
function beginsPattern(masked, index) {
  const before = masked
    .slice(Math.max(0, index - 40), index)
    .join('')
    .trimEnd();
  if (before === '') return true;
  return BEFORE_PATTERN.has(before.at(-1) ?? '') || KEYWORD_BEFORE_PATTERN.test(before);
}

const STATEMENT = /(?<![\w$.#])(import|export)(?![\w$])([^'"`();=]*?)(?:\bfrom\s*)?(['"])(\s*)\3/g;
const CALL = /(?<![\w$.#])(typeof\s+)?(?:import|require)\s*\(\s*(['"])(\s*)\2/g;

/**
 * Every module that a source names: imports and re-exports, with and without `type`, dynamic imports and require.
 *
 * @param {string} source
 * @returns {FoundImport[]} in the order of the file
 */
export function findImports(source) {
  const masked = maskSource(source);
  /** @type {{ at: number, found: FoundImport }[]} */
  const results = [];
  /** @param {number} statement @param {number} quote @param {number} length @param {boolean} typeOnly */
  const add = (statement, quote, length, typeOnly) => {
    const line = source.slice(0, statement).split('\n').length;
    results.push({ at: statement, found: { specifier: source.slice(quote + 1, quote + 1 + length), line, typeOnly } });
  };
  for (const match of masked.matchAll(STATEMENT)) {
    const [whole, keyword = '', clause = '', , content = ''] = match;
    const words = clause.trim();
    // `export const x = 'y'` has no from; a plain `import 'y'` has no clause.
    const hasFrom = /\bfrom\s*['"]\s*['"]$/.test(whole);
    if (keyword === 'export' ? !hasFrom : !hasFrom && words !== '') continue;
    const quote = match.index + whole.length - content.length - 2;
    // `import type from 'y'` imports a default called "type".
    add(match.index, quote, content.length, /^type(?:\s+[\w$]|\s*[{*])/.test(words));
  }
  for (const match of masked.matchAll(CALL)) {
    const [whole, typeOf, , content = ''] = match;
    add(match.index, match.index + whole.length - content.length - 2, content.length, typeOf !== undefined);
  }
  return results.sort((a, b) => a.at - b.at).map(({ found }) => found);
}
