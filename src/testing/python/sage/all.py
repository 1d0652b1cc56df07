"""The little of Sage that exported scripts use, in plain Python, so that they run where there is no Sage.

Names, arguments and results are those of Sage's reference: QQ, PolynomialRing(QQ, names) with gens() and elements from
dictionaries, p.dict(), p.derivative(v), p.constant_coefficient(), matrix(QQ, rows) with rank(), echelon_form(), pivots().
"""
from fractions import Fraction


def QQ(value):
    return Fraction(value)


class Polynomial:
    """Coefficients by exponents, none of them 0."""

    def __init__(self, size, terms):
        self.size, self.terms = size, terms

    def made(self, other):
        if isinstance(other, Polynomial):
            if other.size != self.size:
                raise TypeError("polynomials of two rings")
            return other
        return Polynomial(self.size, {(0,) * self.size: Fraction(other)} if other else {})

    def __add__(self, other):
        out = dict(self.terms)
        for e, c in self.made(other).terms.items():
            total = out.get(e, 0) + c
            if total:
                out[e] = total
            else:
                del out[e]
        return Polynomial(self.size, out)

    def __mul__(self, other):
        out = {}
        if not isinstance(other, Polynomial):
            return Polynomial(self.size, {e: c * other for e, c in self.terms.items()} if other else {})
        for e, c in self.terms.items():
            for f, d in self.made(other).terms.items():
                g = tuple(map(int.__add__, e, f))
                out[g] = out.get(g, 0) + c * d
        return Polynomial(self.size, {e: c for e, c in out.items() if c})

    def __pow__(self, n):
        out = self.made(1)
        for _ in range(n):
            out = out * self
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -self.made(other)

    def __rsub__(self, other):
        return self.made(other) - self

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other):
        return self.terms == self.made(other).terms

    def __hash__(self):
        return hash(frozenset(self.terms.items()))

    def dict(self):
        return dict(self.terms)

    def constant_coefficient(self):
        return self.terms.get((0,) * self.size, Fraction(0))

    def derivative(self, variable):
        (exponents,) = variable.terms
        i = exponents.index(1)
        return Polynomial(
            self.size,
            {e[:i] + (e[i] - 1,) + e[i + 1 :]: c * e[i] for e, c in self.terms.items() if e[i]},
        )


class PolynomialRing:
    def __init__(self, field, names):
        self.size = len(names)

    def gens(self):
        unit = lambda i: tuple(int(i == j) for j in range(self.size))
        return tuple(Polynomial(self.size, {unit(i): Fraction(1)}) for i in range(self.size))

    def __call__(self, value):
        if isinstance(value, dict):
            return Polynomial(self.size, {tuple(e): Fraction(c) for e, c in value.items() if c})
        return Polynomial(self.size, {}).made(value)


class matrix:
    def __init__(self, field, rows):
        self.rows = [[Fraction(c) for c in row] for row in rows]

    def __getitem__(self, i):
        return self.rows[i]

    def reduced(self):
        """Gauss and Jordan; the rows that are not 0 come first."""
        rows, pivots = [list(row) for row in self.rows], []
        for column in range(len(rows[0])):
            done = len(pivots)
            at = next((i for i in range(done, len(rows)) if rows[i][column]), None)
            if at is None:
                continue
            rows[done], rows[at] = rows[at], rows[done]
            rows[done] = [c / rows[done][column] for c in rows[done]]
            for i, row in enumerate(rows):
                if i != done and row[column]:
                    rows[i] = [a - row[column] * b for a, b in zip(row, rows[done])]
            pivots.append(column)
        return rows, tuple(pivots)

    def echelon_form(self):
        return matrix(None, self.reduced()[0])

    def pivots(self):
        return self.reduced()[1]

    def rank(self):
        return len(self.pivots())
