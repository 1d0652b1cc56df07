/** What was found about each component of a failure, and how to say it to people. */
import type { Instance } from '../instances/instance.ts';
import { type Activation, activationNames, resolveActivation } from '../models/activation.ts';

export type ComponentKind = 'activation' | 'loss' | 'parameter' | 'input' | 'target' | 'schedule';

export interface ComponentReport {
  readonly kind: ComponentKind;
  /** `the activation`, `W₁[2,1]`, `the targets`, … */
  readonly component: string;
  /**
   * `irrelevant`: all admissible variants fail. `any-non-zero`: all but 0 do. `class`: some activations or
   * losses do, listed in `failing`. `relevant`: not so. `undecided`: no variant was admissible.
   */
  readonly finding: 'irrelevant' | 'any-non-zero' | 'class' | 'relevant' | 'undecided';
  /** Admissible variants, failing or not. */
  readonly tried: number;
  /** Values or names with which the failure stays. */
  readonly failing: readonly string[];
  readonly surviving: readonly string[];
}

/** What the members of a class have in common that the survivors lack, the first that fits. */
const traits: readonly (readonly [string, (sigma: Activation) => boolean])[] = [
  ['σ(0) = 0', (s) => s.zeroAtZero],
  ['σ(0) ≠ 0', (s) => !s.zeroAtZero],
  ['σ′(0) ≠ 0', (s) => !s.derivativeVanishesAtZero],
  ['σ′(0) = 0', (s) => s.derivativeVanishesAtZero],
  ['no parity', (s) => s.parity === 'none'],
  ['odd parity', (s) => s.parity === 'odd'],
  ['even parity', (s) => s.parity === 'even'],
  ['σ(0) = 0 and no parity', (s) => s.zeroAtZero && s.parity === 'none'],
  ['σ(0) ≠ 0 and no parity', (s) => !s.zeroAtZero && s.parity === 'none'],
];

function ownActivation({ model }: Instance): string | undefined {
  if (model.kind !== 'fully-connected') return undefined;
  return typeof model.activation === 'string' ? model.activation : undefined;
}

/** Names in their order of simplicity, the witness's own among them. */
function membersOf(instance: Instance, failing: readonly string[]): string[] {
  const own = ownActivation(instance);
  return activationNames.filter((name) => name === own || failing.includes(name));
}

function activationPhrase(instance: Instance, { failing, surviving }: ComponentReport): string {
  const members = membersOf(instance, failing);
  const names = members.join(', ');
  if (surviving.length === 0) return `any activation that the hypotheses allow (tried: ${names})`;
  const trait = traits.find(
    ([, has]) =>
      members.every((name) => has(resolveActivation(name))) &&
      !surviving.some((name) => has(resolveActivation(name))),
  )?.[0];
  return trait === undefined
    ? `the same with ${failing.join(', ')}`
    : `any activation with ${trait} (tried: ${names})`;
}

function phrase(instance: Instance, report: ComponentReport): string | undefined {
  const { kind, component, failing } = report;
  switch (report.finding) {
    case 'undecided':
    case 'relevant':
      return undefined;
    case 'irrelevant':
      if (kind === 'activation') return activationPhrase(instance, report);
      if (kind === 'parameter') return `any ${component}`;
      return `${component} ${/(inputs|targets)$/.test(component) ? 'do' : 'does'} not matter`;
    case 'any-non-zero':
      return `any ${component.replace(/^the /, '')} ≠ 0`;
    case 'class':
      return kind === 'activation'
        ? activationPhrase(instance, report)
        : `the same with the ${kind} ${failing.join(', ')}`;
  }
}

/** One sentence; empty when everything matters. */
export function sentenceOf(instance: Instance, reports: readonly ComponentReport[]): string {
  const phrases = reports.map((report) => phrase(instance, report));
  const text = phrases.filter((part) => part !== undefined).join('; ');
  return text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}.`;
}
