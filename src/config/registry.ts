/**
 * The claims of falsim and of a project, as a module: threads of a hunt import it by a URL that names the
 * config, `registry.js?config=/home/…/falsim.config.ts`, and register its models by doing so.
 */
import type { Claim } from '../claims/claim.ts';
import { claims as builtIn } from '../claims/registry.ts';
import { loadConfig } from './load-config.ts';

const file = new URL(import.meta.url).searchParams.get('config');

export const claims: readonly Claim[] = [
  ...(file === null ? [] : (await loadConfig(file)).claims),
  ...builtIn,
];
