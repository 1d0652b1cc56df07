/** Where threads find the claims of a project. */

/** @param config absolute path. */
export function registryUrl(config: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const url = new URL(`./registry.${extension}`, import.meta.url);
  url.searchParams.set('config', config);
  return url.href;
}
