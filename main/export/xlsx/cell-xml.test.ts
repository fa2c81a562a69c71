import { describe, expect, it } from 'vitest';
import { columnName, escapeText, headingXml, rowXml, type SheetCell } from './cell-xml.ts';

const cell = (value: SheetCell): string => /<row r="7">(.*)<\/row>/s.exec(rowXml(7, [value], ['A']))?.[1] ?? '';
const text = (value: string): string => /<t [^>]*>(.*)<\/t>/s.exec(cell(value))?.[1] ?? '';

describe('columnName', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('%i is %s', (position, name) => {
    expect(columnName(position)).toBe(name);
  });
});

describe('a cell', () => {
  it.each([null, undefined, '', Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN)])(
    'is not there for %s',
    (value) => {
      expect(cell(value)).toBe('');
    },
  );

  it('holds numbers and booleans as such', () => {
    expect(cell(0)).toBe('<c r="A7"><v>0</v></c>');
    expect(cell(-2.5)).toBe('<c r="A7"><v>-2.5</v></c>');
    expect(cell(2 ** 53)).toBe('<c r="A7"><v>9007199254740992</v></c>');
    expect([cell(true), cell(false)]).toEqual(['<c r="A7" t="b"><v>1</v></c>', '<c r="A7" t="b"><v>0</v></c>']);
  });

  it('holds times as days since 1900, in UTC', () => {
    expect(cell(new Date(Date.UTC(1970, 0, 1)))).toContain('<v>25569.000000</v>');
    expect(cell(new Date(Date.UTC(2024, 1, 29, 12)))).toContain('<v>45351.500000</v>');
    expect(cell(new Date(Date.UTC(1850, 0, 1)))).toBe('');
  });

  it.each(['=1+1', '+49', '-web', '@sum'])('neutralises the text %j', (value) => {
    expect(text(value)).toBe(`'${value}`);
  });

  it('keeps the order of right-to-left text, and spaces at its ends', () => {
    expect(text(' خادم\u202E42 ')).toBe(' خادم\u202E42 ');
  });

  it('takes 32,767 characters and marks what it had to cut', () => {
    expect(text('x'.repeat(32_767))).toHaveLength(32_767);
    expect(text('x'.repeat(40_000))).toMatch(/^x{32766}…$/);
  });
});

describe('escapeText', () => {
  it.each([
    ['a<b>&"c"', 'a&lt;b&gt;&amp;"c"'],
    ['a\u0000\u0007\u001Fb', 'a_x0000__x0007__x001F_b'],
    ['line\r\nend\t', 'line_x000D_\nend\t'],
    ['\uFFFE\uFFFF', '_xFFFE__xFFFF_'],
    ['_x0041_', '_x005F_x0041_'],
    ['_x41_ _', '_x41_ _'],
    ['half \uD83D', 'half \uFFFD'],
    ['😀', '😀'],
  ])('%j', (value, escaped) => {
    expect(escapeText(value)).toBe(escaped);
  });
});

describe('a heading', () => {
  it('is the first row', () => {
    expect(headingXml(['# VMs', 'A & B'], ['A', 'B'])).toBe(
      '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve"># VMs</t></is></c>' +
        '<c r="B1" s="1" t="inlineStr"><is><t xml:space="preserve">A &amp; B</t></is></c></row>',
    );
  });
});
