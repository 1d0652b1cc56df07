/** Which model a checkpoint is of, where nobody says it: each model's own file knows its modules. */
import { InputError } from '../errors.ts';
import type {
  ForeignModule,
  ForeignTensor,
  ForeignWish,
  Recognised,
} from '../models/foreign-modules.ts';
import { registeredModels } from '../models/registry.ts';
import { modulesIn } from './modules.ts';
import type { Checkpoint } from './stored-tensor.ts';

export interface RecogniseOptions extends ForeignWish {
  /** Modules are looked for below this name only. */
  readonly only?: string | undefined;
  /** Whether tensors without a place are left out, and not refused. */
  readonly ignore?: boolean | undefined;
}

/** @throws InputError with the modules there are where they are no model, and with tensors that have no place. */
export function recognised(checkpoint: Checkpoint, options: RecogniseOptions): Recognised {
  const { sequences, isCut, unknown } = modulesIn(below(checkpoint, options.only));
  const models = sequences.flatMap((modules) => modelsOf(modules, options));
  if (models.length === 0)
    throw new InputError('--map auto', KNOWN, describedModules(sequences[0], unknown));
  if (models.length > 1 || isCut)
    throw new InputError(
      'the order of the modules',
      'one that their shapes leave no doubt of, or a --map (the file is sorted by name)',
      sequences[0].map(({ path }) => path).join(', '),
    );
  const found = models[0]();
  const left = [...found.left, ...unknown];
  if (left.length > 0 && options.ignore !== true)
    throw new InputError(
      '--map auto',
      `a place in "${found.model.kind}" for every tensor, or --ignore to leave them out`,
      describedTensors(left),
    );
  return { ...found, left };
}

/** The models that modules in this order are, each with what its own file says of them, or throws. */
function modelsOf(
  modules: readonly ForeignModule[],
  wish: ForeignWish,
): readonly (() => Recognised)[] {
  return registeredModels().flatMap(({ recognise }) => {
    try {
      const found = recognise?.(modules, wish) ?? null;
      return found === null ? [] : [() => found];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return [
        () => {
          throw error;
        },
      ];
    }
  });
}

const KNOWN =
  'Linear layers one after the other, MultiheadAttention, Linear–norm–Linear, Conv1d–Linear ' +
  '(functions between them: --activation; one of several modules: --only), or a --map';

function below({ tensors, inOrder }: Checkpoint, only: string | undefined): Checkpoint {
  if (only === undefined) return { tensors, inOrder };
  const prefix = only.endsWith('.') || only === '' ? only : `${only}.`;
  const own = tensors.filter(({ name }) => name.startsWith(prefix));
  if (own.length > 0) return { tensors: own, inOrder };
  const tops = [...new Set(tensors.map(({ name }) => name.split('.')[0]))];
  throw new InputError('--only', `the beginning of a name: ${tops.join(', ')}`, only);
}

const MOST_SHOWN = 8;

/** `a.weight (2 × 3), gain (2) and 3 more`, as long as an error may be. */
export function describedTensors(tensors: readonly ForeignTensor[]): string {
  return listed(tensors.map(({ name, shape }) => `${name} (${shape.join(' × ') || '1'})`));
}

function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_SHOWN;
  return `${texts.slice(0, MOST_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const NAMES: { readonly [type in ForeignModule['type']]: string } = {
  dense: 'Linear',
  norm: 'norm',
  filters: 'Conv1d',
  heads: 'Attention',
};

function describedModules(
  modules: readonly ForeignModule[],
  unknown: readonly ForeignTensor[],
): string {
  const shown = modules.map((module) => {
    const { shape } = module.type === 'heads' ? module.query : module.weight;
    return `${NAMES[module.type]} ${module.path || '(no name)'} (${shape.join(' × ')})`;
  });
  const rest = unknown.length === 0 ? '' : `; of no module: ${describedTensors(unknown)}`;
  // No model of an attention has them, so whoever takes it alone has to leave them out.
  const biases = modules.flatMap((module) => (module.type === 'heads' ? module.biases : []));
  const none = biases.length === 0 ? '' : `; without a place: ${describedTensors(biases)}`;
  return `${listed(shown) || 'no module'}${none}${rest}`;
}
