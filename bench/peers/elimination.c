/* The peer of bench/orbits.ts: rank of a dense random n × n matrix mod p by FLINT. Prints seconds. */
#include <flint/nmod_mat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  slong n = atol(argv[1]);
  mp_limb_t p = strtoul(argv[2], NULL, 10);
  flint_rand_t state;
  flint_randinit(state);
  double best = 1e9;
  for (int round = 0; round < 5; round++) {
    nmod_mat_t a;
    nmod_mat_init(a, n, n, p);
    nmod_mat_randfull(a, state);
    struct timespec s, e;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &s);
    volatile slong rank = nmod_mat_rank(a);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &e);
    (void)rank;
    double t = (e.tv_sec - s.tv_sec) + 1e-9 * (e.tv_nsec - s.tv_nsec);
    if (t < best) best = t;
    nmod_mat_clear(a);
  }
  printf("%.9g\n", best);
  return 0;
}
