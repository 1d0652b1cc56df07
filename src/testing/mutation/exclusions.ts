/**
 * Mutants that no test can tell from the source because they change time alone. They are left out of the
 * score by these rules and counted under the reason; everything else that survives counts.
 *
 * What is said to people is never mutated in the first place (`mutators.ts`).
 */
import ts from 'typescript';
import type { Mutator } from './mutator-names.ts';

export const REASONS = {
  charge: 'the size of a charge for work: an estimate, right up to a factor',
  memory: 'what was found before is found again',
  shortcut: 'a shortcut marked as one is not taken',
  effort: 'a limit of effort marked as one, moved by one or by a factor of 100',
} as const;
export type Reason = keyof typeof REASONS;

/**
 * Comment before an `if` whose branch only saves time, or before constants and short functions that only bound what is
 * tried, as far as the next empty line. The comment goes on to say why that is so.
 */
const MARK = /(?:Time|Effort) alone:/;

/** Functions that estimate how many operations something takes. */
const COST = /^(?:#?cost|costOf\w*|\w+Cost|operationCost)$/;

/** Why the mutant of a node changes time alone, null where it may change more. */
export function exclusionOf(node: ts.Node, mutator: Mutator, replacement: string): Reason | null {
  if ((mutator === 'number' || mutator === 'arithmetic') && isCharge(node)) return 'charge';
  if (isForgetting(node, mutator, replacement)) return 'memory';
  if (mutator === 'guard removed' || (mutator === 'condition' && replacement === 'false')) {
    const shortcut = ts.isIfStatement(node) ? node : node.parent;
    if (ts.isIfStatement(shortcut) && shortcut.elseStatement === undefined && isMarked(shortcut))
      return 'shortcut';
  }
  if ((mutator === 'number' || mutator === 'arithmetic') && isWithinLimit(node)) return 'effort';
  if (mutator === 'boundary' && ts.isBinaryExpression(node)) {
    const sides = [node.left, node.right];
    if (sides.some((side) => ts.isIdentifier(side) && isLimit(side))) return 'effort';
  }
  return null;
}

/** A constant of the module that is marked as one that bounds what is tried. */
function isOfLimit(constant: ts.Node): boolean {
  return (
    ts.isVariableDeclaration(constant) &&
    ts.isSourceFile(constant.parent.parent.parent) &&
    isMarked(firstOfParagraph(constant.parent.parent))
  );
}

/** In the formula of a limit or in a function that gives one, marked like a constant. */
function isWithinLimit(node: ts.Node): boolean {
  let statement = node;
  while (!ts.isSourceFile(statement.parent)) statement = statement.parent;
  return (
    (ts.isFunctionDeclaration(statement) && isMarked(statement)) ||
    (ts.isVariableStatement(statement) && isMarked(firstOfParagraph(statement)))
  );
}

/** Beyond a limit or at it: the limit moved by one. */
function isLimit(name: ts.Identifier): boolean {
  return variablesOf(name.getSourceFile()).some(
    (constant) => constant.name.getText() === name.text && isOfLimit(constant),
  );
}

/** Of the module itself. */
function variablesOf(file: ts.SourceFile): ts.VariableDeclaration[] {
  return file.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
  );
}

/** In the argument of `spend`, or in what a cost function gives. */
function isCharge(node: ts.Node): boolean {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if (ts.isCallExpression(outer) && outer.expression.getText() === 'spend') return true;
    const named =
      ts.isFunctionDeclaration(outer) || ts.isMethodDeclaration(outer)
        ? outer.name?.getText()
        : undefined;
    if (named !== undefined) return COST.test(named);
  }
  return false;
}

/**
 * With `const known = memory.get(key)`, memory a map of the module, or what it has attached to objects: nothing is put
 * into it, or what is there is not used, so that it is computed once more.
 */
function isForgetting(node: ts.Node, mutator: Mutator, replacement: string): boolean {
  if (mutator === 'call removed' && ts.isExpressionStatement(node)) {
    const { expression: call } = node;
    return (
      ts.isCallExpression(call) &&
      ts.isPropertyAccessExpression(call.expression) &&
      call.expression.name.text === 'set' &&
      isMemory(call.expression.expression)
    );
  }
  const asked =
    mutator === 'guard removed' && ts.isIfStatement(node)
      ? { test: node.expression, operator: ts.SyntaxKind.ExclamationEqualsEqualsToken }
      : mutator === 'condition' && replacement === 'true' && ts.isIfStatement(node.parent)
        ? { test: node, operator: ts.SyntaxKind.EqualsEqualsEqualsToken }
        : null;
  if (asked === null || !ts.isBinaryExpression(asked.test)) return false;
  const { left, operatorToken, right } = asked.test;
  return (
    operatorToken.kind === asked.operator && right.getText() === 'undefined' && isRecalled(left)
  );
}

/** A local that begins with what the memory has. */
function isRecalled(name: ts.Node): boolean {
  if (!ts.isIdentifier(name)) return false;
  for (let outer: ts.Node = name; outer.parent !== undefined; outer = outer.parent)
    if (ts.isBlock(outer))
      for (const statement of outer.statements)
        if (ts.isVariableStatement(statement))
          for (const { name: own, initializer } of statement.declarationList.declarations)
            if (own.getText() === name.text && initializer !== undefined)
              return (
                ts.isCallExpression(initializer) &&
                ts.isPropertyAccessExpression(initializer.expression) &&
                initializer.expression.name.text === 'get' &&
                isMemory(initializer.expression.expression)
              );
  return false;
}

function isMemory(node: ts.Node): boolean {
  return (
    ts.isIdentifier(node) &&
    variablesOf(node.getSourceFile()).some(
      ({ name, initializer }) =>
        name.getText() === node.text &&
        initializer !== undefined &&
        (ts.isNewExpression(initializer) || ts.isCallExpression(initializer)) &&
        /^(?:Map|WeakMap|Recent|attached)$/.test(initializer.expression.getText()),
    )
  );
}

/** The first of the statements of a file that stand one below the other, without empty lines or comments, down to this one. */
function firstOfParagraph(statement: ts.Node): ts.Node {
  const file = statement.getSourceFile();
  let at = file.statements.indexOf(statement as ts.Statement);
  const gapBefore = (k: number) =>
    file.text.slice(file.statements[k - 1].getEnd(), file.statements[k].getStart());
  while (at > 0 && gapBefore(at) === '\n') at--;
  return file.statements[at];
}

function isMarked(statement: ts.Node): boolean {
  const text = statement.getSourceFile().text;
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  return comments.some(({ pos, end }) => MARK.test(text.slice(pos, end)));
}
