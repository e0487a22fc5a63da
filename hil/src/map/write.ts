/** A map as text. Comments and order of a file that somebody has written stay. */
import { isMap, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml';
import type { MapEntry } from './types.ts';

/** Keys that `mergeMap` changes in an entry. */
const CHANGING = ['connected', 'product', 'serial'] as const;

/**
 * @param entries those of `previous` in their order, then new ones: what `mergeMap` gives
 * @param previous the file's text until now, which must be a valid map
 */
export function formatMap(entries: readonly MapEntry[], previous = ''): string {
  const document = parseDocument(previous);
  if (!isSeq(document.contents)) {
    // An empty list is written as one, so that the file is a map in any case.
    return previous + stringify(entries, { lineWidth: 0 });
  }
  const list = document.contents;
  for (const [index, entry] of entries.entries()) {
    const node = list.items[index];
    if (node === undefined) list.items.push(document.createNode(entry) as (typeof list.items)[number]);
    else if (isMap(node)) update(node as YAMLMap, entry);
  }
  if (list.items.length > 0) list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function update(node: YAMLMap, entry: MapEntry): void {
  for (const key of CHANGING) {
    const value = entry[key];
    if (value !== undefined && node.get(key) !== value) node.set(key, value);
  }
}
