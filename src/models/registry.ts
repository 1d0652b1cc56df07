/**
 * The models that instances may name, by kind. Those that come with falsim are listed in `kinds/`; a
 * user's own are registered when their module is loaded, in every thread alike.
 */
import { InputError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { AnyModel } from './contract.ts';
import { builtInModels } from './kinds/index.ts';

const models = new Map<string, AnyModel>(builtInModels.map((model) => [model.kind, model]));

/** The file that a user's model was loaded from. */
export interface Origin {
  /** As it was named. */
  readonly file: string;
  /** SHA-256 of its text, in hexadecimal. */
  readonly digest: string;
}

const origins = new Map<string, Origin>();

/**
 * Makes a model known by its kind.
 *
 * @param origin of a user's model; none for those of falsim.
 * @throws InputError when another model of that kind is known.
 */
export function registerModel(model: AnyModel, origin?: Origin): void {
  const before = models.get(model.kind);
  if (before !== undefined && before !== model)
    throw new InputError('model definition: kind', 'a kind of its own', `"${model.kind}" again`);
  models.set(model.kind, model);
  if (origin !== undefined) origins.set(model.kind, origin);
}

/** Where the models of a kind were loaded from; undefined for those of falsim. */
export function originOf(kind: string): Origin | undefined {
  return origins.get(kind);
}

export function isRegistered(kind: string): boolean {
  return models.has(kind);
}

/** All models in the order in which they were registered, those of falsim first. */
export function registeredModels(): readonly AnyModel[] {
  return [...models.values()];
}

/** @throws InputError when no model has that kind. */
export function modelOf(kind: unknown, path = 'model'): AnyModel {
  const model = typeof kind === 'string' ? models.get(kind) : undefined;
  if (model !== undefined) return model;
  const received =
    kind === undefined
      ? 'nothing'
      : typeof kind === 'string'
        ? JSON.stringify(kind) + suggestion(kind, models.keys())
        : typeof kind;
  throw new InputError(
    path === '' ? 'kind' : `${path}.kind`,
    `one of ${[...models.keys()].join(', ')} (a model of your own: --model FILE)`,
    received,
  );
}

/** Forgets a model, e.g. before its file is loaded anew. */
export function unregisterModel(model: AnyModel): void {
  if (models.get(model.kind) !== model) return;
  models.delete(model.kind);
  origins.delete(model.kind);
}
