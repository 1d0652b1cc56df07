/**
 * The modules of a checkpoint, by the names and shapes that PyTorch gives their tensors, in the order in which
 * they follow one another.
 *
 * Order. Paths that differ in numbers only (`net.0`, `net.2`, `net.10`) are in the order of the numbers: a
 * safetensors file is sorted by name, `10` before `2`. Others are in the order of the file where that is the
 * order of definition, and in every order in which their shapes fit where it is not.
 */
import { InputError } from '../errors.ts';
import type { ForeignModule, ForeignTensor } from '../models/foreign-modules.ts';
import type { Checkpoint, StoredTensor } from './stored-tensor.ts';

export interface FoundModules {
  /** In the orders in which they may follow one another. */
  readonly sequences: readonly (readonly ForeignModule[])[];
  /** Whether there are more than are listed. */
  readonly isCut: boolean;
  /** Tensors of no module. */
  readonly unknown: readonly ForeignTensor[];
}

/** Names of the four maps of attention, where each is a module of its own. */
const PROJECTIONS = [
  ['q_proj', 'query', 'q', 'wq'],
  ['k_proj', 'key', 'k', 'wk'],
  ['v_proj', 'value', 'v', 'wv'],
  ['out_proj', 'o_proj', 'out', 'o', 'wo'],
] as const;

/** @throws InputError where a bias does not fit its weights. */
export function modulesIn({ tensors, inOrder }: Checkpoint): FoundModules {
  const left = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const modules: ForeignModule[] = [];
  /** Takes a tensor if it is there and has so many axes. */
  const take = (name: string, axes: number): StoredTensor | null => {
    const tensor = left.get(name);
    if (tensor === undefined || tensor.shape.length !== axes) return null;
    left.delete(name);
    return tensor;
  };
  for (const { name } of tensors) {
    const heads = headsAt(name, left, take);
    if (heads !== null) modules.push(heads);
  }
  for (const { name } of tensors) {
    const tensor = left.get(name);
    const found = /^(?:(.*)\.)?weight$/.exec(name);
    if (tensor === undefined || found === null) continue;
    const type = ([undefined, 'norm', 'dense', 'filters'] as const)[tensor.shape.length];
    if (type === undefined) continue;
    left.delete(name);
    const path = found[1] ?? '';
    const bias = take(name.replace(/weight$/, 'bias'), 1);
    if (bias !== null && bias.shape[0] !== tensor.shape[0])
      throw new InputError(
        bias.name,
        `${tensor.shape[0]} numbers, one a row of ${name}`,
        `${bias.shape[0]}`,
      );
    modules.push({ type, path, weight: tensor, bias });
  }
  const place = new Map(tensors.map(({ name }, i) => [name, i]));
  const at = (module: ForeignModule) =>
    place.get((module.type === 'heads' ? module.query : module.weight).name)!;
  modules.sort((a, b) => at(a) - at(b));
  return { ...inSequence(modules, inOrder), unknown: [...left.values()] };
}

