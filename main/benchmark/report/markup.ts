import type { SvgNode } from '../../../shared/charts/svg-node.ts';
import { escapeMarkup, toSvgText } from '../../../shared/charts/svg-text.ts';

/** HTML that is safe to write as it stands: made by {@link html} and {@link svg}, or of our own constant text. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

/** A template of HTML: what is put in is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.reduce((text, next, index) => text + written(parts[index - 1] ?? '') + next));
}

/** A chart as markup. */
export function svg(node: SvgNode): Markup {
  return new Markup(toSvgText(node));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(({ text }) => text).join('\n') : escapeMarkup(String(part));
}
