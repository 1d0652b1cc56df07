/** Only `reports/` writes words: what a command prints is a call of it, or JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const PRINTED =
  /\b(?:streams\.(?:out|err)|process\.(?:stdout|stderr)\.write|\w*[pP]rogress\.note|note)\(/g;
/** Words in quotes, or in a template outside `${…}`. */
const QUOTED = /'[^'\n]*'|`(?:[^`$]|\$\{[^}]*\})*`/g;

/** The text of the arguments of a call that begins at `from`, up to its closing parenthesis. */
function argumentsAt(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < text.length; at++)
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return text.slice(from, at - 1);
}

function wordsPrintedIn(text: string): string[] {
  return [...text.matchAll(PRINTED)].flatMap((call) => {
    const quoted = argumentsAt(text, call.index + call[0].length).match(QUOTED) ?? [];
    return quoted.filter((q) =>
      /\p{L}{2}/u.test(q.replace(/\$\{[^}]*\}|\\u\w+|\\x\w\w|\\\w/g, '')),
    );
  });
}

it('no command prints a sentence of its own', () => {
  expect(wordsPrintedIn("streams.out(`${one(a, 'b')}\\n`); streams.err('two words');")).toEqual([
    "'two words'",
  ]);
  const files = readdirSync(here).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$/.test(name),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((name) =>
    wordsPrintedIn(readFileSync(here + name, 'utf8')).map((words) => `${name}: ${words}`),
  );
  // Not even `reports/` need have been loaded there.
  expect(found).toEqual(['main.ts: `falsim: stdout: not written: ${message}\\n`']);
});
