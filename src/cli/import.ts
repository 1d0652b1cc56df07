/** `falsim import`: a trained network from a checkpoint, as an instance. */
import { Command } from 'commander';
import { withCheckpoint } from '../importing/checkpoint.ts';
import { instanceFrom, readMapping, stackIn } from '../importing/mapping.ts';
import type { Checkpoint } from '../importing/stored-tensor.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import { bind } from '../models/bind.ts';
import { instanceWritten, tensorLine } from '../reports/told.ts';
import { checkNames } from '../training/known-names.ts';
import { type Context, SURVIVED } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ImportFlags {
  readonly map: string;
  readonly activation?: string;
  readonly output?: string;
  readonly list?: true;
  readonly timeLimit: number;
}

export function importCommand({ streams, exit }: Context): Command {
  return new Command('import')
    .description(
      'Make an instance of a checkpoint: safetensors, .npz, or JSON with nested arrays by name. ' +
        'Numbers are taken exactly as they are stored. Pickles (.pt, .pth) are refused, with the line ' +
        'that converts them.',
    )
    .argument('<checkpoint>', 'the file')
    .option(
      '--map <map.json>',
      'which tensor is which (docs/importing.md); auto: a stack of linear layers is recognised',
      'auto',
    )
    .option('--activation <name>', 'between the layers of a stack; default: none, a linear network')
    .option('--list', 'print the tensors that are there, and write nothing')
    .option('-o, --output <instance.json>', 'where to; default: the terminal')
    .option(...timeLimitOption)
    .action((file: string, flags: ImportFlags) => {
      exit(SURVIVED);
      const open = <T>(use: (checkpoint: Checkpoint) => T) =>
        within(flags.timeLimit, () => withCheckpoint(file, use));
      if (flags.list) {
        const list = open(({ tensors }) =>
          tensors.map(({ name, type, shape }) => tensorLine(name, type, shape)),
        );
        streams.out(list.join(''));
        return;
      }
      const map = flags.map;
      const instance = open((checkpoint) => {
        const mapping =
          map === 'auto'
            ? stackIn(checkpoint, flags.activation ?? null)
            : inFile(map, () => readMapping(readJsonFile(map), ''));
        return map === 'auto'
          ? instanceFrom(checkpoint, mapping)
          : inFile(map, () => instanceFrom(checkpoint, mapping));
      });
      checkNames(instance);
      const text = writeJson(instance);
      if (flags.output === undefined) {
        streams.out(text);
        return;
      }
      writeWhole(flags.output, text);
      const { size, json } = bind(instance.model);
      streams.out(instanceWritten(flags.output, json.kind, size));
    });
}
