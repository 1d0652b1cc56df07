/** Guided search: what its parts have to be for a campaign to be resumed and shared out, and that it pays. */
import { describe, expect, it } from 'vitest';
import { claimById } from '../../claims/registry.ts';
import { whyOutOfScope } from '../../claims/scope.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Instance } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { open } from '../../instances/subject.ts';
import { toFloat, toRational } from '../../numerics/numeral.ts';
import { createRng } from '../../numerics/random.ts';
import { runChunk } from '../chunk.ts';
import { randomSource } from '../source.ts';
import { moves } from './climb.ts';
import { type Corpus, corpusDigest, lessonOf, mergeCorpora } from './corpus.ts';
import { guidedSource } from './guided-source.ts';
import { simplestBetween } from './simplest-between.ts';
import { triesToFailure } from './tries-to-failure.ts';

const spec = (claimId: string, index = 0, seed = 1) => ({
  claimId,
  dropped: [],
  seed,
  index,
  runs: 30,
});

describe('the simplest fraction in an interval', () => {
  it.each([
    [0.3, 0.4, '1/3'],
    [-0.4, -0.3, '-1/3'],
    [3.1, 3.15, '22/7'],
    [0.9, 1.2, 1],
    [-1e-9, 2, 0],
    [2, 2, 2],
    [7.2, 9, 8],
  ])('between %s and %s', (a, b, expected) => {
    expect(simplestBetween(a, b)).toBe(expected);
    expect(simplestBetween(b, a)).toBe(expected);
  });

  it('has no smaller denominator beside it', () => {
    const rng = createRng('simplest');
    for (let n = 0; n < 200; n++) {
      const a = 4 * rng.uniform();
      const b = a + rng.magnitude(-3, 0);
      const found = toRational(simplestBetween(a, b));
      const value = Number(found.numerator) / Number(found.denominator);
      expect(value >= a && value <= b).toBe(true);
      for (let q = 1; q < Number(found.denominator); q++)
        expect(Math.floor(b * q) / q).toBeLessThan(a);
    }
  });
});

describe('moves', () => {
  const draw = (n: number): Instance =>
    generateInstance(createRng(`moves/${n}`), {
      depth: [2, 3],
      others: true,
      then: n % 3 === 0,
      training: n % 2 === 0 ? 'discrete' : 'gradient-flow',
      size: (n % 5) / 4,
    });
  it.each(moves.map((move) => [move.name, move] as const))(
    '%s leads to another instance',
    (_, move) => {
      let made = 0;
      let refused = 0;
      for (let n = 0; n < 25; n++) {
        const before = draw(n);
        const text = JSON.stringify(before);
        const apply = () => move.apply(createRng(`${move.name}/${n}`), before, {});
        const after = apply();
        expect(JSON.stringify(before)).toBe(text);
        expect(apply()).toEqual(after);
        if (after === null) continue;
        made++;
        try {
          parseInstance(JSON.parse(JSON.stringify(after)));
        } catch {
          refused++;
        }
      }
      expect(made).toBeGreaterThan(0);
      // Numbers of a model may have to be positive, say: the source looks.
      expect(refused / made).toBeLessThan(0.3);
    },
  );
});

describe('corpora', () => {
  const instance = draw('corpus');
  function draw(name: string): Instance {
    return generateInstance(createRng(name), { depth: [2, 2] });
  }
  const entry = (cell: string, margin: number, name = 'corpus') => ({
    cell,
    margin,
    instance: name === 'corpus' ? instance : draw(name),
  });

  it('come to the same in whatever order and grouping', () => {
    const parts: Corpus[] = [
      [entry('b', 2), entry('a', 3)],
      [entry('a', 1, 'x'), entry('c', 5)],
      [entry('a', 1, 'y'), entry('b', 4, 'x')],
    ];
    const all = mergeCorpora(parts);
    expect(all.map(({ cell, margin }) => [cell, margin])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 5],
    ]);
    const [p, q, r] = parts;
    for (const other of [
      mergeCorpora([r, q, p]),
      mergeCorpora([mergeCorpora([p, r]), q]),
      mergeCorpora([all, q]),
    ])
      expect(corpusDigest(other)).toBe(corpusDigest(all));
    expect(corpusDigest(all.slice(1))).not.toBe(corpusDigest(all));
  });

  it('teach by new cells and lower margins', () => {
    const before = [entry('a', 3), entry('b', 2)];
    const after = [entry('a', 1), entry('b', 2), entry('c', 9), entry('d', 9)];
    expect(lessonOf(before, after)).toEqual({ cells: 2, lowered: 1 });
  });
});

describe('a guided chunk', () => {
  const id = 'pairs-make-triples';
  const claim = claimById(id)!;
  const first = runChunk(claim, { ...spec(id), corpus: [] });

  it('is a function of its spec and the corpus in it', () => {
    expect(runChunk(claim, { ...spec(id), corpus: [] })).toEqual(first);
    const corpus = first.corpus!;
    expect(corpus.length).toBeGreaterThan(1);
    const next = runChunk(claim, { ...spec(id, 1), corpus });
    expect(runChunk(claim, JSON.parse(JSON.stringify({ ...spec(id, 1), corpus })))).toEqual(next);
    expect(runChunk(claim, { ...spec(id, 1), corpus: corpus.slice(1) })).not.toEqual(next);
    // What it learnt is better than what it knew.
    for (const { cell, margin } of next.corpus ?? [])
      expect(margin).toBeLessThan(corpus.find((known) => known.cell === cell)?.margin ?? 17);
  });

  it('stays in the scope of its claim', () => {
    const source = guidedSource(claim, spec(id), first.corpus!);
    const outside: string[] = [];
    runChunk(claim, { ...spec(id), runs: 60 }, () => false, {
      draw(run) {
        const draw = source.draw(run);
        if ('instance' in draw && whyOutOfScope(claim, open(draw.instance), new Set()))
          outside.push(flatten(draw.instance.parameters).map(toFloat).join());
        return draw;
      },
      learn: (run, draw, outcome) => source.learn?.(run, draw, outcome),
    });
    expect(outside).toEqual([]);
  });

  it('draws as if there were no guidance where the margin is flat', () => {
    const flat = claimById('affine-support')!;
    const [guided, random] = [
      guidedSource(flat, spec('affine-support'), []),
      randomSource(flat, spec('affine-support')),
    ];
    const { tries } = runChunk(flat, spec('affine-support'), () => false, {
      draw(run) {
        const draw = guided.draw(run);
        expect(draw).toEqual(random.draw(run));
        return draw;
      },
      learn: (run, draw, outcome) => guided.learn?.(run, draw, outcome),
    });
    expect(tries).toBe(30);
    expect(guided.isClimbable).toBe(false);
  });
});

describe('guidance pays', () => {
  // A share of `npm run bench:guidance`, where random search takes some 1000 tries.
  it.each(['one-coincidence', 'isotropy-of-units', 'no-unit-dies', 'pairs-make-triples'])(
    '%s falls within 200 instances for two of three seeds',
    (id) => {
      const tries = [1, 2, 3].map(
        (seed) => triesToFailure(claimById(id)!, [], seed, 'guided', 200).tries,
      );
      expect(tries.filter((n) => n !== null).length).toBeGreaterThanOrEqual(2);
    },
  );
});
