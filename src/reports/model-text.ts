/** Models for people: what `falsim models` and `falsim laws` print. */
import type { LawReport } from '../laws/law.ts';
import { plural } from '../plural.ts';
import { wrapped } from './text.ts';

export interface ListedModel {
  readonly kind: string;
  readonly formula: string;
  readonly source?: string;
  /** Where a model of the user's stands. */
  readonly file?: string;
}

export function describeModel(
  { kind, formula, source, file }: ListedModel,
  columns: number,
): string {
  return [
    `${kind}${file === undefined ? '' : `  (${file})`}\n`,
    wrapped(formula, columns, '  '),
    ...(source === undefined ? [] : [wrapped(`[${source}]`, columns, '  ')]),
  ].join('');
}

/** The laws of one model, each with what was decided. */
export function describeLaws(
  { model, laws }: { readonly model: string; readonly laws: readonly LawReport[] },
  columns: number,
): string {
  return `${model}\n${laws.map((report) => describeLaw(report, columns)).join('')}`;
}

function describeLaw(
  { law, statement, status, decided, reason }: LawReport,
  columns: number,
): string {
  const mark = { held: '✓', broken: '✗', undecided: '?', void: '–' }[status];
  const how =
    status === 'void' ? 'does not apply' : `${status}, ${plural(decided, 'case')} decided`;
  const head = `  ${mark} ${law}: ${how}\n${wrapped(statement, columns, '      ')}`;
  return reason === undefined ? head : head + wrapped(reason, columns, '      ');
}
