import { expect, it } from 'vitest';
import { format, parse, toDouble } from '../../numerics/rational.ts';
import { rootRelations } from './root-relations.ts';

const relationsOf = (...texts: string[]) =>
  rootRelations(texts.map((text) => parse(text) as never)).map(({ of, factor, roots }) =>
    [format(of), format(factor), ...roots.map(format)].join(' '),
  );

it('says which roots are rational multiples of products of others', () => {
  expect(relationsOf('2', '8', '9/4')).toEqual(['8 2 2', '9/4 3/2']);
  // √6 = √2·√3, √(3/2) = ½√6 = ½√2·√3.
  expect(relationsOf('2', '3', '6', '3/2')).toEqual(['6 1 2 3', '3/2 1/2 2 3']);
  // √3 = ½·√2·√6.
  expect(relationsOf('6', '2', '3')).toEqual(['3 1/2 6 2']);
  expect(relationsOf('2', '3', '5')).toEqual([]);
  expect(relationsOf()).toEqual([]);
});

it('with positive roots', () => {
  const radicands = ['12', '45/7', '27', '35', '1/3', '7', '5'].map((text) => parse(text) as never);
  const relations = rootRelations(radicands);
  expect(relations).toHaveLength(4);
  for (const { of, factor, roots } of relations) {
    const product = roots.reduce((all, u) => all * Math.sqrt(toDouble(u)), toDouble(factor));
    expect(product).toBeCloseTo(Math.sqrt(toDouble(of)), 12);
  }
});
