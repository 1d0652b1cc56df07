/** `falsim import`: a trained network from a checkpoint, as an instance. */
import { Command } from 'commander';
import { printable } from '../reports/printable.ts';
import { plural } from '../reports/text.ts';
import { type Context, SURVIVED } from './context.ts';

interface ImportFlags {
  readonly map: string;
  readonly activation?: string;
  readonly output?: string;
  readonly list?: true;
}

export function importCommand({ streams, exit }: Context): Command {
  return new Command('import')
    .summary('an instance from a checkpoint of a trained network')
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
    .action(async (file: string, flags: ImportFlags) => {
      const { withCheckpoint } = await import('../importing/checkpoint.ts');
      const { inFile, readJsonFile } = await import('../json/json-file.ts');
      const { instanceFrom, readMapping, stackIn } = await import('../importing/mapping.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const { writeWhole } = await import('../json/write-file.ts');
      exit(SURVIVED);
      if (flags.list) {
        const list = withCheckpoint(file, ({ tensors }) =>
          tensors.map(
            ({ name, type, shape }) => `${printable(name)}  ${type}  ${shape.join(' × ') || '1'}\n`,
          ),
        );
        streams.out(list.join(''));
        return;
      }
      const map = flags.map;
      const instance = withCheckpoint(file, (checkpoint) => {
        const mapping =
          map === 'auto'
            ? stackIn(checkpoint, flags.activation ?? null)
            : inFile(map, () => readMapping(readJsonFile(map), ''));
        return map === 'auto'
          ? instanceFrom(checkpoint, mapping)
          : inFile(map, () => instanceFrom(checkpoint, mapping));
      });
      const { checkNames } = await import('../training/known-names.ts');
      checkNames(instance);
      const text = writeJson(instance);
      if (flags.output === undefined) {
        streams.out(text);
        return;
      }
      writeWhole(flags.output, text);
      const { bind } = await import('../models/bind.ts');
      const { size, json } = bind(instance.model);
      streams.out(`${printable(flags.output)}: ${json.kind}, ${plural(size, 'parameter')}\n`);
    });
}
