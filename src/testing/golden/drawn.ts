/**
 * What the generators draw, to be read: numbers, specs of every kind of model, points of every kind, edge
 * cases. The same seed draws the same value; a change of a line is a change of what hunts look at.
 */
import { edgeCaseOf } from '../../generation/edge-cases.ts';
import { generateInstance } from '../../generation/instance.ts';
import { type NumberStyle, numeral } from '../../generation/number.ts';
import type { PointKind } from '../../generation/points.ts';
import type { Instance } from '../../instances/instance.ts';
import { drawSpec } from '../../models/draw-spec.ts';
import { modelOf, registeredModels } from '../../models/registry.ts';
import { createRng } from '../../numerics/random.ts';
import { type GoldenCase, instanceDigest, type Line, plain } from './line.ts';

const SIZES = [0, 0.5, 1];
const NUMBERS: readonly NumberStyle[] = ['rational', 'float', 'mixed'];
const POINTS: readonly PointKind[] = [
  'generic',
  'distinct',
  'stratum',
  'near',
  'equal-inputs',
  'degenerate',
];
/** Numbers drawn one after the other from one generator. */
const NUMBERS_A_LINE = 12;

function goldenCase(key: string, line: (key: string) => Line): GoldenCase {
  return { key, line: () => line(key) };
}

/** The digest tells −0 from 0, which JSON does not. */
function instanceLine(instance: Instance): Line {
  const { model, parameters, ...rest } = instance;
  return [instanceDigest(instance), ...[model, parameters, rest].map(plain)];
}

export function drawnCases(): GoldenCase[] {
  const kinds = registeredModels().map(({ kind }) => kind);
  const numbers = NUMBERS.map((style) =>
    goldenCase(`number/${style}`, (key) => {
      const rng = createRng(`golden/${key}`);
      return Array.from({ length: NUMBERS_A_LINE }, () => numeral(rng, { style }));
    }),
  );
  const specs = kinds.flatMap((kind) =>
    SIZES.map((size) =>
      goldenCase(`spec/${kind}/${size}`, (key) => [
        plain(drawSpec(modelOf(kind), createRng(`golden/${key}`), size)),
      ]),
    ),
  );
  const points = kinds.flatMap((kind) =>
    POINTS.map((point) =>
      goldenCase(`point/${kind}/${point}`, (key) =>
        instanceLine(
          generateInstance(createRng(`golden/${key}`), { kinds: [kind], point, size: 0.25 }),
        ),
      ),
    ),
  );
  const edgeCases = SIZES.map((size) =>
    goldenCase(`edge-case/${size}`, (key) => {
      const rng = createRng(`golden/${key}`);
      const options = { training: 'discrete', then: true, size } as const;
      return instanceLine(edgeCaseOf(rng, generateInstance(rng, options)));
    }),
  );
  return [...numbers, ...specs, ...points, ...edgeCases];
}
