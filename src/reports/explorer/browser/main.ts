/** The page of `falsim explore` in the browser; in a worker the same bundle answers what is computed exactly. */
import { element } from './elements.ts';
import { serve } from './exact-worker.ts';
import { explore } from './explore.ts';

if (typeof document === 'undefined') serve();
else {
  const code = element('code').textContent ?? '';
  explore(JSON.parse(element('given').textContent ?? ''), code);
}
