/**
 * Errors that are a user's to mend. Each names the operation or the path into the user's file, what
 * was expected, and what was received. Anything else that is thrown is a defect of falsim.
 */

/** Bad input. `path` leads into the user's file, e.g. `parameters.layers[1].weights`. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly path: string;
  readonly expected: string;
  readonly received: string;

  /** @param path '' for the whole of what is read. */
  constructor(path: string, expected: string, received: string) {
    const where = path === '' ? '' : `${clipped(path, 400)}: `;
    super(`${where}expected ${clipped(expected, 1500)}, received ${clipped(received, 300)}`);
    this.path = path;
    this.expected = expected;
    this.received = received;
  }
}

/** Text of at most so many characters: the middle of a longer one is left out. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  const left = Math.ceil((2 * length) / 3);
  const omitted = text.length - length;
  return `${text.slice(0, left)}… (${omitted} characters) …${text.slice(left - length)}`;
}

/** The disk or the system failed while a file was written or removed; nobody's mistake. */
export class DiskError extends Error {
  override readonly name = 'DiskError';
  readonly file: string;

  /** @param fault a sentence without its end, e.g. `no space is left (ENOSPC)`. */
  constructor(file: string, fault: string, done: 'written' | 'removed' = 'written') {
    super(`${file}: not ${done}: ${fault}`);
    this.file = file;
  }
}

/** Two arrays whose lengths must agree do not; a defect of the caller, never of a user's file. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  constructor(operation: string, expected: string, received: string) {
    super(`${operation}: expected ${expected}, received ${received}`);
  }
}

/** The question makes no sense for this model, e.g. an exact orbit for a non-analytic activation. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** 1/a does not exist in the field at hand: a = 0, or a is a zero divisor. */
export class NotInvertible extends Error {
  override readonly name = 'NotInvertible';

  constructor(field: string, received: string) {
    super(`inverse in ${field}: expected an invertible element, received ${received}`);
  }
}

/** A model's definition does what none may do. `model` and `file` are filled in where they are known. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly operation: string;
  readonly expected: string;
  readonly received: string;

  constructor(operation: string, expected: string, received: string) {
    super(`${operation}: expected ${expected}, received ${received}`);
    this.operation = operation;
    this.expected = expected;
    this.received = received;
  }
}

/** A computation was ended by Ctrl-C; nothing is known of its outcome. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor() {
    super('interrupted');
  }
}

/** A computation took longer than it may; nothing is known of its outcome. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';

  constructor(seconds: number, what = 'not decided', option = '--time-limit') {
    super(`${what} within ${seconds} s (${option})`);
  }
}
