/** `falsim import`: a trained network from a checkpoint, as an instance. */
import { Command } from 'commander';
import { withCheckpoint } from '../importing/checkpoint.ts';
import { instanceFrom } from '../importing/mapping.ts';
import type { Checkpoint } from '../importing/stored-tensor.ts';
import { inFile } from '../json/json-file.ts';
import { writeWhole } from '../json/write-file.ts';
import { writeJson } from '../json/write-json.ts';
import { bind } from '../models/bind.ts';
import { instanceWritten, takenLines, tensorLine } from '../reports/told.ts';
import { checkNames } from '../training/known-names.ts';
import { type Context, ExitCode } from './context.ts';
import { mappingFor, type NetworkFlags, withNetworkOptions } from './network-file.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface ImportFlags extends NetworkFlags {
  readonly output?: string;
  readonly list?: true;
  readonly timeLimit: number;
}

export function importCommand({ streams, exit }: Context): Command {
  const command = new Command('import')
    .description(
      'Make an instance of a checkpoint: safetensors, .npz, or JSON with nested arrays by name. ' +
        'Numbers are taken exactly as they are stored. Pickles (.pt, .pth) are refused, with the line ' +
        'that converts them.',
    )
    .argument('<checkpoint>', 'the file');
  return withNetworkOptions(command)
    .option('--list', 'print the tensors that are there, and write nothing')
    .option('-o, --output <instance.json>', 'where to; default: the terminal')
    .option(...timeLimitOption)
    .action((file: string, { list, output, timeLimit, ...flags }: ImportFlags) => {
      exit(ExitCode.survived);
      const open = <T>(use: (checkpoint: Checkpoint) => T) =>
        within(timeLimit, () => withCheckpoint(file, use));
      if (list) {
        const lines = open(({ tensors }) =>
          tensors.map(({ name, type, shape }) => tensorLine(name, type, shape)),
        );
        streams.out(lines.join(''));
        return;
      }
      const { instance, taken } = open((checkpoint) => {
        const { mapping, ...rest } = mappingFor(checkpoint, flags);
        const read = () => instanceFrom(checkpoint, mapping);
        return { instance: flags.map === 'auto' ? read() : inFile(flags.map, read), taken: rest };
      });
      checkNames(instance);
      const text = writeJson(instance);
      const notes = takenLines(taken, streams.columns);
      if (output === undefined) {
        streams.err(notes);
        streams.out(text);
        return;
      }
      writeWhole(output, text);
      const { size, json } = bind(instance.model);
      streams.out(instanceWritten(output, json.kind, size));
      streams.out(notes);
    });
}
