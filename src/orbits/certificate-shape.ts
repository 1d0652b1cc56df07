/**
 * Reading a certificate from JSON: every field present, of its type and in range, so that what checks
 * it may rely on its shape. Nothing is believed yet.
 */
import { InputError } from '../errors.ts';
import { layoutOf } from '../instances/layout.ts';
import {
  described,
  fieldPath,
  mismatch,
  readArray,
  readFields,
  readInteger,
  readOneOf,
  readString,
} from '../json/field-reader.ts';
import { readModel } from '../models/read-model.ts';
import { isPrime } from '../numerics/prime-field.ts';
import { parse } from '../numerics/rational.ts';
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_SCHEMA,
  type Certificate,
  type CertificateInvariant,
  type CertificateRow,
  type CertificateTerm,
} from './certificate.ts';
import type { FamilySpec } from './verify-fields.ts';

/** The fast kernels' bound; a product of two residues is exact in float64. */
const LARGEST_PRIME = 2 ** 22;
const LONGEST_SERIES = 256;
const LARGEST_POWER = 64;

/** @throws InputError naming the field, what was expected and what was found. */
export function readCertificate(json: unknown): Certificate {
  const fields = readFields(json, '', [
    'format',
    'schema',
    'falsim',
    'model',
    'theta',
    'claim',
    'stratum',
    'rank',
    'invariants',
    'check',
    'digest',
  ]);
  readOneOf(fields.format, 'format', [CERTIFICATE_FORMAT]);
  readInteger(fields.schema, 'schema', CERTIFICATE_SCHEMA, CERTIFICATE_SCHEMA);
  const model = readModel(fields.model, 'model');
  const { size } = layoutOf(model);
  return {
    format: CERTIFICATE_FORMAT,
    schema: CERTIFICATE_SCHEMA,
    falsim: readString(fields.falsim, 'falsim', 'a version'),
    model,
    theta: readList(fields.theta, 'theta', size, readExact),
    claim: readClaim(fields.claim, size),
    stratum: readStratum(fields.stratum, size),
    rank: readRank(fields.rank, size),
    invariants: readArray(fields.invariants, 'invariants', 'an array of invariants').map((v, i) =>
      readInvariant(v, `invariants[${i}]`, size),
    ),
    check: readCheck(fields.check),
    digest: readString(fields.digest, 'digest', 'a SHA-256 digest in hexadecimal'),
  };
}

function readClaim(value: unknown, size: number): Certificate['claim'] {
  const fields = readFields(value, 'claim', ['dimension', 'status', 'lowerBound', 'upperBound']);
  const bound = (key: 'dimension' | 'lowerBound' | 'upperBound') =>
    readInteger(fields[key], fieldPath('claim', key), 0, size);
  return {
    dimension: bound('dimension'),
    status: readOneOf(fields.status, 'claim.status', ['certified', 'explained', 'saturated']),
    lowerBound: bound('lowerBound'),
    upperBound: bound('upperBound'),
  };
}

function readStratum(value: unknown, size: number): Certificate['stratum'] {
  const fields = readFields(value, 'stratum', ['dimension', 'description', 'group']);
  return {
    dimension: readInteger(fields.dimension, 'stratum.dimension', 0, size),
    description: readString(fields.description, 'stratum.description', 'a description'),
    group: readOneOf(fields.group, 'stratum.group', ['finite', 'orthogonal']),
  };
}

function readRank(value: unknown, size: number): Certificate['rank'] {
  const fields = readFields(value, 'rank', [
    'prime',
    'family',
    'point',
    'controls',
    'rows',
    'columns',
    'minor',
  ]);
  const prime = readInteger(fields.prime, 'rank.prime', 3, LARGEST_PRIME);
  if (!isPrime(prime)) throw mismatch('rank.prime', 'a prime', prime);
  const residue = (v: unknown, path: string) => readInteger(v, path, 0, prime - 1);
  const family = readFamily(fields.family);
  const rows = readArray(fields.rows, 'rank.rows', 'an array of rows').map((v, i) =>
    readRow(v, `rank.rows[${i}]`, residue),
  );
  const count = rows[0]?.member.length ?? 0;
  rows.forEach((row, i) => {
    if (row.member.length !== count)
      throw mismatch(`rank.rows[${i}].member`, `${count} residues, as in row 0`, row.member);
  });
  const controls = readArray(fields.controls, 'rank.controls', 'an array of controls').map(
    (v, i) => {
      const path = `rank.controls[${i}]`;
      const entry = readFields(v, path, ['length', 'coefficients']);
      const length = readInteger(entry.length, `${path}.length`, 1, LONGEST_SERIES);
      const at = `${path}.coefficients`;
      return { length, coefficients: readList(entry.coefficients, at, count * length, residue) };
    },
  );
  rows.forEach((row, i) => {
    const path = `rank.rows[${i}]`;
    const last = row.order === 0 ? -1 : controls.length - 1;
    const first = row.order === 0 ? -1 : 0;
    readInteger(row.control, `${path}.control`, first, last);
    if (row.order > 0) readInteger(row.order, `${path}.order`, 1, controls[row.control].length);
  });
  const columns = readList(fields.columns, 'rank.columns', rows.length, (v, path) =>
    readInteger(v, path, 0, size - 1),
  );
  return {
    prime,
    family,
    point: fields.point === null ? null : readList(fields.point, 'rank.point', size, residue),
    controls,
    rows,
    columns,
    minor: residue(fields.minor, 'rank.minor'),
  };
}

