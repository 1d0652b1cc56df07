/** Claims of one's own, checked where they are defined. */
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import type { Rng } from '../numerics/random.ts';
import type {
  CheckOptions,
  Claim,
  Condition,
  GenerateOptions,
  Hypothesis,
  Neighbour,
} from './claim.ts';
import type { Domain } from './domain.ts';
import { drawWithin } from './draw-within.ts';
import { guard, ownCheck } from './scope.ts';
import { type ClaimStatus, claimStatuses } from './status.ts';

/** What `defineClaim` takes: a statement and how to check it; the rest has defaults. */
export interface ClaimDefinition {
  /** Kebab-case, as on the command line. */
  readonly id: string;
  /** One sentence. */
  readonly statement: string;
  readonly latex?: string;
  /** Paper, section. */
  readonly source?: string;
  /** Default `conjecture`. */
  readonly status?: ClaimStatus;
  /** Why it has that status: who proved it, or what refutes it. */
  readonly statusReason?: string;
  /** Of a claim known to be false: the claims that it is next to, and what it gets wrong. */
  readonly neighbour?: Neighbour;
  readonly hypotheses?: readonly Hypothesis[];
  /** What the claim is about, with some hypotheses dropped; default: every instance of every model. */
  readonly domain?: Domain | ((dropped: ReadonlySet<string>) => Domain);
  /** The subspace that trajectories are said to stay on, where the claim is about one. */
  readonly manifold?: Claim['manifold'];
  /** What a failure is about, for `falsim export`. */
  readonly shown?: Claim['shown'];
  /** Default: instances of the domain that satisfy the hypotheses in force. */
  readonly generate?: Claim['generate'];
  /** Asked only within the domain and the hypotheses in force. */
  readonly check: Claim['check'];
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function described(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : value === null ? 'null' : typeof value;
}

function refuse(id: unknown, path: string, expected: string, received: unknown): never {
  const name = typeof id === 'string' ? `claim "${id}"` : 'claim definition';
  throw new InputError(`${name}: ${path}`, expected, described(received));
}

function checkText(id: unknown, path: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '') refuse(id, path, 'a sentence', value);
}

function checkHypotheses(id: string, hypotheses: readonly Hypothesis[]): void {
  if (!Array.isArray(hypotheses)) refuse(id, 'hypotheses', 'a list', hypotheses);
  const seen = new Set<string>();
  for (const [k, hypothesis] of hypotheses.entries()) {
    const path = `hypotheses[${k}]`;
    if (typeof hypothesis?.id !== 'string' || !KEBAB.test(hypothesis.id))
      refuse(id, `${path}.id`, 'a name in kebab-case, e.g. odd-activation', hypothesis?.id);
    if (hypothesis.id === 'each' || hypothesis.id === 'none')
      refuse(id, `${path}.id`, `another name than that of --drop ${hypothesis.id}`, hypothesis.id);
    if (seen.has(hypothesis.id)) refuse(id, `${path}.id`, 'a name of its own', hypothesis.id);
    seen.add(hypothesis.id);
    checkText(id, `${path}.statement`, hypothesis.statement);
    if (typeof hypothesis.holds !== 'function')
      refuse(id, `${path}.holds`, 'a function of the subject', hypothesis.holds);
  }
  for (const [k, { weaker = [] }] of hypotheses.entries()) checkForms(id, k, weaker, seen);
}

/** @param seen ids that are taken. */
function checkForms(id: string, k: number, forms: readonly Condition[], seen: Set<string>): void {
  if (!Array.isArray(forms)) refuse(id, `hypotheses[${k}].weaker`, 'a list', forms);
  for (const [f, form] of forms.entries()) {
    const path = `hypotheses[${k}].weaker[${f}]`;
    if (typeof form?.id !== 'string' || !KEBAB.test(form.id))
      refuse(id, `${path}.id`, 'a name in kebab-case, e.g. not-affine', form?.id);
    if (seen.has(form.id)) refuse(id, `${path}.id`, 'a name of its own', form.id);
    seen.add(form.id);
    checkText(id, `${path}.statement`, form.statement);
    if (typeof form.holds !== 'function')
      refuse(id, `${path}.holds`, 'a function of the subject', form.holds);
  }
}

