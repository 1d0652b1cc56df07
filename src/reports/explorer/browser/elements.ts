/** What of the document the page works with. */

/** @throws Error where the page has no such element: a defect. */
export function element<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found as E;
}

/** Text is set only where it changes, so that nothing is laid out anew for it. */
export function write(id: string, text: string): void {
  const place = element(id);
  if (place.textContent !== text) place.textContent = text;
}

/** A select with these names; its value is the number of the chosen one. */
export function options(id: string, names: readonly string[], chosen = 0): HTMLSelectElement {
  const select = element<HTMLSelectElement>(id);
  select.replaceChildren(
    ...names.map((name, k) => {
      const option = document.createElement('option');
      option.value = String(k);
      option.textContent = name;
      return option;
    }),
  );
  select.value = String(chosen);
  return select;
}

/** A colour of the page, dark or light. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls back where dark becomes light. */
export function onColours(callback: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback);
}

/** A number of few digits for people. */
export function shown(x: number, digits = 4): string {
  if (!Number.isFinite(x)) return String(x);
  const text =
    x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5)
      ? x.toExponential(digits - 1)
      : String(Number(x.toPrecision(digits)));
  return text.replace('-', '−');
}
