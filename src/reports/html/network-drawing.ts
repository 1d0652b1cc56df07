/** A layered network drawn with its weights: circles in columns, a line for each weight. */
import type { Instance, Numeral } from '../../instances/instance.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { html, type Markup } from './html.ts';

interface Layer {
  readonly weights: readonly (readonly Numeral[])[];
  readonly bias: readonly Numeral[] | null;
}

/** Largest number of lines, and of lines that bear their numbers. */
const MOST_LINES = 400;
const MOST_LABELLED = 16;
const COLUMN = 150;
const ROW = 64;
const RADIUS = 15;

/** Null where the parameters are not layers of weights, or are too many to draw. */
export function networkDrawing({ model, parameters }: Instance): Markup | null {
  const layers = layersOf(parameters);
  if (layers === null) return null;
  const sizes = [layers[0].weights[0].length, ...layers.map(({ weights }) => weights.length)];
  const lines = layers.reduce((sum, { weights }) => sum + weights.length * weights[0].length, 0);
  if (lines > MOST_LINES) return null;
  const labelled = lines <= MOST_LABELLED;
  const height = Math.max(...sizes) * ROW + 34;
  const width = (sizes.length - 1) * COLUMN + 4 * RADIUS + 20;
  const x = (column: number) => 2 * RADIUS + 10 + column * COLUMN;
  const y = (column: number, row: number) =>
    24 + (height - 34 - sizes[column] * ROW) / 2 + (row + 0.5) * ROW;
  const largest = Math.max(1e-300, ...layers.flatMap((l) => l.weights.flat()).map(size));
  const edges = layers.flatMap(({ weights }, l) =>
    weights.flatMap((row, to) =>
      row.map((weight, from) => {
        const zero = size(weight) === 0;
        const [x1, y1, x2, y2] = [x(l), y(l, from), x(l + 1), y(l + 1, to)];
        // Lines from one circle have their numbers at different places, so that these do not meet.
        const across = weights.length > 1 ? to / (weights.length - 1) : 0.5;
        const turned = from % 2 === 0 ? across : 1 - across;
        const at = row.length > 1 ? 0.26 + 0.42 * turned : 0.5;
        const label = html`<text x="${x1 + at * (x2 - x1)}" y="${y1 + at * (y2 - y1) - 6}">${short(weight)}</text>`;
        return html`<line class="${zero ? 'zero' : 'weight'}" x1="${x1 + RADIUS}" y1="${y1}" x2="${x2 - RADIUS}" y2="${y2}" stroke-width="${(1 + (2.5 * size(weight)) / largest).toFixed(2)}"/>${labelled ? label : null}`;
      }),
    ),
  );
  const activation = activationOf(model);
  const nodes = sizes.flatMap((count, column) =>
    Array.from({ length: count }, (_, row) => {
      const bias = column === 0 ? undefined : layers[column - 1].bias?.[row];
      const hidden = column > 0 && column < sizes.length - 1;
      const inside = column === 0 ? 'x' : hidden ? 'σ' : 'F';
      const below =
        bias === undefined
          ? null
          : html`<text class="bias" x="${x(column)}" y="${y(column, row) + RADIUS + 14}">+ ${short(bias)}</text>`;
      return html`<circle cx="${x(column)}" cy="${y(column, row)}" r="${RADIUS}"/><text class="node" x="${x(column)}" y="${y(column, row) + 5}">${inside}</text>${below}`;
    }),
  );
  const words = layers.map(({ weights, bias }, l) => {
    const numbers = weights.map((row) => row.map(short).join(', ')).join('; ');
    const added = bias === null ? '' : `, biases ${bias.map(short).join(', ')}`;
    return `layer ${l + 1}: ${numbers}${added}`;
  });
  return html`<svg class="network" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-label="network of widths ${sizes.join('-')}; ${lines > 60 ? 'weights in the file' : words.join('; ')}">${edges}${nodes}${
    activation === null
      ? null
      : html`<text class="note" x="${width / 2}" y="14">σ = ${activation}</text>`
  }</svg>`;
}

const size = (weight: Numeral) => Math.abs(toFloat(weight));

function short(weight: Numeral): string {
  const text = String(weight);
  return text.length <= 9 ? text : toFloat(weight).toPrecision(4);
}

function activationOf(model: Instance['model']): string | null {
  const given = (model as { readonly activation?: unknown }).activation;
  if (given === undefined) return null;
  return typeof given === 'string' ? given : JSON.stringify(given);
}

/** Layers whose sizes fit one another. */
function layersOf(parameters: Instance['parameters']): readonly Layer[] | null {
  const { layers } = parameters as { readonly layers?: readonly Partial<Layer>[] };
  if (!Array.isArray(layers) || layers.length === 0) return null;
  let columns = -1;
  for (const { weights, bias } of layers) {
    if (!Array.isArray(weights) || !Array.isArray(weights[0]) || bias === undefined) return null;
    const wide = weights[0].length;
    if (wide === 0 || weights.some((row) => row.length !== wide)) return null;
    if (columns >= 0 && wide !== columns) return null;
    columns = weights.length;
  }
  return layers as readonly Layer[];
}
