/** A reader of files that are data, as the fuzzer runs it. */
export interface Reader {
  readonly name: string;
  /** The source files, under src/, whose reading it runs. */
  readonly sources: readonly string[];
  readonly isJson: boolean;
  /** Valid documents. */
  seeds(): readonly string[];
  read(file: string): unknown;
}
