/** What can be said of a trained network in sentences: what `falsim explain` prints. */

import { plural } from '../plural.ts';
import type { FixedGroup } from '../symmetry/isotropy/stratum-description.ts';
import type { Condensation, NearStratum } from '../symmetry/strata/condensation.ts';
import { nearOf, plainCondensation, tiedClusters } from './condensation-text.ts';
import { type ExactPart, type Explanation, isComputed, MOST_EXACT } from './explanation.ts';
import { headline, KINDS } from './orbit-text.ts';
import { plainSince, sinceText } from './since-text.ts';
import { capital, conjoined, shortNumber, TABLE_COLUMNS, wrapped } from './text.ts';

const MOST_NAMED = 12;
const MOST_GROUPS = 20;
const MOST_LAWS = 30;

/** Lines that end with a line break. */
export function describeExplanation(found: Explanation, columns = TABLE_COLUMNS): string {
  const { model, condensed, exact, since } = found;
  const paragraphs = [
    wrapped(`${model.kind}, ${plural(condensed.parameters, 'parameter')}.`, columns),
    section('What training can never change', fixedSentences(found), columns),
    section('What it is near', nearSentences(found), columns),
    ...(exact === null ? [] : [section('What it conserves', lawSentences(exact), columns)]),
    ...(since === null ? [] : [sinceText(since, condensed.norm, columns)]),
  ];
  return paragraphs.join('\n');
}

function section(title: string, sentences: readonly string[], columns: number): string {
  return `${title}\n${sentences.map((text) => wrapped(text, columns, '  ')).join('')}`;
}

/** `neurons 1 and 3 of layer 1`, `heads 1 and 2`, `units 1, 2 and 3 of axis "keys"`. */
export function unitsNamed(
  label: string,
  noun: string,
  units: readonly (number | string)[],
): string {
  const axis = /^axis "([a-z]+)s"$/.exec(label)?.[1];
  const named = axis ?? noun;
  const shown = units.slice(0, MOST_NAMED).map(String);
  if (units.length > MOST_NAMED) shown.push(`${units.length - MOST_NAMED} more`);
  return `${named}${units.length === 1 ? '' : 's'} ${conjoined(shown)}${axis === undefined ? ` of ${label}` : ''}`;
}

function fixedSentences({ exact, condensed }: Explanation): string[] {
  if (exact === null) {
    const groups = condensed.axes.flatMap((axis) => equalGroups(axis));
    const note = `Units only: exact answers are given up to ${MOST_EXACT} parameters.`;
    return [...limited(groups), ...(groups.length === 0 ? ['No units are equal.'] : []), note];
  }
  const { fixed, stratum } = exact;
  const others = fixed.others.map(
    (text) => `It is unchanged by ${text}, and stays so in training.`,
  );
  const sentences = limited([...fixed.groups.map(groupSentence), ...others]);
  const { dimension, description } = stratum;
  const { parameters } = condensed;
  if (dimension === parameters)
    return [
      'No symmetry of the model fixes it: symmetry leaves every direction open.',
      ...orbitSentences(exact),
    ];
  // Orthogonal groups fix more than single units.
  if (sentences.length === 0) sentences.push(`${capital(description)}.`);
  return [
    ...sentences,
    `Together they leave ${dimension} of ${plural(parameters, 'dimension')}, whatever the data and the loss: for gradient flow, gradient descent, SGD and momentum.`,
    ...orbitSentences(exact),
  ];
}

function limited(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_GROUPS;
  return [...sentences.slice(0, MOST_GROUPS), ...(more > 0 ? [`And ${more} more (--json).`] : [])];
}

