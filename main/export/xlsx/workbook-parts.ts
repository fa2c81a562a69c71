import { escapeText } from './cell-xml.ts';

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a worksheet begins with: its heading stays in view, columns are wide enough for their titles. */
export function sheetStart(titles: readonly string[]): string {
  const columns = titles.map((title, position) => {
    const width = Math.min(Math.max(title.length + 3, 10), 40);
    return `<col min="${position + 1}" max="${position + 1}" width="${width}" customWidth="1"/>`;
  });
  return (
    `${PROLOGUE}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData>`
  );
}

/** @param range every cell of the sheet, for example "A1:C20" */
export function sheetEnd(range: string): string {
  return `</sheetData><autoFilter ref="${range}"/></worksheet>`;
}

/** Path of a worksheet in the package; sheets count from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** Everything of a workbook but its worksheets, by path. Source: ECMA-376 part 1, 12.3, and part 2. */
export function workbookParts(sheets: readonly string[]): readonly (readonly [path: string, xml: string])[] {
  const numbers = sheets.map((_, position) => position + 1);
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${TYPES}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
  return [
    [
      '[Content_Types].xml',
      `${PROLOGUE}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        override('xl/workbook.xml', 'sheet.main') +
        override('xl/styles.xml', 'styles') +
        numbers.map((number) => override(sheetPath(number), 'worksheet')).join('') +
        '</Types>',
    ],
    [
      '_rels/.rels',
      `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships">` +
        relation('rId1', 'officeDocument', 'xl/workbook.xml') +
        '</Relationships>',
    ],
    [
      'xl/workbook.xml',
      `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>` +
        sheets
          .map((name, at) => `<sheet name="${escapeText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
          .join('') +
        '</sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships">` +
        numbers.map((number) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`)).join('') +
        relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml') +
        '</Relationships>',
    ],
    ['xl/styles.xml', STYLES],
  ];
}

/** Three cell formats, in the order of STYLE (cell-xml.ts): plain, heading, time. */
const STYLES =
  `${PROLOGUE}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
