import { expect, it } from 'vitest';
import { neededDefinitions } from './needed-definitions.ts';

it('keeps what is called, directly or not, with its comments', () => {
  const script = `import sys

# Numbers.
def used(x): return inner(x)
class Unused: pass

def inner(x):
    if x: return 1

    return Kept

# Nothing of this is called.
def unused(x):
    return used(x)
def recursive(): return recursive()

# A comment that stands alone.

# Classes.
class Kept:
    def method(self): return 0
TABLE = {
    "a": used,
}
# The end.
print(TABLE)`;
  expect(neededDefinitions(script)).toBe(`import sys

# Numbers.
def used(x): return inner(x)

def inner(x):
    if x: return 1

    return Kept

# A comment that stands alone.

# Classes.
class Kept:
    def method(self): return 0
TABLE = {
    "a": used,
}
# The end.
print(TABLE)`);
});
