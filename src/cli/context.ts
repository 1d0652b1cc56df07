/** What a command is given: where to write, and which claims there are. */
import type { Claim } from '../claims/claim.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { ProfileInForce } from '../config/profiles.ts';

export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether stderr is a terminal: progress is drawn on one line there. */
  readonly isTerminal: boolean;
  /** Where small plots are drawn: on terminals, unless NO_COLOR asks for plain text. Default: nowhere. */
  readonly plots?: { readonly out: boolean; readonly err: boolean };
  /** Columns of stdout; tables do not depend on it, wrapped text does. */
  readonly columns: number;
  /** Columns of stderr, where errors are wrapped; absent: a line each. */
  readonly errorColumns?: number;
  /** When the command was begun, by `performance.now()`, where it is known. */
  readonly began?: number;
  /** Calls back at every Ctrl-C, and once when the terminal is closed, until the returned function is called. */
  onInterrupt(callback: () => void): () => void;
}

export interface Registry {
  readonly claims: readonly Claim[];
  /** URL of the module that exports them, for threads. */
  readonly url: string;
  /** Ids of the project's own: what is hunted where none are named. */
  readonly own?: readonly string[];
}

export interface Context {
  readonly streams: Streams;
  /** Loaded when asked for: `--help` needs none of it. */
  registry(): Promise<Registry>;
  /** The project's `falsim.config.ts`, null where there is none. Loaded before a command begins. */
  config(): LoadedConfig | null;
  /** Of a command that has profiles. */
  profile(): ProfileInForce | null;
  /** What the command decided; the exit code. */
  exit(code: ExitCode): void;
}

export const ExitCode = {
  survived: 0,
  falsified: 1,
  badInput: 2,
  inconclusive: 3,
  /** falsim itself failed; EX_SOFTWARE of sysexits.h. */
  defect: 70,
  /** The disk failed, or stdout: EX_IOERR of sysexits.h. */
  diskFailed: 74,
  /** Ctrl-C before anything was found. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
