/** A reader of files that are data, as the fuzzer runs it. */
export interface Reader {
  readonly name: string;
  /** The source files, under src/, whose reading it runs. */
  readonly sources: readonly string[];
  readonly isJson: boolean;
  /** Valid documents. */
  seeds(): readonly (string | Uint8Array)[];
  /** Documents of a known kind that are refused: what lies near them is tried as well. */
  refused?(): readonly (string | Uint8Array)[];
  read(file: string): unknown;
}

const encoder = new TextEncoder();

export const bytesOf = (document: string | Uint8Array): Uint8Array =>
  typeof document === 'string' ? encoder.encode(document) : document;
