/*
 * The peer of bench/rhs.ts in C: one right-hand side −∇L of a two-layer tanh network under the squared
 * loss, plain loops. Usage: rhs m d n  → seconds per evaluation.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void rhs(int m, int d, int n, const double *w, const double *a, const double *x,
                const double *y, double *h, double *gw, double *ga) {
  for (int k = 0; k < m * d; k++) gw[k] = 0;
  for (int k = 0; k < m; k++) ga[k] = 0;
  for (int i = 0; i < n; i++) {
    double f = 0;
    for (int k = 0; k < m; k++) {
      double z = 0;
      for (int j = 0; j < d; j++) z += w[k * d + j] * x[i * d + j];
      h[k] = tanh(z);
      f += a[k] * h[k];
    }
    double r = (f - y[i]) / n;
    for (int k = 0; k < m; k++) {
      ga[k] -= r * h[k];
      double s = r * a[k] * (1 - h[k] * h[k]);
      for (int j = 0; j < d; j++) gw[k * d + j] -= s * x[i * d + j];
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int m = atoi(argv[1]), d = atoi(argv[2]), n = atoi(argv[3]);
  double *w = malloc(sizeof(double) * m * d), *a = malloc(sizeof(double) * m);
  double *x = malloc(sizeof(double) * n * d), *y = malloc(sizeof(double) * n);
  double *h = malloc(sizeof(double) * m), *gw = malloc(sizeof(double) * m * d);
  double *ga = malloc(sizeof(double) * m);
  srand(1);
  for (int k = 0; k < m * d; k++) w[k] = rand() / (double)RAND_MAX - 0.5;
  for (int k = 0; k < m; k++) a[k] = rand() / (double)RAND_MAX - 0.5;
  for (int k = 0; k < n * d; k++) x[k] = rand() / (double)RAND_MAX - 0.5;
  for (int k = 0; k < n; k++) y[k] = rand() / (double)RAND_MAX - 0.5;
  double best = 1e9, sink = 0;
  /* Calls between looks at the clock. */
  int batch = 1 + 100000 / (m * n);
  for (int round = 0; round < 5; round++) {
    long count = 0;
    double start = seconds(), now = start;
    while (now - start < 0.06) {
      for (int r = 0; r < batch; r++) {
        rhs(m, d, n, w, a, x, y, h, gw, ga);
        sink += ga[0];
        count++;
      }
      now = seconds();
    }
    double per = (now - start) / count;
    if (per < best) best = per;
  }
  printf("%.9g\n", best);
  return sink == 42.0;
}