/**
 * A claim from its definition. Its `check` says `vacuous` outside its domain and where a hypothesis in
 * force does not hold, so that the definition's own is asked only where the claim says something. Another claim
 * may be spread into the definition, or into a plain object: then `check` is asked, and `generate` draws where its
 * author did not write it, within the domain and the hypotheses of the new claim.
 *
 * @throws InputError that names the claim and the field.
 *
 * @example
 * ```ts
 * import { decided, defineClaim } from 'falsim';
 *
 * export const fewParameters = defineClaim({
 *   id: 'few-parameters',
 *   statement: 'A linear network has fewer than 100 parameters.',
 *   status: 'conjecture',
 *   domain: { kinds: ['linear'] },
 *   check: ({ exact: { length } }) =>
 *     decided(
 *       {
 *         clause: 'x-size',
 *         margin: 99.5 - length,
 *         says: `there are ${length} parameters`,
 *         evidence: { parameters: length },
 *       },
 *       { integers: [length, 99] },
 *     ),
 * });
 * ```
 */
export function defineClaim(definition: ClaimDefinition): Claim {
  const { id, statement, hypotheses = [], status = 'conjecture', check } = definition;
  // What was filled in for a claim that is spread into the definition is filled in anew.
  const generate = filledIn.has(definition.generate!) ? undefined : definition.generate;
  if (typeof id !== 'string' || !KEBAB.test(id))
    refuse(undefined, 'id', 'a name in kebab-case, e.g. orbit-is-sim', id);
  checkText(id, 'statement', statement);
  if (!claimStatuses.includes(status))
    refuse(id, 'status', `one of ${claimStatuses.join(', ')}`, status);
  if (definition.statusReason !== undefined) checkText(id, 'statusReason', definition.statusReason);
  checkHypotheses(id, hypotheses);
  if (typeof check !== 'function') refuse(id, 'check', 'a function of subject and options', check);
  if (generate !== undefined && typeof generate !== 'function')
    refuse(id, 'generate', 'a function of rng and options, or nothing', generate);
  const claim: Claim = guard({
    id,
    statement,
    latex: definition.latex ?? '',
    source: definition.source ?? '',
    status,
    ...(definition.statusReason !== undefined && { statusReason: definition.statusReason }),
    ...(definition.neighbour !== undefined && { neighbour: definition.neighbour }),
    hypotheses,
    domain: domainOf(definition),
    ...(definition.manifold !== undefined && { manifold: definition.manifold }),
    ...(definition.shown !== undefined && { shown: definition.shown }),
    generate:
      generate ??
      function (this: Claim | undefined, rng, options) {
        return drawInScope(this ?? claim, rng, options);
      },
    check: (subject, options: CheckOptions) => ownCheck(check).call(definition, subject, options),
  });
  if (generate === undefined) filledIn.add(claim.generate);
  return claim;
}

/** Generators of claims that were defined without one. */
const filledIn = new WeakSet<Claim['generate']>();

/** An instance of the claim's domain that satisfies its hypotheses in force. */
function drawInScope({ domain, hypotheses }: Claim, rng: Rng, options: GenerateOptions): Instance {
  const { dropped } = options;
  const inForce = hypotheses.filter(({ id }) => !dropped.has(id));
  return drawWithin(domain(dropped), rng, options, {}, (instance) =>
    inForce.every((hypothesis) => hypothesis.holds(open(instance))),
  );
}

function domainOf({ id, domain = {} }: ClaimDefinition): Claim['domain'] {
  if (typeof domain === 'function') return domain;
  if (typeof domain !== 'object' || domain === null)
    refuse(id, 'domain', 'an object or a function of the dropped hypotheses', domain);
  return () => domain;
}
