/** The smaller model of a stratum for people and for programs: what `falsim reduce` prints. */
import type { ReducedDecision } from '../claims/decision.ts';
import type { Vacuity } from '../claims/doubt.ts';
import type { Finding } from '../claims/oracles/conclude.ts';
import { sentenceOfDecision, sentenceOfDoubt, sentenceOfVacuity } from '../claims/sentence.ts';
import { flatten } from '../instances/layout.ts';
import { parameterNames } from '../models/names.ts';
import { filled } from '../models/structure.ts';
import { format } from '../numerics/rational.ts';
import { plural } from '../plural.ts';
import type { ReducedModel } from './reduction.ts';
import { type Column, labelled, shortNumber, TABLE_COLUMNS, table, wrapped } from './text.ts';

const COLUMNS: readonly Column[] = [
  { title: 'parameter', align: 'left' },
  { title: 'value', align: 'right' },
  { title: 'reads off', align: 'left' },
  { title: 'rate', align: 'right' },
];
const MOST_ROWS = 40;
/** Digits of a value that are shown. */
const LONGEST = 18;
const WIDTH = 8;

export function describeReduction(
  found: ReducedModel,
  names: readonly string[],
  columns = TABLE_COLUMNS,
): string {
  const { stratum, parameters, reduction, instance } = found;
  const line = (label: string, text: string) => `${labelled(label, text, columns, WIDTH)}
`;
  const head = line(
    'stratum',
    `${stratum.description || 'everything'}: dimension ${stratum.dimension} of ${parameters}`,
  );
  if (reduction === null || instance === null)
    return `${head}${wrapped('The stratum is a point: nothing moves.', columns)}`;
  const own = parameterNames(reduction.model).name;
  const values = flatten(instance.parameters).map(String);
  const rows = own
    .slice(0, MOST_ROWS)
    .map((name, j) => [
      name,
      values[j].length > LONGEST ? shortNumber(Number(values[j])) : values[j],
      `${reduction.factor[j] === 1 ? '' : `${reduction.factor[j]}·`}${names[reduction.representative[j]]}`,
      format(reduction.rates[j]),
    ]);
  const more = own.length - rows.length;
  return [
    head,
    line('model', modelText(found)),
    '\n',
    table(COLUMNS, rows),
    ...(more > 0 ? [`and ${plural(more, 'parameter')} more (--json lists all)\n`] : []),
    '\n',
    wrapped(
      'rate: training moves a parameter by its rate times the gradient of the smaller model; plain training has rate 1 everywhere.',
      columns,
    ),
    ...trainingLines(found, line),
  ].join('');
}

function modelText({ reduction, instance }: ReducedModel): string {
  const { to, model } = reduction!;
  const sizes = model.json['widths'];
  const called = Array.isArray(sizes) ? `${model.json.kind} ${sizes.join('-')}` : model.json.kind;
  const size = plural(model.size, 'parameter');
  switch (to) {
    case 'itself':
      return `no symmetry fixes θ: ${called} itself`;
    case 'narrower':
      return `a narrower one: ${called} of ${size}`;
    case 'tied':
      return `no narrower network: ${kindOf(instance)} with tied weights, ${size}`;
  }
}

/** What a tied model is made of. */
function kindOf(instance: ReducedModel['instance']): string {
  return (instance!.model['model'] as { readonly kind: string }).kind;
}

function trainingLines(
  { steps, flow }: ReducedModel,
  line: (label: string, text: string) => string,
): string[] {
  if (steps === null || flow === null) return [];
  const apart = flow.apart
    .map((gap, i) => `${shortNumber(gap)} at tolerance ${flow.tolerances[i]}`)
    .join(', ');
  const ended = flow.end === 'reached' ? '' : ` (${flow.end})`;
  return [
    '\n',
    line('steps', outcome(steps.inMetric)),
    line('', `plain: ${outcome(steps.plain)}`),
    line('flow', `to t = ${flow.until}${ended}: apart by at most ${apart}`),
    line('', `plain: apart by ${shortNumber(flow.plain)}`),
  ];
}

function outcome(found: Finding<ReducedDecision> | Vacuity): string {
  if ('reason' in found) return sentenceOfVacuity(found);
  switch (found.status) {
    case 'open':
      return sentenceOfDoubt(found.doubt);
    default: {
      const how = found.decision.over === 'rationals' ? 'exactly' : 'in balls';
      return `${sentenceOfDecision(found.decision, found.status === 'holds')} (${how})`;
    }
  }
}

/** What `falsim reduce --json` prints. */
export function plainReduction(found: ReducedModel) {
  const { stratum, parameters, reduction, instance, steps, flow } = found;
  return {
    stratum,
    parameters,
    to: reduction?.to ?? 'point',
    instance,
    rates: reduction && filled(reduction.model.parameters, reduction.rates.map(format)),
    steps: steps && {
      method: steps.method,
      same: verdictOf(steps.inMetric),
      plainIsTheSame: verdictOf(steps.plain),
      compared:
        'reason' in steps.inMetric || steps.inMetric.status === 'open'
          ? null
          : steps.inMetric.decision,
    },
    flow: flow && {
      until: flow.until,
      end: flow.end,
      tolerances: flow.tolerances,
      apart: flow.apart,
      plainApart: flow.plain,
    },
  };
}

/** Null where it is not known. */
function verdictOf(found: Finding | Vacuity): boolean | null {
  if ('reason' in found || found.status === 'open') return null;
  return found.status === 'holds';
}
