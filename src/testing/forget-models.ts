/** Set up before each file of tests: the models that it makes known are forgotten after it. */
import { afterAll } from 'vitest';
import { forgetModels } from './registering.ts';

afterAll(forgetModels);
