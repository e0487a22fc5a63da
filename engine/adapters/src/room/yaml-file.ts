/** One YAML file: its value, its problems, and where in the text a JSON pointer leads. */
import { type RoomProblem, roomProblem } from '@understudy/contract';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A problem with its place in the text; lines and columns count from 1. */
export interface LocatedProblem extends RoomProblem {
  readonly line: number;
  readonly column: number;
}

export interface YamlFile {
  /** The plain value; undefined when the text is not YAML. */
  readonly value: unknown;
  readonly problems: readonly LocatedProblem[];
  /** The place of the value at the pointer, or of its key; of the nearest ancestor when there is no such value. */
  readonly locate: (pointer: string, key: boolean) => { readonly line: number; readonly column: number };
}

/** Aliases that one file may resolve: more than any room needs, far fewer than a bomb. */
const MAX_ALIASES = 1000;

/** Reads the text of a file. Never throws. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: LocatedProblem[] = document.errors.map((error) => {
    const twice = error.code === 'DUPLICATE_KEY';
    const [from] = error.pos;
    const problem = twice
      ? roomProblem('YAML_KEY_TWICE', file, '', 'each key once', keyAt(text, from))
      : roomProblem('YAML_SYNTAX', file, '', 'YAML', error.message);
    return { ...problem, ...place(from) };
  });
  let value: unknown;
  if (problems.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      const seen = error instanceof Error ? error.message : String(error);
      // The parser names an alias that it cannot resolve, and not where it stands.
      const alias = /alias.*: (\S+)$/.exec(seen)?.[1];
      const at = alias === undefined ? 0 : text.indexOf(`*${alias}`);
      problems.push({ ...roomProblem('YAML_SYNTAX', file, '', 'YAML', seen), ...place(Math.max(0, at)) });
    }
  }
  return { value, problems, locate: (pointer, key) => place(offsetOf(document.contents, pointer, key)) };

  function offsetOf(root: unknown, pointer: string, key: boolean): number {
    let node = resolved(root);
    let offset = node?.range?.[0] ?? 0;
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
        if (pair === undefined) return offset;
        const keyNode = isNode(pair.key) ? pair.key : undefined;
        const valueNode = isNode(pair.value) ? pair.value : undefined;
        offset = (key ? keyNode : (valueNode ?? keyNode))?.range?.[0] ?? offset;
        node = resolved(valueNode);
      } else if (isSeq(node)) {
        const item: unknown = node.items[Number(name)];
        if (!isNode(item)) return offset;
        offset = item.range?.[0] ?? offset;
        node = resolved(item);
      } else return offset;
    }
    return offset;
  }

  function resolved(node: unknown): Node | undefined {
    if (isAlias(node)) return node.resolve(document);
    return isNode(node) ? node : undefined;
  }
}

function keyAt(text: string, offset: number): string {
  const line = text.slice(offset).split('\n', 1)[0] ?? '';
  return line.split(':', 1)[0]?.trim() ?? '';
}
