/** Where threads find the claims of a project. */
import { entryPoint } from '../own-files.ts';

/** @param config absolute path. */
export function registryUrl(config: string): string {
  const url = entryPoint('config/registry');
  url.searchParams.set('config', config);
  return url.href;
}
