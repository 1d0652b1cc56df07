/** Markup in which whatever is filled in is text, unless it is markup made here. */

export interface Markup {
  readonly markup: string;
}

type Value = Markup | string | number | null | undefined | readonly Value[];

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Controls and marks that turn the direction of text are left out. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    .replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

function markupOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map(markupOf).join('');
}

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return {
    markup: parts.reduce((sum, part, i) => sum + markupOf(values[i - 1]) + part),
  };
}

/** Markup that a library made. */
export const trusted = (markup: string): Markup => ({ markup });

export const NOTHING: Markup = { markup: '' };

/** JSON within a script element: nothing in it ends the element. */
export function scriptJson(value: unknown): Markup {
  return scriptText(JSON.stringify(value));
}

/** The same of JSON that is text already. */
export function scriptText(json: string): Markup {
  return { markup: json.replace(/[<>&\u2028\u2029]/g, unicodeEscape) };
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
