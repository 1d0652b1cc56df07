import { describe, expect, it } from 'vitest';
import { escaped, html, scriptText } from './html.ts';

const HOSTILE = '<script>document.title = "owned"</script><img src=x onerror="document.title=1">';

describe('markup', () => {
  it('is text wherever something is filled in', () => {
    expect(html`<p title="${'"&\''}">${HOSTILE}</p>`.markup).toBe(
      `<p title="&quot;&amp;&#39;">${escaped(HOSTILE)}</p>`,
    );
    expect(escaped(HOSTILE)).not.toMatch(/[<>"]/);
    expect(html`${[html`<b>${1}</b>`, null, undefined, 'a\u0007\u202eb']}`.markup).toBe(
      '<b>1</b>ab',
    );
  });

  it('JSON does not end the script it stands in, and is the same JSON', () => {
    const value = { a: `</script>${HOSTILE}`, b: '\u2028&' };
    const { markup } = scriptText(JSON.stringify(value));
    expect(markup).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(markup)).toEqual(value);
  });
});
