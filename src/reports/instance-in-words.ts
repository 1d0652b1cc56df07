/** An instance in a sentence: `a fully-connected network of widths 1-1-1 with σ = gelu at θ = (0, 0)`. */
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';

/** Values of θ that are told in words. */
const MOST_TOLD = 8;

export function instanceInWords({ model, parameters }: Instance): string {
  const theta = flatten(parameters);
  const values = [...new Set(theta.map(String))];
  const at =
    values.length === 1 && theta.length > 1
      ? ` at the point where every parameter is ${values[0]}`
      : theta.length <= MOST_TOLD
        ? ` at θ = (${theta.join(', ')})`
        : '';
  return `${modelInWords(model)}${at}`;
}

/** `a fully-connected network of widths 2-3-1 with σ = tanh`. */
export function modelInWords(model: Instance['model']): string {
  const { widths, activation } = model as {
    readonly widths?: readonly number[];
    readonly activation?: unknown;
  };
  const name = /network/.test(model.kind) ? model.kind : `${model.kind} network`;
  return [
    `a ${name}`,
    widths === undefined ? '' : ` of widths ${widths.join('-')}`,
    typeof activation === 'string' ? ` with σ = ${activation}` : '',
  ].join('');
}
