/** A network that is named on the command line: an instance, or a checkpoint of another program. */
import type { Command } from 'commander';
import { InputError } from '../errors.ts';
import { isOtherJson, withCheckpoint } from '../importing/checkpoint.ts';
import { checkpointNetwork } from '../importing/checkpoint-network.ts';
import { type Mapping, readMapping } from '../importing/mapping.ts';
import { recognised } from '../importing/recognise.ts';
import type { Checkpoint } from '../importing/stored-tensor.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { type Network, networkOf } from '../reports/explanation.ts';
import type { Taken } from '../reports/told.ts';
import { integerOption } from './options.ts';
import { readInstance } from './read.ts';

export interface NetworkFlags {
  readonly map: string;
  readonly activation?: string;
  readonly paths?: true;
  readonly heads?: number;
  readonly positions?: number;
  readonly causal?: true;
  readonly places?: number;
  readonly boundary?: string;
  readonly epsilon?: string;
  readonly only?: string;
  readonly ignore?: true;
}

const LARGEST = 2 ** 20;

/** The options that say what a checkpoint does not. */
export function withNetworkOptions(command: Command): Command {
  return command
    .option(
      '--map <map.json>',
      'which tensor is which (docs/importing.md); auto: by the names of PyTorch',
      'auto',
    )
    .option('--activation <name>', 'between layers; default: none, a linear network')
    .option('--paths', 'with --activation relu: gates as free scalars, for exact answers')
    .option('--heads <n>', 'heads of an attention', integerOption('--heads', 1, LARGEST))
    .option('--positions <n>', 'length of its sequences', integerOption('--positions', 1, LARGEST))
    .option('--causal', 'positions see those up to them only')
    .option('--places <n>', 'length of what is convolved', integerOption('--places', 1, LARGEST))
    .option('--boundary <how>', 'valid (no padding), zero or circular')
    .option('--epsilon <number>', "ε of a normalisation; default: PyTorch's")
    .option('--only <prefix>', 'modules below this name, of several')
    .option('--ignore', 'leave out tensors that have no place in the model, and say which');
}

/**
 * Reads a network while `use` runs.
 *
 * @throws InputError
 */
export function withNetwork<R>(
  file: string,
  flags: NetworkFlags,
  use: (network: Network, taken: Taken) => R,
): R {
  if (isOtherJson(file)) {
    const network = networkOf(readInstance(file));
    refuseWishes(file, flags);
    return use(network, { left: [], assumed: [] });
  }
  return withCheckpoint(file, (checkpoint) => {
    const { mapping, ...taken } = mappingFor(checkpoint, flags);
    return use(checkpointNetwork(checkpoint, mapping), taken);
  });
}

/** All of them but --map: a new one does not compile until it stands here. */
const WISHES: Readonly<Record<Exclude<keyof NetworkFlags, 'map'>, true>> = {
  activation: true,
  paths: true,
  heads: true,
  positions: true,
  causal: true,
  places: true,
  boundary: true,
  epsilon: true,
  only: true,
  ignore: true,
};

/** @throws InputError on what an instance says itself: it would be ignored. */
function refuseWishes(file: string, flags: NetworkFlags): void {
  const given =
    flags.map === 'auto'
      ? Object.keys(WISHES).find((name) => flags[name as keyof typeof WISHES] !== undefined)
      : 'map';
  if (given !== undefined)
    throw new InputError(
      `--${given}`,
      'a checkpoint to say it of',
      `${file}, an instance that says it`,
    );
}

export function mappingFor(
  checkpoint: Checkpoint,
  flags: NetworkFlags,
): Taken & { readonly mapping: Mapping } {
  const { map, ...wish } = flags;
  if (map === 'auto') {
    const { left, assumed, ...mapping } = recognised(checkpoint, wish);
    return { mapping, left, assumed };
  }
  return { mapping: inFile(map, () => readMapping(readJsonFile(map), '')), left: [], assumed: [] };
}
