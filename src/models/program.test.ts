import { expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { ONE } from '../numerics/rational.ts';
import { type Operation, operandsOf, readsFlagged } from './program.ts';

it('an operation reads a flagged slot where one of its operands is flagged', () => {
  const tanh = resolveFunction('tanh');
  const pair = { a: 1, b: 2 };
  const operations: readonly Operation[] = [
    { op: 'rational', value: ONE },
    { op: 'parameter', index: 0 },
    { op: 'input', index: 0 },
    { op: 'add', ...pair },
    { op: 'sub', ...pair },
    { op: 'mul', ...pair },
    { op: 'neg', a: 1 },
    { op: 'inverse', a: 2 },
    { op: 'apply', f: tanh, order: 0, a: 1 },
    { op: 'dot', left: Int32Array.of(0, 1), right: Int32Array.of(3, 4) },
    { op: 'dot', left: new Int32Array(0), right: new Int32Array(0) },
  ];
  for (const operation of operations)
    for (let slot = 0; slot < 5; slot++) {
      const flags = new Uint8Array(5);
      flags[slot] = 1;
      expect(readsFlagged(operation, flags)).toBe(operandsOf(operation).includes(slot));
    }
});
