/** What this project tries to falsify. `npx falsim` finds it from here and below. */
import { defineConfig } from 'falsim';

export default defineConfig({
  models: ['./models/one-neuron.ts'],
  claims: ['./claims/balance-is-kept.ts'],
  counterexamples: './counterexamples',
  profiles: {
    default: { runs: 300 },
    night: { time: '1h', jobs: 2 },
  },
});
