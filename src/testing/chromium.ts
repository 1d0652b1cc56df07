/** The browser that tests of pages drive, where there is one, and axe-core, which looks at contrast and labels. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';

/** Undefined where none is installed: tests are skipped then, and say so. */
export const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim())
  .find(Boolean);

export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Rules that the page breaks, each with the first element that does. */
export async function violationsOf(tab: Page): Promise<[string, string][]> {
  await tab.evaluate(axe);
  // All rules are run; to describe every element that passes one takes as long as to run them.
  const { violations } = (await tab.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}

export interface View {
  readonly width?: number;
  readonly dark?: boolean;
  /** Whether scripts of the page are run. */
  readonly script?: boolean;
}

/**
 * Pages one after another in one tab: a process for each costs more than to look at it. Each is a file of its own, so
 * that nothing of another is left.
 */
export class OneTab {
  /** What the page has asked for besides itself and what it made. */
  readonly requests: string[] = [];
  /** What it has said on the console, and thrown. */
  readonly errors: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'falsim-pages-'));
  readonly #browser: Browser;
  readonly #tab: Page;
  readonly #session: CDPSession;
  #pages = 0;
  #shown = '';

  private constructor(browser: Browser, tab: Page, session: CDPSession) {
    this.#browser = browser;
    this.#tab = tab;
    this.#session = session;
    tab.on('request', (request) => {
      const url = request.url();
      if (url !== this.#shown && !url.startsWith('blob:')) this.requests.push(url);
    });
    tab.on('console', (message) => this.errors.push(message.text()));
    tab.on('pageerror', (error) => this.errors.push(error.message));
  }

  static async launch(): Promise<OneTab> {
    const browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--no-sandbox'],
    });
    const tab = await browser.newPage();
    return new OneTab(browser, tab, await tab.context().newCDPSession(tab));
  }

  /** The page as it is just after it has been loaded. */
  async open(page: string, { width = 1400, dark = false, script = true }: View = {}) {
    const file = join(this.#folder, `${this.#pages++}.html`);
    writeFileSync(file, page);
    const value = !script;
    await this.#session.send('Emulation.setScriptExecutionDisabled', { value });
    await this.#tab.setViewportSize({ width, height: 900 });
    await this.#tab.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    this.#shown = pathToFileURL(file).href;
    [this.requests.length, this.errors.length] = [0, 0];
    await this.#tab.goto(this.#shown);
    return this.#tab;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
