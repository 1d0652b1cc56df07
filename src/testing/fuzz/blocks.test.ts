import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { withMarks } from './blocks.ts';
import { MARKS } from './coverage.ts';

const SOURCE = `
function f(n: number, deep?: boolean): string {
  if (n > 3) if (deep) return 'deep'; else return 'shallow';
  else if (n < 0) return 'negative';
  let sum = '';
  for (let k = 0; k < n; k++) sum += k % 2 === 0 ? 'a' : 'b';
  for (const c of sum) { if (c === 'z') continue; }
  switch (n) {
    case 2: sum += '!';
    case 1: { sum += '?'; break; }
    default: sum += (n || null) ?? 'none';
  }
  const g = (x: number) => x === 3 && ({ x }.x as unknown as string);
  try { if (n === 3) throw new Error('three'); } catch { sum += g(n); }
  do { n--; } while (n > 0);
  return sum;
}
return [[5, true], [5], [-1], [0], [1], [2], [3]].map(([n, deep]: any) => f(n, deep));
`;

const marksOf = globalThis as { [MARKS]?: Uint8Array | undefined };

function run(source: string): unknown {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023 },
  });
  return (compileFunction(outputText) as () => unknown)();
}

describe('marks in blocks', () => {
  it('change nothing and tell which blocks were reached', () => {
    const before = marksOf[MARKS];
    try {
      const { text, blocks } = withMarks(SOURCE, 3);
      const marks = new Uint8Array(3 + blocks);
      marksOf[MARKS] = marks;
      expect(run(text)).toEqual(run(SOURCE));
      expect([...marks.subarray(0, 3)]).toEqual([0, 0, 0]);
      // Nothing is a z: one block is never reached, of all others there is no doubt.
      expect(marks.subarray(3).filter((mark) => mark === 0)).toHaveLength(1);
      expect(blocks).toBeGreaterThan(20);
      marks.fill(0);
      run(text.replace(/\[\[5, true\].*\]\.map/, '[[-1]].map'));
      expect(marks.filter((mark) => mark === 1).length).toBeLessThan(8);
    } finally {
      marksOf[MARKS] = before;
    }
  });
});
