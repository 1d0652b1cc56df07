/** An instance in a few words: function, widths, θ. No spaces within a formula or a point, so that none breaks. */
import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Instance, Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { plural } from '../plural.ts';

/** Points with more coordinates than this are not written out. */
const MOST_COORDINATES = 10;

/**
 * `gelu 1-1-1 at 0`, `tanh 1-1-1-1 at (0,0,1)`, `cos(z+1) 1-1-1 with biases at (0,-1,0,0)`; what is no network of given
 * widths by its kind: `mixture-of-experts of 1 input with σ = silu at (1,2,3)`.
 */
export function witnessInWords({ model, parameters }: Instance): string {
  const { kind, widths, activation, bias, depth, inputs } = model as {
    readonly kind: string;
    readonly widths?: readonly number[];
    readonly activation?: FunctionSpec;
    readonly bias?: boolean;
    readonly depth?: number;
    readonly inputs?: number;
  };
  const theta = flatten(parameters);
  const sizes = [
    ...(depth === undefined ? [] : [`depth ${depth}`]),
    ...(inputs === undefined ? [] : [plural(inputs, 'input')]),
  ];
  return [
    activation === undefined || widths === undefined ? kind : functionInWords(activation),
    widths?.join('-'),
    sizes.length === 0 ? undefined : `of ${sizes.join(' and ')}`,
    activation === undefined || widths !== undefined
      ? undefined
      : `with σ = ${functionInWords(activation)}`,
    bias === true ? 'with biases' : undefined,
    theta.every((x) => Number(x) === 0)
      ? 'at 0'
      : theta.length <= MOST_COORDINATES
        ? `at (${theta.join(',')})`
        : `at a point of ${theta.length} numbers`,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}

function functionInWords(spec: FunctionSpec): string {
  return typeof spec === 'string' ? spec : formulaOf(spec, 'z');
}

/** @param z what stands for the variable. */
function formulaOf(spec: FunctionSpec, z: string): string {
  const inner = /^\w+$/.test(z) ? z : `(${z})`;
  if (typeof spec === 'string') {
    const powers: { readonly [name: string]: string } = {
      identity: inner,
      square: `${inner}²`,
      cube: `${inner}³`,
    };
    return powers[spec] ?? `${spec}(${z})`;
  }
  switch (spec.name) {
    case 'polynomial':
      return joined(spec.coefficients.flatMap((c, n) => termOf(c, n, inner)));
    case 'shifted':
      return formulaOf(spec.base, joined([z, String(spec.shift)]));
    case 'sum':
      return joined(spec.terms.map((term) => formulaOf(term, z)));
    case 'product':
      return spec.factors.map((factor) => factorOf(factor, z)).join('·');
    case 'composition':
      return formulaOf(spec.outer, formulaOf(spec.inner, z));
    case 'taylor':
      return `a function with the orders ${Array.isArray(spec.support) ? spec.support.join(',') : spec.support}`;
  }
}

function factorOf(spec: FunctionSpec, z: string): string {
  const formula = formulaOf(spec, z);
  const isSum = typeof spec === 'object' && (spec.name === 'sum' || spec.name === 'polynomial');
  return isSum ? `(${formula})` : formula;
}

function termOf(coefficient: Numeral, power: number, z: string): string[] {
  const text = String(coefficient);
  if (Number(text) === 0) return [];
  const variable = power === 0 ? '' : power === 1 ? z : `${z}^${power}`;
  if (power > 0 && (text === '1' || text === '-1')) return [text.replace('1', variable)];
  return [`${text}${variable}`];
}

function joined(terms: readonly string[]): string {
  const text = terms.map((term, n) => (n === 0 || term.startsWith('-') ? term : `+${term}`));
  return text.length === 0 ? '0' : text.join('');
}
