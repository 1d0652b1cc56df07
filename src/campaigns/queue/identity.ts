/** Who may work together on one hunt: those who compute the same, byte for byte. */
import * as v from 'valibot';
import { falsimVersion } from '../../version.ts';
import { codeDigest } from '../code-digest.ts';

export interface Identity {
  /** Of falsim. */
  readonly version: string;
  /** V8's version. */
  readonly engine: string;
  /** Digest of falsim's own code. */
  readonly build: string;
  /** Digest of that and of the user's files: what results are believed by. */
  readonly code: string;
}

export const identityShape = v.strictObject({
  version: v.pipe(v.string(), v.maxLength(64)),
  engine: v.pipe(v.string(), v.maxLength(64)),
  build: v.pipe(v.string(), v.maxLength(64)),
  code: v.pipe(v.string(), v.maxLength(64)),
});

/** @param modelFiles and @param project as `codeDigest` takes them. */
export function identityOf(modelFiles: readonly string[], project?: string): Identity {
  return {
    version: falsimVersion,
    engine: process.versions.v8,
    build: codeDigest([]),
    code: codeDigest(modelFiles, project),
  };
}

/** In what two differ: the first thing that explains it. */
export type Difference = 'version' | 'engine' | 'build' | 'files';

/** Undefined where they compute the same. */
export function differenceOf(a: Identity, b: Identity): Difference | undefined {
  if (a.code === b.code) return undefined;
  if (a.version !== b.version) return 'version';
  if (a.engine !== b.engine) return 'engine';
  return a.build !== b.build ? 'build' : 'files';
}

/** What one of two has in whose place the other has something else, e.g. `falsim 0.1.0`. */
export function trait(difference: Difference, { version, engine, build, code }: Identity): string {
  switch (difference) {
    case 'version':
      return `falsim ${version}`;
    case 'engine':
      return `V8 ${engine}`;
    case 'build':
      return `build ${build.slice(0, 12)} of falsim ${version}`;
    case 'files':
      return `models, claims and config with the digest ${code.slice(0, 12)}`;
  }
}
