/**
 * Any polynomials in θ or quotients of them, one in front of each input: the smallest models there are.
 */
import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { evaluatePolynomial } from '../../numerics/polynomial.ts';
import { axis, called, defineModel, tensor } from '../contract.ts';
import { parseQuotient, type Quotient } from '../quotient.ts';
import { drawShape } from '../random-shape.ts';
import { list, literal, object, readBy, readWith } from '../schema.ts';
import { randomPolynomial, simplerFeatures } from './random-polynomial.ts';
import type { PolynomialSpec } from './specs.ts';

const variable = v.pipe(
  v.string('a name such as "u" or "w1"'),
  v.regex(/^\p{L}[\p{L}\p{N}_]*$/u, 'a name such as "u" or "w1"'),
);
const feature = v.string('a formula such as "u*v^2 - 1/2*u" or "u/(1 + v^2)"');

interface PolynomialModelSpec {
  readonly variables: readonly string[];
  readonly features: readonly Quotient[];
}

const keys = object({
  kind: literal('polynomial'),
  variables: list(variable, 1, 1000, 'an array of names'),
  features: list(feature, 1, 1000, 'an array of polynomials such as "u*v^2 - 1/2*u"'),
});

const spec = readBy((value, path): PolynomialModelSpec => {
  const { variables, features } = readWith(keys, value, path);
  const twice = variables.findIndex((name, i) => variables.indexOf(name) < i);
  if (twice >= 0)
    throw new InputError(
      `${path}.variables[${twice}]`,
      'different names',
      `"${variables[twice]}" again`,
    );
  const parsed = features.map((text, j) =>
    parseQuotient(text, variables, `${path}.features[${j}]`),
  );
  return { variables, features: parsed };
});

export const polynomial = defineModel({
  kind: 'polynomial',
  formula: 'F(x) = Σⱼ fⱼ(θ) xⱼ',
  spec,

  architecture({ variables, features }) {
    const coordinate = axis('variables', variables.length, 'place', ['variables']);
    const one = axis('outputs', 1, 'output', null);
    return {
      parameters: {
        layers: [{ weights: called(variables, tensor(one, coordinate)), bias: null }],
      },
      inputs: { x: tensor(axis('features', features.length, 'input', ['features'])) },
      output: one,
    };
  },

  evaluate(field, { layers }, { x }, { features }) {
    const theta = layers[0].weights[0];
    return [
      field.dot(
        features.map(({ numerator, denominator }) => {
          const above = evaluatePolynomial(field, numerator, theta);
          if (denominator === null) return above;
          return field.mul(above, field.inverse(evaluatePolynomial(field, denominator, theta)));
        }),
        x,
      ),
    ];
  },

  generate: (rng, size, wish) => randomPolynomial(rng, drawShape(rng, size, wish).widths[0]),

  *simplify(model, theta) {
    const { features } = model as PolynomialSpec;
    for (const [f, text] of features.entries())
      for (const simpler of simplerFeatures(text))
        yield { model: { ...model, features: features.with(f, simpler) }, theta };
  },
});
