/** What the page does: one state – a start, data, a loss, a watched stratum – and the flow from it. */
import type { Data, Instance, Numeral } from '../../../instances/instance.ts';
import { flatten, withParameters } from '../../../instances/layout.ts';
import { parseInstance } from '../../../instances/read-instance.ts';
import { open } from '../../../instances/subject.ts';
import { toFloat } from '../../../numerics/numeral.ts';
import { evaluateFloat } from '../../../orbits/conserved/invariants-polynomial.ts';
import { isotropy } from '../../../symmetry/isotropy/isotropy.ts';
import { datasetOf } from '../../../training/datasets.ts';
import { resolveLoss } from '../../../training/loss.ts';
import { createObjective, type Objective } from '../../../training/objective.ts';
import { shownLaws } from '../exact-answer.ts';
import type { Explored } from '../explored.ts';
import { runningFlow } from '../running-flow.ts';
import { boundUnit, unitGroups, unitName } from '../unit-coordinates.ts';
import { curves } from './curves.ts';
import { element, options, shown, write } from './elements.ts';
import { showLaws, showOutcome } from './exact-text.ts';
import { exactAnswers } from './exact-worker.ts';
import { networkLines } from './network-lines.ts';
import { pastLooks } from './past.ts';
import { plane } from './plane.ts';
import { thetaFields } from './theta-fields.ts';
import { writtenData } from './written-data.ts';

/** Milliseconds of each frame that the solver may take; the picture takes some of the 16. */
const SHARE = 7;
/** Frames from one look at the numbers and curves to the next. */
const EVERY = 5;

