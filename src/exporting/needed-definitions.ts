/** A Python script without the functions and classes that nothing in it calls, so that there is less to read. */

/** Lines that belong together: a definition with its body, a comment, or anything else. */
interface Block {
  readonly lines: string[];
  /** Of what is defined here. */
  readonly name?: string;
}

const DEFINITION = /^(?:def|class) (\w+)/;

/**
 * Keeps what is called from outside of all definitions, and what that calls in turn; a name in a text or a comment counts
 * as well. A comment goes with the definitions below it, up to the next comment or blank line.
 */
export function neededDefinitions(script: string): string {
  const blocks = blocksOf(script);
  const places = new Map(blocks.flatMap(({ name }, i) => (name === undefined ? [] : [[name, i]])));
  const kept = new Set<number>();
  const waiting = blocks.flatMap(({ name, lines }, i) =>
    name === undefined && !isComment(lines[0]) ? [i] : [],
  );
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (kept.has(at)) continue;
    kept.add(at);
    for (const [word] of blocks[at].lines.join('\n').matchAll(/\w+/g)) {
      const place = places.get(word);
      if (place !== undefined) waiting.push(place);
    }
  }
  return blocks
    .filter(({ lines }, i) => (isComment(lines[0]) ? leadsToKept(blocks, i, kept) : kept.has(i)))
    .flatMap(({ lines }) => lines)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

const isComment = (line: string) => line.startsWith('#');

function blocksOf(script: string): Block[] {
  const blocks: Block[] = [];
  const lines = script.split('\n');
  for (const [at, line] of lines.entries()) {
    const name = DEFINITION.exec(line)?.[1];
    const before = blocks.at(-1);
    // A blank line belongs to a body that goes on below it.
    const next = line === '' ? (lines.slice(at).find((other) => other !== '') ?? '') : line;
    const isInside = /^\s/.test(next) && before?.name !== undefined;
    if (isInside) before.lines.push(line);
    else blocks.push(name === undefined ? { lines: [line] } : { lines: [line], name });
  }
  return blocks;
}

/** Whether something stays of what stands below a comment and others of its kind; one with nothing below it stays. */
function leadsToKept(blocks: readonly Block[], at: number, kept: ReadonlySet<number>): boolean {
  const begins = (i: number) => blocks[i]?.lines[0] ?? '';
  let first = at + 1;
  while (isComment(begins(first))) first++;
  let end = first;
  while (begins(end) !== '' && !isComment(begins(end)) && !kept.has(end)) end++;
  return end === first || (begins(end) !== '' && kept.has(end));
}