function groupSentence({ label, noun, members, zero }: FixedGroup): string {
  const units = unitsNamed(
    label,
    noun,
    members.map((m) => m.label),
  );
  const one = members.length === 1;
  if (zero === 'all')
    return `${capital(units)} ${one ? 'is' : 'are'} zero: training can never move ${one ? 'it' : 'them'}.`;
  if (zero === 'inputs')
    return `${capital(units)} ${one ? 'has' : 'have'} zero input weights: training can never move these.`;
  if (typeof zero !== 'string')
    return `${capital(units)} ${one ? 'has' : 'have'} zero ${conjoined(zero)}: training can never move these.`;
  if (members.every(({ sign }) => sign > 0))
    return `${capital(units)} are equal: training can never make them differ.`;
  if (members.length === 2)
    return `${capital(units)} are opposite: training can never make them anything else.`;
  const shown = members.map((m) => `${m.sign < 0 ? '−' : ''}${m.label}`);
  return `${capital(unitsNamed(label, noun, shown))} are equal with these signs: training can never make them differ.`;
}

function orbitSentences({ orbit, laws }: ExactPart): string[] {
  if (!isComputed(orbit)) return [`The orbit is not computed: ${orbit.reason}.`];
  return [
    headline(orbit),
    // Those of the whole model are listed with their values.
    ...orbit.invariants
      .filter(({ kind }) => !(kind === 'first-integral' && isComputed(laws)))
      .map(({ expression, kind }) => `${expression} stays as it is: ${KINDS[kind]}.`),
  ];
}

/** Clusters of several units, or of what is zero, at distance 0. */
function equalGroups(axis: Condensation): string[] {
  const exact = axis.nearest.find(({ distance }) => distance === 0);
  return exact === undefined
    ? []
    : clustersIn(axis, exact).map((text) => `${text}: training can never change that.`);
}

function clustersIn(axis: Condensation, near: NearStratum): string[] {
  return tiedClusters(axis, near).map(({ units, state }) => {
    const named = unitsNamed(
      axis.label,
      axis.noun,
      units.map((u) => u + 1),
    );
    return `${capital(named)} ${units.length === 1 ? 'is' : 'are'} ${state}`;
  });
}

function nearSentences({ condensed }: Explanation): string[] {
  const { norm, tolerance } = condensed;
  const share = shortNumber(tolerance);
  const found = condensed.axes.flatMap((axis) => {
    const near = nearOf(axis, condensed);
    if (near.distance === 0 || near.distance > tolerance * norm) return [];
    const found = axis.exact ? 'at distance' : 'at distance at most';
    const clusters = clustersIn(axis, near).map((text) => `${text} but for a little.`);
    return [
      ...limited(clusters),
      `The stratum where this is so is ${found} ${shortNumber(near.distance)}, ${shortNumber(near.distance / norm)} of ‖θ‖. Gradient flow may come nearer, and does not arrive.`,
    ];
  });
  if (found.length > 0) return found;
  return [`No stratum of equal or zero units is within ${share} of ‖θ‖ that it is not on.`];
}

function lawSentences({ laws }: ExactPart): string[] {
  if (!isComputed(laws)) return [`Not computed: ${laws.reason}.`];
  if (laws.length === 0)
    return ['No polynomial of degree 2 or less, whatever the data and the loss.'];
  const more = laws.length - MOST_LAWS;
  return [
    ...laws
      .slice(0, MOST_LAWS)
      .map(({ expression, value, error }) => `${expression} = ${valueText(value, error)}`),
    ...(more > 0 ? [`and ${more} more (--json)`] : []),
  ];
}

/** A value with what is uncertain of it. */
export function valueText(value: number, error: number): string {
  return `${Number(value.toPrecision(6))}${error === 0 ? '' : ` ± ${error.toExponential(0)}`}`;
}

/** What `falsim explain --json` prints. */
export function plainExplanation({ model, condensed, exact, since }: Explanation) {
  return {
    model,
    parameters: condensed.parameters,
    exact: exact && {
      stratum: exact.stratum,
      fixed: exact.fixed,
      orbit: isComputed(exact.orbit)
        ? {
            dimension: exact.orbit.dimension,
            status: exact.orbit.status,
            invariants: exact.orbit.invariants,
          }
        : exact.orbit,
      laws: exact.laws,
    },
    near: plainCondensation(condensed),
    since: since && plainSince(since),
  };
}
