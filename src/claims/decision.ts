/**
 * What an oracle measured, one arm a clause; the fields of an arm are its evidence, and all that margins,
 * signatures and sentences are made of. Plain JSON: a counterexample stores it.
 */
import type { End } from '../dynamics/solution.ts';
import type { ReducedTo } from '../symmetry/reduction/reduction.ts';
import type { Json } from './json.ts';
import type {
  CountDecision,
  OrbitDimensionDecision,
  OrbitGapDecision,
  RankDecision,
  SpanDecision,
} from './orbit-decision.ts';

/** A ball around a number that has to be 0: it excludes 0, or all of it is as good as 0. */
export interface Enclosure {
  /** Decimal digits of the arithmetic. */
  readonly digits: number;
  /** Midpoint and radius, as doubles; what is beyond them as the largest. */
  readonly distance: number;
  readonly radius: number;
  /**
   * log₁₀ of radius over distance where 0 is excluded, negative; of 10⁻³⁰ of what was subtracted over the
   * largest distance where it is not, positive. Clipped to ±16; taken before doubles underflow.
   */
  readonly margin: number;
}

/** Where a difference was largest, and what encloses it there; null where nothing tells. */
export interface Worst {
  readonly x: readonly number[];
  readonly output: number;
  readonly enclosure: Enclosure | null;
}

/** ‖(I − P)X(θ)‖ of the fields X: distance, bound and fieldNorm in float64. */
export interface TangencyDecision {
  readonly clause: 'tangency';
  readonly distance: number;
  readonly bound: number;
  /** Largest ‖X(θ)‖ met. */
  readonly fieldNorm: number;
  /** Null where float64 settles it. */
  readonly worst: Worst | null;
}

/** ‖∇F(Qθ) − Q∇F(θ)‖. */
export interface FieldDecision {
  readonly clause: 'field';
  readonly map: string;
  readonly distance: number;
  readonly bound: number;
  readonly worst: Worst | null;
}

/** ‖Φ_t(Qθ) − QΦ_t(θ)‖. */
export interface FlowDecision {
  readonly clause: 'flow';
  readonly map: string;
  readonly until: number;
  readonly distance: number;
  readonly bound: number;
  readonly error: number;
  readonly moved: number;
  readonly end: End;
}

/**
 * Distances to a subspace along gradient flow at three tolerances, or at one where they are 0; a proof that it leaves,
 * or decimals.
 */
export interface TrajectoryDecision {
  readonly clause: 'trajectory';
  readonly tolerances: readonly number[];
  readonly distances: readonly number[];
  readonly steps: readonly number[];
  /** What two tolerances show; null where there is one. */
  readonly error: number | null;
  readonly bound: number;
  /** Largest relative displacement from the start. */
  readonly moved: number;
  readonly end: End;
  readonly durations: readonly number[];
  readonly proved: ProvenEscape | null;
  /** Clears a trajectory that was suspected, and proves nothing against it. */
  readonly decimal: DecimalFlow | null;
}

/** The normal component of the coefficient of t^order of a leg's field, which is not 0. */
export interface ProvenEscape {
  /** From 0. */
  readonly leg: number;
  readonly order: number;
  readonly enclosure: Enclosure;
}

export interface DecimalFlow {
  readonly digits: number;
  /** Numbers of steps, each twice the one before. */
  readonly steps: readonly number[];
  readonly distances: readonly number[];
  /** What the last distance was held against. */
  readonly bound: number;
}

/** Walks of every discrete method, compared bit for bit. */
export interface BitwiseDecision {
  readonly clause: 'bitwise';
  readonly methods: readonly string[];
  readonly steps: number;
  readonly moved: number;
}

/** Distance to a subspace after discrete steps. */
export interface StepsDecision {
  readonly clause: 'steps';
  readonly method: string;
  readonly steps: number;
  readonly rate: number;
  readonly distance: number;
  readonly bound: number;
  readonly moved: number;
  /** The normal component at θ of the field that the method follows, where float64 sees a distance. */
  readonly enclosure: Enclosure | null;
}

/** p‖a‖² − ‖w‖² of a neuron before and after steps over the rationals. */
export interface BalanceDecision {
  readonly clause: 'balance';
  readonly law: string;
  readonly method: string;
  readonly steps: number;
  /** Neurons count from 1; fractions too long to read are doubles. */
  readonly broken: {
    readonly neuron: number;
    readonly before: string;
    readonly after: string;
  } | null;
}