function readFamily(value: unknown): FamilySpec {
  const path = 'rank.family';
  const fields = readFields(value, path, ['kind', 'exponents', 'step', 'slices']);
  const kind = readOneOf(fields.kind, `${path}.kind`, [
    'ridge',
    'output',
    'gates',
    'taylor',
    'jets',
  ]);
  switch (kind) {
    case 'ridge': {
      const { exponents } = readFields(value, path, ['kind', 'exponents']);
      const list = readArray(exponents, `${path}.exponents`, 'an array of exponents');
      return {
        kind,
        exponents: list.map((v, i) => readInteger(v, `${path}.exponents[${i}]`, 0, 2 ** 20)),
      };
    }
    case 'taylor': {
      const own = readFields(value, path, ['kind', 'step', 'slices']);
      const step = readInteger(own.step, `${path}.step`, 1, 2) === 1 ? 1 : 2;
      return { kind, step, slices: readInteger(own.slices, `${path}.slices`, 1, LONGEST_SERIES) };
    }
    default:
      readFields(value, path, ['kind']);
      return { kind };
  }
}

function readRow(
  value: unknown,
  path: string,
  residue: (v: unknown, path: string) => number,
): CertificateRow {
  const fields = readFields(value, path, ['order', 'control', 'member']);
  const member = readArray(fields.member, `${path}.member`, 'an array of residues');
  return {
    order: readInteger(fields.order, `${path}.order`, 0, LONGEST_SERIES),
    control: readInteger(fields.control, `${path}.control`, -1, 2 ** 20),
    member: member.map((v, i) => residue(v, `${path}.member[${i}]`)),
  };
}

function readInvariant(value: unknown, path: string, size: number): CertificateInvariant {
  const fields = readFields(value, path, ['expression', 'kind', 'terms']);
  const terms = readArray(fields.terms, `${path}.terms`, 'an array of terms').map(
    (term, t): CertificateTerm => {
      const at = `${path}.terms[${t}]`;
      const [coefficient, ...powers] = readArray(term, at, '[coefficient, [index, power], …]');
      return [
        readExact(coefficient, `${at}[0]`),
        ...powers.map((pair, k): [number, number] => {
          const [index, power] = readList(pair, `${at}[${k + 1}]`, 2, (v) => v);
          return [
            readInteger(index, `${at}[${k + 1}][0]`, 0, size - 1),
            readInteger(power, `${at}[${k + 1}][1]`, 1, LARGEST_POWER),
          ];
        }),
      ];
    },
  );
  return {
    expression: readString(fields.expression, `${path}.expression`, 'an expression'),
    kind: readOneOf(fields.kind, `${path}.kind`, [
      'fixed-point-condition',
      'first-integral',
      'restricted-first-integral',
      'invariant-subspace',
      'unexplained',
    ]),
    terms,
  };
}

function readCheck(value: unknown): Certificate['check'] {
  const fields = readFields(value, 'check', ['primes', 'samples']);
  const primes = readArray(fields.primes, 'check.primes', 'an array of primes');
  return {
    primes: primes.map((v, i) => readInteger(v, `check.primes[${i}]`, 3, LARGEST_PRIME)),
    samples: readInteger(fields.samples, 'check.samples', 0, 1000),
  };
}

function readList<T>(
  value: unknown,
  path: string,
  length: number,
  read: (value: unknown, path: string) => T,
): T[] {
  const list = readArray(value, path, `an array of ${length}`);
  if (list.length !== length) throw new InputError(path, `an array of ${length}`, described(list));
  return list.map((entry, i) => read(entry, `${path}[${i}]`));
}

/** A rational in its canonical text, e.g. `-7/3`. */
function readExact(value: unknown, path: string): string {
  const text = readString(value, path, 'a rational such as "-7/3"');
  if (!/^-?\d+(\/\d+)?$/.test(text) || parse(text) === undefined)
    throw mismatch(path, 'a rational such as "-7/3"', value);
  return text;
}
