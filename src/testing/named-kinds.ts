/**
 * Where source text asks for a kind of model by name. A literal counts when it is the name of a registered
 * kind; names that are also losses or functions (`linear`, `polynomial`) count only where the context says
 * kind: a key `kind` or `kinds`, a comparison with one, a type of kinds, a question put to a model.
 */
import ts from 'typescript';
import type { AnyModel } from '../models/contract.ts';
import { registeredModels } from '../models/registry.ts';
import { specFields } from '../models/spec-fields.ts';
import { lossNames } from '../training/loss.ts';

export interface NamedKind {
  readonly line: number;
  /** The kind, or the question that knows kinds. */
  readonly name: string;
}

/** Questions that only models of certain kinds answer. */
const QUESTIONS = ['isOfKind'];
/** Names of functions with parts, which instances write as objects. */
const FUNCTIONS = ['polynomial', 'shifted', 'taylor', 'sum', 'product', 'composition'];

/** Asks source texts, one after another, for the kinds that are registered now. */
export function findsKinds(): (text: string) => NamedKind[] {
  const kinds = new Set(registeredModels().map(({ kind }) => kind));
  const keys = new Set(['layers', ...registeredModels().flatMap(keysOf)]);
  // Most texts have none of these words, and are not parsed.
  const words = new RegExp(`(['"\`])(${[...kinds, ...keys].join('|')})\\1|${QUESTIONS.join('|')}`);
  return (text) => (words.test(text) ? namedKinds(text, kinds, keys) : []);
}

function namedKinds(
  text: string,
  kinds: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): NamedKind[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const ambiguous = new Set([...lossNames, ...FUNCTIONS]);
  const found: NamedKind[] = [];
  const report = (node: ts.Node, name: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ line: line + 1, name });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && kinds.has(node.text)) {
      if (!isModuleName(node) && (!ambiguous.has(node.text) || speaksOfKinds(node)))
        report(node, node.text);
    }
    if (ts.isCallExpression(node) && QUESTIONS.includes(node.expression.getText()))
      report(node, node.expression.getText());
    if (isKeyInModel(node, keys)) report(node, node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isModuleName({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent);
}

/** What only specs of some kinds have. */
function keysOf({ spec }: AnyModel): string[] {
  return specFields(spec).map(({ path }) => String(path[0]));
}

/** `'widths' in model`. */
function isKeyInModel(node: ts.Node, keys: ReadonlySet<string>): boolean {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
    ts.isStringLiteralLike(node.left) &&
    keys.has(node.left.text) &&
    /\bmodel$/.test(node.right.getText())
  );
}

function speaksOfKinds(literal: ts.Node): boolean {
  for (let node = literal; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent))
      return /^kinds?$/.test(parent.name.getText());
    if (ts.isBinaryExpression(parent)) {
      const other = parent.left === node ? parent.right : parent.left;
      return /\bkinds?$/i.test(other.getText());
    }
    if (ts.isCaseClause(parent)) return /\bkind$/i.test(parent.parent.parent.expression.getText());
    if (ts.isCallExpression(parent)) return /kind|modelOf/i.test(parent.expression.getText());
    if (ts.isTypeAliasDeclaration(parent)) return /kind/i.test(parent.name.text);
    if (ts.isVariableDeclaration(parent))
      return /kind/i.test(`${parent.name.getText()} ${parent.type?.getText() ?? ''}`);
    if (ts.isStatement(parent)) return false;
  }
  return false;
}
