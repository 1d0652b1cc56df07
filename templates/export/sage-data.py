
PARAMETERS = {{parameters}}
DATUM, OTHERS, OUTPUTS = {{datum}}, {{others}}, {{outputs}}  # entries of x, of the other inputs, of F
CHOICES = {{choices}}  # all values of finite inputs: [place among the others, value]
FIELD_IS_GIVEN = {{given}}  # whether F is itself the vector field
{{functions}}

def F(t, x):
    """F(θ)(x): θ = t, flat; x flat, then the other inputs."""
{{program}}

CERTIFICATE = json.loads(r"""
{{certificate}}
""")
THETA = [Q(str(v)) for v in CERTIFICATE["theta"]]
SIZE = len(THETA)

def dense(form):
    out = [Q(0)] * SIZE
    for i, c in form: out[i] += Q(str(c))
    return out

def matrix_of(g):
    """θ ↦ Aθ + b"""
    A, b = [[Q(int(i == j)) for j in range(SIZE)] for i in range(SIZE)], [Q(0)] * SIZE
    if g["kind"] == "signed-permutation":
        A = [[Q(0)] * SIZE for _ in range(SIZE)]
        for i, (to, sign) in enumerate(zip(g["target"], g["sign"])):
            A[to][i] = Q(sign)
            if g["shift"]: b[to] = Q(str(g["shift"][i]))
        return A, b
    for block in g["blocks"]:
        if block["matrix"] is not None: m = [[Q(str(c)) for c in row] for row in block["matrix"]]
        else:
            v = [Q(str(c)) for c in block["vector"]]
            m = [[Q(int(i == j)) - 2 * v[i] * v[j] / sum(c * c for c in v) for j in range(len(v))] for i in range(len(v))]
        for on in block["on"]:
            for k, i in enumerate(on):
                A[i] = [Q(0)] * SIZE
                for l, j in enumerate(on): A[i][j] = m[k][l]
    return A, b

def forms_of(symmetries):
    """Linear forms that are 0 on all that the symmetries fix, which are isometries and fix θ."""
    forms = []
    for A, b in symmetries:
        for i, row in enumerate(A):
            if any(sum(x * y for x, y in zip(row, other)) != int(i == j) for j, other in enumerate(A)):
                raise Refused("a symmetry is no isometry")
            if sum(c * q for c, q in zip(row, THETA)) + b[i] != THETA[i]: raise Refused("a symmetry moves θ")
            forms.append([c - int(i == j) for j, c in enumerate(row)])
    return forms
