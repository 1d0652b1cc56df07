/**
 * The plane of units: a point each, which can be dragged and moved by keys; their trails, and rings at the nearest
 * point of the watched stratum. One unit of length is the same across and up.
 */
import { type UnitGroup, unitName } from '../unit-coordinates.ts';
import { colour, onColours, shown } from './elements.ts';

export interface PlaneEvents {
  /** A unit is held or let go: time stands still meanwhile. */
  held(isHeld: boolean): void;
  /** The parameters of that number are to be the decimals. */
  moved(changes: ReadonlyMap<number, string>): void;
  chosen(unit: number): void;
}

export interface Plane {
  /** What is drawn, and which coordinates. */
  show(group: UnitGroup, across: number, up: number): void;
  choose(unit: number): void;
  /** @param nearest the projection of θ; null: no rings. */
  draw(theta: Float64Array, nearest: Float64Array | null): void;
  /** A line from where the units were last. */
  trail(theta: Float64Array): void;
  /** The trails anew. */
  retrace(past: readonly Float64Array[]): void;
  /** The view holds all of θ; said whether it changed. */
  fit(theta: Float64Array, exactly?: boolean): boolean;
}

/** More points are drawn smaller, and one of them only is on the way of the Tab key. */
const MANY = 12;

export function plane(holder: HTMLElement, events: PlaneEvents): Plane {
  const [back, front] = [0, 1].map(() => document.createElement('canvas'));
  for (const canvas of [back, front]) canvas.setAttribute('aria-hidden', 'true');
  let group: UnitGroup = { label: '', noun: '', units: [], coordinates: [], drawn: [0, 0] };
  let [across, up, chosen, range] = [0, 0, 0, 1];
  let points: HTMLButtonElement[] = [];
  let last: Float64Array | null = null;
  let past: readonly Float64Array[] = [];
  let now: Float64Array = new Float64Array();
  let rings: Float64Array | null = null;
  let size = 1;

  const x = (v: number) => ((v / range + 1) * size) / 2;
  const y = (v: number) => ((1 - v / range) * size) / 2;
  const indexOf = (k: number, c: number) => group.units[k][c];
  /** A power of ten: some two hundred of them, or twenty, across. */
  const grid = () => 10 ** Math.floor(Math.log10(range / 40));

  function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const made = canvas.getContext('2d')!;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(size * ratio)) {
      canvas.width = canvas.height = Math.round(size * ratio);
    }
    made.setTransform(ratio, 0, 0, ratio, 0, 0);
    return made;
  }

  function axes(): void {
    const c = context(back);
    c.clearRect(0, 0, size, size);
    c.strokeStyle = colour('--line');
    c.fillStyle = colour('--quiet');
    c.font = '12px system-ui, sans-serif';
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(x(0), 0);
    c.lineTo(x(0), size);
    c.moveTo(0, y(0));
    c.lineTo(size, y(0));
    c.stroke();
    const tick = niceTick(range);
    for (let n = -Math.floor(range / tick); n * tick < range; n++) {
      if (n === 0) continue;
      c.fillText(shown(n * tick), x(n * tick) + 3, y(0) - 4);
      c.fillText(shown(n * tick), x(0) + 4, y(n * tick) - 3);
      c.fillRect(x(n * tick), y(0) - 3, 1, 6);
      c.fillRect(x(0) - 3, y(n * tick), 6, 1);
    }
    c.textAlign = 'right';
    c.fillText(`${group.coordinates[across]} →`, size - 6, y(0) + 16);
    c.fillText(`${group.coordinates[up]} ↑`, x(0) - 6, 14);
    c.textAlign = 'left';
  }

  function segment(c: CanvasRenderingContext2D, from: Float64Array, to: Float64Array): void {
    c.strokeStyle = colour('--mark');
    c.globalAlpha = 0.55;
    c.lineWidth = 1.5;
    c.beginPath();
    for (let k = 0; k < group.units.length; k++) {
      const [i, j] = [indexOf(k, across), indexOf(k, up)];
      c.moveTo(x(from[i]), y(from[j]));
      c.lineTo(x(to[i]), y(to[j]));
    }
    c.stroke();
    c.globalAlpha = 1;
  }

  function retrace(): void {
    axes();
    const c = context(back);
    for (let n = 1; n < past.length; n++) segment(c, past[n - 1], past[n]);
    last = past.at(-1) ?? null;
  }

  function place(): void {
    const c = context(front);
    c.clearRect(0, 0, size, size);
    c.strokeStyle = colour('--bad');
    c.lineWidth = 1.5;
    const tops = new Map<string, number[]>();
    points.forEach((point, k) => {
      const [i, j] = [indexOf(k, across), indexOf(k, up)];
      const [px, py] = [x(now[i]), y(now[j])];
      point.style.transform = `translate(${px.toFixed(2)}px, ${py.toFixed(2)}px)`;
      const spot = `${Math.round(px)} ${Math.round(py)}`;
      const there = tops.get(spot);
      if (there === undefined) tops.set(spot, [k]);
      else there.push(k);
      if (rings === null) return;
      const [rx, ry] = [x(rings[i]), y(rings[j])];
      c.beginPath();
      c.arc(rx, ry, group.units.length > MANY ? 14 : 18, 0, 2 * Math.PI);
      c.moveTo(px, py);
      c.lineTo(rx, ry);
      c.stroke();
    });
    // Of points on one another the chosen one is seen, or the last, and says who is there.
    for (const there of tops.values())
      there.forEach((k, n) => {
        const on = there.includes(chosen) ? k === chosen : n === there.length - 1;
        const text = !on
          ? ''
          : there.length > 3
            ? `${there.length}×`
            : there.map((m) => m + 1).join('=');
        if (points[k].textContent === text) return;
        points[k].textContent = text;
        label(k);
      });
  }

  function label(k: number): void {
    const [i, j] = [indexOf(k, across), indexOf(k, up)];
    const name = unitName(group, k);
    const mark = points[k].textContent ?? '';
    const stack = /[=×]/.test(mark) ? `; ${mark} on one another` : '';
    points[k].setAttribute(
      'aria-label',
      `${name}: ${group.coordinates[across]} = ${shown(now[i])}, ${group.coordinates[up]} = ${shown(now[j])}${stack}`,
    );
  }

  function decimals(value: number, step: number): string {
    const digits = Math.max(0, Math.round(-Math.log10(step)));
    return (Math.round(value / step) * step).toFixed(Math.min(20, digits));
  }

  function move(k: number, to: readonly [number, number], step: number): void {
    const [i, j] = [indexOf(k, across), indexOf(k, up)];
    const changes = new Map<number, string>();
    const text = [decimals(to[0], step), decimals(to[1], step)];
    if (Number(text[0]) !== now[i]) changes.set(i, text[0]);
    if (i !== j && Number(text[1]) !== now[j]) changes.set(j, text[1]);
    if (changes.size > 0) events.moved(changes);
    label(k);
  }

  function listen(point: HTMLButtonElement, k: number): void {
    let grip: readonly [number, number] | null = null;
    const value = (event: PointerEvent): readonly [number, number] => {
      const box = holder.getBoundingClientRect();
      const inside = (at: number) => Math.min(size - 4, Math.max(4, at));
      const px = inside(event.clientX - box.left - (grip?.[0] ?? 0));
      const py = inside(event.clientY - box.top - (grip?.[1] ?? 0));
      return [((2 * px) / size - 1) * range, (1 - (2 * py) / size) * range];
    };
    point.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      const box = holder.getBoundingClientRect();
      grip = [
        event.clientX - box.left - x(now[indexOf(k, across)]),
        event.clientY - box.top - y(now[indexOf(k, up)]),
      ];
      point.setPointerCapture(event.pointerId);
      events.chosen(k);
      events.held(true);
    });
    point.addEventListener('pointermove', (event) => {
      if (grip !== null) move(k, value(event), grid());
    });
    const end = () => {
      if (grip === null) return;
      grip = null;
      events.held(false);
    };
    point.addEventListener('pointerup', end);
    point.addEventListener('pointercancel', end);
    point.addEventListener('focus', () => {
      label(k);
      events.chosen(k);
    });
    point.addEventListener('keydown', (event) => {
      const direction = ARROWS[event.key];
      if (direction === undefined) return;
      event.preventDefault();
      const step = grid() * (event.shiftKey ? 1 : 5);
      const [i, j] = [indexOf(k, across), indexOf(k, up)];
      move(k, [now[i] + direction[0] * step, now[j] + direction[1] * step], grid());
    });
  }

  holder.append(back, front);
  new ResizeObserver(() => {
    size = Math.max(1, holder.clientWidth);
    retrace();
    place();
  }).observe(holder);
  onColours(() => {
    retrace();
    place();
  });

  return {
    show(next, nextAcross, nextUp) {
      const isNew = group !== next;
      [group, across, up] = [next, nextAcross, nextUp];
      if (!isNew) return;
      for (const point of points) point.remove();
      points = group.units.map(() => document.createElement('button'));
      holder.classList.toggle('many', points.length > MANY);
      points.forEach((point, k) => {
        point.type = 'button';
        listen(point, k);
      });
      holder.append(...points);
    },
    choose(unit) {
      chosen = unit;
      points.forEach((point, k) => {
        point.setAttribute('aria-pressed', String(k === chosen));
        point.tabIndex = points.length <= MANY || k === chosen ? 0 : -1;
      });
    },
    draw(theta, nearest) {
      [now, rings] = [theta, nearest];
      place();
    },
    trail(theta) {
      if (last !== null) segment(context(back), last, theta);
      last = theta;
    },
    retrace(all) {
      past = all;
      for (let k = 0; k < points.length; k++) label(k);
      retrace();
    },
    fit(theta, exactly = false) {
      let most = 0;
      for (const unit of group.units)
        most = Math.max(most, Math.abs(theta[unit[across]]), Math.abs(theta[unit[up]]));
      if (!exactly && most < 0.97 * range) return false;
      const next = most > 0 && Number.isFinite(most) ? 1.35 * most : 1;
      if (next === range) return false;
      range = next;
      return true;
    },
  };
}

const ARROWS: { readonly [key: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** 1, 2 or 5 times a power of ten, two or three of them on one side. */
function niceTick(range: number): number {
  const power = 10 ** Math.floor(Math.log10(range / 3));
  const share = range / 3 / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}
