/**
 * Every reader of files that are data, in one place: what the fuzzer runs. A source file that reads JSON, CSV
 * or a state and stands under no reader here fails a test.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tablesFormat } from '../../campaigns/necessity-table.ts';
import {
  recordFormat,
  snapshotFormat,
  timingsFormat,
} from '../../campaigns/store/kept-campaign.ts';
import { claimById } from '../../claims/registry.ts';
import { readPackage } from '../../cli/package-json.ts';
import { readInstance } from '../../cli/read.ts';
import { type Config, defineConfig } from '../../config/config.ts';
import { readCounterexampleFile } from '../../counterexamples/read-counterexample.ts';
import { replayFile } from '../../counterexamples/replay.ts';
import { findingIn } from '../../exporting/finding.ts';
import { readMapping } from '../../importing/mapping.ts';
import { sha256 } from '../../json/canonical-json.ts';
import { readJsonFile } from '../../json/json-file.ts';
import { beginLog, readLog } from '../../json/record-log.ts';
import { readState, type StateFormat } from '../../json/state-file.ts';
import { inlineJson } from '../../json/write-json.ts';
import { readCsv } from '../../training/csv.ts';
import { resolveLoss } from '../../training/loss.ts';
import { digestOf, readCertificate } from '../../verifier/certificate.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { certificateCases } from '../certificate-cases.ts';
import { producedCertificate } from '../certificate-producer.ts';
import { binaryReaders, readTensors } from './binary-readers.ts';
import { messageReaders } from './message-readers.ts';
import type { Reader } from './reader.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Texts of the JSON files in a folder that are short. */
function documents(folder: string, longest = 20_000): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .filter((text) => text.length < longest);
}

/** Some examples are models without parameters. */
const instances = (longest?: number) =>
  documents('docs/examples', longest).filter((text) => text.includes('"parameters"'));