/** The attention whose first tensor that is. */
function headsAt(
  name: string,
  left: ReadonlyMap<string, StoredTensor>,
  take: (name: string, axes: number) => StoredTensor | null,
): ForeignModule | null {
  const joint = /^(.*?)in_proj_weight$/.exec(name);
  if (joint !== null) {
    const tensor = left.get(name);
    const [, prefix] = joint;
    if (tensor?.shape.length !== 2 || tensor.shape[0] % 3 !== 0) return null;
    if (left.get(`${prefix}out_proj.weight`)?.shape.length !== 2) return null;
    take(name, 2);
    const third = tensor.shape[0] / 3;
    const rows = (k: number) => ({ ...tensor, rows: [k * third, (k + 1) * third] as const });
    return {
      type: 'heads',
      path: prefix.replace(/\.$/, ''),
      query: rows(0),
      key: rows(1),
      value: rows(2),
      read: take(`${prefix}out_proj.weight`, 2)!,
      biases: [take(`${prefix}in_proj_bias`, 1), take(`${prefix}out_proj.bias`, 1)].flatMap(
        (bias) => bias ?? [],
      ),
    };
  }
  const apart = /^(.*?)([a-z]+(?:_proj)?)\.weight$/.exec(name);
  if (apart === null || !PROJECTIONS.some((names) => names.includes(apart[2] as never)))
    return null;
  const [, prefix] = apart;
  const own = PROJECTIONS.map((names) =>
    names.find((one) => left.get(`${prefix}${one}.weight`)?.shape.length === 2),
  );
  if (own.includes(undefined)) return null;
  const [query, key, value, read] = own.map((one) => take(`${prefix}${one}.weight`, 2)!);
  const biases = own.flatMap((one) => take(`${prefix}${one}.bias`, 1) ?? []);
  return { type: 'heads', path: prefix.replace(/\.$/, ''), query, key, value, read, biases };
}

type Sequences = Pick<FoundModules, 'sequences' | 'isCut'>;

function inSequence(modules: readonly ForeignModule[], inOrder: boolean): Sequences {
  const stems = new Set(modules.map(({ path }) => path.replace(/\d+/g, '#')));
  if (stems.size > 1) return inOrder ? { sequences: [modules], isCut: false } : fitting(modules);
  const sorted = [...modules].sort((a, b) => byNumbers(numbersOf(a.path), numbersOf(b.path)));
  return { sequences: [sorted], isCut: false };
}

const numbersOf = (path: string): number[] => (path.match(/\d+/g) ?? []).map(Number);

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** Steps of the search, and orders that are listed. */
const MOST_STEPS = 10_000;
const MOST_SEQUENCES = 50;

/** The orders in which each module takes what the one before gives; as they are where there is none. */
function fitting(modules: readonly ForeignModule[]): Sequences {
  const found: ForeignModule[][] = [];
  const used = new Set<ForeignModule>();
  const sequence: ForeignModule[] = [];
  let steps = 0;
  const visit = (): void => {
    if (steps++ > MOST_STEPS || found.length > MOST_SEQUENCES) return;
    if (sequence.length === modules.length) {
      found.push([...sequence]);
      return;
    }
    const before = sequence.at(-1);
    for (const module of modules) {
      if (used.has(module) || !isNext(module, modules, used)) continue;
      if (before !== undefined && !follows(before, module)) continue;
      used.add(module);
      sequence.push(module);
      visit();
      sequence.pop();
      used.delete(module);
    }
  };
  visit();
  const isCut = found.length > MOST_SEQUENCES || steps > MOST_STEPS;
  // Where none fits, whatever reads them says what does not.
  return { sequences: found.length === 0 ? [modules] : found, isCut };
}

/** Whether none that is left has the same path but for smaller numbers. */
function isNext(
  module: ForeignModule,
  modules: readonly ForeignModule[],
  used: ReadonlySet<ForeignModule>,
): boolean {
  const stem = module.path.replace(/\d+/g, '#');
  const own = numbersOf(module.path);
  return modules.every(
    (other) =>
      other === module ||
      used.has(other) ||
      other.path.replace(/\d+/g, '#') !== stem ||
      byNumbers(own, numbersOf(other.path)) < 0,
  );
}

/** Whether the one module may read what the other gives; flattened places are several columns a channel. */
function follows(before: ForeignModule, module: ForeignModule): boolean {
  const given = before.type === 'heads' ? before.read.shape[0] : before.weight.shape[0];
  switch (module.type) {
    case 'heads':
      return module.query.shape[1] === given;
    case 'norm':
      return module.weight.shape[0] === given;
    case 'filters':
      return module.weight.shape[1] === given;
    case 'dense':
      return before.type === 'filters'
        ? module.weight.shape[1] % given === 0
        : module.weight.shape[1] === given;
  }
}
