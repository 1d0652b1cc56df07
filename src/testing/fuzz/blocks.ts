/**
 * Sources with a mark in every block – bodies of functions and loops, both sides of conditions, right sides of &&, ||
 * and ?? – so that a run tells which of them it reached.
 */
import ts from 'typescript';
import { MARKS } from './coverage.ts';

const { SyntaxKind: K } = ts;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * @param text of a source file in TypeScript.
 * @param first number of its first block.
 */
export function withMarks(text: string, first: number): { text: string; blocks: number } {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ESNext, true);
  const insertions: Insertion[] = [];
  let next = first;
  const mark = () => `${MARKS}[${next++}] = 1`;
  const insert = (at: number, inserted: string) => insertions.push({ at, text: inserted });
  function statement(node: ts.Statement): void {
    if (ts.isBlock(node)) {
      insert(node.getStart(file) + 1, ` ${mark()};`);
      return;
    }
    insert(node.getStart(file), `{ ${mark()}; `);
    insert(node.getEnd(), ' }');
  }
  function expression(node: ts.Expression): void {
    insert(node.getStart(file), `(${mark()}, (`);
    insert(node.getEnd(), '))');
  }
  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node))
      return;
    const before = insertions.length;
    if (ts.isFunctionLike(node)) {
      const body = (node as ts.FunctionLikeDeclaration).body;
      if (body !== undefined) ts.isBlock(body) ? statement(body) : expression(body);
    } else if (ts.isIterationStatement(node, false)) statement(node.statement);
    else if (ts.isIfStatement(node)) {
      statement(node.thenStatement);
      if (node.elseStatement !== undefined) statement(node.elseStatement);
    } else if (ts.isConditionalExpression(node)) {
      expression(node.whenTrue);
      expression(node.whenFalse);
    } else if (ts.isCaseOrDefaultClause(node) && node.statements.length > 0)
      insert(node.statements[0].getStart(file), `${mark()}; `);
    else if (ts.isCatchClause(node)) statement(node.block);
    else if (
      ts.isBinaryExpression(node) &&
      [K.AmpersandAmpersandToken, K.BarBarToken, K.QuestionQuestionToken].includes(
        node.operatorToken.kind,
      )
    )
      expression(node.right);
    const own = insertions.splice(before);
    // What opens here stands outside of what opens at the same place further in, and closes after it.
    insertions.push(...own.filter(({ text: t }) => !/^(\)\)| \})$/.test(t)));
    ts.forEachChild(node, visit);
    insertions.push(...own.filter(({ text: t }) => /^(\)\)| \})$/.test(t)));
    if (ts.isIfStatement(node) && node.elseStatement === undefined)
      insert(node.getEnd(), ` else { ${mark()}; }`);
  }
  visit(file);
  let [out, from] = ['', 0];
  const ordered = insertions
    .map((one, k) => ({ ...one, k }))
    .sort((a, b) => a.at - b.at || a.k - b.k);
  for (const { at, text: inserted } of ordered) {
    out += text.slice(from, at) + inserted;
    from = at;
  }
  const marked = out + text.slice(from);
  return { text: `const ${MARKS} = globalThis.${MARKS}; ${marked}`, blocks: next - first };
}
