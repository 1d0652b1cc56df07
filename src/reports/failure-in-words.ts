/** A counterexample in a sentence: which claim, on which model, where. */
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import type { Instance, ModelSpec } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';

/** Points with more coordinates than this are not written out. */
const MOST_COORDINATES = 6;

export function failureInWords(counterexample: StoredCounterexample): string {
  const { claim, droppedHypotheses, reason, instance } = counterexample;
  // What stands after a colon says the same at length.
  const [statement] = claim.statement.split(/: |\.$/);
  const without = droppedHypotheses.map((id) => `without ${id} `).join('');
  const { model } = instance;
  return `“${statement}” fails ${without}for a model “${model.kind}”${sizesOf(model)}${placeOf(instance)} – ${reason}`;
}

/** Numbers by name, lists joined, functions and switches that are on by what they are called. */
function sizesOf({ kind: _, ...spec }: ModelSpec): string {
  const parts = Object.entries(spec).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'number') return [`${key} ${value}`];
    if (typeof value === 'string') return [value];
    if (value === true) return [key];
    if (isNamed(value)) return [value.name];
    if (Array.isArray(value) && value.every((n) => typeof n === 'number'))
      return [`${key} ${value.join('-')}`];
    return [];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value;
}

function placeOf({ parameters }: Instance): string {
  const theta = flatten(parameters);
  if (theta.every((value) => Number(value) === 0)) return ' at the origin';
  return theta.length > MOST_COORDINATES ? '' : ` at θ = (${theta.join(', ')})`;
}
