/** θ at the start as it is typed: a field a parameter, those of a unit together. */
import type { BoundModel } from '../../../models/bind.ts';
import { parameterNames } from '../../../models/names.ts';
import type { Numeral } from '../../../numerics/numeral.ts';
import { parse, toDouble } from '../../../numerics/rational.ts';
import { type UnitGroup, unitName } from '../unit-coordinates.ts';
import { element, shown, write } from './elements.ts';

/** Models with more parameters show those of the chosen unit only. */
const MOST_FIELDS = 40;

export interface ThetaFields {
  /** Fields of what is shown anew. */
  show(group: UnitGroup, unit: number): void;
  /** The fields say what θ is at the start, but for the one that is being typed in. */
  fill(numerals: readonly Numeral[]): void;
  /** What θ is now. */
  now(theta: Float64Array): void;
}

/** @param typed a parameter is to be that number. */
export function thetaFields(
  bound: BoundModel,
  typed: (index: number, text: string) => void,
): ThetaFields {
  const { name } = parameterNames(bound);
  const holder = element('theta');
  const fields = new Map<number, { input: HTMLInputElement; output: HTMLElement }>();
  let numerals: readonly Numeral[] = [];
  let layout = '';

  function field(index: number): HTMLElement {
    const label = document.createElement('label');
    const input = document.createElement('input');
    const output = document.createElement('output');
    input.id = `parameter-${index}`;
    input.value = String(numerals[index] ?? 0);
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.addEventListener('input', () => {
      const text = input.value.trim();
      const q = parse(text.replace('−', '-'));
      const isNumber = q !== undefined && text.length <= 200 && Number.isFinite(toDouble(q));
      input.setAttribute('aria-invalid', String(!isNumber));
      write(
        'theta-error',
        isNumber ? '' : `${name[index]}: expected a number such as 1/2 or 0.25, received “${text}”`,
      );
      if (isNumber) typed(index, text.replace('−', '-'));
    });
    output.setAttribute('for', input.id);
    label.append(name[index], input, output);
    fields.set(index, { input, output });
    return label;
  }

  function part(title: string, indices: readonly number[]): HTMLElement {
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    const grid = document.createElement('div');
    legend.textContent = title;
    grid.className = 'fields';
    grid.append(...indices.map(field));
    set.append(legend, grid);
    return set;
  }

  return {
    show(group, unit) {
      const all = bound.size <= MOST_FIELDS;
      const key = all ? group.label : `${group.label} ${unit}`;
      if (key === layout) return;
      layout = key;
      fields.clear();
      const inUnits = new Set(group.units.flat());
      const others = name.flatMap((_, i) => (inUnits.has(i) ? [] : [i]));
      const seen = new Set<number>();
      const parts = group.units.flatMap((indices, k) => {
        if (!all && k !== unit) return [];
        // A parameter of two units has one field.
        const own = indices.filter((i) => !seen.has(i));
        for (const i of own) seen.add(i);
        return own.length === 0 ? [] : [part(unitName(group, k), own)];
      });
      const rest = others.slice(0, MOST_FIELDS);
      holder.replaceChildren(...parts, ...(rest.length > 0 ? [part('others', rest)] : []));
    },
    fill(next) {
      numerals = next;
      for (const [index, { input }] of fields) {
        if (input === document.activeElement) continue;
        const text = String(next[index]);
        if (input.value !== text) input.value = text;
        input.removeAttribute('aria-invalid');
      }
    },
    now(theta) {
      for (const [index, { output }] of fields) {
        const text = `now ${shown(theta[index])}`;
        if (output.textContent !== text) output.textContent = text;
      }
    },
  };
}
