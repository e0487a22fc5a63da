/** A YAML text: its plain value, and where in the text a JSON pointer leads. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Complaint } from '../map/yaml-list.ts';

export type Place = Pick<Complaint, 'line' | 'column'>;

export interface LocatedYaml {
  readonly value: unknown;
  readonly complaints: readonly Complaint[];
  /** Of the value at the pointer, or of its key; of the nearest ancestor where there is no such value. Both count from 1. */
  place(pointer: string, key?: boolean): Place;
}

/** Aliases of one file: more than a scenario needs, far fewer than a bomb. */
const MAX_ALIASES = 100;

/** Never throws. */
export function locateYaml(text: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const complaints: Complaint[] = document.errors.map(({ message, pos }) => ({
    code: 'YAML_SYNTAX',
    ...at(pos[0]),
    expected: 'YAML',
    seen: message,
  }));
  let value: unknown;
  if (complaints.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      const seen = error instanceof Error ? error.message : String(error);
      complaints.push({ code: 'YAML_SYNTAX', line: 1, column: 1, expected: 'known aliases, and few', seen });
    }
  }
  return { value, complaints, place: (pointer, key = false) => at(offsetOf(document.contents, pointer, key)) };
}

function offsetOf(root: unknown, pointer: string, key: boolean): number {
  let node = root;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
      if (pair === undefined) return offset;
      const target = key || !isNode(pair.value) ? pair.key : pair.value;
      offset = (isNode(target) ? target.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
