/**
 * What a test file calls: describe, it, hooks and each, collected instead of run, so that single tests can
 * be run as often as wanted in a process that stays. `expect` is that of vitest.
 */
import { expect, vi } from 'vitest';

type Run = (...given: unknown[]) => unknown;

export interface CollectedTest {
  readonly name: string;
  /** With the hooks around each test. */
  run(): Promise<void>;
}

export interface CollectedFile {
  readonly tests: readonly CollectedTest[];
  /** Hooks before all tests. */
  before(): Promise<void>;
  after(): Promise<void>;
}

/** The module `vitest` for one evaluation of a test file, and what the file said to it. */
export function testApi(): { readonly module: object; collected(): CollectedFile } {
  const tests: CollectedTest[] = [];
  const [first, last]: [Run[], Run[]] = [[], []];
  let around: { readonly name: string; readonly before: Run[]; readonly after: Run[] }[] = [
    { name: '', before: [], after: [] },
  ];
  const waiting: Promise<unknown>[] = [];

  function suite(name: string, run: Run): void {
    const outer = around;
    around = [...outer, { name, before: [], after: [] }];
    const result = run();
    if (result instanceof Promise) waiting.push(result);
    around = outer;
  }
  function test(name: string, ...rest: unknown[]): void {
    const run = rest.find((value) => typeof value === 'function') as Run | undefined;
    if (run === undefined) return;
    const suites = around;
    tests.push({
      name: [...suites.map((s) => s.name), name].filter(Boolean).join(' > '),
      async run() {
        for (const { before } of suites) for (const hook of before) await hook();
        try {
          await run({ skip: () => undefined });
        } finally {
          for (const { after } of suites) for (const hook of after) await hook();
        }
      },
    });
  }
  const nothing = () => undefined;
  function withModifiers(base: (name: string, ...rest: unknown[]) => void): object {
    const table =
      (asked: (run: Run, entry: unknown) => Run) =>
      (entries: readonly unknown[]) =>
      (name: string, run: Run, ...rest: unknown[]) =>
        entries.forEach((entry, i) => {
          base(`${name} [${i}]`, asked(run, entry), ...rest);
        });
    // As vitest has it: lists are spread, and nothing comes after them, or given as they are with the context.
    const each = table((run, entry) => () => run(...(Array.isArray(entry) ? entry : [entry])));
    const itself = Object.assign(base, {
      each,
      for: table((run, entry) => (context) => run(entry, context)),
      skip: Object.assign(nothing, { each: () => nothing }),
      todo: nothing,
      skipIf: (skipped: unknown) => (skipped ? nothing : itself),
      runIf: (run: unknown) => (run ? itself : nothing),
    });
    return Object.assign(itself, { sequential: itself, concurrent: itself, only: itself });
  }
  const it = withModifiers((name, ...rest) => test(name, ...rest));
  const describe = withModifiers((name, ...rest) =>
    suite(name, rest.find((value) => typeof value === 'function') as Run),
  );
  const module = {
    __esModule: true,
    expect,
    vi,
    it,
    test: it,
    describe,
    beforeAll: (run: Run) => first.push(run),
    afterAll: (run: Run) => last.unshift(run),
    beforeEach: (run: Run) => around.at(-1)!.before.push(run),
    afterEach: (run: Run) => around.at(-1)!.after.unshift(run),
  };
  return {
    module,
    collected: () => ({
      tests,
      async before() {
        await Promise.all(waiting);
        for (const run of first) await run();
      },
      async after() {
        for (const run of last) await run();
      },
    }),
  };
}
