/**
 * Modules of this package evaluated anew as often as wanted, each time with fresh state: what one mutant
 * leaves in a module's memory cannot kill the next. Sources are compiled once to CommonJS; packages and
 * Node's own modules are loaded once and shared.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import ts from 'typescript';

type Evaluate = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: object },
  meta: object,
) => void;

interface Compiled {
  readonly evaluate: Evaluate;
  readonly imports: readonly string[];
}

export interface ModuleLoader {
  /** Compiles a file and all that it imports, and loads the packages among it. */
  prepare(file: string): Promise<void>;
  /** Evaluates a prepared file and all that it imports, nothing of an earlier evaluation kept. */
  evaluate(file: string, given: Readonly<Record<string, object>>): unknown;
  /** Compiles a file anew, where it has been compiled: its transformed text is another. */
  recompile(file: string): void;
  /** The files of this package that a prepared file reaches. */
  reached(file: string): ReadonlySet<string>;
}

/** @param transform source text of a file as it is compiled. */
export function moduleLoader(
  root: string,
  transform: (file: string, text: string) => string,
): ModuleLoader {
  const compiled = new Map<string, Compiled>();
  const packages = new Map<string, object>();
  const data = new Map<string, object>();

  function target(specifier: string, from: string): string | null {
    if (specifier.startsWith('.')) return resolve(dirname(from), specifier);
    const own = /^falsim(?:\/(.*))?$/.exec(specifier);
    return own === null ? null : join(root, 'src', `${own[1] ?? 'index'}.ts`);
  }
  function compile(file: string): Compiled {
    const mutated = transform(file, readFileSync(file, 'utf8'));
    // A module with a `require` of its own must not lose that by which its imports are found.
    const own = mutated.replace(/\brequire\b/g, '__ownRequire');
    const text = own.replaceAll('import.meta', '__meta');
    const { outputText } = ts.transpileModule(text, {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: true,
        verbatimModuleSyntax: false,
      },
    });
    const imports = [...outputText.matchAll(/\brequire\((["'])([^"']+)\1\)/g)].map((m) => m[2]!);
    const parameters = ['exports', 'require', 'module', '__meta'];
    const evaluate = compileFunction(outputText, parameters, { filename: file }) as Evaluate;
    return { evaluate, imports };
  }
  async function prepare(file: string): Promise<void> {
    const waiting = [file];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (compiled.has(next) || data.has(next)) continue;
      if (next.endsWith('.json')) {
        data.set(next, JSON.parse(readFileSync(next, 'utf8')) as object);
        continue;
      }
      const one = compile(next);
      compiled.set(next, one);
      for (const specifier of one.imports) {
        const to = target(specifier, next);
        if (to !== null) {
          if (existsSync(to)) waiting.push(to);
        } else if (!packages.has(specifier)) {
          const loaded = (await import(specifier)) as object;
          packages.set(specifier, { ...loaded, __esModule: true });
        }
      }
    }
  }
  function evaluate(file: string, given: Readonly<Record<string, object>>): unknown {
    const evaluated = new Map<string, { exports: object }>();
    function required(path: string): object {
      const known = evaluated.get(path);
      if (known !== undefined) return known.exports;
      if (data.has(path)) return { __esModule: true, default: structuredClone(data.get(path)) };
      const one = compiled.get(path);
      if (one === undefined) throw new Error(`${path} was not prepared`);
      const module = { exports: {} };
      evaluated.set(path, module);
      const require = (specifier: string): unknown => {
        if (specifier in given) return given[specifier];
        const to = target(specifier, path);
        return to === null ? packages.get(specifier) : required(to);
      };
      const meta = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
      one.evaluate(module.exports, require, module, meta);
      return module.exports;
    }
    return required(file);
  }
  function reached(file: string): Set<string> {
    const seen = new Set<string>([file]);
    for (const path of seen)
      for (const specifier of compiled.get(path)?.imports ?? []) {
        const to = target(specifier, path);
        if (to !== null) seen.add(to);
      }
    return seen;
  }
  function recompile(file: string): void {
    if (compiled.has(file)) compiled.set(file, compile(file));
  }
  return { prepare, evaluate, recompile, reached };
}
