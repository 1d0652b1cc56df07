/**
 * What goes through the queue: chunks to run one way, what came of them the other. Whoever can write to the Redis
 * can write these, so each is read as a file is: by its shape, instances by their reader, and against what was asked.
 */
import * as v from 'valibot';
import type { Claim } from '../../claims/claim.ts';
import { weakerForms } from '../../claims/weakened.ts';
import { LOSS_CAUSES } from '../../counterexamples/lost-instance.ts';
import { InputError } from '../../errors.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { canonicalJson, sha256 } from '../../json/canonical-json.ts';
import { parseJson } from '../../json/json-text.ts';
import { inlineJson } from '../../json/write-json.ts';
import { registeredModels } from '../../models/registry.ts';
import { received } from '../../nearest.ts';
import { checkNames } from '../../training/known-names.ts';
import { CHUNK_RUNS, type ChunkResult } from '../chunk.ts';
import type { ChunkSpec } from '../chunk-spec.ts';
import { corpusShape, count, ranChunkShape, seconds, strings } from '../store/schema.ts';
import type { TaskResult } from '../task.ts';

/** Characters of a message. */
const LONGEST = 2 ** 25;

/** A chunk, and where its result is wanted. */
export interface Order {
  /** Digest of the code that has to run it. */
  readonly code: string;
  /** Key of the list of results. */
  readonly results: string;
  readonly spec: ChunkSpec;
}

export interface Answer {
  /** Of the order. */
  readonly id: string;
  /** Who ran it. */
  readonly worker: string;
  readonly result: Exclude<TaskResult, { readonly kind: 'shrink' }>;
}

/** Key of the list of results of a hunt. @param hunt name of its folder. */
export function resultsKey(hunt: string): string {
  return `falsim:results:${hunt}`;
}

const orderShape = v.strictObject({
  code: v.string(),
  results: v.pipe(v.string(), v.regex(/^falsim:results:[a-z0-9+-]{1,200}$/)),
  spec: v.strictObject({
    claimId: v.string(),
    dropped: strings,
    kinds: v.exactOptional(strings),
    instead: v.exactOptional(strings),
    edgeCases: v.exactOptional(v.literal(true)),
    seed: count,
    index: count,
    runs: v.pipe(count, v.minValue(1), v.maxValue(CHUNK_RUNS)),
    corpus: v.exactOptional(corpusShape),
  }),
});

const lostShape = v.strictObject({
  kind: v.literal('lost'),
  cause: v.picklist(LOSS_CAUSES),
  reason: v.string(),
});

const answerShape = v.strictObject({
  id: v.string(),
  worker: v.pipe(v.string(), v.maxLength(200)),
  result: v.variant('kind', [
    v.strictObject({ kind: v.literal('chunk'), result: ranChunkShape, seconds }),
    lostShape,
  ]),
});

/** The same chunk of the same hunt, the same id: it is never waiting twice. */
export function orderId(order: Order): string {
  return `chunk-${sha256(canonicalJson(order)).slice(0, 32)}`;
}

/** An order as a queue takes it, and an answer. */
export const written = (message: Order | Answer): string => inlineJson(message);

/**
 * @param code digest of the code here.
 * @throws InputError for what is no order, or cannot be carried out here.
 */
export function readOrder(text: unknown, code: string, claims: readonly Claim[]): Order {
  const order = inShape<Order>(orderShape, parsed(text), '');
  if (order.code !== code)
    throw new InputError('code', 'a chunk for the code here', 'one for another');
  const { claimId, dropped, instead, kinds, corpus } = order.spec;
  const claim = claims.find(({ id }) => id === claimId);
  const among = (path: string, names: readonly string[], known: readonly string[]) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    throw new InputError(`spec.${path}`, 'a name that there is', received(unknown, known));
  };
  const known = claims.map(({ id }) => id);
  among('claimId', [claimId], known);
  if (claim === undefined) return order;
  const hypotheses = claim.hypotheses.map(({ id }) => id);
  among('dropped', dropped, hypotheses);
  const forms = weakerForms(claim, dropped).map(({ id }) => id);
  among('instead', instead ?? [], forms);
  const models = registeredModels().map(({ kind }) => kind);
  among('kinds', kinds ?? [], models);
  for (const [k, { instance }] of (corpus ?? []).entries())
    readInstance(instance, `spec.corpus[${k}].instance`);
  return order;
}

/** @throws InputError for what is no answer. */
export function readAnswer(text: unknown): Answer {
  const answer = inShape<Answer>(answerShape, parsed(text), '');
  if (answer.result.kind !== 'chunk') return answer;
  const { failures, corpus = [] } = answer.result.result;
  for (const [k, { instance }] of failures.entries())
    readInstance(instance, `failures[${k}].instance`);
  for (const [k, { instance }] of corpus.entries()) readInstance(instance, `corpus[${k}].instance`);
  return answer;
}

/** @throws InputError for the result of another chunk, or of a part of it. */
export function checkResult({ index, tries }: ChunkResult, spec: ChunkSpec): void {
  if (index !== spec.index) throw new InputError('index', `${spec.index}`, `${index}`);
  if (tries !== spec.runs) throw new InputError('tries', `${spec.runs}`, `${tries}`);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') throw new InputError('', 'JSON', typeof text);
  if (text.length > LONGEST)
    throw new InputError('', `at most ${LONGEST} characters`, `${text.length}`);
  return parseJson(text);
}

function inShape<T>(shape: v.GenericSchema, json: unknown, path: string): T {
  const { success, output, issues } = v.safeParse(shape, json, { abortEarly: true });
  if (success) return output as T;
  const [issue] = issues;
  const { expected, message, received: got } = issue;
  // What is wrong with values that belong together is in the message.
  const [wanted, found] = expected === null ? ['what a chunk comes to', message] : [expected, got];
  throw new InputError(v.getDotPath(issue) ?? path, wanted, found);
}

function readInstance(json: unknown, path: string): void {
  checkNames(parseInstance(json, path), path);
}
