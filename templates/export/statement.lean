/-
{{title}}

A statement for Lean 4 with Mathlib: what is claimed, with definitions that say what is meant. Nothing is proved here, every
`sorry` stands for a proof. What falsim proved it with is a certificate (`falsim export … --to python` writes a script
that decides it); of models that are polynomials `--to lean` writes a proof. Where F divides by 0, or takes a root or logarithm of
what is not positive, Lean has values by convention and F has none: there the statement says nothing about the model.

  model       {{model}}
  digest      {{digest}}
-/
import Mathlib

namespace Falsim

abbrev Parameters := Fin {{size}} → ℝ
abbrev Inputs := Fin {{inputs}} → ℝ

{{functions}}
/-- F(θ)(x), an entry for each output. -/
noncomputable def F (t : Parameters) (x : Inputs) : Fin {{outputs}} → ℝ :=
{{program}}

/-- The point θ. -/
noncomputable def theta : Parameters := ![{{theta}}]

/-- The gradient of output o at x: what data and loss combine to move θ. -/
noncomputable def field (x : Inputs) (o : Fin {{outputs}}) (t : Parameters) : Parameters :=
  fun i => fderiv ℝ (fun s => F s x o) t (Pi.single i 1)

/-- The fields and their brackets [X, Y] = DY·X − DX·Y. -/
inductive Generated : (Parameters → Parameters) → Prop
  | gradient (x : Inputs) (o : Fin {{outputs}}) : Generated (field x o)
  | bracket (X Y : Parameters → Parameters) : Generated X → Generated Y →
      Generated (fun t => fderiv ℝ Y t (X t) - fderiv ℝ X t (Y t))

/-- The orbit of θ has dimension {{lower}} or more: that of the Lie algebra at θ (Hermann, Nagano). -/
theorem orbit_at_least : ∃ X : Fin {{lower}} → Parameters → Parameters,
    (∀ k, Generated (X k)) ∧ LinearIndependent ℝ (fun k => X k theta) := by sorry

/-- It has dimension {{upper}} or less. -/
theorem orbit_at_most : ∀ X : Fin ({{upper}} + 1) → Parameters → Parameters,
    (∀ k, Generated (X k)) → ¬ LinearIndependent ℝ (fun k => X k theta) := by sorry
{{upper_bound}}{{stratum}}
end Falsim