export function explore(given: Explored, code: string): void {
  const instance: Instance = parseInstance(given.instance);
  const subject = open(instance);
  const { model } = subject;
  const groups = unitGroups(model);
  const loaded: readonly Numeral[] = flatten(instance.parameters);
  const laws = shownLaws(subject);
  let start: readonly Numeral[] = loaded;
  let origin = Float64Array.from(loaded, toFloat);
  let data: Data = given.data[0].data;
  let lossName = given.loss;
  let objective: Objective = objectiveOf();
  let watched: readonly Numeral[] = loaded;
  let { subspace } = isotropy(instance.model, subject.exact);
  let [group, unit, across, up] = [groups[0], 0, ...groups[0].drawn];
  let playing = false;
  let held = false;
  let frame = 0;
  let scheduled = false;
  let before = 0;

  const flow = runningFlow(objective, origin);
  const nearest = new Float64Array(model.size);
  const slope = new Float64Array(model.size);
  const past = pastLooks(laws.length);
  const picture = curves(laws.length);
  const network = networkLines(instance, model.size);
  const ask = exactAnswers(code, showOutcome);
  const fields = thetaFields(model, (index, text) => {
    restart(start.map((numeral, i) => (i === index ? text : numeral)));
  });
  const written = writtenData(instance, (typed) => {
    data = typed;
    switched();
  });
  const units = plane(element('plane'), {
    held(isHeld) {
      held = isHeld;
      if (!held) units.fit(flow.theta) && units.retrace(past.points);
      schedule();
    },
    moved(changes) {
      const base: readonly Numeral[] = flow.t === 0 ? start : Array.from(flow.theta);
      restart(base.map((numeral, i) => changes.get(i) ?? numeral));
    },
    chosen: choose,
  });

  function objectiveOf(): Objective {
    return createObjective(instance.model, datasetOf(data), resolveLoss(lossName));
  }

  /** A trajectory of its own from there. */
  function restart(numerals: readonly Numeral[]): void {
    start = numerals;
    origin = Float64Array.from(numerals, toFloat);
    flow.restart(origin);
    past.clear();
    look();
    if (!held) units.fit(flow.theta);
    units.retrace(past.points);
    fields.fill(start);
    question();
    refresh();
  }

  function question(): void {
    element('exact').classList.add('stale');
    ask({
      instance: withParameters(instance, start),
      watched: withParameters(instance, watched),
    });
  }

  function look(): void {
    const theta = Float64Array.from(flow.theta);
    const kept = past.add({
      t: flow.t,
      theta,
      distance: subspace.distance(theta),
      loss: objective.value(theta),
      laws: laws.map(({ polynomial }) => change(polynomial, theta)),
    });
    if (kept) units.trail(theta);
  }

  function change(polynomial: (typeof laws)[number]['polynomial'], theta: Float64Array): number {
    return evaluateFloat(polynomial, theta).value - evaluateFloat(polynomial, origin).value;
  }

  function draw(): void {
    const isPart = subspace.dimension < subspace.size;
    units.draw(flow.theta, isPart ? subspace.project(flow.theta, nearest) : null);
  }

  /** Numbers and curves. */
  function refresh(): void {
    draw();
    const { theta } = flow;
    const distance = subspace.distance(theta);
    const loss = objective.gradient(theta, slope);
    write('now-t', shown(flow.t));
    const isPart = subspace.dimension < subspace.size;
    const none = isPart ? '0, to the last bit' : '0: the stratum is everything';
    write('now-distance', distance === 0 ? none : shown(distance));
    write('now-loss', shown(loss));
    const speed = Math.hypot(...slope);
    const still = speed === 0 ? '0: nothing moves here' : shown(speed);
    write('now-speed', flow.ended === null ? still : `the flow ends: ${flow.ended}`);
    for (const [k, { polynomial }] of laws.entries())
      write(`change-${k}`, shown(change(polynomial, theta)));
    fields.now(theta);
    network?.(theta);
    picture.draw(past.curves);
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(step);
  }

  function step(now: number): void {
    scheduled = false;
    const passed = Math.min(0.1, Math.max(0, (now - before) / 1000));
    before = now;
    if (playing && !held) {
      const until = performance.now() + SHARE;
      flow.advance(passed * speed(), () => performance.now() < until);
      look();
      if (units.fit(flow.theta)) units.retrace(past.points);
      if (flow.ended !== null) play(false);
    }
    if (++frame % EVERY === 0 || !playing) refresh();
    else draw();
    if (playing) schedule();
  }

  const speed = () => Number(speeds.selectedOptions[0].textContent);

  function play(on: boolean): void {
    playing = on;
    write('play', playing ? 'Pause' : 'Flow');
    before = performance.now();
    schedule();
  }

  function choose(k: number): void {
    unit = k;
    unitChoice.value = String(k);
    units.choose(k);
    fields.show(group, unit);
    fields.fill(start);
    fields.now(flow.theta);
  }

  function watch(numerals: readonly Numeral[]): void {
    watched = numerals;
    const theta = Float64Array.from(numerals, toFloat);
    ({ subspace } = isotropy(instance.model, theta));
    const isPart = subspace.dimension < subspace.size;
    write(
      'watched',
      isPart
        ? `The watched stratum: ${subspace.describe()}; dimension ${subspace.dimension} of ${subspace.size}.`
        : `The watched stratum is everything, all ${subspace.size} dimensions: choose one by typing equal fractions, then watch it.`,
    );
    element<HTMLButtonElement>('project').disabled = !isPart;
    element('figure-distance').hidden = !isPart;
  }

  /** Other data or another loss, in mid-flight. */
  function switched(): void {
    objective = objectiveOf();
    flow.follow(objective);
    if (flow.t > 0) past.switched(flow.t);
    refresh();
  }

  function showGroup(next: number): void {
    group = groups[next];
    [across, up] = group.drawn;
    options(
      'unit',
      group.units.map((_, k) => unitName(group, k)),
    );
    options('across', group.coordinates, across);
    options('up', group.coordinates, up);
    showPlane();
    // Whoever is named in the first sentence is chosen, and lies on top.
    choose(Math.max(0, boundUnit(group, subspace)));
  }

  function showPlane(): void {
    units.show(group, across, up);
    units.choose(unit);
    units.fit(flow.theta, true);
    refresh();
    units.retrace(past.points);
  }

  const speeds = element<HTMLSelectElement>('speed');
  speeds.value = '2';
  const unitChoice = element<HTMLSelectElement>('unit');
  const dataChoice = element<HTMLSelectElement>('data');
  const lossChoice = element<HTMLSelectElement>('loss');
  const acrossChoice = element<HTMLSelectElement>('across');
  const upChoice = element<HTMLSelectElement>('up');
  const groupChoice = element<HTMLSelectElement>('group');
  element('label-group').hidden = groups.length === 1;
  element('label-unit').hidden = groups.length === 1 && groups[0].units.length === 1;
  showLaws(laws);
  lossChoice.value = String(given.losses.indexOf(lossName));

  element('play').addEventListener('click', () => play(!playing));
  element('restart').addEventListener('click', () => restart(start));
  element('load').addEventListener('click', () => {
    play(false);
    watch(loaded);
    restart(loaded);
    units.fit(flow.theta, true);
    units.retrace(past.points);
    refresh();
  });
  element('project').addEventListener('click', () => {
    restart(Array.from(subspace.project(flow.theta, nearest)));
  });
  element('watch').addEventListener('click', () => {
    const here: readonly Numeral[] = flow.t === 0 ? start : Array.from(flow.theta);
    watch(here);
    restart(here);
  });
  unitChoice.addEventListener('change', () => choose(Number(unitChoice.value)));
  groupChoice.addEventListener('change', () => showGroup(Number(groupChoice.value)));
  for (const select of [acrossChoice, upChoice])
    select.addEventListener('change', () => {
      [across, up] = [Number(acrossChoice.value), Number(upChoice.value)];
      showPlane();
    });
  dataChoice.addEventListener('change', () => {
    const chosen = given.data[Number(dataChoice.value)];
    if (chosen === undefined) return;
    data = chosen.data;
    written.show(data);
    switched();
  });
  lossChoice.addEventListener('change', () => {
    lossName = given.losses[Number(lossChoice.value)];
    switched();
  });
  document.addEventListener('keydown', (event) => {
    const inPlane = element('plane').contains(event.target as Node);
    const isFree = inPlane || event.target === document.body;
    if (event.key !== ' ' || !isFree) return;
    event.preventDefault();
    play(!playing);
  });

  watch(loaded);
  written.show(data);
  showGroup(0);
  restart(loaded);
}