const MODELS = [
  { kind: 'linear', widths: [2, 2, 1] },
  { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v^2 - 1/2*u', '(u+v)^3/(1+u^2)'] },
  {
    kind: 'fully-connected',
    widths: [1, 1, 1],
    bias: true,
    activation: { name: 'shifted', base: 'tanh', shift: '3/10' },
  },
  {
    kind: 'fully-connected',
    widths: [1, 1, 1],
    bias: false,
    activation: { name: 'polynomial', coefficients: [1, '1/2', 3] },
  },
  {
    kind: 'fully-connected',
    widths: [1, 1, 1],
    bias: false,
    activation: { name: 'taylor', support: [0, 1, 3] },
  },
];

const SNAPSHOT = [
  {
    whole: {
      done: { step: 1, ranges: [[0, 1]] },
      tries: 1,
      counts: { survived: 1, falsified: 0, inconclusive: 0, vacuous: 0 },
      causes: {},
      statuses: {},
      reached: { drawn: { a: 1 }, decided: { a: 1 }, functions: {}, sizes: {} },
      worstMargin: 1,
      failures: [],
      defects: [],
      lost: [],
    },
    tails: [],
    shrunk: {},
    stored: {},
  },
];
const RECORD = {
  code: 'code',
  seed: 1,
  budget: { runs: 100 },
  targets: [{ claim: 'orbit-is-sim', dropped: [] }],
};
const LOG = 'log';

function stateText<T>({ name, version, code }: StateFormat<T>, content: unknown): string {
  const checksum = sha256(inlineJson(content));
  return JSON.stringify({ format: name, version, code, checksum, content });
}

/** A log of two entries. */
function logText(): string {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-fuzz-'));
  const log = beginLog(join(folder, 'log'), LOG);
  const stored = { file: 'a.json', digest: 'b', complete: true };
  log.append({ of: 0, failure: 'x', stored });
  log.flush();
  log.append({ of: 0, failure: 'x', stored: null });
  log.close();
  const text = readFileSync(join(folder, 'log'), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}

export const readers: readonly Reader[] = [
  {
    name: 'instance',
    sources: ['cli/read.ts', 'counterexamples/held-instance.ts', 'instances/read-instance.ts'],
    isJson: true,
    seeds: () => instances(),
    read(file) {
      const { loss } = readInstance(file);
      return loss === undefined ? null : resolveLoss(loss);
    },
  },
  {
    name: 'model',
    sources: ['instances/read-instance-file.ts'],
    isJson: true,
    seeds: () =>
      MODELS.map((model) =>
        JSON.stringify({ model, parameters: { layers: [{ weights: [[1, '1/2']], bias: null }] } }),
      ),
    read: readInstance,
  },
  {
    name: 'counterexample',
    sources: ['counterexamples/read-counterexample.ts', 'exporting/finding.ts'],
    isJson: true,
    seeds: () => [...documents('counterexamples'), ...documents('src/counterexamples/fixtures')],
    read: readCounterexampleFile,
  },
  {
    name: 'lost instance',
    sources: ['counterexamples/replay.ts'],
    isJson: true,
    seeds: () =>
      instances(2000).map((text) => {
        const lost = { lostVersion: 1, claim: 'orbit-is-sim', droppedHypotheses: ['x'] };
        const why = { cause: 'too-costly', reason: 'it is' };
        return JSON.stringify({ ...lost, ...why, instance: JSON.parse(text) as unknown });
      }),
    read: (file) => replayFile(file, () => undefined),
  },
  {
    name: 'certificate',
    sources: ['cli/verify.ts', 'exporting/finding.ts'],
    isJson: true,
    seeds: () =>
      certificateCases.slice(0, 6).map((one) => JSON.stringify(producedCertificate(one))),
    read: (file) => readCertificate(readJsonFile(file)),
  },
  {
    name: 'verifier',
    sources: ['cli/verify.ts'],
    isJson: true,
    seeds: () =>
      certificateCases.slice(0, 6).map((one) => JSON.stringify(producedCertificate(one))),
    /** With a digest that fits, so that what is behind it is reached. */
    read(file) {
      const certificate = readJsonFile(file);
      const isObject = typeof certificate === 'object' && certificate !== null;
      return verifyCertificate(
        isObject ? { ...certificate, digest: digestOf(certificate) } : certificate,
      );
    },
  },
  {
    name: 'finding',
    sources: ['exporting/finding.ts'],
    isJson: true,
    seeds: () =>
      certificateCases.slice(0, 3).map((one) => JSON.stringify(producedCertificate(one))),
    read: (file) => findingIn(file, '1', claimById),
  },
  {
    name: 'state',
    sources: ['campaigns/store/kept-campaign.ts', 'json/state-file.ts'],
    isJson: true,
    seeds: () => [stateText(snapshotFormat('code'), SNAPSHOT)],
    read: (file) => readState(file, snapshotFormat('code')),
  },
  {
    name: 'campaign',
    sources: ['campaigns/store/kept-campaign.ts'],
    isJson: true,
    seeds: () => [stateText(recordFormat, RECORD)],
    read: (file) => readState(file, recordFormat),
  },
  {
    name: 'timings',
    sources: ['campaigns/store/kept-campaign.ts'],
    isJson: true,
    seeds: () => [stateText(timingsFormat, { begun: 1_700_000_000_000, seconds: [12, 0.5] })],
    read: (file) => readState(file, timingsFormat),
  },
  {
    name: 'necessity',
    sources: ['campaigns/necessity-table.ts'],
    isJson: true,
    seeds: () => [
      stateText(tablesFormat, [
        {
          claim: 'bounded',
          date: '2026-01-02',
          seed: 1,
          rows: [
            {
              ...{ dropped: ['small'], form: null, verdict: 'fails', tries: 3, decided: 3 },
              triesToFirst: 2,
              witness: {
                digest: '00',
                reason: 'because',
                instance: { model: { kind: 'linear', widths: [1, 1] }, parameters: {} },
              },
            },
          ],
        },
      ]),
    ],
    read: (file) => readState(file, tablesFormat),
  },
  {
    name: 'log',
    sources: ['json/record-log.ts'],
    isJson: false,
    seeds: () => [logText()],
    read: (file) => readLog(file, LOG),
  },
  {
    name: 'csv',
    sources: ['training/csv.ts'],
    isJson: false,
    seeds: () => ['x,y,z\n1,0,2\n0,1,3\n', '1,2\n', '"a ""b""",c\r\n1/2,-3e-4\r\n'],
    read: (file) => readCsv(file),
  },
  {
    name: 'config',
    sources: ['config/config.ts'],
    isJson: true,
    seeds: () => [
      JSON.stringify({
        models: ['model.ts'],
        claims: ['claim.ts'],
        counterexamples: 'found',
        profiles: { default: { runs: 10, seed: 1, jobs: 2, shrinks: 3, runLimit: '30s' } },
      }),
    ],
    read: (file) => defineConfig(readJsonFile(file) as Config),
  },
  {
    name: 'package.json',
    sources: ['cli/package-json.ts'],
    isJson: true,
    seeds: () => ['{ "name": "x", "type": "module", "scripts": { "test": "vitest" } }'],
    read: readPackage,
  },
  {
    name: 'tensors in JSON',
    sources: ['importing/checkpoint.ts', 'importing/state-json.ts'],
    isJson: true,
    seeds: () => ['{"w": [[1, 2]], "b": [0.5]}'],
    read: readTensors,
  },
  ...binaryReaders,
  {
    name: 'mapping',
    sources: ['cli/network-file.ts'],
    isJson: true,
    seeds: () => [
      '{ "model": { "kind": "linear", "widths": [2, 1] }, "tensors": { "layers[0].weights": "w" } }',
    ],
    read: (file) => readMapping(readJsonFile(file), ''),
  },
  ...messageReaders,
];