/** Training on a stratum against training of its smaller model, parameter by parameter of that one. */
export interface ReducedDecision {
  readonly clause: 'reduced';
  readonly to: ReducedTo;
  readonly method: string;
  /** Steps that were compared; orders of Taylor coefficients of gradient flow. */
  readonly steps: number;
  readonly over: 'rationals' | 'balls';
  /** The first parameter that differs after these steps; fractions too long to read are doubles. */
  readonly apart: {
    readonly parameter: string;
    readonly expected: string;
    readonly received: string;
  } | null;
  /** Of the length of all differences, where rationals do not do. */
  readonly enclosure: Enclosure | null;
}

/** Whole numbers that a claim compares: dimensions, orders of groups, numbers of strata, directions, eigenvalues. */
export interface CountedDecision {
  readonly clause: 'lattice' | 'orientations' | 'function-rank' | 'inertia';
  /** What was counted: `the stratum of θ`. */
  readonly what: string;
  readonly found: number;
  readonly expected: number;
  /** What `found` has to be, compared with `expected`. */
  readonly relation: '=' | '≤' | '≥';
}

/** A number that a claim says is 0, or of a sign: exactly, or in a ball. */
export interface MeasuredDecision {
  readonly clause: 'distance-law' | 'across' | 'step-drift' | 'critical';
  readonly what: string;
  /** As near as doubles come; the fraction itself in `exact`, where it is one and short. */
  readonly value: number;
  readonly exact: string | null;
  readonly enclosure: Enclosure | null;
}

/** The distance to a stratum along gradient flow in decimals, against the integral of its rate r. */
export interface DistanceFlowDecision {
  readonly clause: 'distance-flow';
  /** In digits where float64 has no number as small. */
  readonly until: number | string;
  /** log ‖δ(t)‖/‖δ(0)‖, and −∫r, which it has to be. */
  readonly grown: number;
  readonly said: number;
  /** −∫Λ and −∫λ of the curvatures across the stratum, between which it lies; null where F is not analytic. */
  readonly between: readonly [number, number] | null;
  readonly digits: number;
  /** Numbers of steps, each twice the one before. */
  readonly steps: readonly number[];
  /** |grown − said| for each of them. */
  readonly apart: readonly number[];
  /** What the last was held against. */
  readonly bound: number;
}

/** Rate of ½‖θ − Pθ‖² along −∇L. */
export interface GrowthDecision {
  readonly clause: 'growth';
  readonly float64: { readonly rate: number; readonly bound: number };
  readonly enclosure: Enclosure | null;
}

/**
 * A number of which a claim says that it is never 0, or stays below a bound: how far θ is from where it is
 * not so (robust semantics).
 */
export interface QuantityDecision {
  readonly clause: 'quantity';
  readonly what: string;
  /** A fraction where it is exact and short, else the double next to it. */
  readonly value: string;
  /** Distance from failing in units of the quantity's own scale, from 0 to 1: float64, no proof. */
  readonly relative: number;
  readonly failed: boolean;
  /** Where balls decide; null where the value is exact. */
  readonly enclosure: Enclosure | null;
}

/** How far controls drive θ off its stratum, or a conserved quantity off its value. */
export interface DriftDecision {
  readonly clause: 'stratum' | 'drift';
  readonly what: string;
  readonly drift: number;
  readonly bound: number;
  readonly error: number;
  readonly moved: number;
  readonly legs: number;
  /** Of ⟨∇h, ∇F⟩, of h after Euler steps or of a normal component, where float64 sees a drift. */
  readonly enclosure: Enclosure | null;
}

/** What a claim of somebody else decided: on its own word. */
export interface OwnDecision {
  readonly clause: `x-${string}`;
  /** Negative where the claim fails. */
  readonly margin: number;
  /** One sentence. */
  readonly says: string;
  /** Tells failures of one clause apart; shrinking never slips from one to another. */
  readonly signature?: string;
  readonly evidence: Json;
}

/** What an oracle decided, by clause, with the numbers that it decided by. */
export type Decision =
  | TangencyDecision
  | FieldDecision
  | FlowDecision
  | TrajectoryDecision
  | BitwiseDecision
  | StepsDecision
  | BalanceDecision
  | OrbitGapDecision
  | CountDecision
  | OrbitDimensionDecision
  | RankDecision
  | SpanDecision
  | GrowthDecision
  | DriftDecision
  | QuantityDecision
  | ReducedDecision
  | CountedDecision
  | MeasuredDecision
  | DistanceFlowDecision
  | OwnDecision;
