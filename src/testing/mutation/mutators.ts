/**
 * Mutants of one source file: small changes that a test should notice. One change a mutant, the rest of
 * the file stays. What is said to people (arguments of errors, sentences of refusals) is left alone, and
 * so are types, imports and declarations.
 */
import ts from 'typescript';
import { exclusionOf, type Reason } from './exclusions.ts';
import type { Mutator } from './mutator-names.ts';

export interface Mutant {
  /** Place in the file's list. */
  readonly index: number;
  /** Half-open range of the source that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly mutator: Mutator;
  /** Counted from 1. */
  readonly line: number;
  /** Whether a statement is replaced, else an expression. */
  readonly isStatement: boolean;
  /** Why it changes time alone and is not tried, null where it is. */
  readonly excluded: Reason | null;
}

type Swap = readonly [Mutator, string];
const { SyntaxKind: K } = ts;

/** By operator: what takes its place. */
const BINARY: ReadonlyMap<ts.SyntaxKind, readonly Swap[]> = new Map<ts.SyntaxKind, readonly Swap[]>(
  [
    [
      K.LessThanToken,
      [
        ['boundary', '<='],
        ['negation', '>='],
      ],
    ],
    [
      K.LessThanEqualsToken,
      [
        ['boundary', '<'],
        ['negation', '>'],
      ],
    ],
    [
      K.GreaterThanToken,
      [
        ['boundary', '>='],
        ['negation', '<='],
      ],
    ],
    [
      K.GreaterThanEqualsToken,
      [
        ['boundary', '>'],
        ['negation', '<'],
      ],
    ],
    [K.EqualsEqualsEqualsToken, [['negation', '!==']]],
    [K.ExclamationEqualsEqualsToken, [['negation', '===']]],
    [K.AmpersandAmpersandToken, [['connective', '||']]],
    [K.BarBarToken, [['connective', '&&']]],
    [K.PlusToken, [['arithmetic', '-']]],
    [K.MinusToken, [['arithmetic', '+']]],
    [K.AsteriskToken, [['arithmetic', '/']]],
    [K.SlashToken, [['arithmetic', '*']]],
    [K.PercentToken, [['arithmetic', '*']]],
    [K.AsteriskAsteriskToken, [['arithmetic', '*']]],
    [K.LessThanLessThanToken, [['arithmetic', '>>']]],
    [K.GreaterThanGreaterThanToken, [['arithmetic', '<<']]],
    [K.PlusEqualsToken, [['arithmetic', '-=']]],
    [K.MinusEqualsToken, [['arithmetic', '+=']]],
    [K.AsteriskEqualsToken, [['arithmetic', '/=']]],
  ],
);

/** By method: its counterpart. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['max', 'min'],
  ['min', 'max'],
]);

/** Functions that hand back what they were given, or throw. */
const CHECK = /^(check|checked|required|ensure|within|assert)/;

