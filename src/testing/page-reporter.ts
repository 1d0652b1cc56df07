/**
 * The reporter of this repository's own test run: about a page. A line for every folder when its last file is
 * done, the lines that properties print, and everything that there is on what fails. Where few files are asked
 * for, each has its own lines, as vitest prints them.
 */
import { dirname, relative } from 'node:path';
import {
  DefaultReporter,
  type TestCase,
  type TestModule,
  type TestSpecification,
} from 'vitest/node';

/** More files than this are told by folder. */
const FEW_FILES = 12;
const FOLDER_WIDTH = 28;

interface Folder {
  files: number;
  left: number;
  tests: number;
  skipped: number;
  failed: number;
  /** Milliseconds, of all files; they run side by side. */
  time: number;
}

export class PageReporter extends DefaultReporter {
  readonly #folders = new Map<string, Folder>();
  #isByFolder = false;

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications);
    this.#isByFolder = specifications.length > FEW_FILES;
    this.#folders.clear();
    for (const { moduleId } of specifications) {
      const folder = this.#folderOf(moduleId);
      folder.files++;
      folder.left++;
    }
  }

  protected override printTestModule(module: TestModule): void {
    if (!this.#isByFolder) {
      super.printTestModule(module);
      return;
    }
    if (module.state() === 'failed') super.printTestModule(module);
    const folder = this.#folderOf(module.moduleId);
    const tests = [...module.children.allTests()];
    const count = (state: ReturnType<TestCase['result']>['state']) =>
      tests.filter((test) => test.result().state === state).length;
    folder.tests += tests.length;
    folder.skipped += count('skipped');
    folder.failed += count('failed');
    folder.time += module.diagnostic().duration;
    folder.left--;
    if (folder.left === 0) this.log(lineOf(this.#nameOf(module.moduleId), folder));
  }

  #nameOf(file: string): string {
    const [top = '', second] = dirname(relative(this.ctx.config.root, file)).split('/');
    return second === undefined ? top : `${top}/${second}`;
  }

  #folderOf(file: string): Folder {
    const name = this.#nameOf(file);
    const known = this.#folders.get(name);
    if (known !== undefined) return known;
    const folder = { files: 0, left: 0, tests: 0, skipped: 0, failed: 0, time: 0 };
    this.#folders.set(name, folder);
    return folder;
  }
}

function lineOf(name: string, { files, tests, skipped, failed, time }: Folder): string {
  const mark = failed > 0 ? '✗' : '✓';
  const counts = `${String(files).padStart(3)} files ${String(tests).padStart(5)} tests`;
  const notes = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].map((note) => `, ${note}`);
  const seconds = `${(time / 1000).toFixed(1)} s`.padStart(9);
  return ` ${mark} ${name.padEnd(FOLDER_WIDTH)} ${counts} ${seconds}${notes.join('')}`;
}
