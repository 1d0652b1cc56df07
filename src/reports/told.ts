/** Lines that commands print besides their answers: what was written, how far they are, what they begin with. */
import type { ForeignTensor } from '../models/foreign-modules.ts';
import { suggestion } from '../nearest.ts';
import { plural } from '../plural.ts';
import { printable } from './printable.ts';
import { TABLE_COLUMNS, wrapped } from './text.ts';

/** After the first Ctrl-C. */
export const ENDING = 'ending; once more Ctrl-C ends it at once';

export const BY_ANOTHER_BUILD = 'this was begun by another build of falsim: nothing of it is used';

export const checkedBefore = (instances: number): string =>
  `${plural(instances, 'instance')} of a claim checked before: all are counted`;

export const aboutOthers = (claims: number, kinds: readonly string[]): string =>
  `${plural(claims, 'claim')} left out: about other models than ${kinds.join(', ')}`;

export const withNothingDropped = (claims: readonly string[]): string =>
  `left out, with no hypothesis that is dropped: ${claims.join(', ')}`;

export const chunksMissing = (missing: number, of: number): string =>
  `${plural(missing, 'chunk')} of ${of} missing: falsim hunt --resume does them\n`;

export const certificateWritten = (file: string): string => `certificate: ${file}\n`;

export const instanceWritten = (file: string, kind: string, parameters: number): string =>
  `${printable(file)}: ${kind}, ${plural(parameters, 'parameter')}\n`;

export const scriptWritten = (file: string, how: string): string => `${printable(file)}: ${how}\n`;

export const pageWritten = (file: string, counterexamples: number): string =>
  `${printable(file)}: ${plural(counterexamples, 'counterexample')}\n`;

export const filesWritten = (files: readonly string[]): string =>
  files.map((file) => `${file}\n`).join('');

/** After `falsim init`. */
export const nextSteps = (packages: readonly string[]): string =>
  `Next: npm install (${packages.join(' ')}), npx vitest run, npx falsim hunt. The claim is in ` +
  'claims/, the model in models/; falsim.config.ts names them.';

/** A tensor of a checkpoint. */
export const tensorLine = (name: string, type: string, shape: readonly number[]): string =>
  `${printable(name)}  ${type}  ${shape.join(' × ') || '1'}\n`;

/** What a checkpoint was taken for, and which of its tensors were left out; nothing where there is nothing to say. */
export function takenLines({ left, assumed }: Taken, columns = TABLE_COLUMNS): string {
  const tensors = left.map(({ name, shape }) => `${printable(name)} (${shape.join(' × ') || '1'})`);
  return [
    ...assumed.map((text) => wrapped(`taken for granted: ${printable(text)}`, columns, '  ')),
    ...(left.length === 0 ? [] : [wrapped(`left out: ${tensors.join(', ')}`, columns, '  ')]),
  ].join('');
}

/** The same for programs. */
export function plainTaken({ left, assumed }: Taken) {
  return { leftOut: left.map(({ name, shape }) => ({ name, shape })), assumed };
}

/** How a checkpoint was read. */
export interface Taken {
  /** Tensors without a place in the model. */
  readonly left: readonly ForeignTensor[];
  readonly assumed: readonly string[];
}

/** How far an integration is. */
export const timePassed = (t: number, steps: number, seconds: number): string =>
  `t = ${t.toPrecision(4)}, ${plural(steps, 'step')}, ${seconds.toFixed(0)} s`;

export const stratumBegun = (index: number, count: number): string =>
  `orbit of stratum ${index + 1} of ${count}`;

export const sizesBegun = (index: number, count: number): string =>
  `sizes ${index + 1} of ${count}`;

/**
 * What went wrong, in the name of the program. Lines that are indented stay as they are.
 *
 * @param columns absent: all lines stay.
 */
export function complaint(message: string, columns = Number.POSITIVE_INFINITY): string {
  const lines = `falsim: ${message}`.split('\n');
  return lines.map((line) => (/^\s|^$/.test(line) ? `${line}\n` : wrapped(line, columns))).join('');
}

/** What Commander says of a value that is none of the choices of an option, with the nearest ones. */
export function withNearestChoice(text: string): string {
  return text.replace(
    /(argument '(.*)' is invalid\. Allowed choices are (.*))\.$/,
    (_, said, value, choices) => `${said}${suggestion(value, choices.split(', ')) || '.'}`,
  );
}

export const DEFECT_FOUND = 'this is a defect of falsim, please report it.';

/** After the address at which a page is served. */
export const servedLine = 'open it in a browser on this machine; Ctrl-C ends it\n';
