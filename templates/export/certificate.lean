/-
{{title}}

Checked by the kernel of Lean 4 (4.15 or later) with nothing imported: run `lean` on this file. No output means that all
of it holds.

  model       {{model}}
  parameters  {{parameters}}
  digest      {{digest}}

What is proved. F is a polynomial; `phi` lists its coefficients in the inputs, each a polynomial in θ with integer
coefficients (F is multiplied by an integer). Their gradients span what training can do at once.

  independent         iterated brackets of these fields, at θ, are independent: {{lower}} of them
  fixed_…, tangent_…, conserved_…
                      symmetries of F fix θ, fields are tangent to equations, and laws are conserved: as polynomials
  constraints_independent
                      together these take {{taken}} of {{size}} dimensions at θ, so that {{upper}} are left

What is not. That `phi` is what the model computes: falsim expanded it. That the polynomials of this text behave as
polynomials do: its forty lines have to be read. That an orbit has the dimension of its Lie algebra (Hermann and Nagano),
stays on what symmetries fix, and on level sets of laws: theorems that are quoted. {{gap}}
-/
set_option maxRecDepth 100000

namespace Falsim

/-- Σ coefficient · Π θᵢ^eᵢ, by ascending exponents, no coefficient 0. -/
abbrev Poly := List (Int × List Nat)

def order : List Nat → List Nat → Ordering
  | [], [] => Ordering.eq
  | [], _ :: _ => Ordering.lt
  | _ :: _, [] => Ordering.gt
  | a :: s, b :: t => if a < b then Ordering.lt else if b < a then Ordering.gt else order s t

def addTerm (c : Int) (e : List Nat) : Poly → Poly
  | [] => if c = 0 then [] else [(c, e)]
  | (d, f) :: p =>
    match order e f with
    | Ordering.lt => if c = 0 then (d, f) :: p else (c, e) :: (d, f) :: p
    | Ordering.eq => if c + d = 0 then p else (c + d, e) :: p
    | Ordering.gt => (d, f) :: addTerm c e p

def add (p q : Poly) : Poly := q.foldl (fun s t => addTerm t.1 t.2 s) p
def scaled (c : Int) (p : Poly) : Poly := p.foldl (fun s t => addTerm (c * t.1) t.2 s) []
def timesTerm (t : Int × List Nat) (q : Poly) : Poly :=
  q.foldl (fun s u => addTerm (t.1 * u.1) (List.zipWith (fun a b => a + b) t.2 u.2) s) []
def mul (p q : Poly) : Poly := p.foldl (fun s t => add s (timesTerm t q)) []

def exponent : List Nat → Nat → Nat
  | [], _ => 0
  | a :: _, 0 => a
  | _ :: s, i + 1 => exponent s i
def lowered : List Nat → Nat → List Nat
  | [], _ => []
  | a :: s, 0 => (a - 1) :: s
  | a :: s, i + 1 => a :: lowered s i

/-- ∂p/∂θᵢ -/
def derivative (p : Poly) (i : Nat) : Poly :=
  p.foldl (fun s t => addTerm (t.1 * Int.ofNat (exponent t.2 i)) (lowered t.2 i) s) []
def places : List Nat := {{places}}
def gradient (p : Poly) : List Poly := places.map (derivative p)
def dot (p q : List Poly) : Poly := (List.zipWith mul p q).foldl add []
/-- [X, Y] = DY·X − DX·Y -/
def bracket (X Y : List Poly) : List Poly :=
  List.zipWith (fun x y => add (dot (gradient y) X) (scaled (-1) (dot (gradient x) Y))) X Y

def power (a : Int) : Nat → Int
  | 0 => 1
  | n + 1 => a * power a n
def total (e : List Nat) : Nat := e.foldl (fun a b => a + b) 0
def product (point : List Int) (e : List Nat) : Int := (List.zipWith power point e).foldl (fun a b => a * b) 1

/-- θ = `theta`/`scale`. -/
def theta : List Int := {{theta}}
def scale : Int := {{scale}}
/-- No degree of a polynomial below is larger. -/
def degree : Nat := {{degree}}

/-- scale^degree · p(θ) -/
def value (p : Poly) : Int :=
  p.foldl (fun s t => s + t.1 * power scale (degree - total t.2) * product theta t.2) 0
def unit : Poly := [(1, places.map fun _ => 0)]
def powerOf (p : Poly) : Nat → Poly
  | 0 => unit
  | n + 1 => mul p (powerOf p n)
/-- scale^degree · p at the point whose coordinates are `images`/scale -/
def restricted (images : List Poly) (p : Poly) : Poly :=
  p.foldl (fun s t => add s (scaled (t.1 * power scale (degree - total t.2))
    ((List.zipWith powerOf images t.2).foldl mul unit))) []

def pairing (r s : List Int) : Int := (List.zipWith (fun a b => a * b) r s).foldl (fun a b => a + b) 0
def products (rows columns : List (List Int)) : List (List Int) := rows.map fun r => columns.map (pairing r)
def multiple (c : Int) (n : Nat) : List (List Int) :=
  (List.range n).map fun i => (List.range n).map fun j => if i = j then c else 0
def coordinate (i : Nat) : Poly := [(1, places.map fun j => if i = j then 1 else 0)]
/-- Σ rᵢ·θᵢ + c -/
def affine (r : List Int) (c : Int) : Poly :=
  add (addTerm c (places.map fun _ => 0) []) ((List.zipWith (fun a i => scaled a (coordinate i)) r places).foldl add [])
def zeros : List Poly → List Poly := List.map fun _ => []

/-- F: its coefficients in the inputs. -/
def phi : List Poly := [
{{phi}}
]
def field (k : Nat) : List Poly := gradient ((phi.drop k).headD [])

/-- Brackets at θ. -/
def rows : List (List Int) := [
{{rows}}]
theorem number_of_rows : rows.length = {{lower}} := by decide +kernel
/-- A right inverse of the rows, up to an integer that is not 0. -/
theorem independent : products rows {{rowsInverse}} = multiple {{rowsMultiple}} {{lower}} := by decide +kernel
theorem independent_multiple : ({{rowsMultiple}} : Int) ≠ 0 := by decide

{{witnesses}}/-- Conditions on tangent vectors of the orbit at θ. -/
def constraints : List (List Int) := [
{{constraints}}]
theorem number_of_constraints : constraints.length = {{taken}} := by decide +kernel
theorem constraints_independent :
    products constraints {{constraintsInverse}} = multiple {{constraintsMultiple}} {{taken}} := by decide +kernel
theorem constraints_multiple : ({{constraintsMultiple}} : Int) ≠ 0 := by decide

/-- {{lower}} ≤ dim O(θ) ≤ {{size}} − {{taken}} = {{upper}} -/
theorem dimension_left : places.length - constraints.length = {{upper}} := by decide +kernel

end Falsim
