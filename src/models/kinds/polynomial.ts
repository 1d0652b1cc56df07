/**
 * Any polynomials in θ or quotients of them, one in front of each input: the smallest models there are.
 */
import * as v from 'valibot';
import type { Field } from '../../analytic/field.ts';
import { InputError } from '../../errors.ts';
import { axis, called, defineModel, tensor } from '../contract.ts';
import type { Polynomial } from '../polynomial.ts';
import { parseQuotient, type Quotient } from '../quotient.ts';
import { list, literal, object } from '../schema.ts';

const variable = v.pipe(
  v.string('a name such as "u" or "w1"'),
  v.regex(/^\p{L}[\p{L}\p{N}_]*$/u, 'a name such as "u" or "w1"'),
);
const feature = v.string('a formula such as "u*v^2 - 1/2*u" or "u/(1 + v^2)"');

interface PolynomialModelSpec {
  readonly variables: readonly string[];
  readonly features: readonly Quotient[];
}

const spec = v.pipe(
  object({
    kind: literal('polynomial'),
    variables: list(variable, 1),
    features: list(feature, 1),
  }),
  v.rawTransform<
    { kind: 'polynomial'; variables: string[]; features: string[] },
    PolynomialModelSpec
  >(({ dataset, addIssue, NEVER }) => {
    const { variables, features: texts } = dataset.value;
    const fail = (expected: string, received: string, keys: readonly [string, number]) => {
      const path = keys.map((key) => ({
        type: 'object' as const,
        origin: 'value' as const,
        input: {},
        key: key as string,
        value: null,
      }));
      addIssue({
        message: expected,
        received,
        path: path as unknown as [v.IssuePathItem, ...v.IssuePathItem[]],
      });
      return NEVER;
    };
    const twice = variables.findIndex((name, i) => variables.indexOf(name) < i);
    if (twice >= 0)
      return fail('different names', `"${variables[twice]}" again`, ['variables', twice]);
    const features: Quotient[] = [];
    for (const [j, text] of texts.entries()) {
      try {
        features.push(parseQuotient(text, variables, ''));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return fail(error.expected, error.received, ['features', j]);
      }
    }
    return { variables, features };
  }),
);

export const polynomial = defineModel({
  kind: 'polynomial',
  formula: 'F(x) = Σⱼ fⱼ(θ) xⱼ',
  spec,

  architecture({ variables, features }) {
    const coordinate = axis('variables', variables.length, 'place', null);
    const one = axis('outputs', 1, 'output', null);
    return {
      parameters: {
        layers: [{ weights: called(variables, tensor(one, coordinate)), bias: null }],
      },
      inputs: { x: tensor(axis('features', features.length, 'input', null)) },
      output: one,
    };
  },

  evaluate(field, { layers }, { x }, { features }) {
    const theta = layers[0].weights[0]!;
    return [
      field.dot(
        features.map(({ numerator, denominator }) => {
          const above = sumOfTerms(field, numerator, theta);
          if (denominator === null) return above;
          return field.mul(above, field.inverse(sumOfTerms(field, denominator, theta)));
        }),
        x,
      ),
    ];
  },
});

/** f(θ), term by term in the order of f. */
function sumOfTerms<T>(field: Field<T>, f: Polynomial, theta: readonly T[]): T {
  let total = field.zero;
  for (const { coefficient, exponents } of f) {
    let term = field.rational(coefficient);
    exponents.forEach((power, i) => {
      for (let k = 0; k < power; k++) term = field.mul(term, theta[i]!);
    });
    total = field.add(total, term);
  }
  return total;
}