export function mutantsOf(text: string, name = 'file.ts'): Mutant[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const found: Mutant[] = [];
  const source = (node: ts.Node) => text.slice(node.getStart(file), node.getEnd());
  function change(node: ts.Node, mutator: Mutator, replacement: string, isStatement = false): void {
    const start = node.getStart(file);
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    const [index, end] = [found.length, node.getEnd()];
    const excluded = exclusionOf(node, mutator, replacement);
    found.push({ index, start, end, replacement, mutator, line, isStatement, excluded });
  }
  function condition(test: ts.Expression): void {
    if (test.kind === K.TrueKeyword || test.kind === K.FalseKeyword) return;
    change(test, 'condition', 'true');
    change(test, 'condition', 'false');
  }
  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isThrowStatement(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (
      ts.isNewExpression(node) &&
      /Error|Refused|NotVerifiable|Unfit/.test(source(node.expression))
    )
      return;
    if (ts.isYieldExpression(node) && node.expression && isSentence(node.expression)) return;
    if (ts.isIfStatement(node)) {
      if (node.elseStatement === undefined && leaves(node.thenStatement))
        change(node, 'guard removed', '', true);
      else change(node.expression, 'condition', 'false');
      change(node.expression, 'condition', 'true');
    } else if (ts.isConditionalExpression(node)) condition(node.condition);
    else if (ts.isWhileStatement(node)) change(node.expression, 'condition', 'false');
    else if (ts.isExpressionStatement(node)) {
      if (ts.isCallExpression(node.expression)) change(node, 'call removed', '', true);
    } else if (ts.isBinaryExpression(node)) {
      for (const [mutator, operator] of BINARY.get(node.operatorToken.kind) ?? [])
        if (!isText(node))
          change(node, mutator, `${source(node.left)} ${operator} ${source(node.right)}`);
    } else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === K.ExclamationToken) change(node, 'negation', source(node.operand));
      if (node.operator === K.MinusToken && !ts.isNumericLiteral(node.operand))
        change(node, 'arithmetic', source(node.operand));
    } else if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
      if (!isName(node)) for (const value of neighbours(node)) change(node, 'number', value);
    } else if (node.kind === K.TrueKeyword) change(node, 'boolean', 'false');
    else if (node.kind === K.FalseKeyword) change(node, 'boolean', 'true');
    else if (ts.isArrayLiteralExpression(node) && isMeantAsList(node)) change(node, 'array', '[]');
    else if (ts.isCallExpression(node)) call(node);
    ts.forEachChild(node, visit);
  }
  function call(node: ts.CallExpression): void {
    const { expression: callee, arguments: given } = node;
    if (ts.isPropertyAccessExpression(callee) && !callee.questionDotToken) {
      const other = METHODS.get(callee.name.text);
      if (other !== undefined && given.length > 0)
        change(
          node,
          'quantifier',
          `${source(callee.expression)}.${other}(${given.map(source).join(', ')})`,
        );
    } else if (ts.isIdentifier(callee) && CHECK.test(callee.text) && given.length > 0)
      if (!ts.isExpressionStatement(node.parent)) change(node, 'check removed', source(given[0]!));
  }
  visit(file);
  return found;
}

/** Whether it ends in a refusal or in a way out. */
function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1);
    return last !== undefined && leaves(last);
  }
  return (
    ts.isThrowStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isContinueStatement(statement) ||
    ts.isBreakStatement(statement) ||
    (ts.isExpressionStatement(statement) &&
      (ts.isYieldExpression(statement.expression) || ts.isCallExpression(statement.expression)))
  );
}

const isSentence = (node: ts.Node) =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateExpression(node);

/** A sum of texts: there is no difference of them. */
const isText = (node: ts.BinaryExpression) =>
  node.operatorToken.kind === K.PlusToken && (isSentence(node.left) || isSentence(node.right));

/** Keys and enum values that only look like numbers. */
const isName = (node: ts.Node) =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  ts.isLiteralTypeNode(node.parent);

/** Constants and what is looped over, not pairs [a, b] in calls or the left of an assignment. */
function isMeantAsList(node: ts.ArrayLiteralExpression): boolean {
  if (node.elements.length === 0) return false;
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) ||
    (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
    (ts.isForOfStatement(parent) && parent.expression === node)
  );
}

/** n ± 1; 100·n for large ones and fractions, which are sizes and tolerances. */
function neighbours(node: ts.NumericLiteral | ts.BigIntLiteral): string[] {
  if (ts.isBigIntLiteral(node)) {
    const n = BigInt(node.text.replaceAll('_', '').slice(0, -1));
    return n < 2n ? [`${n + 1n}n`] : [`${n + 1n}n`, `${n - 1n}n`];
  }
  const n = Number(node.text);
  if (!Number.isInteger(n) || Math.abs(n) >= 1000)
    return [`${node.text} * 100`, `${node.text} / 100`];
  return n < 2 ? [`${n + 1}`] : [`${n + 1}`, `${n - 1}`];
}
