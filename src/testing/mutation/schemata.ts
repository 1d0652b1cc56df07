/**
 * All mutants of a file compiled in at once, each behind a switch, so that one compilation serves them
 * all: e becomes (M(i) ? mutant : e) and a statement S becomes if (!M(i)) { S }. M(i) says whether
 * mutant i is on, and remembers that it was asked. Source: Untch, Offutt & Harrold, *Mutation analysis
 * using mutant schemata*, ISSTA 1993.
 */
import type { Mutant } from './mutators.ts';

/** Name of the global `(mutant: number) => boolean`. */
export const SWITCH = '__falsimMutant';

/**
 * @param mutants of this text, ranges nested or apart.
 * @param offset added to each mutant's index, so that files do not share numbers.
 */
export function schemataOf(text: string, mutants: readonly Mutant[], offset = 0): string {
  const ordered = [...mutants].sort((a, b) => a.start - b.start || b.end - a.end);
  let at = 0;
  function rendered(start: number, end: number): string {
    let out = '';
    let from = start;
    while (at < ordered.length && ordered[at]!.start < end) {
      const { start: first, end: last, isStatement } = ordered[at]!;
      const same: Mutant[] = [];
      while (at < ordered.length && ordered[at]!.start === first && ordered[at]!.end === last)
        same.push(ordered[at++]!);
      // A call that is a statement of its own may begin where its expression begins.
      const inner = rendered(first, last);
      out += text.slice(from, first);
      out += isStatement ? statement(same, inner) : expression(same, inner);
      from = last;
    }
    return out + text.slice(from, end);
  }
  const on = ({ index }: Mutant) => `${SWITCH}(${offset + index})`;
  const statement = (same: readonly Mutant[], inner: string) =>
    `{ if (!(${same.map(on).join(' || ')})) { ${inner} } }`;
  const expression = (same: readonly Mutant[], inner: string) =>
    `(${same.map((m) => `${on(m)} ? (${m.replacement}) : `).join('')}(${inner}))`;
  return `const ${SWITCH} = globalThis.${SWITCH}; ${rendered(0, text.length)}`;
}
