/**
 * Text from files as it may go to a terminal: control characters (escape sequences start with one) and
 * those that turn the direction of writing are shown as JSON writes them, `\\u001b`.
 */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    if (character === '\n' || character === '\t') return character;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
