/** The drawing of the network, with the weights that θ has now. */
import type { Instance } from '../../../instances/instance.ts';
import { unflatten } from '../../../instances/layout.ts';
import { element, shown } from './elements.ts';

interface Numbered {
  readonly layers: readonly {
    readonly weights: readonly (readonly number[])[];
    readonly bias: readonly number[] | null;
  }[];
}

/** Null where no network is drawn. */
export function networkLines({ model }: Instance, size: number) {
  const svg = element('network').querySelector('svg.network');
  if (svg === null) {
    element('network-part').hidden = true;
    return null;
  }
  svg.setAttribute('aria-label', 'the network; its weights are those of θ');
  const numbers = Array.from({ length: size }, (_, i) => i);
  const { layers } = unflatten(model, numbers) as unknown as Numbered;
  const order = layers.flatMap(({ weights }) => weights.flat());
  const lines = [...svg.querySelectorAll('line')];
  const labels = [...svg.querySelectorAll('text:not([class])')];
  const biases = [...svg.querySelectorAll('text.bias')];
  const added = layers.flatMap(({ bias }) => bias ?? []);
  return (theta: Float64Array): void => {
    let largest = 1e-300;
    for (const i of order) largest = Math.max(largest, Math.abs(theta[i]));
    lines.forEach((line, k) => {
      const weight = theta[order[k]];
      set(line, 'class', weight === 0 ? 'zero' : 'weight');
      set(line, 'stroke-width', (1 + (2.5 * Math.abs(weight)) / largest).toFixed(1));
    });
    for (const [k, label] of labels.entries()) say(label, shown(theta[order[k]], 3));
    for (const [k, label] of biases.entries()) say(label, `+ ${shown(theta[added[k]], 3)}`);
  };
}

function set(line: Element, name: string, value: string): void {
  if (line.getAttribute(name) !== value) line.setAttribute(name, value);
}

function say(label: Element, text: string): void {
  if (label.textContent !== text) label.textContent = text;
}
