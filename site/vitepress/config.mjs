/** The site as VitePress builds it; what is on it says `site.json`, which `site/main.ts` writes. */
import site from './site.json';

/** What a search need not look into: programs, drawings, formulas. */
const UNSEARCHED = /<(pre|svg|math|dl)\b[\s\S]*?<\/\1>/g;

/** A column without a title has a cell above it that is no title. */
function emptyTitles(markdown) {
  markdown.core.ruler.push('empty-titles', ({ tokens }) => {
    tokens.forEach((token, k) => {
      if (token.type !== 'th_open' || tokens[k + 1].content !== '') return;
      token.tag = 'td';
      tokens[k + 2].tag = 'td';
    });
  });
}

export default {
  lang: 'en',
  title: 'falsim',
  description: site.description,
  appearance: true,
  markdown: {
    // Expressions in braces are mathematics here.
    attrs: { disable: true },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: emptyTitles,
  },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  themeConfig: {
    nav: site.nav,
    sidebar: site.sidebar,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        _render: (source, env, markdown) => markdown.render(source, env).replace(UNSEARCHED, ''),
      },
    },
  },
};
