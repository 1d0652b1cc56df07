/** Classes of equations x_b = ±x_a, against all their solutions with entries −1, 0 and 1. */
import { expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { signedPartition } from './signed-partition.ts';

type Equation = readonly [a: number, b: number, sign: 1 | -1];

/** Class and sign of each coordinate, from how solutions agree: of a class all may be 1 or −1 alone. */
function bySolutions(size: number, equations: readonly Equation[]) {
  const solutions = Array.from({ length: 3 ** size }, (_, code) =>
    Array.from({ length: size }, (_unused, i) => (Math.floor(code / 3 ** i) % 3) - 1),
  ).filter((x) => equations.every(([a, b, sign]) => x[b] === sign * x[a]));
  const orbit: number[] = [];
  const sign: number[] = [];
  const first: number[] = [];
  for (let i = 0; i < size; i++) {
    const agreeing = (s: number) =>
      first.findIndex((f) => solutions.every((x) => x[i] === s * x[f]));
    if (solutions.every((x) => x[i] === 0)) {
      orbit.push(-1);
      sign.push(1);
    } else if (agreeing(1) !== -1 || agreeing(-1) !== -1) {
      sign.push(agreeing(1) === -1 ? -1 : 1);
      orbit.push(Math.max(agreeing(1), agreeing(-1)));
    } else {
      orbit.push(first.length);
      sign.push(1);
      first.push(i);
    }
  }
  return { count: first.length, orbit, sign };
}

function classesOf(size: number, equations: readonly Equation[]) {
  const partition = signedPartition(size);
  for (const [a, b, sign] of equations) partition.relate(a, b, sign);
  const { count, orbit, sign } = partition.classes();
  return { count, orbit: [...orbit], sign: [...sign] };
}

it('any two equations between three coordinates have the classes of their solutions', () => {
  const equations = [0, 1, 2].flatMap((a) =>
    [0, 1, 2].flatMap((b) => ([1, -1] as const).map((sign): Equation => [a, b, sign])),
  );
  for (const one of equations)
    for (const other of equations)
      expect(classesOf(3, [one, other])).toEqual(bySolutions(3, [one, other]));
});

it('as have up to six between five', () => {
  const rng = createRng('equations');
  let pinned = 0;
  for (let trial = 0; trial < 100; trial++) {
    const equations = Array.from({ length: 2 + (trial % 5) }, (): Equation => {
      const a = rng.integer(0, 4);
      return [a, (a + rng.integer(1, 4)) % 5, rng.chance(0.5) ? 1 : -1];
    });
    const expected = bySolutions(5, equations);
    expect(classesOf(5, equations)).toEqual(expected);
    if (expected.orbit.includes(-1) && expected.count > 0) pinned++;
  }
  expect(pinned).toBeGreaterThan(5);
});
