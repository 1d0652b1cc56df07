/** VitePress's own theme with the fonts of the reader's machine, and curves where a page has some. */
import { useData, useRoute } from 'vitepress';
import Theme from 'vitepress/theme-without-fonts';
import { nextTick, onMounted, watch } from 'vue';
import './style.css';
import './card.css';

/** Draws what lies in the data-plots of the page; again where the colours change. */
async function draw() {
  if (document.querySelector('[data-plots]') === null) return;
  const { drawCurves } = await import('./draw-curves.mjs');
  drawCurves();
}

export default {
  ...Theme,
  setup() {
    const route = useRoute();
    const { isDark } = useData();
    onMounted(draw);
    watch([() => route.path, isDark], () => nextTick(draw));
  },
};
